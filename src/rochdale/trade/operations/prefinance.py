"""Pre-finance from the request to the last word: asked by a cooperative, terms by a lender, a yes or no, more contracts, the end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.people.queries import organization
from rochdale.trade.models import Contract, Pledge, Prefinance, PrefinanceAnswer, PrefinanceEnd, PrefinanceTerms
from rochdale.trade.operations.contracts import next_number
from rochdale.trade.permissions import own_organization
from rochdale.trade.prefinancing import content_of_terms, is_over, pledged, position_of, running_pledges
from rochdale.trade.rules.prefinance import Terms, refusals_for_terms


@operation
def request_prefinance(
    *, id: UUID, by: Actor, at: datetime, contract_ids: Sequence[UUID], lender_id: UUID, amount: Decimal, purpose: str, needed_by: date
) -> str:
    """Ask a lender for money against contracts under which one sells, in their currency. Several may be asked. Returns the id."""
    own = own_organization(by)
    require(by, "trade.ask-prefinance", own)
    contracts = _locked(contract_ids)
    refuse_if(_refusals_for_request(contracts, contract_ids, own, lender_id, needed_by, at))
    currency = contracts[0].currency
    minor = Money(amount, currency).minor
    if minor <= 0:
        raise Refused(Refusal("trade.prefinance-not-above-zero"))
    if not purpose.strip():
        raise Refused(Refusal("trade.prefinance-without-purpose"))
    row = Prefinance.objects.create(
        id=id, number=f"PF-{at.year}-{next_number(f'prefinance {at.year}'):04d}", organization_id=own, lender_id=lender_id,
        amount_minor=minor, currency=currency, purpose=purpose.strip(), needed_by=needed_by, by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    for contract in contracts:
        _pledge(uuid5(id, str(contract.id)), row, contract, by, at)
    after = {"number": row.number, "lender": str(lender_id), "amount": str(row.amount), "contracts": [one.number for one in contracts]}
    audit.record(by=by, at=at, what="trade.request-prefinance", about=row, after=after)
    return str(id)


@operation
def propose_terms(*, id: UUID, by: Actor, at: datetime, prefinance_id: UUID, over: int, terms: Terms) -> str:
    """The lender says at which cost, until when and who pays back, on top of terms `over` (0: there are none). Returns the id."""
    row = _open(prefinance_id, by, "trade.sign-prefinance")
    if row.lender_id != own_organization(by):
        raise Refused(Refusal("trade.only-the-lender-lends"))
    newest = row.terms.order_by("-number").first()
    if over != (newest.number if newest else 0):
        raise Refused(Refusal("trade.terms-are-not-the-newest", {"number": newest.number if newest else 0}))
    if terms.limit.currency != row.currency:
        raise Refused(Refusal("trade.prefinance-currency-differs", {"currency": row.currency}))
    refuse_if(refusals_for_terms(terms, on=at.date()))
    content = content_of_terms(terms)
    made = PrefinanceTerms.objects.create(
        id=id, prefinance=row, number=over + 1, content=content, sha256=content_sha256(content), by_id=by.id, by_name=by.name, at=at
    )
    audit.record(by=by, at=at, what="trade.propose-terms", about=made, after={"prefinance": row.number, "number": made.number, **content})
    return str(id)


@operation
def answer_terms(*, id: UUID, by: Actor, at: datetime, terms_id: UUID, sha256: str, is_yes: bool, reason: str = "") -> str:
    """The cooperative's signer says yes or no to the newest terms. A yes pledges the contracts, each to one lender only. Returns the id."""
    found = PrefinanceTerms.objects.get(pk=terms_id)
    row = _open(found.prefinance_id, by, "trade.sign-prefinance")
    if row.organization_id != own_organization(by):
        raise Refused(Refusal("trade.only-the-borrower-answers"))
    newest = row.terms.order_by("-number")[0]
    if newest.id != found.id or found.sha256 != sha256 or hasattr(found, "answer"):
        raise Refused(Refusal("trade.terms-do-not-wait", {"number": found.number}))
    if not is_yes and not reason.strip():
        raise Refused(Refusal("trade.no-needs-a-reason"))
    if is_yes:
        _refuse_pledged_elsewhere(row)
    made = PrefinanceAnswer.objects.create(id=id, terms=found, is_yes=is_yes, reason=reason.strip(), by_id=by.id, by_name=by.name, at=at)
    after = {"prefinance": row.number, "terms": found.number, "is_yes": is_yes}
    audit.record(by=by, at=at, what="trade.answer-terms", about=made, after=after, reason=reason.strip())
    return str(id)


