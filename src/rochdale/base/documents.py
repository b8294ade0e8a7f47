"""Files that people bring or the program makes: checked, kept under their SHA-256, and handed out only to who may see them.

Bytes are on the disk for good before the row that names them is committed, and are never changed or removed.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PurePosixPath
from uuid import UUID

from django.conf import settings
from django.db.models import Model

from rochdale.base.actor import Actor
from rochdale.base.models import Document, on_account_of
from rochdale.kernel.refusal import Refusal, Refused, refuse_if

MOST_BYTES = 10 * 1024 * 1024
MOST_MADE_BYTES = 200 * 1024 * 1024
"""For files that the program makes itself."""
MOST_LETTERS = 150
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def _is_text(content: bytes) -> bool:
    if content.startswith(_TEXT_MARKS):
        return True
    return b"\x00" not in content and not any(
        content.startswith(magic) for magic in (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
    )


def _starts(*magics: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(magics)


KINDS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    ".csv": ("text/csv", _is_text),
    ".txt": ("text/plain", _is_text),
    ".toml": ("application/toml", _is_text),
    ".json": ("application/json", _is_text),
    ".jsonld": ("application/ld+json", _is_text),
    ".geojson": ("application/geo+json", _is_text),
    ".kml": ("application/vnd.google-earth.kml+xml", _is_text),
    ".kmz": ("application/vnd.google-earth.kmz", _starts(b"PK\x03\x04")),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _starts(b"PK\x03\x04")),
    ".zip": ("application/zip", _starts(b"PK\x03\x04")),
    ".pdf": ("application/pdf", _starts(b"%PDF-")),
    ".png": ("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    ".jpg": ("image/jpeg", _starts(b"\xff\xd8\xff")),
    ".jpeg": ("image/jpeg", _starts(b"\xff\xd8\xff")),
}
"""Endings that are kept, with media type and what the bytes must look like."""

_may_see: dict[str, Callable[[Actor, Document], bool]] = {}


def may_see(kind: str, predicate: Callable[[Actor, Document], bool]) -> None:
    """Let others than the keeper see documents about things of `kind` (a model label, "trade.Contract") when `predicate` says so."""
    _may_see[kind] = predicate


def is_seen_by(document: Document, actor: Actor) -> bool:
    """Whether `actor` may have `document`: who kept it (acting for the same organization), or by the rule of what it is about."""
    if document.is_of(actor):
        return True
    predicate = _may_see.get(document.about_kind)
    return predicate is not None and predicate(actor, document)


def clean_name(name: str) -> str:
    """`name` as it is stored (NFC, no blanks around). Refused: paths, hidden signs, nothing, too long, an unknown ending."""
    if len(name) > MOST_LETTERS * 4:
        raise Refused(Refusal("base.file-name-too-long", {"most": MOST_LETTERS}))
    if any(is_hidden(letter) for letter in name):
        raise Refused(Refusal("base.file-name-hidden-signs"))
    cleaned = unicodedata.normalize("NFC", name).strip()
    if len(cleaned) > MOST_LETTERS:
        raise Refused(Refusal("base.file-name-too-long", {"most": MOST_LETTERS}))
    if not cleaned or "/" in cleaned or "\\" in cleaned or cleaned.startswith("."):
        raise Refused(Refusal("base.file-name-is-a-path", {"name": cleaned}))
    if ending_of(cleaned) not in KINDS:
        raise Refused(Refusal("base.file-kind-unknown", {"name": cleaned, "endings": sorted(KINDS)}))
    return cleaned


def ending_of(name: str) -> str:
    """The ending in small letters, with its dot: ".xlsx"."""
    return PurePosixPath(name).suffix.lower()


def is_hidden(letter: str) -> bool:
    """Whether a letter cannot be seen and has no place in a name."""
    # Cc: NUL and controls, Cs: unpaired surrogates. Zero-width space and joiners stay: Lao and Arabic names need them.
    return unicodedata.category(letter) in {"Cc", "Cs"} or letter in _BIDI_CONTROLS


def refusals_for(name: str, content: bytes, most_bytes: int = MOST_BYTES) -> list[Refusal]:
    """Why `content` cannot be kept under the (clean) `name`."""
    if not content:
        return [Refusal("base.file-is-empty", {"name": name})]
    if len(content) > most_bytes:
        return [Refusal("base.file-too-large", {"name": name, "most_mb": most_bytes // 1024**2})]
    if not KINDS[ending_of(name)][1](content):
        return [Refusal("base.file-is-another-kind", {"name": name, "ending": ending_of(name)})]
    return []


def keep(*, by: Actor, at: datetime, name: str, content: bytes, about: Model | None = None, most_bytes: int = MOST_BYTES) -> Document:
    """Keep `content`, in the caller's transaction. The same file kept again by the same actor about the same thing is one document.

    `most_bytes`: more for what the program made itself.
    Raises `Refused` when the name, the size or the kind will not do; nothing is stored then.
    """
    name = clean_name(name)
    refuse_if(refusals_for(name, content, most_bytes))
    sha256 = write(content)
    document, _ = Document.objects.get_or_create(
        sha256=sha256,
        name=name,
        by_id=by.id,
        organization_id=by.organization_id,
        about_kind=about._meta.label if about else "",
        about_id=str(about.pk) if about else "",
        defaults={
            "size_bytes": len(content),
            "media_type": KINDS[ending_of(name)][0],
            "at": at,
            **on_account_of(by),
        },
    )
    return document


def write(content: bytes) -> str:
    """Put bytes that a row is going to name, or names already elsewhere, on the disk. Returns their SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    _write(path_of(sha256), content)
    return sha256


def content_of(document: Document) -> bytes:
    """The bytes, proven to be those that were kept. OSError when they are gone or were changed."""
    content = path_of(document.sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise OSError(f"document {document.id} is not what was kept")
    return content


def document(id: UUID) -> Document | None:
    """One document by id."""
    return Document.objects.filter(pk=id).first()


def path_of(sha256: str) -> Path:
    """Where bytes lie, under `MEDIA_ROOT`; the name a person gave is no part of it."""
    return Path(settings.MEDIA_ROOT) / sha256[:2] / sha256


def _write(path: Path, content: bytes) -> None:
    """Write so that a power cut leaves the whole file or none: a new file, synced, then renamed, then the folder synced."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, new = tempfile.mkstemp(dir=path.parent, prefix="new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(new).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(new).unlink()
        raise
    for folder in (path.parent, path.parent.parent):
        sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
