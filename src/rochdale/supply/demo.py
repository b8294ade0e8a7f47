"""A season of the demo world: growers, plots, deliveries, processing. Every change goes through operations, as a clerk would make it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import tenancy
from rochdale.base.actor import Actor
from rochdale.people import queries as people
from rochdale.supply import operations
from rochdale.supply.models import RunOutput, Stock
from rochdale.supply.operations.deliveries import Goods, ReceiptNumber
from rochdale.supply.operations.growers import Outline, PersonFacts, PlotGiven
from rochdale.supply.operations.proof import RiskGiven
from rochdale.supply.operations.runs import Given, Taken
from rochdale.supply.operations.setting_up import PriceLine
from rochdale.supply.rules.deliveries import Weighed

SEASONS = Path(__file__).with_name("demo_season.toml")
_NAMES = UUID("0192f3a0-0000-7000-8000-00000000d400")
SEASON_BEGAN, PRICED_SINCE, FIRST_DAY = timedelta(days=80), timedelta(days=60), 30
DEGREES_PER_METRE = Decimal("0.000009")
Ids = Callable[[str], UUID]


@dataclass(frozen=True, slots=True)
class Hands:
    """Who does the work of one season, and where its ids come from."""

    facts: Mapping[str, Any]
    manager: Actor
    clerk: Actor
    at: datetime
    members: Mapping[str, UUID]
    """Growers who are persons of the demo world, by number."""

    def id(self, *words: str) -> UUID:
        """The same id for the same words in every demo."""
        return uuid5(_NAMES, "/".join((self.facts["organization"], *words)))

    def day(self, back: int, hour: int = 8) -> datetime:
        """A morning so many days ago."""
        return (self.at - timedelta(days=back)).replace(hour=hour, minute=0, second=0, microsecond=0)

    def number(self, below: int, *words: str) -> int:
        """A number that looks like chance and is the same in every demo."""
        return int.from_bytes(sha256("/".join((self.facts["organization"], *words)).encode()).digest()[:4], "big") % below


def seed(*, at: datetime, organization_id: Ids, person_id: Ids) -> None:
    """Play the seasons up to `at`."""
    for facts in tomllib.loads(SEASONS.read_text(encoding="utf-8"))["seasons"]:
        organization = organization_id(facts["organization"])
        manager = people.actor(person_id(facts["manager"]), at, organization_id=organization)
        clerk = people.actor(person_id(facts["clerk"]), at, organization_id=organization) if facts["clerk"] else manager
        assert manager and clerk, "the demo world has these persons"
        with tenancy.within(organization):
            _play(Hands(facts, manager, clerk, at, {number: person_id(name) for number, name in facts["members"].items()}))


def _play(hands: Hands) -> None:
    points = dict(_points(hands))
    _prices(hands)
    series = UUID(operations.open_series(id=hands.id("series"), by=hands.manager, at=hands.day(70), prefix="K1"))
    growers = list(_growers(hands, points))
    collection = [points[line.split(" | ")[0]] for line in hands.facts["points"] if " | collection | " in line]
    for back in range(FIRST_DAY, 0, -1):
        if back % 3:
            _one_day(hands, growers, collection[back % len(collection)], series, back)
    _work(hands, points)


def _points(hands: Hands) -> Iterator[tuple[str, UUID]]:
    for line in hands.facts["points"]:
        code, kind, name = line.split(" | ")
        id = hands.id("point", code)
        yield code, UUID(operations.open_facility(id=id, by=hands.manager, at=hands.day(75), kind=kind, name=name, code=code))


def _prices(hands: Hands) -> None:
    facts, since = hands.facts, hands.at - SEASON_BEGAN
    operations.open_season(
        id=hands.id("season"), by=hands.manager, at=since, product=facts["product"], name=facts["name"], since_on=since.date(),
        until_on=since.date() + timedelta(days=300),
    )  # fmt: skip
    adds = {facts["certificate"][0]: Decimal(facts["claim_adds"])}
    lines = [PriceLine(facts["form"], grade, Decimal(price), adds) for grade, price in facts["prices"]]
    begins = hands.at - PRICED_SINCE
    operations.set_prices(
        id=hands.id("prices"), by=hands.manager, at=begins, product=facts["product"], currency=facts["currency"], in_force_from=begins,
        lines=lines,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A grower and the plots."""

    id: UUID
    plots: tuple[UUID, ...]
    kg: int
    """About what a visit to the scale weighs."""


def _growers(hands: Hands, points: Mapping[str, UUID]) -> Iterator[Known]:
    first = next(iter(points.values()))
    for place, line in enumerate(hands.facts["growers"]):
        number, name, sex, born, village, sides = line.split(" | ")
        phone = f"{hands.facts['phones']}{place:02}" if place % 3 else ""
        person = PersonFacts(name, sex, int(born), language=hands.facts["language"])
        grower = UUID(
            operations.register_grower(
                id=hands.id("grower", number),
                by=hands.clerk,
                at=hands.day(72),
                number=number,
                person_id=hands.members.get(number),
                person=person,
                village=village,
                phone=phone,
                point_id=first,
            )
        )
        plots = tuple(_plot(hands, grower, number, place, which, side.strip()) for which, side in enumerate(sides.split(","), start=1))
        yield Known(grower, plots, 40 + int(sides.split(",")[0].strip(" +")))


