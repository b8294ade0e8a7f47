"""Money around a demo sale: lent before the buyer pays, paid back out of what the buyer paid; a premium that the members decide on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from rochdale.base.paper import pdf
from rochdale.kernel.money import Money
from rochdale.trade.demo import Row
from rochdale.trade.models import PrefinanceTerms, PremiumProject
from rochdale.trade.operations import (
    Paper,
    answer_terms,
    end_prefinance,
    propose_premium_plan,
    propose_terms,
    record_draw,
    record_premium,
    request_prefinance,
    spend_premium,
)
from rochdale.trade.queries.premium import dues_of
from rochdale.trade.rules.prefinance import Terms
from rochdale.trade.rules.premium import Assembly, Project

if TYPE_CHECKING:
    from rochdale.trade.demo_sales import Sale

SPENT_AFTER = timedelta(days=30)


def borrow(sale: Sale, at: datetime) -> None:
    """Asked of a lender against the contract, agreed on, and drawn. The buyer's payment goes to the lender first."""
    row = sale.row.get("prefinance")
    if row is None:
        return
    asker, lender, loan = sale.stall.actor(row["by"], at), sale.stall.actor(row["lender"], at), sale.id("loan")
    request_prefinance(
        id=loan, by=asker, at=at + timedelta(hours=8), contract_ids=[sale.contract.id], lender_id=sale.stall.owner(row["lender"]),
        amount=Decimal(row["amount"]), purpose=row["purpose"], needed_by=sale.stall.day(row["needed"]),
    )  # fmt: skip
    terms, offered = sale.id("loan", "terms"), at + timedelta(days=1)
    propose_terms(id=terms, by=lender, at=offered, prefinance_id=loan, over=0, terms=_terms(sale, row))
    sha256 = PrefinanceTerms.objects.get(pk=terms).sha256
    answer_terms(id=sale.id("loan", "yes"), by=asker, at=offered + timedelta(hours=6), terms_id=terms, sha256=sha256, is_yes=True)
    for after, amount, reference in row["draws"]:
        on = at + timedelta(days=after)
        record_draw(
            id=sale.id("loan", reference), by=lender, at=on, prefinance_id=loan, amount=Decimal(amount), on=on.date(), reference=reference
        )


def _terms(sale: Sale, row: Row) -> Terms:
    limit, share, rate, fee = (Decimal(figure) for figure in row["terms"])
    currency = sale.contract.currency
    return Terms(Money(limit, currency), share, rate, Money(fee, currency), sale.stall.day(row["due"]), "buyer", row["account"])


def close_loan(sale: Sale, at: datetime) -> None:
    """Nothing is owed any more: the lender says the last word."""
    row = sale.row.get("prefinance")
    if row is not None:
        end_prefinance(id=sale.id("loan", "end"), by=sale.stall.actor(row["lender"], at), at=at, prefinance_id=sale.id("loan"))


def use_premium(sale: Sale, at: datetime) -> None:
    """The premium came in, a quorate assembly decided, a second person confirmed, and one expense was paid of it."""
    row = sale.row.get("premium")
    if row is None:
        return
    keeper, checker = sale.stall.actor(row["by"], at), sale.stall.actor(row["checked_by"], at)
    assert keeper.organization_id is not None
    for due in dues_of(sale.contract, keeper.organization_id):
        record_premium(
            id=sale.id("premium", due.invoice.number), by=keeper, at=at, invoice_id=due.invoice.id, amount=due.money.amount, on=at.date(),
            reference=row["reference"],
        )  # fmt: skip
    held, currency = at + timedelta(days=12), sale.contract.currency
    said = Assembly(held.date(), *row["assembly"])
    projects = [Project(name, category, Money(Decimal(budget), currency)) for name, category, budget in row["projects"]]
    proposal = propose_premium_plan(
        id=sale.id("premium", "plan"), by=keeper, at=held, product=sale.contract.terms["lines"][0]["product"], currency=currency,
        assembly=said, projects=projects, minutes=Paper("minutes.pdf", _minutes(said, projects, held)),
    )  # fmt: skip
    sale.confirm(proposal, checker, held + timedelta(hours=5))
    _spend(sale, row, UUID(proposal), held + SPENT_AFTER)


def _spend(sale: Sale, row: Row, plan: UUID, at: datetime) -> None:
    project, amount, what, number = row["expense"]
    receipt = pdf("trade/paper/demo_paper.typ", {"title": what, "rows": [["Number", number], ["Amount", amount]]}, language="en", at=at)
    spend_premium(
        id=sale.id("premium", "expense"), by=sale.stall.actor(row["by"], at), at=at, amount=Decimal(amount),
        project_id=PremiumProject.objects.get(plan_id=plan, name=project).id, currency=sale.contract.currency, on=at.date(), what=what,
        receipt=Paper("receipt.pdf", receipt),
    )  # fmt: skip


def _minutes(said: Assembly, projects: Sequence[Project], at: datetime) -> bytes:
    present = f"{said.present}, needed {said.needed}"
    rows = [["Members", str(said.members)], ["Present", present], ["Yes", str(said.yes)], ["No", str(said.no)]]
    rows += [[one.name, str(one.budget)] for one in projects]
    return pdf("trade/paper/demo_paper.typ", {"title": "Minutes of the general assembly", "rows": rows}, language="en", at=at)