@operation
def pledge_contract(*, id: UUID, by: Actor, at: datetime, prefinance_id: UUID, contract_id: UUID) -> str:
    """The cooperative pledges one more contract, when one lapsed or more is to be drawn. Returns the id."""
    row = _open(prefinance_id, by, "trade.sign-prefinance")
    if row.organization_id != own_organization(by):
        raise Refused(Refusal("trade.only-the-borrower-answers"))
    contracts = _locked([contract_id])
    refuse_if(_refusals_for_pledge(contracts, [contract_id], row.organization_id))
    if contracts[0].currency != row.currency:
        raise Refused(Refusal("trade.prefinance-currency-differs", {"currency": row.currency}))
    if row.pledges.filter(contract_id=contract_id).exists():
        raise Refused(Refusal("trade.contract-pledged-twice", {"contract": contracts[0].number}))
    made = _pledge(id, row, contracts[0], by, at)
    audit.record(by=by, at=at, what="trade.pledge-contract", about=made, after={"prefinance": row.number, **made.content})
    return str(id)


@operation
def end_prefinance(*, id: UUID, by: Actor, at: datetime, prefinance_id: UUID, reason: str = "") -> str:
    """The last word: the lender declines, the cooperative withdraws, or, once nothing is owed, either side closes. Returns the id."""
    row = _open(prefinance_id, by, "trade.sign-prefinance")
    stands = position_of(row, at.date())
    if stands is not None and (stands.owed or row.moves.filter(on__gt=at.date()).exists()):
        raise Refused(Refusal("trade.prefinance-still-owed", {"owed": str(stands.owed)}))
    is_lender = row.lender_id == own_organization(by)
    kind = PrefinanceEnd.Kind.CLOSED if stands else PrefinanceEnd.Kind.DECLINED if is_lender else PrefinanceEnd.Kind.WITHDRAWN
    if kind != PrefinanceEnd.Kind.CLOSED and not reason.strip():
        raise Refused(Refusal("trade.no-needs-a-reason"))
    made = PrefinanceEnd.objects.create(
        id=id, prefinance=row, kind=kind, organization_id=own_organization(by), reason=reason.strip(), by_id=by.id, by_name=by.name, at=at
    )
    after = {"prefinance": row.number, "kind": made.kind}
    audit.record(by=by, at=at, what="trade.end-prefinance", about=made, after=after, reason=reason.strip())
    return str(id)


def _open(prefinance_id: UUID, by: Actor, right: str) -> Prefinance:
    """The row, locked, for one of its sides, while the last word is not said."""
    row = Prefinance.objects.select_for_update().get(pk=prefinance_id)
    require(by, right, row)
    if is_over(row):
        raise Refused(Refusal("trade.prefinance-is-over", {"number": row.number}))
    return row


def _locked(contract_ids: Sequence[UUID]) -> list[Contract]:
    """In one order, so that two who ask at once wait for each other instead of standing in each other's way."""
    return list(Contract.objects.select_for_update().filter(pk__in=contract_ids).order_by("number"))


def _refusals_for_request(
    contracts: Sequence[Contract], asked: Sequence[UUID], own: UUID, lender_id: UUID, needed_by: date, at: datetime
) -> list[Refusal]:
    refusals = _refusals_for_pledge(contracts, asked, own)
    if len({one.currency for one in contracts}) > 1:
        refusals.append(Refusal("trade.prefinance-currency-differs", {"currency": contracts[0].currency}))
    if organization(lender_id) is None or lender_id == own:
        refusals.append(Refusal("trade.lender-unknown"))
    if needed_by < at.date():
        refusals.append(Refusal("trade.prefinance-needed-in-the-past", {"on": needed_by}))
    return refusals


def _refusals_for_pledge(contracts: Sequence[Contract], asked: Sequence[UUID], own: UUID) -> list[Refusal]:
    if not asked or {one.id for one in contracts} != set(asked) or any(own not in one.seller_ids for one in contracts):
        return [Refusal("trade.only-own-contracts-are-pledged")]
    lapsed = [Refusal("trade.contract-has-lapsed", {"contract": one.number}) for one in contracts if one.state == Contract.State.LAPSED]
    return lapsed + [_twice(one) for one in contracts if running_pledges(one.id, own).exists()]


def _refuse_pledged_elsewhere(row: Prefinance) -> None:
    contracts = _locked([one.contract_id for one in row.pledges.order_by("id") if one.contract_id])
    others = [one for one in contracts if running_pledges(one.id, row.organization_id).exclude(prefinance=row).exists()]
    refuse_if([_twice(one) for one in others])


def _twice(contract: Contract) -> Refusal:
    return Refusal("trade.contract-pledged-twice", {"contract": contract.number})


def _pledge(id: UUID, row: Prefinance, contract: Contract, by: Actor, at: datetime) -> Pledge:
    content = pledged(contract, row.organization_id)
    return Pledge.objects.create(id=id, prefinance=row, contract=contract, content=content, by_id=by.id, by_name=by.name, at=at)
