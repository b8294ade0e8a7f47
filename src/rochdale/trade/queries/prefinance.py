"""Questions about money lent against contracts: what one borrows and lends, how it stands on a day, what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base.actor import Actor
from rochdale.kernel.money import EXACT, Money
from rochdale.kernel.refusal import Refusal
from rochdale.people.permissions import may, readable
from rochdale.people.queries import OrganizationFacts, organizations
from rochdale.trade.models import Contract, Payment, Pledge, Prefinance, PrefinanceAnswer, PrefinanceMove, PrefinanceTerms
from rochdale.trade.prefinance_picture import Stairs, stairs
from rochdale.trade.prefinancing import (
    accepted_terms,
    covers_of,
    key_of,
    moves_of,
    own_goods,
    position_of,
    proceeds_of,
    rates_of,
    running_pledges,
    standing_moves,
    terms_of,
)
from rochdale.trade.queries.sales import is_paid
from rochdale.trade.rules.interest import interest
from rochdale.trade.rules.prefinance import (
    Cost,
    Cover,
    Line,
    Position,
    Terms,
    available,
    cost_of,
    position,
    warnings_for_cover,
    warnings_for_terms,
)

REFEREES = {"registrar", "market-operator"}


@dataclass(frozen=True, slots=True)
class TermsSeen:
    """Terms as one of the sides sees them; shares in percent."""

    id: UUID
    number: int
    sha256: str
    terms: Terms
    advance_percent: Decimal
    rate_percent: Decimal
    cost: Cost
    warnings: tuple[Refusal, ...]
    on: date
    by_name: str
    answer: PrefinanceAnswer | None
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class MoveSeen:
    """A row as it was written, and where its money went. `line` is None for what was taken back or takes something back."""

    row: PrefinanceMove
    line: Line | None
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class PrefinanceSeen:
    """One pre-finance for one of its sides, as it stands on a day."""

    row: Prefinance
    state: str
    """asked, offered, refused, running, late, paid, declined, withdrawn, closed."""
    covers: tuple[Cover, ...]
    terms: tuple[TermsSeen, ...]
    stands: Position | None
    available: Money | None
    warnings: tuple[Refusal, ...]
    is_lender: bool
    may_sign: bool
    may_book: bool
    is_over: bool
    is_buyer_lender: bool
    """The buyer of every pledged contract lends itself."""

    @property
    def in_force(self) -> TermsSeen | None:
        """The terms that count."""
        return next((one for one in self.terms if one.is_in_force), None)

    @property
    def waiting(self) -> TermsSeen | None:
        """The newest terms, while the cooperative has not answered them."""
        return self.terms[0] if self.terms and self.terms[0].answer is None and not self.is_over else None

    @property
    def can_draw(self) -> bool:
        """Whether anything is left to draw."""
        if self.available is None or self.in_force is None or self.stands is None or self.is_over:
            return False
        return self.available.amount > 0 and self.stands.on <= self.in_force.terms.due_on

    @property
    def picture(self) -> Stairs | None:
        """What was owed over time."""
        return stairs(self.stands, self.in_force.terms) if self.stands and self.in_force else None


def my_prefinance(by: Actor) -> QuerySet[Prefinance]:
    """What the organization acted for borrows or lends, newest first."""
    rows = readable(by, "trade.see-prefinance", Prefinance.objects.all())
    return rows.select_related("organization", "lender", "end").order_by("-number", "-id")


def prefinance_seen(row: Prefinance, by: Actor, on: date) -> PrefinanceSeen:
    """How it stands on a day, and what the reader may do."""
    covers = tuple(covers_of(row))
    terms = _terms(row, covers)
    in_force = next((one.terms for one in terms if one.is_in_force), None)
    stands = position_of(row, on)
    has_end = hasattr(row, "end")
    buyers = {one.contract.buyer_id for one in row.pledges.select_related("contract").order_by("id") if one.contract}
    return PrefinanceSeen(
        row, state_of(row, on), covers, terms, stands,
        available(in_force, covers, stands.principal) if in_force and stands else None,
        tuple(warnings_for_cover(in_force, covers, stands)) if in_force and stands and not has_end else (),
        row.lender_id == by.organization_id, may(by, "trade.sign-prefinance", row), may(by, "trade.book-prefinance", row), has_end,
        buyers == {row.lender_id},
    )  # fmt: skip


def state_of(row: Prefinance, on: date) -> str:
    """In one word; see `PrefinanceSeen.state`."""
    if hasattr(row, "end"):
        return str(row.end.kind)
    stands = position_of(row, on)
    if stands is None:
        newest = row.terms.order_by("-number").first()
        return "asked" if newest is None else "refused" if hasattr(newest, "answer") else "offered"
    if stands.days_late:
        return "late"
    return "paid" if stands.drawn and not stands.owed else "running"


def _terms(row: Prefinance, covers: Sequence[Cover]) -> tuple[TermsSeen, ...]:
    accepted = accepted_terms(row)
    in_force = accepted[-1].id if accepted else None
    kg = sum((one.kg for one in covers), Decimal(0))
    rows = row.terms.select_related("answer").order_by("-number")
    return tuple(_terms_seen(one, row, kg, is_in_force=one.id == in_force) for one in rows)


def _terms_seen(one: PrefinanceTerms, row: Prefinance, kg: Decimal, *, is_in_force: bool) -> TermsSeen:
    said = terms_of(one, row.currency)
    cost = cost_of(said, drawn_on=max(row.needed_by, one.at.date()), kg=kg)
    return TermsSeen(
        one.id, one.number, one.sha256, said, (said.advance_rate * 100).normalize(), (said.rate * 100).normalize(), cost,
        tuple(warnings_for_terms(said)), one.at.date(), one.by_name, getattr(one, "answer", None), is_in_force,
    )  # fmt: skip


def moves_seen(seen: PrefinanceSeen, by: Actor) -> list[MoveSeen]:
    """Everything that was written, oldest first, with what each receipt paid."""
    lines = {line.move.key: line for line in seen.stands.lines} if seen.stands else {}
    rows = seen.row.moves.select_related("prefinance", "organization", "taken_back_by").order_by("on", "at", "id")
    return [
        MoveSeen(
            one, lines.get(key_of(one)),
            seen.may_book and not seen.is_over and one.organization_id == by.organization_id and one.takes_back_id is None
            and not hasattr(one, "taken_back_by"),
        )
        for one in rows
    ]  # fmt: skip


def lenders_for(by: Actor) -> list[OrganizationFacts]:
    """Organizations that may be asked for money, buyers and lenders, by name."""
    return [one for one in organizations() if one.id != by.organization_id and one.kind not in REFEREES]


def can_be_pledged(contract: Contract, by: Actor) -> bool:
    """Whether `by` may ask for money against a contract now: it sells under it, and the buyer has not paid all of it."""
    own = by.organization_id
    if own is None or own not in contract.seller_ids or contract.state == Contract.State.LAPSED or is_paid(contract):
        return False
    return may(by, "trade.ask-prefinance", own) and not running_pledges(contract.id, own).exists()


def pledgeable(by: Actor, currency: str) -> list[tuple[Contract, Money]]:
    """Contracts under which the organization sells, in one currency, free to be pledged, with what they bring it."""
    own = by.organization_id
    if own is None:
        return []
    rows = Contract.objects.filter(parties__organization_id=own, parties__is_buyer=False, currency=currency)
    found = [row for row in rows.exclude(state=Contract.State.LAPSED).order_by("number") if can_be_pledged(row, by)]
    return [(row, own_goods(row, own)[0]) for row in found]


@dataclass(frozen=True, slots=True)
class ContractPart:
    """What the page of a contract shows of money lent against it."""

    rows: tuple[Prefinance, ...]
    may_ask: bool


def prefinance_part(contract: Contract, by: Actor) -> ContractPart:
    """Pre-finance against a contract that the reader is a side of, newest first, and whether more may be asked for."""
    return ContractPart(tuple(my_prefinance(by).filter(pledges__contract=contract)), can_be_pledged(contract, by))


@dataclass(frozen=True, slots=True)
class CameIn:
    """What a buyer paid on a pledged contract and nobody has written here yet; how much of it is for the lender today."""

    payment: Payment
    proceeds: Money
    for_lender: Money


def to_pass_on(seen: PrefinanceSeen) -> list[CameIn]:
    """Payments on pledged contracts since terms were agreed on that did not come to the lender's account, oldest first."""
    row, stands = seen.row, seen.stands
    if stands is None or seen.is_over or not stands.owed:
        return []
    contracts = row.pledges.exclude(contract=None).values("contract_id")
    rows = Payment.objects.filter(
        invoice__contract__in=contracts, invoice__organization_id=row.organization_id, takes_back=None, taken_back_by=None,
        on__gte=min(line.move.on for line in stands.lines) if stands.lines else stands.on,
    ).exclude(prefinance_moves__in=row.moves.filter(takes_back=None, taken_back_by=None))  # fmt: skip
    found, left = [], stands.owed
    for one in rows.select_related("invoice__contract").order_by("on", "at", "id"):
        came_in = proceeds_of(one, row.organization_id)
        part = came_in if came_in < left else left
        left = left - part
        if part:
            found.append(CameIn(one, came_in, part))
    return found


