"""Keys that sign certificates and badges: Ed25519 (RFC 8032), one line in a settings file, published as JSON Web Keys (RFC 7517, RFC 8037).

A key's id is the beginning of its thumbprint (RFC 7638), so that whoever holds the public key can compute it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BEGINS = "ROCHDALE-CERTIFICATE-KEY-1-"
KEY_BYTES = 32
_CHECK_BYTES = 4
_ID_BYTES = 8
"""64 bits of the thumbprint: enough to tell the keys of all registers of the world apart, short enough for a QR."""


class WrongKey(ValueError):
    """A text that is no key, or has a slip of the pen in it."""


def encoded(content: bytes) -> str:
    """base64url without padding (RFC 7515, section 2)."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """The bytes of base64url. ValueError for any text that `encoded` would not have written: no byte has two spellings."""
    try:
        content = base64.b64decode((text + "=" * (-len(text) % 4)).encode("ascii"), altchars=b"-_", validate=True)
    except UnicodeEncodeError as trouble:
        raise ValueError(str(trouble)) from trouble
    if encoded(content) != text:
        raise ValueError("not as base64url writes it")
    return content


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What checks a signature. `x`: the 32 bytes of the key, in base64url."""

    x: str

    @property
    def id(self) -> str:
        """Eleven letters."""
        told = json.dumps({"crv": "Ed25519", "kty": "OKP", "x": self.x}, separators=(",", ":"))
        return encoded(sha256(told.encode()).digest()[:_ID_BYTES])

    def key(self) -> Ed25519PublicKey:
        """As the library takes it."""
        return Ed25519PublicKey.from_public_bytes(decoded(self.x))

    def jwk(self) -> Mapping[str, str]:
        """As a JSON Web Key."""
        return {"kty": "OKP", "crv": "Ed25519", "x": self.x, "kid": self.id, "use": "sig", "alg": "EdDSA"}


class SigningKey:
    """What signs. It is never shown."""

    def __init__(self, seed: bytes) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(seed)

    @cached_property
    def public(self) -> PublicKey:
        """What checks its signatures."""
        raw = self._key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return PublicKey(encoded(raw))

    def sign(self, content: bytes) -> bytes:
        """64 bytes; the same for the same content."""
        return self._key.sign(content)

    def key(self) -> Ed25519PrivateKey:
        """As the library takes it."""
        return self._key

    def for_purpose(self, purpose: str) -> SigningKey:
        """Another key, the same one for the same purpose (HKDF, RFC 5869): one secret is kept, and nothing of one passes for the other."""
        seed = self._key.private_bytes(serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
        return SigningKey(HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(seed))


def new_key() -> str:
    """A fresh key as one line, with a checksum in it that finds a slip of the pen."""
    seed = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.Raw, serialization.PrivateFormat.Raw, serialization.NoEncryption()
    )
    return written(seed)


def written(seed: bytes) -> str:
    """32 bytes as one line."""
    return BEGINS + encoded(seed + sha256(BEGINS.encode() + seed).digest()[:_CHECK_BYTES])


def read_key(text: str) -> SigningKey:
    """The key of such a line. `WrongKey` for any other text; the message never holds the text."""
    try:
        content = decoded(text.strip().removeprefix(BEGINS))
    except ValueError:
        content = b""
    seed, check = content[:KEY_BYTES], content[KEY_BYTES:]
    if not text.strip().startswith(BEGINS) or len(content) != KEY_BYTES + _CHECK_BYTES or written(seed) != text.strip():
        raise WrongKey("not a key as `rochdale new-certificate-key` prints it")
    assert check
    return SigningKey(seed)
