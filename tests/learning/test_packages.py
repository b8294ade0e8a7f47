"""Packages that others made: sound ones are told, bad ones are refused with a sentence, and nothing of them is ever unpacked."""

from __future__ import annotations

import json
import struct
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from rochdale.base.words import sentence
from rochdale.learning.commands import learning
from rochdale.learning.packs import STAGES, shipped
from rochdale.learning.rules.packages import PackageKind, check_package
from rochdale.learning.taken_away import as_package

SPACES = 'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"'
MANIFEST = f"""<?xml version="1.0"?><manifest identifier="m" {SPACES}>
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Golf</title><item identifier="i" identifierref="r"><title>One</title></item>
</organization></organizations><resources><resource identifier="r" href="start.html"/></resources></manifest>"""
PAGE = "<!doctype html><title>One</title><p>Hello</p>"
SCORM = {"imsmanifest.xml": MANIFEST, "start.html": PAGE}
ENTITIES = '<?xml version="1.0"?><!DOCTYPE m [<!ENTITY a "aaaaaaaaaa">]><manifest>&a;</manifest>'
OTHER = MANIFEST.replace(">1.2<", ">2004 4th Edition<")
EMPTY = MANIFEST.replace("<item ", "<other ").replace("</item>", "</other>")


def zipped(files: dict[str, str | bytes], change: dict[str, int] | None = None) -> bytes:
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = ZipInfo(name)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = (change or {}).get(name, 0o644) << 16
            archive.writestr(entry, content)
    return written.getvalue()


def locked(content: bytes) -> bytes:
    """The first entry says that it is locked, in both places."""
    local, central = content.index(b"PK\x03\x04") + 6, content.index(b"PK\x01\x02") + 8
    changed = bytearray(content)
    for at in (local, central):
        changed[at : at + 2] = struct.pack("<H", struct.unpack("<H", changed[at : at + 2])[0] | 1)
    return bytes(changed)


BAD: list[tuple[str, bytes, str]] = [
    ("no zip", b"hello", "package-is-no-zip"),
    ("cut off", zipped(SCORM)[:200], "package-is-no-zip"),
    ("a path that climbs out", zipped({**SCORM, "../../etc/passwd": "x"}), "package-leaves-its-folder"),
    ("the same with the strokes of Windows", zipped({**SCORM, "..\\..\\x.html": "x"}), "package-leaves-its-folder"),
    ("a path from the root", zipped({**SCORM, "/tmp/x.html": "x"}), "package-leaves-its-folder"),
    ("a path with a drive", zipped({**SCORM, "C:/x.html": "x"}), "package-leaves-its-folder"),
    ("a link", zipped({**SCORM, "link": "/etc/passwd"}, {"link": 0o120777}), "package-has-a-link"),
    ("locked", locked(zipped(SCORM)), "package-is-locked"),
    ("a bomb", zipped({**SCORM, "big.txt": b"0" * 30_000_000}), "package-is-a-bomb"),
    ("larger than allowed unpacked", zipped({**SCORM, **{f"{n}.bin": bytes(21_000_000) for n in range(5)}}), "package-grows-too-large"),
    ("too many files", zipped({f"{n}.txt": "" for n in range(2_001)}), "package-has-too-many-files"),
    ("a program", zipped({**SCORM, "setup.EXE": "MZ"}), "package-has-a-program"),
    ("a script inside a page", zipped({**SCORM, "a.html": "<p><script>alert(1)</script>"}), "package-has-a-script-inside"),
    ("a handler", zipped({**SCORM, "a.html": '<img src="x" onerror="alert(1)">'}), "package-has-a-script-inside"),
    ("another encoding", zipped({**SCORM, "a.html": "<p>Caf\xe9".encode("latin-1")}), "is-not-utf-8"),
    ("neither page nor manifest", zipped({"readme.txt": "hello"}), "package-has-no-beginning"),
    ("the folder was packed", zipped({"course/index.html": PAGE}), "package-is-a-folder-deeper"),
    ("a broken manifest", zipped({**SCORM, "imsmanifest.xml": "<manifest>"}), "manifest-is-broken"),
    ("a manifest with entities", zipped({**SCORM, "imsmanifest.xml": ENTITIES}), "manifest-is-broken"),
    ("another standard", zipped({**SCORM, "imsmanifest.xml": OTHER}), "manifest-is-of-another-standard"),
    ("nothing to begin with", zipped({**SCORM, "imsmanifest.xml": EMPTY}), "manifest-has-no-item"),
    ("its first page is missing", zipped({"imsmanifest.xml": MANIFEST}), "manifest-leads-nowhere"),
]


@pytest.mark.parametrize(("says", "content", "code"), BAD, ids=[row[0] for row in BAD])
def test_a_bad_package_is_refused_with_a_sentence(says: str, content: bytes, code: str) -> None:
    checked = check_package(content)
    assert checked.kind is None
    assert f"learning.{code}" in {one.code for one in checked.faults}, says
    assert all(sentence(one) for one in checked.faults)


def test_a_sound_package_is_told() -> None:
    told = check_package(zipped(SCORM))
    assert (told.kind, told.title, told.launch, told.faults) == (PackageKind.SCORM, "Golf", "start.html", ())
    told = check_package(zipped({"index.html": PAGE.replace("Hello", '<img src="https://cdn.example.org/a.png">')}))
    assert told.kind is PackageKind.HTML5
    assert [one.facts["host"] for one in told.notices] == ["cdn.example.org"]


@pytest.mark.parametrize("stage", STAGES)
def test_our_own_packages_pass(stage: str) -> None:
    course = shipped(stage)
    assert course is not None
    told = check_package(as_package(course, "lo", "coffee"))
    assert (told.kind, told.faults, told.notices) == (PackageKind.SCORM, (), ())


@given(st.binary(max_size=4_000))
def test_whatever_comes_is_answered(content: bytes) -> None:
    assert check_package(content).kind is None


def test_wherever_a_byte_is_damaged_it_is_answered() -> None:
    whole = zipped(SCORM)
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 0x55
        check_package(bytes(damaged))


def test_the_sample_of_kolibri_is_looked_at(outside: Path) -> None:
    told = check_package((outside / "learning" / "kolibri" / "html-app.zip").read_bytes())
    assert told.kind is PackageKind.HTML5
    assert told.launch == "index.html"


def test_the_command_says_it_in_words_and_in_json(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    good.write_bytes(zipped(SCORM))
    bad.write_bytes(zipped({"readme.txt": "hello"}))
    done = CliRunner().invoke(learning, ["check-package", str(good)])
    assert done.exit_code == 0 and "SCORM 1.2 package: Golf" in done.output
    done = CliRunner().invoke(learning, ["check-package", str(bad), "--json"])
    assert done.exit_code == 1 and not json.loads(done.output)["ok"]
