"""What travels between a centre and a desk without a line: one archive of JSON parts, each with its hash, the list of them signed.

    manifest.json    format, version, what the archive is about, and for each part its SHA-256 and size
    <part>.json      rows as JSON
    signature        Ed25519 over the bytes of manifest.json, in base64url; only a desk signs

The same rows give the same bytes: an archive that is written twice is one archive.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature

from rochdale import __version__
from rochdale.base.leaving.cells import written
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.kernel.signing_keys import PublicKey, SigningKey, decoded, encoded

MANIFEST, SIGNATURE = "manifest.json", "signature"
MOST_BYTES = 500 * 1024**2
"""Unpacked."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that was opened: every part is what its list says. The signature is still to be checked."""

    manifest: Mapping[str, Any]
    parts: Mapping[str, Any]
    sha256: str
    """Of the list of parts: the name of the whole."""
    raw: bytes
    signature: bytes

    def refuse_unsigned_by(self, x: str) -> None:
        """Refused: `registry.desk-archive-altered` where another hand than the desk's wrote the list."""
        try:
            PublicKey(x).key().verify(self.signature, self.raw)
        except (InvalidSignature, ValueError):
            raise Refused(Refusal("registry.desk-archive-altered")) from None


def pack(kind: str, about: Mapping[str, Any], parts: Mapping[str, Any], key: SigningKey | None = None) -> tuple[bytes, str]:
    """The bytes of an archive, and the SHA-256 of its list. `kind`: its format; `about`: what its list says besides."""
    bodies = {f"{name}.json": written(rows).encode() for name, rows in sorted(parts.items())}
    files = {name: {"sha256": sha256(body).hexdigest(), "bytes": len(body)} for name, body in bodies.items()}
    raw = json.dumps(
        {"format": kind, "version": __version__, **about, "files": files}, indent=1, ensure_ascii=False, sort_keys=True
    ).encode()
    signed = {SIGNATURE: encoded(key.sign(raw)).encode()} if key else {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, body in {MANIFEST: raw, **bodies, **signed}.items():
            package.writestr(zipfile.ZipInfo(name, _EPOCH), body, zipfile.ZIP_DEFLATED)
    return out.getvalue(), sha256(raw).hexdigest()


def opened(content: bytes, kind: str) -> Archive:
    """The archive in these bytes.

    Refused: `registry.desk-archive-damaged` (no archive, a part that is missing, strange or not what it was),
    `registry.desk-archive-of-another-kind`, `registry.desk-archive-too-large`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _read(package, kind)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, OSError):
        raise _damaged("") from None


def _read(package: zipfile.ZipFile, kind: str) -> Archive:
    names = [info.filename for info in package.infolist()]
    if sum(info.file_size for info in package.infolist()) > MOST_BYTES:
        raise Refused(Refusal("registry.desk-archive-too-large", {"most_mb": MOST_BYTES // 1024**2}))
    raw, manifest = _manifest(package, names, kind)
    listed = manifest["files"]
    strange = sorted((set(names) ^ {*listed, MANIFEST, SIGNATURE}) - {SIGNATURE} | {name for name in names if names.count(name) > 1})
    if strange:
        raise _damaged(strange[0])
    parts = {}
    for name, about in listed.items():
        body = _body(package, name)
        if sha256(body).hexdigest() != about.get("sha256"):
            raise _damaged(name)
        parts[name.removesuffix(".json")] = json.loads(body)
    return Archive(manifest, parts, sha256(raw).hexdigest(), raw, _signature(package, names))


def _manifest(package: zipfile.ZipFile, names: list[str], kind: str) -> tuple[bytes, Mapping[str, Any]]:
    if MANIFEST not in names:
        raise Refused(Refusal("registry.desk-archive-of-another-kind"))
    raw = _body(package, MANIFEST)
    try:
        manifest = json.loads(raw)
        is_known = manifest["format"] == kind and all(isinstance(about, dict) for about in manifest["files"].values())
    except (KeyError, ValueError, TypeError, AttributeError):
        raise _damaged(MANIFEST) from None
    if not is_known:
        raise Refused(Refusal("registry.desk-archive-of-another-kind"))
    return raw, manifest


def _body(package: zipfile.ZipFile, name: str) -> bytes:
    try:
        return package.read(name)
    except (zipfile.BadZipFile, EOFError, ValueError, RuntimeError, OSError):
        raise _damaged(name) from None
    except Exception as trouble:  # zlib.error has no common ancestor with the others
        raise _damaged(name) from trouble


def _signature(package: zipfile.ZipFile, names: list[str]) -> bytes:
    try:
        return decoded(package.read(SIGNATURE).decode("ascii")) if SIGNATURE in names else b""
    except (ValueError, zipfile.BadZipFile):
        return b""


def _damaged(part: str) -> Refused:
    return Refused(Refusal("registry.desk-archive-damaged", {"part": part or "zip"}))
