"""Checks of a filing against its procedure: papers, statutes, what must have been done before, days, fee."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.facts import Basis, Fact, Status
from rochdale.registry.rules.filing_facts import FilingFacts, Found, ItemFound, Owing
from rochdale.registry.rules.form_checks import Unsaid
from rochdale.registry.rules.pack import Document, Form, Pack, Procedure, Requirement
from rochdale.registry.rules.verdicts import Row, Verdict, judged, with_basis


def documents_rows(procedure: Procedure, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    """Each paper there, in as many copies as are asked for. A paper under a condition in words is left to the officer."""
    for document in procedure.documents:
        if not document.is_for(filing.form):
            continue
        if filing.documents is None:
            yield f"document-{document.code}"
        elif document.condition and document.code not in filing.documents:
            yield _under_condition(document)
        elif document.fact("req").value is not False:
            yield from _document(document, filing.documents.get(document.code, 0))


def _document(document: Document, copies: int) -> Iterator[Row]:
    asked, several = document.fact("req"), document.fact("copies")
    said = {"document": document.code, "copies": copies, "least": several.number or 1}
    yield judged(
        "document",
        asked,
        is_kept=copies > 0,
        broken=Refusal("registry.document-is-missing", said),
        asked=Refusal("registry.document-perhaps-asked", said),
        subject=document.code,
    )
    if document.has("copies") and copies > 0:
        yield judged(
            "copies",
            several,
            is_kept=copies >= (several.number or 0),
            broken=Refusal("registry.too-few-copies", said),
            subject=document.code,
        )


def _under_condition(document: Document) -> Row:
    fact = document.fact("req")
    reason = Refusal("registry.document-under-condition", {"document": document.code, "text": document.condition})
    return Row("document", Verdict.ASK, fact, with_basis(reason, fact.basis), document.code)


def statutes_rows(pack: Pack, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    """Each compulsory item found. Missing or contradicting, it is a ground once an officer confirmed; a machine's reading warns."""
    for item in pack.statutes.items:
        found = None if filing.statutes is None else filing.statutes.get(item)
        if found is None:
            yield f"statutes-{item}"
        else:
            yield _item(Fact(f"statutes.items[{item}]", True, pack.statutes.basis), item, found)


def _item(fact: Fact, item: str, found: ItemFound) -> Row:
    said = {"item": item, "where": found.where or "–"}
    if found.found is Found.FOUND:
        return Row("statutes-item", Verdict.PASS, fact, None, item)
    if not found.is_confirmed:
        reason = Refusal("registry.item-to-be-confirmed", said)
        return Row("statutes-item", Verdict.WARN, fact, with_basis(reason, fact.basis), item)
    broken = (
        Refusal("registry.item-contradicts-form", said) if found.found is Found.CONTRADICTS else Refusal("registry.item-is-missing", said)
    )
    return judged("statutes-item", fact, is_kept=False, broken=broken, asked=broken, subject=item)


