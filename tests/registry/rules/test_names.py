"""How names are read and compared: a sentence per row. Rules and figures: docs/rules/names.md."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from rochdale.registry.rules.likeness import Why, likeness, likeness_with_place, nearest
from rochdale.registry.rules.names import (
    endings,
    folded,
    form_words,
    has_a_name,
    normalised,
    rarity,
    slips,
    spell,
    squeezed,
    words_to_find,
)

PLACES = ("region_nom_bdd", "prefecture_nom_bdd", "commune_nom_bdd", "canton_nom_bdd", "nom_localite")
ALIKE = {"nation": 93, "region": 62, "prefecture": 16, "commune": 8, "canton": 2, "canton and village": 2}


@pytest.mark.parametrize(
    ("says", "name", "reads"),
    [
        ("capitals and accents are nothing", "KÉKÉLI", "kekeli"),
        ("the form is no part of the name", "Coopérative Novissi", "novissi"),
        ("the long form neither", "Société Coopérative avec Conseil d’Administration Novissi", "novissi"),
        ("the simple one neither", "Société coopérative simplifiée Agbeko", "agbeko"),
        ("nor the short one", "SCOOPS Novi Va", "novi va"),
        ("nor the board's", "COOP-CA Binum", "binum"),
        ("two forms are both taken away", "Coopérative Scoops Novi Va De Tokpo", "novi va de tokpo"),
        ("a bare ca is a name", "Ca Ira", "ca ira"),
        ("a word that only begins like a form stays", "Coopérativement", "cooperativement"),
        ("what is nothing but a form keeps its text", "Coopérative", "cooperative"),
        ("signs and strokes are spaces", "Les_5-étoiles (Vogan)", "les 5 etoiles vogan"),
        ("Ewe letters are plain ones", "Ŋutifafa Ɖekawɔwɔ Ƒe Ɛ", "nutifafa dekawowo fe e"),
        ("Kabiyè letters too", "Ɩsɔ Ʊlɔ", "iso ulo"),
        ("an apostrophe is a space", "N'tifafa", "n tifafa"),
        ("Lao keeps its vowel and tone signs", "ກຸ່ມກາເຟ ປາກຊ່ອງ", "ກຸ່ມກາເຟ ປາກຊ່ອງ"),
        ("a letter taken apart is the same letter", "E\u0301toile", "etoile"),
        ("nothing stays nothing", "  ", ""),
    ],
)
def test_a_name_is_read_so(says: str, name: str, reads: str) -> None:
    assert normalised(name) == reads, says


@pytest.mark.parametrize(
    ("says", "name", "reads"),
    [
        ("without apostrophes", "N'tifafa", "ntifafa"),
        ("whatever the apostrophe", "Nʼtifafa", "ntifafa"),
        ("without spaces", "Novi Va", "noviva"),
        ("the form goes though an apostrophe is in it", "Société coopérative avec conseil d'administration Ndo", "ndo"),
        ("Lao: the word for cooperative is joined to the name", "ສະຫະກອນກາເຟ ປາກຊ່ອງ", "ກາເຟປາກຊ່ອງ"),
        ("a number without its strokes", "SW/GP/24/96/01234", "swgp249601234"),
    ],
)
def test_a_name_is_squeezed_so(says: str, name: str, reads: str) -> None:
    assert squeezed(name) == reads, says


def test_form_words_are_told() -> None:
    assert form_words("Coopérative Scoops Novi Va") == ("cooperative", "scoops")
    assert not has_a_name("Société coopérative")
    assert has_a_name("Ca")


def test_a_name_is_found_under_each_of_its_words_with_and_without_the_apostrophe() -> None:
    assert words_to_find("L'espoir de Vogan") == {"l", "espoir", "lespoir", "de", "vogan"}
    assert "ກາເຟ" in words_to_find("ສະຫະກອນກາເຟ")


def test_endings_and_slips_of_a_word() -> None:
    assert endings("vogan") == {"ogan", "gan", "an", "n"}
    assert slips("abc") == {"abc", "bc", "ac", "ab"}
    assert slips("2024") == {"2024"}


@given(st.text("abcdɛ", min_size=2, max_size=9), st.text("abcdɛ", min_size=2, max_size=9))
def test_words_one_slip_apart_share_a_key(one: str, other: str) -> None:
    if OSA.distance(one, other) <= 1:
        assert slips(one) & slips(other)


@example("0\u2020\U0001e01b")
@given(st.text(max_size=40))
def test_reading_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert " " not in squeezed(text)


def test_a_frequent_name_proves_little() -> None:
    assert rarity(1, 6_859) == 1.0
    assert round(rarity(95, 6_859), 2) == 0.48
    assert rarity(6_859, 6_859) == 0.0
    assert rarity(1, 0) == 1.0


@pytest.mark.parametrize(
    ("says", "asked", "held", "why", "least", "most"),
    [
        ("the very name", "Novissi", "Novissi", Why.EXACT, 1.0, 1.0),
        ("other form, other accents", "SCOOPS Kekeli", "Coopérative Kékéli", Why.SIGNS, 0.99, 0.99),
        ("without the apostrophe", "Ntifafa", "N'tifafa", Why.SPACES, 0.98, 0.98),
        ("written together", "Noviva", "Novi Va", Why.SPACES, 0.98, 0.98),
        ("words turned round", "Djigbodi Novissi", "Novissi Djigbodi", Why.ORDER, 0.97, 0.97),
        ("begun", "Novissi Dj", "Novissi Djigbodi", Why.BEGINS, 0.86, 0.96),
        ("from the middle", "gbodi", "Novissi Djigbodi", Why.INSIDE, 0.78, 0.88),
        ("a letter other", "Novizsi", "Novissi", Why.SLIP, 0.88, 0.95),
        ("two letters swapped", "Novsisi", "Novissi", Why.SLIP, 0.88, 0.95),
        ("a slip, and turned round", "Djigbodi Novizsi", "Novissi Djigbodi", Why.SLIP_AND_ORDER, 0.88, 0.95),
        ("all its words and more", "Novissi Tokpo", "Novissi Agbeko Tokpo", Why.ALL_WORDS, 0.72, 0.84),
        ("a longer name than what is held", "Novissi Djigbodi Agbeko", "Novissi", Why.WITHIN, 0.7, 0.82),
        ("one word of two", "Novissi Tokpo", "Novissi Agbeko", Why.SOME_WORDS, 0.3, 0.5),
        ("nothing", "Novissi", "Ebenezer", Why.SOUND, 0.0, 0.4),
    ],
)
def test_two_names_are_so_like(says: str, asked: str, held: str, why: Why, least: float, most: float) -> None:
    found = likeness(spell(asked), spell(held))
    assert (found.reason.why, least <= found.score <= most) == (why, True), (says, found)


@given(st.text("abcde é'-", max_size=20), st.text("abcde é'-", max_size=20))
def test_likeness_lies_between_nothing_and_the_same(one: str, other: str) -> None:
    assert 0 <= likeness(spell(one), spell(other)).score <= 1


@given(st.text("abcde é'-", min_size=1, max_size=20).filter(lambda text: squeezed(text) != ""))
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert likeness(spell(name), spell(name)).score == 1


def test_a_place_beside_the_name_is_understood() -> None:
    like, also = likeness_with_place(spell("novissi vogan"), spell("Coopérative Novissi"), ("Maritime", "Vo", "Vogan"))
    assert (like.reason.why, also[0].why, also[0].facts) == (Why.SIGNS, Why.PLACE, {"place": "Vogan"})
    assert like.score < likeness(spell("novissi vogan"), spell("Novissi Vogan")).score


def test_the_nearest_of_many_are_kept() -> None:
    rows = [(number, f"name {number}", f"name{number}") for number in range(500)] + [(999, "novissi djigbodi", "novissidjigbodi")]
    assert 999 in nearest(spell("djigbodi novizsi"), rows)
    assert len(nearest(spell("x"), rows)) <= 60


def test_the_proportions_of_the_real_register_hold(outside: Path) -> None:
    with (outside / "togo-cooperatives" / "cooperatives-sample-500.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    counted = {}
    for depth, scope in enumerate(ALIKE):
        names = Counter((normalised(row["cooperative_nom"]), *(row[place] for place in PLACES[:depth])) for row in rows)
        counted[scope] = sum(count for count in names.values() if count > 1)
    assert counted == ALIKE
