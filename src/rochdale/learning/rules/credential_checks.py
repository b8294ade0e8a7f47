"""Whether a credential that somebody shows is good. The order is that of the reference (learning.md, section 6):

shape, algorithm, the issuer's key from the trusted list, signature, claims, dates, status. A key inside a token proves nothing about who
issued it: it only says which key of the trusted list to take.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import jwt

from rochdale.kernel.signing_keys import decoded
from rochdale.learning.rules.credentials import CONTEXT, TYPES, Algorithm, Jwk, thumbprint
from rochdale.learning.rules.embedded_proofs import SUITE, proof_holds

Document = Mapping[str, Any]
Trusted = Mapping[str, Mapping[str, Jwk]]
"""By the id of the issuer: its keys, by the ids under which it publishes them."""
MOST_LETTERS = 20_000
_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
_IN_HEADER = {"alg", "kid", "jwk", "typ"}
_SECRET = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}
_OB_CONTEXT = re.compile(r"https://purl\.imsglobal\.org/spec/ob/v3p0/context(-\d+\.\d+\.\d+)?\.json")


class Outcome(StrEnum):
    """What a check found. Only the first two tell that it was issued."""

    GOOD = "good"
    UNCHECKED = "unchecked"
    """The signature is good; whether it was revoked was not asked."""
    REVOKED = "revoked"
    EXPIRED = "expired"
    NOT_YET = "not-yet-valid"
    UNKNOWN_ISSUER = "unknown-issuer"
    NOT_VALID = "not-valid"


class Why(StrEnum):
    """Why it is not valid."""

    NO_CREDENTIAL = "no-credential"
    SHAPE = "shape"
    HEADER = "header"
    SECRET_KEY = "secret-key"
    ALGORITHM = "algorithm"
    SIGNATURE = "signature"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `document` is there only where the signature holds: what an unproven text says is not repeated."""

    outcome: Outcome
    why: Why | None = None
    about: str = ""
    """The member that is wrong, or the issuer that is not known."""
    document: Document = field(default_factory=dict)


class _Fault(Exception):
    def __init__(self, why: Why, about: str = "") -> None:
        self.why, self.about = why, about


@dataclass(frozen=True, slots=True)
class _Shown:
    """What was brought, in a shape that can be looked at."""

    document: Document
    header: Mapping[str, Any]
    """Of a JWS; empty where the proof is inside the document."""
    token: str = ""


def checked(
    text: str, trusted: Trusted, *, at: datetime, is_revoked: Callable[[Document], bool | None] = lambda _document: None
) -> Checked:
    """Look at a text. `is_revoked` answers None where nobody can be asked."""
    try:
        shown = _shown(text)
        _allowed_algorithm(shown)
        issuer = shown.document["issuer"]["id"]
        key = _key(shown, trusted.get(issuer, {}))
        if key is None:
            return Checked(Outcome.UNKNOWN_ISSUER, about=issuer)
        _signature(shown, key)
        _claims(shown)
    except _Fault as fault:
        return Checked(Outcome.NOT_VALID, fault.why, fault.about)
    return _standing(shown.document, at, is_revoked)


def _standing(document: Document, at: datetime, is_revoked: Callable[[Document], bool | None]) -> Checked:
    begins, ends = _moment(document, "validFrom"), _moment(document, "validUntil") if "validUntil" in document else None
    if ends and ends <= at:
        return Checked(Outcome.EXPIRED, document=document)
    if begins > at:
        return Checked(Outcome.NOT_YET, document=document)
    asked = is_revoked(document)
    outcome = Outcome.UNCHECKED if asked is None else Outcome.REVOKED if asked else Outcome.GOOD
    return Checked(outcome, document=document)


def _shown(text: str) -> _Shown:
    bare = text.strip()
    if len(bare) > MOST_LETTERS:
        raise _Fault(Why.NO_CREDENTIAL)
    if bare.startswith("{"):
        return _Shown(_shape(_json(bare, Why.NO_CREDENTIAL)), {})
    token = "".join(bare.split())
    if not _COMPACT.fullmatch(token):
        raise _Fault(Why.NO_CREDENTIAL)
    head, body, signature = token.split(".")
    _bytes(signature)
    header, document = _json(_bytes(head), Why.SHAPE), _json(_bytes(body), Why.SHAPE)
    _header(header)
    return _Shown(_shape(document), header, token)


def _bytes(part: str) -> bytes:
    try:
        return decoded(part)
    except ValueError as trouble:
        raise _Fault(Why.SHAPE) from trouble


