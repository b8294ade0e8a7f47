"""What a sale came to, from its contract, its invoices and what the cooperatives report; and the same as frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.kernel.money import Money
from rochdale.trade.models import Contract, Filling, Invoice, Match, Offer
from rochdale.trade.rules.settlement import Delivered, PoolTerms, Receipts, ShareOut, premium_shares, settle
from rochdale.trade.rules.versions import Clauses
from rochdale.trade.versions import clauses_of, version_in_force

Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Report:
    """What is said of one cooperative: measured quality, what it has had, what it paid alone."""

    organization_id: UUID
    moisture: Decimal | None = None
    score: Decimal | None = None
    advance: Decimal = Decimal(0)
    interest_rate: Decimal = Decimal(0)
    days: int = 0
    own_costs: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class LotClaim:
    """What the buyer took off for the quality of one lot. `position`: its place among the lines of the contract, from 0."""

    position: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Takings:
    """What the invoices asked for without premium and after credit notes, what was given back, what is still owed, and the premium."""

    got: Money
    credited: Money
    left: Money
    premium: Money

    @property
    def came_in(self) -> Money:
        """All that was paid, with the premium."""
        return self.got + self.premium - self.left


@dataclass(frozen=True, slots=True)
class PremiumDue:
    """What of one invoice's premium is one cooperative's: its certified kg × the rate, exact in sum over the invoice."""

    invoice: Invoice
    organization_id: UUID
    kg: Decimal
    rate: Decimal
    money: Money


def holder_of(contract: Contract) -> tuple[UUID | None, Clauses | None]:
    """Who holds the money until it is settled: whom all agreed on, or the one who sells alone; with what was agreed."""
    version = version_in_force(contract)
    if version is None:
        return None, None
    clauses, sellers = clauses_of(version), contract.seller_ids
    return clauses.pool_holder_id or (clauses.seller_id if sellers == {clauses.seller_id} else None), clauses


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


def premium_of(invoice: Invoice) -> Money:
    """What an invoice asks for as premium; nothing of its currency where it asks for none."""
    return Money.total(_premiums(invoice.content["lines"], invoice.currency), invoice.currency)


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


def offers_of_lines(contract: Contract) -> list[Offer | None]:
    """The offer that each line of the terms sells, in their order; none under a call-off confirmed before call-offs named lots."""
    if contract.call_off_id:
        fillings = Filling.objects.filter(call_off_id=contract.call_off_id).select_related("offer__lot").order_by("position")
        filled = {one.position: one.offer for one in fillings}
        return [filled.get(position) for position, _line in enumerate(contract.terms["lines"])]
    if contract.container_id is None:
        return [contract.offer for _line in contract.terms["lines"]]
    rows = Match.objects.filter(container_id=contract.container_id, need__organization_id=contract.buyer_id).select_related("offer__lot")
    offers = {(row.offer.cooperative, row.offer.reference): row.offer for row in rows.order_by("id")}
    return [offers[line["seller"]["name"], line["reference"]] for line in contract.terms["lines"]]


def stock_of_line(contract: Contract) -> list[UUID | None]:
    """The lot in store that each line of the terms sells, in their order; nothing where its books are kept elsewhere."""
    return [offer.lot.stock_id if offer and offer.lot else None for offer in offers_of_lines(contract)]


def delivered(contract: Contract, reports: Sequence[Report], claims: Sequence[LotClaim] = ()) -> list[Delivered]:
    """Each cooperative with its invoiced, its organic and its agreed kg, what is reported of it and taken off for its lots."""
    sellers, terms = seller_of_line(contract), contract.terms["lines"]
    agreed, invoiced, organic, off = (dict.fromkeys(sellers, Decimal(0)) for _ in range(4))
    for seller, line in zip(sellers, terms, strict=True):
        agreed[seller] += Decimal(line["kg"])
    for line in _goods_lines(contract):
        seller, kg = sellers[line["position"]], Decimal(line["quantity"])
        invoiced[seller] += kg
        organic[seller] += kg if is_organic(terms[line["position"]]) else 0
    for claim in claims:
        off[sellers[claim.position]] += claim.amount
    return [
        Delivered(
            str(one.organization_id), invoiced.get(one.organization_id, Decimal(0)), agreed.get(one.organization_id, Decimal(0)),
            one.moisture, one.score, one.advance, one.interest_rate, one.days, one.own_costs, off.get(one.organization_id, Decimal(0)),
            organic.get(one.organization_id, Decimal(0)),
        )
        for one in reports
    ]  # fmt: skip


def is_organic(line: Content) -> bool:
    """Whether a lot of the terms carries a certificate of organic growing: `organic`, `eu-organic`, `jas-organic`."""
    return any("organic" in one["scheme"] for one in line["certificates"])


def _goods_lines(contract: Contract) -> Iterable[Content]:
    for row in standing_invoices(contract):
        yield from (line for line in row.content["lines"] if line["kind"] == "goods")


def standing_invoices(contract: Contract) -> Iterable[Invoice]:
    """Those that no credit note took back whole, by number."""
    for row in contract.invoices.filter(kind=Invoice.Kind.INVOICE).prefetch_related("credit_notes").order_by("number"):
        if sum(note.total_minor for note in row.credit_notes.all()) < row.total_minor:
            yield row


def pool_terms(clauses: Clauses) -> PoolTerms:
    """What the version in force says of the pool."""
    return PoolTerms(clauses.reference_moisture, clauses.base_score, clauses.step, clauses.bears_shortfall, clauses.bears_claim)


def premiums_due(contract: Contract) -> list[PremiumDue]:
    """Each invoice's premium by certified kg: those of lots with a certificate; all kg where no lot of the invoice has one."""
    sellers, terms = seller_of_line(contract), contract.terms["lines"]
    found: list[PremiumDue] = []
    for row in standing_invoices(contract):
        whole = Money.total(_premiums(row.content["lines"], contract.currency), contract.currency)
        goods = [line for line in row.content["lines"] if line["kind"] == "goods"]
        certified = [line for line in goods if terms[line["position"]]["certificates"]] or goods
        kg: dict[str, Decimal] = {}
        for line in certified:
            key = str(sellers[line["position"]])
            kg[key] = kg.get(key, Decimal(0)) + Decimal(line["quantity"])
        rate = next((Decimal(line["price"]) for line in row.content["lines"] if line["kind"] == "premium"), Decimal(0))
        shares = premium_shares(whole, kg) if whole else {}
        found += [PremiumDue(row, UUID(key), kg[key], rate, share) for key, share in sorted(shares.items())]
    return found


