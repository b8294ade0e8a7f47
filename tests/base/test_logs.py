"""The log says what happened and to which request, and holds nothing of anybody: rare strings are planted and looked for."""

from __future__ import annotations

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread
from typing import Any

import pytest
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from rochdale.base.error_reports import ErrorReports
from rochdale.base.logs import Json, NamesRoutes, Plain, logging_config
from rochdale.base.scrubbing import scrub, told
from rochdale.config.urls import urlpatterns
from rochdale.kernel.ids import new_id
from tests.cast import Cast

NAME, EMAIL, PHONE, PASSWORD, TOKEN = (
    "Zzyzxa Quillfeather",
    "zzyzxa.q@rare.example",
    "+856 20 5571 9348",
    "wovenzebra77lamp",
    "tokn8fGq2LpZx71aRvT0",
)
RARE = ("Zzyzxa", "Quillfeather", "zzyzxa.q", "rare.example", "5571", "9348", "wovenzebra", "tokn8fGq2", "203.0.113.77")


def breaks(request: HttpRequest, token: str) -> HttpResponse:
    if token == "database":
        raise IntegrityError(f"duplicate key\nDETAIL:  Key (name)=({NAME}) already exists.")
    try:
        raise KeyError(f"{NAME} <{EMAIL}>")
    except KeyError as trouble:
        raise ValueError(f"nobody is called '{NAME}', phone {PHONE}, address {EMAIL}, from 203.0.113.77") from trouble


def nothing(request: HttpRequest, token: str) -> HttpResponse:
    raise Http404


class Urls:
    urlpatterns = [
        path("test/<str:token>/breaks/", breaks, name="breaks"),
        path("test/<str:token>/none/", nothing, name="none"),
        *urlpatterns,
    ]


