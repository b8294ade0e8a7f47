"""What proves a lot: risk of plots, papers of legality, evidence packs, the buyer's reference, rows of the law."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.timezone import localdate

from rochdale.base import audit, documents
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.people.queries import organization as organization_named
from rochdale.people.sharing import is_shared
from rochdale.supply.models import (
    EvidencePack,
    Grower,
    LegalPaper,
    Lot,
    Onward,
    PackGrower,
    PackState,
    Plot,
    ProofRule,
    Risk,
    RiskResult,
)
from rochdale.supply.operations.shared import done, own, owner
from rochdale.supply.queries import proof
from rochdale.supply.rules import law
from rochdale.supply.rules.evidence import KEPT, Asked, blocks_of
from rochdale.supply.rules.law import RuleFacts
from rochdale.supply.rules.pack_file import faults_in, manifest_of

READABLE = timedelta(days=90)
"""For how long a buyer of this installation may fetch a pack (rule of the project)."""


@dataclass(frozen=True, slots=True)
class RiskGiven:
    """An answer about a plot: by whom, when, and what it rests on."""

    risk: str
    on: date
    provider: str
    provider_version: str = ""
    evidence: tuple[tuple[str, str], ...] = ()


@operation
def record_risk(*, id: UUID, by: Actor, at: datetime, plot_id: UUID, given: RiskGiven) -> str:
    """Write down what an assessment of deforestation said about a plot as it is drawn now. Returns the id of the result."""
    organization = owner(by, "supply.keep-growers")
    plot = own(Plot.objects.all(), organization, pk=plot_id)
    if given.risk not in Risk.values:
        raise Refused(Refusal("supply.risk-is-unknown", {"risk": given.risk}))
    if given.on > localdate(at):
        raise Refused(Refusal("supply.risk-is-to-come", {"on": given.on}))
    if not given.provider.strip():
        raise Refused(Refusal("supply.risk-needs-a-provider"))
    if plot.newest_id is None:
        raise Refused(Refusal("supply.risk-plot-has-no-outline", {"plot": plot.number}))
    row = RiskResult.objects.create(
        id=id, organization_id=organization, plot_version_id=plot.newest_id, provider=given.provider.strip()[:60],
        provider_version=given.provider_version.strip()[:40], on=given.on, risk=given.risk,
        evidence=dict(given.evidence), **done(by, at, at),
    )  # fmt: skip
    after = {"plot": plot.number, "risk": row.risk, "provider": row.provider, "on": row.on}
    audit.record(by=by, at=at, what="supply.record-risk", about=row, after=after)
    return str(id)


@dataclass(frozen=True, slots=True)
class PaperGiven:
    """A paper as it lies on the table."""

    kind: str
    number: str
    issued_on: date
    valid_until: date | None = None
    file_name: str = ""
    content: bytes = b""


@operation
def keep_legal_paper(*, id: UUID, by: Actor, at: datetime, about: str, about_id: UUID, paper: PaperGiven) -> str:
    """Keep a paper of the cooperative, a grower or a plot by which it shows that the law was kept. Returns its id."""
    organization = owner(by, "supply.keep-growers")
    _own_subject(organization, about, about_id)
    if paper.valid_until is not None and paper.valid_until < paper.issued_on:
        raise Refused(Refusal("supply.paper-ends-before-it-begins"))
    kinds = {row.value for row in law.in_force(proof.recorded_rules(), on=localdate(at)) if row.kind == "paper"}
    if paper.kind not in kinds:
        raise Refused(Refusal("supply.paper-kind-is-unknown", {"kind": paper.kind}))
    row = LegalPaper(
        id=id, organization_id=organization, kind=paper.kind, about=about, about_id=about_id, number=paper.number.strip()[:100],
        issued_on=paper.issued_on, valid_until=paper.valid_until,
    )  # fmt: skip
    if paper.content:
        kept = documents.keep(by=by, at=at, name=paper.file_name, content=paper.content, about=row)
        row.document_id, row.sha256 = kept.id, kept.sha256
    row.save(force_insert=True)
    after = {"kind": row.kind, "about": about, "number": row.number, "until": row.valid_until}
    audit.record(by=by, at=at, what="supply.keep-legal-paper", about=row, after=after)
    return str(id)


def _own_subject(organization: UUID, about: str, about_id: UUID) -> None:
    if about == "grower":
        own(Grower.objects.all(), organization, pk=about_id)
    elif about == "plot":
        own(Plot.objects.all(), organization, pk=about_id)
    elif about != "cooperative" or about_id != organization:
        raise Refused(Refusal("supply.not-found", {"what": about}))


@dataclass(frozen=True, slots=True)
class PackMade:
    """A pack that was made outside: its bytes, and of which dossier."""

    number: str
    content: bytes
    dossier_sha256: str
    on: date
    for_whom: str
    reader_id: UUID | None = None
    is_redacted: bool = False


@operation
def keep_draft_pack(*, id: UUID, by: Actor, at: datetime, lot_id: UUID, asked: Asked, made: PackMade) -> str:
    """Keep a draft, to be shown before a contract. One with names and outlines needs the consent that an issued one needs."""
    organization = owner(by, "supply.issue-evidence")
    lot = own(Lot.objects.select_for_update(), organization, pk=lot_id)
    if not made.is_redacted:
        _refuse_without_consent(organization, made, agreed=False)
    row = _kept(id, by, at, lot, made, PackState.DRAFT, asked)
    audit.record(by=by, at=at, what="supply.keep-draft-pack", about=row, after=_shown(row))
    return str(id)


@operation
def issue_pack(*, id: UUID, by: Actor, at: datetime, lot_id: UUID, asked: Asked, made: PackMade, agreed: bool = False) -> str:
    """Issue a complete pack: its bytes never change again, and growers whose plots it tells of can see that. An older one is superseded.

    Refuses a lot that does not prove itself, a pack made of what has changed since, and showing plots without consent: shared with
    the buyer where that is an organization here, else `agreed` on the cooperative's word.
    """
    organization = owner(by, "supply.issue-evidence")
    lot = own(Lot.objects.select_for_update(), organization, pk=lot_id)
    found = proof.dossier(lot, asked, on=made.on)
    blocks = blocks_of(found.checks)
    if blocks:
        raise Refused([Refusal("supply.pack-is-blocked", {"blocks": len(blocks)}), *blocks[:20]])
    if found.sha256() != made.dossier_sha256 or made.is_redacted:
        raise Refused(Refusal("supply.pack-is-out-of-date"))
    _refuse_without_consent(organization, made, agreed=agreed)
    row = _kept(id, by, at, lot, made, PackState.ISSUED, asked)
    PackGrower.objects.bulk_create(
        [PackGrower(organization_id=organization, pack=row, grower_id=grower_id) for grower_id in sorted(found.growers)], batch_size=500
    )
    older = EvidencePack.objects.filter(lot=lot, for_whom=row.for_whom, state=PackState.ISSUED).exclude(pk=row.pk)
    after = {**_shown(row), "supersedes": list(older.order_by("id").values_list("number", flat=True))}
    older.update(state=PackState.SUPERSEDED)
    audit.record(by=by, at=at, what="supply.issue-pack", about=row, after=after)
    return str(id)


@operation
def withdraw_pack(*, id: UUID, by: Actor, at: datetime, pack_id: UUID, reason: str) -> str:
    """Take an issued pack back: it stays kept, and can no longer be fetched by the buyer. Returns its id."""
    organization = owner(by, "supply.issue-evidence")
    row = own(EvidencePack.objects.select_for_update(), organization, pk=pack_id)
    if row.state != PackState.ISSUED:
        raise Refused(Refusal("supply.pack-is-not-issued", {"number": row.number}))
    if len(reason.strip()) < 5:
        raise Refused(Refusal("supply.pack-needs-a-reason"))
    row.state, row.because = PackState.WITHDRAWN, reason.strip()[:300]
    row.save(update_fields=["state", "because"])
    audit.record(by=by, at=at, what="supply.withdraw-pack", about=row, after={"state": row.state}, reason=row.because)
    return str(pack_id)


@operation
def record_statement_reference(*, id: UUID, by: Actor, at: datetime, onward_id: UUID, reference: str) -> str:
    """Write down the reference and verification number of the buyer's statement at its shipment. Returns the id of the shipment."""
    organization = owner(by, "supply.work")
    row = own(Onward.objects.select_for_update(), organization, pk=onward_id)
    if not reference.strip():
        raise Refused(Refusal("supply.statement-reference-is-empty"))
    before = {"statement_reference": row.statement_reference}
    row.statement_reference = reference.strip()[:60]
    row.save(update_fields=["statement_reference"])
    after = {"statement_reference": row.statement_reference}
    audit.record(by=by, at=at, what="supply.record-statement-reference", about=row, before=before, after=after)
    return str(onward_id)


