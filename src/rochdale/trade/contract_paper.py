"""The contract on paper, in one language or in two side by side. Printed once as it stands, then kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import translation

from rochdale.base import documents
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.models import Document
from rochdale.base.paper import pdf
from rochdale.people.permissions import may
from rochdale.trade.agreed import Agreed, agreed_of
from rochdale.trade.contract_content import contract_content
from rochdale.trade.models import Contract, ContractPaper
from rochdale.trade.versions import version_in_force

TEMPLATE = "trade/paper/contract.typ"


def printed(row: Contract, *, language: str, beside: str = "", at: datetime) -> Document:
    """The paper of a contract with the version in force, in a language or two, made the first time somebody asks for it."""
    version, languages = version_in_force(row), f"{language}+{beside}" if beside else language
    kept = ContractPaper.objects.filter(contract=row, version=version, language=languages).first()
    found = documents.document(kept.document_id) if kept else None
    if found is not None:
        return found
    content = contract_pdf(row.terms, agreed=agreed_of(row), language=language, beside=beside)
    name = "-".join((row.number, *((f"v{version.number}",) if version else ()), languages))
    with transaction.atomic():
        document = documents.keep(by=SYSTEM, at=at, name=f"{name}.pdf", content=content, about=row)
        made = {"document_id": document.id, "sha256": document.sha256}
        ContractPaper.objects.get_or_create(contract=row, version=version, language=languages, defaults=made)
    return document


def contract_pdf(terms: Mapping[str, Any], *, agreed: Agreed | None = None, language: str, beside: str = "") -> bytes:
    """Frozen terms (`terms.Terms.content`) and what was agreed on as A4 pages: upright in one language, lying with `beside` at its side.

    The same content in the same languages gives the same bytes.
    """
    sides = [_in_language(terms, agreed, one) for one in (language, beside) if one]
    head = {name: sides[0][name] for name in ("title", "reference")}
    at = datetime.combine(date.fromisoformat(terms["drawn_up_on"]), time(), UTC)
    return pdf(TEMPLATE, {**head, "sides": sides}, language=language, at=at)


def _in_language(terms: Mapping[str, Any], agreed: Agreed | None, language: str) -> dict[str, object]:
    with translation.override(language):
        return {**contract_content(terms, agreed), "language": language}


def _may_read(by: Actor, document: Document) -> bool:
    row = Contract.objects.filter(pk=document.about_id).first()
    return row is not None and may(by, "trade.see-contract", row)


documents.may_see("trade.Contract", _may_read)
