"""Questions about what follows a contract: versions, invoices, what is still owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from rochdale.base.actor import Actor
from rochdale.base.countries import country_name
from rochdale.kernel.money import Money
from rochdale.people.permissions import may
from rochdale.trade.agreed_terms import amount_for
from rochdale.trade.bids import bid_of
from rochdale.trade.models import Contract, ContractVersion, Invoice, Payment, PoolSettlement
from rochdale.trade.operations.invoices import invoiced_kg
from rochdale.trade.rules.versions import Clauses, Standing, standing
from rochdale.trade.settling import premium_of, takings
from rochdale.trade.shipping import shipped_kg
from rochdale.trade.threads import newest_bid
from rochdale.trade.versions import clauses_of, version_facts, version_in_force


@dataclass(frozen=True, slots=True)
class AnswerSeen:
    """What a party said to a version; `is_yes` is None while it says nothing."""

    organization: str
    is_yes: bool | None
    reason: str
    name: str
    on: date | None


@dataclass(frozen=True, slots=True)
class VersionSeen:
    """A version of who does what, as a party sees it."""

    id: UUID
    number: int
    sha256: str
    standing: str
    proposed_by: str
    on: date
    clauses: Clauses
    seller: str
    holder: str
    importer_country: str
    tolerance: Decimal
    """In percent."""
    answers: tuple[AnswerSeen, ...]
    may_answer: bool


def versions_seen(contract: Contract, by: Actor) -> list[VersionSeen]:
    """All versions of a contract, the newest first."""
    facts, parties = version_facts(contract), contract.party_ids
    names = dict(contract.parties.order_by("is_buyer", "organization__name", "id").values_list("organization_id", "organization__name"))
    rows = contract.versions.select_related("proposed_by").prefetch_related("signatures").order_by("-number")
    may_sign = may(by, "trade.sign-contract", contract)
    return [_version(row, standing(row.number, facts, parties), names, by, may_sign=may_sign) for row in rows]


def _version(row: ContractVersion, stands: Standing, names: dict[UUID, str], by: Actor, *, may_sign: bool) -> VersionSeen:
    said = {one.organization_id: one for one in row.signatures.all()}
    answers = tuple(
        AnswerSeen(name, said[id].is_yes, said[id].reason, said[id].by_name, said[id].at.date())
        if id in said
        else AnswerSeen(name, None, "", "", None)
        for id, name in names.items()
    )
    clauses = clauses_of(row)
    holder = names[clauses.pool_holder_id] if clauses.pool_holder_id else ""
    may_answer = may_sign and stands is Standing.OPEN and by.organization_id not in said
    return VersionSeen(
        row.id, row.number, row.sha256, stands.value, row.proposed_by.name, row.at.date(), clauses, names[clauses.seller_id], holder,
        country_name(clauses.importer_country), (clauses.tolerance * 100).normalize(), answers, may_answer,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Balance:
    """What an invoice asked for, what was given back of it and paid on it."""

    asked: Money
    credited: Money
    paid: Money
    due_on: date | None

    @property
    def left(self) -> Money:
        """Below zero: more came in than was asked for."""
        return self.asked - self.credited - self.paid

    def days_late(self, on: date) -> int:
        """Days since it was due, 0 while it is not or nothing is left."""
        return max((on - self.due_on).days, 0) if self.due_on and self.left.amount > 0 else 0


def balance(invoice: Invoice) -> Balance:
    """How an invoice stands."""
    credited = sum(invoice.credit_notes.order_by("number").values_list("total_minor", flat=True))
    paid = sum(invoice.payments.order_by("id").values_list("amount_minor", flat=True))
    return Balance(invoice.total, Money.of_minor(credited, invoice.currency), Money.of_minor(paid, invoice.currency), invoice.due_on)


def payments_of(invoice: Invoice) -> Sequence[Payment]:
    """What came in on an invoice and was taken back, oldest first."""
    return list(invoice.payments.select_related("taken_back_by", "invoice").order_by("on", "at", "id"))


def invoices_of(contract: Contract) -> Sequence[Invoice]:
    """Invoices and credit notes of a contract, oldest first."""
    return list(contract.invoices.select_related("organization", "corrects").order_by("at", "id"))


def may_write_invoice(contract: Contract, by: Actor) -> bool:
    """Whether `by` may invoice now: the contract binds, all agreed who does what, and `by` acts for the legal seller."""
    version = version_in_force(contract) if contract.state == Contract.State.BINDING else None
    return version is not None and clauses_of(version).seller_id == by.organization_id and may(by, "trade.invoice", contract)


def is_seller_of(invoice: Invoice, by: Actor) -> bool:
    """Whether `by` keeps the books of whoever issued it."""
    return invoice.organization_id == by.organization_id and may(by, "trade.invoice", invoice)


def kg_to_invoice(contract: Contract) -> list[Decimal]:
    """By lot, in their order: what has left and stands on no invoice; while nothing has left, what was agreed on."""
    has_left, before = shipped_kg(contract), invoiced_kg(contract)
    agreed = [Decimal(line["kg"]) for line in contract.terms["lines"]]
    if has_left is None:
        return agreed
    return [max(has_left.get(at, Decimal(0)) - before.get(at, Decimal(0)), Decimal(0)) for at in range(len(agreed))]


def is_paid(contract: Contract) -> bool:
    """Whether there is an invoice, and nothing of what was invoiced is left to pay."""
    return contract.invoices.filter(kind=Invoice.Kind.INVOICE).exists() and takings(contract).left.amount <= 0


def is_settled(contract: Contract) -> bool:
    """Whether its money was shared out."""
    return PoolSettlement.objects.filter(contract=contract).exists()


def kg_left_behind(contract: Contract) -> Decimal:
    """What was agreed on and has not left, once a part of it has; 0 before, and once the sale is settled as it came."""
    has_left = shipped_kg(contract)
    if has_left is None or is_settled(contract):
        return Decimal(0)
    agreed = enumerate(contract.terms["lines"])
    return sum((max(Decimal(line["kg"]) - has_left.get(at, Decimal(0)), Decimal(0)) for at, line in agreed), Decimal(0))


@dataclass(frozen=True, slots=True)
class ChangeWaiting:
    """A change of what was agreed on: its number, the number that counts until all have said yes, and whether the reader has to answer."""

    number: int
    counts: int
    may_answer: bool


def change_waiting(contract: Contract, by: Actor) -> ChangeWaiting | None:
    """The version that waits for answers while an older one is in force."""
    newest, counts = contract.versions.order_by("-number").first(), version_in_force(contract)
    if newest is None or counts is None or standing(newest.number, version_facts(contract), contract.party_ids) is not Standing.OPEN:
        return None
    has_said = by.organization_id in newest.signatures.values_list("organization_id", flat=True).order_by("id")
    return ChangeWaiting(newest.number, counts.number, not has_said and may(by, "trade.sign-contract", contract))


def premium_for(contract: Contract, kg: Decimal) -> Money | None:
    """What the terms owe of premium for so many kg; None where they name none."""
    said = contract.terms.get("premium")
    return amount_for(Decimal(said["per_kg"]), kg, contract.currency) if said else None


def premium_owed_otherwise(invoice: Invoice) -> Money | None:
    """What the terms owe of premium for the kg of an invoice, where it asks for another sum; None where both are one."""
    if invoice.kind != Invoice.Kind.INVOICE:
        return None
    kg = sum((Decimal(line["quantity"]) for line in invoice.content["lines"] if line["kind"] != "premium"), Decimal(0))
    owed = premium_for(invoice.contract, kg)
    return owed if owed and owed != premium_of(invoice) else None


OF_A_SELLER = (
    "seller_address", "seller_registration", "seller_vat_id", "exporter", "exporter_licence", "payee", "account", "bank", "days_to_pay",
)  # fmt: skip
OF_A_BUYER = ("importer", "importer_country", "buyer_address")


def said_before(contract: Contract, by: Actor) -> dict[str, object]:
    """What the one seller proposed last under another contract, so that nobody writes the number of an account twice.

    Who imports is taken over only where the buyer is the same; weights and the place of disputes stand as the bid has them.
    """
    own, found = by.organization_id, _of_the_bid(contract)
    if contract.seller_ids != {own}:
        return found
    rows = ContractVersion.objects.filter(proposed_by_id=own, content__seller_id=str(own)).exclude(contract=contract)
    last = rows.select_related("contract").order_by("-at", "-id").first()
    if last is None:
        return found
    names = OF_A_SELLER + (OF_A_BUYER if last.contract.buyer_id == contract.buyer_id else ())
    return {name: last.content[name] for name in names} | found


def _of_the_bid(contract: Contract) -> dict[str, object]:
    if contract.negotiation is None:
        return {}
    bid = bid_of(newest_bid(contract.negotiation).content["bid"])
    return {"weights": bid.weights, "tolerance": (bid.tolerance * 100).normalize(), "disputes": bid.arbitration}
