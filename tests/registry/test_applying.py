"""A group applies on one phone, an officer decides on a screen: what people do, page by page."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from rochdale.base.models import Look
from rochdale.people.models import Person
from rochdale.registry.models import Dossier, EntityNow
from rochdale.registry.operations import hand_in
from tests.cast import Cast, id_of
from tests.registry.offices import act, answers, begun, set_up
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offices(cast: Cast) -> None:
    set_up(timezone.now().year)


def device(word: str) -> Client:
    """Somebody's device, signed in with both factors."""
    client = WatchfulClient(headers={"accept-language": "en"})
    client.force_login(Person.objects.get(pk=id_of(word)))
    return client


def opened(client: Client, url: str) -> str:
    answer = client.get(url, follow=True)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def sent(client: Client, url: str, **said: Any) -> str:
    """What a form leads to; its hidden fields come from the page."""
    page = opened(client, url)
    hidden = dict(re.findall(r'<input type="hidden" name="(operation_id)" value="([^"]+)"', page))
    answer = client.post(url, {**hidden, **said}, follow=True)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def text(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).strip()


def begin(client: Client, **said: str) -> str:
    sent(client, "/register/applications/begin/", **said)
    return f"/register/applications/{Dossier.objects.order_by('-at', '-id')[0].id}/"


def answer_all(client: Client, at: str, founders: int, form: str = "COOP", name: str = "Lak Sip Coffee Cooperative") -> None:
    """Part by part, as a facilitator holds the phone round the circle."""
    sent(client, f"{at}form/", form=form)
    sent(client, f"{at}name/", name=name)
    sent(client, f"{at}seat/", province="Champasak", district="Paksong", village="Ban Nongluang")
    sent(client, f"{at}purpose/", object="Growing and selling coffee", common_bond="Growers of one village", years="99")
    for one in range(founders):
        sent(client, f"{at}founders/", add="1", name=f"Founder {one}", village="Nongluang", shares="1", paid="100,000", sign="thumbprint")
    sent(client, f"{at}founders/", done="1")
    sent(client, f"{at}shares/", value="100,000", most_percent="20")
    for one, role in enumerate(("chair", "treasurer", "member")):
        sent(client, f"{at}officers/", add="1", name=f"Founder {one}", body="BOARD", role=role)
    sent(client, f"{at}officers/", done="1", term_years="3")
    sent(client, f"{at}assembly/", on="2026-10-20", place="The school", present=str(founders), chair="Founder 0", secretary="Founder 1")
    sent(client, f"{at}statutes/", read="yes")
    sent(client, f"{at}papers/", APPLICATION="1", STATUTES="2", MINUTES_CONSTITUTIVE="2", MEMBER_LIST="1")


def test_a_lao_group_is_led_from_the_first_question_to_the_register() -> None:
    phone = device("mali")
    at = begin(phone)
    page = text(opened(phone, at))
    assert "things are missing" in page and "Go on: What you want to be" in page
    answer_all(phone, at, 3)
    page = text(opened(phone, at))
    assert "Everything is there" in page and "Look it over and hand it in" in page

    page = text(opened(phone, f"{at}hand-in/"))
    assert "Nobody has read how many founders Cooperative needs. There are 3." in page, "P4: nothing is refused where no law was read"
    page = text(sent(phone, f"{at}hand-in/"))
    assert "LA-CS/2026/00001" in page or re.search(r"LA-CS/\d{4}/00001", page)

    officer = device("bounmy")
    page = opened(officer, "/register/office/")
    assert "Lak Sip Coffee Cooperative" in page and "no term known" in page
    review = re.search(r'href="(/register/office/[0-9a-f-]{36}/)"', page)
    assert review is not None
    officer.post(f"{review[1]}take-up/", {"operation_id": id_of("up")})
    page = text(opened(officer, review[1]))
    assert "For you to decide" in page and "la-2010@0.1.0" in page

    page = text(sent(officer, f"{review[1]}approve/"))
    assert "A question to the registrar has no answer yet." in page
    form = opened(officer, f"{review[1]}settle/")
    told = dict.fromkeys(re.findall(r'name="(asked_\d+)"', form), "As the office always did.")
    sent(officer, f"{review[1]}settle/", **told)
    page = text(sent(officer, f"{review[1]}approve/", number="", note="Welcome."))
    assert "Registered on" in page and "Issue the certificate" in page
    row = Dossier.objects.get()
    assert row.entity_id is not None
    assert EntityNow.objects.get(pk=row.entity_id).name == "Lak Sip Coffee Cooperative"
    page = text(opened(phone, at))
    assert "under the number CS-000001" in page and "Welcome." in page
    assert "Lak Sip Coffee Cooperative" in opened(Client(), f"/register/{row.entity_id}/")

    page = text(sent(officer, f"/register/{row.entity_id}/certificate/", on=str(timezone.now().date())))
    assert "CS-000001" in page and "Lak Sip Coffee Cooperative" in page, "from the first question to the certificate"


