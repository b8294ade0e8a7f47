"""Accounts and cash of the old books: once two have signed, each row becomes an entry of the kind "there when the books began"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base import opening
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.base.opening import Line, OnOpen
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, refuse_if
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import Account, CashBox, CashKind, EntryKind, Grower
from rochdale.supply.rules import cash

CURRENCIES = tuple(sorted(cash.currencies()))


def _check_amount(line: Line) -> Iterator[Refusal]:
    if line.amount < 0:
        yield Refusal("supply.opening-below-zero")
    elif Money(line.amount, line.unit).rounded().amount != line.amount:
        yield Refusal("supply.opening-finer-than-money", {"amount": str(line.amount), "currency": line.unit})


def check_grower(organization_id: UUID, line: Line) -> Iterator[Refusal]:
    """What speaks against a row: a grower nobody knows, less than nothing, finer than money."""
    if not Grower.objects.filter(organization_id=organization_id, number=line.account).exists():
        yield Refusal("supply.opening-grower-unknown", {"number": line.account})
    yield from _check_amount(line)


def check_box(organization_id: UUID, line: Line) -> Iterator[Refusal]:
    """What speaks against a row: a cash box nobody opened in that currency, less than nothing."""
    if not CashBox.objects.filter(organization_id=organization_id, name=line.account, currency=line.unit, closed_at=None).exists():
        yield Refusal("supply.opening-box-unknown", {"name": line.account, "currency": line.unit})
    yield from _check_amount(line)


def _deed(proposal: Proposal, at: datetime) -> Deed:
    on = date.fromisoformat(proposal.content["on"])
    return Deed(proposal.actor, datetime.combine(on, time(), UTC), at, proposal.id)


def books_of(account: str, sign: int) -> OnOpen:
    """Writes the rows onto an account of the growers: plus what we owe, minus what they owe."""

    def write(proposal: Proposal, lines: Sequence[Line], by: Actor, at: datetime) -> None:
        organization_id = UUID(proposal.content["organization_id"])
        refuse_if([refusal for line in lines for refusal in check_grower(organization_id, line)])
        numbers = [line.account for line in lines]
        growers = dict(Grower.objects.filter(organization_id=organization_id, number__in=numbers).values_list("number", "id"))
        for line in lines:
            books.book(
                _deed(proposal, at), organization_id=organization_id, grower_id=growers[line.account], account=account,
                kind=EntryKind.OPENING, money=Money(line.amount * sign, line.unit), note=line.note,
            )  # fmt: skip

    return write


def fill_boxes(proposal: Proposal, lines: Sequence[Line], by: Actor, at: datetime) -> None:
    """Writes the rows into the cash boxes."""
    organization_id = UUID(proposal.content["organization_id"])
    refuse_if([refusal for line in lines for refusal in check_box(organization_id, line)])
    for line in lines:
        box = CashBox.objects.select_for_update().get(organization_id=organization_id, name=line.account)
        minor = Money(line.amount, line.unit).minor
        books.cash(_deed(proposal, at), box=box, kind=CashKind.OPENING, amount_minor=minor, note=line.note)


Check = Callable[[UUID, Line], Iterator[Refusal]]
LEDGERS: tuple[tuple[str, Promise, Promise, Promise, Check, OnOpen], ...] = (
    (
        "supply.unpaid-deliveries", _("Deliveries not yet paid"), _("Grower number"),
        _("What we still owe each grower for deliveries of before."), check_grower, books_of(Account.DELIVERIES, 1),
    ),
    (
        "supply.advances", _("Advances to growers"), _("Grower number"),
        _("What each grower still owes of money that was lent, as a figure above zero."), check_grower, books_of(Account.ADVANCE, -1),
    ),
    (
        "supply.credits", _("Inputs on credit"), _("Grower number"),
        _("What each grower still owes for seedlings, fertilizer or tools, as a figure above zero."), check_grower,
        books_of(Account.CREDIT, -1),
    ),
    (
        "supply.cash", _("Cash boxes"), _("Name of the cash box"),
        _("What was counted in each cash box. Open the boxes first."), check_box, fill_boxes,
    ),
)  # fmt: skip

for name, title, account, explains, check, on_open in LEDGERS:
    opening.ledger(name, title=title, account=account, units=CURRENCIES, explains=explains, check=check, on_open=on_open)
