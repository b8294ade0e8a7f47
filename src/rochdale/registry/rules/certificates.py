"""A certificate as a signed statement: a JSON Web Token in compact form (RFC 7519, RFC 7515) with EdDSA; what a reader learns of one.

What is signed is what the register said of an entity on one day. Whoever has the public key checks it without us and without a line; what
has become of the entity since, only the register knows. Why this form: docs/decisions/0119-a-certificate-is-a-signed-token.md.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from cryptography.exceptions import InvalidSignature

from rochdale.kernel.refusal import Refusal
from rochdale.kernel.signing_keys import PublicKey, SigningKey, decoded, encoded
from rochdale.registry.rules.ledger import Said, Status

TYPE = "register+jwt"
"""Of the header: no other token that one key may sign is taken for a certificate (RFC 8725, section 3.11)."""
PARAMETER = "s"
"""Of the address that a QR holds: …/register/verify/?s=STATEMENT."""
MOST_LETTERS = 4_000
_COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a certificate says. Nothing of a person stands in it."""

    serial: str
    entity_id: UUID
    on: date
    """The day of which it tells."""
    issued_at: datetime
    """To the second."""
    office: str
    name: str
    place: str
    """Names from narrow to wide and the two letters of the country: Ban Houay, Pakxong, Champasak, LA."""
    form: str
    number: str
    status: str
    law: str
    """Rule pack and version; empty where none was applied."""
    issuer: str = ""
    """Name of the server."""

    def claims(self) -> dict[str, Any]:
        """As the token holds it: registered claims of RFC 7519 where there are some. What is empty is left out."""
        said = {
            "iss": self.issuer, "sub": str(self.entity_id), "jti": self.serial, "iat": int(self.issued_at.timestamp()),
            "on": self.on.isoformat(), "name": self.name, "place": self.place, "form": self.form, "number": self.number,
            "status": self.status, "office": self.office, "law": self.law,
        }  # fmt: skip
        return {name: value for name, value in said.items() if value != ""}


def statement_of(claims: Mapping[str, Any]) -> Statement:
    """The statement of a token. KeyError, TypeError or ValueError where it is none of ours."""
    texts = {name: str(claims.get(name, "")) for name in ("place", "form", "number", "status", "office", "law")}
    return Statement(
        serial=str(claims["jti"]), entity_id=UUID(claims["sub"]), on=date.fromisoformat(claims["on"]),
        issued_at=datetime.fromtimestamp(int(claims["iat"]), UTC), name=str(claims["name"]), issuer=str(claims.get("iss", "")), **texts,
    )  # fmt: skip


def signed(statement: Statement, key: SigningKey) -> str:
    """The statement as a compact token. The same statement and key give the same letters."""
    header = {"alg": "EdDSA", "kid": key.public.id, "typ": TYPE}
    content = f"{_part(header)}.{_part(statement.claims())}"
    return f"{content}.{encoded(key.sign(content.encode()))}"


def _part(value: Mapping[str, Any]) -> str:
    return encoded(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


class Proof(StrEnum):
    """What a signature proves."""

    SIGNED = "signed"
    CHANGED = "changed"
    """Some letter is another one, or no register ever signed it."""
    UNKNOWN_KEY = "unknown-key"
    NO_CERTIFICATE = "no-certificate"


@dataclass(frozen=True, slots=True)
class Proven:
    """A text looked at. `statement` is there only where the signature holds: what an unproven text says is not repeated."""

    proof: Proof
    statement: Statement | None = None
    key_id: str = ""
    token: str = ""


def token_in(text: str) -> str:
    """The token in what was pasted or scanned: itself, with spaces and line ends in it, or an address that holds it; "" for none."""
    bare = "".join(text.split())
    if len(bare) > MOST_LETTERS:
        return ""
    if "?" in bare:
        bare = (parse_qs(urlsplit(bare).query).get(PARAMETER) or [""])[0]
    return bare if _COMPACT.fullmatch(bare) else ""


def proven(text: str, keys: Mapping[str, PublicKey]) -> Proven:
    """Whether one of these keys signed a certificate. `keys` by id. Needs nothing else: no table, no line, no clock."""
    token = token_in(text)
    header = _read(token.partition(".")[0]) if token else None
    if header is None or header.get("typ") != TYPE or header.get("alg") != "EdDSA":
        return Proven(Proof.CHANGED if token else Proof.NO_CERTIFICATE)
    key_id = str(header.get("kid", ""))
    if key_id not in keys:
        return Proven(Proof.UNKNOWN_KEY, key_id=key_id)
    content, _, signature = token.rpartition(".")
    try:
        keys[key_id].key().verify(decoded(signature), content.encode())
        claims = _read(content.partition(".")[2])
        return Proven(Proof.SIGNED, statement_of(claims or {}), key_id, token)
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return Proven(Proof.CHANGED, key_id=key_id)


def _read(part: str) -> dict[str, Any] | None:
    try:
        read = json.loads(decoded(part))
    except ValueError:
        return None
    return read if isinstance(read, dict) else None


def claims_of(token: str) -> dict[str, Any]:
    """What a token holds, its signature not looked at: of one's own list only."""
    return _read(token.split(".")[1]) or {}


class Standing(StrEnum):
    """What has become of a true statement."""

    STILL = "still"
    """The register says the same today."""
    CHANGED_SINCE = "changed-since"
    DISSOLVED_SINCE = "dissolved-since"
    CORRECTED = "corrected"
    """The register says today that it was otherwise on that very day."""
    NOT_KNOWN_HERE = "not-known-here"


COMPARED = ("name", "number", "form", "place", "status")
"""What is printed, and may have become something else."""


def standing_of(statement: Statement, then: Said, now: Said) -> Standing:
    """What has become of it. `then` and `now`: what the register says today of the statement's day and of today, as `printed` tells it."""
    if not now:
        return Standing.NOT_KNOWN_HERE
    if differing(statement, then):
        return Standing.CORRECTED
    if now.get("status") == Status.DISSOLVED and statement.status != Status.DISSOLVED:
        return Standing.DISSOLVED_SINCE
    return Standing.CHANGED_SINCE if differing(statement, now) else Standing.STILL


def differing(statement: Statement, state: Said) -> tuple[str, ...]:
    """What the statement says otherwise than a state, as `printed` tells it."""
    return tuple(name for name in COMPARED if getattr(statement, name) != state.get(name, ""))


def printed(state: Said, country: str) -> dict[str, str]:
    """A state as a certificate prints it. `country`: two letters."""
    seat = state.get("seat")
    names = [str(name) for name in seat.get("names", [])] if isinstance(seat, dict) else []
    told = {name: str(state.get(name) or "") for name in ("name", "number", "form", "status", "office")}
    return {**told, "law": str(state.get("pack") or ""), "place": ", ".join([*reversed(names), country])}


def refusals_for_certificate(state: Said, *, on: date, today: date) -> list[Refusal]:
    """Why nothing is certified of a day: it has not come, or the entity was not registered on it. `state`: what it was on that day."""
    if on > today:
        return [Refusal("registry.certificate-day-is-to-come", {"on": on})]
    if not state:
        return [Refusal("registry.certificate-before-registration", {"on": on})]
    if state.get("status") == Status.DISSOLVED:
        return [Refusal("registry.certificate-of-a-dissolved", {"name": str(state.get("name", "")), "on": on})]
    return []