def _json(content: str | bytes, why: Why) -> dict[str, Any]:
    try:
        read = json.loads(content, object_pairs_hook=_once)
    except (ValueError, RecursionError) as trouble:
        raise _Fault(why) from trouble
    if not isinstance(read, dict):
        raise _Fault(why)
    return read


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a member that stands there twice")
    return dict(pairs)


def _header(header: Mapping[str, Any]) -> None:
    jwk = header.get("jwk")
    if isinstance(jwk, dict) and _SECRET & jwk.keys():
        raise _Fault(Why.SECRET_KEY)
    named = isinstance(header.get("kid"), str) or isinstance(jwk, dict)
    if header.keys() - _IN_HEADER or not named or header.get("typ", "JWT") != "JWT":
        raise _Fault(Why.HEADER)


def _shape(document: dict[str, Any]) -> Document:
    """What every badge has (Open Badges 3.0, basic example)."""
    try:
        context, types, subject = document["@context"], document["type"], document["credentialSubject"]
        achievement = subject["achievement"]
        texts = {
            "id": document["id"], "name": document["name"], "issuer.id": document["issuer"]["id"],
            "issuer.name": document["issuer"]["name"], "credentialSubject.id": subject["id"], "achievement.id": achievement["id"],
            "achievement.name": achievement["name"], "achievement.description": achievement["description"],
            "achievement.criteria": achievement["criteria"]["narrative"],
        }  # fmt: skip
    except (KeyError, TypeError, IndexError) as trouble:
        raise _Fault(Why.SHAPE, str(trouble.args[0]) if isinstance(trouble, KeyError) else "") from trouble
    for name, value in texts.items():
        if not isinstance(value, str) or not value:
            raise _Fault(Why.SHAPE, name)
    if not isinstance(context, list) or len(context) < 2 or context[0] != CONTEXT[0] or not _OB_CONTEXT.fullmatch(str(context[1])):
        raise _Fault(Why.SHAPE, "@context")
    if not isinstance(types, list) or TYPES[0] not in types or not {TYPES[1], "AchievementCredential"} & set(map(str, types)):
        raise _Fault(Why.SHAPE, "type")
    for name in ("validFrom", *(("validUntil",) if "validUntil" in document else ())):
        _moment(document, name)
    return document


def _moment(document: Document, name: str) -> datetime:
    try:
        found = datetime.fromisoformat(document[name])
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError) as trouble:
        raise _Fault(Why.SHAPE, name) from trouble


def _allowed_algorithm(shown: _Shown) -> None:
    if shown.token:
        told, allowed = shown.header.get("alg"), set(map(str, Algorithm))
    else:
        proof = shown.document.get("proof")
        told, allowed = (proof.get("cryptosuite") if isinstance(proof, dict) else None), {SUITE}
    if not isinstance(told, str) or told not in allowed:
        raise _Fault(Why.ALGORITHM, str(told))


def _key(shown: _Shown, keys: Mapping[str, Jwk]) -> Jwk | None:
    """The key of the trusted list that the token names, by its id or by its thumbprint."""
    if not shown.token:
        return keys.get(str(shown.document["proof"].get("verificationMethod")))
    if "kid" in shown.header:
        return keys.get(shown.header["kid"])
    try:
        wanted = thumbprint(shown.header["jwk"])
    except (KeyError, TypeError):
        return None
    return next((jwk for jwk in keys.values() if thumbprint(jwk) == wanted), None)


def _signature(shown: _Shown, jwk: Jwk) -> None:
    try:
        if shown.token:
            jwt.PyJWS().decode(shown.token, jwt.PyJWK.from_dict(dict(jwk), shown.header["alg"]), [shown.header["alg"]])
        elif not proof_holds(shown.document, decoded(jwk["x"])):
            raise _Fault(Why.SIGNATURE)
    except (jwt.PyJWTError, KeyError, TypeError, ValueError) as trouble:
        raise _Fault(Why.SIGNATURE) from trouble


def _claims(shown: _Shown) -> None:
    """What the JWT says beside the credential is what the credential says (section 8.2.4)."""
    if not shown.token:
        return
    it = shown.document
    wanted: dict[str, Any] = {
        "iss": it["issuer"]["id"], "jti": it["id"], "sub": it["credentialSubject"]["id"], "nbf": _moment(it, "validFrom").timestamp(),
        "exp": _moment(it, "validUntil").timestamp() if "validUntil" in it else None,
    }  # fmt: skip
    for name, value in wanted.items():
        if it.get(name) != value or isinstance(it.get(name), bool):
            raise _Fault(Why.CLAIM, name)
