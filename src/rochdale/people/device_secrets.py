"""Secrets of devices: what an enrolled device carries, the code that enrols one, and the key with which it signs work kept without a line.

Each is derived, so that a form sent twice gives the same answer, and from something that is kept nowhere (the key of a session, a code),
so that whoever copies the tables learns none.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterator
from hashlib import sha256, sha512
from uuid import UUID

from django.conf import settings

from rochdale.base.codes import GROUP, LENGTH, LETTERS

CODE = "people.enrol-device"
"""Purpose of the codes, for `base.codes.hash_of`."""


def secret_keys() -> Iterator[str]:
    """The installation's secret key, then older ones, which still prove."""
    yield settings.SECRET_KEY
    for older in settings.SECRET_KEY_FALLBACKS:
        yield str(older)


def _derived(key: str, purpose: str, *parts: str) -> bytes:
    return hmac.new(f"{purpose}:{key}".encode(), "\n".join(parts).encode(), sha512).digest()


def device_secret(source: str, operation_id: UUID) -> str:
    """256 bits for the cookie of a device. `source` is a secret of the one who enrols it: the session's key, or the code."""
    return base64.urlsafe_b64encode(_derived(settings.SECRET_KEY, "device", source, str(operation_id))[:32]).decode().rstrip("=")


def device_code(session_key: str, operation_id: UUID) -> str:
    """A code for another device, e.g. `K7QM-2XPD-9FRT`; the same when the form is sent again from the same session."""
    number = int.from_bytes(_derived(settings.SECRET_KEY, "device code", session_key, str(operation_id)), "big")
    letters = ""
    for _ in range(LENGTH):
        number, letter = divmod(number, len(LETTERS))
        letters += LETTERS[letter]
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def hash_of_secret(secret: str) -> str:
    """What is kept of a device's secret. It holds 256 bits: a plain hash tells nothing."""
    return sha256(secret.encode()).hexdigest()


def signing_keys(device_id: UUID, person_id: UUID) -> Iterator[bytes]:
    """The key with which a device signs a person's work without a line; then those of older secret keys."""
    for key in secret_keys():
        yield _derived(key, "kept work", str(device_id), str(person_id))[:32]


def is_signed(signature: str, *, device_id: UUID, person_id: UUID, text: str) -> bool:
    """Whether that device signed `text` after that person's PIN. `signature` is hex."""
    keys = signing_keys(device_id, person_id)
    return any(hmac.compare_digest(hmac.new(key, text.encode(), sha256).hexdigest(), signature) for key in keys)
