"""The tiers around an entity as people read them: a picture of knots, and who is meant by each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.registry.called import form_name, seat_name
from rochdale.registry.queries.entities import EntitySeen
from rochdale.registry.queries.tiers import Tiers, TieSeen

WIDTH, ROW, MOST_KNOTS = 340, 56, 24
RADIUS = 7


@dataclass(frozen=True, slots=True)
class Knot:
    """An entity in the picture, with the line to the one in the middle."""

    x: float
    y: int
    is_over: bool


@dataclass(frozen=True, slots=True)
class TierLine:
    """One that is tied to it, and since when or for how long."""

    id: UUID
    name: str
    about: str
    days: str
    is_over: bool


@dataclass(frozen=True, slots=True)
class TiersTold:
    """The section of the page."""

    above: Sequence[TierLine]
    left: Sequence[TierLine]
    """Unions it belonged to and does so no more."""
    below: Sequence[TierLine]
    once: Sequence[TierLine]
    """Those who belonged to it and do so no more."""
    into: Sequence[TierLine]
    came_from: Sequence[TierLine]
    count: str
    not_shown: int
    knots: Sequence[Knot]
    middle_y: int
    height: int
    title: str


def tiers_told(seen: EntitySeen, tiers: Tiers) -> TiersTold | None:
    """None for who belongs to nobody and has nobody."""
    if not (tiers.above or tiers.below or tiers.into or tiers.came_from):
        return None
    now = [one for one in tiers.below if not one.is_over]
    count = ngettext("%(count)s member today", "%(count)s members today", tiers.now_below) % {"count": tiers.now_below}
    up, middle = _row(tiers.above, 14), 14 + (ROW if tiers.above else 0)
    down = _row(tiers.below, middle + ROW)
    names = [one.name for one in tiers.now_above]
    own = {"name": seen.state.get("name", ""), "unions": ", ".join(names)}
    title = " ".join(filter(None, [
        _("%(name)s belongs to %(unions)s.") % own if names else _("%(name)s belongs to no union.") % own,
        _("It has %(members)s.") % {"members": count} if now else "",
    ]))  # fmt: skip
    left, once = ([one for one in side if one.is_over] for side in (tiers.above, tiers.below))
    return TiersTold(
        _lines(tiers.now_above), _lines(left), _lines(now), _lines(once), _lines(tiers.into), _lines(tiers.came_from),
        count if tiers.below else "", tiers.now_below + tiers.once_below - len(tiers.below), [*up, *down], middle,
        middle + (ROW if tiers.below else 0) + 14, title,
    )  # fmt: skip


def _row(ties: Sequence[TieSeen], y: int) -> list[Knot]:
    shown = ties[:MOST_KNOTS]
    step = WIDTH / (len(shown) + 1)
    return [Knot(step * place, y, one.is_over) for place, one in enumerate(shown, start=1)]


def _lines(ties: Sequence[TieSeen]) -> list[TierLine]:
    return [_line(one) for one in ties]


def _line(one: TieSeen) -> TierLine:
    about = ", ".join(filter(None, [seat_name(one.place, one.country), form_name(one.form, one.country), one.number]))
    return TierLine(one.id, one.name, about, _days(one.from_on, one.until_on), one.is_over)


def _days(since: date, until: date | None) -> str:
    said = {"since": date_format(since, "DATE_FORMAT"), "until": date_format(until, "DATE_FORMAT") if until else ""}
    return _("from %(since)s until %(until)s") % said if until else _("since %(since)s") % said
