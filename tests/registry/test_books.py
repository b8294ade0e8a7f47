"""A page of the book of arrivals is held against the register, on screen, until an officer signs for it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rochdale.kernel.refusal import Refused
from rochdale.registry import operations
from rochdale.registry.layouts import LAYOUTS
from rochdale.registry.models import BookLine, BookPage, Dossier
from rochdale.registry.queries.books import books_of
from rochdale.registry.registers import bring
from tests.cast import AT, Cast, id_of
from tests.registry.offices import act, office, set_up
from tests.registry.test_applying import device, opened, sent, text

pytestmark = pytest.mark.django_db
PICTURE = b"\x89PNG\r\n\x1a\n" + b"a page" * 20
NAMES = [
    f"Coopérative {word}"
    for word in [
        "Abeille",
        "Baobab",
        "Cacao",
        "Datte",
        "Eau",
        "Feu",
        "Girafe",
        "Hibou",
        "Igname",
        "Jardin",
        "Karité",
        "Lac",
        "Mil",
        "Nuage",
        "Oignon",
        "Palme",
        "Quartz",
    ]
]


@pytest.fixture(autouse=True)
def offices(cast: Cast) -> None:
    set_up()


@pytest.fixture
def registered(offices: None) -> None:
    """The register as it was brought from a spreadsheet: 18 of the 20 lines, one with another day."""
    head = list(LAYOUTS["rochdale"].headings.values())
    rows = [
        {
            "key": str(number),
            "name": name,
            "number": f"SW/GP/24/96/{number:05d}",
            "form": "COOP",
            "country": "CM",
            "place": "Sud-Ouest/Fako/Buea",
        }
        for number, name in enumerate([*NAMES, "Coopérative Riz"], start=1)
    ]
    days = {row["key"]: f"1996-03-{int(row['key']):02d}" for row in rows}
    lines = [",".join(head)]
    for row in rows:
        told = {**row, "registered": days[row["key"]]}
        lines.append(",".join(told.get(_key(name), "") for name in LAYOUTS["rochdale"].headings))
    brought = bring("\n".join(lines).encode(), LAYOUTS["rochdale"], by=act("enow", "buea"), at=AT, office="CM-SW", as_of=AT.date())
    assert (brought.new, list(brought.faults)) == (18, [])


def _key(name: str) -> str:
    return {"since": "registered", "source": "key"}.get(name, name)


def page(lines: int = 20) -> BookPage:
    made = operations.open_page(
        id=id_of("page"), by=act("enow", "buea"), at=AT, office_id=id_of("CM-SW"), book="REGISTRE_ARRIVEE", volume="3", page="12",
        lines=lines, name="page-12.png", content=PICTURE,
    )  # fmt: skip
    return BookPage.objects.get(pk=made)


def write(line: int, **said: Any) -> str:
    struck = said.pop("is_struck", False)
    return operations.write_line(
        id=id_of(f"line {line} {said}"), by=act("enow", "buea"), at=AT, page_id=id_of("page"), line=line, said=said, is_struck=struck
    )


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in caught.value.refusals]


def test_the_columns_come_from_the_law() -> None:
    books = books_of(office("CM-SW"))
    assert books["REGISTRE_ARRIVEE"] == ("date", "rsc_formality_no", "registration_no", "operator", "declarant", "object", "observations")
    assert set(books_of(office("LA-CS"))) == {""}, "no book is known of Lao law: the office's own"


@pytest.mark.usefixtures("registered")
def test_the_page_of_the_reference_is_closed_once_the_two_are_settled() -> None:
    """20 lines: 17 alike, one date differing, one absent from the system, one struck out."""
    row = page()
    for number, name in enumerate(NAMES, start=1):
        said = {"date": f"1996-03-{number:02d}", "registration_no": f"SW/GP/24/96/{number:05d}", "operator": name, "declarant": "M. Njie"}
        assert write(number, **said) == "matched"
    assert write(18, date="1996-04-18", registration_no="SW/GP/24/96/00018", operator="Coopérative Riz") == "differs"
    assert write(19, date="1996-03-19", registration_no="SW/GP/24/96/00019", operator="Coopérative Sel") == "book-only"
    assert write(20, is_struck=True) == "cancelled"

    client = device("enow")
    at = f"/register/office/books/{row.id}/"
    shown = text(opened(client, at))
    assert "Alike 17 Differs 1 In the book only 1 In the register only 0 Struck out 1" in shown
    assert "Differs: Day" in shown
    assert "2 lines are not alike and not settled." in text(sent(client, f"{at}close/"))
    assert BookPage.objects.get().closed_at is None

    for line, right in ((18, "book"), (19, "register")):
        one = BookLine.objects.get(line=line)
        assert "Why" in text(sent(client, f"/register/office/books/lines/{one.id}/", right=right, reason=""))
        sent(client, f"/register/office/books/lines/{one.id}/", right=right, reason="Seen in the file of 1996.")
    page_now = text(sent(client, f"{at}close/"))
    assert "Signed by Grace Enow" in page_now
    assert "Alike 17 Differs 1 In the book only 1 In the register only 0 Struck out 1" in page_now
    with pytest.raises(Refused) as caught:
        write(20, operator="Late")
    assert codes(caught) == ["registry.book-page-is-closed"]


def test_a_paper_dossier_is_held_against_its_line_and_one_without_a_line_is_told() -> None:
    enow = act("enow", "buea")
    for word, line in (("first", "1"), ("lost", "31")):
        operations.key_dossier(
            id=id_of(word), by=enow, at=AT, office_id=id_of("CM-SW"), kind="register", book={"book": "3", "page": "12", "line": line},
            received_on=AT.date(),
        )  # fmt: skip
        operations.answer_part(
            id=id_of(f"{word} name"), by=enow, at=AT, dossier_id=id_of(word), part="name", answers={"name": f"SCOOPS {word}"}
        )
    row = page(lines=2)
    client, at = device("enow"), f"/register/office/books/{row.id}/"
    shown = text(opened(client, at))
    assert "The register has: SCOOPS first" in shown
    assert "In the register only 1" in shown
    answer = client.post(f"{at}1/alike/", {"operation_id": str(id_of("alike"))}, follow=True)
    assert "Alike 1" in text(answer.content.decode())
    sent(client, f"{at}2/", operator="SCOOPS second", date="2026-11-02")
    assert BookLine.objects.get(line=2).outcome == "book-only"

    operations.key_dossier(
        id=id_of("second"), by=enow, at=AT, office_id=id_of("CM-SW"), kind="register", book={"book": "3", "page": "12", "line": "2"},
        received_on=AT.date(),
    )  # fmt: skip
    Dossier.objects.filter(pk=id_of("lost")).update(book={"book": "3", "page": "13", "line": "1"})
    compared = client.post(f"{at}compare/", {"operation_id": str(id_of("compared"))}, follow=True)
    assert "Alike 2 Differs 0 In the book only 0 In the register only 0" in text(compared.content.decode())


def test_a_page_is_taken_on_screen_with_its_photograph() -> None:
    client = device("enow")
    at = f"/register/office/books/new/{id_of('CM-SW')}/"
    hidden = re.findall(r'name="operation_id" value="([^"]+)"', opened(client, at))[0]
    photo = SimpleUploadedFile("page.png", PICTURE, content_type="image/png")
    told = {"operation_id": hidden, "book": "REGISTRE_ARRIVEE", "volume": "3", "page": "12", "lines": "20", "photo": photo}
    assert client.post(at, told).status_code == 302
    assert "0 of 20 lines looked at" in text(opened(client, "/register/office/books/"))
    row = BookPage.objects.get()
    answer = client.get(f"/register/office/books/{row.id}/photo/")
    assert (answer.content, answer["Content-Type"]) == (PICTURE, "image/png")
    again = {**told, "operation_id": str(id_of("again")), "photo": SimpleUploadedFile("page.png", PICTURE, content_type="image/png")}
    assert "stands here already" in text(client.post(at, again).content.decode())
