"""What is there of an organization on a day, for the list of what is still missing."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rochdale.people.queries import OrganizationFacts, officers_of
from rochdale.people.rules.kinds import Kind
from rochdale.supply.queries.summaries import supply_counts
from rochdale.trade.models import Contract, Need, Offer, Profile, ProfileGoods
from rochdale.trade.queries.certificates import held_rows, seen
from rochdale.trade.queries.profiles import contacts_of, level_of
from rochdale.trade.rules.readiness import Line, ReadyFacts, readiness
from rochdale.trade.rules.visibility import GOODS, PUBLIC, USERS
from rochdale.trade.versions import version_in_force

BUYERS = frozenset({Kind.CONSUMER_COOPERATIVE})


def ready_lines(organization: OrganizationFacts, at: datetime) -> tuple[Line, ...]:
    """The list, computed now."""
    return readiness(ready_facts(organization, at), on=at.date())


def ready_facts(organization: OrganizationFacts, at: datetime) -> ReadyFacts:
    """Counts and days of one organization, from trade, supply and people."""
    id, on = organization.id, at.date()
    counts = supply_counts(id)
    certificates = [one for one in seen(held_rows(id), on) if one.state in {"valid", "soon"}]
    words = Profile.objects.filter(organization_id=id).first()
    offices = officers_of(id, at)
    leads = {held.person_id for held in offices if held.office in {"manager", "chair"}}
    keeps = {held.person_id for held in offices if held.office == "treasurer"}
    return ReadyFacts(
        is_seller=organization.kind not in BUYERS, goods=ProfileGoods.objects.filter(organization_id=id).count(),
        has_words=words is not None and bool(words.text and words.languages), contacts=len(contacts_of(id, at)),
        is_found=level_of(id, GOODS) in {PUBLIC, USERS},
        certified_until=max((one.facts.valid_until for one in certificates), default=None), certificates=len(certificates),
        papers=sum(1 for one in certificates if one.paper_id), plots=counts.plots, plots_mapped=counts.plots_mapped, lots=counts.lots,
        lots_with_quality=counts.lots_with_quality, packs=counts.packs, has_manager=bool(leads),
        has_treasurer_of_its_own=bool(keeps - leads), accounts_agreed=_accounts(id), on_market=_on_market(organization, at),
    )  # fmt: skip


def _accounts(id: UUID) -> int:
    """Contracts that it sells under and in which all agreed on the account."""
    rows = Contract.objects.filter(parties__organization_id=id, parties__is_buyer=False).order_by("id")
    return sum(1 for row in rows if version_in_force(row))


def _on_market(organization: OrganizationFacts, at: datetime) -> int:
    if organization.kind in BUYERS:
        return Need.objects.filter(organization_id=organization.id, state=Need.State.OPEN, arrive_until__gte=at.date()).count()
    return Offer.objects.filter(organization_id=organization.id, state=Offer.State.OPEN, ready_until__gte=at.date()).count()
