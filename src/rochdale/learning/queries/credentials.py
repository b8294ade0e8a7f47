"""Certificates of learning: what was earned, what was issued, and what one that somebody shows is worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rochdale.learning.achievements import wholes
from rochdale.learning.keys import public_keys
from rochdale.learning.models import Attendance, Credential, Group
from rochdale.learning.rules.credential_checks import Checked, Document, Trusted, checked
from rochdale.learning.rules.earning import Attended, Earned, earned
from rochdale.learning.rules.issuers import keys_by_id


@dataclass(frozen=True, slots=True)
class Verified:
    """What a text is worth, and its row where it was issued here."""

    checked: Checked
    row: Credential | None = None


def earned_in(group: Group) -> tuple[Earned, ...]:
    """What the people of a group may be certified."""
    rows = Attendance.objects.filter(run__group=group).select_related("run").order_by("run__began_on", "run_id", "number")
    sheets = [
        Attended(
            one.run_id, (one.run.pack, one.run.module), one.run.began_on, one.number, one.name, one.sex, one.age, one.before, one.after
        )
        for one in rows
    ]
    return earned(sheets, wholes())


def issued_in(group: Group) -> Sequence[Credential]:
    """The certificates of a group, newest first."""
    return list(Credential.objects.filter(group=group).select_related("revocation").order_by("-issued_at", "id"))


def credential_of(code: str) -> Credential | None:
    """The certificate with that code, as it is printed."""
    return Credential.objects.select_related("revocation", "key").filter(code=code).exclude(token="").first()


def trusted() -> Trusted:
    """Whoever issued here, each with all keys of this installation."""
    known = Credential.objects.order_by("issuer").values_list("issuer", flat=True).distinct()
    return {did: keys_by_id(did, public_keys().values()) for did in known}


def verified(text: str, *, at: datetime) -> Verified:
    """Look at a text, then ask the own list whether it was revoked."""
    found = checked(text, trusted(), at=at, is_revoked=_is_revoked)
    return Verified(found, _row(found.document) if found.document else None)


def _row(document: Document) -> Credential | None:
    return Credential.objects.select_related("revocation").filter(address=document["id"]).first()


def _is_revoked(document: Document) -> bool | None:
    row = _row(document)
    return row.is_revoked if row else None


def issuer_is_known(code: str) -> bool:
    """Whether somebody issued under that code."""
    return Credential.objects.filter(issuer_code=code).exists()


def revoked_places(code: str) -> Sequence[int]:
    """The bits of an issuer's list that are set."""
    rows = Credential.objects.filter(issuer_code=code, revocation__isnull=False)
    return list(rows.order_by("status_index").values_list("status_index", flat=True))
