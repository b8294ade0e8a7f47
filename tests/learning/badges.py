"""Badges for tests: an issuer with a key, and tokens made by hand with anything in them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from rochdale.kernel.signing_keys import SigningKey, encoded
from rochdale.learning.rules.credential_checks import Trusted
from rochdale.learning.rules.credentials import Achievement, Badge, key_id, signer_of
from rochdale.learning.rules.issuers import did_of, keys_by_id

KEY = SigningKey(bytes(range(32)))
SIGNER = signer_of(KEY.key())
SITE = "https://coop.example"
ISSUER = did_of(f"{SITE}/learning/by/K7QM2XPD9FRT/")
TRUSTED: Trusted = {ISSUER: keys_by_id(ISSUER, [SIGNER.jwk])}
NOW = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)
ISSUED = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
BADGE = Badge(
    id=f"{SITE}/learning/badges/R4NM-8XPD-2FRT/", issuer_id=ISSUER, issuer_name="Bolaven Coffee Growers",
    subject_id="urn:uuid:5f0c1c2e-8a53-5b5e-9c3a-6a1f5d8f8a11",
    achievement=Achievement(f"{SITE}/learning/think/t1/", "What we already do together", "100 minutes.", "Was there."), valid_from=ISSUED,
    status_list=f"{SITE}/learning/by/K7QM2XPD9FRT/status/", status_index=77,
)  # fmt: skip
TOKEN = SIGNER.sign(BADGE.claims(), ISSUER)


def forged(header: Mapping[str, Any] | None = None, claims: Mapping[str, Any] | None = None, key: SigningKey = KEY) -> str:
    """A token whose header and claims are what a test wants, signed by a key. None takes a member out."""
    usual = {"alg": "EdDSA", "kid": f"{ISSUER}#{key_id(SIGNER.jwk)}", "typ": "JWT"}
    parts = (usual | dict(header or {}), BADGE.claims() | dict(claims or {}))
    head, body = (encoded(json.dumps({name: value for name, value in part.items() if value is not None}).encode()) for part in parts)
    return f"{head}.{body}.{encoded(key.sign(f'{head}.{body}'.encode()))}"
