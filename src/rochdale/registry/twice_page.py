"""What the pages of pairs show: both sides, and in words what speaks for their being one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.registry.called import form_name, office_name, seat_name, status_name
from rochdale.registry.models import ActsFor, Certificate, EntityNow, Filing, ProposedPair
from rochdale.registry.name_words import told
from rochdale.registry.rules.duplicates import Nearness
from rochdale.registry.rules.likeness import Reason, Why

FAR_KM = 5
"""Points farther apart than a walk are told as what speaks against."""


@dataclass(frozen=True, slots=True)
class SideTold:
    """One of the two, as it stands in the register."""

    id: UUID
    name: str
    number: str
    place: str
    status: str


@dataclass(frozen=True, slots=True)
class PairTold:
    """A pair in the list."""

    first: SideTold
    second: SideTold
    percent: int
    reasons: Sequence[tuple[str, str]]
    """Look of the chip, and the reason."""


def side_told(now: EntityNow) -> SideTold:
    """As it stands in the register."""
    return SideTold(now.entity_id, now.name, now.number, seat_name(_names(now), now.entity.country), status_name(now.status))


def _names(now: EntityNow) -> list[str]:
    seat = now.state.get("seat")
    return [str(one) for one in seat.get("names", [])] if isinstance(seat, dict) else []


def pair_told(row: ProposedPair) -> PairTold:
    """Both, and why they are proposed."""
    first, second = row.first.now, row.second.now
    return PairTold(side_told(first), side_told(second), round(row.evidence * 100), reasons_told(row.why, first, second))


def reasons_told(why: Mapping[str, Any], first: EntityNow, second: EntityNow) -> list[tuple[str, str]]:
    """What speaks for it, the name first, and what speaks against."""
    return [*_of_names(why), _of_place(why, first), *_of_points(why)]


def _of_names(why: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    reason = Reason(Why(why["why"]), why["facts"])
    if reason.why is Why.NUMBER:
        yield "good", _("Both hold the same number")
        return
    yield "good", _("Names alike to %(percent)s %%: %(why)s") % {"percent": round(why["like"] * 100), "why": told((reason,))}
    if why["bearers"] <= 2:
        yield "good", _("Nobody else in the register is called so")
    else:
        said = ngettext("%(count)s in the register is called so", "%(count)s in the register are called so", why["bearers"])
        yield "draft", said % {"count": why["bearers"]}


def _of_place(why: Mapping[str, Any], first: EntityNow) -> tuple[str, str]:
    nearness, names = Nearness(why["nearness"]), _names(first)
    above = list(Nearness).index(nearness)
    if nearness is Nearness.NATION or above >= len(names):
        return "draft", _("Seats in the same country")
    place = {"place": names[len(names) - 1 - above]}
    return (
        ("good", _("Seats in the same village: %(place)s") % place)
        if above == 0
        else ("good", _("Seats in the same area: %(place)s") % place)
    )


def _of_points(why: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if why["apart_km"] is not None:
        places = 0 if why["apart_km"] >= FAR_KM else 1
        far = number_format(round(why["apart_km"], places), decimal_pos=places)
        look = "good" if places else "need"
        yield look, _("Their points on the map lie %(far)s km apart") % {"far": far}


@dataclass(frozen=True, slots=True)
class Compared:
    """One fact of both."""

    name: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        return self.first != self.second


def compared(first: EntityNow, second: EntityNow) -> list[Compared]:
    """Fact by fact; what neither has is left out."""
    sides = [_facts(one) for one in (first, second)]
    return [Compared(name, sides[0][name], sides[1][name]) for name in sides[0] if sides[0][name] or sides[1][name]]


def _facts(now: EntityNow) -> dict[str, str]:
    acting = ActsFor.objects.filter(entity_id=now.entity_id, until_on=None).select_related("organization").first()
    filings = list(Filing.objects.filter(entity_id=now.entity_id).order_by("recorded_at", "id").values_list("source", "recorded_at"))
    return {
        _("Name"): now.name,
        _("Acronym"): now.acronym,
        _("Number"): now.number,
        _("Form"): form_name(now.form, now.entity.country),
        _("Seat"): seat_name(_names(now)),
        _("Office"): office_name(now.office),
        _("Status"): status_name(now.status),
        _("Registered on"): date_format(now.since_on, "DATE_FORMAT"),
        _("Object"): str(now.state.get("object") or ""),
        _("Activities"): ", ".join(str(one) for one in now.state.get("activities", [])),
        _("Where it was taken from"): filings[0][0] if filings else "",
        _("Recorded here on"): date_format(filings[0][1], "DATE_FORMAT") if filings else "",
        _("Filings"): str(len(filings)),
        _("Certificates issued"): str(Certificate.objects.filter(entity_id=now.entity_id).count() or ""),
        _("Who acts for it"): acting.organization.name if acting else "",
    }


def called_apart(first: EntityNow, second: EntityNow) -> tuple[str, str]:
    """How each is told from the other in a sentence: by its number, else by the day from which it stands in the register."""
    return (_apart(first), _apart(second))


def _apart(now: EntityNow) -> str:
    return f"{now.name}, {now.number or date_format(now.since_on, 'DATE_FORMAT')}"
