"""Setting up an installation from its command line."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from rochdale.people import queries
from rochdale.people.commands import people
from rochdale.people.models import Office
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(people, list(words))
    return result.exit_code, result.output


def test_the_installation_sets_up_a_registrar_and_its_first_officer(cast: Cast) -> None:
    code, id = run("organization", "registrar", "Register of Sekong", "--country", "la", "--place", "laatp")
    assert code == 0
    assert run("office", "pao@example.org", "registrar", id.strip()) == (0, "pao@example.org is registrar of Register of Sekong now.\n")
    assert Office.objects.get(person=cast.pao).organization.country == "LA"
    assert "Register of Sekong" in run("list")[1]


@pytest.mark.parametrize(
    ("says", "words", "expects"),
    [
        ("a country that is none", ("organization", "group", "G", "--country", "zz"), "ZZ is not a country code."),
        ("nobody", ("office", "x@example.org", "clerk", "{bolaven}"), "Nobody has an account with x@example.org."),
        ("an office that is not there", ("office", "pao@example.org", "registrar", "{bolaven}"), "This office does not exist in this kind"),
        (
            "an organization that is not there",
            ("office", "pao@example.org", "clerk", "{nowhere}"),
            "There is no organization with this id.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_said_in_a_sentence(cast: Cast, says: str, words: tuple[str, ...], expects: str) -> None:
    before = len(queries.organizations())
    filled = [word.format(bolaven=cast.bolaven.id, nowhere="0192f000-0000-7000-8000-00000000dead") for word in words]
    code, output = run(*filled)
    assert code == 1 and expects in output
    assert len(queries.organizations()) == before
