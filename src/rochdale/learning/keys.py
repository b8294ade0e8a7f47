"""The keys of this installation for certificates of learning: the one that signs now, and every public one that ever did."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from django.conf import settings

from rochdale.kernel.signing_keys import read_key
from rochdale.learning.models import CredentialKey
from rochdale.learning.rules.credentials import Jwk, Signer, key_id, signer_of

PURPOSE = "learning"


def signer() -> Signer | None:
    """The RSA key of ROCHDALE_BADGE_RSA_KEY where one is set, else one derived from ROCHDALE_CERTIFICATE_KEY; None without either."""
    return _signer(settings.BADGE_RSA_KEY, settings.CERTIFICATE_KEY)


@cache
def _signer(rsa: str, certificate_key: str) -> Signer | None:
    if rsa:
        key = load_pem_private_key(rsa.encode(), None)
        assert isinstance(key, RSAPrivateKey)  # looked at when the settings were read
        return signer_of(key)
    return signer_of(read_key(certificate_key).for_purpose(PURPOSE).key()) if certificate_key else None


def kept(jwk: Jwk, at: datetime) -> CredentialKey:
    """The row of a public key, written when it signs for the first time."""
    return CredentialKey.objects.get_or_create(id=key_id(jwk), defaults={"jwk": jwk, "since_at": at})[0]


def public_keys() -> Mapping[str, Jwk]:
    """By id, the one that signs now first. A key that signed once stays: old certificates need it."""
    own = signer()
    found = {key_id(own.jwk): own.jwk} if own else {}
    return {**found, **{row.id: row.jwk for row in CredentialKey.objects.order_by("-since_at", "id")}}
