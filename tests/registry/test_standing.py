"""What a cooperative owes each year is brought once, looked through by another, and seen by everybody."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people.models import Notice
from rochdale.registry import judging_dossiers, operations, standing_rows
from rochdale.registry.models import ActsFor, Filing, StandingNow, Submission
from rochdale.registry.projection import differing
from rochdale.registry.queries.standing import overdue
from rochdale.registry.rules.verdicts import Verdict
from rochdale.registry.schedule import keep_up, remind
from rochdale.registry.standing_rows import standing_of
from tests.cast import AT, Cast, id_of
from tests.registry.law import OHADA, pack
from tests.registry.offices import answers, begun
from tests.registry.standing import PDF, act, bring, set_up
from tests.registry.test_applying import device, opened, sent, text

pytestmark = pytest.mark.django_db
JULY = datetime(2026, 7, 15, 8, tzinfo=UTC)
YEAR_25 = date(2025, 12, 31)


@pytest.fixture
def novissi(cast: Cast) -> UUID:
    return set_up(at=datetime(2026, 2, 1, 8, tzinfo=UTC))[0]


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in caught.value.refusals]


def where(entity_id: UUID, on: date) -> tuple[str, date | None]:
    seen = standing_of(entity_id, on)
    assert seen is not None
    return seen.found.standing.value, seen.found.since


def test_what_was_due_before_the_register_came_here_is_nobodys_fault(novissi: UUID) -> None:
    assert where(novissi, date(2026, 6, 30)) == ("good", None), "assemblies of 2019 to 2024 are unknown, not missing"
    assert where(novissi, date(2026, 7, 1)) == ("overdue", date(2026, 7, 1))


def test_minutes_are_brought_and_accepted_and_stand_in_the_ledger(novissi: UUID) -> None:
    afi, komi = act("afi", "novissi", JULY), act("komi", "lome", JULY)
    made = bring("minutes", afi, JULY, novissi, period=YEAR_25, held_on=date(2026, 6, 12))
    assert where(novissi, JULY.date())[0] == "overdue", "brought is not yet accepted"
    filing = operations.accept_papers(id=id_of("accept"), by=komi, at=JULY, submission_id=made)
    assert operations.accept_papers(id=id_of("accept"), by=komi, at=JULY, submission_id=made) == filing
    row = Filing.objects.get(pk=filing)
    assert (row.kind, row.legal_on, row.says["obligation"], row.says["period"]) == ("agm-minutes", date(2026, 6, 12), "AGM", "2025-12-31")
    assert "minutes.pdf" not in str(row.says), "the ledger is public, names of files are not"
    assert where(novissi, JULY.date()) == ("good", None)
    assert differing(mend=False) == (1, [])
    with pytest.raises(Refused) as caught:
        bring("again", afi, JULY, novissi, period=YEAR_25)
    assert codes(caught) == ["registry.already-accepted"]


def test_the_key_of_a_year_is_unique_in_the_database(novissi: UUID) -> None:
    made = bring("minutes", act("afi", "novissi", JULY), JULY, novissi, period=YEAR_25)
    row = Submission.objects.get(pk=made)
    row.pk = id_of("another")
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_the_office_asks_again_and_the_year_stays_the_same(novissi: UUID) -> None:
    afi, komi = act("afi", "novissi", JULY), act("komi", "lome", JULY)
    made = bring("minutes", afi, JULY, novissi, period=YEAR_25)
    with pytest.raises(Refused) as caught:
        operations.ask_for_papers(id=id_of("nothing"), by=komi, at=JULY, submission_id=made, note=" ")
    assert codes(caught) == ["registry.asked-for-nothing"]
    operations.ask_for_papers(id=id_of("ask"), by=komi, at=JULY, submission_id=made, note="The last page is missing")
    assert bring("minutes again", afi, JULY, novissi, period=YEAR_25) == made
    assert [step.move for step in Submission.objects.get(pk=made).steps.order_by("at", "id")].count("bring") == 2


def test_whoever_keyed_it_in_the_office_does_not_accept_it(novissi: UUID) -> None:
    komi, sena = act("komi", "lome", JULY), act("sena", "lome", JULY)
    made = bring("keyed", komi, JULY, novissi, period=YEAR_25)
    with pytest.raises(Refused) as caught:
        operations.accept_papers(id=id_of("own"), by=komi, at=JULY, submission_id=made)
    assert codes(caught) == ["registry.keyed-by-the-same-person"]
    operations.accept_papers(id=id_of("other"), by=sena, at=JULY, submission_id=made)


@pytest.mark.parametrize(
    ("says", "period", "held_on", "expects"),
    [
        ("a year that is not over", date(2026, 12, 31), None, ["registry.year-not-over", "registry.act-before-the-year-ended"]),
        ("an assembly that has not met", YEAR_25, date(2026, 8, 1), ["registry.act-in-the-future"]),
        ("an assembly before the year ended", YEAR_25, date(2025, 11, 1), ["registry.act-before-the-year-ended"]),
    ],
)
def test_what_cannot_be_brought(novissi: UUID, says: str, period: date, held_on: date | None, expects: list[str]) -> None:
    with pytest.raises(Refused) as caught:
        bring("minutes", act("afi", "novissi", JULY), JULY, novissi, period=period, held_on=held_on)
    assert codes(caught) == expects, says


def test_strangers_neither_bring_nor_accept(novissi: UUID, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        bring("stranger", cast.actor("noy"), JULY, novissi, period=YEAR_25)
    made = bring("minutes", act("afi", "novissi", JULY), JULY, novissi, period=YEAR_25)
    for by in (act("afi", "novissi", JULY), cast.actor("bounmy")):
        with pytest.raises(NotAllowed):
            operations.accept_papers(id=id_of(f"{by.id} accepts"), by=by, at=JULY, submission_id=made)


def test_more_time_ends_what_is_overdue_the_day_it_is_given(novissi: UUID) -> None:
    komi = act("komi", "lome", JULY)
    keep_up(JULY, JULY)
    assert [row.entity_id for row in overdue(komi)] == [novissi]
    with pytest.raises(Refused) as caught:
        operations.give_time(
            id=id_of("no"), by=komi, at=JULY, entity_id=novissi, obligation="AGM", period=YEAR_25, until_on=date(2026, 6, 1), reason=""
        )
    assert codes(caught) == ["registry.extension-needs-a-reason", "registry.extension-gives-no-time"]
    operations.give_time(
        id=id_of("time"), by=komi, at=JULY, entity_id=novissi, obligation="AGM", period=YEAR_25, until_on=date(2026, 9, 30), reason="Flood"
    )
    assert list(overdue(komi)) == []
    assert where(novissi, date(2026, 10, 1)) == ("overdue", date(2026, 10, 1))


def test_the_list_of_the_overdue_follows_the_days(novissi: UUID) -> None:
    keep_up(AT, datetime(2026, 6, 30, 12, tzinfo=UTC))
    row = StandingNow.objects.get(pk=novissi)
    assert (row.standing, row.holds_until) == ("good", date(2026, 6, 30))
    keep_up(AT, datetime(2026, 7, 1, 12, tzinfo=UTC))
    row.refresh_from_db()
    assert (row.standing, row.since_on, row.overdue) == (
        "overdue", date(2026, 7, 1), [{"obligation": "AGM", "period": "2025-12-31", "since": "2026-07-01"}],
    )  # fmt: skip


def test_reminders_come_a_month_before_and_the_day_after_once(novissi: UUID) -> None:
    for day in (date(2026, 5, 30), date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 1), date(2026, 7, 2)):
        until = datetime(day.year, day.month, day.day, tzinfo=UTC)
        for _strike in range(2):
            remind(until - timedelta(days=1), until)
    told = list(Notice.objects.filter(person_id=id_of("afi")).order_by("at").values_list("at__date", "subject"))
    assert [day for day, _subject in told] == [date(2026, 5, 31), date(2026, 7, 1)]
    assert "30 June 2026" in told[0][1]


def test_what_was_missed_while_the_clock_stood_still_is_caught_up(novissi: UUID) -> None:
    remind(datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 7, 9, tzinfo=UTC))
    assert Notice.objects.filter(person_id=id_of("afi")).count() == 1, "one that it is overdue; that it will be is no news any more"


def test_case_p8_a_resolution_made_while_nothing_was_overdue_goes_on(novissi: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    law = pack(OHADA, ('due = { event = "agm", status = "unverified" }', 'due = { event = "fiscal_year_end", months_after = 3 }'))
    for module in (standing_rows, judging_dossiers):
        monkeypatch.setattr(module, "shipped", lambda: (law,))
    told = answers("COOP-CA", "COOP-CA Novissi", "CM", 16)
    told["seat"] = {"names": ["Maritime", "Zio", "Village 1"], "code": "TG/maritime/zio/village 1"}
    told["assembly"]["on"] = "2026-03-10"
    april = datetime(2026, 4, 15, 8, tzinfo=UTC)
    row = begun(act("afi", "novissi", april), "TG", told, entity_id=novissi, at=april)
    judgement = judging_dossiers.judge_dossier(row, today=april.date())
    then = [one.verdict for one in judgement.legal.rows if one.check == "standing"]
    now = [(one.verdict, one.reason.facts["since"]) for one in judgement.today.rows if one.check == "standing" and one.reason]
    assert then == [Verdict.PASS], "on 10 March it stood well"
    assert now == [(Verdict.WARN, date(2026, 4, 1))], "what is overdue since is told, and stops nothing"


def test_an_approved_application_makes_its_group_the_one_who_acts(novissi: UUID) -> None:
    operations.name_who_acts(id=id_of("other"), by=act("komi", "lome", JULY), at=JULY, entity_id=novissi, organization_id=id_of("mungo"))
    rows = ActsFor.objects.filter(entity_id=novissi).order_by("since_on", "at")
    assert [(row.organization_id == id_of("mungo"), row.until_on) for row in rows] == [(False, JULY.date()), (True, None)]


def test_on_screen_from_overdue_to_done(cast: Cast) -> None:
    now = timezone.now()
    novissi, *_others = set_up(at=now - timedelta(days=500))
    keep_up(now, now)
    afi, komi = device("afi"), device("komi")
    assert "Overdue since 1 July" in text(Client().get(f"/register/{novissi}/").content.decode()), "everybody sees it"

    page = opened(afi, "/register/owed/")
    assert "AUSCOOP, art. 110" in page
    (way,) = re.findall(rf'href="(/register/owed/{novissi}/AGM/[^"]+)"', page)
    held_on = (now - timedelta(days=20)).date()
    page = sent(afi, way, acted_on=str(held_on), note="Held late", file_1=SimpleUploadedFile("minutes.pdf", PDF))
    assert "The office looks through it" in text(page)

    assert "Novissi" in opened(komi, "/register/office/overdue/")
    page = opened(komi, "/register/office/brought/")
    (way,) = re.findall(r'href="(/register/submissions/[^"]+)"', page)
    assert komi.get(f"{way}papers/1/").content == PDF
    page = sent(komi, f"{way}ask/", note="The list of those present is missing")
    assert "The office asks for something" in text(page)

    page = opened(afi, way)
    assert "The list of those present is missing" in text(page)
    (again,) = re.findall(rf'href="(/register/owed/{novissi}/AGM/[^"]+)"', page)
    sent(afi, again, acted_on=str(held_on), file_1=SimpleUploadedFile("minutes.pdf", PDF + b" and the list"))
    hidden = re.findall(r'name="operation_id" value="([^"]+)"', opened(komi, way))
    komi.post(f"{way}accept/", {"operation_id": hidden[0]})
    assert "Nobody is overdue." in text(opened(komi, "/register/office/overdue/"))
    page = text(Client().get(f"/register/{novissi}/").content.decode())
    assert "Done on" in page
    assert "Minutes of its general assembly" in page


def test_an_officer_gives_time_and_names_who_acts_on_screen(cast: Cast) -> None:
    now = timezone.now()
    novissi, *_others = set_up(at=now - timedelta(days=500))
    komi = device("komi")
    page = opened(komi, f"/register/office/entities/{novissi}/")
    (way,) = re.findall(r'href="(/register/office/entities/[^"]+/time/AGM/[^"]+)"', page)
    page = sent(komi, way, until_on=str((now + timedelta(days=40)).date()), reason="The secretary is ill")
    assert "The secretary is ill" in page
    assert "more time was given" in page
    page = sent(komi, f"/register/office/entities/{novissi}/who-acts/", organization=str(id_of("novissi")))
    assert "SCOOPS Novissi" in page


def test_case_p8_on_the_officers_screen(cast: Cast) -> None:
    now = timezone.now()
    novissi, *_others = set_up(at=now - timedelta(days=500))
    seen = standing_of(novissi, now.date())
    since = seen.found.overdue[-1].since(now.date()) if seen else None
    assert since
    told = answers("COOP-CA", "COOP-CA Novissi", "CM", 16)
    told["seat"] = {"names": ["Maritime", "Zio", "Village 1"], "code": "TG/maritime/zio/village 1"}
    told["assembly"]["on"] = str(since - timedelta(days=20))
    row = begun(act("afi", "novissi", now), "TG", told, entity_id=novissi, at=now)
    operations.hand_in(id=id_of("in"), by=act("afi", "novissi", now), at=now, dossier_id=row.id, although=True)
    page = text(opened(device("komi"), f"/register/office/{row.id}/"))
    assert "Overdue since then" in page
    assert f"Ordinary general assembly is overdue since {since:%-d %B %Y}" in page
    assert "The filing goes on. Remind them." in page
