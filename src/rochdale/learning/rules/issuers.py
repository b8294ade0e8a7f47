"""Who issues badges, and what an issuer publishes: a `did:web` document with its keys, and the list of what it revoked.

Sources: did:web method specification; W3C Bitstring Status List 1.0 (one bit a credential, the first bit on the left); the older
1EdTechRevocationList is not written, since `openbadgeslib` and the specification's present text read the bitstring.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlsplit
from uuid import UUID

from rochdale.kernel.signing_keys import decoded, encoded
from rochdale.learning.rules.credentials import CONTEXT, Jwk, key_id, moment_written

ENTRIES = 131_072
"""The fewest that the specification allows, so that one badge hides among many."""
LIST_HOLDS = timedelta(days=7)
"""After that an old copy of the list is believed no more."""


def did_of(address: str) -> str:
    """The DID whose document lies at `address`/did.json: https://coop.example:8000/a/b is did:web:coop.example%3A8000:a:b."""
    parts = urlsplit(address)
    return ":".join(["did:web", quote(parts.netloc, safe="."), *filter(None, parts.path.split("/"))])


def keys_by_id(did: str, keys: Iterable[Jwk]) -> dict[str, Jwk]:
    """By the ids under which an issuer publishes them."""
    return {f"{did}#{key_id(jwk)}": jwk for jwk in keys}


def did_document(did: str, keys: Iterable[Jwk]) -> dict[str, Any]:
    """Every key that ever signed, the present one first. None is taken out: old badges need it."""
    methods = [{"id": id, "type": "JsonWebKey", "controller": did, "publicKeyJwk": dict(jwk)} for id, jwk in keys_by_id(did, keys).items()]
    context = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"]
    return {"@context": context, "id": did, "verificationMethod": methods, "assertionMethod": [one["id"] for one in methods]}


def keys_of(document: Mapping[str, Any]) -> tuple[str, dict[str, Jwk]]:
    """The issuer of a DID document and its keys by their ids. KeyError, TypeError or ValueError for what is none."""
    did = document["id"]
    if not isinstance(did, str):
        raise TypeError(did)
    return did, {one["id"]: one["publicKeyJwk"] for one in document["verificationMethod"] if "publicKeyJwk" in one}


def place_in_list(id: UUID, taken: Callable[[int], bool]) -> int:
    """Where a credential stands in its issuer's list: a free place that tells nothing of when or how many were issued."""
    for attempt in range(ENTRIES):
        place = int.from_bytes(sha256(id.bytes + attempt.to_bytes(4)).digest()[:4]) % ENTRIES
        if not taken(place):
            return place
    raise LookupError("the list of this issuer is full")


def bits_written(revoked: Iterable[int]) -> str:
    """A list in which the bits at these places are set: gzip, then base64url after the letter u."""
    bits = bytearray(ENTRIES // 8)
    for place in revoked:
        bits[place // 8] |= 0x80 >> (place % 8)
    return "u" + encoded(gzip.compress(bytes(bits), mtime=0))


def is_set(written: str, place: int) -> bool:
    """Whether the bit at a place is set. ValueError for what is no such list, or does not reach so far."""
    try:
        unpacking = zlib.decompressobj(wbits=31)
        bits = unpacking.decompress(decoded(written.removeprefix("u")), ENTRIES)
        return bool(bits[place // 8] & (0x80 >> (place % 8)))
    except (zlib.error, IndexError) as trouble:
        raise ValueError("no list of bits") from trouble


def status_claims(address: str, issuer_id: str, revoked: Sequence[int], at: datetime) -> dict[str, Any]:
    """The list as a credential of its own, to be signed."""
    until = at + LIST_HOLDS
    return {
        "@context": [CONTEXT[0]], "id": address, "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": issuer_id,
        "validFrom": moment_written(at), "validUntil": moment_written(until),
        "credentialSubject": {
            "id": f"{address}#list", "type": "BitstringStatusList", "statusPurpose": "revocation", "encodedList": bits_written(revoked)
        },
        "iss": issuer_id, "jti": address, "sub": f"{address}#list", "nbf": int(at.timestamp()), "exp": int(until.timestamp()),
    }  # fmt: skip
