"""What a rule of a pack comes to: a row with its verdict, its fact and its reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.facts import Basis, Fact, Status, Value


class Verdict(StrEnum):
    """From the mildest up."""

    PASS = "pass"
    WARN = "warn"
    """Violated by a fact that may not refuse: the officer may proceed."""
    ASK = "ask"
    """The pack has no value, or several: the registrar says."""
    REFUSE = "refuse"
    """Violated by a verified fact."""


@dataclass(frozen=True, slots=True)
class Row:
    """One rule judged. `check`: its stable name; `reason`: why it did not pass."""

    check: str
    verdict: Verdict
    fact: Fact
    reason: Refusal | None = None
    subject: str = ""
    """What of several it is about, as a document or an item."""


def worst(rows: Iterable[Row]) -> Verdict:
    """The gravest verdict; PASS where nothing was judged."""
    order = list(Verdict)
    return max((row.verdict for row in rows), key=order.index, default=Verdict.PASS)


def judged(check: str, fact: Fact, *, is_kept: bool, broken: Refusal, asked: Refusal | None = None, subject: str = "") -> Row:
    """The one table of verdicts: a fact without value asks; a violated one refuses if verified and warns if not.

    `is_kept` means nothing without a value. Article and grade join the facts of the reason. `asked`: the question, where there is a better
    one than that the law is silent.
    """
    if not fact.is_known:
        question = asked or Refusal("registry.law-is-silent", {"path": fact.path})
        return Row(check, Verdict.ASK, fact, with_basis(question, fact.basis), subject)
    if is_kept:
        return Row(check, Verdict.PASS, fact, None, subject)
    verdict = Verdict.REFUSE if fact.is_verified else Verdict.WARN
    return Row(check, verdict, fact, with_basis(broken, fact.basis), subject)


def with_basis(reason: Refusal, basis: Basis) -> Refusal:
    """The reason with article, source and grade among its facts."""
    return Refusal(reason.code, {**reason.facts, "article": basis.cite, "source": basis.source, "grade": basis.status.value})


def as_stored(row: Row) -> dict[str, Any]:
    """As JSON keeps it for good, with the law's value as it was: the pack may be replaced, the reason stays."""
    basis, reason = row.fact.basis, row.reason
    return {
        "check": row.check,
        "verdict": row.verdict.value,
        "subject": row.subject,
        "fact": {"path": row.fact.path, "value": _plain(row.fact.value), "status": basis.status.value, "cite": basis.cite,
                 "source": basis.source},
        "reason": None if reason is None else {"code": reason.code, "facts": {key: _plain(one) for key, one in reason.facts.items()}},
    }  # fmt: skip


def from_stored(stored: Mapping[str, Any]) -> Row:
    """A row as it was judged then. Days come back as ISO text, lists as tuples: enough to be read and shown."""
    told, reason = stored["fact"], stored["reason"]
    value: Value | None = tuple(told["value"]) if isinstance(told["value"], list) else told["value"]
    fact = Fact(told["path"], value, Basis(Status(told["status"]), told["cite"], told["source"]))
    found = None if reason is None else Refusal(reason["code"], reason["facts"])
    return Row(stored["check"], Verdict(stored["verdict"]), fact, found, stored["subject"])


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
