"""A package that others made, looked at before anybody keeps it: an HTML5 app (Kolibri) or a SCORM 1.2 package, in a ZIP.

Nothing is unpacked to look at it. Required answers: reference learning.md, section 12; SCORM 1.2 content packaging (ADL).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath
from stat import S_ISLNK
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from rochdale.kernel.refusal import Refusal

MOST_PACKED, MOST_UNPACKED, MOST_FILES, MOST_TIMES = 20_000_000, 100_000_000, 2_000, 100
"""Bytes as sent and unpacked, files, and how many times larger a file may become."""
MANIFEST, INDEX = "imsmanifest.xml", "index.html"
PAGES = (".html", ".htm", ".xhtml")
PROGRAMS = (
    ".exe",
    ".dll",
    ".bat",
    ".cmd",
    ".com",
    ".msi",
    ".scr",
    ".ps1",
    ".vbs",
    ".sh",
    ".php",
    ".jsp",
    ".asp",
    ".aspx",
    ".jar",
    ".apk",
    ".py",
)
SPACE = "{http://www.imsproject.org/xsd/imscp_rootv1p1p2}"
_CALLS = re.compile(r"""(?:src|href|action)\s*=\s*["']?\s*(?:https?:)?//([^"'/\s>]+)""", re.IGNORECASE)
_RUNS = re.compile(r"<\s*script\b(?![^>]*\bsrc\s*=)|\son[a-z]+\s*=\s*[\"']|javascript:", re.IGNORECASE)
_ENCRYPTED = 0x1


class PackageKind(StrEnum):
    """What a package is for."""

    HTML5 = "html5"
    SCORM = "scorm-1.2"


@dataclass(frozen=True, slots=True)
class PackageChecked:
    """A package looked at. `kind` is None where there is a fault; notices refuse nothing."""

    kind: PackageKind | None
    title: str = ""
    launch: str = ""
    files: int = 0
    faults: tuple[Refusal, ...] = ()
    notices: tuple[Refusal, ...] = ()


def check_package(content: bytes) -> PackageChecked:
    """Look at a ZIP. Every fault is named with its file; with faults of the ZIP itself nothing in it is read."""
    if len(content) > MOST_PACKED:
        return PackageChecked(None, faults=(Refusal("learning.package-is-too-large", {"most": MOST_PACKED // 1_000_000}),))
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, NotImplementedError, ValueError, OSError, EOFError):
        return PackageChecked(None, faults=(Refusal("learning.package-is-no-zip"),))
    with archive:
        entries = archive.infolist()
        if faults := tuple(_faults_of_entries(entries)):
            return PackageChecked(None, files=len(entries), faults=faults)
        return _content(archive, entries)


def _faults_of_entries(entries: list[ZipInfo]) -> Iterator[Refusal]:
    if len(entries) > MOST_FILES:
        yield Refusal("learning.package-has-too-many-files", {"most": MOST_FILES})
        return
    if sum(one.file_size for one in entries) > MOST_UNPACKED:
        yield Refusal("learning.package-grows-too-large", {"most": MOST_UNPACKED // 1_000_000})
    for one in entries:
        told = {"file": one.filename[:120]}
        yield from (Refusal(code, told | {"times": MOST_TIMES}) for code, is_so in _WRONG.items() if is_so(one))


def _leaves(one: ZipInfo) -> bool:
    path = PurePosixPath(one.filename.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or bool(re.match(r"[A-Za-z]:", one.filename))


_WRONG: Mapping[str, Callable[[ZipInfo], bool]] = {
    "learning.package-leaves-its-folder": _leaves,
    "learning.package-has-a-link": lambda one: S_ISLNK(one.external_attr >> 16),
    "learning.package-is-locked": lambda one: bool(one.flag_bits & _ENCRYPTED),
    "learning.package-is-a-bomb": lambda one: one.file_size > MOST_TIMES * max(one.compress_size, 1_000),
    "learning.package-has-a-program": lambda one: one.filename.lower().endswith(PROGRAMS),
}


def _content(archive: ZipFile, entries: list[ZipInfo]) -> PackageChecked:
    faults, notices = list[Refusal](), list[Refusal]()
    names = {one.filename for one in entries}
    for one in entries:
        if one.filename.lower().endswith((*PAGES, ".xml")):
            _page(one.filename, _read(archive, one, faults), faults, notices)
    kind, title, launch = PackageKind.HTML5, "", INDEX
    if MANIFEST in names:
        kind = PackageKind.SCORM
        title, launch = _manifest(_read(archive, archive.getinfo(MANIFEST), []), names, faults)
    elif INDEX not in names:
        is_deeper = any(name.endswith((f"/{MANIFEST}", f"/{INDEX}")) for name in names)
        faults.append(Refusal("learning.package-is-a-folder-deeper" if is_deeper else "learning.package-has-no-beginning"))
    return PackageChecked(None if faults else kind, title, launch, len(entries), tuple(faults), tuple(notices))


def _read(archive: ZipFile, one: ZipInfo, faults: list[Refusal]) -> str:
    try:
        content = archive.read(one)
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError):
        faults.append(Refusal("learning.package-is-damaged", {"file": one.filename[:120]}))
        return ""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as trouble:
        faults.append(Refusal("learning.is-not-utf-8", {"file": one.filename[:120], "line": content[: trouble.start].count(b"\n") + 1}))
        return ""


def _page(name: str, text: str, faults: list[Refusal], notices: list[Refusal]) -> None:
    if name.lower().endswith(PAGES) and _RUNS.search(text):
        faults.append(Refusal("learning.package-has-a-script-inside", {"file": name[:120]}))
    for host in dict.fromkeys(_CALLS.findall(text)):
        if name.lower().endswith(PAGES):
            notices.append(Refusal("learning.package-calls-out", {"file": name[:120], "host": host[:80]}))


def _manifest(text: str, names: set[str], faults: list[Refusal]) -> tuple[str, str]:
    """Its title and the file with which it begins."""
    if not text:
        return "", ""
    try:
        root = fromstring(text)
    except (ParseError, DefusedXmlException, ValueError):
        faults.append(Refusal("learning.manifest-is-broken", {"file": MANIFEST}))
        return "", ""
    version = (root.findtext(f"{SPACE}metadata/{SPACE}schemaversion") or "").strip()
    if root.tag != f"{SPACE}manifest" or version not in {"1.2", ""}:
        faults.append(Refusal("learning.manifest-is-of-another-standard", {"file": MANIFEST, "standard": version or root.tag[:60]}))
        return "", ""
    organization = root.find(f"{SPACE}organizations/{SPACE}organization")
    item = organization.find(f".//{SPACE}item[@identifierref]") if organization is not None else None
    if organization is None or item is None:
        faults.append(Refusal("learning.manifest-has-no-item", {"file": MANIFEST}))
        return "", ""
    resources: Mapping[str, str] = {one.get("identifier", ""): one.get("href", "") for one in root.iter(f"{SPACE}resource")}
    launch = resources.get(item.get("identifierref", ""), "").partition("?")[0]
    if launch not in names:
        faults.append(Refusal("learning.manifest-leads-nowhere", {"file": MANIFEST, "launch": launch[:120] or "–"}))
    return (organization.findtext(f"{SPACE}title") or "").strip(), launch
