"""The file of an evidence pack: a ZIP whose manifest names path, size and SHA-256 of each file, and whose last bytes seal the whole.

The same contents give the same bytes. `faults_in` finds one changed byte anywhere: inside a file by its SHA-256, between the files by
the seal, which is the SHA-256 of everything before it.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from rochdale.kernel.refusal import Refusal

MANIFEST = "manifest.json"
FORMAT = "rochdale-evidence/1"
_EMPTY_SEAL = b"sha256:" + b"0" * 64
_AT_ONCE = 1 << 20
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


class PackFile:
    """Writes a pack to the disk, file by file, without holding any of them whole. Use with `with`; `facts` go into the manifest."""

    def __init__(self, path: Path, facts: Mapping[str, Any]) -> None:
        self._path = path
        self._facts = dict(facts)
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        self._zip.comment = _EMPTY_SEAL
        self.files: list[dict[str, Any]] = []
        self.sha256 = ""
        """Of the whole file, once it is closed."""

    def __enter__(self) -> PackFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, trouble: BaseException | None, trace: TracebackType | None) -> None:
        if trouble is None:
            self._add(MANIFEST, [as_json(self.manifest)])
        self._zip.close()
        if trouble is None:
            _seal(self._path)
            self.sha256 = _sha256(self._path)

    @property
    def manifest(self) -> dict[str, Any]:
        """What the pack is, and the files in it."""
        return {"format": FORMAT, **self._facts, "files": self.files}

    def add(self, path: str, chunks: Iterable[bytes]) -> None:
        """One file. Its chunks are asked for as they are written."""
        size, digest = self._add(path, chunks)
        self.files.append({"path": path, "size": size, "sha256": digest})

    def _add(self, path: str, chunks: Iterable[bytes]) -> tuple[int, str]:
        about = zipfile.ZipInfo(path, _LONG_AGO)
        about.compress_type, about.create_system, about.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
        size, digest = 0, hashlib.sha256()
        with self._zip.open(about, "w") as out:
            for chunk in chunks:
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        return size, digest.hexdigest()


def as_json(value: object) -> bytes:
    """JSON that a person can read, the same for the same value."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _seal(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(-64, 2)
        place = file.tell()
        file.seek(0)
        seal = _sha256_of(file, place)
        file.seek(place)
        file.write(seal.encode())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return _sha256_of(file, path.stat().st_size)


def _sha256_of(file: Any, length: int) -> str:
    digest = hashlib.sha256()
    while length and (chunk := file.read(min(length, _AT_ONCE))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.hexdigest()


def faults_in(path: Path) -> Iterator[Refusal]:
    """What is not as it was issued, naming the file; nothing for a pack that is whole."""
    faults = list(_faults_in_files(path))
    yield from faults
    if not faults and not _is_sealed(path):
        yield Refusal("supply.pack-seal-is-broken", {"file": path.name})


def manifest_of(path: Path) -> dict[str, Any]:
    """The manifest of a pack that was verified."""
    with zipfile.ZipFile(path) as pack:
        found: dict[str, Any] = json.loads(pack.read(MANIFEST))
    return found


def _faults_in_files(path: Path) -> Iterator[Refusal]:
    try:
        with zipfile.ZipFile(path) as pack:
            yield from _faults_in_zip(pack)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as trouble:
        yield Refusal("supply.pack-is-no-pack", {"file": path.name, "trouble": str(trouble)[:100]})


def _faults_in_zip(pack: zipfile.ZipFile) -> Iterator[Refusal]:
    names = pack.namelist()
    if MANIFEST not in names:
        yield Refusal("supply.pack-has-no-manifest")
        return
    listed = _listed(pack)
    if listed is None:
        yield Refusal("supply.pack-file-changed", {"file": MANIFEST})
        return
    for name in names:
        if name != MANIFEST and name not in listed:
            yield Refusal("supply.pack-file-added", {"file": name})
    for name, (size, digest) in listed.items():
        if name not in names:
            yield Refusal("supply.pack-file-missing", {"file": name})
        elif _read(pack, name, _digest) != (size, digest):
            yield Refusal("supply.pack-file-changed", {"file": name})


def _listed(pack: zipfile.ZipFile) -> dict[str, tuple[int, str]] | None:
    """Size and SHA-256 by path as the manifest tells; None when it cannot be read."""
    content = _read(pack, MANIFEST, lambda file: file.read())
    try:
        manifest = json.loads(content or b"")
        if manifest["format"] != FORMAT:
            return None
        return {each["path"]: (int(each["size"]), str(each["sha256"])) for each in manifest["files"]}
    except (ValueError, KeyError, TypeError):
        return None


def _digest(file: Any) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    while chunk := file.read(_AT_ONCE):
        size += len(chunk)
        digest.update(chunk)
    return size, digest.hexdigest()


def _read(pack: zipfile.ZipFile, name: str, how: Callable[[Any], Any]) -> Any:
    """What `how` makes of a file; None when its bytes do not even unpack."""
    try:
        with pack.open(name) as file:
            return how(file)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        return None


def _is_sealed(path: Path) -> bool:
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(size - len(_EMPTY_SEAL))
        told = file.read()
        file.seek(0)
        return told == b"sha256:" + _sha256_of(file, size - 64).encode()
