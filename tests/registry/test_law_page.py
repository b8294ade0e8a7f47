"""The law in people's words, in three languages: page, booklet, poster, radio script."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from rochdale.base.words import said
from rochdale.registry import law_words
from rochdale.registry.law_papers import LINES_PER_PAGE, POSTER_LINES, booklet, poster, radio_script
from rochdale.registry.law_said import said_page, said_row
from rochdale.registry.rules.filing_facts import FilingFacts
from rochdale.registry.rules.judging import Case, judge
from rochdale.registry.rules.law_page import law_page, with_form
from rochdale.registry.rules.packs import shipped
from tests.registry.law import CM_1992, LA, OHADA, one

PAGES = [
    (OHADA, "TG", "SCOOPS"),
    (OHADA, "CM", "COOP-CA"),
    (OHADA, "SN", "UNION"),
    (CM_1992, "CM", "GIC"),
    (CM_1992, "CM", "COOP"),
    (LA, "LA", "COOP"),
]


def test_a_line_says_what_is_needed_where_it_stands_and_how_surely() -> None:
    page = said_page(with_form(law_page(one(OHADA).within("TG")), "SCOOPS"))
    form = next(section for section in page.sections if section.kind == "form")
    assert (form.lines[0].text, form.lines[0].article, form.lines[0].grade) == (
        "At least 5 founders",
        "AUSCOOP, art. 204",
        "read in the law",
    )
    act = next(section for section in page.sections if section.code == "REGISTER")
    texts = [line.text for line in act.lines]
    assert "Statutes, in 2 copies" in texts and "The office decides within 30 days" in texts
    assert any(
        text.startswith("We know 12 of about 18 items") for section in page.sections for text in [line.text for line in section.lines]
    )


def test_a_gap_is_said_and_not_hidden() -> None:
    page = said_page(law_page(one(LA).within("LA")))
    gaps = [line.text for section in page.sections for line in section.lines if line.is_gap]
    assert gaps[0] == "How many founders: nobody has read it in the law; ask the office"
    assert "In how many days the office decides: nobody has read it in the law; ask the office" in gaps
    assert "Written application: ask whether the office wants it" in gaps


def test_both_claims_about_a_form_are_told() -> None:
    page = said_page(with_form(law_page(one(CM_1992).within("CM")), "GIC"))
    unclear = next(section for section in page.sections if section.kind == "unclear")
    assert [line.text for line in unclear.lines][:2] == [
        "Common initiative group: lawyers say that common initiative groups no longer exist",
        "Common initiative group: the ministry (MINADER) says that it registers them again since 9 May 2016",
    ]


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
@pytest.mark.parametrize(("name", "country", "form"), PAGES)
def test_every_law_becomes_a_page_a_booklet_a_poster_and_a_talk(name: str, country: str, form: str, language: str) -> None:
    with translation.override(language):
        page = said_page(with_form(law_page(one(name).within(country)), form))
        pages, sheet, talk = booklet(page), poster(page, form=form), radio_script(page, form=form)
    assert all(line.text for section in page.sections for line in section.lines)
    assert sum(len(one.lines) for one in pages) == 2 + sum(len(section.lines) for section in page.sections)
    assert all(len(one.lines) <= LINES_PER_PAGE for one in pages)
    assert 0 < len(sheet.lines) <= POSTER_LINES
    assert all(line[0] == line[0].upper() for line in sheet.lines)
    assert not any(".." in turn.text for turn in talk.turns) and len({turn.text for turn in talk.turns}) == len(talk.turns)
    assert talk.seconds > 10 and [turn.voice for turn in talk.turns][:2] == ["a", "b"]
    assert all("%(" not in turn.text for turn in talk.turns)


@pytest.mark.parametrize("language", ["fr", "lo"])
def test_names_and_sentences_are_those_of_the_reader(language: str) -> None:
    english = said_page(law_page(one(OHADA).within("TG")))
    with translation.override(language):
        other = said_page(law_page(one(OHADA).within("TG")))
    same = {line.text for section in english.sections for line in section.lines} & {
        line.text for section in other.sections for line in section.lines
    }
    assert same == set()


def test_every_code_of_the_shipped_packs_has_a_name() -> None:
    nameless = set()
    for pack in [view for law in shipped() for view in (law, *(law.within(country) for country in law.countries))]:
        nameless |= {form.code for form in pack.forms} - law_words.FORMS.keys()
        nameless |= {body.code for form in pack.forms for body in form.bodies} - law_words.BODIES.keys()
        nameless |= {paper.code for one in pack.procedures for paper in one.documents} - law_words.DOCUMENTS.keys()
        nameless |= {required.code for one in pack.procedures for required in one.requires} - law_words.REQUIREMENTS.keys()
        nameless |= {one.code for one in pack.procedures} - law_words.PROCEDURES.keys()
        nameless |= set(pack.statutes.items) - law_words.ITEMS.keys()
        nameless |= {one.code for one in pack.obligations} - law_words.OBLIGATIONS.keys()
        nameless |= {ground.code for way in pack.dissolutions for ground in way.grounds} - law_words.GROUNDS.keys()
    assert nameless == set()


def test_a_verdict_is_read_with_names_where_codes_stand() -> None:
    filing = FilingFacts("REGISTER", "CM", "SCOOPS", members=4, documents={})
    day = judge(shipped(), Case(filing, date(2024, 3, 1), date(2024, 3, 1)), settled={}).legal
    rows = {row.subject: said_row(row) for row in day.rows}
    assert rows[""].says == "4 founders are too few: Simplified cooperative (SCOOPS) needs at least 5."
    assert (rows[""].article, rows[""].grade) == ("art. 204", "read in the law")
    paper = rows["OFFICERS_LIST_WITH_CRIMINAL_RECORD"]
    assert paper.says == "List of officers, with their criminal record extracts is missing."
    assert (paper.verdict, paper.article) == ("warn", "camer.be, 2019")
    assert all(said(row.reason).says for row in day.rows if row.reason)


def test_a_talk_says_what_is_known_what_was_heard_and_what_to_ask() -> None:
    talk = radio_script(said_page(with_form(law_page(one(OHADA).within("CM")), "SCOOPS")), form="SCOOPS")
    papers = talk.turns[5].text
    assert papers.startswith("Statutes. We have heard: Copies of the identity papers of all members.")
    assert papers.endswith("Ask the office about: In how many days the office decides.")


def test_a_poster_of_a_law_with_gaps_says_what_to_ask() -> None:
    sheet = poster(said_page(with_form(law_page(one(LA).within("LA")), "COOP")), form="COOP")
    assert sheet.lines[0] == "You may not work as a cooperative before you are registered"
    assert sheet.lines[-1].startswith("Ask the office about: How many founders, Written application, Statutes")


def test_the_title_of_the_law_is_in_the_readers_language() -> None:
    with translation.override("fr"):
        assert said_page(law_page(one(OHADA))).law.startswith("Acte uniforme de l’OHADA")
