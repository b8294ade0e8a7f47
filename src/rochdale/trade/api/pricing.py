"""Quotations of exchanges, and scenarios side by side."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_noop
from ninja import Query, Router, Schema, Status
from pydantic import Field

from rochdale.base.endpoints import (
    REFUSING,
    Amount,
    Code,
    Day,
    Given,
    Id,
    Line,
    Made,
    Operation,
    Page,
    Paging,
    Refusals,
    operation_id,
    page_of,
)
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest
from rochdale.people.permissions import require
from rochdale.trade import operations
from rochdale.trade.api.shapes import Figure
from rochdale.trade.floors import verified_rows
from rochdale.trade.models import Quotation, ScenarioSheet
from rochdale.trade.queries.scenarios import sheet_seen, sheets
from rochdale.trade.rules.farm_gate import Step
from rochdale.trade.rules.landed_cost import Costs, Origin
from rochdale.trade.rules.scenarios import Scenario
from rochdale.trade.scenario_rows import Given as GivenScenario

router = Router(tags=[gettext_noop("Prices")])
ZERO = Decimal(0)


class QuotationGiven(Operation):
    """What an exchange quoted. `month` of delivery: 2027-03. `quoted_in`: USc/lb, USD/t or GBP/t, as that month is quoted."""

    exchange: Code
    month: Code
    on: Day
    value: Amount
    quoted_in: Code
    source: Line


class QuotationShown(Schema):
    """A quotation with its unit, source and who read it."""

    id: UUID
    exchange: str
    month: str
    on: date
    value: Figure
    quoted_in: str
    source: str
    by_name: str
    at: datetime


class StepGiven(Given):
    """A form before what is shipped: kg of the later form that one kg gives, and what the work on it costs."""

    form: Line
    outturn: Amount
    cost: Amount = ZERO


class ScenarioGiven(Given):
    """What is supposed. Price, organic and premium for one `unit`; rates as shares (0.003 is 0.3 %); the rest as on the page."""

    name: Line
    term: Code
    price: Amount
    currency: Code
    unit: Code
    kg: Amount
    organic: Amount = ZERO
    premium: Amount = ZERO
    origin_inland: Amount = ZERO
    origin_clearance: Amount = ZERO
    origin_loading: Amount = ZERO
    freight: Amount = ZERO
    insurance_rate: Amount = ZERO
    terminal: Amount = ZERO
    clearance: Amount = ZERO
    inland: Amount = ZERO
    duty_rate: Amount = ZERO
    advance_share: Amount = ZERO
    interest_rate: Amount = ZERO
    days: Annotated[int, Field(ge=0, le=3650)] = 0
    certification: Amount = ZERO
    finance: Amount = ZERO
    retention: Amount = ZERO
    mill: Amount = ZERO
    steps: Annotated[list[StepGiven], Field(max_length=4)] = []
    shelf: Amount = ZERO
    shelf_currency: Code | None = None
    kg_for_shelf: Amount = Decimal(1)
    growers_currency: Code | None = None
    floor_id: Id | None = None
    """The row of a minimum price that holds for it, as `GET /floors` names it; verified rows alone bind."""

    def given(self) -> GivenScenario:
        """As the rules read it. Refused where the row of the minimum price is not one that binds."""
        if self.floor_id and self.floor_id not in {row.id for row, _name in verified_rows()}:
            raise Refused(Refusal("trade.floor-does-not-bind"))
        costs = Costs(**{name: getattr(self, name) for name in Costs.__dataclass_fields__ if name != "insured_share"})
        steps = tuple(Step(one.form, one.outturn, one.cost) for one in self.steps)
        names = ("name", "term", "price", "currency", "unit", "kg", "organic", "premium", "certification", "finance", "retention", "mill")
        scenario = Scenario(
            **{name: getattr(self, name) for name in (*names, "shelf", "kg_for_shelf")}, costs=costs, steps=steps,
            origin=Origin(self.origin_inland, self.origin_clearance, self.origin_loading),
        )  # fmt: skip
        floor = str(self.floor_id) if self.floor_id else ""
        return GivenScenario(scenario, self.shelf_currency or "", self.growers_currency or "", floor)


class SheetGiven(Operation):
    """One to four scenarios side by side. The same name again makes the next number."""

    name: Line
    scenarios: Annotated[list[ScenarioGiven], Field(min_length=1, max_length=4)]


class ScenarioShown(Schema):
    """What follows from a scenario, per kg of what is shipped; `at_the_gate` per kg of what growers bring. `share`: of the shelf price."""

    name: str
    term: str
    currency: str
    fob_per_kg: Figure
    landed_per_kg: Figure
    to_growers: Figure
    at_the_gate: Figure
    share: Figure | None
    floor_per_kg: Figure | None
    """The minimum price for 1 kg on board that holds for it, with the row's source; null where none was named."""
    floor_source: str
    below_floor: Figure
    """What its price lacks to that for 1 kg; 0 where it lacks nothing."""


