"""A certificate as an Open Badge 3.0: a W3C Verifiable Credential 2.0, secured as a compact JWS (VC-JWT).

Composed and signed here, checked in `credential_checks`. Source: 1EdTech Open Badges 3.0, sections 3 and 8.2 (reference learning.md,
section 6); why a library signs: docs/decisions/0125-a-badge-is-signed-by-a-library.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from rochdale.kernel.signing_keys import decoded, encoded

CONTEXT = ("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json")
TYPES = ("VerifiableCredential", "OpenBadgeCredential")
Jwk = Mapping[str, Any]
"""A public JSON Web Key (RFC 7517): Ed25519 or RSA."""
_OF_THUMBPRINT = {"OKP": ("crv", "kty", "x"), "RSA": ("e", "kty", "n")}
_ID_BYTES = 8


class Algorithm(StrEnum):
    """What may sign: the house's own, and the baseline of 1EdTech."""

    EDDSA = "EdDSA"
    RS256 = "RS256"


@dataclass(frozen=True, slots=True)
class Achievement:
    """What was achieved. `id` is an address where it is described."""

    id: str
    name: str
    description: str
    criteria: str


@dataclass(frozen=True, slots=True)
class Badge:
    """What a credential says. Of a person: an id that says nothing, and a name only where its holder wants it published."""

    id: str
    issuer_id: str
    issuer_name: str
    subject_id: str
    achievement: Achievement
    valid_from: datetime
    """To the second."""
    valid_until: datetime | None = None
    holder: str = ""
    status_list: str = ""
    """Address of the list that says whether it was revoked; "" for none."""
    status_index: int = 0

    def document(self) -> dict[str, Any]:
        """As JSON-LD, without a proof."""
        subject: dict[str, Any] = {"id": self.subject_id, "type": ["AchievementSubject"], "achievement": self._achievement()}
        if self.holder:
            subject["identifier"] = [{"type": "IdentityObject", "hashed": False, "identityHash": self.holder, "identityType": "name"}]
        told = {
            "@context": list(CONTEXT), "id": self.id, "type": list(TYPES), "name": self.achievement.name,
            "issuer": {"id": self.issuer_id, "type": ["Profile"], "name": self.issuer_name},
            "validFrom": moment_written(self.valid_from), "credentialSubject": subject,
        }  # fmt: skip
        if self.valid_until:
            told["validUntil"] = moment_written(self.valid_until)
        if self.status_list:
            told["credentialStatus"] = {
                "id": f"{self.status_list}#{self.status_index}", "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
                "statusListIndex": str(self.status_index), "statusListCredential": self.status_list,
            }  # fmt: skip
        return told

    def _achievement(self) -> dict[str, Any]:
        it = self.achievement
        return {
            "id": it.id, "type": ["Achievement"], "name": it.name, "description": it.description, "criteria": {"narrative": it.criteria}
        }  # fmt: skip

    def claims(self) -> dict[str, Any]:
        """What is signed: the document, and beside it what every JWT says (Open Badges 3.0, section 8.2.4)."""
        said = {
            **self.document(), "iss": self.issuer_id, "jti": self.id, "sub": self.subject_id, "nbf": int(self.valid_from.timestamp())
        }  # fmt: skip
        return said | ({"exp": int(self.valid_until.timestamp())} if self.valid_until else {})


def moment_written(at: datetime) -> str:
    """2026-11-27T08:30:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def thumbprint(jwk: Jwk) -> str:
    """By which a key is known (RFC 7638): 43 letters. KeyError or TypeError for what is no public key of ours."""
    told = {name: jwk[name] for name in _OF_THUMBPRINT[jwk["kty"]]}
    return encoded(sha256(json.dumps(told, separators=(",", ":"), sort_keys=True).encode()).digest())


def key_id(jwk: Jwk) -> str:
    """The beginning of its thumbprint: eleven letters, as `kernel.signing_keys`."""
    return encoded(decoded(thumbprint(jwk))[:_ID_BYTES])


@dataclass(frozen=True, slots=True)
class Signer:
    """A key that signs, with its public half. It is never shown."""

    key: Ed25519PrivateKey | RSAPrivateKey
    jwk: Jwk
    algorithm: Algorithm

    def sign(self, claims: Mapping[str, Any], issuer_id: str) -> str:
        """A compact JWS. The header names the key as a method of the issuer's DID; nothing else stands in it (section 8.2.3)."""
        payload = json.dumps(claims, ensure_ascii=False, separators=(",", ":")).encode()
        return jwt.PyJWS().encode(payload, self.key, self.algorithm, headers={"kid": f"{issuer_id}#{key_id(self.jwk)}", "typ": "JWT"})


def signer_of(key: Ed25519PrivateKey | RSAPrivateKey) -> Signer:
    """Ed25519 signs with EdDSA, RSA with RS256."""
    if isinstance(key, Ed25519PrivateKey):
        algorithm, told = Algorithm.EDDSA, jwt.algorithms.OKPAlgorithm.to_jwk(key.public_key(), as_dict=True)
    else:
        algorithm, told = Algorithm.RS256, jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return Signer(key, {name: told[name] for name in _OF_THUMBPRINT[told["kty"]]}, algorithm)