@operation
def record_rule(*, id: UUID, by: Actor, at: datetime, rule: RuleFacts) -> str:
    """Record a row of the law with its source; from its day on it takes the place of older ones. Returns its id."""
    require(by, "supply.keep-proof-rules", by)
    refuse_if(law.refusals_for_rule(rule))
    same = {"kind": rule.kind, "key": rule.key, "topic": rule.topic, "value": rule.value, "since_on": rule.since_on}
    if ProofRule.objects.filter(**same).exists():
        raise Refused(Refusal("supply.row-of-law-is-there"))
    row = ProofRule.objects.create(
        id=id, **same, until_on=rule.until_on, source=rule.source.strip()[:300], is_verified=rule.is_verified, recorded_at=at,
        by_id=by.id, by_name=by.name,
    )  # fmt: skip
    after = {"kind": row.kind, "key": row.key, "value": row.value, "since": row.since_on, "source": row.source}
    audit.record(by=by, at=at, what="supply.record-rule", about=row, after=after)
    return str(id)


def next_number(organization: UUID, at: datetime) -> str:
    """The number of the next pack of a cooperative, such as E-2026-0007."""
    begins = f"E-{localdate(at):%Y}-"
    last = EvidencePack.objects.filter(organization_id=organization, number__startswith=begins).order_by("-number").first()
    return f"{begins}{int(last.number.rpartition('-')[2]) + 1 if last else 1:04d}"


