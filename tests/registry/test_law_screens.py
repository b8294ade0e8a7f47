"""The law on screen and on paper: the cases of the reference judged, terms counted, booklets given out."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from rochdale.registry.models import GivenOut
from rochdale.registry.rules import packs
from rochdale.registry.views import law
from tests.cast import Cast
from tests.registry.law import later
from tests.registry.test_applying import opened, text
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
PAPERS = ("STATUTES", "ID_COPIES_ALL_MEMBERS", "LOCATION_PLAN")


def asked(client: Client, **case: object) -> str:
    told = {"act": "REGISTER", "on": "2024-03-01", "form": "SCOOPS", "country": "TG", **case}
    return text(opened(client, f"/register/law/ask/?{urlencode(told, doseq=True)}"))


CASES = [
    ("P1", {"members": 4}, "It would be refused", "4 founders are too few: Simplified cooperative (SCOOPS) needs at least 5.", "art. 204"),
    ("P2", {"form": "COOP-CA", "members": 14}, "It would be refused", "needs at least 15", "art. 267"),
    (
        "P3",
        {"form": "GIC", "country": "CM", "on": "1998-06-01", "members": 4},
        "with a warning",
        "needs at least 5",
        "told to us without a source",
    ),
    (
        "P4",
        {"form": "COOP", "country": "LA", "on": "2020-01-10", "members": 3},
        "The registrar decides",
        "Nobody has read how many founders",
        "",
    ),
    (
        "P5",
        {"form": "COOP-CA", "members": 15, "subscribed": "1000000", "paid": "240000"},
        "It would be refused",
        "At least 250,000 XOF",
        "art. 269-270",
    ),
    ("P6", {"act": "AMEND_STATUTES", "filed_on": "2024-04-01"}, "with a warning", "31 days later. The time is 30 days.", "conseil-agri"),
    ("P9", {"country": "CM", "members": 5, "papers": PAPERS}, "with a warning", "criminal record extracts is missing", "camer.be"),
    (
        "P9 without statutes",
        {"country": "CM", "members": 5, "papers": PAPERS[1:]},
        "It would be refused",
        "Statutes is missing.",
        "art. 17-18",
    ),
]


@pytest.mark.parametrize(("name", "case", "verdict", "why", "article"), CASES, ids=[case[0] for case in CASES])
def test_each_case_of_the_reference_is_shown(
    client: WatchfulClient, name: str, case: dict[str, object], verdict: str, why: str, article: str
) -> None:
    page = asked(client, **case)
    assert verdict in page and why in page and article in page, page


def test_a_quarter_paid_is_enough(client: WatchfulClient) -> None:
    page = asked(client, form="COOP-CA", members=15, subscribed="1000000", paid="250000")
    assert "are paid. At least" not in page


def test_the_law_of_the_day_counts_and_that_of_today_is_shown_beside_it(client: WatchfulClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """P7: a later version, in force since yesterday, asks for 4."""
    began = timezone.now().date().replace(day=1)
    changed = later("0.2.0", began, ("min_members = { value = 5,", "min_members = { value = 4,"))
    both = (*packs.shipped(), changed)
    monkeypatch.setattr(law, "shipped", lambda: both)
    page = asked(client, members=4)
    legal, _heading, today = page.partition("By the law of today")
    assert "It would be refused" in legal and "It would be refused" not in today and "too few" not in today


TERMS = [
    ("2026-03-02", 30, "calendar", "Wednesday, 1 April 2026"),
    ("2026-03-06", 5, "working", "Friday, 13 March 2026"),
    ("2025-08-31", 6, "months", "Saturday, 28 February 2026"),
    ("2025-12-31", 7, "months", "Friday, 31 July 2026"),
]


@pytest.mark.parametrize(("start", "count", "unit", "due"), TERMS)
def test_each_deadline_of_the_reference_is_counted_on_screen(client: WatchfulClient, start: str, count: int, unit: str, due: str) -> None:
    assert due in text(opened(client, f"/register/law/terms/?start={start}&count={count}&unit={unit}"))


def test_the_law_of_a_country_is_opened_form_by_form_without_signing_in(client: WatchfulClient) -> None:
    page = opened(client, "/register/law/?country=CM")
    assert "/register/law/CM/ohada-2010/SCOOPS/" in page and "/register/law/CM/cm-1992/GIC/" in page
    page = text(opened(client, "/register/law/TG/ohada-2010/SCOOPS/"))
    assert "At least 5 founders" in page and "AUSCOOP, art. 204" in page
    assert client.get("/register/law/DK/ohada-2010/SCOOPS/").status_code == 404


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_booklet_poster_and_talk_are_printed(client: WatchfulClient, language: str) -> None:
    for paper in ("booklet", "poster", "radio"):
        made = client.get(f"/register/law/LA/la-2010/COOP/{paper}.pdf?in={language}")
        assert made.status_code == 200 and made.content.startswith(b"%PDF"), paper


def test_what_is_given_out_is_written_down_and_taken_back(cast: Cast) -> None:
    client = WatchfulClient(headers={"accept-language": "en"})
    client.force_login(cast.people["bounmy"])

    def give(copies: int) -> str:
        page = opened(client, "/register/law/given/")
        operation = page.partition('name="operation_id" value="')[2].partition('"')[0]
        said = {
            "law": "la-2010@0.1.0",
            "paper": "booklet",
            "language": "lo",
            "place": "Paksong",
            "to": "Coffee growers",
            "on": "2026-11-01",
        }
        return text(
            client.post("/register/law/given/", {**said, "copies": copies, "operation_id": operation}, follow=True).content.decode()
        )

    assert "40 × Booklet" in give(40)
    assert "40 copies were given out there." in give(-41)
    give(-5)
    assert sum(GivenOut.objects.values_list("copies", flat=True)) == 35
