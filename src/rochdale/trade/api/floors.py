"""Minimum prices: the rows with their source, recording one, verifying one."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status
from pydantic import Field

from rochdale.base.endpoints import (
    REFUSING,
    Amount,
    Code,
    Day,
    Id,
    Made,
    Operation,
    Page,
    Paging,
    Paragraph,
    Refusals,
    one_of,
    operation_id,
    page_of,
)
from rochdale.kernel.country import country_code
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.trade import operations
from rochdale.trade.api.shapes import Certificate, Figure, Process, Species
from rochdale.trade.known import codes
from rochdale.trade.models import PriceFloor
from rochdale.trade.operations import FloorFacts
from rochdale.trade.queries import markets as queries

router = Router(tags=[gettext_noop("Minimum prices")])
Product = Annotated[Code, one_of(lambda: codes("products")), Field(min_length=1)]


class FloorRow(Schema):
    """A minimum price as its source states it; "" means any. An unverified row warns, a verified one binds."""

    id: UUID
    product: str
    species: str
    form: str
    origin: str
    scheme: str
    level: str
    currency: str
    unit: str
    minimum: Figure | None
    organic_differential: Figure | None
    premium: Figure | None
    valid_from: date
    valid_to: date | None
    source: str
    is_verified: bool
    verified_by: str
    verified_on: date | None
    verification_note: str
    superseded_by: UUID | None


class OnDay(Paging):
    """Only rows that hold on a day (YYYY-MM-DD)."""

    on: Day | None = None


class FloorGiven(Operation):
    """A minimum price as its source states it. `valid_to` is the first day after it; `supersedes` a row it replaces."""

    product: Product
    species: Species = ""
    form: Process = ""
    origin: Code = ""
    scheme: Certificate
    level: Code
    currency: Code
    unit: Code
    minimum: Amount | None = None
    organic_differential: Amount | None = None
    premium: Amount | None = None
    valid_from: Day
    valid_to: Day | None = None
    source: Paragraph
    supersedes: Id | None = None

    def facts(self) -> FloorFacts:
        """As the rules read it. Refuses an unknown country."""
        return FloorFacts(
            self.product, self.species, self.form, country_code(self.origin) if self.origin else "", self.scheme, self.level, self.currency,
            self.unit, self.minimum, self.organic_differential, self.premium, self.valid_from, self.valid_to, self.source,
        )  # fmt: skip


class Looked(Operation):
    """With what a row was compared: the page or paper, and its date."""

    note: Paragraph


@router.get("/floors", response={200: Page[FloorRow], REFUSING: Refusals}, summary=gettext_noop("Minimum prices"))
def floors(request: ActingRequest, asked: Query[OnDay]) -> Page[FloorRow]:
    """Rows that no newer one has replaced, with their source."""
    rows = queries.floors(asked.on).order_by("product", "scheme", "-valid_from", "id")
    return page_of(request, rows, asked, _shown)


@router.get("/floors/{uuid:floor_id}", response={200: FloorRow, REFUSING: Refusals}, summary=gettext_noop("One minimum price"))
def floor(request: ActingRequest, floor_id: UUID) -> FloorRow:
    """Also one that a newer row has replaced."""
    return _shown(_row(floor_id))


@router.post("/floors", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Record a minimum price"))
def record_floor(request: ActingRequest, given: FloorGiven) -> Status[Made]:
    """Unverified: it warns and does not bind. Rows are never edited; a newer one replaces an older one."""
    require(request.actor, "trade.keep-floors", request.actor)
    if given.supersedes:
        _row(given.supersedes)
    made = operations.record_price_floor(
        id=operation_id(request, given), by=request.actor, at=request.at, floor=given.facts(), supersedes=given.supersedes
    )
    return Status(201, Made(id=UUID(made)))


@router.post("/floors/{uuid:floor_id}/verify", response={200: Made, REFUSING: Refusals}, summary=gettext_noop("Verify a minimum price"))
def verify_floor(request: ActingRequest, floor_id: UUID, given: Looked) -> Made:
    """With one's name. From then on no match pays less."""
    require(request.actor, "trade.keep-floors", request.actor)
    row = _row(floor_id)
    made = operations.verify_price_floor(id=operation_id(request, given), by=request.actor, at=request.at, floor_id=row.id, note=given.note)
    return Made(id=UUID(made))


def _row(floor_id: UUID) -> PriceFloor:
    row = PriceFloor.objects.filter(pk=floor_id).first()
    if row is None:
        raise Http404
    return row


def _shown(row: PriceFloor) -> FloorRow:
    values = {name: getattr(row, name) for name in FloorRow.model_fields if name != "superseded_by"}
    return FloorRow.model_validate({**values, "superseded_by": row.superseded_by_id})
