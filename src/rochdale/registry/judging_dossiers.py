"""A dossier as the law of its day and that of today judge it, with what the register itself knows: whether the name is borne there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.registry.judging_mergers import merger_rows
from rochdale.registry.judging_tiers import tier_rows
from rochdale.registry.models import Dossier, Filing
from rochdale.registry.queries.name_checks import check_name
from rochdale.registry.queries.reservations import own_ids
from rochdale.registry.rules.answers import facts_of_answers, legal_on, said
from rochdale.registry.rules.applying import Question, which_pack
from rochdale.registry.rules.facts import Fact
from rochdale.registry.rules.filing_facts import Owing
from rochdale.registry.rules.judging import Case, Day, Judgement, judge
from rochdale.registry.rules.ledger import NOTHING, Kind, Said, moments
from rochdale.registry.rules.name_checks import Scope
from rochdale.registry.rules.pack import Pack
from rochdale.registry.rules.packs import shipped
from rochdale.registry.rules.standing import owing
from rochdale.registry.rules.verdicts import Row, Verdict
from rochdale.registry.settled import settled
from rochdale.registry.standing_rows import standing_of

NAMELESS = frozenset({Kind.AFFILIATE.value, Kind.LEAVE.value, Kind.DIVIDE.value})
"""Acts in which nobody takes a name."""
CONTINUES = "continues"
"""The check that asks what becomes of a group's rights and debts. Its answer is public: it stands in the filing."""


def procedure_of(dossier: Dossier) -> str:
    """The kind in capitals, as packs write it."""
    return Kind(dossier.kind).name


def law_of(dossier: Dossier, on: date) -> Pack | None:
    """The pack by which a dossier is guided and judged on a day; None while the registrar must choose, or nobody knows one."""
    question = Question(dossier.country, on, said(dossier.answers, "form", "form") or "", procedure_of(dossier), under_of(dossier))
    found = which_pack(shipped(), question, settled=settled())
    chosen = dossier.office_says.get("law", "")
    return next((pack for pack in found.packs if pack.ref == chosen), found.pack or (found.packs[0] if len(found.packs) == 1 else None))


def under_of(dossier: Dossier) -> str:
    """The law that an entity is under, by the id of its pack; nothing for a registration, which looks for its own."""
    return "" if dossier.kind == Kind.REGISTER.value or dossier.entity is None else dossier.entity.now.pack.partition("@")[0]


def _from_form(dossier: Dossier) -> str:
    return dossier.entity.now.form if dossier.kind == Kind.CONVERT.value and dossier.entity else ""


def judge_dossier(dossier: Dossier, *, today: date, answers: Mapping[str, Any] | None = None) -> Judgement:
    """Its answers (those given, else its own) on the legal day and today."""
    told = dossier.answers if answers is None else answers
    facts = facts_of_answers(
        told, kind=procedure_of(dossier), country=dossier.country, filed_on=dossier.received_on or today,
        read=dossier.office_says.get("items", {}), from_form=_from_form(dossier),
    )  # fmt: skip
    then = legal_on(told) or today
    case = Case(
        facts,
        then,
        today,
        under=under_of(dossier),
        chosen=dossier.office_says.get("law", ""),
        owing_then=_owing(dossier, then),
        owing_now=_owing(dossier, today),
    )
    judgement = judge(shipped(), case, settled=settled())
    own = (
        *_name_rows(dossier, told),
        *_continuing_rows(dossier),
        *tier_rows(dossier, told, then),
        *merger_rows(dossier, told, law_of(dossier, then), then),
    )
    return Judgement(_with(judgement.legal, own), _with(judgement.today, own))


def _owing(dossier: Dossier, on: date) -> Owing | None:
    """What an entity that exists already had not kept on a day. It is told, and stops nothing (case P8)."""
    seen = standing_of(dossier.entity_id, on) if dossier.entity_id else None
    return owing(seen.found, at=on) if seen else None


def _with(day: Day, rows: tuple[Row, ...]) -> Day:
    return replace(day, rows=(*day.rows, *rows))


def _name_rows(dossier: Dossier, answers: Mapping[str, Any]) -> Iterator[Row]:
    """A like name in the same village asks the registrar; elsewhere it warns. No text on names was read: it never refuses."""
    name, place = said(answers, "name", "name"), said(answers, "seat", "code") or ""
    if not name or dossier.kind in NAMELESS:
        return
    office = dossier.office.code if dossier.office else ""
    try:
        found = check_name(name, place, office=office, besides=[dossier.entity_id, *own_ids(dossier)])
    except Refused as refused:
        yield Row("name", Verdict.ASK, Fact("name_rules"), refused.refusals[0])
        return
    for clash in found.clashes[:5]:
        facts = {"name": clash.hit.name, "place": ", ".join(reversed(clash.hit.place)), "article": "", "source": "", "grade": "unverified"}
        if clash.scope is Scope.SAME:
            yield Row("name", Verdict.ASK, Fact("name_rules"), Refusal("registry.name-is-borne-here", facts), str(clash.hit.entity_id))
        else:
            yield Row(
                "name", Verdict.WARN, Fact("name_rules"), Refusal("registry.name-is-borne-elsewhere", facts), str(clash.hit.entity_id)
            )


def continued_from(dossier: Dossier) -> Said:
    """What the register said of its entity before this dossier was decided, as the old name and number of a group that goes on."""
    filed = Filing.objects.filter(entity_id=dossier.entity_id) if dossier.entity_id else Filing.objects.none()
    rows = list(filed.order_by("recorded_at", "id"))
    own = next((place for place, row in enumerate(rows) if row.source == f"dossier:{dossier.id}"), len(rows))
    found = moments(row.facts() for row in rows[:own])
    return found[-1].state if found else NOTHING


def _continuing_rows(dossier: Dossier) -> Iterator[Row]:
    """A group that goes on under another law: whether it stays the same legal person, no source says (reference section 10)."""
    if dossier.kind == Kind.REGISTER.value and continued_from(dossier):
        yield Row(CONTINUES, Verdict.ASK, Fact("continues.same_legal_person"), Refusal("registry.continuing-is-not-settled", {}))
