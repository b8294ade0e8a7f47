"""The pages of the layout, as a reader meets them."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import path
from django.utils import translation

from rochdale.config.urls import urlpatterns as all_addresses
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.ui.offline import HEADER, offline
from rochdale.ui.words import PAGES

FACTS = {"on": "3 March"}
REFUSAL = Refusal("base.same-id-other-content", FACTS)


def raises(trouble: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise trouble

    return view


@offline
def kept(request: HttpRequest) -> HttpResponse:
    return HttpResponse("kept", content_type="text/plain")


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("plain", content_type="text/plain")


urlpatterns = [
    *all_addresses,
    path("refused/", raises(Refused(REFUSAL))),
    path("api/refused/", raises(Refused(REFUSAL))),
    path("not-allowed/", raises(NotAllowed(REFUSAL))),
    path("denied/", raises(PermissionDenied())),
    path("unknown/", raises(Http404())),
    path("broken/", raises(RuntimeError("what nobody must read"))),
    path("kept/", kept),
    path("plain/", plain),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.mark.parametrize("address", ["/gallery/", "/gallery/?refused=yes", "/gallery/pictures/", "/offline/"])
@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_a_page_of_the_layout_is_sound_in_every_language(client: Client, address: str, language: str) -> None:
    assert client.get(address, headers={"accept-language": language}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        pytest.param("/refused/", 409, "This was already done on 3 March with other content.", id="a rule says no"),
        pytest.param("/not-allowed/", 403, "This was already done on 3 March with other content.", id="a permission says no"),
        pytest.param("/denied/", 403, "This is not for you to do.", id="Django says no"),
        pytest.param("/unknown/", 404, "There is nothing here.", id="a thing that is not there"),
        pytest.param("/no/such/address/", 404, "There is nothing here.", id="an address that is not there"),
        pytest.param("/broken/", 500, "Something broke on our side.", id="a mistake of ours"),
    ],
)
def test_what_cannot_be_is_said_with_a_number(client: Client, caplog: Any, address: str, status: int, says: str) -> None:
    client.raise_request_exception = False
    with caplog.at_level(logging.WARNING, "rochdale.ui.refusals"):
        response = client.get(address)
    text = response.content.decode()
    assert response.status_code == status
    assert says in text and "what nobody must read" not in text
    assert response["Rochdale-Reference"] in text and response["Rochdale-Reference"] in caplog.text


def test_a_form_sent_from_a_page_that_was_open_too_long_is_answered_with_our_page(client: Client) -> None:
    strict = type(client)(enforce_csrf_checks=True)
    response = strict.post("/light/", {"light": "sun"})
    assert response.status_code == 403
    assert "load the page again" in response.content.decode()


def test_a_wrong_way_of_asking_is_answered_with_our_page(client: Client) -> None:
    response = client.get("/light/")
    assert response.status_code == 405 and "use the button on the page" in response.content.decode()


def test_under_the_api_a_refusal_is_json(client: Client) -> None:
    response = client.get("/api/refused/")
    refused = json.loads(response.content)["refused"]
    assert response.status_code == 409
    assert [(row["code"], row["facts"]) for row in refused] == [(REFUSAL.code, FACTS)]
    assert "already done on 3 March" in refused[0]["message"]


def test_every_failure_page_has_words_in_the_languages_of_the_reader() -> None:
    for words in PAGES.values():
        with translation.override("en"):
            assert all(str(text).strip() for text in (words.title, words.reason, words.remedy))


def test_what_a_person_gets_is_stored_nowhere_and_a_kept_page_only_without_her_name(client: Client, monkeypatch: Any) -> None:
    assert client.get("/kept/")[HEADER] == "as-is"
    assert "no-store" not in client.get("/plain/").get("Cache-Control", "")
    monkeypatch.setattr("rochdale.ui.middleware._is_personal", lambda request: True)
    assert client.get("/plain/")["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("sent", "kept_as", "back"),
    [
        pytest.param({"light": "sun", "next": "/gallery/"}, "sun", "/gallery/", id="a light is kept and the page comes back"),
        pytest.param({"light": "", "next": "/gallery/"}, "", "/gallery/", id="as the device has it"),
        pytest.param(
            {"light": "neon", "next": "https://elsewhere.example/"}, "", "/", id="nonsense is forgotten, and no one is sent elsewhere"
        ),
    ],
)
def test_the_light_is_kept_on_the_device(client: Client, sent: dict[str, str], kept_as: str, back: str) -> None:
    response = client.post("/light/", sent)
    assert (response["Location"], response.cookies["light"].value) == (back, kept_as)
    assert (f'data-light="{kept_as}"' in client.get("/gallery/").content.decode().split("<head>")[0]) == bool(kept_as)


def test_the_worker_names_its_files_and_is_never_cached(client: Client) -> None:
    response = client.get("/sw.js")
    text = response.content.decode()
    assert response["Content-Type"].startswith("text/javascript") and "no-cache" in response["Cache-Control"]
    assert 'const OFFLINE = "/offline/";' in text and "/static/ui/rochdale.css" in text
    assert HEADER in text


def test_an_icon_that_is_not_there_fails_when_the_template_is_drawn() -> None:
    with pytest.raises(ValueError, match="no icon 'rocket'"):
        engines["django"].from_string('{% icon "rocket" %}').render({})


@pytest.mark.parametrize(
    ("language", "template", "drawn"),
    [
        ("en", "{{ 1234.5|num:1 }}", "1,234.5"),
        ("fr", "{{ 1234.5|num:1 }}", "1\u202f234,5"),
        ("lo", "{{ 1234.5|num:2 }}", "1.234,50"),
        ("en", "{{ -3|num }}", "−3"),
        ("en", '{% figure 5200 "kip" %}', '<span class="num">5,200\u00a0<span class="unit">kip</span></span>'),
        ("fr", "{{ 40.8|dot }}", "40.8"),
    ],
)
def test_figures_are_written_as_the_reader_writes_them(language: str, template: str, drawn: str) -> None:
    if not translation.check_for_language(language):
        pytest.skip(f"the catalogue of {language} is not compiled yet")
    with translation.override(language):
        assert engines["django"].from_string(template).render({}).replace("\xa0234", "\u202f234") == drawn
