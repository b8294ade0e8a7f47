"""Encrypted backups: one file in the format of age (https://age-encryption.org/v1), so that any `age` program opens it without us.

The key is an age identity (X25519); what is encrypted to it is authenticated piece by piece, so that a changed or shortened file is
found out. Lost with the key is everything encrypted to it: `docs/how-to/backup.md` says where to keep it.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyrage

from rochdale.kernel.refusal import Refusal, Refused

ENDING = ".age"
_BEGINS = b"age-encryption.org/"


def new_key() -> str:
    """A fresh key, with a checksum in it that finds a slip of the pen."""
    return str(pyrage.x25519.Identity.generate())


def is_encrypted(file: Path) -> bool:
    """Whether the file is encrypted, by how it begins."""
    with file.open("rb") as opened:
        return opened.read(len(_BEGINS)) == _BEGINS


def encrypt(plain: Path, to: Path, *, key: str) -> None:
    """Write `plain` encrypted to the file `to`; whoever holds `key` can open it."""
    try:
        with plain.open("rb") as source, to.open("wb") as target:
            pyrage.encrypt_io(source, target, [pyrage.x25519.Identity.from_str(key).to_public()])
    except pyrage.EncryptError as trouble:  # the library wraps what the disk said
        raise OSError(str(trouble)) from trouble


@contextmanager
def opened(file: Path, *, key: str, work: Path) -> Iterator[Path]:
    """The file as it was before encryption, in a folder under `work` that is gone afterwards; the file itself when it is not encrypted.

    Raises `Refused` without a key, with another key, and when a piece is not what was written.
    """
    if not is_encrypted(file):
        yield file
        return
    if not key:
        raise Refused(Refusal("base.restore-needs-key", {"file": file.name}))
    work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=work, prefix=".open-") as folder:
        plain = Path(folder) / "backup.zip"
        _decrypt(file, plain, key)
        yield plain


def _decrypt(file: Path, to: Path, key: str) -> None:
    try:
        with file.open("rb") as source, to.open("wb") as target:
            pyrage.decrypt_io(source, target, [pyrage.x25519.Identity.from_str(key)])
    except pyrage.DecryptError as trouble:
        # The library has one exception for both: another key, and a head that was cut off or changed.
        code = "base.restore-other-key" if "No matching keys" in str(trouble) else "base.restore-damaged"
        raise Refused(Refusal(code, {"file": file.name, "part": file.name})) from trouble
    except OSError as trouble:
        if trouble.errno is not None:  # the disk, not the content
            raise
        raise Refused(Refusal("base.restore-damaged", {"part": file.name})) from trouble
