"""What leaves of profiles, certificates, groups, requests and introductions. What another side answered stays behind."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from rochdale.base.leaving import Scope, part
from rochdale.trade.leaving.scopes import Shaped, no_names_of_others
from rochdale.trade.models import (
    Certificate,
    CertificateChange,
    CertificatePaper,
    CertifiedGroup,
    Connection,
    ContactPerson,
    GroupMember,
    Introducer,
    Introduction,
    IntroductionAnswer,
    ListedReader,
    PartShown,
    Profile,
    ProfileGoods,
    ProfilePicture,
    ViewAnswer,
    ViewEnd,
    ViewRequest,
)


def _requests(scope: Scope) -> QuerySet[ViewRequest]:
    return ViewRequest.objects.filter(Q(organization_id=scope.organization_id) | Q(asker_id=scope.organization_id))


def _introductions(scope: Scope) -> QuerySet[Introduction]:
    own = scope.organization_id
    return Introduction.objects.filter(Q(organization_id=own) | Q(one_id=own) | Q(other_id=own))


def _connections(scope: Scope) -> QuerySet[Connection]:
    return Connection.objects.filter(Q(one_id=scope.organization_id) | Q(other_id=scope.organization_id))


def _connection(scope: Scope, row: Connection) -> Shaped:
    return {"ended_by_id": "", "ended_by_name": ""}


part(
    "trade.Certificate",
    says="Its certificates, with number, scope and days.",
    own=lambda scope: Certificate.objects.filter(organization_id=scope.organization_id),
)
part(
    "trade.CertificateChange",
    says="When a certificate was suspended, withdrawn or put in force again.",
    own=lambda scope: CertificateChange.objects.filter(certificate__organization_id=scope.organization_id),
)
part(
    "trade.CertificatePaper",
    says="The certificates on paper.",
    own=lambda scope: CertificatePaper.objects.filter(certificate__organization_id=scope.organization_id),
    needs={"document_id": "base.Document"},
)
part(
    "trade.CertifiedGroup",
    says="Its groups of operators.",
    own=lambda scope: CertifiedGroup.objects.filter(organization_id=scope.organization_id),
)
part(
    "trade.GroupMember",
    says="Which grower is in which group of operators.",
    own=lambda scope: GroupMember.objects.filter(organization_id=scope.organization_id),
)
part("trade.Profile", says="Its profile in its own words.", own=lambda scope: Profile.objects.filter(organization_id=scope.organization_id))
part(
    "trade.ProfileGoods",
    says="What it grows and buys, when, and how much a year.",
    own=lambda scope: ProfileGoods.objects.filter(organization_id=scope.organization_id),
)
part(
    "trade.PartShown",
    says="Who may see which part of its profile.",
    own=lambda scope: PartShown.objects.filter(organization_id=scope.organization_id),
)
part(
    "trade.ListedReader",
    says="Who stands on its list.",
    own=lambda scope: ListedReader.objects.filter(organization_id=scope.organization_id),
)
part(
    "trade.ContactPerson",
    says="People to talk to.",
    own=lambda scope: ContactPerson.objects.filter(organization_id=scope.organization_id),
)
part(
    "trade.ProfilePicture",
    says="The pictures of its profile.",
    own=lambda scope: ProfilePicture.objects.filter(organization_id=scope.organization_id),
    needs={"document_id": "base.Document"},
)
part(
    "trade.ViewRequest",
    says="Who asked to see what, and what it asked to see.",
    own=_requests,
    trim=lambda scope, row: no_names_of_others(scope, row.asker_id),
)
part(
    "trade.ViewAnswer",
    says="What was answered to that.",
    own=lambda scope: ViewAnswer.objects.filter(request__in=_requests(scope)),
    trim=lambda scope, row: no_names_of_others(scope, row.request.organization_id),
)
part(
    "trade.ViewEnd",
    says="When what was shown was closed again.",
    own=lambda scope: ViewEnd.objects.filter(request__in=_requests(scope)),
    trim=lambda scope, row: no_names_of_others(scope, row.request.organization_id),
)
part(
    "trade.Introducer",
    says="Since when it may introduce others.",
    own=lambda scope: Introducer.objects.filter(organization_id=scope.organization_id),
    trim=lambda scope, row: {"by_id": "", "by_name": "", "ended_by_id": "", "ended_by_name": ""},
)
part(
    "trade.Introduction",
    says="Introductions that it made, or was a side of.",
    own=_introductions,
    trim=lambda scope, row: no_names_of_others(scope, row.organization_id),
)
part(
    "trade.IntroductionAnswer",
    says="What it said to them; what the other side said stays behind.",
    own=lambda scope: IntroductionAnswer.objects.filter(organization_id=scope.organization_id),
)
part("trade.Connection", says="With whom it is connected.", own=_connections, trim=_connection)
