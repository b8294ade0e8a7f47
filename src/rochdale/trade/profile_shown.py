"""A profile in words: goods with their calendar, lines of readiness with their next step, filters of a search with what they left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils import formats
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.base.countries import country_name
from rochdale.trade.called import certificate_names, goods_name, place_name, quality_name
from rochdale.trade.goods_words import PROCESSES, PRODUCTS, SPECIES, called
from rochdale.trade.profile_pictures import Calendar, calendar
from rochdale.trade.rules.finding import Sought, Step
from rochdale.trade.rules.profiles import GoodsFacts
from rochdale.trade.rules.readiness import Line
from rochdale.ui.templatetags.ui import written

Text = str | Promise


@dataclass(frozen=True, slots=True)
class GoodsShown:
    """Goods of a profile as a card shows them."""

    id: UUID | None
    name: str
    is_bought: bool
    quality: str
    kg: str
    calendar: Calendar


def card_goods(id: UUID | None, facts: GoodsFacts) -> GoodsShown:
    """Goods with their year."""
    kg = written(facts.least_kg) if facts.least_kg == facts.most_kg else _range(facts)
    return GoodsShown(
        id, goods_name(facts.product, facts.species, facts.process), facts.is_bought, quality_name(facts.protocol, facts.score), kg,
        calendar(facts.available, facts.harvest),
    )  # fmt: skip


def _range(facts: GoodsFacts) -> str:
    return _("%(least)s to %(most)s") % {"least": written(facts.least_kg), "most": written(facts.most_kg)}


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of readiness: what it asks, how it stands, and the way on."""

    state: str
    title: Text
    says: str
    url: str
    act: Text


Says = Callable[[Line], str]


def _count(line: Line) -> str:
    return _("%(done)s of %(of)s") % {"done": written(line.done), "of": written(line.of)}


def _until(line: Line) -> str:
    return _("valid until %(day)s") % {"day": formats.date_format(line.day)} if line.day else _("none in force")


def _there(line: Line) -> str:
    return _("yes") if line.state == "good" else _("not yet")


def _number(line: Line) -> str:
    return written(line.done) if line.done else _("none yet")


_LINES: Mapping[str, tuple[Text, Says, str, Text]] = {
    "goods": (gettext_lazy("It says what you grow or buy, and when"), _number, "trade:new-profile-goods", gettext_lazy("Add goods")),
    "words": (gettext_lazy("It says who you are, and in which languages"), _there, "trade:describe", gettext_lazy("Write it")),
    "contact": (gettext_lazy("There is somebody to talk to"), _number, "trade:contact", gettext_lazy("Put me there")),
    "found": (gettext_lazy("Buyers can find your goods"), _there, "trade:level goods", gettext_lazy("Show them")),
    "certificate": (gettext_lazy("A certificate is in force"), _until, "trade:certificates", gettext_lazy("Write one down")),
    "paper": (gettext_lazy("Certificates are here on paper"), _count, "trade:certificates", gettext_lazy("Add the paper")),
    "plots": (gettext_lazy("Plots are mapped"), _count, "supply:plots", gettext_lazy("Map plots")),
    "quality": (gettext_lazy("Lots in store have a result of quality"), _count, "supply:samples", gettext_lazy("Add results")),
    "evidence": (gettext_lazy("Evidence packs prove where lots grew"), _number, "supply:proof", gettext_lazy("Make a pack")),
    "offices": (gettext_lazy("Who leads does not keep the money"), _there, "people:me", gettext_lazy("See the offices")),
    "account": (gettext_lazy("The account is agreed with a buyer"), _number, "trade:contracts", gettext_lazy("See the contracts")),
    "market": (gettext_lazy("Something is on the market now"), _number, "trade:home", gettext_lazy("Go to the market")),
}


def ready_line(line: Line) -> LineShown:
    """A line in the reader's language. A line that is good needs no way on."""
    title, says, name, act = _LINES[line.code]
    route, _blank, argument = name.partition(" ")
    url = "" if line.state == "good" else reverse(route, args=[argument] if argument else [])
    return LineShown(line.state, title, says(line), url, act)


@dataclass(frozen=True, slots=True)
class StepShown:
    """One filter, and how many it left."""

    says: str
    left: int


def step_shown(step: Step, sought: Sought, near: str) -> StepShown:
    """A filter in words."""
    return StepShown(_STEPS[step.filter](sought, near), step.left)


def _certified(sought: Sought, near: str) -> str:
    scheme = certificate_names([sought.scheme])[0]
    if sought.certified_in is None:
        return _("%(scheme)s is in force for it today") % {"scheme": scheme}
    return _("%(scheme)s is in force for it in all of %(month)s") % {"scheme": scheme, "month": _month(sought.certified_in)}


def _month(day: date) -> str:
    return formats.date_format(day, "YEAR_MONTH_FORMAT")


_STEPS: Mapping[str, Callable[[Sought, str], str]] = {
    "side": lambda sought, near: _("show you what they buy") if sought.is_bought else _("show you what they grow"),
    "product": lambda sought, near: str(called(PRODUCTS, sought.product)),
    "species": lambda sought, near: str(called(SPECIES, sought.species)),
    "process": lambda sought, near: str(called(PROCESSES, sought.process)),
    "score": lambda sought, near: _("at least %(quality)s") % {"quality": quality_name(sought.protocol, sought.min_score)},
    "month": lambda sought, near: _("to be had in %(month)s") % {"month": MONTHS[sought.month or 1]},
    "kg": lambda sought, near: _("at least %(kg)s kg in a good year") % {"kg": written(sought.kg or 0)},
    "certificate": _certified,
    "country": lambda sought, near: country_name(sought.country),
    "distance": lambda sought, near: _("within %(km)s km of %(place)s") % {"km": written(sought.within_km or 0), "place": place_name(near)},
}
