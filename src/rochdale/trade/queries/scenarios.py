"""Questions about scenarios: sheets one may see, the pictures of one, the stack opened line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from rochdale.base.actor import Actor
from rochdale.kernel.money import minor_digits
from rochdale.kernel.refusal import Refusal
from rochdale.people.permissions import readable
from rochdale.trade.incoterms_called import who_pays
from rochdale.trade.models import ScenarioSheet
from rochdale.trade.permissions import owner_id
from rochdale.trade.rules.scenarios import Line, TermPrice, stack, under_all_terms, without_own_costs
from rochdale.trade.scenario_lines import LINES
from rochdale.trade.scenario_rows import Saved, notices, saved
from rochdale.ui.charts import Bar, Part, bars, thread, waterfall
from rochdale.ui.templatetags.ui import written

_DYES = {"growers": ("leaf", "chev"), "premium": ("lac", ""), "shop": ("indigo", "diag"), "cooperative": ("sun", "")}


@dataclass(frozen=True, slots=True)
class Opened:
    """A rule, the lines of the stack that follow it, and their figures."""

    rule: str
    names: tuple[str, ...]
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioSeen:
    """One scenario as a reader may see it. Amounts are for one kg."""

    place: int
    saved: Saved
    opened: tuple[Opened, ...]
    stack: tuple[Bar, ...]
    """From the growers to the buyer's door."""
    shelf: tuple[Bar, ...]
    """From the growers to the shelf, in four parts; empty where nobody knows what the shelf asks."""
    terms: tuple[TermPrice, ...]
    places: int
    form: str
    """What growers bring."""
    gate_places: int

    @property
    def name(self) -> str:
        return self.saved.given.scenario.name

    @property
    def who_pays(self) -> list[tuple[str, str]]:
        """Each part of the way and who pays it."""
        return who_pays(self.saved.given.scenario.term)

    @property
    def share_percent(self) -> Decimal | None:
        """The growers' share of the shelf price, in percent."""
        share = self.saved.work.share
        return None if share is None else share * 100


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """A sheet as a reader may see it: its scenarios, and pictures that lay them side by side."""

    scenarios: tuple[ScenarioSeen, ...]
    landed: tuple[Bar, ...]
    gate: tuple[Bar, ...]
    shares: tuple[Bar, ...]
    notices: tuple[Refusal, ...]
    rates: tuple[Mapping[str, str], ...]
    shows_costs: bool

    @property
    def currency(self) -> str:
        return self.scenarios[0].saved.given.scenario.currency


def sheets(by: Actor) -> QuerySet[ScenarioSheet]:
    """Own sheets with their newest number, and those that others show."""
    later = ScenarioSheet.objects.filter(organization_id=OuterRef("organization_id"), name=OuterRef("name"), number__gt=OuterRef("number"))
    rows = readable(by, "trade.see-scenarios", ScenarioSheet.objects.select_related("organization")).distinct()
    return rows.exclude(Exists(later), organization_id=owner_id(by))


def sheet_seen(row: ScenarioSheet, by: Actor) -> SheetSeen:
    """A sheet for one reader: the owner sees every line, others what the owner chose to show."""
    shows = row.organization_id == by.organization_id or row.shares.filter(reader_id=by.organization_id, shows_costs=True).exists()
    found = tuple(_seen(place, one, shows_costs=shows) for place, one in enumerate(saved(row.content), start=1))
    with_share = [one for one in found if one.share_percent is not None]
    told = tuple(Refusal(one["code"], one["facts"]) for one in notices(row.content))
    rates = {rate["currency"]: rate for one in row.content["scenarios"] for rate in one["rates"]}
    return SheetSeen(
        found, _side_by_side([(one.name, one.saved.work.landed_per_kg) for one in found]),
        _side_by_side([(one.name, one.saved.work.at_the_gate) for one in found], "leaf"),
        _side_by_side([(one.name, one.share_percent or Decimal(0)) for one in with_share], "leaf"), told, tuple(rates.values()), shows,
    )  # fmt: skip


