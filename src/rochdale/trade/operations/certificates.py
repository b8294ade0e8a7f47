"""Certificates: written down, shown by their paper, suspended or withdrawn; groups of operators and who is in them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from rochdale.base import audit, documents
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.supply.queries.growers import grower_numbered
from rochdale.trade.known import codes, known
from rochdale.trade.models import Certificate, CertificateChange, CertificatePaper, CertifiedGroup, GroupMember
from rochdale.trade.permissions import own_organization
from rochdale.trade.queries.certificates import facts_of
from rochdale.trade.rules import certificates as rules
from rochdale.trade.rules.certificates import CertificateHeld, Status


@operation
def keep_certificate(*, id: UUID, by: Actor, at: datetime, certificate: CertificateHeld) -> str:
    """Write down a certificate as its paper says it. A renewal is another certificate. Returns its id."""
    organization = own_organization(by)
    require(by, "trade.keep-certificates", organization)
    said = replace(
        certificate, number=certificate.number.strip(), holder=certificate.holder.strip(), certifier=certificate.certifier.strip()
    )
    if said.scheme not in codes("certificates"):
        raise Refused(Refusal("trade.scheme-unknown", {"scheme": said.scheme}))
    refuse_if(rules.refusals_for_certificate(said, products=known().products))
    same = Certificate.objects.filter(organization_id=organization, scheme=said.scheme, number=said.number, valid_from=said.valid_from)
    if same.exists():
        raise Refused(Refusal("trade.certificate-is-there", {"number": said.number}))
    row = Certificate.objects.create(
        id=id, organization_id=organization, scheme=said.scheme, number=said.number, holder=said.holder, certifier=said.certifier,
        products=sorted(said.products), sites=sorted(said.sites), valid_from=said.valid_from, valid_until=said.valid_until,
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.keep-certificate", about=row, after={"scheme": row.scheme, "number": row.number})
    return str(id)


@operation
def add_certificate_paper(*, id: UUID, by: Actor, at: datetime, certificate_id: UUID, name: str, content: bytes) -> str:
    """Keep the certificate itself as a file, under its SHA-256. Returns the id of the paper."""
    row = Certificate.objects.get(pk=certificate_id)
    require(by, "trade.keep-certificates", row)
    document = documents.keep(by=by, at=at, name=name, content=content, about=row)
    paper = CertificatePaper.objects.create(
        id=id, certificate=row, document_id=document.id, sha256=document.sha256, by_id=by.id, by_name=by.name, at=at
    )
    audit.record(by=by, at=at, what="trade.add-certificate-paper", about=paper, after={"number": row.number, "sha256": paper.sha256})
    return str(id)


@operation
def change_certificate_status(*, id: UUID, by: Actor, at: datetime, certificate_id: UUID, status: str, on: date, reason: str) -> str:
    """The certifier suspended or withdrew it, or put it in force again, from a day on. Returns the id of the change."""
    row = Certificate.objects.select_for_update().get(pk=certificate_id)
    require(by, "trade.keep-certificates", row)
    if status not in {one.value for one in Status}:
        raise Refused(Refusal("trade.status-unknown", {"status": status}))
    refuse_if(rules.refusals_for_status(facts_of(row), Status(status), on=on, today=at.date(), reason=reason))
    change = CertificateChange.objects.create(
        id=id, certificate=row, status=status, on=on, reason=reason.strip(), by_id=by.id, by_name=by.name, at=at
    )
    after = {"number": row.number, "status": status, "on": on.isoformat()}
    audit.record(by=by, at=at, what="trade.change-certificate-status", about=change, after=after, reason=change.reason)
    return str(id)


@operation
def found_group(*, id: UUID, by: Actor, at: datetime, name: str, registration: str, controller: str) -> str:
    """A group of operators of the cooperative, a legal person with an internal control of its own. Returns its id."""
    organization = own_organization(by)
    require(by, "trade.keep-certificates", organization)
    said = {"name": name.strip(), "registration": registration.strip(), "controller": controller.strip()}
    refuse_if(Refusal("trade.group-without-name", {"field": field}) for field, text in said.items() if not text)
    if CertifiedGroup.objects.filter(organization_id=organization, name=said["name"]).exists():
        raise Refused(Refusal("trade.group-is-there", {"name": said["name"]}))
    row = CertifiedGroup.objects.create(
        id=id, organization_id=organization, founded_at=at, name=said["name"], registration=said["registration"],
        controller=said["controller"],
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.found-group", about=row, after=said)
    return str(id)


@operation
def join_group(
    *, id: UUID, by: Actor, at: datetime, group_id: UUID, number: str, hectares: Decimal, turnover_eur: Decimal | None, since_on: date
) -> str:
    """A grower, by number, joins a group. The lock counts: two at once cannot both take the last place. Returns its id."""
    organization = own_organization(by)
    require(by, "trade.keep-certificates", organization)
    group = CertifiedGroup.objects.select_for_update(of=("self",)).get(pk=group_id)
    grower = grower_numbered(organization, number)
    if grower is None:
        raise Refused(Refusal("trade.grower-unknown", {"number": number.strip()[:30]}))
    inside = GroupMember.objects.filter(grower=grower, until_on=None).select_related("group").first()
    if inside:
        raise Refused(Refusal("trade.grower-in-group", {"number": grower.number, "group": inside.group.name}))
    members = GroupMember.objects.filter(group=group, until_on=None).count()
    refuse_if(rules.refusals_for_group_member(members=members, hectares=hectares, turnover_eur=turnover_eur))
    row = GroupMember.objects.create(
        id=id, organization_id=organization, group=group, grower=grower, hectares=hectares, turnover_eur=turnover_eur, since_on=since_on
    )
    after = {"group": group.name, "grower": grower.number, "hectares": str(hectares)}
    audit.record(by=by, at=at, what="trade.join-group", about=row, after=after)
    return str(id)


@operation
def leave_group(*, id: UUID, by: Actor, at: datetime, member_id: UUID) -> str:
    """A grower leaves the group, from today on. Returns the id of the membership."""
    row = GroupMember.objects.select_for_update(of=("self",)).select_related("group", "grower").get(pk=member_id)
    require(by, "trade.keep-certificates", row)
    if row.until_on is not None:
        raise Refused(Refusal("trade.grower-left-group", {"number": row.grower.number}))
    row.until_on = max(at.date(), row.since_on)
    row.save(update_fields=["until_on"])
    audit.record(by=by, at=at, what="trade.leave-group", about=row, after={"group": row.group.name, "grower": row.grower.number})
    return str(row.id)