def _plot(hands: Hands, grower: UUID, number: str, place: int, which: int, side: str) -> UUID:
    west, south = (Decimal(corner) for corner in hands.facts["corner"])
    west += (place % 5) * Decimal("0.0041") + which * Decimal("0.0016")
    south += (place // 5) * Decimal("0.0037")
    metres = Decimal(side.strip("+"))
    product, country, where = (hands.facts[key] for key in ("product", "country", "place"))
    given = PlotGiven(
        product, country, where, planted_year=2004 + place % 14,
        declared_area_ha=(metres**2 / 10_000).quantize(Decimal("0.01")), tenure="custom",
        organic_since=(hands.at - timedelta(days=500)).date() if side.endswith("+") else None,
    )  # fmt: skip
    plot = UUID(
        operations.register_plot(
            id=hands.id("plot", number, str(which)), by=hands.clerk, at=hands.day(71), grower_id=grower, number=f"{number}-{which}",
            plot=given, outline=_outline(west, south, metres, which + place), capture="walked", accuracy_m=Decimal(4),
        )
    )  # fmt: skip
    looked = RiskGiven("low", hands.day(70).date(), "Whisp", "3")
    operations.record_risk(id=hands.id("risk", number, str(which)), by=hands.clerk, at=hands.day(70), plot_id=plot, given=looked)
    return plot


def _outline(west: Decimal, south: Decimal, metres: Decimal, turn: int) -> Outline:
    """A plot with five corners, not quite square."""
    side = DEGREES_PER_METRE * metres
    bends = (("0", "0"), ("1", f"0.0{turn % 3}"), ("1.04", "0.9"), ("0.5", "1.06"), ("0", "0.97"))
    six = Decimal("0.000001")
    ring = [((west + side * Decimal(x)).quantize(six), (south + side * Decimal(y)).quantize(six)) for x, y in bends]
    written = ",".join(f"[{x},{y}]" for x, y in [*ring, ring[0]])
    geometry = f'{{"type":"Polygon","coordinates":[[{written}]]}}'
    turns = (x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True))
    shoelace = sum(turns, Decimal(0)) / 2
    area = (shoelace / DEGREES_PER_METRE**2 / 10_000).quantize(Decimal("0.0001"))
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return Outline(geometry, sha256(geometry.encode()).hexdigest(), False, area, (min(xs), min(ys), max(xs), max(ys)))


def _one_day(hands: Hands, growers: list[Known], point: UUID, series: UUID, back: int) -> None:
    """Some of the growers come to the scale."""
    facts = hands.facts
    for place, grower in enumerate(growers):
        if hands.number(5, "comes", str(back), str(place)) > 1:
            continue
        happened_at = hands.day(back, 7) + timedelta(minutes=9 * place)
        grade = facts["prices"][hands.number(10, "grade", str(back), str(place)) // 6][0]
        gross_g = (grower.kg + hands.number(60, "kg", str(back), str(place))) * 1000 + hands.number(10, "g", str(back), str(place)) * 100
        operations.record_delivery(
            id=hands.id("delivery", str(back), str(place)), by=hands.clerk, at=happened_at, happened_at=happened_at, point_id=point,
            grower_id=grower.id, goods=Goods(facts["product"], facts["form"], grade, (), grower.plots),
            weighed=Weighed(gross_g, 1200, 0, 3), receipt=ReceiptNumber(series), price_list_id=hands.id("prices"),
        )  # fmt: skip


def _work(hands: Hands, points: Mapping[str, UUID]) -> None:
    """Each week's heaps are worked where they lie, except the last ones; what comes out is worked once more where there is a next step."""
    facts = hands.facts
    first, second = facts["work"]
    made: dict[UUID, list[UUID]] = {}
    for number, batch in enumerate(_batches(hands)):
        out_g = int(sum(row.weight_g for row in batch) * Decimal(facts["outturns"][number % len(facts["outturns"])]))
        takes = [(row.lot_id, row.weight_g) for row in batch]
        on = max(row.lot.made_at for row in batch) + timedelta(days=1)
        lot = _run(hands, f"{first}-{number}", first, batch[0].facility_id, takes, facts["becomes"], out_g, on)
        made.setdefault(batch[0].facility_id, []).append(lot)
    if second:
        for place, (facility, lots) in enumerate(made.items()):
            weights = dict(Stock.objects.filter(lot_id__in=lots[:-1], weight_g__gt=0).order_by("id").values_list("lot_id", "weight_g"))
            if weights:
                out_g = int(sum(weights.values()) * Decimal(facts["hulls"]))
                _run(hands, f"{second}-{place}", second, facility, list(weights.items()), facts["then"], out_g, hands.day(2))


def _batches(hands: Hands) -> Iterator[list[Stock]]:
    """Six heaps of one place at a time, as long as they are old enough."""
    rows = Stock.objects.filter(weight_g__gt=0, lot__form=hands.facts["form"], lot__made_at__lt=hands.day(5)).select_related("lot")
    for _, heaps in groupby(rows.order_by("facility_id", "lot__made_at", "lot__code"), key=lambda row: row.facility_id):
        ready = list(heaps)
        yield from (ready[start : start + 6] for start in range(0, len(ready), 6))


def _run(hands: Hands, name: str, kind: str, facility: UUID, takes: list[tuple[UUID, int]], form: str, out_g: int, on: datetime) -> UUID:
    run = operations.record_run(
        id=hands.id("run", name), by=hands.clerk, at=on, happened_at=on, kind=kind, facility_id=facility,
        takes=[Taken(lot, weight_g) for lot, weight_g in takes], gives=[Given(form, out_g)],
    )  # fmt: skip
    return RunOutput.objects.filter(run_id=run).order_by("id").values_list("lot_id", flat=True)[0]
