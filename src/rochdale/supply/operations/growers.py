"""Writing down growers and their plots."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.codes import new_code
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people import operations as people
from rochdale.people.contacts import stored_phone
from rochdale.supply.models import Facility, Grower, PayoutMeans, Plot, PlotVersion
from rochdale.supply.operations.shared import done, known_product, own, owner
from rochdale.supply.rules.growers import refusals_for_account, refusals_for_number, refusals_for_plot


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """Somebody who is written down with the grower."""

    name: str
    sex: str = ""
    birth_year: int | None = None
    language: str = ""


@operation
def register_grower(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    number: str,
    person: PersonFacts | None = None,
    person_id: UUID | None = None,
    household_id: UUID | None = None,
    village: str = "",
    phone: str = "",
    point_id: UUID | None = None,
    means: str = PayoutMeans.CASH,
    account_holder: str = "",
    account_number: str = "",
    account_provider: str = "",
) -> str:
    """Write a grower down: a person known here (`person_id`), or a new one (`person`). Returns the id of the grower."""
    organization = owner(by, "supply.keep-growers")
    number = number.strip()
    refuse_if([*refusals_for_number(number), *refusals_for_account(means, account_number)])
    taken = Grower.objects.filter(organization_id=organization, number=number).select_related("person").first()
    if taken:
        raise Refused(Refusal("supply.grower-number-is-taken", {"number": number, "name": taken.person.name}))
    known = person_id or _written_down(id, by, at, person, household_id)
    if Grower.objects.filter(organization_id=organization, person_id=known).exists():
        raise Refused(Refusal("supply.person-is-a-grower-already"))
    point = own(Facility.objects.all(), organization, pk=point_id) if point_id else None
    row = Grower.objects.create(
        id=id, organization_id=organization, person_id=known, number=number, village=village.strip(), phone=stored_phone(phone) or "",
        point=point, card_code=new_code(), means=means, account_holder=account_holder,
        account_number=account_number, account_provider=account_provider, registered_at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="supply.register-grower", about=row, after={"number": number, "village": row.village})
    return str(id)


def _written_down(id: UUID, by: Actor, at: datetime, person: PersonFacts | None, household_id: UUID | None) -> UUID:
    if person is None:
        raise Refused(Refusal("supply.grower-needs-a-person"))
    return UUID(
        people.register_person(
            id=uuid5(id, "person"), by=by, at=at, name=person.name, sex=person.sex, birth_year=person.birth_year,
            language=person.language, household_id=household_id,
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outline:
    """What a check of a plot's geometry found good enough to keep (`rules.plots`)."""

    geometry: str
    """GeoJSON geometry as text, WGS84, longitude first."""
    geometry_sha256: str
    is_point: bool
    drawn_area_ha: Decimal | None
    box: tuple[Decimal, Decimal, Decimal, Decimal]
    """West, south, east, north."""
    verdict: str = "accepted"
    findings: str = "[]"
    """JSON list of codes and facts, as text for the same reason."""
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class PlotGiven:
    """What is told of a plot beside its outline."""

    product: str
    country: str
    place: str = ""
    own_number: str = ""
    name: str = ""
    planted_year: int | None = None
    declared_area_ha: Decimal | None = None
    tenure: str = "unknown"
    tenure_paper: str = ""
    organic_since: date | None = None
    more: Mapping[str, str] = field(default_factory=dict)


@operation
def register_plot(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    grower_id: UUID,
    number: str,
    plot: PlotGiven,
    outline: Outline | None = None,
    capture: str = "file",
    accuracy_m: Decimal | None = None,
) -> str:
    """Write a plot down, with its first outline when there is one. Without one it is held. Returns the id of the plot."""
    organization = owner(by, "supply.keep-growers")
    grower = own(Grower.objects.all(), organization, pk=grower_id)
    known_product(plot.product)
    refuse_if(
        refusals_for_plot(number, planted_year=plot.planted_year, declared_area_ha=plot.declared_area_ha, country=plot.country, at=at)
    )
    if Plot.objects.filter(organization_id=organization, number=number).exists():
        raise Refused(Refusal("supply.plot-number-is-taken", {"number": number}))
    row = Plot.objects.create(
        id=id, organization_id=organization, grower=grower, number=number, own_number=plot.own_number, name=plot.name, product=plot.product,
        planted_year=plot.planted_year, declared_area_ha=plot.declared_area_ha, country=plot.country, place=plot.place, tenure=plot.tenure,
        tenure_paper=plot.tenure_paper, organic_since=plot.organic_since, is_held=outline is None,
    )  # fmt: skip
    if outline:
        draw(row, outline, by=by, at=at, capture=capture, accuracy_m=accuracy_m)
    audit.record(by=by, at=at, what="supply.register-plot", about=row, after={"number": number, "grower": grower.number})
    return str(id)


def draw(row: Plot, outline: Outline, *, by: Actor, at: datetime, capture: str, accuracy_m: Decimal | None = None) -> None:
    """A new version of a plot's outline. The same outline again is no version."""
    if row.newest and row.newest.geometry_sha256 == outline.geometry_sha256:
        return
    west, south, east, north = outline.box
    row.newest = PlotVersion.objects.create(
        id=new_id(), organization_id=row.organization_id, plot=row, version=(row.newest.version if row.newest else 0) + 1,
        geometry=outline.geometry, geometry_sha256=outline.geometry_sha256, is_point=outline.is_point,
        drawn_area_ha=outline.drawn_area_ha, west=float(west), south=float(south), east=float(east), north=float(north), capture=capture,
        accuracy_m=accuracy_m,
        verdict=outline.verdict, findings=json.loads(outline.findings), **done(by, at, at),
    )  # fmt: skip
    row.is_held = outline.is_held
    row.save(update_fields=["newest", "is_held"])
