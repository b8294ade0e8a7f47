"""The plumbing's own parts: who did what, who looked, documents, files brought in, acts of two persons, opening balances, holds."""

from __future__ import annotations

from rochdale.base.erased import Hold
from rochdale.base.leaving.parts import part
from rochdale.base.models import AuditEntry, Document, ImportedRow, ImportRun, Look, OpeningBalance, Proposal

part(
    "base.AuditEntry",
    says="Who did what for the organization, when, before and after.",
    own=lambda scope: AuditEntry.objects.filter(organization_id=scope.organization_id),
)
part(
    "base.Look",
    says="Who looked at data of the organization, and why.",
    own=lambda scope: Look.objects.filter(owner_id=scope.organization_id),
)
part(
    "base.Document",
    says="Files that were brought or printed; the bytes lie under documents/ by their SHA-256.",
    own=lambda scope: Document.objects.filter(organization_id=scope.organization_id),
    lends=True,
)
part(
    "base.ImportRun",
    says="Files from which rows were kept, and what was found in them.",
    own=lambda scope: ImportRun.objects.filter(organization_id=scope.organization_id),
)
part(
    "base.ImportedRow",
    says="From which row of which file a thing was made.",
    own=lambda scope: ImportedRow.objects.filter(run__organization_id=scope.organization_id),
)
part(
    "base.Proposal",
    says="Acts that one person prepared and another one decided.",
    own=lambda scope: Proposal.objects.filter(organization_id=scope.organization_id),
)
part(
    "base.OpeningBalance",
    says="What stood in the old books when a ledger began here.",
    own=lambda scope: OpeningBalance.objects.filter(organization_id=scope.organization_id),
)
part(
    "base.Hold",
    says="Persons who must not be erased yet, and why.",
    own=lambda scope: Hold.objects.filter(organization_id=scope.organization_id),
)
