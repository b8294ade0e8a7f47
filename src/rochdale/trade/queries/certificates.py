"""Questions about certificates: what an organization holds, what the certifier says of each, and groups of operators."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from rochdale.base import tenancy
from rochdale.kernel.refusal import Refusal
from rochdale.supply.queries.certification import suspended
from rochdale.trade.models import Certificate, CertificatePaper, CertifiedGroup, GroupMember, Offer
from rochdale.trade.rules.certificates import MOST_IN_A_GROUP, CertificateHeld, Change, Status, claim_of, refusals_for_claim


def held_rows(organization_id: UUID | None) -> list[Certificate]:
    """All certificates of an organization with what was said of each, the longest valid first."""
    return list(with_changes(Certificate.objects.filter(organization_id=organization_id))) if organization_id else []


def with_changes(rows: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """In order, ready for `facts_of`."""
    return rows.prefetch_related("changes", "papers").order_by("-valid_until", "id")


def facts_of(row: Certificate) -> CertificateHeld:
    """A row as the rule reads it. A suspension that supply knows of (same scheme and number) counts too."""
    return facts_by_id([row])[row.id]


def facts_by_id(rows: Collection[Certificate]) -> Mapping[UUID, CertificateHeld]:
    """The same of many rows, with one question for each owner."""
    stops = {owner: _stops(owner) for owner in {row.organization_id for row in rows}}
    return {row.id: _facts(row, stops[row.organization_id]) for row in rows}


def _stops(organization_id: UUID) -> Mapping[tuple[str, str], date]:
    with tenancy.within(organization_id):  # whether a certificate holds is everybody's business who relies on it
        return suspended(organization_id)


def _facts(row: Certificate, stops: Mapping[tuple[str, str], date]) -> CertificateHeld:
    said = [Change(one.on, Status(one.status)) for one in sorted(row.changes.all(), key=lambda one: (one.at, str(one.id)))]
    stopped = stops.get((row.scheme, row.number))
    if stopped:
        said.append(Change(max([stopped, *(one.on for one in said)]), Status.SUSPENDED))
    return CertificateHeld(
        row.scheme, row.number, row.holder, row.certifier, frozenset(row.products), frozenset(row.sites), row.valid_from, row.valid_until,
        tuple(said),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CertificateSeen:
    """A certificate on a day. State: valid, soon (ends within 90 days), ended, not-begun, suspended, withdrawn."""

    id: UUID
    facts: CertificateHeld
    state: str
    paper_id: UUID | None
    sha256: str


def seen(rows: Iterable[Certificate], on: date) -> list[CertificateSeen]:
    """Certificates as a reader sees them, in the order given."""
    found = list(rows)
    facts = facts_by_id(found)
    return [_seen(row, facts[row.id], on) for row in found]


def _seen(row: Certificate, facts: CertificateHeld, on: date) -> CertificateSeen:
    paper = newest_paper(row)
    return CertificateSeen(row.id, facts, state_of(facts, on), paper.document_id if paper else None, paper.sha256 if paper else "")


def newest_paper(row: Certificate) -> CertificatePaper | None:
    """The paper that is shown."""
    return max(row.papers.all(), key=lambda one: (one.at, str(one.id)), default=None)


SOON_DAYS = 90


def state_of(facts: CertificateHeld, on: date) -> str:
    """How a certificate stands on a day."""
    status = facts.status_on(on)
    if status is not Status.VALID:
        return status.value
    if on < facts.valid_from:
        return "not-begun"
    left = (facts.valid_until - on).days
    return "ended" if left < 0 else "soon" if left < SOON_DAYS else "valid"


@dataclass(frozen=True, slots=True)
class GroupSeen:
    """A group of operators with how many are in it."""

    id: UUID
    name: str
    registration: str
    controller: str
    members: int
    most: int = MOST_IN_A_GROUP

    @property
    def percent(self) -> float:
        """How full it is."""
        return 100 * self.members / self.most


def groups_of(organization_id: UUID) -> list[GroupSeen]:
    """The groups of a cooperative by name."""
    rows = CertifiedGroup.objects.filter(organization_id=organization_id).annotate(count=Count("members", filter=Q(members__until_on=None)))
    return [GroupSeen(row.id, row.name, row.registration, row.controller, getattr(row, "count", 0)) for row in rows.order_by("name", "id")]


def members_of(group: CertifiedGroup) -> QuerySet[GroupMember]:
    """Who is in a group now, by number."""
    return GroupMember.objects.filter(group=group, until_on=None).select_related("grower__person").order_by("grower__number", "id")


def lost_claims(offers: Iterable[Offer], on: date) -> frozenset[int]:
    """Claims of offers (ids of `OfferCertificate`) that their certificate does not carry when the goods may first be shipped.

    The offers bring their `certificates` along; claims without a certificate in the register are left as they are.
    """
    said = [(offer, claim) for offer in offers for claim in offer.certificates.all() if claim.held_id]
    held = facts_by_id(list(with_changes(Certificate.objects.filter(pk__in={claim.held_id for _, claim in said})))) if said else {}
    return frozenset(
        claim.id
        for offer, claim in said
        if claim.held_id and refusals_for_claim(held[claim.held_id], product=offer.product, on=max(offer.ready_from, on))
    )


def claims_behind(offers: Mapping[UUID, Sequence[Offer | None]], *, on: date) -> Mapping[tuple[UUID, int, str], tuple[str, date]]:
    """Number and last day of the certificate that carries a claim on that day, by contract, position of the line and scheme.

    Where none does any more, the certificate that did, and the last day on which it held. Claims unknown to the register are left out.
    """
    found = {}
    for contract_id, behind in offers.items():
        for position, offer in enumerate(behind):
            if offer is None:
                continue
            for said in offer.certificates.exclude(held=None).select_related("held").order_by("scheme"):
                assert said.held is not None, "those without were left out"
                held = list(facts_by_id(held_rows(offer.organization_id)).values())
                carries = claim_of(held, scheme=said.scheme, product=offer.product, on=on).certificate
                was = facts_of(said.held)
                known = (carries.number, carries.valid_until) if carries else (was.number, was.held_until(on))
                found[contract_id, position, said.scheme] = known
    return found


def claims_of_goods(
    organization_id: UUID, schemes: Iterable[str], *, product: str, on: date
) -> tuple[Mapping[str, tuple[str, date]], Mapping[str, Sequence[Refusal]]]:
    """For goods of a frame: by scheme, number and last day of the certificate that carries it on that day; and why one is not carried.

    A scheme that the register does not know stands in neither.
    """
    rows = held_rows(organization_id)
    facts = list(facts_by_id(rows).values())
    carried: dict[str, tuple[str, date]] = {}
    broken: dict[str, Sequence[Refusal]] = {}
    for scheme in sorted(set(schemes) & {row.scheme for row in rows}):
        claim = claim_of(facts, scheme=scheme, product=product, on=on)
        if claim.certificate:
            carried[scheme] = (claim.certificate.number, claim.certificate.valid_until)
        if claim.refusals:
            broken[scheme] = claim.refusals
    return carried, broken