def _refuse_without_consent(organization: UUID, made: PackMade, *, agreed: bool) -> None:
    """Names and outlines are shown to a named buyer after the cooperative has agreed."""
    has_agreed = is_shared("supply.plots", organization, made.reader_id) if made.reader_id else agreed
    if not has_agreed:
        raise Refused(Refusal("supply.pack-without-consent", {"reader": made.for_whom}))


def _kept(id: UUID, by: Actor, at: datetime, lot: Lot, made: PackMade, state: PackState, asked: Asked) -> EvidencePack:
    for_whom = made.for_whom.strip()[:200]
    if made.reader_id is not None:
        reader = organization_named(made.reader_id)
        if reader is None:
            raise Refused(Refusal("supply.not-found", {"what": "organization"}))
        for_whom = reader.name
    if not for_whom:
        raise Refused(Refusal("supply.pack-needs-a-reader"))
    if EvidencePack.objects.filter(organization_id=lot.organization_id, number=made.number).exists():
        raise Refused(Refusal("supply.pack-is-out-of-date"))
    row = EvidencePack(
        id=id, organization_id=lot.organization_id, lot=lot, number=made.number, state=state, manifest=_manifest(made.content),
        weight_g=asked.weight_g, for_whom=for_whom, reader_id=made.reader_id,
        readable_until=at + READABLE if made.reader_id else None, is_redacted=made.is_redacted, keep_until=localdate(at) + KEPT,
        **done(by, at, at),
    )  # fmt: skip
    kept = documents.keep(by=by, at=at, name=f"{made.number}.zip", content=made.content, about=row, most_bytes=documents.MOST_MADE_BYTES)
    row.document_id, row.sha256 = kept.id, kept.sha256
    row.save(force_insert=True)
    return row


def _manifest(content: bytes) -> dict[str, Any]:
    """The manifest of a pack that is whole."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pack.zip"
        path.write_bytes(content)
        refuse_if(faults_in(path))
        return manifest_of(path)


def _shown(row: EvidencePack) -> dict[str, object]:
    return {"number": row.number, "state": row.state, "sha256": row.sha256, "weight_g": row.weight_g, "until": row.keep_until}
