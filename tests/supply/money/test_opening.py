"""A season begins in the middle: what the old books said stands on accounts and in boxes once two have signed, all in one workbook."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from rochdale.base import opening
from rochdale.base.tables import xlsx_bytes
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.operations.opening import bring_old_books
from rochdale.supply.models import AccountEntry, CashEntry
from tests.supply.money.purse import Purse, the_books_balance

pytestmark = pytest.mark.django_db
HEAD = ("account", "amount", "unit", "note")
SHEETS = {
    "supply.unpaid-deliveries": [("A", 450_000, "LAK", "receipts 12 to 19")],
    "supply.advances": [("A", 200_000, "LAK", ""), ("B", Decimal("50000.5"), "LAK", "May")],
    "supply.credits": [("C", 75_000, "LAK", "compost")],
    "supply.cash": [("Box 1", 1_000_000, "LAK", "")],
}


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "documents"  # type: ignore[attr-defined]


def bring(purse: Purse, ledger: str, table: bytes, name: str = "books.xlsx") -> str:
    return bring_old_books(
        id=new_id(), by=purse.world.manager, at=purse.at(), ledger=ledger, on=date(2026, 10, 31), name=name, content=table
    )


def test_one_workbook_opens_every_ledger_each_from_its_sheet(purse: Purse) -> None:
    book = xlsx_bytes({name: (HEAD, rows) for name, rows in SHEETS.items()}, at=purse.at())
    for ledger in SHEETS:
        purse.confirm(bring(purse, ledger, book))
    assert (purse.owed("A"), purse.owed("A", "advance"), purse.owed("C", "credit")) == (450_000, -200_000, -75_000)
    assert purse.in_box() == 11_000_000
    assert AccountEntry.objects.filter(kind="opening").count() == 4
    assert CashEntry.objects.get(kind="opening").happened_at.date() == date(2026, 10, 31)
    the_books_balance()


def test_nothing_stands_on_an_account_before_the_second_signature(purse: Purse) -> None:
    bring(purse, "supply.advances", b"account,amount,unit\nA,1,LAK\n", "a.csv")
    assert not AccountEntry.objects.exists()


def test_growers_and_boxes_that_nobody_knows_are_faults_by_row(purse: Purse) -> None:
    table = b"account,amount,unit\nA,1,LAK\nZ-9,1,LAK\nB,-4,LAK\nC,1.005,LAK\n"
    found = opening.ledger_called("supply.advances")
    assert found
    sheet = opening.read_sheet(table, found, organization_id=purse.world.organization)
    assert [(fault.cell, fault.refusal.code) for fault in sheet.faults] == [
        ("A3", "supply.opening-grower-unknown"),
        ("A4", "supply.opening-below-zero"),
        ("A5", "supply.opening-finer-than-money"),
    ]
    with pytest.raises(Refused) as caught:
        bring(purse, "supply.cash", b"account,amount,unit\nBox 9,1,LAK\n", "a.csv")
    assert caught.value.refusals[0].code == "base.opening-has-faults"


def test_what_was_open_is_paid_like_any_delivery(purse: Purse) -> None:
    purse.confirm(bring(purse, "supply.unpaid-deliveries", b"account,amount,unit\nA,100000,LAK\n", "a.csv"))
    purse.confirm(bring(purse, "supply.advances", b"account,amount,unit\nA,60000,LAK\n", "b.csv"))
    purse.mandate("A", "advance", "0.5")
    purse.pay(purse.world.deliver("A", 10))
    assert (purse.owed("A"), purse.owed("A", "advance")) == (100_000, 0)