@dataclass(frozen=True, slots=True)
class AdvanceFacts:
    """What a cooperative has had on a contract: kept by the lender out of its proceeds, or still owed. For its line in a settlement."""

    prefinance: str
    advance: Money
    interest: Money
    other: Money
    """Fee and what else was agreed."""
    rate: Decimal

    @property
    def days(self) -> int:
        """Whole days for which the rate gives the interest on the advance, or a little less."""
        a_day = interest(self.advance.amount, self.rate, 1)
        return int(EXACT.divide(self.interest.amount, a_day)) if a_day else 0

    @property
    def rest(self) -> Money:
        """What the interest of those days leaves out, with all else: so that a settlement takes off the same to the cent."""
        reckoned = Money(interest(self.advance.amount, self.rate, self.days), self.advance.currency).rounded()
        return self.interest + self.other - reckoned


def advance_facts(contract: Contract, on: date) -> dict[UUID, AdvanceFacts]:
    """By seller, what the pre-finance that its part of a contract is or was pledged for has taken of the proceeds, at the end of a day."""
    rows = Pledge.objects.filter(contract=contract, prefinance__terms__answer__is_yes=True).select_related("prefinance").distinct()
    found = {}
    for pledge in rows.order_by("at", "id"):
        facts = _advance(pledge.prefinance, contract, on)
        if facts.advance or facts.interest or facts.other:
            found[pledge.prefinance.organization_id] = facts
    return found


