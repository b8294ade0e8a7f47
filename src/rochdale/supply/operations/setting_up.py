"""What has to be there before the first delivery: places, a season, prices, series of receipts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Max

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.money import minor_digits
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people import device_queries
from rochdale.supply.models import Facility, FacilityKind, Price, PriceList, Season, Series
from rochdale.supply.operations.shared import done, known_product, own, owner
from rochdale.supply.rules.setting_up import refusals_for_code, refusals_for_prefix, refusals_for_season


@operation
def open_facility(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    kind: str,
    name: str,
    code: str,
    locode: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
) -> str:
    """Write down a place that holds stock. Returns its id."""
    organization = owner(by, "supply.set-up")
    code = code.strip().upper()
    refuse_if(refusals_for_code(kind, name, code, kinds=[known for known in FacilityKind.values if known != FacilityKind.ROAD]))
    if Facility.objects.filter(organization_id=organization, code=code).exists():
        raise Refused(Refusal("supply.code-is-taken", {"code": code}))
    row = Facility.objects.create(
        id=id, organization_id=organization, kind=kind, name=name.strip(), code=code, locode=locode, latitude=latitude, longitude=longitude
    )
    audit.record(by=by, at=at, what="supply.open-facility", about=row, after={"kind": kind, "name": row.name, "code": code})
    return str(id)


@operation
def open_season(*, id: UUID, by: Actor, at: datetime, product: str, name: str, since_on: date, until_on: date) -> str:
    """Open the season of a product. Seasons of one product do not overlap. Returns its id."""
    organization = owner(by, "supply.set-up")
    known_product(product)
    others = Season.objects.filter(organization_id=organization, product=product).order_by("since_on")
    refuse_if(refusals_for_season(name, since_on, until_on, [(other.name, other.since_on, other.until_on) for other in others]))
    row = Season.objects.create(id=id, organization_id=organization, product=product, name=name, since_on=since_on, until_on=until_on)
    audit.record(by=by, at=at, what="supply.open-season", about=row, after={"product": product, "name": name})
    return str(id)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """What a kg of a form and grade is paid, and what claims add."""

    form: str
    grade: str
    per_kg: Decimal
    claim_adds: Mapping[str, Decimal] = field(default_factory=dict)


@operation
def set_prices(
    *, id: UUID, by: Actor, at: datetime, product: str, currency: str, in_force_from: datetime, lines: Sequence[PriceLine], note: str = ""
) -> str:
    """Put a price list in force from a moment on. Receipts written before keep their price. Returns its id."""
    organization = owner(by, "supply.set-prices")
    found = known_product(product)
    minor_digits(currency)
    if in_force_from < at:
        raise Refused(Refusal("supply.prices-begin-in-the-past", {"from": in_force_from}))
    if not lines:
        raise Refused(Refusal("supply.price-list-is-empty"))
    for line in lines:
        if line.form not in found.delivered or line.per_kg <= 0 or min(line.claim_adds.values(), default=Decimal(0)) < 0:
            raise Refused(Refusal("supply.price-line-is-wrong", {"form": line.form, "grade": line.grade}))
    last = PriceList.objects.filter(organization_id=organization, product=product).aggregate(last=Max("number"))["last"] or 0
    row = PriceList.objects.create(
        id=id, organization_id=organization, product=product, number=last + 1, currency=currency, in_force_from=in_force_from, note=note,
        **done(by, at, at),
    )  # fmt: skip
    Price.objects.bulk_create(
        Price(
            organization_id=organization, price_list=row, form=line.form, grade=line.grade, per_kg=line.per_kg,
            claim_adds={claim: format(adds, "f") for claim, adds in sorted(line.claim_adds.items())},
        )
        for line in lines
    )  # fmt: skip
    after = {"product": product, "number": row.number, "from": in_force_from, "lines": len(lines)}
    audit.record(by=by, at=at, what="supply.set-prices", about=row, after=after)
    return str(id)


@operation
def open_series(*, id: UUID, by: Actor, at: datetime, prefix: str, device_id: UUID | None = None) -> str:
    """Give a device (or a desk without one) its own receipt numbers. Returns the id of the series."""
    organization = owner(by, "supply.set-up")
    prefix = prefix.strip().upper()
    refuse_if(refusals_for_prefix(prefix))
    if Series.objects.filter(organization_id=organization, prefix=prefix).exists():
        raise Refused(Refusal("supply.prefix-is-taken", {"prefix": prefix}))
    device = own(device_queries.devices_of(organization), organization, pk=device_id) if device_id else None
    if device and Series.objects.filter(device=device).exists():
        raise Refused(Refusal("supply.device-has-a-series", {"device": device.name}))
    row = Series.objects.create(id=id, organization_id=organization, prefix=prefix, device=device)
    audit.record(by=by, at=at, what="supply.open-series", about=row, after={"prefix": prefix, "device": device.name if device else ""})
    return str(id)
