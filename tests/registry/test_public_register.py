"""The public register as somebody without an account uses it: found by old names, opened on any day, paged by place."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from rochdale.base.actor import SYSTEM
from rochdale.kernel.ids import new_id
from rochdale.registry.models import Filing, RegisterOffice
from rochdale.registry.names_index import NameRow, index_names
from rochdale.registry.operations import correct_filing
from rochdale.registry.queries.public import SIZE, Asked, asked_for, offices, places_above, places_in
from tests.cast import Cast
from tests.registry.offices import set_up
from tests.registry.public import CONVERTED, binum, brought, id_by, small_register
from tests.registry.test_applying import device

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(db: None) -> None:
    small_register()


def page(client: Client, **asked: object) -> str:
    return client.get(reverse("registry:home"), asked).content.decode()


def entity(client: Client, id: UUID, **asked: object) -> str:
    return client.get(reverse("registry:entity", args=[id]), asked).content.decode()


def entity_in(client: Client, language: str, id: UUID) -> str:
    return client.get(reverse("registry:entity", args=[id]), headers={"Accept-Language": language}).content.decode()


@pytest.mark.parametrize(
    ("typed", "because"),
    [
        ("SW/GP/24/96/01234", "a number of it"),
        ("GIC Binum", "an earlier name"),
        ("scoops binum", "the same name but for capitals"),
        ("Binun", "one letter differs"),
    ],
)
def test_today_s_page_is_found_by_what_it_was_and_says_why(client: Client, typed: str, because: str) -> None:
    found = page(client, q=typed)
    assert reverse("registry:entity", args=[binum()]) in found
    assert because in found
    assert "Buea, Fako, Sud-Ouest, Cameroon" in found


def test_accents_may_be_left_out_and_who_is_dissolved_is_said_to_be(client: Client) -> None:
    found = page(client, q="epi dor")
    assert "Coopérative Épi d&#x27;Or" in found
    assert "dissolved" in found


def test_namesakes_stand_apart_each_with_its_place(client: Client) -> None:
    found = page(client, q="novissi")
    assert "Agokpala, Zio, Maritime, Togo" in found
    assert "Kpedome, Haho, Plateaux, Togo" in found
    assert "Kpedome" not in page(client, q="novissi", within="TG/maritime")


@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ({"status": "dissolved"}, ["Coopérative Épi d'Or"]),
        ({"form": "SCOOPS"}, ["SCOOPS Binum", "Novissi", "Novissi"]),
        ({"office": "TG"}, ["Novissi", "Novissi"]),
        ({"place": "CM/sud-ouest/fako"}, ["SCOOPS Binum", "Coopérative Épi d'Or"]),
        ({"text": "novissi", "status": "dissolved"}, []),
        ({"text": "binum", "office": "TG"}, []),
    ],
)
def test_the_register_is_narrowed(narrowed: dict[str, str], left: list[str]) -> None:
    assert [line.name for line in asked_for(Asked(**narrowed)).lines] == left  # type: ignore[arg-type]


def test_places_are_walked_from_wide_to_narrow() -> None:
    assert [place.code for place in places_in("")] == ["CM", "LA", "TG"]
    assert [place.name for place in places_in("CM/sud-ouest/fako")] == ["Buea", "Limbe"]
    assert [place.name for place in places_above("TG/maritime/zio")] == ["TG", "Maritime", "Zio"]
    assert offices() == ["CM-REG-PROV", "PICD", "TG"]


def test_a_place_whose_name_goes_on_with_a_figure_is_not_lost() -> None:
    rows = [f"{place},Espoir,,TG-{place},SCOOPS,TG,Maritime / {place},2019-05-02," for place in ("Zio", "Zio 3", "Zio / Agbelouve", "Zoa")]
    brought("TG-9", *rows, on=date(2024, 12, 31))
    assert [place.name for place in places_in("TG/maritime")] == ["Zio", "Zio 3", "Zoa"]


def test_pages_go_on_after_the_last_and_show_each_once() -> None:
    rows = [f"{n},Espoir,,TG-{n},SCOOPS,TG,Kara / Village {n % 7},2019-05-02," for n in range(100, 100 + 2 * SIZE + 3)]
    brought("TG-K", *rows, on=date(2024, 12, 31))
    for asked in (Asked(office="TG-K"), Asked(text="espoir")):
        seen: list[UUID] = []
        answer = asked_for(asked)
        seen += [line.entity_id for line in answer.lines]
        while answer.further:
            answer = asked_for(Asked(asked.text, office=asked.office, after=answer.further))
            seen += [line.entity_id for line in answer.lines]
        assert len(seen) == len(set(seen)) == 2 * SIZE + 3


def test_the_form_of_31_july_2014_is_another_than_that_of_1_august(client: Client) -> None:
    before = entity(client, binum(), on="2014-07-31").partition("On 31 July 2014")[2].partition("What it was")[0]
    assert "Common initiative group" in before
    then = entity(client, binum(), on="2014-08-01").partition("On 1 August 2014")[2].partition("What it was")[0]
    assert "SCOOPS Binum" in then
    assert "GIC" not in then


def test_before_a_change_was_recorded_it_was_not_known(client: Client) -> None:
    then = entity(client, binum(), on="2015-01-01", known="2026-02-15").partition("On 1 January 2015")[2].partition("What it was")[0]
    assert "GIC Binum" in then
    assert "SCOOPS" not in then


def test_the_page_tells_both_periods_and_what_nobody_examined(client: Client) -> None:
    found = entity(client, binum())
    assert "From 4 March 1996 until 1 August 2014" in found
    assert "SW/GP/24/96/01234" in found
    assert "Brought from an older register, not examined here" in found
    assert "recorded here on 2 March 2026" in found


def test_the_status_is_one_sentence(client: Client) -> None:
    assert "Dissolved since 30 June 2020." in entity(client, id_by("CM-SW-2012-0007"))
    assert "In the register since 4 March 1996, and registered today." in entity(client, binum())


def test_who_is_not_there_is_not_found(client: Client) -> None:
    assert client.get(reverse("registry:entity", args=[new_id()])).status_code == 404


def test_a_damaged_address_shows_the_register(client: Client) -> None:
    assert client.get(reverse("registry:home"), {"after": "x", "within": "nowhere", "form": "?", "office": "none"}).status_code == 200


def test_names_that_were_only_asked_for_are_not_public() -> None:
    index_names([NameRow(new_id(), "Kekeli Lome", kind="reserved"), NameRow(binum(), "Kekeli Lome", kind="rejected")])
    assert asked_for(Asked("Kekeli Lome")).lines == []


def test_the_ribbon_says_in_words_what_it_shows(client: Client) -> None:
    assert "<title>Common initiative group from 1996, Simplified cooperative (SCOOPS) from 2014</title>" in entity(client, binum())
    assert "dissolved in 2020</title>" in entity(client, id_by("CM-SW-2012-0007"))
    assert 'viewBox="0 0 340 60"' not in entity(client, id_by("TG-1"))


def test_a_page_asks_the_database_a_few_times_whatever_it_shows(client: Client, django_assert_max_num_queries: Any) -> None:
    address = reverse("registry:entity", args=[binum()])
    with django_assert_max_num_queries(14):
        client.get(address)
    with django_assert_max_num_queries(5):
        client.get(address, {"format": "jsonld"})
    with django_assert_max_num_queries(20):
        client.get(reverse("registry:home"), {"within": "CM/sud-ouest/fako"})


def test_a_seat_that_was_corrected_is_shown_as_known_today_and_as_known_before(client: Client) -> None:
    """The case of the reference: seat Buea from 1 May, corrected on 20 June to Limbe."""
    row = "6,GIC Miel,,SW/GP/24/05/10234,GIC,CM,Sud-Ouest / Fako / Buea,2026-05-01,"
    brought("CM-REG-PROV", row, on=date(2026, 5, 1), at=datetime(2026, 5, 2, 8, tzinfo=UTC))
    wrong = Filing.objects.get(entity_id=id_by("SW/GP/24/05/10234"))
    seat = {"code": "CM/sud-ouest/fako/limbe", "names": ["Sud-Ouest", "Fako", "Limbe"]}
    at = datetime(2026, 6, 20, 8, tzinfo=UTC)
    correct_filing(id=new_id(), by=SYSTEM, at=at, filing_id=wrong.id, says={**wrong.says, "seat": seat}, reason="The book says Limbe.")
    for asked, seen in (({"on": "2026-05-10"}, "Limbe"), ({"on": "2026-05-10", "known": "2026-06-15"}, "Buea")):
        then = entity(client, wrong.entity_id, **asked).partition("On 10 May 2026")[2].partition("What it was")[0]
        assert seen in then
    found = entity(client, wrong.entity_id)
    assert "Corrected by filing 2." in found
    assert "It takes the place of filing 1." in found
    assert "The book says Limbe." in found


def test_the_registrar_corrects_a_filing_on_screen(cast: Cast) -> None:
    """The same case by buttons: only the seat was wrong; without a change, without a reason, nothing is filed."""
    set_up()
    client = device("bounmy")
    brought(
        "LA-CS",
        "9,Paksong Hill Growers,,LA-CS-9,COOP,LA,Champasak / Paksong / Ban Nong,2026-05-01,",
        on=date(2026, 5, 1),
        at=datetime(2026, 5, 2, 8, tzinfo=UTC),
    )
    wrong = Filing.objects.get(entity_id=id_by("LA-CS-9"))
    address = reverse("registry:correct", args=[wrong.id])
    assert address in entity(client, wrong.entity_id)
    shown = client.get(address).content.decode()
    assert 'value="Ban Nong"' in shown
    told = {"operation_id": str(new_id()), "name": "Paksong Hill Growers", "number": "LA-CS-9"}
    places = {"place-0": "Champasak", "place-1": "Paksong", "place-2": "Ban Nong"}
    assert "It says that already." in client.post(address, {**told, **places, "reason": "Hm."}).content.decode()
    assert client.post(address, {**told, **places, "place-2": "Ban Phu"}).status_code == 200
    assert Filing.objects.filter(corrects=wrong).count() == 0
    done = client.post(address, {**told, **places, "place-2": "Ban Phu", "reason": "The book says Ban Phu."})
    assert done.status_code == 302
    found = entity(client, wrong.entity_id)
    assert "Ban Phu" in found
    assert "The book says Ban Phu." in found
    assert Filing.objects.get(corrects=wrong).says["seat"]["code"] == "LA/champasak/paksong/ban-phu"


def test_an_office_that_is_set_up_is_called_by_its_name_in_the_readers_language(client: Client) -> None:
    assert "Regional service for cooperatives" in entity(client, binum())
    RegisterOffice.objects.create(
        country="CM",
        code="CM-REG-PROV",
        path="CM-REG-PROV",
        name="Delegation of Fako",
        names={"fr": "Délégation du Fako"},
        since_on=CONVERTED,
    )
    with translation.override("fr"):  # what a page speaks stays with the thread, and other tests read English
        assert "Délégation du Fako" in entity_in(client, "fr", binum())
    assert "Delegation of Fako" in entity(client, binum())
