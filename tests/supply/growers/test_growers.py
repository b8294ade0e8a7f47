"""Growers through the screens: written down, found, changed, gone, looked up, carried off as a file, brought from a table."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from rochdale.base.actor import SYSTEM
from rochdale.base.models import AuditEntry, ImportedRow, Look
from rochdale.base.tables import read_table
from rochdale.base.worker import Worker
from rochdale.kernel.ids import new_id
from rochdale.people import operations as people
from rochdale.people.models import Person
from rochdale.supply.models import Grower
from tests.supply.growers.desk import member, read, send, signed_in
from tests.supply.world import World

pytestmark = pytest.mark.django_db
NEW = {"name": "Bounthavy", "number": "D-7", "village": "Paksong", "means": "cash", "sex": "female", "birth_year": "1979"}


def test_a_grower_is_written_down_and_found_again(world: World) -> None:
    clerk = signed_in(world.clerk.id)
    answer = send(clerk, "supply:new-grower", **NEW, phone="+856 20 5512 3456")
    row = Grower.objects.get(number="D-7")
    assert answer["Location"] == reverse("supply:grower", args=[row.id])
    assert row.person.household is not None
    assert "Bounthavy" in clerk.get(answer["Location"]).content.decode()
    assert "D-7" in read(clerk, "supply:growers", query="?q=pakson")
    assert "D-7" not in read(clerk, "supply:growers", query="?q=dongmai")


def test_a_family_shares_a_household(world: World) -> None:
    clerk = signed_in(world.clerk.id)
    send(clerk, "supply:new-grower", **NEW)
    send(clerk, "supply:new-grower", **NEW | {"name": "Somchit", "number": "D-8", "birth_year": "1975", "household": "D-7"})
    first, second = (Grower.objects.get(number=number).person.household_id for number in ("D-7", "D-8"))
    assert first == second


def test_a_number_that_is_taken_is_refused_at_its_field_and_what_was_typed_stays(world: World) -> None:
    page = send(signed_in(world.clerk.id), "supply:new-grower", **NEW | {"number": "A"}).content.decode()
    assert "The number A is that of Grower A." in page
    assert 'value="Bounthavy"' in page
    assert not Grower.objects.filter(person__name="Bounthavy").exists()


def test_whoever_is_paid_into_an_account_has_one(world: World) -> None:
    clerk = signed_in(world.clerk.id)
    assert "The number of the account is missing." in send(clerk, "supply:new-grower", **NEW | {"means": "bank"}).content.decode()


def test_two_of_one_name_year_and_village_are_shown_and_never_joined(world: World) -> None:
    clerk = signed_in(world.clerk.id)
    send(clerk, "supply:new-grower", **NEW)
    send(clerk, "supply:new-grower", **NEW | {"name": "BOUNTHAVY", "number": "D-9"})
    page = read(clerk, "supply:grower-duplicates")
    assert "D-7" in page and "D-9" in page
    assert "Perhaps written down twice" in read(clerk, "supply:grower", Grower.objects.get(number="D-9").id)
    assert Grower.objects.filter(number__startswith="D-").count() == 2


def test_telephone_and_account_are_shown_once_it_is_said_what_for(world: World) -> None:
    clerk = signed_in(world.clerk.id)
    send(clerk, "supply:new-grower", **NEW | {"means": "mobile", "account_number": "020 5512 3456"}, phone="+856 20 5512 3456")
    row = Grower.objects.get(number="D-7")
    assert "5512" not in read(clerk, "supply:grower", row.id)
    asked = read(clerk, "supply:grower-contacts", row.id)
    assert "What do you look for?" in asked and "5512" not in asked
    send(clerk, "supply:grower-contacts", row.id, purpose="To pay the advance")
    assert "5512" in read(clerk, "supply:grower-contacts", row.id)
    told = Look.objects.filter(about_person_id=row.person_id)
    assert {(look.what, look.purpose) for look in told} == {
        ("people.contacts", "To pay the advance"), ("supply.account", "To pay the advance"),
    }  # fmt: skip


def test_the_trail_says_that_the_way_of_payment_changed_and_not_the_account(world: World) -> None:
    clerk, row = signed_in(world.clerk.id), Grower.objects.get(number="A")
    send(clerk, "supply:grower-contacts", row.id, purpose="To change the account")
    same = {"number": "A", "village": "Dongmai", "name": "Grower A"}
    send(clerk, "supply:change-grower", row.id, **same, means="bank", account_number="777-888", account_holder="A")
    row.refresh_from_db()
    assert (row.means, row.account_number) == ("bank", "777-888")
    entry = AuditEntry.objects.get(what="supply.change-grower")
    assert entry.after == {"means": "bank"} and "777" not in str(entry.before)


def test_a_name_written_wrong_is_corrected_until_the_person_signs_in(world: World) -> None:
    clerk, row = signed_in(world.clerk.id), Grower.objects.get(number="A")
    send(clerk, "supply:grower-contacts", row.id, purpose="To mend the name")
    right = {"number": "A", "village": "Dongmai", "means": "cash", "name": "Khamla Phimmasone", "birth_year": "1971", "sex": "male"}
    send(clerk, "supply:change-grower", row.id, **right)
    person = Person.objects.get(pk=row.person_id)
    assert (person.name, person.birth_year, person.sex) == ("Khamla Phimmasone", 1971, "male")
    entry = AuditEntry.objects.get(what="people.correct-person")
    assert (entry.before["name"], entry.after["changed"]) == ("Grower A", ["birth_year", "name", "sex"])
    send(clerk, "supply:change-grower", row.id, **right | {"village": "Hill"})
    assert AuditEntry.objects.filter(what="people.correct-person").count() == 1, "nothing of the person was different"
    Person.objects.filter(pk=person.pk).update(last_login=timezone.now())
    assert "corrects the own name" in send(clerk, "supply:change-grower", row.id, **right | {"name": "Another"}).content.decode()
    send(clerk, "supply:change-grower", row.id, **right | {"village": "Valley"})
    assert Grower.objects.get(number="A").village == "Valley", "the rest can be changed as before"


def test_what_others_wrote_down_is_not_ours_to_correct(world: World) -> None:
    stranger = Person.objects.get(pk=people.register_person(id=new_id(), by=SYSTEM, at=timezone.now(), name="Somebody Else"))
    Grower.objects.filter(number="A").update(person=stranger)
    clerk, row = signed_in(world.clerk.id), Grower.objects.get(number="A")
    send(clerk, "supply:grower-contacts", row.id, purpose="To mend the name")
    page = send(clerk, "supply:change-grower", row.id, number="A", means="cash", name="Mine Now").content.decode()
    assert "not written down by your organization" in page and Person.objects.get(pk=stranger.pk).name == "Somebody Else"


def test_a_family_shares_a_telephone(world: World) -> None:
    clerk = signed_in(world.clerk.id)
    for number in ("D-7", "D-8"):
        send(clerk, "supply:new-grower", **NEW | {"number": number}, phone="+856 20 5512 3456")
    assert Grower.objects.filter(phone="+8562055123456").count() == 2
    assert not Person.objects.filter(phone="+8562055123456").exists(), "nobody signs in with it"


def test_a_grower_leaves_and_comes_back(world: World) -> None:
    clerk, row = signed_in(world.clerk.id), Grower.objects.get(number="A")
    tomorrow = timezone.now().date() + timedelta(days=1)
    assert "cannot have left on" in send(clerk, "supply:grower-left", row.id, left_on=tomorrow.isoformat()).content.decode()
    send(clerk, "supply:grower-left", row.id, left_on=timezone.now().date().isoformat())
    assert "The grower is back" in read(clerk, "supply:grower", row.id)
    send(clerk, "supply:grower-back", row.id)
    row.refresh_from_db()
    assert row.left_on is None


def test_a_lost_card_opens_nothing_any_more(world: World) -> None:
    clerk, row = signed_in(world.clerk.id), Grower.objects.get(number="A")
    before = row.card_code
    send(clerk, "supply:renew-card", row.id)
    row.refresh_from_db()
    assert row.card_code != before


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_cards_are_printed_one_or_eight_on_a_sheet(world: World, language: str) -> None:
    clerk = signed_in(world.clerk.id)
    clerk.cookies["django_language"] = language
    one = clerk.get(reverse("supply:grower-card", args=[world.growers["A"]]))
    many = clerk.get(reverse("supply:grower-cards"))
    assert one.content.startswith(b"%PDF-") and many.content.startswith(b"%PDF-")


def test_the_list_goes_along_as_excel_with_the_rows_on_the_screen_and_without_a_telephone(world: World) -> None:
    clerk = signed_in(world.clerk.id)
    send(clerk, "supply:new-grower", **NEW, phone="+856 20 5512 3456")
    answer = clerk.get(reverse("supply:growers-file", args=["xlsx"]), {"q": "paksong"})
    table = read_table(answer.content)
    assert table.headings[:3] == ("Number", "Name", "Village")
    assert [row.text(0) for row in table.rows[1:]] == ["D-7"]
    assert not any("5512" in row.text(column) for row in table.rows for column in range(8))
    assert Look.objects.filter(what="supply.grower", owner_id=world.organization).exists()


def test_a_member_sees_the_own_page_and_no_other(world: World) -> None:
    mine = Grower.objects.get(number="A")
    kham = member(world, mine.person_id)
    assert kham.get(reverse("supply:growers"))["Location"] == reverse("supply:grower", args=[mine.id])
    page = read(kham, "supply:grower", mine.id)
    assert "Grower A" in page and "Change it" not in page
    assert "Telephone" in read(kham, "supply:grower-contacts", mine.id)
    assert kham.get(reverse("supply:grower", args=[world.growers["B"]])).status_code == 403
    assert kham.get(reverse("supply:plot", args=[world.plots["11"]])).status_code == 200
    assert kham.get(reverse("supply:plot", args=[world.plots["21"]])).status_code == 403


TABLE = """number,name,village,phone,sex,birth year,paid by,account
E-1,Khamla,Paksong,+856 20 5512 3401,woman,1981,cash,
E-2,Sengphet,Paksong,,man,nineteen,cash,
E-1,Another,Paksong,,,,cash,
E-3,Vone,,,,,mobile money,020 777
"""


@pytest.mark.django_db(transaction=True)
def test_a_table_of_growers_is_kept_row_by_row_with_its_faults_told(world: World, tmp_path: Path) -> None:
    clerk = signed_in(world.clerk.id)
    file = io.BytesIO(TABLE.encode())
    file.name = "growers.csv"
    there = send(clerk, "desk:new-import", "supply.growers", file=file)["Location"]
    page = clerk.get(there).content.decode()
    assert "nineteen" in page and "stands in row 2 already" in page
    clerk.post(f"{there}keep/", {"operation_id": "0192f000-0000-7000-8000-00000000aaaa", "choice": "rest"})
    with Worker(folder=tmp_path, clock=timezone.now, rest_seconds=0) as worker:
        worker.run(until_idle=True)
    kept = Grower.objects.filter(number__startswith="E-").order_by("number")
    assert [(row.number, row.person.name, row.means) for row in kept] == [("E-1", "Khamla", "cash"), ("E-3", "Vone", "mobile")]
    assert ImportedRow.objects.get(thing_id=str(kept[0].id)).number == 2
    assert "From the file growers.csv, row 2." in read(clerk, "supply:grower", kept[0].id)
