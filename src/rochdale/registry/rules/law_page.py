"""The law of a pack as people ask about it: what you need, what it costs in time and money, what you owe then, which article says so.

Codes and facts only. `law_said` puts them into the reader's words, for a page, a booklet, a poster and a radio script.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rochdale.registry.rules.facts import Fact, Status
from rochdale.registry.rules.pack import (
    Authority,
    Conflict,
    DecisionDays,
    Dissolution,
    Form,
    Names,
    Obligation,
    Pack,
    Procedure,
    Suspension,
)


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that is needed. `kind` names the sentence; `subject`: the code of a paper, an organ, a requirement."""

    kind: str
    fact: Fact
    subject: str = ""
    names: Names = field(default_factory=dict)
    copies: int = 0
    condition: str = ""


@dataclass(frozen=True, slots=True)
class FormLaw:
    """What a form asks of its founders."""

    form: Form
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class ProcedureLaw:
    """One act for one form (None: for any): what it needs, how long it takes, what is paid."""

    procedure: Procedure
    form: Form | None
    needs: tuple[Need, ...]
    decision: DecisionDays | None
    file_within: Fact | None
    fees: tuple[tuple[Fact, str], ...] = ()
    """Amount and currency."""


@dataclass(frozen=True, slots=True)
class LawPage:
    """All of it."""

    pack: Pack
    authorities: tuple[Authority, ...]
    office: Fact
    """Whom a national addition names as the office, in its own words."""
    forms: tuple[FormLaw, ...]
    procedures: tuple[ProcedureLaw, ...]
    statutes: tuple[str, ...]
    statutes_about: int
    obligations: tuple[Obligation, ...]
    endings: tuple[Dissolution, ...]
    conflicts: tuple[Conflict, ...]
    suspensions: tuple[Suspension, ...]
    gaps: tuple[Fact, ...]
    grades: tuple[tuple[Status, int], ...]


def law_page(pack: Pack) -> LawPage:
    """The page of a pack, best with a country's additions in it (`Pack.within`)."""
    facts = tuple(pack.all_facts().values())
    register = pack.procedure("REGISTER")
    return LawPage(
        pack=pack,
        authorities=pack.authorities,
        office=register.fact("authority") if register else Fact("authority"),
        forms=tuple(FormLaw(form, tuple(_needs_of_form(form))) for form in pack.forms),
        procedures=tuple(_procedures(pack)),
        statutes=pack.statutes.items,
        statutes_about=pack.statutes.about,
        obligations=pack.obligations,
        endings=pack.dissolutions,
        conflicts=pack.conflicts,
        suspensions=pack.suspensions,
        gaps=tuple(fact for fact in facts if not fact.is_known),
        grades=tuple((status, sum(fact.basis.status is status for fact in facts)) for status in Status),
    )


def _needs_of_form(form: Form) -> Iterator[Need]:
    yield Need("members", form.min_members)
    simple = (
        ("founder-forms", "min_members.of"),
        ("same-object", "min_members.same_object"),
        ("delegates", "delegates_per_founder_min"),
        ("name-words", "name_must_contain.any_of"),
        ("people-only", "member_rules.legal"),
        ("adults", "member_rules.adult_or_emancipated"),
        ("no-bar", "member_rules.no_ethnic_political_religious_bar"),
        ("capital-subscribed", "capital.fully_subscribed_before"),
        ("capital-paid", "capital.paid_up_min_pct"),
        ("capital-balance", "capital.balance_within_months"),
        ("not-before", "may_operate_before_registration"),
        ("licence", "licence_from"),
    )
    for kind, key in simple:
        if form.has(key) and not (kind in ("people-only", "not-before") and form.fact(key).value is not False):
            yield Need(kind, form.fact(key))
    if form.fact("capital.minimum").value == "statutes":
        yield Need("capital-free", form.fact("capital.minimum"))
    for body in form.bodies:
        if body.has("max"):
            kind = "body-between" if body.has("min") else "body-most"
            yield Need(kind, body.fact("max"), body.code, body.names, copies=body.fact("min").number or 0)
        if body.has("max_if.max"):
            yield Need("body-if", body.fact("max_if.max"), body.code, body.names, copies=body.fact("max_if.members_gte").number or 0)


def _procedures(pack: Pack) -> Iterator[ProcedureLaw]:
    for procedure in pack.procedures:
        forms: list[Form | None] = [form for code in procedure.forms if (form := pack.form(code))]
        for form in forms or [None]:
            yield _procedure(procedure, form)


def _procedure(procedure: Procedure, form: Form | None) -> ProcedureLaw:
    currency = (*procedure.fact("fee.currency").texts, "")[0]
    return ProcedureLaw(
        procedure,
        form,
        needs=tuple(_needs_of_procedure(procedure, form)),
        decision=procedure.decision_days if procedure.has("decision_days") else None,
        file_within=procedure.fact("file_within_days") if procedure.has("file_within_days") else None,
        fees=tuple((procedure.fact(key), currency) for key in ("fee.stamp", "fee.amount") if procedure.has(key)),
    )


def _needs_of_procedure(procedure: Procedure, form: Form | None) -> Iterator[Need]:
    for document in procedure.documents:
        if form is None or document.is_for(form.code):
            copies = document.fact("copies").number or 0
            yield Need("document", document.fact("req"), document.code, document.names, copies, document.condition)
    for required in procedure.requires:
        yield Need("requirement", Fact(required.path, True, required.basis), required.code)
    if procedure.fact("official_attends_assembly").value is True:
        yield Need("official", procedure.fact("official_attends_assembly"))


def with_form(page: LawPage, code: str) -> LawPage:
    """The same for one form alone, as a founding group reads it. An unknown code leaves nothing."""
    return LawPage(
        page.pack, page.authorities, page.office,
        tuple(one for one in page.forms if one.form.code == code),
        tuple(one for one in page.procedures if one.form is None or one.form.code == code),
        page.statutes, page.statutes_about,
        tuple(one for one in page.obligations if not one.forms or code in one.forms),
        page.endings, tuple(one for one in page.conflicts if not one.forms or code in one.forms), page.suspensions, page.gaps, page.grades,
    )  # fmt: skip
