"""What each role is answered where the money of a sale goes on: growers are paid by whoever pays them in supply."""

from __future__ import annotations

from tests.access.matrix import Row, row
from tests.access.rows_trade import SALE, SENT

ROWS: list[Row] = [
    row("trade:pay-growers", "GET", SALE, member=403, officer=200, others=404),
    row("trade:pay-growers", "POST", SALE, SENT, member=403, officer=200, others=404),
]
