"""What a pool's sale came to, from its contract, its invoices and what the cooperatives report; and the same as frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.kernel.money import Money
from rochdale.trade.models import Contract, Invoice, Match
from rochdale.trade.rules.settlement import Delivered, PoolTerms, Receipts, ShareOut, premium_shares, settle
from rochdale.trade.rules.versions import Clauses

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """What is said of one cooperative: measured quality, what it has had, what it paid alone, what the buyer took off for its lots."""

    organization_id: UUID
    moisture: Decimal | None = None
    score: Decimal | None = None
    advance: Decimal = Decimal(0)
    interest_rate: Decimal = Decimal(0)
    days: int = 0
    own_costs: Decimal = Decimal(0)
    claim: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Takings:
    """What the invoices asked for without premium and after credit notes, what was given back, what is still owed, and the premium."""

    got: Money
    credited: Money
    left: Money
    premium: Money


def takings(contract: Contract) -> Takings:
    """Of all invoices of a contract. A premium on an invoice that was given back whole does not count."""
    zero = Money.zero(contract.currency)
    asked = credited = paid = premium = zero
    for row in contract.invoices.filter(kind=Invoice.Kind.INVOICE).prefetch_related("credit_notes", "payments").order_by("number"):
        back = Money.total((note.total for note in row.credit_notes.all()), contract.currency)
        asked, credited = asked + row.total, credited + back
        paid += Money.of_minor(sum(one.amount_minor for one in row.payments.all()), contract.currency)
        if back < row.total:
            premium += Money.total(_premiums(row.content["lines"], contract.currency), contract.currency)
    return Takings(asked - credited - premium, credited, asked - credited - paid, premium)


def _premiums(lines: Iterable[Content], currency: str) -> Iterable[Money]:
    return ((Money(Decimal(line["price"]), currency) * Decimal(line["quantity"])).rounded() for line in lines if line["kind"] == "premium")


def seller_of_line(contract: Contract) -> list[UUID]:
    """Whose each line of the terms is, in their order."""
    if contract.container_id is None:
        return [seller for seller in contract.seller_ids for _line in contract.terms["lines"]]
    rows = Match.objects.filter(container_id=contract.container_id, need__organization_id=contract.buyer_id).order_by("id")
    # By name and reference, not by place: two databases may sort names differently.
    owners = {(name, reference): owner for name, reference, owner in rows.values_list(*_OWNER)}
    return [owners[line["seller"]["name"], line["reference"]] for line in contract.terms["lines"]]


_OWNER = ("offer__cooperative", "offer__reference", "offer__organization_id")


def delivered(contract: Contract, reports: Sequence[Report]) -> list[Delivered]:
    """Each cooperative with its invoiced and its agreed kg, and what is reported of it."""
    sellers = seller_of_line(contract)
    agreed, invoiced = dict.fromkeys(sellers, Decimal(0)), dict.fromkeys(sellers, Decimal(0))
    for seller, line in zip(sellers, contract.terms["lines"], strict=True):
        agreed[seller] += Decimal(line["kg"])
    for line in _goods_lines(contract):
        invoiced[sellers[line["position"]]] += Decimal(line["quantity"])
    return [
        Delivered(
            str(one.organization_id), invoiced.get(one.organization_id, Decimal(0)), agreed.get(one.organization_id, Decimal(0)),
            one.moisture, one.score, one.advance, one.interest_rate, one.days, one.own_costs, one.claim,
        )
        for one in reports
    ]  # fmt: skip


def _goods_lines(contract: Contract) -> Iterable[Content]:
    for row in contract.invoices.filter(kind=Invoice.Kind.INVOICE).prefetch_related("credit_notes").order_by("number"):
        if sum(note.total_minor for note in row.credit_notes.all()) < row.total_minor:
            yield from (line for line in row.content["lines"] if line["kind"] == "goods")


def pool_terms(clauses: Clauses) -> PoolTerms:
    """What the version in force says of the pool."""
    return PoolTerms(clauses.reference_moisture, clauses.base_score, clauses.step, clauses.bears_shortfall, clauses.bears_claim)


def premium_kg(contract: Contract) -> dict[str, Decimal]:
    """Certified kg of each cooperative: those of lots with a certificate; all kg where no lot has one."""
    sellers, lines = seller_of_line(contract), contract.terms["lines"]
    goods = list(_goods_lines(contract))
    certified = [line for line in goods if lines[line["position"]]["certificates"]] or goods
    found: dict[str, Decimal] = {}
    for line in certified:
        key = str(sellers[line["position"]])
        found[key] = found.get(key, Decimal(0)) + Decimal(line["quantity"])
    return found


def content_of(
    contract: Contract, receipts: Receipts, pool: Sequence[Delivered], terms: PoolTerms, names: Mapping[str, str], premium: Money
) -> dict[str, Any]:
    """What is frozen: receipts, terms, and each cooperative's line with its name, what it rests on and its share of the premium."""
    facts = {one.code: one for one in pool}
    premiums = premium_shares(premium, premium_kg(contract)) if premium else {}
    lines = [
        _plain(asdict(facts[line.code])) | _line(line) | {"name": names[line.code], "premium": _text(premiums.get(line.code))}
        for line in sorted(settle(receipts, pool, terms), key=lambda line: (names[line.code], line.code))
    ]
    sums = {"got": receipts.got, "shared_costs": receipts.shared_costs, "dead_freight": receipts.dead_freight, "reserve": receipts.reserve}
    return {
        "contract": contract.number, "currency": contract.currency, **{name: _text(money) for name, money in sums.items()},
        "net": _text(receipts.net), "premium": _text(premium), "terms": _plain(asdict(terms)), "lines": lines,
    }  # fmt: skip


def _line(line: ShareOut) -> dict[str, str]:
    money = ("share", "shortfall", "claim", "advance", "interest", "own_costs", "balance")
    return {"weight": f"{line.weight:.3f}"} | {name: _text(getattr(line, name)) for name in money}


def _text(money: Money | None) -> str:
    return "" if money is None else str(money.rounded().amount)


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in facts.items()}


def own_part(content: Content, organization_id: UUID) -> dict[str, Any]:
    """A settlement as one of its cooperatives sees it: the totals, and of the lines only its own."""
    return {**content, "lines": [line for line in content["lines"] if line["code"] == str(organization_id)]}