@pytest.fixture
def lines(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What reaches the log, written as the parameter says, while the test runs."""
    kind = getattr(request, "param", "json")
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Json() if kind == "json" else Plain())
    handler.addFilter(NamesRoutes())
    root, ours, requests = logging.getLogger(), logging.getLogger("rochdale"), logging.getLogger("rochdale.request")
    before = [logger.level for logger in (root, ours, requests)]
    root.addHandler(handler)
    for logger in (root, ours, requests):
        logger.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    for logger, level in zip((root, ours, requests), before, strict=True):
        logger.setLevel(level)


def objects(lines: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


@pytest.mark.parametrize("lines", ["plain", "json"], indirect=True)
@pytest.mark.django_db
@override_settings(ROOT_URLCONF=Urls)
def test_nothing_of_anybody_reaches_the_log(lines: io.StringIO, cast: Cast) -> None:
    client = Client(raise_request_exception=False, REMOTE_ADDR="203.0.113.77", HTTP_USER_AGENT=NAME)
    sign_up = {"name": NAME, "email": EMAIL, "phone": PHONE, "password1": PASSWORD}
    client.post(reverse("account_signup"), sign_up)
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": EMAIL, "password": "wrong" + PASSWORD})
    client.post(reverse("account_login"), {"login": PHONE, "password": PASSWORD})
    client.post(reverse("account_reset_password"), {"email": EMAIL})
    for address in (
        f"/no/such/{TOKEN}/?next={EMAIL}",
        f"/test/{TOKEN}/breaks/?who={NAME}",
        f"/test/{TOKEN}/none/",
        "/test/database/breaks/",
    ):
        client.get(address)
    client.get("/", HTTP_HOST=f"{TOKEN}.example", HTTP_COOKIE=f"session={TOKEN}")
    client.post("/language/", {"language": "lo"}, HTTP_X_CSRFTOKEN=TOKEN)
    logging.getLogger("rochdale.test").warning("%s wrote to %s with %s: password=%s", "somebody", EMAIL, PHONE, PASSWORD)
    text = lines.getvalue()
    assert len(text.splitlines()) > 15 and "breaks" in text and "ValueError" in text and "account_login" in text
    assert "A sign-in was refused" in text and "signed in" in text, "log-ins and refused ones are in it (ASVS v5.0.0-16.3.1)"
    assert [word for word in RARE if word in text] == []


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=Urls)
def test_each_request_has_one_line_with_reference_route_status_and_time(lines: io.StringIO) -> None:
    client = Client(raise_request_exception=False)
    client.get("/how/clearing/")
    client.get(f"/test/{TOKEN}/none/")
    page = client.get(f"/test/{TOKEN}/breaks/")
    told = [line for line in objects(lines) if line["logger"] == "rochdale.request"]
    assert [(line["method"], line["route"], line["status"]) for line in told] == [
        ("GET", "site:how-rule", 200),
        ("GET", "none", 404),
        ("GET", "breaks", 500),
    ]
    assert all(line["ms"] >= 0 and line["at"].endswith("+00:00") for line in told)
    assert len({line["reference"] for line in told}) == 3
    quoted = page["Rochdale-Reference"]
    of_it = [line for line in objects(lines) if line.get("reference") == quoted]
    assert quoted in page.content.decode() and {line["logger"] for line in of_it} >= {"django.request", "rochdale.request"}


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=Urls)
def test_what_broke_is_told_with_its_places_and_its_cause(lines: io.StringIO) -> None:
    Client(raise_request_exception=False).get(f"/test/{TOKEN}/breaks/")
    broke = next(line["broke"] for line in objects(lines) if "broke" in line)
    assert broke["kind"] == "ValueError" and broke["after"]["kind"] == "KeyError"
    assert broke["frames"][-1].endswith(" breaks") and not any("site-packages" in frame for frame in broke["frames"])


def test_a_mistake_of_the_program_keeps_its_words() -> None:
    assert told(AttributeError("'NoneType' object has no attribute 'name'")) == "AttributeError: 'NoneType' object has no attribute 'name'"


@pytest.mark.parametrize(
    "text",
    [
        "job 0192f3a0-1111-7000-8000-00000000d300 of kind base.take-backup was interrupted",
        "rochdale.trade.schedule.lapse failed and stays due",
        "The page for 404 could not be drawn",
        "GET trade:market-of-containers-and-lots 200 12 ms",
        "kept 2027-03-01 08:00:07 rochdale-2027-03-01T020000Z-before-upgrade.zip.age of 1,204,113 bytes",
        "base/jobs.py:189 _run_everything_that_is_left_over",
        "K7QM-2XPD answered by 127.0.0.1",
    ],
)
def test_what_is_nobodys_stays_readable(text: str) -> None:
    assert scrub(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("to ນ້ອຍ@ສະຫະກອນ.la", "to [e-mail]"),
        ("call +237 6 99 00 11 22 now", "call [phone] now"),
        ("call 020 5571 9348 now", "call [phone] now"),
        ("number 85620557193 was", "number [number] was"),
        ("from 192.0.2.77", "from 192.0.2.x"),
        ("from 2001:db8:85a3:8d3:1319:8a2e:370:7348", "from 2001:db8:85a3:x"),
        ("GET /reset/key/3-c1x2y3-0123456789abcdef0123456789abcdef/", "GET /reset/key/[token]/"),
        ("GET /a/?email=x&key=1", "GET /a/?…"),
        ("pin: 4711", "pin: …"),
        ("slip K7QM-2XPD-9FRT was used", "slip [code] was used"),
        ("Set-Cookie sessionid=abc", "Set-Cookie sessionid=…"),
    ],
)
def test_what_has_the_shape_of_somebodys_goes(text: str, left: str) -> None:
    assert scrub(text) == left


@pytest.mark.parametrize("kind", ["plain", "json"])
def test_python_takes_the_configuration(kind: str) -> None:
    config = logging_config(kind=kind, has_request_log=True, reports_url="https://reports.example/")
    assert config["handlers"]["reports"]["url"] == "https://reports.example/"
    assert logging_config(kind=kind, has_request_log=True, reports_url="")["handlers"].keys() == {"console"}
    assert config["loggers"]["gunicorn.error"]["handlers"] == ["console", "reports"]
    logging.config.DictConfigurator(config | {"incremental": False, "loggers": {}, "root": {}}).configure_formatter(
        config["formatters"][kind]
    )


class Listener:
    """Somewhere that takes reports."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.has_one = Event()
        listener = self

        class Takes(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                listener.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(204)
                self.end_headers()
                listener.has_one.set()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Takes)
        Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.server.shutdown()
    listener.server.server_close()


def test_a_report_of_what_broke_is_scrubbed_and_sent_once_an_hour(listener: Listener) -> None:
    reports = ErrorReports(f"http://127.0.0.1:{listener.server.server_port}/")
    for _number in range(3):
        try:
            breaks(HttpRequest(), TOKEN)
        except ValueError as trouble:
            record = logging.LogRecord(
                "django.request", logging.ERROR, __file__, 1, f"for {NAME}", None, (ValueError, trouble, trouble.__traceback__)
            )
            reports.handle(record)
    assert listener.has_one.wait(10)
    assert reports._waiting.empty() and len(listener.got) == 1
    told = json.dumps(listener.got[0])
    assert listener.got[0]["broke"]["kind"] == "ValueError" and listener.got[0]["program"] == "rochdale"
    assert [word for word in RARE if word in told] == []


def test_a_report_address_that_is_away_holds_up_nothing(listener: Listener) -> None:
    listener.server.server_close()
    reports = ErrorReports(f"http://127.0.0.1:{listener.server.server_port}/")
    for number in range(50):
        trouble = ValueError(str(number))
        reports.emit(
            logging.LogRecord(str(new_id()), logging.ERROR, __file__, 1, "", None, (type(f"E{number}", (ValueError,), {}), trouble, None))
        )
    assert reports._waiting.qsize() <= 20
