"""A dossier as people read it: states, parts, steps, verdicts and changes in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.base.words import said
from rochdale.kernel.money import Money
from rochdale.registry import law_words as words
from rochdale.registry.dossier_labels import MOVES, ROLES, SIGNS, STATES, called_answer, label_of, lacking
from rochdale.registry.judging_dossiers import procedure_of
from rochdale.registry.law_said import said_money
from rochdale.registry.models import Dossier, DossierStep
from rochdale.registry.queries.dossiers import PartState, RoundSeen
from rochdale.registry.rules.answers import Answers, legal_on, rows_of
from rochdale.registry.rules.answers import said as answer
from rochdale.registry.rules.applying import Question, forms_open, which_pack
from rochdale.registry.rules.dossiers import Move, State, asked_key
from rochdale.registry.rules.facts import Status
from rochdale.registry.rules.pack import Form, Pack
from rochdale.registry.rules.packs import shipped
from rochdale.registry.rules.tiers import ORDER
from rochdale.registry.rules.verdicts import Row, from_stored
from rochdale.registry.settled import settled

NOTHING: Mapping[str, str] = MappingProxyType({})


def state_of(row: Dossier) -> tuple[str, str]:
    """Look and words of its state."""
    look, word = STATES[State(row.state)]
    return look, str(word)


def form_choices(row: Dossier, today: date) -> list[tuple[str, str]]:
    """The forms a new group may take there today, by every law in force: the code and what it is called."""
    found = which_pack(shipped(), Question(row.country, today, "", procedure_of(row)), settled=settled())
    open_forms = {form.code: form for pack in found.packs for form in forms_open(pack, on=today, settled=settled())}
    return [(code, words.called(words.FORMS, code, form.names)) for code, form in open_forms.items() if form.tier in ORDER]


@dataclass(frozen=True, slots=True)
class PartTold:
    """One part in the list of parts."""

    code: str
    icon: str
    title: str
    line: str
    look: str
    """done, now or next, as the steps are drawn."""
    missing: tuple[str, ...]


def parts_told(row: Dossier, parts: Sequence[PartState], pack: Pack | None, *, is_open: bool = True) -> list[PartTold]:
    """The parts with what was answered and what they lack; while it is open, the first that lacks something is the one to go on with."""
    form = pack.form(answer(row.answers, "form", "form") or "") if pack else None
    following = next((part.code for part in parts if part.missing), "")
    told = []
    for part in parts:
        icon, title, line = label_of(part.code, row.kind)
        look = "done" if not (part.missing and is_open) else "now" if part.code == following else "next"
        missing = tuple(lacking(code, form) for code in part.missing)
        told.append(PartTold(part.code, icon, str(title), _summary(row.answers, part.code, form) or str(line), look, missing))
    return told


def _summary(answers: Answers, part: str, form: Form | None) -> str:
    """What was answered, in a line or two; nothing where nothing was."""
    said_of = _SUMMARIES.get(part)
    return said_of(answers, form) if said_of and answers.get(part) else ""


def _share(answers: Answers) -> str:
    value, currency = answer(answers, "shares", "value"), answer(answers, "shares", "currency")
    if not value or not currency:
        return ""
    price = said_money(Money(Decimal(value), currency))
    return _("%(price)s a share, at most %(percent)s %% for one") % {
        "price": price,
        "percent": answer(answers, "shares", "most_percent") or "…",
    }


def _founders(answers: Answers) -> str:
    rows = rows_of(answers, "founders")
    return _("%(count)s founders") % {"count": len(rows)} + (": " + ", ".join(one["name"] for one in rows) if rows else "")


def _assembly(answers: Answers) -> str:
    day = legal_on(answers)
    told = [date_format(day) if day else "", answer(answers, "assembly", "place") or ""]
    return ", ".join(one for one in told if one)


def _apex(answers: Answers) -> str:
    on, sent = answer(answers, "apex", "on"), answer(answers, "apex", "sent") or ()
    told = [answer(answers, "apex", "name") or "", date_format(date.fromisoformat(on)) if on else "", ", ".join(sent)]
    return ", ".join(one for one in told if one)


_SUMMARIES: Mapping[str, Callable[[Answers, Form | None], str]] = {
    "form": lambda answers, form: words.called(words.FORMS, answer(answers, "form", "form") or "", form.names if form else None),
    "name": lambda answers, _form: answer(answers, "name", "name") or "",
    "seat": lambda answers, _form: ", ".join(reversed(answer(answers, "seat", "names") or ())),
    "purpose": lambda answers, _form: answer(answers, "purpose", "object") or "",
    "founders": lambda answers, _form: _founders(answers),
    "shares": lambda answers, _form: _share(answers),
    "officers": lambda answers, form: "; ".join(
        f"{name}: {about}" for name, about in rows_told("officers", rows_of(answers, "officers"), form)
    ),
    "assembly": lambda answers, _form: _assembly(answers),
    "apex": lambda answers, _form: _apex(answers),
    "parties": lambda answers, _form: "; ".join(f"{one['name']}: {_figures(one)}" for one in rows_of(answers, "parties")),
    "papers": lambda answers, _form: ", ".join(words.called(words.DOCUMENTS, one["name"]) for one in rows_of(answers, "papers")),
}


@dataclass(frozen=True, slots=True)
class StepTold:
    """One move in the history."""

    icon: str
    title: str
    on: Any
    by: str
    look: str
    lines: tuple[str, ...]


def steps_told(steps: Iterable[DossierStep]) -> list[StepTold]:
    """The history, oldest first."""
    return [_step(step) for step in steps]


def _step(step: DossierStep) -> StepTold:
    icon, title = MOVES[Move(step.move)]
    lines = [one["says"] for one in step.says.get("items", ())]
    if step.move == Move.TRANSFER.value:
        lines.append(f"{step.says['from']} → {step.says['to']}")
    if step.says.get("number"):
        lines.append(_("Number %(number)s") % {"number": step.says["number"]})
    if step.says.get("note"):
        lines.append(step.says["note"])
    look = "no-knot" if step.move in {Move.REFUSE.value, Move.LAPSE.value} else "done"
    return StepTold(icon, str(title), step.at, step.by_name, look, tuple(lines))


@dataclass(frozen=True, slots=True)
class VerdictTold:
    """A row of a judgement: the sentence, the way on, article and grade."""

    key: str
    says: str
    remedy: str
    article: str
    grade: str
    is_sure: bool
    answer: str = ""
    """What the registrar wrote down, where the law leaves it open."""


def verdicts_told(rows: Iterable[Row], answers: Mapping[str, str] = NOTHING) -> list[VerdictTold]:
    """Rows with a reason, in the order in which people read a dossier; with the registrar's `answers` by key."""
    return [_verdict(row, answers) for row in rows if row.reason is not None]


