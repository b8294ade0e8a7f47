"""What the law and the register say of an entity that joins a union: whether its form may, and whether the union took it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from rochdale.kernel.refusal import Refusal
from rochdale.registry.models import Dossier, EntityNow
from rochdale.registry.rules.answers import said
from rochdale.registry.rules.facts import Basis, Fact, Status
from rochdale.registry.rules.filing_facts import FilingFacts, Founder
from rochdale.registry.rules.form_checks import union_rows
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.rules.pack import Form, Pack
from rochdale.registry.rules.tiers import is_above
from rochdale.registry.rules.verdicts import Row, Verdict, with_basis
from rochdale.registry.standing_rows import law_of_entity


def tier_rows(dossier: Dossier, answers: Mapping[str, Any], on: date) -> Iterator[Row]:
    """Rows of AFFILIATE; of other acts none: nobody is kept from leaving.

    That the union took it in is not for the register to decide, but the registrar has seen it before the register tells it: a question.
    """
    apex_id = said(answers, "apex", "entity")
    if dossier.kind != Kind.AFFILIATE.value or dossier.entity is None or not apex_id:
        return
    member, apex = dossier.entity.now, EntityNow.objects.select_related("entity").get(pk=apex_id)
    law = law_of_entity(apex, on)
    yield _took_in(law, apex.name)
    form = law.form(apex.form) if law else None
    if form is not None:
        yield from _forms(form, member)
    if form is None or not is_above(_tier(law_of_entity(member, on), member.form), form.tier):
        fact = Fact("form.tier", form.tier if form else None, Basis(Status.UNVERIFIED))
        yield Row("tier", Verdict.WARN, fact, with_basis(Refusal("registry.no-union-by-its-form", {"name": apex.name}), fact.basis))


def _took_in(law: Pack | None, name: str) -> Row:
    fact = law.membership.fact("apply.ratified_by") if law else Fact("membership.apply.ratified_by")
    reason = Refusal("registry.admission-to-be-shown", {"name": name})
    return Row("took-in", Verdict.ASK, fact, with_basis(reason, fact.basis))


def _forms(form: Form, member: EntityNow) -> Iterator[Row]:
    facts = FilingFacts("AFFILIATE", member.entity.country, form=form.code, founders=(Founder(member.name, member.form),))
    yield from (row for row in union_rows(form, facts) if isinstance(row, Row) and row.check == "founder-form")


def _tier(law: Pack | None, code: str) -> str:
    form = law.form(code) if law else None
    return form.tier if form else ""
