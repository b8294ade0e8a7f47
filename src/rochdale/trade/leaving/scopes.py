"""Whose rows leave with an organization: its matches, containers, contracts; and names of others, which stay behind."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from rochdale.base.leaving import Scope
from rochdale.trade.models import (
    Container,
    Contract,
    ContractParty,
    Match,
    Negotiation,
    Sample,
)

Shaped = dict[str, object]


def matches_of(scope: Scope) -> QuerySet[Match]:
    own = Q(offer__organization_id=scope.organization_id) | Q(need__organization_id=scope.organization_id)
    return Match.objects.filter(own)


def containers_of(scope: Scope) -> QuerySet[Container]:
    return Container.objects.filter(pk__in=matches_of(scope).values("container_id"))


def contracts_of(scope: Scope) -> QuerySet[Contract]:
    signed = ContractParty.objects.filter(organization_id=scope.organization_id)
    return Contract.objects.filter(pk__in=signed.values("contract_id"))


def negotiations_of(scope: Scope) -> QuerySet[Negotiation]:
    return Negotiation.objects.filter(Q(seller_id=scope.organization_id) | Q(buyer_id=scope.organization_id))


def samples_of(scope: Scope) -> QuerySet[Sample]:
    return Sample.objects.filter(Q(seller_id=scope.organization_id) | Q(buyer_id=scope.organization_id))


def no_names_of_others(scope: Scope, organization_id: UUID) -> Shaped:
    return {} if organization_id == scope.organization_id else {"by_id": "", "by_name": ""}