def content_of(
    contract: Contract, receipts: Receipts, pool: Sequence[Delivered], terms: PoolTerms, names: Mapping[str, str],
    claims: Sequence[LotClaim] = (),
) -> dict[str, Any]:  # fmt: skip
    """What is frozen: receipts, terms, and each cooperative's line with its name, lots, what it rests on and its share of the premium."""
    facts = {one.code: one for one in pool}
    premiums: dict[str, Money] = {}
    for due in premiums_due(contract):
        premiums[str(due.organization_id)] = premiums.get(str(due.organization_id), Money.zero(contract.currency)) + due.money
    lots = _lots(contract, claims)
    lines = [
        _plain(asdict(facts[line.code]))
        | _line(line)
        | {"name": names[line.code], "premium": _text(premiums.get(line.code)), "lots": lots.get(line.code, [])}
        for line in sorted(settle(receipts, pool, terms), key=lambda line: (names[line.code], line.code))
    ]
    sums = {"got": receipts.got, "shared_costs": receipts.shared_costs, "dead_freight": receipts.dead_freight, "reserve": receipts.reserve}
    sums |= {"organic": receipts.differential, "net": receipts.net}
    premium = Money.total(premiums.values(), contract.currency)
    return {
        "contract": contract.number, "currency": contract.currency, **{name: _text(money) for name, money in sums.items()},
        "premium": _text(premium), "terms": _plain(asdict(terms)), "lines": lines,
    }  # fmt: skip


def _lots(contract: Contract, claims: Sequence[LotClaim]) -> dict[str, list[dict[str, str]]]:
    """By cooperative: its invoiced lots, their kg and worth by the invoices, and what was taken off for each."""
    sellers, terms = seller_of_line(contract), contract.terms["lines"]
    off = {claim.position: claim.amount for claim in claims}
    kg: dict[int, Decimal] = {}
    worth: dict[int, Money] = {}
    for line in _goods_lines(contract):
        place, quantity = line["position"], Decimal(line["quantity"])
        kg[place] = kg.get(place, Decimal(0)) + quantity
        worth[place] = (
            worth.get(place, Money.zero(contract.currency)) + (Money(Decimal(line["price"]), contract.currency) * quantity).rounded()
        )
    found: dict[str, list[dict[str, str]]] = {}
    for place in sorted(kg):
        claim = Money(off.get(place, Decimal(0)), contract.currency)
        row = {"position": str(place), "reference": terms[place]["reference"], "kg": f"{kg[place]:f}", "worth": _text(worth[place])}
        found.setdefault(str(sellers[place]), []).append(row | {"claim": _text(claim)})
    return found


def _line(line: ShareOut) -> dict[str, str]:
    money = ("share", "organic", "shortfall", "claim", "advance", "interest", "own_costs", "balance")
    return {"weight": f"{line.weight:.3f}"} | {name: _text(getattr(line, name)) for name in money}


def _text(money: Money | None) -> str:
    return "" if money is None else str(money.rounded().amount)


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: f"{value:f}" if isinstance(value, Decimal) else value for name, value in facts.items()}


def own_part(content: Content, organization_id: UUID) -> dict[str, Any]:
    """A settlement as one of its cooperatives sees it: the totals, and of the lines only its own."""
    return {**content, "lines": [line for line in content["lines"] if line["code"] == str(organization_id)]}
