"""Becoming an invented person with one tap: in demo mode only."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from rochdale.base.actor import SYSTEM
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed
from rochdale.people import operations
from rochdale.people.demo import sign_in_as
from rochdale.people.models import Person
from tests.cast import AT, Cast

pytestmark = pytest.mark.django_db
SAYS = "I bring cherry and want to see my receipt."


@pytest.fixture
def persona(cast: Cast) -> Person:
    id = operations.register_person(id=new_id(), by=SYSTEM, at=AT, name="Somchit Vilay", is_example=True, persona_says=SAYS)
    office = {"person_id": id, "organization_id": cast.bolaven.id, "office": "member"}
    operations.appoint(id=new_id(), by=SYSTEM, at=AT.replace(month=1), **office)
    return Person.objects.get(pk=id)


def test_the_page_shows_who_one_can_be_and_why(client: Client, persona: Person) -> None:
    page = client.get(reverse("people:demo")).content.decode()
    assert "Somchit Vilay" in page and SAYS in page
    assert "member, Bolaven Coffee Growers" in page
    assert "Noy Sengdara" not in page


def test_one_tap_and_one_is_that_person(client: Client, persona: Person) -> None:
    response = client.post(reverse("people:become", args=[persona.id]), follow=False)
    assert response["Location"] == "/"
    assert "Somchit Vilay" in client.get(reverse("people:me")).content.decode()


def test_one_persona_after_another_leaves_nothing_of_the_first(client: Client, persona: Person, cast: Cast) -> None:
    client.force_login(cast.amina)
    client.post(reverse("people:act-for"), {"organization": cast.mungo.id})
    client.post(reverse("people:become", args=[persona.id]))
    assert "acting_for" not in client.session
    assert client.session["_auth_user_id"] == str(persona.id)


def test_nobody_becomes_a_person_who_is_no_persona(client: Client, cast: Cast) -> None:
    assert client.post(reverse("people:become", args=[cast.noy.id])).status_code == 404
    assert "_auth_user_id" not in client.session


def test_looking_at_the_address_signs_nobody_in(client: Client, persona: Person) -> None:
    assert client.get(reverse("people:become", args=[persona.id])).status_code == 405
    assert "_auth_user_id" not in client.session


def test_a_persona_stays_as_it_is_for_the_next_visitor(client: Client, persona: Person) -> None:
    client.force_login(persona)
    password = {"password1": "four-words-of-cloth", "password2": "four-words-of-cloth"}
    for address, fields in (("people:name", {"name": "Mine now", "operation_id": new_id()}), ("account_set_password", password)):
        response = client.post(reverse(address), fields)
        assert response.status_code == 409
        assert "Invented people stay as they are." in response.content.decode()
    after = Person.objects.get(pk=persona.pk)
    assert after.name == "Somchit Vilay" and not after.has_usable_password()


def test_outside_the_demo_the_operation_refuses(rf: RequestFactory, persona: Person, settings: object) -> None:
    settings.IS_DEMO = False
    with pytest.raises(NotAllowed) as refused:
        sign_in_as(rf.post("/"), persona.id)
    assert refused.value.refusals[0].code == "people.only-in-demo"


@pytest.mark.parametrize("mode", ["production", "village-box"])
def test_outside_the_demo_the_address_does_not_exist(mode: str, tmp_path: Path) -> None:
    ask = (
        "import django; django.setup(); from rochdale.people import urls; "
        "print(sorted(path.name for path in urls._own if 'demo' in str(path.pattern)))"
    )
    settings = {
        "ROCHDALE_MODE": mode,
        "ROCHDALE_SECRET_KEY": "k" * 60,
        "ROCHDALE_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "rochdale.config.settings",
    }
    ours = {name: value for name, value in os.environ.items() if not name.startswith("ROCHDALE_")} | {
        "PYTHONPATH": os.pathsep.join(sys.path)
    }
    answer = subprocess.run([sys.executable, "-c", ask], env=ours | settings, capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"