def test_a_refused_group_reads_the_article_answers_and_the_second_round_shows_only_what_changed() -> None:
    phone, officer = device("tabi"), device("enow")
    row = begun(act("tabi", "binum"), "CM", answers("SCOOPS", "SCOOPS Binum", "CM", 4))
    at = f"/register/applications/{row.id}/"
    page = text(opened(phone, f"{at}hand-in/"))
    assert "4 founders are too few: Simplified cooperative (SCOOPS) needs at least 5." in page and "art. 204" in page
    assert "The law stands against it" in text(sent(phone, f"{at}hand-in/"))
    sent(phone, f"{at}hand-in/", although="on")
    review = f"/register/office/{row.id}/"
    officer.post(f"{review}take-up/", {"operation_id": id_of("up")})
    page = text(sent(officer, f"{review}refuse/"))
    assert "A dossier is not refused without a ground." in page
    sent(officer, f"{review}refuse/", found_0="on", note="Find one more.")
    look = Look.objects.get()
    assert (look.by_name, look.owner_id, look.purpose) == (
        "Grace Enow", id_of("binum"), f"Application CM-SW/{timezone.now().year}/00001, for its decision",
    )  # fmt: skip
    page = text(opened(phone, at))
    assert "Why it was refused" in page and "art. 204" in page and "Answer the refusal" in page

    answered = phone.post(f"{at}answer/", {"operation_id": id_of("second")}, follow=True)
    second = answered.request["PATH_INFO"]
    sent(phone, f"{second}founders/", add="1", name="Founder 5", village="Buea", shares="1", paid="100000", sign="signature")
    sent(phone, f"{second}hand-in/")
    page = text(opened(officer, f"/register/office/{second.split('/')[-2]}/"))
    assert "What changed" in page and "Founder 5" in page
    assert "Growing and selling coffee together" not in page, "only what changed is shown"


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_every_paper_of_a_dossier_prints_in_every_language(language: str) -> None:
    phone = device("mali")
    row = begun(act("mali", "lak"), "LA", answers("COOP", "Lak Sip", "LA", 3))
    at = f"/register/applications/{row.id}/"
    for paper in ("application", "statutes", "minutes", "founders", "officers"):
        made = phone.get(f"{at}papers/{paper}.pdf?in={language}")
        assert made.status_code == 200 and made.content.startswith(b"%PDF"), paper
    assert phone.get(f"{at}papers/receipt.pdf").status_code == 404, "nothing was received yet"
    sent(phone, f"{at}hand-in/")
    assert phone.get(f"{at}papers/receipt.pdf?in={language}").content.startswith(b"%PDF")


