"""The certification path: who may stand on the approved list, what an inspection asks, and when the next one is due."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from rochdale.kernel.refusal import Refusal

APPROVED, CONDITIONS, REFUSED = "approved", "conditions", "refused"
RESULTS = (APPROVED, CONDITIONS, REFUSED)
YES, NO, NOT_APPLICABLE = "yes", "no", "na"
ANSWERS = (YES, NO, NOT_APPLICABLE)
OLDEST_INSPECTION = timedelta(days=400)
"""Project: internal inspections are yearly; five weeks are left for rain, illness and harvest."""
DUE_AFTER = timedelta(days=365)
DUE_SOON = timedelta(days=60)
ANY_SCHEME = "any"
"""The list of questions for a scheme that has none of its own."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing the internal inspector looks at."""

    code: str
    asks: str
    """English, translated when shown."""
    is_major: bool
    """Whether a no is a major gap: then the result cannot be a plain approval."""


@cache
def checklists() -> Mapping[str, tuple[Question, ...]]:
    """The questions of each scheme (`inspection.toml`)."""
    found = tomllib.loads(Path(__file__).with_name("inspection.toml").read_text(encoding="utf-8"))
    shared = tuple(_question(row) for row in found["every"]["questions"])
    lists = {scheme: (*shared, *(_question(row) for row in facts["questions"])) for scheme, facts in found.items() if scheme != "every"}
    return {**lists, ANY_SCHEME: shared}


def _question(row: Mapping[str, str]) -> Question:
    return Question(row["code"], row["asks"], row["weight"] == "major")


def questions_for(scheme: str) -> tuple[Question, ...]:
    """What is asked under a scheme."""
    lists = checklists()
    return lists.get(scheme, lists[ANY_SCHEME])


@dataclass(frozen=True, slots=True)
class GapFacts:
    """Something that has to be put right."""

    is_major: bool
    due_on: date
    is_closed: bool


@dataclass(frozen=True, slots=True)
class InspectionFacts:
    """The last visit to a grower."""

    on: date
    result: str


def refusals_for_certificate(
    *, number: str, certifier: str, scheme: str, valid_from: date, valid_until: date, most_growers: int | None
) -> Iterator[Refusal]:
    """A certificate has a number, says who gave it, and ends after it begins."""
    if not scheme.strip() or not number.strip() or not certifier.strip():
        yield Refusal("supply.certificate-is-incomplete")
    if valid_until < valid_from:
        yield Refusal("supply.certificate-ends-before-it-starts", {"since": valid_from, "until": valid_until})
    if most_growers is not None and most_growers < 1:
        yield Refusal("supply.certificate-is-for-nobody")


def refusals_for_approval(
    *,
    on: date,
    valid_from: date,
    valid_until: date,
    approved_now: int,
    most_growers: int | None,
    inspection: InspectionFacts | None,
    gaps: Sequence[GapFacts],
) -> Iterator[Refusal]:
    """A certificate in force with room, a visit not older than 400 days that was not refused, no major gap past its day."""
    if not valid_from <= on <= valid_until:
        yield Refusal("supply.certificate-is-not-in-force", {"on": on, "since": valid_from, "until": valid_until})
    if most_growers is not None and approved_now >= most_growers:
        yield Refusal("supply.group-is-full", {"most": most_growers})
    if inspection is None:
        yield Refusal("supply.grower-was-never-inspected")
    elif on - inspection.on > OLDEST_INSPECTION:
        yield Refusal("supply.inspection-is-too-old", {"on": inspection.on, "days": OLDEST_INSPECTION.days})
    elif inspection.result == REFUSED:
        yield Refusal("supply.inspection-refused-the-grower", {"on": inspection.on})
    overdue = [gap.due_on for gap in gaps if is_blocking(gap, on)]
    if overdue:
        yield Refusal("supply.major-gap-is-overdue", {"on": min(overdue)})


def lapses(*, on: date, inspection: InspectionFacts | None, gaps: Sequence[GapFacts]) -> str:
    """Why an approval that stands ends by itself: "" while it holds. There was a year to visit, and the time of the gap to close it."""
    if inspection is None or on - inspection.on > OLDEST_INSPECTION:
        return "no inspection for too long"
    return "a major gap is overdue" if any(is_blocking(gap, on) for gap in gaps) else ""


def is_blocking(gap: GapFacts, on: date) -> bool:
    """An open major gap whose day has passed keeps a grower off the list."""
    return gap.is_major and not gap.is_closed and gap.due_on < on


def refusals_for_inspection(
    *, scheme: str, answers: Mapping[str, str], result: str, on: date, today: date, gaps: Sequence[bool]
) -> Iterator[Refusal]:
    """Every question answered, a result that fits the answers, not in the future. `gaps` says of each gap whether it is major."""
    questions = questions_for(scheme)
    missing = [question.code for question in questions if answers.get(question.code) not in ANSWERS]
    if missing:
        yield Refusal("supply.inspection-has-open-questions", {"count": len(missing)})
    if result not in RESULTS:
        yield Refusal("supply.inspection-needs-a-result")
    if on > today:
        yield Refusal("supply.inspection-is-to-come", {"on": on})
    major_no = [question.code for question in questions if question.is_major and answers.get(question.code) == NO]
    if result == APPROVED and (major_no or any(gaps)):
        yield Refusal("supply.inspection-approves-a-major-gap")
    if result == CONDITIONS and not gaps:
        yield Refusal("supply.conditions-need-a-gap")


def refusals_for_gap(*, what: str, corrective_action: str, due_on: date, on: date) -> Iterator[Refusal]:
    """A gap says what is wrong, what corrects it, and until which later day."""
    if not what.strip() or not corrective_action.strip():
        yield Refusal("supply.gap-is-incomplete")
    if due_on < on:
        yield Refusal("supply.gap-is-due-before-it-is-found", {"due": due_on})


def refusals_for_closing(*, evidence: str, is_closed: bool) -> Iterator[Refusal]:
    """A gap is closed once, with what shows that it was put right."""
    if is_closed:
        yield Refusal("supply.gap-is-closed")
    if len(evidence.strip()) < 3:
        yield Refusal("supply.closing-needs-evidence")


def due_on(last: date | None, registered_on: date) -> date:
    """When the next visit is due: a year after the last, at once for whoever was never visited."""
    return last + DUE_AFTER if last else registered_on


def due_state(due: date, on: date) -> str:
    """`late`, `soon` or `done`."""
    return "late" if due <= on else "soon" if due - on <= DUE_SOON else "done"
