"""Offices work without a line, in databases of their own, and meet at the centre: nothing is lost, nothing is issued twice."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rochdale.base.actor import SYSTEM
from rochdale.base.models import AuditEntry
from rochdale.kernel.refusal import Refused
from rochdale.registry import operations
from rochdale.registry.desk_bringing import bring_report
from rochdale.registry.desk_files import open_desk
from rochdale.registry.desk_reports import write_report
from rochdale.registry.models import Desk, DeskItem, Dossier, DossierStep, EntityNow, Filing, IssuedNumber, NumberBlock
from rochdale.registry.projection import differing
from rochdale.registry.queries.names import search
from rochdale.registry.rules.packs import shipped
from tests.cast import AT, Cast, id_of, later
from tests.registry.desks import decided, desk_of, elsewhere, keyed, opened_at, reported_at
from tests.registry.offices import act, allot, join, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offices(cast: Cast) -> None:
    set_up()
    join("khamla2", "Khamla Inthisone", "salavan", "registrar")


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in caught.value.refusals]


def left(office: str, count: int) -> None:
    """So many numbers of its block are left."""
    block = NumberBlock.objects.get(office=id_of(office), scope="LA:la-2010:seq")
    block.used = block.last - block.first + 1 - count
    block.save()


def test_two_desks_issue_from_their_blocks_and_meet(tmp_path: Path) -> None:
    for office in ("LA-CS", "LA-SL"):
        left(office, 2)
    south = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    north = opened_at(tmp_path / "sl.sqlite3", desk_of("LA-SL"))
    with elsewhere(south):
        numbers = [decided(f"south {name}", name=f"{name} Cooperative") for name in ("Hill", "River")]
        with pytest.raises(Refused) as caught:
            decided("south Lotus", name="Lotus Cooperative")
        assert codes(caught) == ["registry.no-numbers-left"]
        waits = Dossier.objects.get(pk=id_of("south Lotus"))
        assert (waits.state, waits.number, waits.channel) == ("in-review", "LA-CS-T1/2026/00003", "offline"), "a receipt without a number"
    with elsewhere(north):
        numbers += [decided(f"north {name}", office="LA-SL", body="salavan", village="Lao Ngam") for name in ("Tiger", "Heron")]
    assert numbers == ["CS-000049", "CS-000050", "SL-000099", "SL-000100"]
    assert not EntityNow.objects.exists(), "the centre knows nothing yet"

    for file in (south, north):
        brought = bring_report(reported_at(file).content, by=SYSTEM, at=later(days=3))
        assert brought.outcomes == {"confirmed": brought.items}, [one.conflicts for one in DeskItem.objects.all()]
    assert sorted(EntityNow.objects.values_list("number", flat=True)) == numbers
    assert IssuedNumber.objects.count() == 4
    assert differing(mend=False) == (4, [])
    assert {hit.name for hit in search("tiger")} == {"north Tiger Cooperative"}
    kept = Dossier.objects.get(pk=id_of("south Hill"))
    assert (kept.received_on, kept.state) == (AT.date(), "registered"), "the day of receipt stays"
    assert AuditEntry.objects.filter(what="registry.approve-dossier", by_name="Sone Phimma").count() == 2


def test_a_report_brought_twice_or_later_with_more_changes_nothing_twice(tmp_path: Path) -> None:
    desk = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    with elsewhere(desk):
        decided("one", name="Hill Cooperative")
        keyed("two", name="River Cooperative")
    first = reported_at(desk)
    bring_report(first.content, by=SYSTEM, at=later(days=1))
    before = {model: model.objects.count() for model in (Dossier, DossierStep, DeskItem, AuditEntry, IssuedNumber)}
    again = bring_report(first.content, by=act("bounmy", "register"), at=later(days=2))
    assert (again.known, again.outcomes) == (2, {})
    assert before == {model: model.objects.count() for model in before}

    with elsewhere(desk):
        operations.take_up(id=id_of("up"), by=act("sone", "register"), at=later(days=2), dossier_id=id_of("two"))
    second = bring_report(reported_at(desk, at=later(days=3)).content, by=SYSTEM, at=later(days=3))
    assert (second.known, second.outcomes) == (1, {"confirmed": 1})
    assert Dossier.objects.get(pk=id_of("two")).state == "in-review"
    late = bring_report(first.content, by=SYSTEM, at=later(days=4))
    assert (late.known, Dossier.objects.get(pk=id_of("two")).state) == (2, "in-review"), "an older report says nothing new"


def test_what_is_at_the_desk_is_not_issued_at_the_centre_and_comes_back_with_the_last_report(tmp_path: Path) -> None:
    desk = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    with pytest.raises(Refused) as caught:
        decided("online", name="Cedar Cooperative")
    assert codes(caught) == ["registry.numbers-are-at-the-desk"]
    with elsewhere(desk):
        assert decided("offline", name="Hill Cooperative") == "CS-000001"
    last = reported_at(desk, is_last=True)
    with elsewhere(desk), pytest.raises(Refused) as caught:
        decided("too late", name="River Cooperative")
    assert codes(caught) == ["registry.desk-is-closed"]
    bring_report(last.content, by=SYSTEM, at=later(days=1))
    assert Desk.objects.get().closed_at == later(days=1)
    assert decided("online again", name="Stone Cooperative") == "CS-000002"


@pytest.mark.heavy
def test_a_desk_gets_another_block_with_its_next_file(tmp_path: Path) -> None:
    left("LA-CS", 1)
    desk = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    with elsewhere(desk):
        decided("one", name="Hill Cooperative")
    allot("LA-CS", "LA:la-2010:seq", 101, 150)
    opened_at(desk, desk_of("LA-CS", at=later(days=1)), at=later(days=1))
    with elsewhere(desk):
        assert decided("two", name="River Cooperative", at=later(days=1)) == "CS-000101"


def rewritten(content: bytes, name: str, change: bytes | None, manifest: dict[str, object] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            body = old.read(part)
            if part == "manifest.json" and manifest:
                body = json.dumps({**json.loads(body), **manifest}).encode()
            if part != name or change is not None:
                new.writestr(part, change if part == name and change is not None else body)
    return out.getvalue()


DAMAGES: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("half of the file is missing", lambda content: content[: len(content) // 2], "registry.desk-archive-damaged"),
    ("a part was changed", lambda content: rewritten(content, "items.json", b"[1]"), "registry.desk-archive-damaged"),
    ("a part is missing", lambda content: rewritten(content, "audit.json", None), "registry.desk-archive-damaged"),
    ("the list was changed", lambda content: rewritten(content, "", None, {"number": 7}), "registry.desk-archive-altered"),
    ("the signature was taken off", lambda content: rewritten(content, "signature", None), "registry.desk-archive-altered"),
    ("it is of another centre", lambda content: rewritten(content, "", None, {"desk": str(id_of("x"))}), "registry.desk-unknown"),
    ("it is no report", lambda content: rewritten(content, "manifest.json", None), "registry.desk-archive-of-another-kind"),
    ("it is no archive", lambda _content: b"%PDF-1.4", "registry.desk-archive-damaged"),
]


def test_a_damaged_or_altered_report_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    desk = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    content = reported_at(desk).content
    before = AuditEntry.objects.count()
    for says, change, code in DAMAGES:
        with pytest.raises(Refused) as caught:
            bring_report(change(content), by=SYSTEM, at=AT)
        assert codes(caught) == [code], says
    assert AuditEntry.objects.count() == before


def settled(item: DeskItem, way: str, word: str = "settled") -> None:
    operations.settle_item(
        id=id_of(word), by=act("bounmy", "register"), at=later(days=5), item_id=item.id, way=way, reason="The village head was asked."
    )


def waiting() -> list[tuple[str, list[str], list[str]]]:
    """What waits: as it is called, what stands against it, whose word may count."""
    rows = DeskItem.objects.filter(state="queued").order_by("called")
    return [(row.called, [one["code"].removeprefix("registry.desk-") for one in row.conflicts], row.ways) for row in rows]


def test_a_name_given_meanwhile_waits_for_a_person(tmp_path: Path) -> None:
    desk = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    allot("LA-CS", "LA:la-2010:seq", 101, 110)
    assert decided("online", name="Hill Cooperative") == "CS-000101", "the centre has a block of its own again"
    with elsewhere(desk):
        assert decided("offline", name="Hill Coffee Cooperative") == "CS-000001"
        assert decided("another", name="Hill and River Cooperative") == "CS-000002"
    report = reported_at(desk).content
    looked = bring_report(report, by=SYSTEM, at=later(days=2), is_dry=True)
    assert looked.outcomes == {"queued": 2}
    assert not DeskItem.objects.exists(), "a trial keeps nothing"
    bring_report(report, by=SYSTEM, at=later(days=2))
    assert waiting() == [
        ("Hill Coffee Cooperative", ["name-is-borne"], ["desk", "centre"]),
        ("Hill and River Cooperative", ["name-is-borne"], ["desk", "centre"]),
    ]
    first, second = DeskItem.objects.filter(state="queued").order_by("called")
    with pytest.raises(Refused) as caught:
        operations.settle_item(id=id_of("x"), by=act("bounmy", "register"), at=AT, item_id=first.id, way="desk", reason=" ")
    assert codes(caught) == ["registry.desk-settled-without-reason"]

    settled(first, "centre")
    dossier = Dossier.objects.get(pk=id_of("offline"))
    assert (dossier.state, dossier.entity_id, dossier.received_on) == ("in-review", None, AT.date())
    assert [step.move for step in dossier.steps.order_by("at", "id")] == ["submit", "take-up"]
    void = IssuedNumber.objects.get(value=1, scope="LA:la-2010:seq")
    assert (void.entity, void.void_because) == (None, "The village head was asked.")

    settled(second, "desk", "settled too")
    assert Dossier.objects.get(pk=id_of("another")).state == "registered"
    assert sorted(EntityNow.objects.values_list("number", flat=True)) == ["CS-000002", "CS-000101"]
    assert differing(mend=False) == (2, [])
    with pytest.raises(Refused) as caught:
        settled(second, "centre", "again")
    assert codes(caught) == ["registry.desk-item-is-settled"]
    assert bring_report(report, by=SYSTEM, at=later(days=6)).known == 2


@pytest.mark.heavy
def test_the_same_group_at_the_centre_and_at_the_desk(tmp_path: Path) -> None:
    desk = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    keyed("online", name="Hill Cooperative")
    with elsewhere(desk):
        keyed("offline", name="Hill Cooperative")
    bring_report(reported_at(desk).content, by=SYSTEM, at=later(days=2))
    assert waiting() == [("Hill Cooperative", ["duplicate"], ["desk", "centre"])]
    settled(DeskItem.objects.get(state="queued"), "centre")
    assert Dossier.objects.get(pk=id_of("offline")).state == "withdrawn", "the other one goes on; this one is kept with its reason"
    assert Dossier.objects.get(pk=id_of("online")).state == "submitted"


def test_a_dossier_that_moved_on_at_both_sides(tmp_path: Path) -> None:
    for word, name in (("one", "Hill Cooperative"), ("two", "River Cooperative")):
        keyed(word, name=name)
    desk = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    sone = act("sone", "register")
    with elsewhere(desk):
        for word in ("one", "two"):
            operations.take_up(id=id_of(f"{word} up there"), by=sone, at=later(hours=1), dossier_id=id_of(word))
    operations.take_up(id=id_of("up here"), by=sone, at=later(hours=2), dossier_id=id_of("one"))
    operations.transfer_dossier(
        id=id_of("gone"), by=sone, at=later(hours=3), dossier_id=id_of("one"), office_id=id_of("LA-SL"), reason="The seat is there."
    )
    brought = bring_report(reported_at(desk).content, by=SYSTEM, at=later(days=2))
    assert brought.outcomes == {"confirmed": 1, "queued": 1}
    assert Dossier.objects.get(pk=id_of("two")).state == "in-review", "only the desk went on with it"
    assert waiting() == [("Hill Cooperative", ["moved-on"], ["desk", "centre"])]
    settled(DeskItem.objects.get(state="queued"), "centre")
    dossier = Dossier.objects.get(pk=id_of("one"))
    assert (dossier.state, dossier.office and dossier.office.code) == ("submitted", "LA-SL")


@pytest.mark.heavy
def test_a_number_that_is_not_the_desks_is_never_taken(tmp_path: Path) -> None:
    desk = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    with elsewhere(desk):
        NumberBlock.objects.filter(scope="LA:la-2010:seq").update(first=51, last=60)
        assert decided("offline", name="Hill Cooperative") == "CS-000051"
    bring_report(reported_at(desk).content, by=SYSTEM, at=later(days=2))
    assert waiting() == [("Hill Cooperative", ["number-not-of-block"], ["centre"])]
    item = DeskItem.objects.get(state="queued")
    with pytest.raises(Refused) as caught:
        settled(item, "desk")
    assert codes(caught) == ["registry.desk-way-is-closed"]
    settled(item, "centre")
    assert (Dossier.objects.get(pk=id_of("offline")).state, IssuedNumber.objects.count()) == ("in-review", 0)


@pytest.mark.heavy
def test_a_laptop_set_back_to_an_older_state_is_noticed(tmp_path: Path) -> None:
    desk = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    older = tmp_path / "older.sqlite3"
    shutil.copy(desk, older)
    with elsewhere(desk):
        decided("one", name="Hill Cooperative")
    with elsewhere(older):
        decided("two", name="River Cooperative")
    bring_report(reported_at(desk).content, by=SYSTEM, at=later(days=2))
    brought = bring_report(reported_at(older).content, by=SYSTEM, at=later(days=2))
    assert [one.code for one in brought.notices] == ["registry.desk-was-set-back"]
    assert waiting() == [("River Cooperative", ["number-is-anothers", "receipt-twice"], ["centre"])]
    settled(DeskItem.objects.get(state="queued"), "centre")
    assert Dossier.objects.get(pk=id_of("two")).number == "LA-CS-T1/2026/00001-2", "nothing is dropped"


def test_the_law_that_changed_meanwhile_is_told_with_both_sides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    with elsewhere(desk):
        decided("one", name="Hill Cooperative")
    report = reported_at(desk).content
    newer = tuple(replace(pack, sha256="f" * 64) if pack.id == "la-2010" else pack for pack in shipped())
    monkeypatch.setattr("rochdale.registry.judging_dossiers.shipped", lambda: newer)
    bring_report(report, by=SYSTEM, at=later(days=2))
    assert waiting() == [("Hill Cooperative", ["law-changed"], ["desk", "centre"])]


def test_a_void_number_and_a_correction_come_along(tmp_path: Path) -> None:
    decided("before", name="Hill Cooperative")
    desk = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    with elsewhere(desk):
        assert [hit.name for hit in search("hill")] == ["Hill Cooperative"], "the register of the territory came along"
        block = NumberBlock.objects.get(scope="LA:la-2010:seq")
        operations.void_number(id=id_of("void"), by=act("sone", "register"), at=AT, block_id=block.id, reason="The ink ran.")
        wrong = Filing.objects.get()
        operations.correct_filing(
            id=id_of("corrected"), by=act("sone", "register"), at=later(hours=1), filing_id=wrong.id,
            says={**wrong.says, "object": "Coffee and cardamom"}, reason="It was left out.",
        )  # fmt: skip
    brought = bring_report(reported_at(desk).content, by=SYSTEM, at=later(days=2))
    assert brought.outcomes == {"confirmed": 2}, [one.conflicts for one in DeskItem.objects.all()]
    assert IssuedNumber.objects.get(value=2).void_because == "The ink ran."
    assert EntityNow.objects.get().state["object"] == "Coffee and cardamom"


def test_what_cannot_be_a_desk(tmp_path: Path) -> None:
    file = desk_of("LA-CS")
    with pytest.raises(Refused) as caught:
        open_desk(file, at=AT)
    assert codes(caught) == ["registry.desk-is-not-empty"]
    desk = opened_at(tmp_path / "cs.sqlite3", file)
    with elsewhere(desk), pytest.raises(Refused) as caught:
        open_desk(file, at=AT)
    assert codes(caught) == ["registry.desk-file-is-older"]
    with elsewhere(desk), pytest.raises(Refused) as caught:
        operations.set_up_desk(id=id_of("of desk"), by=SYSTEM, at=AT, office_id=id_of("LA-CS"), name="", x="")
    assert codes(caught) == ["registry.done-at-the-centre"]
    with pytest.raises(Refused) as caught:
        write_report(by=SYSTEM, at=AT)
    assert codes(caught) == ["registry.not-a-desk"]
    with pytest.raises(Refused) as caught:
        operations.set_up_desk(id=id_of("second"), by=SYSTEM, at=AT, office_id=id_of("LA-CS"), name="", x="")
    assert codes(caught) == ["registry.office-has-a-desk-out"]


@pytest.mark.heavy
def test_a_lost_desk_is_given_up_and_its_numbers_never_come_again(tmp_path: Path) -> None:
    desk = opened_at(tmp_path / "cs.sqlite3", desk_of("LA-CS"))
    with elsewhere(desk):
        decided("one", name="Hill Cooperative")
    report = reported_at(desk).content
    operations.close_desk(id=id_of("lost"), by=SYSTEM, at=later(days=1), desk_id=id_of("desk LA-CS"), reason="Fell into the river.")
    with pytest.raises(Refused) as caught:
        decided("online", name="River Cooperative")
    assert codes(caught) == ["registry.numbers-are-at-the-desk"]
    allot("LA-CS", "LA:la-2010:seq", 101, 110)
    desk_of("LA-CS", word="second desk", at=later(days=2))
    assert bring_report(report, by=SYSTEM, at=later(days=3)).outcomes == {"confirmed": 1}, "it was found again"