def requirements_rows(procedure: Procedure, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    """What must have been done before: a meeting convened for it, balance sheets, a report."""
    for required in procedure.requires:
        done = filing.fulfilled.get(required.code)
        if done is None:
            yield f"requires-{required.code}"
        else:
            yield _required(required, done)
    if procedure.has("official_attends_assembly") and procedure.fact("official_attends_assembly").value is not False:
        fact = procedure.fact("official_attends_assembly")
        if filing.official_attended is None:
            yield "official-attends"
        else:
            yield judged("official-attends", fact, is_kept=filing.official_attended, broken=Refusal("registry.official-did-not-attend"))


def _required(required: Requirement, done: bool) -> Row:
    fact = Fact(required.path, True, required.basis)
    reason = Refusal("registry.requirement-not-met", {"requirement": required.code})
    return judged("requires", fact, is_kept=done, broken=reason, asked=reason, subject=required.code)


def transfer_rows(pack: Pack, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    """A share changes hands in writing, within the common bond, lodged at the seat: as far as the pack says so."""
    for key in ("written", "only_within_common_bond", "lodge_original_at_seat"):
        fact = pack.membership.fact(f"share_transfer.{key}")
        if fact.value is not True:
            continue
        done = filing.fulfilled.get(key)
        if done is None:
            yield f"requires-{key}"
        else:
            reason = Refusal("registry.requirement-not-met", {"requirement": key})
            yield judged("requires", fact, is_kept=done, broken=reason, asked=reason, subject=key)


def days_rows(procedure: Procedure, filing: FilingFacts, legal_on: date) -> Iterator[Row | Unsaid]:
    """Filed within so many days of the act; the day of the act is day 0."""
    fact = procedure.fact("file_within_days")
    if not procedure.has("file_within_days"):
        return
    if filing.filed_on is None:
        yield "filed-in-time"
        return
    days = (filing.filed_on - legal_on).days
    said = {"days": days, "most": fact.number or 0, "decided": legal_on, "filed": filing.filed_on}
    yield judged("filed-in-time", fact, is_kept=days <= (fact.number or 0), broken=Refusal("registry.filed-too-late", said))


def fee_rows(procedure: Procedure, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    """The stamp or fee that the law sets. More than it is nothing the register asks for."""
    for key in ("fee.stamp", "fee.amount"):
        fact = procedure.fact(key)
        if fact.number is None:
            continue
        currency = procedure.fact("fee.currency").texts
        if filing.fee_paid is None or not currency or filing.fee_paid.currency != currency[0]:
            yield "fee"
            continue
        due = Money(Decimal(fact.number), currency[0])
        said = {"paid": str(filing.fee_paid), "due": str(due)}
        yield judged("fee", fact, is_kept=filing.fee_paid >= due, broken=Refusal("registry.fee-not-paid", said))


def forms_rows(procedure: Procedure, form: Form, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    """Whether the procedure is open to the form, and whether one form may become the other."""
    basis = Basis(_grade_of(procedure))
    if procedure.forms and form.code not in procedure.forms:
        reason = Refusal("registry.procedure-not-for-form", {"procedure": procedure.code, "form": form.code})
        yield judged("procedure-form", Fact(f"{procedure.path}.forms", procedure.forms, basis), is_kept=False, broken=reason, asked=reason)
    if filing.from_form and procedure.goes_from:
        is_kept = filing.from_form in procedure.goes_from and (not procedure.goes_to or form.code in procedure.goes_to)
        reason = Refusal("registry.form-cannot-become", {"old": filing.from_form, "form": form.code})
        yield judged("conversion", Fact(f"{procedure.path}.from", procedure.goes_from, basis), is_kept=is_kept, broken=reason, asked=reason)


def _grade_of(procedure: Procedure) -> Status:
    """Which forms a procedure is open to has no grade of its own: it never refuses."""
    return Status.REPORTED if any(fact.basis.status is Status.REPORTED for fact in procedure.facts.values()) else Status.UNVERIFIED


def licence_rows(form: Form, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    """A licence of another authority, where the form needs one."""
    fact = form.fact("licence_from")
    if not form.has("licence_from"):
        return
    if filing.documents is None:
        yield "licence"
        return
    reason = Refusal("registry.licence-is-missing", {"authority": ", ".join(fact.texts)})
    yield judged("licence", fact, is_kept=filing.documents.get("LICENCE", 0) > 0, broken=reason)


def standing_rows(owing: Owing) -> Iterator[Row | Unsaid]:
    """What is overdue on that day never stops a filing: it is said, and the filing goes on."""
    fact = Fact("standing", True, Basis(Status.UNVERIFIED))
    if not owing.overdue:
        yield Row("standing", Verdict.PASS, fact)
    for obligation, since in owing.overdue:
        reason = Refusal("registry.obligation-is-overdue", {"obligation": obligation, "since": since})
        yield Row("standing", Verdict.WARN, fact, with_basis(reason, fact.basis), obligation)