def _verdict(row: Row, answers: Mapping[str, str] = NOTHING) -> VerdictTold:
    assert row.reason is not None
    told = said(words.in_words(row.reason))
    basis = row.fact.basis
    grade = words.called(words.GRADES, basis.status.value)
    key = asked_key(row)
    cite, is_sure = basis.cite or basis.source, basis.status is Status.VERIFIED
    return VerdictTold(key, told.says, told.remedy, cite, grade, is_sure, answers.get(key, ""))


@dataclass(frozen=True, slots=True)
class Decided:
    """How it ended: the number, or the grounds with their articles."""

    is_yes: bool
    number: str
    note: str
    by: str
    at: Any
    grounds: tuple[tuple[str, str], ...]
    """Sentence and article."""
    signed: Mapping[str, str]
    """As `rules.signing.Signature` is kept; empty before signatories were named."""
    prepared_by: str
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What the registrar decided, and on which questions that the law leaves open."""
    law: str = ""
    """By which it was judged, as people call it."""


def decided(step: DossierStep | None) -> Decided | None:
    """The decision as people read it."""
    if step is None:
        return None
    told = step.says["judgement"]["legal"]
    kept = told["rows"]
    rows = {(row["check"], row["subject"]): row for row in kept}
    grounds = tuple(_ground(one, rows) for one in step.says.get("grounds", ()))
    asked = [one for one in verdicts_told(map(from_stored, kept), step.says.get("asked", NOTHING)) if one.answer]
    answers = {answer: tuple(one.says for one in asked if one.answer == answer) for answer in dict.fromkeys(one.answer for one in asked)}
    return Decided(
        step.move == Move.APPROVE.value, step.says.get("number", ""), step.says["note"], step.by_name, step.at, grounds,
        step.says.get("signed", {}), step.says.get("prepared_by", ""), answers,
        ", ".join(name for _ref, name in laws_told([told["pack"]] if told["pack"] else ())),
    )  # fmt: skip


def _ground(ground: Mapping[str, str], rows: Mapping[tuple[str, str], Mapping[str, Any]]) -> tuple[str, str]:
    row = rows.get((ground["check"], ground["subject"]))
    if row is None or ground["says"]:
        return ground["says"], ground["cite"]
    told = _verdict(from_stored(row))
    return told.says, told.article


@dataclass(frozen=True, slots=True)
class RoundTold:
    """A round: what it says otherwise, or all, of the first."""

    number: int
    at: Any
    by: str
    is_first: bool
    lines: tuple[tuple[str, str, str], ...]
    """What, before, now."""


def rounds_told(rounds: Iterable[RoundSeen]) -> list[RoundTold]:
    """Newest first."""
    return [
        RoundTold(
            one.number, one.row.at, one.row.by_name, one.is_first,
            tuple((called_answer(change.path), _plain(change.was), _plain(change.now)) for change in one.changed),
        )
        for one in rounds
    ]  # fmt: skip


def _plain(value: object) -> str:
    if value in (None, ""):
        return "–"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    text = str(value)
    known = {**ROLES, **SIGNS, **words.FORMS, **words.BODIES, "yes": _("Yes"), "no": _("No")}
    return str(known.get(text, text))


def _figures(one: Mapping[str, Any]) -> str:
    """Members and share capital of a party, as it told them."""
    count, capital = one.get("members"), one.get("capital")
    told = [
        one.get("number", ""),
        ngettext("%(count)s member", "%(count)s members", int(count)) % {"count": count} if count else "",
        said_money(Money(Decimal(capital), one["currency"])) if capital and one.get("currency") else "",
    ]
    return ", ".join(text for text in told if text)


def rows_told(part: str, rows: Sequence[Mapping[str, Any]], form: Form | None) -> list[tuple[str, str]]:
    """Founders or officers: the name, and one line about it."""
    if part == "officers":
        bodies = {body.code: body.names for body in form.bodies} if form else {}
        return [
            (one["name"], f"{ROLES.get(one['role'], one['role'])}, {words.called(words.BODIES, one['body'], bodies.get(one['body']))}")
            for one in rows
        ]
    if part == "parties":
        return [(one["name"], _figures(one)) for one in rows]
    told = []
    for one in rows:
        sent = one.get("sent") or ()
        facts = [
            one.get("number", ""),
            one.get("village", ""),
            ngettext("%(count)s share", "%(count)s shares", int(one["shares"] or 0)) % {"count": one["shares"] or 0},
            "" if sent else str(SIGNS.get(one["sign"], "")),
            _("delegates: %(names)s") % {"names": ", ".join(sent)} if sent else "",
        ]
        told.append((one["name"], ", ".join(fact for fact in facts if fact)))
    return told


def laws_told(refs: Iterable[str]) -> list[tuple[str, str]]:
    """Laws by id@version, with what they are called."""
    titles = {pack.ref: words.called(words.LAWS, pack.id, {"": pack.title}) for pack in shipped()}
    return [(ref, titles.get(ref, ref)) for ref in refs]
