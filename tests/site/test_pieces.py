"""What the site shows when, what of a text is kept, what may be published, what a search finds: each rule as a table."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.site.demo_pictures import cocoa, workshop
from rochdale.site.rules.finding import Entry, found, passage
from rochdale.site.rules.pieces import Kind, PieceFacts, Shown, State, VersionFacts, refusals_for_publishing, shown, state_of
from rochdale.site.rules.writing import cleaned, typeset
from rochdale.site.shipped import addresses, drawing, shipped
from rochdale.site.written import html_of, words_of

NOW = datetime(2026, 11, 2, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def versions(story: str) -> list[VersionFacts]:
    """`en-1 fr+2 en!0`: a language, the day from which it counts (before or after now), `!` for a withdrawal; numbered as they stand."""
    rows = []
    for number, word in enumerate(story.split(), 1):
        rows.append(VersionFacts(number, word[:2], NOW + int(word[2:].replace("!", "")) * DAY, "!" in word))
    return rows


@pytest.mark.parametrize(
    ("story", "language", "expected"),
    [
        ("", "en", Shown(None)),
        ("en-1", "en", Shown(1)),
        ("en+0", "en", Shown(1)),  # its moment is now
        ("en+1", "en", Shown(None)),  # tomorrow
        ("en-2 en-1", "en", Shown(2)),
        ("en-2 en+1", "en", Shown(1)),  # the old one stands until the new one comes
        ("en-3 en+1 en-1", "en", Shown(3)),  # published anew: what was set for later never comes
        ("en-2 fr-1", "fr", Shown(2)),
        ("en-2 fr+1", "fr", Shown(1, is_translated=False)),
        ("en-2", "lo", Shown(1, is_translated=False)),
        ("fr-2 en-1", "lo", Shown(2, is_translated=False)),  # English before the original
        ("fr-2", "lo", Shown(1, is_translated=False)),
        ("lo-3 fr-2", "en", Shown(1, is_translated=False)),  # what was there first
        ("en-2 en!-1", "en", Shown(None, is_gone=True)),
        ("en-2 en!+1", "en", Shown(1)),
        ("en-3 en!-2 en-1", "en", Shown(3)),  # published again
        ("en-3 fr-3 en!-1 fr!-1", "fr", Shown(None, is_gone=True)),
        ("en-3 en+5 en!-1", "en", Shown(None, is_gone=True)),  # also what was set for later
    ],
)
def test_what_is_shown(story: str, language: str, expected: Shown) -> None:
    assert shown(versions(story), language, NOW) == expected
    later = shown(versions(story), language, NOW + 9 * DAY)
    assert (later.number is None and not later.is_gone) == (not story)


@given(st.lists(st.tuples(st.sampled_from(["en", "fr", "lo"]), st.integers(-5, 5), st.booleans())), st.sampled_from(["en", "fr", "lo"]))
def test_nothing_is_shown_before_its_moment_nor_after_its_withdrawal(rows: list[tuple[str, int, bool]], language: str) -> None:
    told = [VersionFacts(number, code, NOW + day * DAY, gone) for number, (code, day, gone) in enumerate(rows, 1)]
    stands = shown(told, language, NOW)
    row = next((one for one in told if one.number == stands.number), None)
    assert row is None or (row.from_at <= NOW and not row.is_withdrawal)
    assert row is None or not any(one.language == row.language and one.number > row.number and one.from_at <= NOW for one in told)


@pytest.mark.parametrize(
    ("story", "state"),
    [("", State.DRAFT), ("en+1", State.SET), ("en-1", State.PUBLISHED), ("en-2 en!-1", State.WITHDRAWN), ("en-2 en+1", State.SET)],
)
def test_where_a_language_stands(story: str, state: State) -> None:
    assert state_of(versions(story), NOW) is state


WHOLE = {
    "kind": Kind.UPDATE, "title": "T", "summary": "S", "body": "B", "has_day": True, "has_picture": True, "alt": "A", "credit": "C",
    "shows_people": True, "is_consented": True, "related": ("think/t1",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"title": ""}, "site.title-is-missing"),
        ({"summary": ""}, "site.summary-is-missing"),
        ({"body": ""}, "site.body-is-missing"),
        ({"has_day": False}, "site.day-is-missing"),
        ({"has_day": False, "kind": Kind.PAGE}, ""),
        ({"alt": ""}, "site.alt-is-missing"),
        ({"credit": ""}, "site.credit-is-missing"),
        ({"alt": "", "credit": "", "has_picture": False}, ""),
        ({"is_consented": False}, "site.consent-is-missing"),
        ({"is_consented": False, "shows_people": False}, ""),
        ({"related": ("work/d1",)}, "site.nobody-is-shown-there"),
        ({"related": ("work/d1",), "shows_people": False}, ""),
    ],
)
def test_what_a_piece_lacks_before_it_is_published(changes: dict[str, object], code: str) -> None:
    refused = refusals_for_publishing(PieceFacts(**{**WHOLE, **changes}))  # type: ignore[arg-type]  # as the table says
    assert [one.code for one in refused] == [code] * bool(code)


@pytest.mark.parametrize(
    ("typed", "kept", "removed"),
    [
        ("We sold **5 kg**.", "We sold **5 kg**.", 0),
        ("3 < 5 and 7 > 6", "3 < 5 and 7 > 6", 0),
        ("a<script>alert(1)</script>b", "ab", 1),
        ("a<scr<script></script>ipt>alert(1)</script>", "a", 2),
        ("<b onclick=go()>fat</b>", "fat", 2),
        ("<img src=x onerror=go()>", "", 1),
        ("<SCRIPT src=//evil.example/x.js>", "", 1),
        ("![a cow](https://far.example/cow.png)", "a cow", 1),
        ("[here](javascript:alert(1))", "here)", 1),
        ("[here](data:text/html,x)", "here", 1),
        ("[the register](/register/)", "[the register](/register/)", 0),
        ("[far](//evil.example/)", "far", 1),
        ("<!-- hidden -->seen", "seen", 1),
        ("one\r\n\r\n\r\n\r\ntwo\x00\u202e", "one\n\ntwo", 0),
    ],
)
def test_scripts_handlers_and_elements_are_removed_and_told(typed: str, kept: str, removed: int) -> None:
    told = cleaned(typed)
    assert (told.text, len(told.removed)) == (kept, removed)
    assert cleaned(told.text).text == told.text


@given(st.text(alphabet="<>/=\"' scriptonjav:a()[]!-*#\n", max_size=120))
def test_whatever_is_typed_runs_nothing(typed: str) -> None:
    html = html_of(cleaned(typed).text)
    tags = set(re.findall(r"</?([^\s/>]+)", html))
    assert tags <= {"p", "ul", "ol", "li", "strong", "em", "h2", "h3", "blockquote", "a", "br", "hr"}
    assert 'href="javascript:' not in html.lower()


def test_french_signs_stay_with_their_word() -> None:
    assert typeset("Un plan : « oui » ? Voir https://a.example", "fr") == "Un plan\u00a0: «\u00a0oui\u00a0»\u00a0? Voir https://a.example"
    assert typeset("A plan : yes", "en") == "A plan : yes"


def test_a_text_has_headings_under_that_of_its_page_lists_and_links() -> None:
    html = html_of("# One\n\n##### Five\n\n- a\n- [b](/x/)\n\n> said")
    assert all(part in html for part in ("<h2>One</h2>", "<h3>Five</h3>", "<li>a</li>", '<a href="/x/">b</a>', "<blockquote>"))
    assert words_of("## One\n\n**two** [three](/x/)") == "One two three"


ENTRIES = (
    Entry("/a/", "News", "L’assemblée de Lomé", "Une séance", "Le café a été pesé deux fois."),
    Entry("/b/", "Module", "ຄຳໝັ້ນສັນຍາເຈັດຂໍ້", "ສະຫະກອນໃນທົ່ວໂລກ"),
    Entry("/c/", "News", "Other", "A meeting about Lome"),
)


@pytest.mark.parametrize(
    ("typed", "hrefs"),
    [
        ("assemblee", ["/a/"]),
        ("LOMÉ", ["/a/", "/c/"]),  # the title counts more than the line
        ("cafe pese", ["/a/"]),
        ("ສັນຍາ", ["/b/"]),  # Lao, from the middle of a row of words without spaces
        ("ສັນ\u200bຍາ", ["/b/"]),
        ("ສະຫະກອນ", ["/b/"]),
        ("ສະຫະກອນ lome", []),
        ("   ", []),
        ("nothing-like-it", []),
    ],
)
def test_what_a_search_finds(typed: str, hrefs: list[str]) -> None:
    assert [one.href for one in found(ENTRIES, typed)] == hrefs


def test_the_words_around_a_hit_are_told() -> None:
    assert "café" in passage(ENTRIES[0], "pesé")
    assert passage(ENTRIES[2], "meeting") == "A meeting about Lome"


def test_everything_shipped_is_whole_in_three_languages_and_its_links_lead_somewhere() -> None:
    assert len(addresses()) == 3
    for kind, slug in addresses():
        texts = shipped(kind, slug)
        assert list(texts) == ["en", "fr", "lo"]
        assert all(words.title and 20 < len(words.summary) <= 300 and words.alt and len(words.body) > 1_500 for words in texts.values())
        assert {words.body.count("\n## ") for words in texts.values()} == {texts["en"].body.count("\n## ")}
        assert len(drawing(kind, slug)) <= 3_000
        assert all(not cleaned(words.body).removed for words in texts.values())


def test_the_pictures_of_the_demo_are_the_same_each_time() -> None:
    assert workshop() == workshop() != cocoa()