def _advance(row: Prefinance, contract: Contract, on: date) -> AdvanceFacts:
    accepted = accepted_terms(row)
    said = terms_of(accepted[-1], row.currency)
    stands = position(said, rates_of(accepted, row.currency), moves_of(row), on=on)
    own = {key_of(one) for one in standing_moves(row).filter(payment__invoice__contract=contract)}
    splits = [line.split for line in stands.lines if line.split and line.move.key in own]
    zero = Money.zero(row.currency)
    is_last = all(one.contract == contract.number or not one.value for one in covers_of(row))
    principal, ran_up, other = (stands.principal, stands.interest, stands.fee + stands.deductions) if is_last else (zero, zero, zero)
    return AdvanceFacts(
        row.number, Money.total((one.principal for one in splits), row.currency) + principal,
        Money.total((one.interest for one in splits), row.currency) + ran_up,
        Money.total((one.fee + one.deductions for one in splits), row.currency) + other, said.rate,
    )  # fmt: skip


def prefilled(contract: Contract, sellers: Sequence[UUID], on: date) -> dict[str, object]:
    """The answers a settlement's screens begin with, by the place of each seller among them."""
    facts = advance_facts(contract, on)
    answers: dict[str, object] = {}
    for place, seller in enumerate(sellers):
        if one := facts.get(seller):
            answers |= {
                f"advance_{place}": one.advance.amount, f"interest_rate_{place}": (one.rate * 100).normalize(), f"days_{place}": one.days,
                f"own_costs_{place}": one.rest.amount or None,
            }  # fmt: skip
    return answers