def test_a_group_may_stop_anywhere_and_take_somebody_off_the_list() -> None:
    phone = device("mali")
    at = begin(phone)
    sent(phone, f"{at}form/", form="COOP")
    sent(phone, f"{at}founders/", add="1", name="Mali", village="", shares="2", sign="signature")
    sent(phone, f"{at}founders/", add="1", name="Sone", village="", shares="1", sign="not-yet")
    page = text(opened(phone, f"{at}founders/"))
    assert "2 founders" in page and "Sone" in page
    sent(phone, f"{at}founders/", drop="1 Sone")
    assert Dossier.objects.get().answers["founders"]["rows"] == [
        {"name": "Mali", "village": "", "shares": "2", "paid": "", "sign": "signature"}
    ]
    sent(phone, f"{at}founders/", add="1", name="Mali", village="Nongluang", shares="1", sign="thumbprint")
    assert [row["village"] for row in Dossier.objects.get().answers["founders"]["rows"]] == ["", "Nongluang"], (
        "two people of one name are two"
    )
    page = text(sent(phone, f"{at}founders/", add="1", name="", shares="-3", sign="signature"))
    assert "2" in page and Dossier.objects.get().answers["founders"]["rows"][0]["name"] == "Mali", "nothing is lost by a wrong row"
    assert "Being written" in text(opened(phone, "/register/applications/"))


def test_a_paper_dossier_is_keyed_by_one_and_decided_by_another() -> None:
    desk = device("bounmy")
    sent(desk, "/register/office/key/", office=str(id_of("LA-CS")), received_on="2026-10-28", book="3", page="12", line="4")
    at = f"/register/applications/{Dossier.objects.get().id}/"
    answer_all(desk, at, 2, name="Nongluang Tea")
    sent(desk, f"{at}hand-in/")
    review = f"/register/office/{Dossier.objects.get().id}/"
    assert "book 3, page 12, line 4" in text(opened(desk, review))
    assert not Look.objects.exists(), "nobody else owns what the office keyed"
    desk.post(f"{review}take-up/", {"operation_id": id_of("up")})
    form = opened(desk, f"{review}settle/")
    sent(desk, f"{review}settle/", **dict.fromkeys(re.findall(r'name="(asked_\d+)"', form), "Accepted."))
    assert "You wrote this dossier down yourself." in text(sent(desk, f"{review}approve/"))
    sent(device("sone"), f"{review}approve/")
    assert UUID(str(Dossier.objects.get().entity_id))


def inbox_of(word: str) -> str:
    return text(opened(device(word), "/register/office/"))


def test_a_province_sees_its_territory_the_nation_all_of_it_the_applicant_the_own_dossier_and_the_public_nothing() -> None:
    told = answers("SCOOPS", "SCOOPS Binum", "CM", 6)
    begun(act("tabi", "binum"), "CM", told, word="handed in")
    hand_in(id=id_of("in"), by=act("tabi", "binum"), at=timezone.now(), dossier_id=id_of("handed in"))
    begun(act("tabi", "binum"), "CM", {"name": {"name": "Still a draft"}}, word="still a draft")
    assert "SCOOPS Binum" in inbox_of("enow"), "its own territory"
    assert "SCOOPS Binum" in inbox_of("essomba"), "the national office"
    assert "SCOOPS Binum" not in inbox_of("khamla") and "SCOOPS Binum" not in inbox_of("bounmy"), "other offices"
    assert "Still a draft" not in inbox_of("enow") + inbox_of("essomba"), "a draft is its group's alone"
    page = text(opened(device("tabi"), "/register/applications/"))
    assert "SCOOPS Binum" in page and "Still a draft" in page
    assert "SCOOPS Binum" not in text(opened(device("mali"), "/register/applications/"))
    assert "SCOOPS Binum" not in text(opened(Client(), "/register/?q=Binum")), "nothing is registered yet"
    for word, code in (("essomba", 200), ("enow", 200), ("khamla", 404), ("mali", 404)):
        assert device(word).get(f"/register/office/{id_of('handed in')}/").status_code == code, word
