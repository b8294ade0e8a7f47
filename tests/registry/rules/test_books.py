"""A page of a paper book beside the register: what each line comes to, and when the page may be closed."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from rochdale.registry.rules.books import Line, Outcome, Recorded, outcome_of, refusals_for_closing, tally, without_a_line

KNOWN = {"date": "2016-07-04", "registration_no": "SW/GP/24/05/10234", "operator": "SCOOPS Miel"}


@pytest.mark.parametrize(
    ("says", "said", "is_struck", "recorded", "outcome", "columns"),
    [
        ("all alike", KNOWN, False, KNOWN, "matched", ()),
        ("case and accents of a name are no difference", {**KNOWN, "operator": "scoops  MIÉL"}, False, KNOWN, "matched", ()),
        ("another day", {**KNOWN, "date": "2016-07-05"}, False, KNOWN, "differs", ("date",)),
        (
            "a number is compared sign by sign",
            {**KNOWN, "registration_no": "SW/GP/24/5/10234"},
            False,
            KNOWN,
            "differs",
            ("registration_no",),
        ),
        ("where the book is silent nothing differs", {"operator": "SCOOPS Miel"}, False, KNOWN, "matched", ()),
        ("where the register is silent nothing differs", {**KNOWN, "declarant": "J. Njie"}, False, KNOWN, "matched", ()),
        ("absent from the register", KNOWN, False, None, "book-only", ()),
        ("struck out and absent", KNOWN, True, None, "cancelled", ()),
        ("struck out and in the register all the same", KNOWN, True, KNOWN, "differs", ("struck",)),
    ],
)
def test_what_a_line_comes_to(
    says: str, said: Mapping[str, str], is_struck: bool, recorded: Mapping[str, str] | None, outcome: str, columns: tuple[str, ...]
) -> None:
    found = outcome_of(said, is_struck=is_struck, recorded=Recorded(recorded) if recorded else None)
    assert found == (Outcome(outcome), columns), says


def test_the_page_of_the_reference() -> None:
    """20 lines, 17 alike, one date differing, one absent from the system, one struck out: 17/1/1/0/1."""
    lines = [Line(Outcome.MATCHED)] * 17 + [Line(Outcome.DIFFERS), Line(Outcome.BOOK_ONLY), Line(Outcome.CANCELLED)]
    assert tally(lines) == (17, 1, 1, 0, 1)
    assert [(one.code, one.facts) for one in refusals_for_closing(lines, expected=20, written=20)] == [
        ("registry.book-lines-not-settled", {"count": 2})
    ]
    settled = [Line(line.outcome, is_settled=line.outcome in {Outcome.DIFFERS, Outcome.BOOK_ONLY}) for line in lines]
    assert refusals_for_closing(settled, expected=20, written=20) == []
    assert tally(settled) == (17, 1, 1, 0, 1), "what is settled is still told"


def test_a_page_with_lines_nobody_looked_at_stays_open() -> None:
    assert [one.code for one in refusals_for_closing([Line(Outcome.MATCHED)], expected=2, written=1)] == ["registry.book-lines-missing"]


def test_what_stands_on_no_line_is_in_the_register_only() -> None:
    first, second, beyond, nowhere = Recorded({}, 1), Recorded({"operator": "again"}, 1), Recorded({}, 21), Recorded({})
    assert without_a_line([first, second, beyond, nowhere], 20) == [second, beyond, nowhere]
