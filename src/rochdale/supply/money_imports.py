"""The answer of a bank or operator about a pay run: which lines were paid and which failed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.base import imports
from rochdale.base.actor import Actor
from rochdale.base.imports import Fault, ImportKind, Reading, ReadRow
from rochdale.base.tables import Row, address, csv_bytes, read_table
from rochdale.kernel.number import parse_number
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import require
from rochdale.supply.operations.pay_runs import reconcile_line

COLUMNS = ("reference", "status", "amount")
ANSWERS = {
    "paid": ("paid", "ok", "success", "successful", "completed", "acsc", "accc", "acwc"),
    "failed": ("failed", "rejected", "reversed", "error", "rjct", "canc"),
}
"""Words of operators, and the codes of ISO 20022 (external payment transaction status)."""


def _status(word: str) -> str:
    found = next((answer for answer, words in ANSWERS.items() if word.strip().casefold() in words), None)
    if found is None:
        raise Refused(Refusal("supply.answer-is-unknown", {"status": word[:40]}))
    return found


def read(content: bytes, name: str) -> Reading:
    """The rows of a bank's answer, with a fault for each that says neither paid nor failed."""
    table = read_table(content, knows=COLUMNS)
    headings = [heading.strip().casefold() for heading in table.headings]
    for column in COLUMNS[:2]:
        if column not in headings:
            raise Refused(Refusal("supply.answer-lacks-a-column", {"column": column}))
    places = {column: headings.index(column) for column in COLUMNS if column in headings}
    rows, faults = [], []
    for row in table.rows[1:]:
        try:
            rows.append(_read_row(row, places))
        except Refused as refused:
            place = places["status"]
            faults.append(Fault(row.number, "status", address(place, row.number), refused.refusals[0], row.text(place)[:60]))
    return Reading(_("Answer of a bank"), [_("Reference"), _("Answer"), _("Amount")], rows, faults, table.notices)


def _read_row(row: Row, places: Mapping[str, int]) -> ReadRow:
    reference, status = row.text(places["reference"]).strip(), _status(row.text(places["status"]))
    typed = row.text(places["amount"]).strip() if "amount" in places else ""
    amount = format(parse_number(typed), "f") if typed else ""
    return ReadRow(row.number, {"reference": reference, "status": status, "amount": amount}, [reference, status, amount])


def keep(*, id: UUID, by: Actor, at: datetime, row: Mapping[str, Any]) -> str:
    """One line of the answer."""
    amount = Decimal(row["amount"]) if row["amount"] else None
    return reconcile_line(id=id, by=by, at=at, reference=row["reference"], status=row["status"], amount=amount)


def may(by: Actor) -> None:
    """Whoever prepares pay runs brings the answers."""
    require(by, "supply.prepare-pay-run", by)


imports.register(
    ImportKind(
        "supply.bank-answers",
        title=_("Bring the bank's answer to a pay run"),
        explains=_("Our reference, paid or failed, and the amount. What failed goes back to the account of the grower."),
        read=read,
        keep=keep,
        may=may,
        goes_to="/supply/pay-runs/",
        example=lambda: csv_bytes(COLUMNS, []),
    )
)
