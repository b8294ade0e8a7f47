"""A small coffee cooperative with three growers and four plots, for the tests of supply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

import pytest

from rochdale.base.actor import SYSTEM, Actor
from rochdale.kernel.ids import new_id
from rochdale.people import operations as people
from rochdale.people import queries
from rochdale.supply import operations
from rochdale.supply.models import PriceList, RunOutput
from rochdale.supply.operations.deliveries import Goods, ReceiptNumber
from rochdale.supply.operations.growers import Outline, PersonFacts, PlotGiven
from rochdale.supply.operations.runs import Given, Taken
from rochdale.supply.operations.setting_up import PriceLine
from rochdale.supply.rules.deliveries import Weighed
from rochdale.supply.rules.weights import grams

AT = datetime(2026, 11, 26, 8, tzinfo=UTC)


@dataclass
class World:
    """Ids and actors by the names tests call them."""

    organization: UUID
    manager: Actor
    clerk: Actor
    at: datetime
    point: UUID
    series: UUID
    prices: UUID
    growers: dict[str, UUID] = field(default_factory=dict)
    plots: dict[str, UUID] = field(default_factory=dict)

    def deliver(
        self, grower: str, weight_kg: float | str, *, plots: Sequence[str] = (), claims: Sequence[str] = (), grade: str = "", **more: object
    ) -> UUID:
        """The clerk weighs cherry of a grower."""
        fields: dict[str, object] = {"happened_at": self.at, "point_id": self.point, "price_list_id": self.prices, **more}
        return UUID(
            operations.record_delivery(
                id=new_id(), by=self.clerk, at=self.at, grower_id=self.growers[grower],
                goods=Goods("coffee", "cherry", grade, tuple(claims), tuple(self.plots[plot] for plot in plots)),
                weighed=Weighed(grams(Decimal(str(weight_kg)))), receipt=ReceiptNumber(self.series), **fields,
            )
        )  # fmt: skip

    def reverse(self, delivery: UUID, reason: str = "wrong grower") -> UUID:
        """The clerk takes a delivery back."""
        return UUID(
            operations.reverse_delivery(
                id=new_id(), by=self.clerk, at=self.at, happened_at=self.at, delivery_id=delivery, reason=reason,
                receipt=ReceiptNumber(self.series),
            )
        )  # fmt: skip

    def run(self, kind: str, takes: Mapping[UUID, float | str], gives: Mapping[str, str]) -> UUID:
        """A processing batch with one output; returns its lot."""
        run = operations.record_run(
            id=new_id(), by=self.clerk, at=self.at, happened_at=self.at, kind=kind, facility_id=self.point,
            takes=[Taken(lot, grams(Decimal(str(weight)))) for lot, weight in takes.items()],
            gives=[Given(form, grams(Decimal(weight))) for form, weight in gives.items()],
        )  # fmt: skip
        return RunOutput.objects.filter(run_id=run).order_by("id").values_list("lot_id", flat=True)[0]


def square(west: str, south: str, side: str = "0.001") -> Outline:
    """A small square plot."""
    w, s = Decimal(west), Decimal(south)
    e, n = w + Decimal(side), s + Decimal(side)
    ring = ",".join(f"[{x},{y}]" for x, y in ((w, s), (e, s), (e, n), (w, n), (w, s)))
    geometry = f'{{"type":"Polygon","coordinates":[[{ring}]]}}'
    return Outline(geometry, sha256(geometry.encode()).hexdigest(), False, Decimal("1.2"), (w, s, e, n))


@pytest.fixture
def world(db: None) -> World:
    """The small cooperative of every test."""
    return make_world()


def make_world() -> World:
    """The cooperative on a day in November, one collection point open, cherry at LAK 12,000."""
    organization = UUID(
        people.register_organization(
            id=new_id(), by=SYSTEM, at=AT, kind="cooperative", name="Dongmai", country="LA", place="", language="en"
        )
    )
    manager, clerk = (_officer(organization, name, office) for name, office in (("Keo", "manager"), ("Noi", "clerk")))
    point = operations.open_facility(id=new_id(), by=manager, at=AT, kind="collection", name="Paksong road", code="PKS")
    operations.open_season(
        id=new_id(), by=manager, at=AT, product="coffee", name="2026/27", since_on=date(2026, 10, 1), until_on=date(2027, 6, 1)
    )
    operations.set_prices(
        id=new_id(), by=manager, at=AT, product="coffee", currency="LAK", in_force_from=AT, lines=[PriceLine("cherry", "", Decimal(12_000))]
    )
    series = operations.open_series(id=new_id(), by=manager, at=AT, prefix="K1")
    made = World(organization, manager, clerk, AT + timedelta(hours=1), UUID(point), UUID(series), PriceList.objects.get().id)
    for letter, plots in {"A": ["11"], "B": ["21", "22"], "C": ["31"]}.items():
        grower = operations.register_grower(
            id=new_id(), by=clerk, at=AT, number=letter, person=PersonFacts(f"Grower {letter}"), village="Dongmai"
        )
        made.growers[letter] = UUID(grower)
        for number in plots:
            plot = operations.register_plot(
                id=new_id(), by=clerk, at=AT, grower_id=UUID(grower), number=number, plot=PlotGiven("coffee", "LA"),
                outline=square(str(Decimal("106.2") + Decimal(number) / 100), "15.1"),
            )  # fmt: skip
            made.plots[number] = UUID(plot)
    return made


def _officer(organization: UUID, name: str, office: str) -> Actor:
    person = UUID(people.register_person(id=new_id(), by=SYSTEM, at=AT, name=name))
    people.appoint(id=new_id(), by=SYSTEM, at=AT, person_id=person, organization_id=organization, office=office)
    found = queries.actor(person, AT, organization_id=organization)
    assert found is not None
    return found
