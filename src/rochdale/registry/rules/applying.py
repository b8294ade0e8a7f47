"""Which law applies to a form in a country on a day: packs in force, doubt, forms that moved to another law, times that stood still."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rochdale.kernel.period import DAY, Period
from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.facts import Basis, Fact, Status
from rochdale.registry.rules.pack import Conflict, Form, Pack
from rochdale.registry.rules.verdicts import Row, Verdict, judged, with_basis, worst

CLOSED, OPEN = "closed", "open"
Settled = Mapping[str, str]
"""What this installation has decided on contradictions: what `Conflict.about` names -> the claim that counts here."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: which country, form and act, on which day. Empty `form`: any. `under`: the pack's id of an entity that exists."""

    country: str
    on: date
    form: str = ""
    procedure: str = "REGISTER"
    under: str = ""


@dataclass(frozen=True, slots=True)
class Applicable:
    """The packs, with the country's additions in them: one where it is clear, several where the registrar says, none where nobody knows."""

    packs: tuple[Pack, ...]
    rows: tuple[Row, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """PASS, or why the registrar is asked or warned."""
        return worst(self.rows)

    @property
    def pack(self) -> Pack | None:
        """The one that applies, unless the registrar must choose."""
        return self.packs[0] if len(self.packs) == 1 and self.verdict is not Verdict.ASK else None


def doubt_of(pack: Pack) -> Period | None:
    """The days on which some sources say that the law held and others that it did not."""
    claims = pack.in_force_claims
    return Period(claims[0], claims[-1]) if len(set(claims)) > 1 else None


def in_force(packs: Iterable[Pack], *, country: str, on: date) -> tuple[Pack, ...]:
    """Of each law the version of that day: the one that came into force last, of two the higher. In doubt counts as in force."""
    found: dict[str, Pack] = {}
    for pack in packs:
        if pack.covers(country) and _may_hold(pack, on) and (pack.id not in found or _age(found[pack.id]) < _age(pack)):
            found[pack.id] = pack
    return tuple(found[id].within(country) for id in sorted(found))


def _may_hold(pack: Pack, on: date) -> bool:
    doubt = doubt_of(pack)
    return pack.in_force.has(on) or (doubt is not None and doubt.has(on))


def _age(pack: Pack) -> tuple[date, tuple[int, ...]]:
    return pack.in_force.start or date.min, tuple(int(part) for part in pack.version.split("."))


def which_pack(packs: Iterable[Pack], question: Question, *, settled: Settled) -> Applicable:
    """The law for that act on that day, as a new group or (`under`) an entity meets it."""
    here = in_force(packs, country=question.country, on=question.on)
    found = [pack for pack in here if not question.form or pack.form(question.form)]
    found = _own_first(found, question) or _without_left(found, here, question)
    if not found:
        said = {"country": question.country, "form": question.form or "–", "on": question.on}
        return Applicable((), (_ask("regime", Fact("pack"), Refusal("registry.no-law-is-known", said)),))
    newer = _followers(found, here, question)
    doubts = [pack for pack in {one.id: one for one in (*found, *newer)}.values() if (doubt := doubt_of(pack)) and doubt.has(question.on)]
    if doubts:
        return Applicable(_candidates(doubts, here), tuple(_doubtful(pack, question.on) for pack in doubts))
    if len(found) > 1:
        said = {"laws": ", ".join(pack.ref for pack in found), "on": question.on}
        return Applicable(tuple(found), (_ask("regime", Fact("pack"), Refusal("registry.several-laws-apply", said)),))
    pack = found[0]
    rows = [*_superseded(pack, question, newer), *_conflicts(pack, question, settled), *_suspended(pack, question)]
    return Applicable((pack,), tuple(rows))


def _own_first(found: Sequence[Pack], question: Question) -> list[Pack]:
    """An entity stays under its law while that knows the form."""
    return [pack for pack in found if question.under and pack.id == question.under and not _left(pack, question.form, question.on)]


def _without_left(found: Sequence[Pack], here: Sequence[Pack], question: Question) -> list[Pack]:
    """A new group comes under the newer of two laws from its first day; the older one is left for those that exist."""
    ids = {pack.id for pack in here}
    stays = []
    for pack in found:
        followers = {row.by for row in pack.superseded if not question.form or question.form in row.forms}
        is_left = bool(followers & {other.id for other in found}) if question.form else bool(followers & ids)
        if not is_left:
            stays.append(pack)
    return stays


def _followers(found: Sequence[Pack], here: Sequence[Pack], question: Question) -> list[Pack]:
    """Laws in force that take the place of one found, as a new group meets them: those that exist had time."""
    named = {row.by for pack in found for row in pack.superseded if question.form in row.forms} if not question.under else set()
    return [pack for pack in here if pack.id in named]


def _candidates(found: Sequence[Pack], here: Sequence[Pack]) -> tuple[Pack, ...]:
    """What the registrar chooses from: the doubtful law, and those it takes the place of."""
    ids = {pack.id for pack in found}
    return (*found, *(pack for pack in here if pack.id not in ids and any(row.by in ids for row in pack.superseded)))


def _left(pack: Pack, form: str, on: date) -> bool:
    return any(row.on <= on and (not form or form in row.forms) for row in pack.superseded)


def _ask(check: str, fact: Fact, reason: Refusal) -> Row:
    return Row(check, Verdict.ASK, fact, with_basis(reason, fact.basis))


def _doubtful(pack: Pack, on: date) -> Row:
    fact = Fact("pack.in_force_from", pack.in_force.start, Basis(pack.in_force_status))
    claims = ", ".join(day.isoformat() for day in pack.in_force_claims)
    return _ask("regime", fact, Refusal("registry.law-came-in-force-in-doubt", {"law": pack.called or pack.id, "on": on, "claims": claims}))


def _superseded(pack: Pack, question: Question, newer: Sequence[Pack]) -> list[Row]:
    """A form that has moved to another law: verified, it refuses; reported, it warns. For a new group it moved when that law began."""
    rows = []
    for row in pack.superseded:
        begins = [other.in_force.start for other in newer if other.id == row.by and other.in_force.start]
        since = min([row.on, *begins])
        if question.form in row.forms and since <= question.on:
            fact = Fact("pack.superseded", row.by, Basis(row.status))
            gone = Refusal("registry.form-moved-to-other-law", {"form": question.form, "law": row.by, "since": since})
            rows.append(judged("superseded", fact, is_kept=False, broken=gone, asked=gone))
    return rows


def _conflicts(pack: Pack, question: Question, settled: Settled) -> list[Row]:
    return [_conflict(one, question, settled) for one in pack.conflicts
            if question.form in one.forms and one.period.has(question.on) and question.procedure == "REGISTER"]  # fmt: skip


def _conflict(conflict: Conflict, question: Question, settled: Settled) -> Row:
    """Both claims are kept. The installation's decision opens or closes the form; without one the registrar is asked."""
    claims = "; ".join(f"{claim.says}: {claim.source} ({claim.status.value})" for claim in conflict.claims)
    said = {"form": question.form, "claims": claims, "about": conflict.about}
    choice = settled.get(conflict.about, "")
    fact = Fact(f"conflict.{conflict.about}", choice or None, Basis(Status.UNVERIFIED, source=claims))
    closed, unsettled = Refusal("registry.form-is-closed-here", said), Refusal("registry.sources-contradict", said)
    return judged("conflict", fact, is_kept=choice == OPEN, broken=closed, asked=unsettled)


def _suspended(pack: Pack, question: Question) -> list[Row]:
    rows = []
    for one in pack.suspensions:
        if one.procedure == question.procedure and one.period.has(question.on) and (not one.forms or question.form in one.forms):
            fact = Fact("suspension", one.reason, one.basis)
            stop = one.key
            last = one.period.end - DAY if one.period.end else ""
            stood = Refusal("registry.procedure-stood-still", {"from": one.period.start, "last": last, "text": one.reason, "stop": stop})
            rows.append(judged("suspension", fact, is_kept=False, broken=stood, asked=stood))
    return rows


def forms_open(pack: Pack, *, on: date, settled: Settled) -> tuple[Form, ...]:
    """Forms that a new group is offered: not those that moved to another law, nor those that this installation holds closed."""
    closed = {code for one in pack.conflicts if one.period.has(on) and settled.get(one.about) == CLOSED for code in one.forms}
    return tuple(form for form in pack.forms if form.code not in closed and not _left(pack, form.code, on))
