"""Batches of warnings in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.kernel.period import DAY
from rochdale.registry.called import seat_name
from rochdale.registry.models import WarningBatch, WarningLetter
from rochdale.registry.queries.entities import places_of
from rochdale.registry.rules.warnings import Because, Level, Step
from rochdale.registry.warning_papers import TITLES, ground_name
from rochdale.registry.warning_rows import Candidate, EntrySeen

REASONS: Mapping[str, Promise] = {
    Because.FILED.value: gettext_lazy("It brought what was missing"),
    Because.EXTENDED.value: gettext_lazy("It was given more time"),
    Because.COURT_STAY.value: gettext_lazy("A court stayed it"),
    Because.REVIEW.value: gettext_lazy("The case is looked at again"),
    Because.NOT_SO.value: gettext_lazy("What was found is so no more"),
    Because.ENDED.value: gettext_lazy("It is being wound up"),
}
STAYS: Mapping[str, Promise] = {
    "court-stay": gettext_lazy("A court stayed it"),
    "review": gettext_lazy("The case is looked at again"),
}
ORDER = (Step.FIRST, Step.SECOND, Step.REFERRAL, Step.HELD, Step.WAIT, Step.NONE)


@dataclass(frozen=True, slots=True)
class EntryTold:
    """One entity of a batch."""

    id: UUID
    entity_id: UUID
    name: str
    place: str
    state: str
    says: str
    letters: Sequence[str]
    may_return: bool
    is_held: bool
    level: int
    """Of the letter that came back; 0 where none did."""


@dataclass(frozen=True, slots=True)
class LevelTold:
    """A letter whose turn has come, for so many."""

    level: int
    title: str
    count: int


def entries_told(entries: Sequence[EntrySeen]) -> list[EntryTold]:
    """Those for whom something is to be done first."""
    return [_entry(one) for one in sorted(entries, key=lambda one: ORDER.index(one.next.step))]


def _entry(one: EntrySeen) -> EntryTold:
    now = one.row.entity.now
    state, says = _says(one)
    letters = sorted(one.row.letters.all(), key=lambda letter: (letter.at, letter.id))
    may_return = bool(letters) and letters[-1].returned_on is None and one.next.step in {Step.WAIT, Step.SECOND, Step.REFERRAL}
    return EntryTold(
        one.row.id, one.row.entity_id, now.name, seat_name(places_of(now.state)), state, says, [letter_told(letter) for letter in letters],
        may_return, one.next.step is Step.HELD, (one.next.level or 0) if one.next.step is Step.HELD else 0,
    )  # fmt: skip


def _says(one: EntrySeen) -> tuple[str, str]:
    step = one.next.step
    if step is Step.WAIT and one.next.on:
        return "wait", _("Until %(day)s") % {"day": date_format(one.next.on - DAY, "DATE_FORMAT")}
    if step is Step.HELD:
        return "need", _("Held: the letter came back")
    if one.next.level is not None:
        return "draft", _("To be sent")
    if one.row.because:
        return "good", str(REASONS[one.row.because])
    return "no", _("Referred to the court")


def letter_told(letter: WarningLetter) -> str:
    """What was sent, when, with which proof, and whether it came back."""
    said = f"{TITLES[Level(letter.level)]()}, {date_format(letter.sent_on, 'DATE_FORMAT')}, {letter.proof}"
    back = date_format(letter.returned_on, "DATE_FORMAT") if letter.returned_on else ""
    return said + " · " + _("came back on %(day)s") % {"day": back} if back else said


def levels_told(entries: Sequence[EntrySeen]) -> list[LevelTold]:
    """Letters whose turn has come."""
    steps = {Level.FIRST: Step.FIRST, Level.SECOND: Step.SECOND, Level.REFERRAL: Step.REFERRAL}
    counts = {level: sum(one.next.step is step for one in entries) for level, step in steps.items()}
    return [LevelTold(level.value, TITLES[level](), count) for level, count in counts.items() if count]


def batch_title(batch: WarningBatch) -> str:
    """The ground, as a title."""
    said = ground_name(batch.ground)
    return said[:1].upper() + said[1:]


def counts_told(entries: Sequence[EntrySeen]) -> str:
    """How many go on, are held, are out, are referred."""
    on = sum(one.next.step in {Step.FIRST, Step.SECOND, Step.REFERRAL, Step.WAIT} for one in entries)
    held = sum(one.next.step is Step.HELD for one in entries)
    out = sum(bool(one.row.because) for one in entries)
    referred = len(entries) - on - held - out
    return _("%(on)s go on, %(held)s held, %(out)s out, %(referred)s referred") % {
        "on": on, "held": held, "out": out, "referred": referred,
    }  # fmt: skip


def choices_told(found: Sequence[Candidate]) -> list[tuple[str, str]]:
    """For the list that an officer confirms."""
    since = _("since %(day)s")
    return [
        (
            str(one.seen.now.entity_id),
            f"{one.seen.now.name}, {seat_name(places_of(one.seen.now.state))}, "
            + since % {"day": date_format(one.ground.since, "DATE_FORMAT")},
        )
        for one in found
    ]