def _side_by_side(amounts: Sequence[tuple[str, Decimal]], dye: str = "") -> tuple[Bar, ...]:
    """One bar each; what is below zero has no length, and says so."""
    below = _("%(amount)s: the price does not carry the costs")
    parts = [
        Part(
            name, max(amount, Decimal(0)), below % {"amount": written(amount, 4)} if amount < 0 else "", dye=dye or thread(place)[0],
            weave=thread(place)[1],
        )
        for place, (name, amount) in enumerate(amounts)
    ]  # fmt: skip
    return tuple(bars(parts))


def _seen(place: int, one: Saved, *, shows_costs: bool) -> ScenarioSeen:
    lines = stack(one.work)
    shown = lines if shows_costs else without_own_costs(lines)
    scenario = one.work.scenario
    door = [line for line in shown if line.name not in ("shop", "shelf")]
    places = minor_digits(scenario.currency) + 2
    return ScenarioSeen(
        place, one, tuple(_opened(shown, places)), tuple(waterfall([_part(line, number) for number, line in enumerate(door)])),
        tuple(_to_the_shelf(one) if scenario.shelf else ()), tuple(under_all_terms(one.work)), places,
        scenario.steps[-1].form if scenario.steps else "",
        minor_digits(one.given.growers_currency) if one.given.growers_currency else 0,
    )  # fmt: skip


def _to_the_shelf(one: Saved) -> list[Bar]:
    """Four parts of what a consumer pays."""
    work = one.work
    parts = [
        Part(_("Growers"), work.to_growers, dye="leaf", weave="chev", is_first=True),
        Part(_("Cooperative and premium"), work.fob_per_kg - work.to_growers, dye="sun"),
        Part(_("On the way"), work.landed_per_kg - work.fob_per_kg, dye="bark"),
        Part(_("Roasting, packing, shop"), stack(work)[-1].amount - work.landed_per_kg, dye="indigo", weave="diag"),
        Part(_("Shelf, without VAT"), Decimal(0), is_sum=True),
    ]
    return waterfall(parts)


def _named(line: Line) -> str:
    if line.name.startswith("work on "):
        return _("Work on %(form)s") % {"form": line.name.removeprefix("work on ")}
    return str(LINES[line.name][0])


def _rule(line: Line) -> str:
    if line.name.startswith("work on "):
        return _("What the work on a kg of it costs, divided by the kg shipped that it gives.")
    return str(LINES[line.name][1])


def _opened(lines: Sequence[Line], places: int) -> list[Opened]:
    """Every line with its rule, lines of the same rule together; parts are of the last sum."""
    whole = lines[-1].amount
    rules: dict[str, list[Line]] = {}
    for line in lines:
        rules.setdefault(_rule(line), []).append(line)
    return [Opened(rule, tuple(map(_named, found)), tuple(_figure(line, whole, places) for line in found)) for rule, found in rules.items()]


def _figure(line: Line, whole: Decimal, places: int) -> str:
    part = "" if line.is_sum or not whole else f" ({written(line.amount / whole * 100, 1)} %)"
    return f"{_named(line)} {written(line.amount, places)}{part}"


def _part(line: Line, number: int) -> Part:
    dye, weave = _DYES.get(line.name, ("sun" if line.is_own else "bark", ""))
    amount = Decimal(0) if line.is_sum else line.amount
    return Part(_named(line), amount, dye=dye, weave=weave, is_sum=line.is_sum, is_first=number == 0)


def readers_for(by: Actor, row: ScenarioSheet, known: Sequence[tuple[UUID, str]]) -> list[tuple[str, str]]:
    """Organizations a sheet may still be shown to."""
    seen = row.reader_ids | {row.organization_id}
    return [(str(id), name) for id, name in known if id not in seen]
