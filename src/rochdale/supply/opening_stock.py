"""Stock of the old books: once two have signed, each row becomes a lot that was there when the books began."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from rochdale.base import opening
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.base.opening import Line
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import Facility, FacilityKind, Lot, Made, MovementKind, Season
from rochdale.supply.rules.opening_stock import read_account, refusals_for_row
from rochdale.supply.rules.weights import grams


def check(organization_id: UUID, line: Line) -> Iterator[Refusal]:
    """What speaks against a row: a place, form or grade that is not known, a lot number that is taken, no season."""
    places = set(Facility.objects.filter(organization_id=organization_id).exclude(kind=FacilityKind.ROAD).values_list("code", flat=True))
    found = read_account(line.account)
    taken = Lot.objects.filter(organization_id=organization_id, code=found.code if found else "").values_list("code", flat=True)
    faults = list(refusals_for_row(line.account, line.amount, places=places, codes=set(taken)))
    yield from faults
    if not faults and found:
        grams(line.amount)
        if not _seasons(organization_id, found.product):
            yield Refusal("supply.no-season-is-open", {"product": found.product, "on": ""})


def make_lots(proposal: Proposal, lines: Sequence[Line], by: Actor, at: datetime) -> None:
    """Each row becomes a lot of the kind OPENING, put into its place as of the day of the old books."""
    organization_id = UUID(proposal.content["organization_id"])
    on = date.fromisoformat(proposal.content["on"])
    for line in lines:
        refuse_if(check(organization_id, line))
        _make_lot(proposal, line, organization_id, on, at)


def _make_lot(proposal: Proposal, line: Line, organization_id: UUID, on: date, at: datetime) -> None:
    found = read_account(line.account)
    if found is None:
        raise Refused(Refusal("supply.opening-account-is-wrong", {"account": line.account}))
    point = Facility.objects.select_for_update().get(organization_id=organization_id, code=found.place)
    begins = f"{point.code}-O{on:%y%m%d}-"
    place = Lot.objects.filter(organization_id=organization_id, code__startswith=begins).count() + 1
    lot = Lot.objects.create(
        id=uuid5(proposal.id, f"lot {line.number}"), organization_id=organization_id, code=found.code or f"{begins}{place}",
        made=Made.OPENING, season=_season(organization_id, found.product, on), product=found.product, form=found.form, grade=found.grade,
        claims=list(found.claims), point=point, made_at=datetime.combine(on, time(), UTC),
    )  # fmt: skip
    deed = Deed(proposal.actor, datetime.combine(on, time(), UTC), at, proposal.id)
    books.move(deed, lot=lot, facility=point, kind=MovementKind.OPENING, weight_g=grams(line.amount), reason=line.note)


def _seasons(organization_id: UUID, product: str) -> list[Season]:
    return list(Season.objects.filter(organization_id=organization_id, product=product).order_by("since_on"))


def _season(organization_id: UUID, product: str, on: date) -> Season:
    """The season of that day, else the last one before, else the first of all: old stock may be older than the first season here."""
    seasons = _seasons(organization_id, product)
    return next((season for season in reversed(seasons) if season.since_on <= on), seasons[0])


opening.ledger(
    "supply.stock",
    title=_("Stock in our stores"),
    account=_("PLACE/FORM/GRADE/CLAIMS/LOT"),
    units=("kg",),
    explains=_(
        "What lies where when the books begin, e.g. PKS/parchment/A/fairtrade+organic. Each row becomes a lot; no plot is behind it."
    ),
    check=check,
    on_open=make_lots,
)
