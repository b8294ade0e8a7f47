"""Workshops and the cascade as people meet them: planned, signed up for, signed in at, entered from paper, and what became of it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from rochdale.base import news
from rochdale.flows import outcomes
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.learning import operations
from rochdale.learning.cascade_page import tree
from rochdale.learning.models import Evaluation, Outcome, Participant, Picture, SignIn, Trainer, Workshop
from rochdale.learning.operations import Plan, RunSheet, Told, as_group
from rochdale.learning.queries.workshops import halves_of, on_the_list
from rochdale.learning.rules.cascade import Level
from rochdale.learning.rules.workshops import Days, Kind, Line, Session
from rochdale.people.acting import SESSION_KEY
from tests.cast import Cast
from tests.learning.sheets import SHEET, key_of, photograph

HALVES = frozenset({1, 2, 3, 4})


def plan(first: date, *, days: int = 2, capacity: int = 30) -> Plan:
    return Plan(Kind.TRAINERS, "Two days in Paksong", "Paksong", "en", Days(first, first + timedelta(days=days - 1), capacity))


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def held(cast: Cast, now: datetime) -> Workshop:
    """Two days that are over, held by the coffee growers."""
    id = new_id()
    operations.plan_workshop(id=id, by=cast.actor("noy", at=now), at=now, plan=plan(now.date() - timedelta(days=5)))
    return Workshop.objects.get(pk=id)


def keep(cast: Cast, row: Workshop, *lines: Told) -> list[int]:
    now = timezone.now()
    return operations.keep_list(id=new_id(), by=cast.actor("noy", at=now), at=now, workshop_id=row.id, today=now.date(), lines=lines)


def as_noy(client: Client, cast: Cast) -> Client:
    client.force_login(cast.people["noy"])
    session = client.session
    session[SESSION_KEY] = str(cast.organizations["bolaven"].id)
    session.save()
    return client


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_a_workshop_is_planned_with_an_agenda_made_of_a_bundle(client: Client, cast: Cast, now: datetime) -> None:
    as_noy(client, cast)
    ahead = (now + timedelta(days=20)).date()
    sent = {
        "operation_id": new_id(), "kind": "trainers", "title": "Two days in Paksong", "place": "Paksong", "language": "en", "capacity": 28,
        "begins_on": ahead.isoformat(), "ends_on": (ahead + timedelta(days=1)).isoformat(), "partners": "host: Ban Nong\nThe school",
    }  # fmt: skip
    answer = client.post("/learning/workshops/new/", sent)
    row = Workshop.objects.get()
    assert answer["Location"] == f"/learning/workshops/{row.id}/agenda/"
    assert row.partners == [{"name": "Ban Nong", "part": "host"}, {"name": "The school", "part": "partner"}]
    page = client.get(answer["Location"], {"bundle": "trainers", "begins": "08:30", "operation_id": str(new_id())})
    fields = dict(re.findall(r'<input[^>]* name="(line-[^"]+)"[^>]* value="([^"]*)"', page.content.decode()))
    fields |= {name: "" for name in re.findall(r'<input[^>]* name="(line-\d+-[a-z]+)"', page.content.decode()) if name not in fields}
    for name, options in re.findall(r'<select name="(line-\d+-module)".*?>(.*?)</select>', page.content.decode(), re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen.group(1) if chosen else ""
    client.post(f"/learning/workshops/{row.id}/agenda/", {**fields, "operation_id": new_id()})
    row.refresh_from_db()
    assert [one["module"] for one in row.agenda if one["module"]] == [
        ["think", "t1"],
        ["think", "t3"],
        ["think", "t6"],
        ["start", "s5"],
        ["train", "q1"],
    ]
    told = text_of(Client().get(f"/learning/workshops/{row.id}/"))
    assert "08:30–10:10 What we already do together" in told
    assert "Places left 28" in told
    assert "Silent" not in told, "who holds it sees more than everybody"


def test_anybody_signs_up_until_the_places_are_taken(client: Client, cast: Cast, now: datetime) -> None:
    id = new_id()
    operations.plan_workshop(id=id, by=cast.actor("noy", at=now), at=now, plan=plan((now + timedelta(days=9)).date(), capacity=2))
    for name in ("Boun", "Keo"):
        assert "You have a place" in text_of(client.post(f"/learning/workshops/{id}/sign-up/", {"operation_id": new_id(), "name": name}))
    again = client.post(f"/learning/workshops/{id}/sign-up/", {"operation_id": new_id(), "name": " KEO "})
    assert "You have a place" in text_of(again), "who is on the list already has the place"
    full = client.post(f"/learning/workshops/{id}/sign-up/", {"operation_id": new_id(), "name": "Mali"})
    assert "All 2 places are taken." in text_of(full)
    assert 'value="Mali"' in full.content.decode(), "what was typed stays"
    assert Participant.objects.count() == 2
    assert "Boun" not in text_of(client.get(f"/learning/workshops/{id}/")), "the list is not public"


def test_people_sign_in_by_the_picture_on_the_wall_once_a_half_day(client: Client, cast: Cast, now: datetime) -> None:
    id = new_id()
    operations.plan_workshop(id=id, by=cast.actor("noy", at=now), at=now, plan=plan(timezone.localdate(now)))
    row = Workshop.objects.get(pk=id)
    door = f"/learning/workshops/door/{row.code}/"
    for _twice in range(2):
        answer = client.post(door, {"operation_id": new_id(), "name": "Boun", "organization": "Ban Nong", "sex": "f", "age": "18-35"})
        assert "You are on the list" in text_of(answer)
    assert (Participant.objects.count(), SignIn.objects.count()) == (1, 1)
    assert client.get("/learning/workshops/door/0123456789abcdef/").status_code == 404


def test_the_sheets_of_paper_are_entered_once_and_told_what_was_there(client: Client, cast: Cast, held: Workshop) -> None:
    as_noy(client, cast)
    fields: dict[str, Any] = {"line-TOTAL_FORMS": "15", "line-INITIAL_FORMS": "0", "operation_id": str(new_id())}
    for number, (name, sex, halves) in enumerate([("Boun", "f", ["1", "2", "3", "4"]), ("Keo", "m", ["1"]), ("boun ", "", ["4"])]):
        fields |= {f"line-{number}-name": name, f"line-{number}-organization": "Ban Nong", f"line-{number}-sex": sex,
                   f"line-{number}-halves": halves, f"line-{number}-before": "0", f"line-{number}-after": "2"}  # fmt: skip
    answer = client.post(f"/learning/workshops/{held.id}/sheet/", fields)
    assert "2 new lines, 1 people who were on the list." in text_of(answer)
    client.post(f"/learning/workshops/{held.id}/sheet/", fields)
    assert sorted((one.name, sorted(halves_of(one))) for one in on_the_list(held)) == [("Boun", [1, 2, 3, 4]), ("Keo", [1])]
    told = text_of(client.get(f"/learning/workshops/{held.id}/"))
    assert "People who signed in 2" in told
    assert "Women 1" in told
    assert "Ban Nong 2 1" in told


def test_who_is_there_is_ticked_off_once_and_a_damaged_tick_changes_nothing(client: Client, cast: Cast, held: Workshop) -> None:
    keep(cast, held, Told("Boun", "Ban Nong", halves=frozenset({1})), Told("Keo", "Ban Nong"))
    boun, keo = sorted(on_the_list(held), key=lambda one: one.name)
    as_noy(client, cast)
    address = f"/learning/workshops/{held.id}/people/"
    client.post(address, {"operation_id": new_id(), "half": "2", "person": [str(keo.id), "x" * 36]})
    assert [sorted(halves_of(one)) for one in sorted(on_the_list(held), key=lambda one: one.name)] == [[1], [2]]
    nameless = client.post(f"{address}{boun.id}/", {"operation_id": new_id(), "name": "", "halves": ["1"]})
    assert "is-refused" in nameless.content.decode(), "a line without a name is told, not dropped"


def test_a_line_is_put_right_and_what_stood_there_stays(client: Client, cast: Cast, held: Workshop) -> None:
    keep(cast, held, Told("Bown", "Ban Nong", halves=HALVES))
    (old,) = on_the_list(held)
    as_noy(client, cast)
    address = f"/learning/workshops/{held.id}/people/{old.id}/"
    client.post(address, {"operation_id": new_id(), "name": "Boun", "organization": "Ban Nong", "halves": ["1", "2"]})
    assert [(one.name, sorted(halves_of(one))) for one in on_the_list(held)] == [("Boun", [1, 2])]
    assert Participant.objects.filter(name="Bown").exists()
    refused = client.post(address, {"operation_id": new_id(), "name": "Bounn", "halves": ["1"]})
    assert "This line was corrected before." in text_of(refused)


@pytest.mark.parametrize(
    ("says", "half", "days_ago", "refused"),
    [
        ("a half-day it does not have", 5, 5, "learning.no-such-half-day"),
        ("a half-day to come", 3, 0, "learning.half-day-lies-ahead"),
    ],
)
def test_nobody_was_there_when_it_was_not(says: str, half: int, days_ago: int, refused: str, cast: Cast, now: datetime) -> None:
    id = new_id()
    operations.plan_workshop(id=id, by=cast.actor("noy", at=now), at=now, plan=plan(now.date() - timedelta(days=days_ago)))
    with pytest.raises(Refused) as told:
        keep(cast, Workshop.objects.get(pk=id), Told("Boun", halves=frozenset({half})))
    assert told.value.refusals[0].code == refused, says
    assert not Participant.objects.exists()


def test_what_they_thought_is_kept_without_a_name(client: Client, cast: Cast, held: Workshop) -> None:
    sent = {"operation_id": new_id(), "use": "4", "spoke": "3", "will_do": "I do it on Saturday"}
    assert "Thank you" in text_of(client.post(f"/learning/workshops/thought/{held.code}/", sent))
    (kept,) = Evaluation.objects.all()
    assert (kept.answers, kept.will_do) == ({"use": 4, "spoke": 3}, "I do it on Saturday")
    assert {field.name for field in Evaluation._meta.fields} == {"id", "workshop", "answers", "will_do", "better"}
    as_noy(client, cast)
    assert "I do it on Saturday" in text_of(client.get(f"/learning/workshops/{held.id}/"))


def test_another_organization_does_not_see_who_was_there(client: Client, cast: Cast, held: Workshop) -> None:
    keep(cast, held, Told("Boun", "Ban Nong", halves=HALVES))
    client.force_login(cast.people["ebong"])
    for page in ("people", "sheet", "agenda", "asked", "handed", "trainers", "papers/sign-in.pdf"):
        assert client.get(f"/learning/workshops/{held.id}/{page}{'/' if '.' not in page else ''}").status_code == 404, page
    assert "Boun" not in text_of(client.get(f"/learning/workshops/{held.id}/"))
    with pytest.raises(NotAllowed):
        operations.hand_out(
            id=new_id(), by=cast.actor("ebong"), at=timezone.now(), workshop_id=held.id, what="Booklets", language="", count=3
        )


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_every_paper_of_a_workshop_prints(language: str, client: Client, cast: Cast, held: Workshop) -> None:
    keep(cast, held, Told("Boun", "Ban Nong", "f", "18-35", halves=HALVES, before=0, after=2))
    operations.ask(id=new_id(), by=cast.actor("noy"), at=timezone.now(), workshop_id=held.id, name="Ban Nong", people=4)
    as_noy(client, cast)
    for kind in ("invitation", "agenda", "sign-in", "wall", "questions", "kit", "report"):
        answer = client.get(f"/learning/workshops/{held.id}/papers/{kind}.pdf", {"in": language})
        assert answer.content.startswith(b"%PDF-"), kind
    answer = client.get(
        f"/learning/workshops/{held.id}/papers/allowances.pdf", {"half": "50000", "way": "20 000", "currency": "LAK", "in": language}
    )
    assert answer.content.startswith(b"%PDF-")


def test_a_photograph_is_kept_when_all_agreed_and_shown_no_more_when_one_wants_so(client: Client, cast: Cast, held: Workshop) -> None:
    as_noy(client, cast)
    address = f"/learning/workshops/{held.id}/pictures/"

    def sent(**also: str) -> dict[str, Any]:
        return {"operation_id": new_id(), "picture": SimpleUploadedFile("a.jpg", photograph()), "caption": "All of us", **also}

    assert "Somebody on it was not asked." in text_of(client.post(address, sent(is_public="on")))
    client.post(address, sent(all_agree="on", is_public="on"))
    client.post(address, sent(all_agree="on", caption="Only for us"))
    public, own = Picture.objects.order_by("-is_public")
    stranger = Client()
    shown = stranger.get(f"/learning/workshops/pictures/{public.id}.jpg")
    assert shown["Content-Type"] == "image/jpeg"
    assert b"Exif" not in shown.content
    assert stranger.get(f"/learning/workshops/pictures/{own.id}.jpg").status_code == 404
    page = stranger.get(f"/learning/workshops/{held.id}/").content.decode()
    assert 'alt="All of us"' in page
    assert "Only for us" not in page
    client.post(f"{address}{public.id}/", {"operation_id": new_id()})
    for reader in (client, stranger):
        assert reader.get(f"/learning/workshops/pictures/{public.id}.jpg").status_code == 404


def test_no_photograph_is_kept_of_a_workshop_on_childrens_work(cast: Cast, held: Workshop) -> None:
    now = timezone.now()
    line = Line(1, time(9, 0), 100, module=("work", "d1"), kind=Session.MODULE)
    operations.set_agenda(id=new_id(), by=cast.actor("noy"), at=now, workshop_id=held.id, lines=(line,))
    with pytest.raises(Refused, match=r"learning\.no-pictures-here"):
        operations.add_picture(
            id=new_id(), by=cast.actor("noy"), at=now, workshop_id=held.id, content=photograph(), caption="x", all_agree=True,
            is_public=False,
        )  # fmt: skip


def prepared(cast: Cast, held: Workshop, name: str = "Boun", level: Level = Level.TRAINER, by: UUID | None = None) -> Trainer:
    now = timezone.now()
    person = next(one for one in on_the_list(held) if one.name == name)
    id = operations.prepare(
        id=new_id(),
        by=cast.actor("noy", at=now),
        at=now,
        participant_id=person.id,
        level=level,
        trained_by=by,
        outside="The union",
        on=now.date(),
    )
    return Trainer.objects.get(pk=id)


def run_of(key: str, module: str = "t1") -> UUID:
    now, id = timezone.now(), new_id()
    fields = {**SHEET, "began": now.date().isoformat()}
    operations.keep_run(id=id, by=as_group(key), at=now, key=key, sheet=RunSheet("think", "0.2.0", module, "en", "paper", fields))
    return id


def test_from_the_workshop_to_the_groups_their_promises_and_the_register(client: Client, cast: Cast, held: Workshop) -> None:
    keep(
        cast,
        held,
        Told("Boun", "Ban Nong", "f", halves=HALVES, before=0, after=2, has_practised=True),
        Told("Keo", "Ban Nong", halves=HALVES),
    )
    boun = prepared(cast, held)
    keo = prepared(cast, held, "Keo", Level.FACILITATOR, boun.id)
    key, now = key_of("the group of boun"), timezone.now()
    run = run_of(key)
    page = client.post(f"/learning/groups/{key}/brought/", {"operation_id": new_id(), "code": f" {boun.code[:4].lower()} {boun.code[4:]} "})
    assert page["Location"] == f"/learning/groups/{key}/"
    promise = uuid5(run, "promise 1")
    operations.look_after(id=new_id(), by=as_group(key), at=now, key=key, promise_id=promise, on=now.date(), found="kept")
    as_noy(client, cast)
    client.post(f"/learning/groups/{key}/part-of/", {"operation_id": new_id()})
    told = {"organization_id": str(cast.organizations["bolaven"].id), "number": "LA-1", "on": now.date().isoformat(), "at": now.isoformat()}
    for _twice in range(2):
        outcomes.registered(uuid5(boun.id, "news"), told)
    branches = tree(cast.organizations["bolaven"].id, now.date())
    assert [(one.name, one.depth, one.own.groups, one.own.people, one.own.kept, one.own.outcomes) for one in branches] == [
        ("Boun", 1, 1, 4, 1, 1),
        ("Keo", 2, 0, 0, 0, 0),
    ]
    seen = text_of(client.get("/learning/trainers/"))
    assert "1 group · 4 people · 1 of 1 promises kept · 1 result" in seen
    assert "Registered" in text_of(client.get(f"/learning/groups/{key}/"))
    page_of_keo = text_of(client.get(f"/learning/trainers/{keo.id}/"))
    assert "The answer before or the answer after is missing." in page_of_keo
    assert client.get(f"/learning/trainers/{keo.id}/card.pdf").content.startswith(b"%PDF-")


def test_a_trainer_is_certified_when_nothing_is_missing_any_more(client: Client, cast: Cast, held: Workshop) -> None:
    keep(cast, held, Told("Boun", "Ban Nong", halves=HALVES, before=0, after=2, has_practised=True))
    boun, now = prepared(cast, held), timezone.now()
    as_noy(client, cast)
    address = f"/learning/trainers/{boun.id}/"
    assert "Brought 0 of 2 groups to a module." in text_of(client.get(address))
    assert client.post(f"{address}certificate/", {"operation_id": new_id()}).status_code == 409
    for word in ("one", "two"):
        run_of(key_of(word))
        operations.say_who_brought(id=new_id(), by=as_group(key_of(word)), at=now, key=key_of(word), code=boun.code)
    assert "Issue a certificate of this level" in text_of(client.get(address))
    made = client.post(f"{address}certificate/", {"operation_id": new_id()})
    page = text_of(Client().get(made["Location"]))
    assert "Boun" not in page, "a name stands on paper only"
    assert "Trainer" in page
    for language in ("en", "fr", "lo"):
        assert client.get(f"{made['Location']}paper/{language}.pdf").content.startswith(b"%PDF-")
    again = client.post(f"{address}certificate/", {"operation_id": new_id()})
    assert again.status_code == 409
    assert made["Location"] in client.get(address).content.decode()


def test_the_cascade_is_not_bent(cast: Cast, held: Workshop) -> None:
    keep(cast, held, Told("Boun", "Ban Nong", halves=HALVES))
    prepared(cast, held)
    key, now = key_of("bent"), timezone.now()
    run_of(key)
    with pytest.raises(Refused, match=r"learning\.no-such-trainer"):
        operations.say_who_brought(id=new_id(), by=as_group(key), at=now, key=key, code="AAAAAAAA")
    with pytest.raises(Refused, match=r"learning\.level-is-held"):
        prepared(cast, held)
    with pytest.raises(Refused, match=r"learning\.outcomes-come-by-themselves"):
        operations.record_outcome(
            id=new_id(), by=cast.actor("noy"), at=now, organization_id=new_id(), kind="sold", on=now.date(), reference=""
        )  # fmt: skip


def test_a_project_counts_seats_trainers_and_promises_against_what_was_promised(client: Client, cast: Cast, held: Workshop) -> None:
    as_noy(client, cast)
    today = timezone.now().date()
    sent = {"operation_id": new_id(), "name": "Growers teach growers", "funder": "A fund", "people": 4, "women": 2, "trainers": 1,
            "until_on": (today + timedelta(days=300)).isoformat(), "since_on": (today - timedelta(days=30)).isoformat()}  # fmt: skip
    address = client.post("/learning/projects/new/", sent)["Location"]
    Workshop.objects.filter(pk=held.pk).update(project_id=address.split("/")[-2])
    keep(
        cast,
        held,
        Told("Boun", "Ban Nong", "f", halves=HALVES),
        Told("Keo", "Ban Nong", "m", halves=frozenset({1})),
        Told("Signed up only", "x"),
    )
    prepared(cast, held)
    told = text_of(client.get(address))
    assert re.search(r"People There 2 Promised 4 ", told)
    assert re.search(r"Trainers prepared There 1 Promised 1 ", told)
    assert client.get(f"{address}report.pdf").content.startswith(b"%PDF-")


def test_the_first_of_a_kind_counts_and_news_of_all_contexts_arrive(cast: Cast, now: datetime) -> None:
    mungo = str(cast.organizations["mungo"].id)
    told = {"seller_ids": [mungo], "organization_ids": [mungo], "organization_id": mungo, "number": "C-1", "receipt_no": "R-1",
            "on": now.date().isoformat(), "at": now.isoformat()}  # fmt: skip
    for number, flow in enumerate(
        [outcomes.contract_drawn_up, outcomes.first_delivery, outcomes.assembly_reported, outcomes.registered] * 2
    ):
        flow(uuid5(new_id(), str(number)), told)
    assert sorted(Outcome.objects.values_list("kind", "reference")) == [
        ("assembly", ""),
        ("delivered", "R-1"),
        ("registered", "C-1"),
        ("sold", "C-1"),
    ]
    assert {"Registered", "AssemblyReported", "FirstDelivery"} <= news._flows.keys()
