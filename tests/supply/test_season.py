"""A whole season through the screens: 60 growers, 3 collection points, 400 deliveries, 2 steps of processing, 5 lots, a reversal, a mock
recall. What was typed is reckoned beside it with plain arithmetic, and the books say the same to the gram and the franc."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from rochdale.base.actor import SYSTEM
from rochdale.base.worker import Worker
from rochdale.kernel.ids import new_id
from rochdale.people import operations as people
from rochdale.people.models import Person
from rochdale.supply import stock_commands
from rochdale.supply.models import CashBox, Delivery, Facility, Grower, Lot, PayRun, Plot, RunOutput, Season, Waybill
from tests.supply.growers.desk import geojson
from tests.watchful import WatchfulClient

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.heavy]

POINTS = {"MBA": "Mbalmayo", "SAA": "Sa’a", "OKO": "Okola"}
PRICES = {"1": 400, "2": 350}
"""XAF for a kg of wet beans, by grade."""
FLOAT, DELIVERIES, GROWERS, NOTE = 4_000_000, 400, 60, 25
OUTTURN = {"MBA": Decimal("0.38"), "SAA": Decimal("0.371"), "OKO": Decimal("0.4")}
LOST_G = 1_250
"""What the lorry from Okola lost on the road."""
PACKED = {"EN-1": ["MBA"], "EN-2": ["MBA", "SAA"], "EN-3": ["SAA"], "EN-4": ["SAA", "OKO"], "EN-5": ["OKO"]}


@dataclass
class Typed:
    """One delivery as the clerk read it from the scale."""

    grower: str
    point: str
    net_g: int
    grade: str
    id: UUID
    is_back: bool = False
    """Taken back later."""

    @property
    def francs(self) -> int:
        return int((Decimal(self.net_g) * PRICES[self.grade] / 1000).to_integral_value(ROUND_HALF_UP))


@dataclass
class Desk:
    """Whoever sits before the screens, and a notebook of what was typed."""

    organization: UUID
    clients: dict[str, WatchfulClient]
    typed: list[Typed] = field(default_factory=list)
    cash: dict[str, int] = field(default_factory=lambda: dict.fromkeys(POINTS, FLOAT))
    paid: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    growers: dict[str, UUID] = field(default_factory=dict)

    def page(self, who: str, name: str, *args: object, query: str = "") -> str:
        answer = self.clients[who].get(reverse(f"supply:{name}", args=args) + query)
        assert answer.status_code == 200, answer.content[:2000].decode()
        return " ".join(answer.content.decode().replace("\u00a0", " ").split())

    def send(self, who: str, name: str, /, *args: object, query: str = "", **fields: object) -> str:
        """A form, sent; where it led."""
        fields = {"operation_id": str(new_id())} | fields
        answer = self.clients[who].post(reverse(f"supply:{name}", args=args) + query, fields)
        assert answer.status_code == 302, errors(answer.content.decode())
        return str(answer.url)

    def sheet(self, who: str, name: str, *args: object) -> list[dict[str, Any]]:
        """A list as Excel, row by row."""
        content = self.clients[who].get(reverse(f"supply:{name}", args=args) + "?as=xlsx").content
        head, *rows = load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True)
        return [dict(zip(head, row, strict=True)) for row in rows]


def errors(html: str) -> str:
    """The part of a page that says what is wrong."""
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.find("<main") :]).split())[:2000]


def hidden(html: str) -> dict[str, str]:
    """What the form on a page carries along."""
    return {name: value.replace("&quot;", '"') for name, value in re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', html)}


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A new cooperative with a manager, a treasurer and a clerk for each point; who they are was shown a moment ago."""
    monkeypatch.setattr("rochdale.people.proving.is_proven_recently", lambda request: True)
    at = timezone.now() - timedelta(days=1)
    named = {"kind": "cooperative", "name": "Mefou", "country": "CM", "place": "", "language": "en"}
    organization = UUID(people.register_organization(id=new_id(), by=SYSTEM, at=at, **named))
    clients = {}
    for name, office in {"manager": "manager", "treasurer": "treasurer"}.items() | {(point, "clerk") for point in POINTS}:
        person = UUID(people.register_person(id=new_id(), by=SYSTEM, at=at, name=f"{name} of Mefou"))
        people.appoint(id=new_id(), by=SYSTEM, at=at, person_id=person, organization_id=organization, office=office)
        clients[name] = WatchfulClient()
        clients[name].force_login(Person.objects.get(pk=person))
    return Desk(organization, clients)


