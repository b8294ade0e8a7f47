"""A table of old books: read whole, every fault named by its cell, totals by unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.base import opening
from rochdale.base.opening import Ledger, places_of, read_sheet
from rochdale.base.tables import csv_bytes, xlsx_bytes
from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from tests.base.conftest import AT

ADVANCES = Ledger("test.advances", "Advances to members", "Member number", ("LAK", "kg"))
HEAD = "account,amount,unit,note\n"


def faults(rows: str, **given: object) -> list[tuple[str, str]]:
    """Cell and code of each fault in a CSV."""
    return [(fault.cell, fault.refusal.code) for fault in read_sheet((HEAD + rows).encode(), ADVANCES, **given).faults]


@pytest.mark.parametrize(
    ("says", "rows", "found"),
    [
        ("sound rows have no fault", "M-1,500,LAK,\nM-2,12.5,kg,two bags\n", []),
        ("the same account in two units is two accounts", "M-1,500,LAK,\nM-1,5,kg,\n", []),
        ("less than nothing is an amount: they owe us, or we them", "M-1,-500,LAK,\n", []),
        ("a unit in small letters is the unit", "M-1,500,lak,\n", []),
        ("whose is it", ",500,LAK,\n", [("A2", "base.opening-account-missing")]),
        ("letters are no amount", "M-1,many,LAK,\n", [("B2", "kernel.not-a-number")]),
        ("an amount that reads two ways", 'M-1,"1,234",LAK,\n', [("B2", "kernel.number-reads-two-ways")]),
        ("seven decimals are more than a ledger keeps", "M-1,0.1234567,kg,\n", [("B2", "base.opening-not-an-amount")]),
        ("more figures than a ledger keeps", "M-1,1000000000000000000,LAK,\n", [("B2", "base.opening-not-an-amount")]),
        ("a unit the ledger does not know", "M-1,500,USD,\n", [("C2", "base.opening-unit-unknown")]),
        ("no unit", "M-1,500,,\n", [("C2", "base.opening-unit-unknown")]),
        ("an account twice", "M-1,500,LAK,\nM-2,1,LAK,\nM-1,7,LAK,\n", [("A4", "base.opening-account-twice")]),
        ("a note that is too long", f"M-1,500,LAK,{'x' * 301}\n", [("D2", "base.opening-note-too-long")]),
        ("an account that is too long", f"{'x' * 201},500,LAK,\n", [("A2", "base.opening-account-too-long")]),
        (
            "every fault of a row is told",
            ",many,USD,\n",
            [("A2", "base.opening-account-missing"), ("B2", "kernel.not-a-number"), ("C2", "base.opening-unit-unknown")],
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_cell(says: str, rows: str, found: list[tuple[str, str]]) -> None:
    assert faults(rows) == found, says


def test_an_account_that_is_open_is_refused() -> None:
    assert faults("M-1,500,LAK,\nM-1,5,kg,\n", open_accounts={("M-1", "LAK")}) == [("A2", "base.opening-account-is-open")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"account,amount\nM-1,500\n", "base.opening-column-missing"),
        (b"account,amount,unit\n", "base.opening-nothing"),
        (b"", "base.table-is-empty"),
        (b"%PDF-1.4", "base.table-is-a-pdf"),
    ],
)
def test_what_is_no_table_of_old_books(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_sheet(content, ADVANCES)
    assert refused.value.refusals[0].code == code
    assert "%(" not in sentence(refused.value.refusals[0])


def test_a_workbook_reads_like_a_csv() -> None:
    rows = [["M-1", Decimal("500.25"), "LAK", ""], ["M-2", Decimal("12.5"), "kg", "two bags"]]
    book = xlsx_bytes({"Old": (opening.COLUMNS, rows)}, at=AT)
    assert read_sheet(book, ADVANCES).lines == read_sheet(csv_bytes(opening.COLUMNS, rows), ADVANCES).lines
    assert read_sheet(book, ADVANCES).totals == {"LAK": Decimal("500.25"), "kg": Decimal("12.5")}


@given(st.lists(st.decimals(min_value=-(10**9), max_value=10**9, places=2), min_size=1, max_size=30))
def test_totals_are_exact(amounts: list[Decimal]) -> None:
    rows = "".join(f"M-{number},{amount},LAK,\n" for number, amount in enumerate(amounts))
    assert read_sheet((HEAD + rows).encode(), ADVANCES).totals == {"LAK": sum(amounts, Decimal(0))}


@pytest.mark.parametrize(("unit", "amounts", "places"), [("LAK", ["5"], 2), ("XAF", ["5"], 0), ("kg", ["5"], 0), ("kg", ["5.25", "1"], 2)])
def test_with_how_many_decimals_a_unit_is_shown(unit: str, amounts: list[str], places: int) -> None:
    assert places_of(unit, [Decimal(amount) for amount in amounts]) == places


@pytest.fixture
def registered() -> Iterator[Ledger]:
    yield opening.ledger("test.once", title="Advances", account="Member", units=("LAK",))
    del opening._ledgers["test.once"]


def test_a_ledger_is_registered_once(registered: Ledger) -> None:
    assert opening.ledger_called("test.once") is registered
    assert registered in opening.ledgers()
    with pytest.raises(ValueError, match=r"test\.once"):
        opening.ledger("test.once", title="", account="", units=())


def test_the_example_can_be_read() -> None:
    with pytest.raises(Refused, match=r"base\.opening-nothing"):
        read_sheet(opening.example(ADVANCES), ADVANCES)
