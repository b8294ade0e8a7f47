"""A merger or division as the law and the register judge it: figures, laws of the parties, and what their assemblies decided."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.kernel.refusal import Refusal
from rochdale.registry.models import Dossier, EntityNow
from rochdale.registry.rules.answers import rows_of, said
from rochdale.registry.rules.facts import Fact
from rochdale.registry.rules.filing_facts import FilingFacts, procedure_for
from rochdale.registry.rules.form_checks import members_rows, name_rows
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.rules.mergers import Party, apex_rows, balance_rows, law_rows, unread_row
from rochdale.registry.rules.pack import Pack
from rochdale.registry.rules.verdicts import Row, Verdict, with_basis
from rochdale.registry.standing_rows import law_of_entity

KINDS = frozenset({Kind.MERGE.value, Kind.DIVIDE.value})
Answers = Mapping[str, Any]


def merger_rows(dossier: Dossier, answers: Answers, pack: Pack | None, on: date) -> Iterator[Row]:
    """Rows of MERGE and DIVIDE; of other acts none. `pack`: the law of the legal day."""
    if dossier.kind not in KINDS or dossier.entity is None:
        return
    procedure = pack.procedure(procedure_for(Kind(dossier.kind).name)) if pack else None
    if pack is None or procedure is None:
        yield unread_row((pack.called or pack.id) if pack else "–")
        return
    before, after = _sides(dossier, answers, on)
    yield from balance_rows(procedure, before, after)
    yield from apex_rows(procedure, said(answers, "parties", "apex_saw"))
    yield from law_rows(procedure, before, pack.id)
    yield from _decided(dossier, answers) if dossier.kind == Kind.MERGE.value else _new_ones(dossier, answers, pack)


def _sides(dossier: Dossier, answers: Answers, on: date) -> tuple[list[Party], list[Party]]:
    """Those before and those after."""
    rows, whole = rows_of(answers, "parties"), answers.get("parties", {})
    own = _told(whole, dossier.name, _law(str(dossier.entity_id), on))
    if dossier.kind == Kind.MERGE.value:
        return [_told(one, one["name"], _law(one["entity"], on)) for one in rows], [own]
    kept = [Party("", _count(whole.get("members_kept")), _amount(whole.get("capital_kept")), whole.get("currency", ""))]
    return [own], [*(_told(one, one["name"]) for one in rows), *(kept if whole.get("goes_on") == "yes" else ())]


def _told(one: Answers, name: str, law: str = "") -> Party:
    return Party(name, _count(one.get("members")), _amount(one.get("capital")), one.get("currency", ""), law)


def _law(entity_id: str, on: date) -> str:
    law = law_of_entity(EntityNow.objects.select_related("entity").get(pk=UUID(entity_id)), on)
    return law.id if law else ""


def _count(text: str | None) -> int | None:
    return int(text) if text else None


def _amount(text: str | None) -> Decimal | None:
    return Decimal(text) if text else None


def _decided(dossier: Dossier, answers: Answers) -> Iterator[Row]:
    """Each of the others decided in its own assembly; that the register of another country agrees is asked with it."""
    for one in rows_of(answers, "parties"):
        if one["entity"] == str(dossier.entity_id):
            continue
        is_abroad = bool(one.get("country")) and one["country"] != dossier.country
        code = "registry.register-abroad-to-agree" if is_abroad else "registry.party-decision-to-be-shown"
        fact = Fact("procedure.MERGE_DIVIDE.parties")
        yield Row("party-decided", Verdict.ASK, fact, with_basis(Refusal(code, {"name": one["name"]}), fact.basis), one["entity"])


def _new_ones(dossier: Dossier, answers: Answers, pack: Pack) -> Iterator[Row]:
    """Each that comes out has enough members for its form, and the words of the form in its name."""
    rows: Sequence[Answers] = rows_of(answers, "parties")
    for one in rows:
        form = pack.form(one["form"])
        if form is None:
            continue
        facts = FilingFacts("DIVIDE", dossier.country, form=form.code, name=one["name"], members=_count(one.get("members")))
        for row in (*members_rows(form, facts), *name_rows(form, facts)):
            if isinstance(row, Row):
                yield Row(row.check, row.verdict, row.fact, row.reason, one["name"])
