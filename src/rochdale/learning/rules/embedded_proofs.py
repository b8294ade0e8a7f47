"""A proof inside a JSON document, as some other issuers write it: `eddsa-jcs-2022` (W3C VC Data Integrity EdDSA Cryptosuites 1.0).

It is only checked here; what we issue is a compact JWS. JSON is brought into one form by RFC 8785, whose numbers that are not whole are
refused: no credential has any.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

_LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_ED25519 = b"\xed\x01"
SUITE = "eddsa-jcs-2022"


def canonical(value: Any) -> str:
    """JSON in the one form of RFC 8785. ValueError for a number that is not whole."""
    if isinstance(value, Mapping):
        names = sorted(value, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(canonical(one) for one in value) + "]"
    if isinstance(value, float):
        raise ValueError("a number that is not whole")
    return json.dumps(value, ensure_ascii=False)


def from_base58(text: str) -> bytes:
    """Bytes of a multibase text that begins with z. ValueError for any other."""
    if not text.startswith("z") or not text.isascii():
        raise ValueError("not base58btc")
    number, bare = 0, text[1:]
    for letter in bare:
        number = number * 58 + _LETTERS.index(letter)
    zeros = len(bare) - len(bare.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def key_in_multibase(text: str) -> bytes:
    """The 32 bytes of an Ed25519 key written as Multikey. ValueError for any other."""
    content = from_base58(text)
    if not content.startswith(_ED25519) or len(content) != 34:
        raise ValueError("no Ed25519 key")
    return content[2:]


def hashed(document: Mapping[str, Any]) -> bytes:
    """What is signed: the SHA-256 of the proof without its value, then of the document without the proof."""
    proof = {name: value for name, value in document["proof"].items() if name != "proofValue"}
    bare = {name: value for name, value in document.items() if name != "proof"}
    return b"".join(sha256(canonical(one).encode()).digest() for one in (proof, bare))


def proof_holds(document: Mapping[str, Any], key: bytes) -> bool:
    """Whether this key made the proof. KeyError, TypeError or ValueError for what has none."""
    proof = document["proof"]
    if (proof["type"], proof["cryptosuite"], proof["proofPurpose"]) != ("DataIntegrityProof", SUITE, "assertionMethod"):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(from_base58(proof["proofValue"]), hashed(document))
    except InvalidSignature:
        return False
    return True
