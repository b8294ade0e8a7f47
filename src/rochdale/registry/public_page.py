"""What the queries of the public register found, in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.countries import country_name
from rochdale.registry.called import FIELDS, KINDS, form_name, seat_name, status_name, value_name
from rochdale.registry.name_words import told
from rochdale.registry.queries.entities import EntitySeen, FilingSeen
from rochdale.registry.queries.public import Line, Place
from rochdale.registry.rules.history import Period, is_public
from rochdale.registry.rules.ledger import Kind, Said, Status, entities_in


@dataclass(frozen=True, slots=True)
class LineTold:
    """An entity in a list: always with its place."""

    id: UUID
    name: str
    place: str
    form: str
    number: str
    status: str
    is_dissolved: bool
    why: str
    into: Sequence[tuple[str, str]] = ()
    """What it went into when it ended or was divided: ids and names."""


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A place one can go to, keeping what else was asked."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class PeriodTold:
    """A knot of the periods. `until_on`: None while it lasts."""

    from_on: date
    until_on: date | None
    form: str
    name: str
    number: str
    seat: str
    status: str
    is_dissolved: bool

    @property
    def knot(self) -> str:
        """How the knot is drawn: over, of today, or its end."""
        return "no-knot" if self.is_dissolved else "done" if self.until_on else "now"

    @property
    def icon(self) -> str:
        return "" if self.is_dissolved else "book" if self.until_on else "seal"


@dataclass(frozen=True, slots=True)
class FilingTold:
    """A knot of the timeline."""

    id: UUID
    number: int
    title: str
    legal_on: date
    recorded_at: datetime
    facts: Sequence[tuple[str, str]]
    is_historic: bool
    corrected_by: str
    corrects: int
    reason: str


@dataclass(frozen=True, slots=True)
class EntityTold:
    """The page of an entity."""

    id: UUID
    name: str
    place: str
    form: str
    number: str
    status: str
    is_dissolved: bool
    sentence: str
    facts: Sequence[tuple[str, str]]
    periods: Sequence[PeriodTold]
    filings: Sequence[FilingTold]
    """Newest legal day first."""


def line_told(line: Line) -> LineTold:
    """With why it was found: the earlier name or number, and how it is like what was typed."""
    why = told(line.reasons)
    if line.matched and line.matched != line.name:
        why = f"{line.matched}: {why}"
    return LineTold(
        line.entity_id, line.name, seat_name(line.place, line.country), form_name(line.form, line.country), line.number,
        status_name(line.status), line.status == Status.DISSOLVED, why, line.into,
    )  # fmt: skip


def places_told(places: Sequence[Place], said: Mapping[str, str]) -> list[PlaceLink]:
    """Links to places; countries by their names."""
    return [
        PlaceLink(name_of_place(place), "?" + urlencode({key: value for key, value in {**said, "within": place.code}.items() if value}))
        for place in places
    ]


def name_of_place(place: Place) -> str:
    """A country as the reader calls it, another place as the register writes it."""
    return place.name if "/" in place.code else country_name(place.code)


def entity_told(seen: EntitySeen) -> EntityTold:
    """The whole page."""
    state, filings = seen.state, list(enumerate(seen.filings, 1))
    is_dissolved = state.get("status") == Status.DISSOLVED
    is_ending = state.get("status") == Status.LIQUIDATION
    return EntityTold(
        id=seen.id,
        name=str(state.get("name", "")),
        place=seat_name(seen.place, seen.country),
        form=form_name(str(state.get("form", "")), seen.country),
        number=str(state.get("number", "")),
        status=status_name(str(state.get("status", ""))),
        is_dissolved=is_dissolved or is_ending,
        sentence=_sentence(seen, is_dissolved=is_dissolved) if not is_ending else _winding_up(seen),
        facts=state_told(seen, {name: value for name, value in state.items() if name not in {"name", "seat", "status"}}),
        periods=[_period(seen, one) for one in seen.periods],
        filings=[_filing(seen, number, one) for number, one in sorted(filings, key=lambda pair: (pair[1].legal_on, pair[0]), reverse=True)],
    )


def _sentence(seen: EntitySeen, *, is_dissolved: bool) -> str:
    since = date_format(seen.since_on, "DATE_FORMAT")
    if is_dissolved:
        ended = next(one.from_on for one in reversed(seen.periods) if one.says.get("status") == Status.DISSOLVED)
        said = {"ended": date_format(ended, "DATE_FORMAT"), "since": since, "name": value_name("successors", _successors(seen.state), "")}
        if said["name"]:
            return _("Dissolved since %(ended)s: it went into %(name)s. It stood in the register from %(since)s.") % said
        return _("Dissolved since %(ended)s. It stood in the register from %(since)s.") % said
    return _("In the register since %(since)s, and registered today.") % {"since": since}


def _successors(state: Said) -> dict[str, object]:
    return dict(entities_in(state, "successors"))


def _winding_up(seen: EntitySeen) -> str:
    """It lives only to pay and to close."""
    first = next(one.from_on for one in seen.periods if one.says.get("status") == Status.LIQUIDATION)
    said = {"day": date_format(first, "DATE_FORMAT"), "name": str(seen.state.get("liquidator", ""))}
    return _("In liquidation since %(day)s. The liquidator is %(name)s.") % said


def state_told(seen: EntitySeen, state: Said) -> list[tuple[str, str]]:
    """Names and values of a state; nothing of what it does not say, nor of what could point to a person."""
    gone = {"apexes"} if state.get("status") == Status.DISSOLVED else set()
    told = [name for name in FIELDS if name in state and name not in gone and is_public(name, state[name])]
    return [(str(FIELDS[name]), text) for name in told if (text := value_name(name, state[name], seen.country))]


def _period(seen: EntitySeen, one: Period) -> PeriodTold:
    said = {name: value_name(name, value, seen.country) for name, value in one.says.items()}
    form, name, number, seat, status = (said.get(field, "") for field in ("form", "name", "number", "seat", "status"))
    return PeriodTold(one.from_on, one.until_on, form, name, number, seat, status, one.says.get("status") == Status.DISSOLVED)


def _filing(seen: EntitySeen, number: int, one: FilingSeen) -> FilingTold:
    return FilingTold(
        one.id, number, str(KINDS[one.kind]), one.legal_on, one.recorded_at, state_told(seen, one.says), one.kind is Kind.HISTORIC,
        ", ".join(map(str, one.corrected_by)), one.corrects, one.reason,
    )  # fmt: skip
