"""The keys of this installation: the one that signs certificates now, and every public one that ever did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from rochdale.kernel.signing_keys import PublicKey, SigningKey, read_key
from rochdale.registry.models import CertificateKey


def signing_key() -> SigningKey | None:
    """The key of ROCHDALE_CERTIFICATE_KEY; None where none is set."""
    return read_key(settings.CERTIFICATE_KEY) if settings.CERTIFICATE_KEY else None


def kept(key: PublicKey, at: datetime) -> CertificateKey:
    """The row of a public key, written when it signs for the first time."""
    return CertificateKey.objects.get_or_create(id=key.id, defaults={"x": key.x, "since_at": at})[0]


def public_keys() -> Mapping[str, PublicKey]:
    """By id, the public keys that certificates of this register are checked with: those that signed, and the one that signs next."""
    found = {row.id: PublicKey(row.x) for row in CertificateKey.objects.order_by("since_at", "id")}
    own = signing_key()
    return {**found, own.public.id: own.public} if own else found
