"""Certificates: what the register says of an entity on a day, signed once."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.conf import settings

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.codes import serial_of
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.registry.keys import kept, signing_key
from rochdale.registry.models import Certificate, CertificateKey, Entity, KeyWithdrawal, RegisterOffice
from rochdale.registry.operations.signing import signed_by
from rochdale.registry.permissions import require_office
from rochdale.registry.projection import filings_of
from rochdale.registry.queries.twice import refuse_merged
from rochdale.registry.rules.certificates import Statement, printed, refusals_for_certificate, signed
from rochdale.registry.rules.ledger import state_on


@operation
def issue_certificate(*, id: UUID, by: Actor, at: datetime, entity_id: UUID, on: date, instead_of: UUID | None = None) -> str:
    """Sign what the register says, as it is known now, of an entity on a day. Gives the id of the certificate.

    `instead_of` is the certificate that is printed anew: the new one has a serial of its own.
    Refused: `registry.no-certificate-key`, `registry.of-another-office`, `registry.signs-another`, and by
    `rules.certificates.refusals_for_certificate`.
    """
    require(by, "registry.issue-certificate", by)
    entity = Entity.objects.select_for_update().get(pk=entity_id)
    filings = next((filed for _, filed in filings_of({entity_id})), [])
    state = state_on(filings, on)
    require_office(by, entity.country, str(state.get("office", "")))
    refuse_merged(entity_id)
    office = RegisterOffice.objects.filter(country=entity.country, code=str(state.get("office", "")), until_on=None).first()
    signature = asdict(signed_by(by, office, at)) if office else {}
    refuse_if(refusals_for_certificate(state, on=on, today=at.date()))
    key = signing_key()
    if key is None:
        raise Refused(Refusal("registry.no-certificate-key"))
    told = printed(state, entity.country)
    statement = Statement(
        serial=serial_of(id, "certificate"), entity_id=entity_id, on=on, issued_at=at.replace(microsecond=0), issuer=server_name(), **told
    )
    row = Certificate.objects.create(
        id=id, serial=statement.serial, entity=entity, on=on, issued_at=statement.issued_at, office=told["office"],
        statement=signed(statement, key), key=kept(key.public, at), signed=signature, by_id=by.id, by_name=by.name,
        instead_of=Certificate.objects.get(pk=instead_of, entity=entity) if instead_of else None,
    )  # fmt: skip
    after = {"serial": row.serial, "entity": str(entity_id), "on": on.isoformat()}
    audit.record(by=by, at=at, what="registry.issue-certificate", about=row, after=after)
    return str(row.id)


@operation
def withdraw_key(*, id: UUID, by: Actor, at: datetime, key_id: str, reason: str) -> str:
    """Somebody else may hold the secret half of a key: from now on only what stands in the register's list is believed under it."""
    require(by, "registry.withdraw-key", by)
    key = CertificateKey.objects.select_for_update(of=("self",)).filter(pk=key_id, withdrawal__isnull=True).first()
    if key is None:
        raise Refused(Refusal("registry.key-is-not-there", {"key": key_id}))
    own = signing_key()
    if own and own.public.id == key_id:
        raise Refused(Refusal("registry.key-still-signs", {"key": key_id}))
    KeyWithdrawal.objects.create(key=key, at=at, reason=reason, by_id=by.id, by_name=by.name)
    audit.record(by=by, at=at, what="registry.withdraw-key", about=key, reason=reason)
    return key.id


def server_name() -> str:
    """The first name of this server among ROCHDALE_HOSTS; "" where it has none."""
    return next((host.lstrip(".") for host in settings.ALLOWED_HOSTS if host.strip("*.")), "")
