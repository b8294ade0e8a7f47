"""Ten are selected, three file, one is under review, one letter comes back: five go on, one is held. And how an entity ends."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from rochdale.base.actor import SYSTEM
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.registry import operations
from rochdale.registry.certificate_paper import certificate_pdf, liquidator_of, suffix_of
from rochdale.registry.models import Certificate, EntityNow, Submission, WarningBatch, WarningEntry, WarningLetter
from rochdale.registry.operations.standing import PaperBrought
from rochdale.registry.projection import differing
from rochdale.registry.queries.certificates import verified
from rochdale.registry.rules.certificates import Standing as CertificateStanding
from rochdale.registry.rules.warnings import Level, Step
from rochdale.registry.schedule import keep_up
from rochdale.registry.standing_rows import standing_of
from rochdale.registry.warning_rows import candidates, entries_of
from tests.cast import Cast, id_of
from tests.registry.offices import office
from tests.registry.standing import KNOWN, PDF, act, bring, set_up
from tests.registry.test_applying import device, sent, text
from tests.registry.test_applying import opened as page_of

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 2, 8, tzinfo=UTC)
"""More than two years after the register came here."""


def on(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in caught.value.refusals]


@pytest.fixture
def ten(cast: Cast) -> list[UUID]:
    ids = set_up(10, at=KNOWN)
    keep_up(MARCH, MARCH)
    return ids


def opened(ids: list[UUID], *, ground: str = "NO_AGM", wait: int = 30) -> WarningBatch:
    made = operations.open_batch(
        id=id_of("batch"), by=act("komi", "lome", MARCH), at=MARCH, office_id=office("TG").id, ground=ground, wait_days=wait, entity_ids=ids
    )
    return WarningBatch.objects.get(pk=made)


def at_step(batch: WarningBatch, step: Step, day: date) -> list[UUID]:
    return [seen.row.id for seen in entries_of(batch, day) if seen.next.step is step]


def send(batch: WarningBatch, level: Level, day: date, entries: list[UUID] | None = None) -> int:
    step = {Level.FIRST: Step.FIRST, Level.SECOND: Step.SECOND, Level.REFERRAL: Step.REFERRAL}[level]
    chosen = entries if entries is not None else at_step(batch, step, day)
    return operations.send_letters(
        id=id_of(f"{level} {day} {len(chosen)}"), by=act("komi", "lome", on(day)), at=on(day), batch_id=batch.id, level=level.value,
        entry_ids=chosen, sent_on=day, proof="Recommandé RR 2044",
    )  # fmt: skip


def entry(entity_id: UUID) -> WarningEntry:
    return WarningEntry.objects.get(entity_id=entity_id)


def test_ten_are_warned_five_go_on_and_one_is_held(ten: list[UUID]) -> None:
    assert {one.seen.now.entity_id for one in candidates(office("TG"), "NO_AGM", MARCH.date())} == set(ten)
    batch, first = opened(ten), date(2026, 3, 3)
    assert send(batch, Level.FIRST, first) == 10

    sena, later = act("sena", "lome", MARCH), on(date(2026, 3, 20))
    for entity_id in ten[:3]:
        bring(f"minutes {entity_id}", sena, later, entity_id, period=date(2024, 12, 31))
    operations.hold_off(id=id_of("review"), by=sena, at=later, entity_id=ten[3], kind="review", reason="They say they were not told")
    operations.note_returned(id=id_of("back"), by=sena, at=later, entry_id=entry(ten[4]).id, returned_on=date(2026, 3, 18))
    assert [entry(one).because for one in ten[:5]] == ["filed", "filed", "filed", "review", ""]

    second = date(2026, 4, 3)
    assert len(at_step(batch, Step.SECOND, second)) == 5
    assert at_step(batch, Step.HELD, second) == [entry(ten[4]).id]
    assert at_step(batch, Step.SECOND, date(2026, 4, 2)) == [], "the thirtieth day is still theirs"
    assert send(batch, Level.SECOND, second) == 5

    with pytest.raises(Refused) as caught:
        send(batch, Level.REFERRAL, date(2026, 5, 3), at_step(batch, Step.WAIT, date(2026, 5, 3)))
    assert set(codes(caught)) == {"registry.letter-out-of-turn"}
    assert send(batch, Level.REFERRAL, date(2026, 5, 4)) == 5
    seen = standing_of(ten[5], date(2026, 5, 4))
    assert seen is not None
    assert (seen.found.standing.value, seen.now.status) == ("in-dissolution", "registered"), "only the court ends it"
    assert entry(ten[4]).state == "warned"


def test_a_letter_sent_to_another_address_lets_it_go_on(ten: list[UUID]) -> None:
    batch = opened(ten[:2])
    send(batch, Level.FIRST, date(2026, 3, 3))
    sena = act("sena", "lome", MARCH)
    held = entry(ten[0]).id
    operations.note_returned(id=id_of("back"), by=sena, at=on(date(2026, 3, 9)), entry_id=held, returned_on=date(2026, 3, 9))
    assert send(batch, Level.FIRST, date(2026, 3, 12), [held]) == 1
    assert at_step(batch, Step.SECOND, date(2026, 4, 5)) == [entry(ten[1]).id]
    assert set(at_step(batch, Step.SECOND, date(2026, 4, 12))) == {held, entry(ten[1]).id}
    assert WarningLetter.objects.filter(entry_id=held).count() == 2, "the one that came back is kept"


def test_time_that_is_given_and_a_court_take_out_at_once(ten: list[UUID]) -> None:
    batch = opened(ten[:3])
    komi, when = act("komi", "lome", MARCH), on(date(2026, 3, 5))
    operations.give_time(
        id=id_of("time"), by=komi, at=when, entity_id=ten[0], obligation="AGM", period=date(2024, 12, 31), until_on=date(2026, 6, 30),
        reason="Flood",
    )  # fmt: skip
    stay = operations.hold_off(id=id_of("stay"), by=komi, at=when, entity_id=ten[1], kind="court-stay", reason="Tribunal de Lomé, 12/2026")
    assert [entry(one).because for one in ten[:3]] == ["extended", "court-stay", ""]
    spared = {one.seen.now.entity_id for one in candidates(office("TG"), "NO_AGM", date(2026, 3, 6))}
    assert not spared & set(ten[:3]), "nobody is selected twice, and not while a court looks"
    operations.end_stay(id=id_of("end"), by=komi, at=when, stay_id=UUID(stay), reason="Lifted")
    assert ten[1] in {one.seen.now.entity_id for one in candidates(office("TG"), "NO_AGM", date(2026, 3, 6))}
    assert batch.entries.count() == 3


def test_a_court_that_stays_a_referral_ends_it(ten: list[UUID]) -> None:
    batch = opened(ten[:1], wait=1)
    for level, day in ((Level.FIRST, 3), (Level.SECOND, 5), (Level.REFERRAL, 7)):
        send(batch, level, date(2026, 3, day))
    komi, when = act("komi", "lome", MARCH), on(date(2026, 3, 9))
    operations.hold_off(id=id_of("stay"), by=komi, at=when, entity_id=ten[0], kind="court-stay", reason="Rejected")
    seen = standing_of(ten[0], date(2026, 3, 9))
    assert seen is not None
    assert seen.found.standing.value == "overdue"


def test_only_those_who_meet_the_ground_are_warned(ten: list[UUID], cast: Cast) -> None:
    with pytest.raises(Refused) as caught:
        opened(ten, ground="INACTIVE")
    assert codes(caught) == ["registry.ground-not-met"]
    sena = act("sena", "lome", MARCH)
    with pytest.raises(Refused) as caught:
        operations.record_finding(
            id=id_of("f"), by=sena, at=MARCH, entity_id=ten[0], ground="NO_AGM", since_on=date(2020, 1, 1), says="Said so"
        )
    assert codes(caught) == ["registry.ground-is-read-from-papers"]
    found = operations.record_finding(
        id=id_of("found"),
        by=sena,
        at=MARCH,
        entity_id=ten[0],
        ground="INACTIVE",
        since_on=date(2023, 1, 1),
        says="The shed is empty",
    )
    assert [one.seen.now.entity_id for one in candidates(office("TG"), "INACTIVE", MARCH.date())] == [ten[0]]
    opened(ten[:1], ground="INACTIVE")
    operations.end_finding(id=id_of("no more"), by=sena, at=MARCH, finding_id=UUID(found), reason="They sold maize in February")
    assert entry(ten[0]).because == "not-so"
    with pytest.raises(NotAllowed):
        operations.open_batch(
            id=id_of("theirs"), by=cast.actor("bounmy"), at=MARCH, office_id=office("TG").id, ground="NO_AGM", wait_days=30, entity_ids=ten
        )


def ended(word: str, who: str, kind: str, entity_id: UUID, day: date, *, liquidator: str = "", body: str = "lome") -> None:
    made = operations.bring_act(
        id=id_of(word), by=act(who, body, on(day)), at=on(day), entity_id=entity_id, kind=kind, acted_on=day,
        papers=[PaperBrought(kind, "pv.pdf", PDF)], liquidator=liquidator,
    )  # fmt: skip
    operations.accept_papers(id=id_of(f"{word} yes"), by=act("komi", "lome", on(day)), at=on(day), submission_id=UUID(made))


def where(entity_id: UUID, day: date) -> tuple[str, str, str]:
    now, seen = EntityNow.objects.get(pk=entity_id), standing_of(entity_id, day)
    assert seen is not None
    return now.status, str(now.state.get("liquidator", "")), seen.found.standing.value


def test_members_end_it_a_liquidator_closes_it_and_it_can_be_restored(ten: list[UUID]) -> None:
    novissi, day = ten[0], date(2026, 3, 10)
    ended("dissolve", "afi", "dissolve", novissi, day, liquidator="Ama Kodjo", body="novissi")
    assert where(novissi, day) == ("liquidation", "Ama Kodjo", "liquidation")
    ended("liquidator", "sena", "liquidator", novissi, day + timedelta(days=30), liquidator="Yao Mensah")
    assert where(novissi, day + timedelta(days=30)) == ("liquidation", "Yao Mensah", "liquidation")
    ended("strike off", "sena", "strike-off", novissi, day + timedelta(days=200))
    assert where(novissi, day + timedelta(days=200))[::2] == ("dissolved", "dissolved")
    with pytest.raises(NotAllowed):
        ended("own restore", "afi", "restore", novissi, day + timedelta(days=300), body="novissi")
    ended("restore", "sena", "restore", novissi, day + timedelta(days=300))
    assert where(novissi, day + timedelta(days=300)) == ("registered", "", "overdue")
    assert differing(mend=False) == (10, [])


def test_whoever_ends_is_warned_no_more(ten: list[UUID]) -> None:
    opened(ten[:1])
    ended("dissolve", "sena", "dissolve", ten[0], date(2026, 3, 10), liquidator="Ama Kodjo")
    assert entry(ten[0]).because in {"filed", "ended"}
    with pytest.raises(Refused) as caught:
        ended("again", "sena", "dissolve", ten[0], date(2026, 3, 11), liquidator="Ama Kodjo")
    assert codes(caught) == ["registry.act-does-not-fit-status"]


def test_a_batch_on_screen_from_the_list_to_the_letters(cast: Cast) -> None:
    now = timezone.now()
    ids = set_up(3, at=now - timedelta(days=1000))
    keep_up(now, now)
    komi = device("komi")
    assert "3 cooperatives" in text(page_of(komi, "/register/office/warnings/"))
    page = page_of(komi, "/register/office/warnings/open/NO_AGM/")
    assert "the office may refer the case to the court, and no more" in text(page)
    page = sent(komi, "/register/office/warnings/open/NO_AGM/", entities=[str(one) for one in ids[:2]], wait_days="30")
    assert "2 go on, 0 held, 0 out, 0 referred" in text(page)
    batch = WarningBatch.objects.get()
    at = f"/register/office/warnings/{batch.id}/"
    letters = komi.get(f"{at}letters/1.pdf")
    assert letters["Content-Type"] == "application/pdf"
    assert b"/Count 2" in letters.content, "a letter for each"
    page = sent(komi, f"{at}send/1/", sent_on=str(now.date()), proof="RR 2044")
    assert "RR 2044" in page
    page = sent(komi, f"/register/office/warnings/entries/{batch.entries.order_by('id')[0].id}/returned/", returned_on=str(now.date()))
    assert "1 go on, 1 held, 0 out, 0 referred" in text(page)
    (again,) = re.findall(r'href="(/register/office/warnings/[^"]+send/1/[?]entry=[^"]+)"', page)
    assert "Until" in text(sent(komi, again, sent_on=str(now.date()), proof="Taken by Ama, signed"))


def test_an_end_on_screen_and_what_its_papers_say(cast: Cast) -> None:
    now = timezone.now()
    novissi, *_others = set_up(at=now - timedelta(days=500))
    afi, komi = device("afi"), device("komi")
    made = operations.issue_certificate(id=id_of("before"), by=SYSTEM, at=now, entity_id=novissi, on=now.date() - timedelta(days=1))
    before = Certificate.objects.get(pk=made)
    sent(
        afi,
        f"/register/end/{novissi}/dissolve/",
        acted_on=str(now.date()),
        liquidator="Ama Kodjo",
        file_1=SimpleUploadedFile("pv.pdf", PDF),
    )
    accept(komi)
    page = text(Client().get(f"/register/{novissi}/").content.decode())
    assert "The liquidator is Ama Kodjo." in page
    made = operations.issue_certificate(id=id_of("meanwhile"), by=SYSTEM, at=now, entity_id=novissi, on=now.date())
    row = Certificate.objects.get(pk=made)
    assert (suffix_of(row), liquidator_of(row)) == ("société en liquidation", "Ama Kodjo")
    assert certificate_pdf(row, link="https://example.org/?s=x", language="fr").startswith(b"%PDF")
    assert suffix_of(before) == ""

    sent(
        afi,
        f"/register/end/{novissi}/strike-off/",
        acted_on=str(now.date()),
        note="To SCOOPS Solim",
        file_1=SimpleUploadedFile("pv.pdf", PDF),
    )
    accept(komi)
    found = verified(before.statement, today=now.date())
    assert (found.standing, found.ended_on) == (CertificateStanding.DISSOLVED_SINCE, now.date()), "true on its date, since dissolved"
    assert "dissolved" in text(Client().get(f"/register/{novissi}/").content.decode())


def accept(client: Client) -> None:
    """What was brought last is accepted."""
    way = f"/register/submissions/{Submission.objects.order_by('-at', '-id')[0].id}/"
    hidden = re.findall(r'name="operation_id" value="([^"]+)"', page_of(client, way))
    assert client.post(f"{way}accept/", {"operation_id": hidden[0]}).status_code == 302
