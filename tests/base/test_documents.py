"""Files are checked, kept once under what they hold, and seen only by those who may."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from rochdale.base import documents
from rochdale.base.documents import MOST_BYTES, clean_name, content_of, is_seen_by, keep, may_see
from rochdale.base.models import Document
from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from tests.base.conftest import AT, KHAM, LARS, NOI

pytestmark = pytest.mark.django_db
CSV = b"lot;kg\nA;60\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def kept(name: str = "lots.csv", content: bytes = CSV) -> Document:
    return keep(by=KHAM, at=AT, name=name, content=content)


@pytest.mark.parametrize(
    ("says", "name", "content", "code"),
    [
        ("an empty file", "lots.csv", b"", "base.file-is-empty"),
        ("one byte over the limit", "lots.csv", b"a" * (MOST_BYTES + 1), "base.file-too-large"),
        ("a picture called a table", "lots.csv", PNG, "base.file-is-another-kind"),
        ("a table called a picture", "lots.png", CSV, "base.file-is-another-kind"),
        ("a program", "lots.exe", b"MZ", "base.file-kind-unknown"),
        ("a page", "lots.html", b"<script>", "base.file-kind-unknown"),
        ("no ending", "lots", CSV, "base.file-kind-unknown"),
        ("a path", "../../etc/lots.csv", CSV, "base.file-name-is-a-path"),
        ("a Windows path", "C:\\lots.csv", CSV, "base.file-name-is-a-path"),
        ("a hidden file", ".csv", CSV, "base.file-name-is-a-path"),
        ("no name", "", CSV, "base.file-name-is-a-path"),
        ("a NUL", "lots\x00.csv", CSV, "base.file-name-hidden-signs"),
        ("a line break", "lots\r\nX: y.csv", CSV, "base.file-name-hidden-signs"),
        ("an ending turned round", "lots\u202egnp.csv", CSV, "base.file-name-hidden-signs"),
        ("half a letter", "lots\ud800.csv", CSV, "base.file-name-hidden-signs"),
        ("a megabyte of name", "a" * 1_000_000 + ".csv", CSV, "base.file-name-too-long"),
        ("a name of 151 letters", "a" * 147 + ".csv", CSV, "base.file-name-too-long"),
    ],
)
def test_refused_with_a_sentence_and_nothing_is_stored(says: str, name: str, content: bytes, code: str, documents_folder: Path) -> None:
    with pytest.raises(Refused) as refused:
        kept(name, content)
    assert [refusal.code for refusal in refused.value.refusals] == [code]
    assert "%(" not in sentence(refused.value.refusals[0])
    assert not Document.objects.exists()
    assert not documents_folder.exists()


@pytest.mark.parametrize("name", ["ລາຍການ ກາເຟ.csv", "Récolte d’été.CSV", "a" * 146 + ".csv", "=cmd().csv"])
def test_accents_tones_and_odd_names_are_kept_as_text(name: str) -> None:
    assert kept(name).name == name


def test_a_name_is_stored_in_one_form() -> None:
    assert clean_name(" Re\u0301colte.csv ") == "R\u00e9colte.csv"


def test_the_name_is_no_part_of_the_place() -> None:
    document = kept()
    assert "lots" not in str(documents.path_of(document.sha256))
    assert content_of(document) == CSV


def test_the_same_file_is_one_document_and_one_place() -> None:
    assert kept() == kept()
    other = keep(by=LARS, at=AT, name="mine.csv", content=CSV)
    assert other != kept()
    assert documents.path_of(other.sha256) == documents.path_of(kept().sha256)


def test_bytes_changed_behind_our_back_are_not_handed_out_and_heal_when_kept_again() -> None:
    document = kept()
    documents.path_of(document.sha256).write_bytes(b"lot;kg\nA;61\n")
    with pytest.raises(OSError, match="not what was kept"):
        content_of(document)
    kept()
    assert content_of(document) == CSV


def test_bytes_are_on_the_disk_before_the_row_exists(monkeypatch: pytest.MonkeyPatch) -> None:
    order = []
    sync, replace_file = os.fsync, Path.replace
    monkeypatch.setattr(os, "fsync", lambda handle: order.append("sync") or sync(handle))
    monkeypatch.setattr(Path, "replace", lambda old, new: order.append("rename") or replace_file(old, new))
    create = Document.objects.get_or_create
    monkeypatch.setattr(Document.objects, "get_or_create", lambda **facts: order.append("row") or create(**facts))
    kept()
    assert order == ["sync", "rename", "sync", "sync", "row"]


def test_a_full_disk_leaves_no_row_and_no_half_file(monkeypatch: pytest.MonkeyPatch, documents_folder: Path) -> None:
    def full(handle: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        kept()
    assert not Document.objects.exists()
    assert [path for path in documents_folder.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("who", "actor", "sees"),
    [
        ("who kept it", KHAM, True),
        ("a colleague", NOI, False),
        ("another cooperative", LARS, False),
        ("who kept it, acting for another cooperative", replace(KHAM, organization_id=LARS.organization_id), False),
    ],
)
def test_a_document_about_nothing_is_seen_by(who: str, actor: object, sees: bool) -> None:
    assert is_seen_by(kept(), actor) is sees


def test_a_rule_of_its_kind_lets_others_see_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_may_see", {})
    about = kept("about.csv")
    document = keep(by=KHAM, at=AT, name="lots.csv", content=CSV, about=about)
    assert not is_seen_by(document, NOI)
    may_see(
        "base.Document", lambda actor, document: actor.organization_id == document.organization_id and document.about_id == str(about.pk)
    )
    assert is_seen_by(document, NOI)
    assert not is_seen_by(document, LARS)
