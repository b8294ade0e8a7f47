"""Certificates: those of an entity, and what one that was pasted or scanned is worth today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rochdale.registry.keys import public_keys
from rochdale.registry.models import Certificate, CertificateKey
from rochdale.registry.queries.entities import EntitySeen, entity_seen
from rochdale.registry.queries.twice import SameAs, merged_under
from rochdale.registry.rules.certificates import Proven, Standing, differing, printed, proven, standing_of
from rochdale.registry.rules.ledger import Status, entities_in


@dataclass(frozen=True, slots=True)
class Verified:
    """What a text is worth. `standing` and what follows are there only where the signature holds."""

    proven: Proven
    standing: Standing | None = None
    differs: tuple[str, ...] = ()
    """What the register says otherwise: fields of the statement."""
    ended_on: date | None = None
    is_listed: bool = False
    """Whether this very certificate stands in the register's list."""
    withdrawn_at: datetime | None = None
    same_as: SameAs | None = None
    """Under what the entity is found today, where it turned out to be registered twice."""
    went_into: tuple[str, ...] = ()
    """Names of those into which it went when it ended or was divided."""

    @property
    def is_believed(self) -> bool:
        """Whether what it says was true on its date."""
        return self.proven.statement is not None and (self.withdrawn_at is None or self.is_listed)


def verified(text: str, *, today: date) -> Verified:
    """Check the signature with the public keys, then ask the register what has become of the entity."""
    found = proven(text, public_keys())
    if found.statement is None:
        return Verified(found)
    row = Certificate.objects.filter(serial=found.statement.serial, statement=found.token).first()
    key = CertificateKey.objects.filter(pk=found.key_id).select_related("withdrawal").first()
    withdrawn_at = key.withdrawal.at if key and hasattr(key, "withdrawal") else None
    entity = entity_seen(found.statement.entity_id)
    if entity is None:
        return Verified(found, Standing.NOT_KNOWN_HERE, is_listed=row is not None, withdrawn_at=withdrawn_at)
    then, now = (printed(entity.on(day), entity.country) if entity.on(day) else {} for day in (found.statement.on, today))
    standing = standing_of(found.statement, then, now)
    differs = differing(found.statement, then if standing is Standing.CORRECTED else now)
    into = tuple(str(about["name"]) for about in entities_in(entity.state, "successors").values())
    same = merged_under(entity.id) if entity.same_as else None
    return Verified(found, standing, differs, ended_on(entity), row is not None, withdrawn_at, same, into)


def ended_on(entity: EntitySeen) -> date | None:
    """From when on it is dissolved; None while it is not."""
    ended = None
    for one in entity.periods:
        if one.says.get("status") != Status.DISSOLVED:
            break
        ended = one.from_on
    return ended


def certificates_of(entity_id: UUID, most: int = 10) -> Sequence[Certificate]:
    """The newest certificates of an entity, newest first."""
    return list(Certificate.objects.filter(entity_id=entity_id).order_by("-issued_at", "id")[:most])


def keys_seen() -> Sequence[CertificateKey]:
    """The public keys that signed, oldest first, each with its withdrawal if it has one."""
    return list(CertificateKey.objects.select_related("withdrawal").order_by("since_at", "id"))