class SheetShown(Schema):
    """A sheet: whose, under which name, and what follows from each scenario."""

    id: UUID
    name: str
    number: int
    organization: str
    at: datetime
    scenarios: list[ScenarioShown]


PLACES = Decimal("0.000001")


def _sheet(row: ScenarioSheet, request: ActingRequest) -> SheetShown:
    seen = sheet_seen(row, request.actor)
    rows = [
        ScenarioShown(
            name=one.name, term=one.saved.given.scenario.term, currency=seen.currency, fob_per_kg=_rounded(one.saved.work.fob_per_kg),
            landed_per_kg=_rounded(one.saved.work.landed_per_kg), to_growers=_rounded(one.saved.work.to_growers),
            at_the_gate=_rounded(one.saved.work.at_the_gate), share=None if (share := one.saved.work.share) is None else _rounded(share),
            floor_per_kg=_rounded(one.saved.floor.per_kg) if one.saved.floor else None,
            floor_source=one.saved.floor.source if one.saved.floor else "", below_floor=_rounded(one.saved.below_floor),
        )
        for one in seen.scenarios
    ]  # fmt: skip
    return SheetShown(id=row.id, name=row.name, number=row.number, organization=row.organization.name, at=row.at, scenarios=rows)


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(PLACES)


@router.get("/quotations", response={200: Page[QuotationShown], REFUSING: Refusals}, summary=gettext_noop("Quotations of exchanges"))
def quotations(request: ActingRequest, paging: Query[Paging]) -> Page[QuotationShown]:
    """Newest day first."""
    require(request.actor, "trade.see", request.actor)
    return page_of(request, Quotation.objects.order_by("-on", "-at", "-id"), paging, QuotationShown.from_orm)


@router.post("/quotations", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Record a quotation"))
def record_quotation(request: ActingRequest, given: QuotationGiven) -> Status[Made]:
    """With its unit and source."""
    said = {name: getattr(given, name) for name in QuotationGiven.model_fields if name != "id"}
    made = operations.record_quotation(id=operation_id(request, given), by=request.actor, at=request.at, **said)
    return Status(201, Made(id=UUID(made)))


@router.get("/scenarios", response={200: Page[SheetShown], REFUSING: Refusals}, summary=gettext_noop("Scenarios side by side"))
def scenarios(request: ActingRequest, paging: Query[Paging]) -> Page[SheetShown]:
    """Own sheets and those that others show, newest first."""
    require(request.actor, "trade.see", request.actor)
    return page_of(request, sheets(request.actor).order_by("-at", "-id"), paging, lambda row: _sheet(row, request))


@router.post("/scenarios", response={201: Made, REFUSING: Refusals}, summary=gettext_noop("Lay scenarios side by side"))
def save_scenarios(request: ActingRequest, given: SheetGiven) -> Status[Made]:
    """Reckoned and kept with the rates of the day."""
    made = operations.save_scenarios(
        id=operation_id(request, given), by=request.actor, at=request.at, name=given.name,
        scenarios=tuple(one.given() for one in given.scenarios),
    )  # fmt: skip
    return Status(201, Made(id=UUID(made)))


@router.get("/scenarios/{uuid:sheet_id}", response={200: SheetShown, REFUSING: Refusals}, summary=gettext_noop("One sheet of scenarios"))
def scenario_sheet(request: ActingRequest, sheet_id: UUID) -> SheetShown:
    """What follows from each."""
    rows = ScenarioSheet.objects.select_related("organization")
    return _sheet(get_or_404(request.actor, "trade.see-scenarios", rows, pk=sheet_id), request)
