"""Certificates of learning: issued to those who earned them, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.codes import serial_of
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.learning.keys import kept, signer
from rochdale.learning.models import Credential, CredentialKind, Group, Revocation
from rochdale.learning.queries.credentials import earned_in
from rochdale.learning.rules.credentials import Achievement, Badge
from rochdale.learning.rules.issuers import did_of, place_in_list
from rochdale.people.permissions import require
from rochdale.people.queries import organization


@dataclass(frozen=True, slots=True)
class CredentialOrder:
    """Whom to certify, and what. Of a participant, `group_id`, `person` and `evidence` are those of `queries.credentials.earned_in`.

    For a trainer the caller has made sure that the level was reached; `person` is any id of this person that stays the same.
    """

    kind: str
    issuer_id: UUID
    """The organization in whose name it is issued."""
    site: str
    """Scheme and name of the server, without a slash at its end: https://coop.example."""
    code: str
    """Of the achievement: think/t1, think, core; for a trainer its level."""
    achievement: Achievement
    language: str
    person: str
    """Never shown: the opaque id is made of it."""
    holder: str
    """The name on paper."""
    evidence: Sequence[str]
    group_id: UUID | None = None
    names_holder: bool = False
    """Whether the holder wants the name to stand in what is signed, for everybody to read."""
    valid_until: datetime | None = None


@operation
def issue_credential(*, id: UUID, by: Actor, at: datetime, order: CredentialOrder) -> str:
    """Sign a certificate. The id of the operation is the credential's. Gives its code.

    Refused: `learning.may-not-issue-certificates`, `learning.certificate-is-not-earned`, `learning.certificate-is-issued-already`,
    `learning.no-certificate-key`.
    """
    require(by, "learning.issue-credential", order.issuer_id)
    issuer = organization(order.issuer_id)
    if issuer is None or (order.kind == CredentialKind.PARTICIPANT and not _is_earned(order)):
        raise Refused(Refusal("learning.certificate-is-not-earned", {"name": order.holder}))
    subject = subject_of(f"{order.kind} {order.group_id or order.issuer_id} {order.person}")
    if Credential.objects.filter(subject_id=subject, achievement=order.code, revocation=None).exists():
        raise Refused(Refusal("learning.certificate-is-issued-already", {"name": order.holder}))
    key = signer()
    if key is None:
        raise Refused(Refusal("learning.no-certificate-key"))
    row = Credential(
        id=id, code=serial_of(id, "credential"), kind=CredentialKind(order.kind), issuer_id=issuer.id,
        issuer_code=serial_of(issuer.id, "issuer").replace("-", ""), achievement=order.code, title=order.achievement.name,
        language=order.language, subject_id=subject, holder=order.holder, names_holder=order.names_holder, group_id=order.group_id,
        evidence=" ".join(order.evidence), issued_at=at.replace(microsecond=0), valid_until=order.valid_until, by_id=by.id, by_name=by.name,
    )  # fmt: skip
    row.issuer = did_of(order.site + reverse("learning:issuer", args=[row.issuer_code]))
    row.address = order.site + reverse("learning:credential", args=[row.code])
    list_of_issuer = Credential.objects.filter(issuer_code=row.issuer_code)
    row.status_index = place_in_list(id, lambda place: list_of_issuer.filter(status_index=place).exists())
    badge = Badge(
        id=row.address, issuer_id=row.issuer, issuer_name=issuer.name, subject_id=f"urn:uuid:{subject}", achievement=order.achievement,
        valid_from=row.issued_at, valid_until=row.valid_until, holder=order.holder if order.names_holder else "",
        status_list=order.site + reverse("learning:issuer-status", args=[row.issuer_code]), status_index=row.status_index,
    )  # fmt: skip
    row.token, row.key = key.sign(badge.claims(), row.issuer), kept(key.jwk, at)
    row.save(force_insert=True)
    after = {"code": row.code, "achievement": order.code, "kind": order.kind, "names_holder": order.names_holder}
    audit.record(by=by, at=at, what="learning.issue-credential", about=row, after=after)
    return row.code


def _is_earned(order: CredentialOrder) -> bool:
    """Whether this very person earned it in a group that the issuer hosts. Two who issue at once wait for each other."""
    if order.group_id is None:
        return False
    group = Group.objects.select_for_update().filter(pk=order.group_id, host_id=order.issuer_id).first()
    found = earned_in(group) if group else ()
    wanted = (order.code, order.person, order.holder, tuple(order.evidence))
    return any((one.achievement, one.person, one.name, one.evidence) == wanted for one in found)


def subject_of(who: str) -> UUID:
    """An id that says nothing to whoever has no key of this installation, and is the same for the same person."""
    return uuid5(UUID(bytes=sha256(f"credential subject {settings.SECRET_KEY}".encode()).digest()[:16]), who)


@operation
def revoke_credential(*, id: UUID, by: Actor, at: datetime, credential_id: UUID, reason: str) -> str:
    """Take a certificate back: from now on whoever asks is told so. Gives its code.

    Refused: `learning.may-not-revoke-certificates`, `learning.certificate-is-revoked-already`, `learning.certificate-needs-a-reason`.
    """
    row = Credential.objects.select_for_update().get(pk=credential_id)
    require(by, "learning.revoke-credential", row)
    if Revocation.objects.filter(pk=row.pk).exists():
        raise Refused(Refusal("learning.certificate-is-revoked-already", {"code": row.code}))
    if not reason.strip():
        raise Refused(Refusal("learning.certificate-needs-a-reason"))
    Revocation.objects.create(credential=row, at=at, reason=reason.strip()[:300], by_id=by.id, by_name=by.name)
    audit.record(by=by, at=at, what="learning.revoke-credential", about=row, reason=reason)
    return row.code
