"""What a person types, and what the register answers, with the reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from uuid import UUID

import pytest
from click.testing import CliRunner
from django.utils import translation

from rochdale.kernel.refusal import Refused
from rochdale.registry.commands import registry
from rochdale.registry.models import NameEnding, NameKind, NamePosting, NameSlip, NameWord, RegisterName
from rochdale.registry.name_words import REASONS, SCOPES, VERDICTS
from rochdale.registry.names_index import NameRow, forget_names, index_names, rebuild_words
from rochdale.registry.queries.name_checks import check_name, duplicates, place_of
from rochdale.registry.queries.names import Hit, search
from rochdale.registry.rules.likeness import Why
from rochdale.registry.rules.name_checks import Scope, Verdict
from tests.registry.names import AGOKPALA, BADOU, BUEA, VOGAN, fill

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(db: None) -> Iterator[None]:
    fill()
    yield


def numbers(hits: list[Hit]) -> list[int]:
    return [hit.entity_id.int for hit in hits]


@pytest.mark.parametrize(
    ("says", "text", "first", "why"),
    [
        ("as written", "Coopérative N'tifafa", 5, Why.EXACT),
        ("without accents and form", "ntifafa", 5, Why.SPACES),
        ("with another form", "SCOOPS n tifafa", 5, Why.SIGNS),
        ("an earlier name leads to today's page", "GIC Binum Farmers", 7, Why.EXACT),
        ("a number", "SW/GP/24/96/01234", 7, Why.EXACT),
        ("a number without strokes", "swgp249601234", 7, Why.SPACES),
        ("a number that is begun", "SW/GP/24", 7, Why.BEGINS),
        ("an acronym", "uprocab", 8, Why.SIGNS),
        ("begun", "novissi dj", 4, Why.BEGINS),
        ("from the middle of a word", "tifaf", 5, Why.INSIDE),
        ("over two words", "ssi djig", 4, Why.INSIDE),
        ("over two words, one letter of the first", "s producteurs de ca", 8, Why.INSIDE),
        ("words in another order", "djigbodi novissi", 4, Why.ORDER),
        ("some of its words", "cacao union", 8, Why.ALL_WORDS),
        ("a letter other", "dekavowo", 1, Why.SLIP),
        ("a letter less", "dekwowo", 1, Why.SLIP),
        ("a letter more", "dekawowoo", 1, Why.SLIP),
        ("two letters swapped", "dekawwoo", 1, Why.SLIP),
        ("a slip in one of many words", "union des producteurs de cacoa de badou", 8, Why.SLIP),
        ("a space too many", "no vissi djigbodi", 4, Why.SPACES),
        ("with its place", "novissi badou", 6, Why.SIGNS),
        ("a name that was refused", "kekeli etoile", 9, Why.SIGNS),
        ("Lao, the name without the word for cooperative", "ກາເຟ ປາກຊ່ອງ", 10, Why.SPACES),
        ("Lao, a part", "ປາກຊ່ອງ", 10, Why.INSIDE),
        ("a figure in the name", "les 5 etoiles", 11, Why.SIGNS),
    ],
)
def test_what_is_meant_comes_first_with_the_reason(says: str, text: str, first: int, why: Why) -> None:
    hits = search(text)
    assert (numbers(hits)[:1], hits[0].reasons[0].why) == ([first], why), (says, hits)


def test_an_entity_is_one_hit_and_namesakes_stay_apart() -> None:
    assert numbers(search("binum")) == [7]
    assert numbers(search("dekawowo")) == [1, 2]


def test_a_hit_shows_the_present_name_with_its_number_and_place() -> None:
    (hit,) = search("GIC Binum Farmers")
    assert (hit.name, hit.number, hit.place, hit.matched) == (
        "SCOOPS Binum",
        "SW/GP/24/96/01234",
        ("South West", "Fako", "Buea"),
        "GIC Binum Farmers",
    )
    assert [one.why for one in hit.reasons] == [Why.EXACT, Why.FORMER]


def test_a_place_narrows_and_the_wider_holds_the_narrower() -> None:
    assert numbers(search("novissi", place="TG/plateaux")) == [6]
    assert numbers(search("novissi", place="TG/maritime/vo")) == [3, 4]
    assert search("novissi", place="CM") == []


def test_a_place_with_very_many_names_is_searched_by_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rochdale.registry.queries.names.MOST_IN_PLACE", 2)
    assert numbers(search("novissi", place="TG/maritime")) == [3, 4]
    assert numbers(search("novizsi", place="TG/plateaux")) == [6]


def test_a_legal_form_narrows() -> None:
    index_names([NameRow(UUID(int=20), "Novissi Lolo", form="SCOOPS")])
    assert numbers(search("novissi", form="SCOOPS")) == [20]


def test_nothing_is_guessed_while_what_was_typed_is_there_unless_asked() -> None:
    index_names([NameRow(UUID(int=21), "Novizsi")])
    assert numbers(search("novizsi")) == [21]
    assert set(numbers(search("novizsi", similar=True))) >= {21, 3, 6}
    assert search("novixsi", similar=False) == []


@pytest.mark.parametrize("text", ["", "   ", "%", "'", "-_-", "zzzzqq", "\x00", "a" * 400, "%s %% (", "1", "ə"])
def test_odd_texts_find_little_and_break_nothing(text: str) -> None:
    assert isinstance(search(text, similar=True), list)


def test_every_word_is_in_so_many_names() -> None:
    index_names([NameRow(UUID(int=30), f"Agbeko {word}") for word in ("un", "deux", "trois")])
    forget_names([UUID(int=6)])
    counted = dict(NameWord.objects.values_list("word", "names"))
    assert (counted["agbeko"], counted["novissi"], counted["vogan"]) == (3, 2, 0)


def test_what_is_forgotten_is_found_no_more() -> None:
    forget_names([UUID(int=7), UUID(int=5)])
    assert search("binum", similar=True) == []
    assert search("ntifafa") == []
    assert not RegisterName.objects.filter(entity_id=UUID(int=7)).exists()


def test_the_index_is_made_anew_as_it_was() -> None:
    def stored() -> list[object]:
        tables = (NamePosting, NameSlip, NameEnding)
        words = dict(NameWord.objects.values_list("id", "word"))
        rows = [
            sorted((words[row["word_id"]], *(value for key, value in row.items() if key != "word_id")) for row in one.objects.values())
            for one in tables
        ]
        return [rows, sorted(NameWord.objects.values_list("word", "names"))]

    before = stored()
    assert rebuild_words() == RegisterName.objects.count()
    assert stored() == before


@pytest.mark.parametrize(
    ("says", "text", "place", "verdict", "same", "wider"),
    [
        ("nobody is called so", "Sewa Mawu", VOGAN, Verdict.FREE, set(), set()),
        ("the same in the village", "SCOOPS Novissi", VOGAN, Verdict.REVIEW, {3, 4}, {6}),
        ("a slip in the village", "Novisi", VOGAN, Verdict.REVIEW, {3, 4}, {6}),
        ("elsewhere only", "Dekawowo", VOGAN, Verdict.WARN, set(), {1, 2}),
        ("a longer name does not hide the shorter one", "Novissi Djigbodi Agbeko Mawuena", VOGAN, Verdict.REVIEW, {3, 4}, set()),
        ("a name that was refused there is shown", "Kekeli etoile", VOGAN, Verdict.REVIEW, {9}, set()),
        ("a place of which nothing is known", "Novissi", "TG/kara/x", Verdict.WARN, set(), {3, 4, 6}),
        ("a place named by its own code", "Novissi", "midawo", Verdict.REVIEW, {3, 4}, {6}),
    ],
)
def test_a_new_name_is_checked(says: str, text: str, place: str, verdict: Verdict, same: set[int], wider: set[int]) -> None:
    checked = check_name(text, place_of(place))
    scopes = {scope: {one.hit.entity_id.int for one in checked.clashes if one.scope is scope} for scope in Scope}
    assert (checked.verdict, scopes[Scope.SAME]) == (verdict, same), (says, checked)
    assert scopes[Scope.WIDER] >= wider


def test_another_office_in_the_same_village_only_warns() -> None:
    assert check_name("Novissi", VOGAN, office="TG").verdict is Verdict.REVIEW
    assert check_name("Novissi", VOGAN, office="XX").verdict is Verdict.WARN


def test_whoever_is_to_be_called_so_is_not_in_its_own_way() -> None:
    checked = check_name("Novissi Djigbodi", VOGAN, besides=[UUID(int=4)])
    assert 4 not in {one.hit.entity_id.int for one in checked.clashes}


def test_how_many_are_called_so_is_told() -> None:
    assert check_name("novissi", AGOKPALA).bearers == 2


@pytest.mark.parametrize(("text", "code"), [(" ", "registry.name-is-missing"), ("SCOOPS", "registry.name-is-only-its-form")])
def test_what_is_no_name_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        check_name(text, BADOU)


def test_what_may_be_registered_twice_is_proposed_and_nothing_is_merged() -> None:
    before = RegisterName.objects.count()
    (pair,) = duplicates()
    assert {pair.first.entity_id.int, pair.second.entity_id.int} == {1, 2}
    assert duplicates(place=BUEA) == []
    assert RegisterName.objects.count() == before


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_every_reason_verdict_and_scope_has_words(language: str) -> None:
    with translation.override(language):
        assert set(REASONS) == set(Why)
        assert set(VERDICTS) == set(Verdict)
        assert set(SCOPES) == set(Scope)
        assert all(str(words) for words in (*REASONS.values(), *VERDICTS.values(), *SCOPES.values()))


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(registry, list(words))
    return result.exit_code, result.output


def test_search_from_the_command_line() -> None:
    code, output = run("search", "novizsi", "--json")
    answer = json.loads(output)
    assert code == 0
    assert {"id", "name", "number", "place", "score"} <= answer[0].keys()
    assert [one["score"] for one in answer] == sorted((one["score"] for one in answer), reverse=True)
    assert (answer[0]["name"], answer[0]["place"]) == ("Coopérative Novissi", "Midawo Kopé, Vogan, Vo 1, Vo, Maritime")
    assert answer[0]["why"] == "may be misspelt: one letter differs"
    assert "Coopérative N'tifafa" in run("search", "ntifafa")[1]
    assert run("search", "zzzzqq") == (0, "Nothing in the register is called so, or nearly so.\n")
    assert json.loads(run("search", "zzzzqq", "--json")[1]) == []


def test_a_name_is_checked_from_the_command_line() -> None:
    code, output = run("check-name", "Novissi", "--place", VOGAN, "--json")
    answer = json.loads(output)
    assert (code, answer["verdict"], answer["bearers"]) == (0, "review", 2)
    assert {one["scope"] for one in answer["clashes"]} == {"same", "wider"}
    assert "An officer looks at it" in run("check-name", "Novissi", "--place", VOGAN)[1]
    assert run("check-name", "Sewa Mawu", "--place", VOGAN) == (0, "The name is free here.\n")
    code, output = run("check-name", "Scoops", "--place", VOGAN, "--json")
    assert (code, json.loads(output)["refused"]["code"]) == (1, "registry.name-is-only-its-form")
    assert run("check-name", "Scoops", "--place", VOGAN)[0] == 1


def test_a_name_has_a_known_kind() -> None:
    assert set(RegisterName.objects.values_list("kind", flat=True)) <= set(NameKind.values)
