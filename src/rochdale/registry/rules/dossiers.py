"""The way of a dossier from the first answer to the register: states, who may move it, what a move must say (reference section 4).

Nothing here changes an entity: a dossier that is approved makes a filing, and only filings do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.judging import Judgement
from rochdale.registry.rules.verdicts import Row, Verdict


class State(StrEnum):
    """Where a dossier is. The last five are ends."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    IN_REVIEW = "in-review"
    CHANGES_REQUESTED = "changes-requested"
    REGISTERED = "registered"
    """Approved, and its filing stands in the ledger."""
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ABANDONED = "abandoned"
    """Given up before it was handed in."""
    LAPSED = "lapsed"
    """Changes were asked for and never came."""


class Move(StrEnum):
    """What somebody does with a dossier."""

    SUBMIT = "submit"
    ABANDON = "abandon"
    WITHDRAW = "withdraw"
    TAKE_UP = "take-up"
    PROPOSE = "propose"
    """Whoever prepared it says what to decide; it moves nothing."""
    ASK_FOR_CHANGES = "ask-for-changes"
    ANSWER = "answer"
    APPROVE = "approve"
    REFUSE = "refuse"
    LAPSE = "lapse"
    TRANSFER = "transfer"


ENDS = frozenset({State.REGISTERED, State.REFUSED, State.WITHDRAWN, State.ABANDONED, State.LAPSED})
OPEN_TO_ANSWERS = frozenset({State.DRAFT, State.CHANGES_REQUESTED})
"""The applicant's turn."""
AT_THE_OFFICE = frozenset({State.SUBMITTED, State.IN_REVIEW})
"""The office's turn."""
WAYS: Mapping[Move, Mapping[State, State]] = {
    Move.SUBMIT: {State.DRAFT: State.SUBMITTED},
    Move.ABANDON: {State.DRAFT: State.ABANDONED},
    Move.WITHDRAW: dict.fromkeys((State.SUBMITTED, State.IN_REVIEW, State.CHANGES_REQUESTED), State.WITHDRAWN),
    Move.TAKE_UP: {State.SUBMITTED: State.IN_REVIEW},
    Move.PROPOSE: {State.IN_REVIEW: State.IN_REVIEW},
    Move.ASK_FOR_CHANGES: {State.IN_REVIEW: State.CHANGES_REQUESTED},
    Move.ANSWER: {State.CHANGES_REQUESTED: State.IN_REVIEW},
    Move.APPROVE: {State.IN_REVIEW: State.REGISTERED},
    Move.REFUSE: {State.IN_REVIEW: State.REFUSED},
    Move.LAPSE: {State.CHANGES_REQUESTED: State.LAPSED},
    Move.TRANSFER: {State.SUBMITTED: State.SUBMITTED, State.IN_REVIEW: State.SUBMITTED},
}

PROPOSABLE = frozenset({Move.APPROVE.value, Move.ASK_FOR_CHANGES.value, Move.REFUSE.value})


def after(state: State, move: Move) -> State | None:
    """The state that a move leads to; None where it cannot be made from there."""
    return WAYS[move].get(state)


def refusals_for_move(state: State, move: Move) -> list[Refusal]:
    """A move that does not lead from here: somebody else was quicker, or the page is old."""
    return [] if after(state, move) else [Refusal("registry.dossier-has-moved-on", {"state": state.value})]


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a dossier is refused: a row of its judgement, or a text that the officer cites and answers for."""

    check: str = ""
    subject: str = ""
    says: str = ""
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is asked for, ticked off in the next round."""

    says: str
    check: str = ""
    subject: str = ""
    is_settled: bool = False


def refusals_for_refusing(grounds: Sequence[Ground], rows: Sequence[Row]) -> list[Refusal]:
    """No refusal without a ground. A broken verified fact is one by itself; anything else is the officer's own, and cites a text."""
    if not grounds:
        return [Refusal("registry.refusal-without-ground")]
    verdicts = {(row.check, row.subject): row.verdict for row in rows}
    refusals = []
    for ground in grounds:
        is_law = verdicts.get((ground.check, ground.subject)) is Verdict.REFUSE
        if not is_law and not (ground.says.strip() and ground.cite.strip()):
            refusals.append(Refusal("registry.ground-without-text"))
    return refusals


def refusals_for_asking(items: Sequence[Item]) -> list[Refusal]:
    """Whoever asks for changes says for which."""
    return [] if any(item.says.strip() for item in items) else [Refusal("registry.changes-without-items")]


def refusals_for_approving(judgement: Judgement, answers: Mapping[str, str], items: Sequence[Item]) -> list[Refusal]:
    """What stands against an approval: a verified rule of the legal day that is broken, a question nobody answered, an item left open.

    `answers`: what the registrar said to each row that asks, by `asked_key`. A warning stands against nothing.
    """
    refusals = [row.reason for row in judgement.legal.of(Verdict.REFUSE) if row.reason is not None]
    for row in judgement.legal.of(Verdict.ASK):
        if not answers.get(asked_key(row), "").strip():
            refusals.append(Refusal("registry.question-not-answered", dict(row.reason.facts) if row.reason else {}))
    if any(not item.is_settled for item in items):
        refusals.append(Refusal("registry.items-left-open", {"count": sum(not item.is_settled for item in items)}))
    return refusals


def asked_key(row: Row) -> str:
    """By what the answer to a row is kept: its check, and what of several it is about."""
    return f"{row.check}/{row.subject}" if row.subject else row.check


def refusals_for_two_persons(*, keyed_by: str, decide: Collection[str]) -> list[Refusal]:
    """Whoever keyed a paper dossier in the office does not decide it alone, nor does a deputy in that one's name."""
    return [Refusal("registry.keyed-by-the-same-person")] if keyed_by in decide else []


Answers = Mapping[str, object]


def changed_parts(now: Answers, before: Answers) -> dict[str, tuple[object, object]]:
    """What a round says otherwise than the one before, by dotted name: (before, now). A list counts as a whole, except of people and
    papers: there each row is compared by its name, the second of a name as "Noy (2)"."""
    told, known = _flat(now), _flat(before)
    return {name: (known.get(name), told.get(name)) for name in sorted({*told, *known}) if known.get(name) != told.get(name)}


def _flat(answers: Answers, at: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in answers.items():
        path = f"{at}{name}"
        if isinstance(value, Mapping):
            found |= _flat(value, f"{path}.")
        elif isinstance(value, list) and value and all(isinstance(one, Mapping) and "name" in one for one in value):
            seen = Counter[str]()
            for one in value:
                seen[one["name"]] += 1
                called = one["name"] if seen[one["name"]] == 1 else f"{one['name']} ({seen[one['name']]})"
                found |= _flat({key: said for key, said in one.items() if key != "name"}, f"{path}.{called}.")
        elif value not in ("", None, []):
            found[path] = value
    return found
