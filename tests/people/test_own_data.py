"""A person's own data in one file: everything of that person, nothing of anybody else."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from rochdale.base import documents, looks, own_data
from rochdale.base.looks import Subject
from rochdale.base.models import AuditEntry
from rochdale.kernel.ids import new_id
from rochdale.people import operations
from rochdale.people.models import Person
from rochdale.people.operations import devices, erasure
from tests.cast import AT, PASSWORD, Cast, later
from tests.trade.goods import a_need, an_offer
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "documents"


def opened(content: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        return {name: json.loads(package.read(name)) if name.endswith(".json") else package.read(name) for name in names}


def taken(person: Person, language: str = "en") -> dict[str, Any]:
    return opened(own_data.package_of(person.id, name=person.name, language=language, at=AT))


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """Noy did something of everything; so did the others, with rare names and words."""
    noy, freja = cast.actor("noy"), cast.actor("freja")
    operations.correct_name(id=new_id(), by=noy, at=AT, name="Noy Sengdara Keo")
    Person.objects.filter(pk=cast.noy.pk).update(phone="+8562055511111", birth_year=1984, sex="female")
    operations.appoint(id=new_id(), by=noy, at=AT, person_id=cast.pao.id, organization_id=cast.bolaven.id, office="clerk")
    devices.enrol_device(
        id=new_id(),
        by=noy,
        at=AT,
        organization_id=cast.bolaven.id,
        name="Office tablet",
        kind="tablet",
        is_shared=True,
        secret_sha256="5e" * 32,
    )
    devices.choose_pin(id=new_id(), by=noy, at=AT, pin_hash="RAREPINHASH")
    documents.keep(by=noy, at=AT, name="rows.csv", content=b"a,b\n")
    an_offer(noy, reference="NOY-1")
    a_need(freja, reference="FREJA-1")
    for person in (cast.ebong, cast.kham, cast.pao):
        Person.objects.filter(pk=person.pk).update(email=f"rare-{person.pk}@example.org", phone=None)
    for by, about, why in ((noy, cast.kham, "RAREPURPOSE of noy"), (freja, cast.noy, "freja calls")):
        subject = Subject("people.contacts", "people.Person", str(about.id), cast.bolaven.id, about.id)
        looks.tell_purpose(id=new_id(), by=by, at=AT, subject=subject, purpose=why)
    subject = Subject("people.contacts", "people.Person", str(cast.kham.id), cast.bolaven.id, cast.kham.id)
    looks.tell_purpose(id=new_id(), by=cast.actor("ebong"), at=AT, subject=subject, purpose="RAREPURPOSE of ebong")
    return Cast({**cast.people, "noy": Person.objects.get(pk=cast.noy.pk)}, cast.organizations)


def test_all_that_is_known_of_a_person_is_there(busy: Cast) -> None:
    found = taken(busy.noy)
    (person,) = found["data/person.json"]
    assert (person["name"], person["email"], person["phone"], person["birth_year"], person["has_pin"]) == (
        "Noy Sengdara Keo",
        "noy@example.org",
        "+8562055511111",
        1984,
        True,
    )
    assert [row["office"] for row in found["data/offices.json"]] == ["manager"]
    assert [row["reference"] for row in found["data/offers.json"]] == ["NOY-1"]
    assert [row["name"] for row in found["data/devices.json"]] == ["Office tablet"]
    assert [row["name"] for row in found["data/files.json"]] == ["rows.csv"]
    assert [row["purpose"] for row in found["data/looks-at-you.json"]] == ["freja calls"]
    assert [row["purpose"] for row in found["data/looks-by-you.json"]] == ["RAREPURPOSE of noy"]
    assert {"people.correct-name", "people.appoint", "trade.offer-lot"} <= {row["what"] for row in found["data/deeds.json"]}
    assert found["guide.pdf"].startswith(b"%PDF-")


def test_nothing_of_anybody_else_is_there(busy: Cast) -> None:
    content = json.dumps({name: value for name, value in taken(busy.noy).items() if name.endswith(".json")}, ensure_ascii=False)
    for other in ("kham", "ebong", "pao", "vilay", "jonas"):
        person = Person.objects.get(pk=busy.people[other].pk)
        assert person.name not in content, other
        assert str(person.email) not in content, other
        assert str(person.pk) not in content, other
    for word in ("RAREPURPOSE of ebong", "FREJA-1", "RAREPINHASH", "5e" * 32):
        assert word not in content


def test_every_part_of_every_context_is_in_the_file_even_when_empty(cast: Cast) -> None:
    names = {f"data/{part.name}.json" for part in own_data.parts()}
    assert {"data/person.json", "data/deeds.json", "data/offers.json"} <= names
    assert taken(cast.pao).keys() == names | {"guide.pdf"}


def test_the_columns_of_the_guide_are_those_of_the_rows(busy: Cast) -> None:
    for part in own_data.parts():
        for row in part.rows(busy.noy.id):
            assert set(part.columns) <= set(row), part.name


def test_the_guide_is_in_the_persons_language(cast: Cast) -> None:
    guides = {language: taken(cast.noy, language)["guide.pdf"] for language in ("en", "fr", "lo")}
    assert len(set(guides.values())) == 3


def test_papers_about_the_person_come_along(cast: Cast) -> None:
    noy, pao, bolaven = cast.actor("noy"), cast.pao.id, cast.bolaven.id
    operations.appoint(id=new_id(), by=noy, at=AT, person_id=pao, organization_id=bolaven, office="member", until_at=later(hours=1))
    paper = {"request_name": "signed.pdf", "request": b"%PDF-1.4 signed by Pao"}
    erasure.ask_to_erase(id=new_id(), by=noy, at=later(days=1), organization_id=bolaven, person_id=pao, **paper)
    files = {name: content for name, content in taken(cast.pao).items() if name.startswith("files/")}
    assert list(files.values()) == [b"%PDF-1.4 signed by Pao"]
    assert not [name for name in taken(cast.noy) if name.startswith("files/")]


def test_a_person_takes_it_on_the_screen_and_the_trail_knows(cast: Cast, client: WatchfulClient) -> None:
    client.force_login(cast.kham)
    answer = client.post(reverse("people:take-my-data"), {"operation_id": new_id()})
    assert answer["Cache-Control"] == "no-store"
    assert opened(answer.content)["data/person.json"][0]["name"] == "Kham Phommachan"
    assert AuditEntry.objects.get(what="people.take-own-data").by_name == "Kham Phommachan"


def test_it_needs_to_be_proven_anew(cast: Cast, client: WatchfulClient) -> None:
    cast.kham.set_password(PASSWORD)
    cast.kham.save()
    client.force_login(cast.kham, factors=())
    assert "/account/again/" in client.post(reverse("people:take-my-data"), {"operation_id": new_id()}).url
    assert not AuditEntry.objects.filter(what="people.take-own-data").exists()
