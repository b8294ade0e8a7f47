"""Short secret codes on paper and in links: easy to read aloud and type, hard to guess, and kept here only as keyed hashes."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from uuid import UUID

from django.conf import settings

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No letter or figure that is mistaken for another when read aloud."""
LENGTH = 12
"""58 bits: with tries limited and codes that expire, nobody guesses one (OWASP ASVS v5.0.0-6.5.4 asks for 20)."""
GROUP = 4
_READ_AS = str.maketrans({"0": "Q", "O": "Q", "1": "J", "I": "J", "L": "J", "U": "V"})
"""What people write for letters they cannot find in the code: no code holds the left side."""


def new_code() -> str:
    """A fresh code, e.g. `K7QM-2XPD-9FRT`."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def serial_of(id: UUID, purpose: str) -> str:
    """The serial of what has this id, as K7QM-2XPD-9FRT. It is no count: two offices without a line never give the same one."""
    number = int.from_bytes(sha256(purpose.encode() + id.bytes).digest(), "big")
    letters = ""
    for _ in range(LENGTH):
        number, letter = divmod(number, len(LETTERS))
        letters += LETTERS[letter]
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def tidied(code: str) -> str:
    """What was typed, without case, spaces and dashes."""
    letters = "".join(letter for letter in code.upper() if letter.isalnum())
    return letters.translate(_READ_AS)[: 2 * LENGTH]


def hash_of(code: str, *, purpose: str) -> str:
    """Hex keyed hash of a code. A code for one `purpose` is worth nothing for another; whoever copies the table learns none."""
    key = sha256(f"{purpose}:{settings.SECRET_KEY}".encode()).digest()
    return hmac.new(key, tidied(code).encode(), sha256).hexdigest()
