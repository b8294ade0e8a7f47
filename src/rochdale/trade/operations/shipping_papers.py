"""Papers of a shipment that others issued, and the rows of what a route asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from rochdale.base import audit, documents
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.models import DocumentRequirement, Shipment, ShippingPaper
from rochdale.trade.permissions import own_organization
from rochdale.trade.rules.papers import CERTIFICATE, DOCUMENTS, Requirement, refusals_for_row
from rochdale.trade.rules.residue import Residue
from rochdale.trade.shipping_papers import as_stored, rows_in_force

WITHOUT_FILE = frozenset({"rex-registration"})
"""A number says it all."""
ENDINGS = frozenset({".pdf", ".jpg", ".jpeg", ".png"})


@dataclass(frozen=True, slots=True)
class PaperGiven:
    """A paper as it was brought: who issued it, its number and days, the file with its name. `residue`: only of such a report."""

    kind: str
    number: str
    issuer: str
    issued_on: date
    valid_until: date | None = None
    about: str = ""
    file_name: str = ""
    content: bytes = b""
    residue: Residue | None = None


@operation
def keep_shipping_paper(*, id: UUID, by: Actor, at: datetime, shipment_id: UUID, paper: PaperGiven) -> str:
    """Keep a paper that somebody else issued, with its file and SHA-256. A later one of its kind stands beside it. Returns the id."""
    shipment = Shipment.objects.select_for_update().get(pk=shipment_id)
    require(by, "trade.receive", shipment)
    refuse_if(_refusals_for_given(paper, at.date()))
    row = ShippingPaper(
        id=id, shipment=shipment, organization_id=own_organization(by), kind=paper.kind, about=paper.about, number=paper.number.strip(),
        issuer=paper.issuer.strip(), issued_on=paper.issued_on, valid_until=paper.valid_until, figures=_figures(paper.residue),
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    if paper.content:
        kept = documents.keep(by=by, at=at, name=paper.file_name, content=paper.content, about=row)
        row.document_id, row.sha256 = kept.id, kept.sha256
    row.save(force_insert=True)
    after = {"shipment": shipment.number, "paper": paper.kind, "number": row.number, "sha256": row.sha256}
    audit.record(by=by, at=at, what="trade.keep-shipping-paper", about=row, after=after)
    return str(id)


@operation
def take_back_shipping_paper(*, id: UUID, by: Actor, at: datetime, paper_id: UUID, reason: str) -> str:
    """A paper brought by mistake no longer counts; it is kept. Only by those who brought it. Returns the id of the row that says so."""
    found = ShippingPaper.objects.get(pk=paper_id)
    shipment = Shipment.objects.select_for_update().get(pk=found.shipment_id)
    require(by, "trade.receive", shipment)
    if found.organization_id != own_organization(by):
        raise Refused(Refusal("trade.paper-of-somebody-else"))
    if found.takes_back_id is not None or ShippingPaper.objects.filter(takes_back=found).exists():
        raise Refused(Refusal("trade.paper-already-taken-back", {"number": found.number}))
    if not reason.strip():
        raise Refused(Refusal("trade.taking-back-needs-a-reason"))
    row = ShippingPaper.objects.create(
        id=id, shipment=shipment, organization_id=found.organization_id, kind=found.kind, about=found.about, number=found.number,
        issuer=found.issuer, issued_on=found.issued_on, valid_until=found.valid_until, takes_back=found, reason=reason.strip(), by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    after = {"shipment": shipment.number, "paper": found.kind, "number": found.number}
    audit.record(by=by, at=at, what="trade.take-back-shipping-paper", about=row, after=after, reason=reason.strip())
    return str(id)


@operation
def record_requirement(*, id: UUID, by: Actor, at: datetime, row: Requirement) -> str:
    """Record what a route asks for, unverified. It takes the place of the row of the same key, which is kept. Returns the id."""
    require(by, "trade.keep-papers", by)
    refuse_if(refusals_for_row(row))
    made = DocumentRequirement.objects.create(
        id=id, key=row.key, content=as_stored(row), source=row.source.strip(), by_id=by.id, by_name=by.name, at=at
    )
    audit.record(by=by, at=at, what="trade.record-requirement", about=made, after={"key": row.key, "source": made.source})
    return str(id)


@operation
def verify_requirement(*, id: UUID, by: Actor, at: datetime, key: str, note: str) -> str:
    """Say with one's name that a row was compared with its source. From now on goods stay until its paper is there. Returns the id."""
    require(by, "trade.keep-papers", by)
    found = next((row for row in rows_in_force() if row.key == key), None)
    if found is None:
        raise Refused(Refusal("trade.row-unknown", {"key": key}))
    if found.verified_on is not None:
        raise Refused(Refusal("trade.row-already-verified", {"name": found.verified_by, "on": found.verified_on}))
    if not note.strip():
        raise Refused(Refusal("trade.row-needs-a-look"))
    made = DocumentRequirement.objects.create(
        id=id, key=key, content=as_stored(found), source=found.source, verified_by_id=by.id, verified_by=by.name, verified_on=at.date(),
        verification_note=note.strip(), by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.verify-requirement", about=made, after={"key": key, "verified_by": by.name}, reason=note.strip())
    return str(id)


def _refusals_for_given(paper: PaperGiven, today: date) -> list[Refusal]:
    refusals = []
    if paper.kind not in DOCUMENTS:
        refusals.append(Refusal("trade.clause-unknown", {"word": paper.kind}))
    if paper.kind == CERTIFICATE and not paper.about:
        refusals.append(Refusal("trade.certificate-of-what"))
    if paper.issued_on > today:
        refusals.append(Refusal("trade.paper-issued-later", {"on": paper.issued_on}))
    if paper.valid_until is not None and paper.valid_until < paper.issued_on:
        refusals.append(Refusal("trade.paper-ends-before-it-begins"))
    if not paper.number.strip() or not paper.issuer.strip():
        refusals.append(Refusal("trade.paper-says-too-little"))
    if not paper.content and paper.kind not in WITHOUT_FILE:
        refusals.append(Refusal("trade.paper-without-file"))
    if paper.content and documents.ending_of(paper.file_name) not in ENDINGS:
        refusals.append(Refusal("trade.paper-is-no-picture"))
    return refusals + _refusals_for_residue(paper)


def _refusals_for_residue(paper: PaperGiven) -> list[Refusal]:
    """A report on residues tells figures above zero."""
    if paper.kind != "residue-report":
        return []
    said = paper.residue
    is_sound = said is not None and said.loq_ppm > 0 and said.limit_ppm > 0 and (said.found_ppm is None or said.found_ppm >= 0)
    return [] if is_sound else [Refusal("trade.residue-report-without-figures", {"number": paper.number})]


def _figures(report: Residue | None) -> dict[str, str]:
    if report is None:
        return {}
    return {
        "found_ppm": "" if report.found_ppm is None else _plain(report.found_ppm),
        "loq_ppm": _plain(report.loq_ppm),
        "limit_ppm": _plain(report.limit_ppm),
        "is_accredited": "yes" if report.is_accredited else "no",
    }


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