@pytest.mark.longest
def test_the_books_of_a_season_balance_to_the_gram_and_the_franc(desk: Desk, tmp_path: Path) -> None:
    set_up(desk)
    bring_growers_and_plots(desk, tmp_path)
    chance = Random(1844)
    dry: dict[str, list[UUID]] = defaultdict(list)
    for half in range(2):
        for number in range(half * DELIVERIES // 2, (half + 1) * DELIVERIES // 2):
            one_delivery(desk, chance, number)
        if half == 1:
            take_one_back(desk)
        for point in POINTS:
            dry[point].append(ferment(desk, point))
    count_the_boxes(desk)
    pay_what_is_owed(desk)
    arrived = carry(desk, dry)
    lots = {code: pack(desk, code, [dry[point][number] for point in points for number in range(2)]) for code, points in PACKED.items()}
    the_money_balances(desk)
    the_goods_balance(desk, arrived, lots)
    every_lot_has_its_growers(desk, lots)
    a_recall_is_tried(desk, lots)


def set_up(desk: Desk) -> None:
    for code, name in POINTS.items():
        desk.send("manager", "new-point", name=name, code=code, kind="collection")
    desk.send("manager", "new-point", name="Douala", code="DLA", kind="warehouse")
    today = timezone.localdate()
    season = {"product": "cocoa", "name": "main crop", "since_on": today - timedelta(days=30), "until_on": today + timedelta(days=200)}
    desk.send("manager", "new-season", **season)
    prices = {f"price_wet-beans_{grade}": str(price) for grade, price in PRICES.items()}
    desk.send("manager", "new-price-list", "cocoa", currency="XAF", begins_now="on", **prices)
    for point in POINTS:
        desk.send("manager", "new-cash-box", name=f"Box {point}", facility=Facility.objects.get(code=point).id, currency="XAF")
        desk.send("manager", "move-float", CashBox.objects.get(name=f"Box {point}").id, way="issue", amount=f"{FLOAT}", note="bank")
        desk.send(point, "scale-point", point=Facility.objects.get(code=point).id)


def bring_growers_and_plots(desk: Desk, folder: Path) -> None:
    """Both from files, kept by the worker."""
    numbers = [f"G{number:02}" for number in range(1, GROWERS + 1)]
    table = io.StringIO()
    rows = [
        [number, f"Grower {number}", ("Nkol", "Ebolowa", "Ngat")[place % 3], f"+23767{place:07}"] for place, number in enumerate(numbers)
    ]
    csv.writer(table).writerows([["number", "name", "village", "phone"], *rows])
    there = bring(desk, reverse("desk:new-import", args=["supply.growers"]), "growers.csv", table.getvalue().encode())
    desk.clients["manager"].post(f"{there}keep/", {"operation_id": str(new_id()), "choice": "all"})
    work(folder)
    desk.growers = dict(Grower.objects.values_list("number", "id"))
    assert len(desk.growers) == GROWERS
    plots = geojson(*(plot(number, place) for place, number in enumerate(numbers)))
    there = bring(desk, reverse("supply:bring-plots"), "plots.geojson", plots, product="cocoa")
    desk.clients["manager"].post(there, {"operation_id": str(new_id())})
    work(folder)
    assert Plot.objects.filter(is_held=False).count() == GROWERS


def plot(grower: str, place: int) -> dict[str, Any]:
    west, south, side = 11.5 + place % 10 * 0.01, 3.6 + place // 10 * 0.01, 0.0008
    ring = [(west, south), (west + side, south), (west + side, south + side), (west, south + side), (west, south)]
    told = {"plot id": f"{grower}-1", "grower number": grower, "ProducerName": grower, "ProducerCountry": "CM", "ProductionPlace": "Mefou"}
    coordinates = [[[f"{x + 0.000001:.6f}", f"{y + 0.000001:.6f}"] for x, y in ring]]
    return {"type": "Feature", "properties": told, "geometry": {"type": "Polygon", "coordinates": coordinates}}


def bring(desk: Desk, address: str, name: str, content: bytes, **given: object) -> str:
    file = io.BytesIO(content)
    file.name = name
    answer = desk.clients["manager"].post(address, {"operation_id": str(new_id()), "file": file, **given})
    assert answer.status_code == 302, errors(answer.content.decode())
    return str(answer.url)


def work(folder: Path) -> None:
    with Worker(folder=folder, clock=timezone.now, rest_seconds=0) as worker:
        worker.run(until_idle=True)


def one_delivery(desk: Desk, chance: Random, number: int) -> None:
    """Found by number, weighed, the price seen, the receipt given; every second one is paid at once."""
    grower, point, grade = f"G{chance.randint(1, GROWERS):02}", list(POINTS)[number % 3], chance.choice("112")
    bags, gross_g = chance.randint(1, 4), chance.randint(300, 1400) * 100
    net_g = gross_g - bags * 450
    clerk = desk.clients[point]
    where = clerk.get(reverse("supply:scale"), {"q": grower}).url
    facts = {"operation_id": new_id(), "goods": "cocoa/wet-beans", "grade": grade, "gross": f"{Decimal(gross_g) / 1000}"}
    facts |= {"bags": bags, "bag_each": "0.45", "plots": [str(Plot.objects.get(grower__number=grower).id)]}
    shown = clerk.post(where, facts).content.decode()
    typed = Typed(grower, point, net_g, grade, UUID(int=0))
    assert f"{typed.francs:,} XAF" in shown.replace("\u00a0", " "), errors(shown)
    receipt = clerk.post(reverse("supply:give-receipt"), hidden(shown[shown.index(f'action="{reverse("supply:give-receipt")}"') :]))
    assert receipt.status_code == 302, errors(receipt.content.decode())
    typed.id = UUID(receipt.url.strip("/").split("/")[-1])
    desk.typed.append(typed)
    if number % 2:
        return
    pay = desk.page(point, "pay-delivery", typed.id, query=f"?percent=100&note={NOTE}")
    paid = typed.francs // NOTE * NOTE
    assert f'<p class="giant">{paid:,} XAF</p>' in pay
    desk.send(point, "pay-delivery", typed.id, **hidden(pay), means="cash", box=box(point).id, mark="thumbprint")
    desk.cash[point] -= paid
    desk.paid[grower] += paid


def box(point: str) -> CashBox:
    return CashBox.objects.get(name=f"Box {point}")


def take_one_back(desk: Desk) -> None:
    """The last delivery that was not paid had the wrong grower."""
    wrong = desk.typed[-1]
    desk.send(wrong.point, "reverse-delivery", wrong.id, reason="wrong grower")
    wrong.is_back = True
    assert "This delivery was taken back." in desk.page(wrong.point, "delivery", wrong.id)


def ferment(desk: Desk, point: str) -> UUID:
    """All wet beans of a point; the lot of dry beans."""
    facility = Facility.objects.get(code=point)
    heaps = list(Lot.objects.filter(stocks__facility=facility, stocks__weight_g__gt=0, form="wet-beans").distinct())
    heaps_g = {heap.id: heap.stocks.get(facility=facility).weight_g for heap in heaps}
    out_g = int(sum(heaps_g.values()) * OUTTURN[point])
    return run(desk, point, "ferment", heaps_g, [("dry-beans", out_g, "", "")])


def run(desk: Desk, point: str, kind: str, takes_g: dict[UUID, int], gives: list[tuple[str, int, str, str]]) -> UUID:
    """A batch, reckoned up on the screen and then recorded."""
    where = reverse("supply:new-run") + f"?kind={kind}&place={Facility.objects.get(code=point).id}"
    where += "".join(f"&lot={lot}" for lot in takes_g)
    sends: dict[str, object] = {f"{name}-{n}": "" for n in range(1, 5) for name in ("form", "kg", "grade", "bags", "seals", "code")}
    sends |= {f"take-{lot}": f"{Decimal(weight_g) / 1000}" for lot, weight_g in takes_g.items()}
    for n, (form, weight_g, code, bags) in enumerate(gives, start=1):
        sends |= {f"form-{n}": form, f"kg-{n}": f"{Decimal(weight_g) / 1000}", f"code-{n}": code, f"bags-{n}": bags}
    clerk = desk.clients[point if point in POINTS else "manager"]
    sends |= {"operation_id": str(new_id()), "sure": ""}
    reckoned = clerk.post(where, sends).content.decode()
    assert "Is this right?" in reckoned, errors(reckoned)
    answer = clerk.post(where, sends | {"sure": hidden(reckoned)["sure"]})
    assert answer.status_code == 302, errors(answer.content.decode())
    return RunOutput.objects.get(run_id=answer.url.strip("/").split("/")[-1]).lot_id


def count_the_boxes(desk: Desk) -> None:
    """Blind: the box of Okola is 500 F short, and is closed as counted."""
    for point in POINTS:
        counted = desk.cash[point] - (500 if point == "OKO" else 0)
        pieces = {f"piece_{5}": counted // 5}
        where = desk.send(point, "count-box", box(point).id, on=timezone.localdate().isoformat(), **pieces)
        proposal = where.strip("/").split("/")[-1]
        shown = desk.page("treasurer", "count", proposal)
        assert counted == desk.cash[point] or f"{desk.cash[point]:,}" not in shown, "nobody is told what should be there"
        desk.send("treasurer", "count", proposal, sha256=hidden(shown)["sha256"])
        desk.cash[point] = counted
    assert "500 XAF" in desk.page("manager", "cash-boxes")


def pay_what_is_owed(desk: Desk) -> None:
    """A village list from the box of Mbalmayo, approved by another; two are not there."""
    filled = 20_000_000
    desk.send("manager", "move-float", box("MBA").id, way="issue", amount=f"{filled}", note="bank")
    desk.cash["MBA"] += filled
    asked = {"season": Season.objects.get().id, "currency": "XAF", "means": "cash", "point": "", "village": "", "box": box("MBA").id}
    where = desk.send("manager", "new-pay-run", note=f"{NOTE}", **asked)
    run_id = where.strip("/").split("/")[-1]
    desk.send("treasurer", "pay-run", run_id, sha256=hidden(desk.page("treasurer", "pay-run", run_id))["sha256"])
    assert desk.clients["MBA"].get(reverse("supply:pay-list", args=[run_id])).content.startswith(b"%PDF")
    lines = list(PayRun.objects.get(pk=run_id).lines.select_related("grower").order_by("grower__number"))
    for place, line in enumerate(lines):
        owed = earned(desk)[line.grower.number] - desk.paid[line.grower.number]
        pays = owed // NOTE * NOTE
        if place in {3, 17}:
            desk.send("MBA", "pay-line", line.id, act="absent")
            continue
        assert f"{pays:,} XAF" in desk.page("MBA", "pay-line", line.id)
        desk.send("MBA", "pay-line", line.id, act="signature", receiver_name="")
        desk.cash["MBA"] -= pays
        desk.paid[line.grower.number] += pays


def earned(desk: Desk) -> dict[str, int]:
    """By grower, what all deliveries are worth."""
    sums: dict[str, int] = defaultdict(int)
    for typed in desk.typed:
        sums[typed.grower] += 0 if typed.is_back else typed.francs
    return sums


def carry(desk: Desk, dry: dict[str, list[UUID]]) -> dict[UUID, int]:
    """Everything dry goes to Douala on a waybill; what arrived there, by lot."""
    arrived: dict[UUID, int] = {}
    for point, lots in dry.items():
        sent = {lot: Lot.objects.get(pk=lot).stocks.get(weight_g__gt=0).weight_g for lot in lots}
        loads = {f"kg-{lot}": f"{Decimal(weight_g) / 1000}" for lot, weight_g in sent.items()}
        query = f"?from={Facility.objects.get(code=point).id}"
        journey = {"destination": Facility.objects.get(code="DLA").id, "driver": "Essomba", "vehicle": "CE 123", "seals": f"{point}-1"}
        desk.send(point, "new-waybill", query=query, **loads, **journey)
        waybill = Waybill.objects.order_by("-recorded_at", "-id").first()
        assert waybill is not None
        got = sent | ({lots[0]: sent[lots[0]] - LOST_G} if point == "OKO" else {})
        desk.send("manager", "receive", waybill.id, **{f"kg-{lot}": f"{Decimal(weight_g) / 1000}" for lot, weight_g in got.items()})
        arrived |= got
    return arrived


def pack(desk: Desk, code: str, lots: list[UUID]) -> UUID:
    """A tenth of each lot that lies in Douala, sorted and packed under a number of our own; nothing is lost."""
    here = {lot: Lot.objects.get(pk=lot).stocks.get(facility__code="DLA").weight_g // 10 for lot in lots}
    return run(desk, "DLA", "pack", here, [("dry-beans", sum(here.values()), code, "")])


def the_money_balances(desk: Desk) -> None:
    owed = {number: sum_ - desk.paid[number] for number, sum_ in earned(desk).items()}
    told = {row["Number"]: row["Amount"] for row in desk.sheet("manager", "owed")}
    assert told == {number: francs for number, francs in owed.items() if francs}
    for point, francs in desk.cash.items():
        entries = desk.sheet("manager", "cash-box", box(point).id)
        assert sum(row["Amount"] for row in entries) == francs
        assert f"{francs:,} XAF" in desk.page("manager", "cash-box", box(point).id)
    floats = FLOAT * len(POINTS) + 20_000_000
    assert floats == sum(desk.cash.values()) + sum(desk.paid.values()) + 500, "what went in lies there, was paid, or is known to be short"
    for number in ("G01", "G30", "G60"):
        rows = desk.sheet("MBA", "statement", desk.growers[number])
        mine = [typed for typed in desk.typed if typed.grower == number and not typed.is_back]
        assert sum(row["kg"] or 0 for row in rows) * 1000 == pytest.approx(sum(typed.net_g for typed in mine), abs=0.5)
        assert f"{earned(desk)[number]:,} XAF" in desk.page("MBA", "statement", desk.growers[number])


def the_goods_balance(desk: Desk, arrived: dict[UUID, int], lots: dict[str, UUID]) -> None:
    stays = [typed for typed in desk.typed if not typed.is_back]
    assert len(desk.typed) == DELIVERIES and len(stays) == DELIVERIES - 1
    for point in POINTS:
        facility = Facility.objects.get(code=point)
        wet = sum(typed.net_g for typed in stays if typed.point == point)
        runs = RunOutput.objects.filter(run__facility=facility)
        assert sum(output.run.in_g for output in runs) == wet
        assert "Nothing lies here." in desk.page(point, "store", facility.id)
    packed_g = {code: Lot.objects.get(pk=lot).stocks.get().weight_g for code, lot in lots.items()}
    assert f"{Decimal(sum(arrived.values())) / 1000:,.3f} kg" in desk.page("manager", "store", Facility.objects.get(code="DLA").id)
    lies = Facility.objects.get(code="DLA").stocks.values_list("weight_g", flat=True)
    assert sum(lies) == sum(arrived.values())
    sent_g = sum(RunOutput.objects.filter(run__kind="ferment").values_list("weight_g", flat=True))
    assert sent_g == sum(lies) + LOST_G
    listed = json.loads(CliRunner().invoke(stock_commands.lots, ["--json"]).stdout)
    assert {row["code"] for row in listed} >= packed_g.keys()


def every_lot_has_its_growers(desk: Desk, lots: dict[str, UUID]) -> None:
    """Every kg of a packed lot has its deliveries, in proportion, and nothing else."""
    for code, lot in lots.items():
        told = json.loads(CliRunner().invoke(stock_commands.trace, [code, "--json"]).stdout)
        weight_g = Lot.objects.get(pk=lot).stocks.get().weight_g
        assert Decimal(told["total_kg"]) * 1000 == weight_g == sum(Decimal(one["kg"]) for one in told["sources"]) * 1000
        assert told["untraced_kg"] == "0.000"
        behind = {typed.grower for typed in desk.typed if typed.point in PACKED[code] and not typed.is_back}
        assert told["growers"] == len(behind)
        if len(PACKED[code]) == 1:
            (point,) = PACKED[code]
            halves = {half: [t for t in desk.typed if t.point == point and not t.is_back and in_half(desk, t) == half] for half in (0, 1)}
            shares = shares_of(code, point, halves)
            by_delivery = {one["delivery"]: Decimal(one["kg"]) * 1000 for one in told["sources"]}
            assert by_delivery.keys() == {str(id) for id in shares}
            assert all(abs(Fraction(by_delivery[str(id)]) - share) < 1 for id, share in shares.items()), "to the gram"


def in_half(desk: Desk, typed: Typed) -> int:
    return 0 if desk.typed.index(typed) < DELIVERIES // 2 else 1


def shares_of(code: str, point: str, halves: dict[int, list[Typed]]) -> dict[UUID, Fraction]:
    """Grams of the packed lot from each delivery: a heap's share of what went in, times what was taken of the batch."""
    batches = list(RunOutput.objects.filter(run__facility__code=point, run__kind="ferment").order_by("run__recorded_at", "id"))
    takes = {take.lot_id: take.weight_g for take in RunOutput.objects.get(lot__code=code).run.inputs.all()}
    return {
        typed.id: Fraction(typed.net_g, batch.run.in_g) * takes[batch.lot_id]
        for half, batch in enumerate(batches) for typed in halves[half]
    }  # fmt: skip


def a_recall_is_tried(desk: Desk, lots: dict[str, UUID]) -> None:
    """The clock runs; the list names everybody behind the lot, and prints."""
    started = hidden(desk.page("manager", "recall", lots["EN-4"]))
    page = desk.clients["manager"].post(reverse("supply:recalled", args=[lots["EN-4"]]), started).content.decode()
    behind = {typed.grower for typed in desk.typed if typed.point in {"SAA", "OKO"} and not typed.is_back}
    assert all(f"Grower {number}" in page for number in behind)
    assert not any(f"Grower {number}" in page for number in desk.growers.keys() - behind)
    assert re.search(r"\d+ seconds?", page), "it says how long it took"
    assert Delivery.objects.filter(reverses=None).count() == DELIVERIES
    for language in ("en", "fr", "lo"):
        desk.clients["manager"].cookies["django_language"] = language
        assert desk.clients["manager"].get(reverse("supply:recall-paper", args=[lots["EN-4"]])).content.startswith(b"%PDF")
