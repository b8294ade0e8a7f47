"""Who may do what in trade. Reserve and limit belong to their owner alone: not even the market's operator may see them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import NotAllowed, Refusal
from rochdale.people.permissions import (
    EVERYTHING,
    LEADERS,
    NOTHING,
    Grant,
    acts_for_owner,
    holds,
    is_market_operator,
    is_registrar,
    may,
    officer_of_owner,
    permit,
    require,
)

OWNS_NOTHING = UUID(int=0)
TRADERS = ("manager", "chair", "secretary", "treasurer", "clerk", "buyer")
REFEREES = ("market-operator", "registrar")
SIGNERS = ("manager", "chair", "buyer")
SEALED_TO = (*TRADERS, "board-member")


def _is_shown(by: Actor, subject: object) -> bool:
    return by.organization_id is not None and getattr(subject, "visibility", "") == "market"


def _is_party(by: Actor, subject: object) -> bool:
    return by.organization_id is not None and by.organization_id in getattr(subject, "party_ids", ())


def _shares_container(by: Actor, owner: str) -> Q:
    return (
        Q(matches__offer__organization_id=by.organization_id) | Q(matches__need__organization_id=by.organization_id)
        if by.organization_id
        else NOTHING
    )


def _signs_contract(by: Actor, owner: str) -> Q:
    return Q(parties__organization_id=by.organization_id) if by.organization_id else NOTHING


shown_to_the_market = Grant(
    "is shown to the market", _is_shown, lambda by, owner: Q(visibility="market") if by.organization_id else NOTHING
)
in_the_container = Grant("has goods in the container", _is_party, _shares_container)
party_to_the_invoice = Grant(
    "is a party to the contract of the invoice",
    _is_party,
    lambda by, owner: Q(contract__parties__organization_id=by.organization_id) if by.organization_id else NOTHING,
)
party_to_the_contract = Grant("is a party to the contract", _is_party, _signs_contract)


party_to_the_shipment = Grant(
    "is a party to a contract of the shipment",
    _is_party,
    lambda by, owner: Q(contracts__parties__organization_id=by.organization_id) if by.organization_id else NOTHING,
)


def _sells_it(by: Actor, subject: object) -> bool:
    return by.organization_id is not None and by.organization_id in getattr(subject, "seller_ids", ())


def _sells_in(path: str) -> Grant:
    """Sells under one of the contracts; `path` leads from the rows to their parties."""
    own = f"{path}organization_id"
    return Grant(
        "sells under the contract",
        _sells_it,
        lambda by, owner: Q(**{own: by.organization_id, f"{path}is_buyer": False}) if by.organization_id else NOTHING,
    )


def _signs(by: Actor, subject: object) -> bool:
    return not by.offices.isdisjoint(SIGNERS)


signer = Grant("signs for the organization", _signs, lambda by, owner: EVERYTHING if _signs(by, owner) else NOTHING)


BOOKKEEPERS = ("manager", "treasurer", "clerk")


def _keeps_books(by: Actor, subject: object) -> bool:
    return not by.offices.isdisjoint(BOOKKEEPERS)


bookkeeper = Grant("keeps the organization's books", _keeps_books, lambda by, owner: EVERYTHING if _keeps_books(by, owner) else NOTHING)


HANDLERS = ("manager", "chair", "secretary", "clerk", "buyer")


def _handles(by: Actor, subject: object) -> bool:
    return not by.offices.isdisjoint(HANDLERS)


handler = Grant("handles the organization's goods", _handles, lambda by, owner: EVERYTHING if _handles(by, owner) else NOTHING)


def _is_no_referee(by: Actor, subject: object) -> bool:
    return by.organization_id is not None and by.offices.isdisjoint(REFEREES)


no_referee = Grant(
    "neither runs the market nor keeps the register", _is_no_referee, lambda by, owner: EVERYTHING if _is_no_referee(by, owner) else NOTHING
)


def _sits_at_the_table(by: Actor, owner: str) -> Q:
    return Q(seller_id=by.organization_id) | Q(buyer_id=by.organization_id) if by.organization_id else NOTHING


def _is_trader(by: Actor, subject: object) -> bool:
    return not by.offices.isdisjoint(SEALED_TO)


def _sends(by: Actor, subject: object) -> bool:
    return by.organization_id is not None and by.organization_id == getattr(subject, "seller_id", None)


def _receives(by: Actor, subject: object) -> bool:
    return by.organization_id is not None and by.organization_id == getattr(subject, "buyer_id", None)


sender = Grant("sends it", _sends, lambda by, owner: Q(seller_id=by.organization_id) if by.organization_id else NOTHING)
receiver = Grant("receives it", _receives, lambda by, owner: Q(buyer_id=by.organization_id) if by.organization_id else NOTHING)
at_the_table = Grant("is one of the two sides", _is_party, _sits_at_the_table)
trader = Grant(
    "trades for the organization, or sits on its board",
    _is_trader,
    lambda by, owner: EVERYTHING if _is_trader(by, owner) else NOTHING,
)


def _is_asker_or_asked(by: Actor, subject: object) -> bool:
    return by.organization_id is not None and by.organization_id in {
        getattr(subject, "organization_id", 0),
        getattr(subject, "asker_id", 0),
    }


between_two = Grant(
    "asks, or is asked",
    _is_asker_or_asked,
    lambda by, owner: Q(organization_id=by.organization_id) | Q(asker_id=by.organization_id) if by.organization_id else NOTHING,
)


def _is_side(by: Actor, subject: object) -> bool:
    return by.organization_id is not None and by.organization_id in getattr(subject, "side_ids", ())


side_of = Grant(
    "is one of the two sides",
    _is_side,
    lambda by, owner: Q(one_id=by.organization_id) | Q(other_id=by.organization_id) if by.organization_id else NOTHING,
)

side_of_the_prefinance = Grant(
    "borrows or lends",
    _is_party,
    lambda by, owner: Q(organization_id=by.organization_id) | Q(lender_id=by.organization_id) if by.organization_id else NOTHING,
)
side_of_the_framework = Grant(
    "sells or buys within the frame",
    _is_party,
    lambda by, owner: Q(organization_id=by.organization_id) | Q(buyer_id=by.organization_id) if by.organization_id else NOTHING,
)
BORROWERS = ("manager", "chair", "treasurer")
LENDERS = (*BORROWERS, "buyer", "credit-officer", "fund-officer")

permit("trade.ask-prefinance", officer_of_owner(*BORROWERS) & no_referee, "trade.may-not-borrow")
permit("trade.see-prefinance", side_of_the_prefinance, "trade.may-not-see")
permit("trade.sign-prefinance", side_of_the_prefinance & holds(*LENDERS) & no_referee, "trade.may-not-borrow")
permit(
    "trade.book-prefinance",
    side_of_the_prefinance & holds(*BOOKKEEPERS, "credit-officer", "fund-officer") & no_referee,
    "trade.may-not-book-prefinance",
)
permit("trade.sell-on", officer_of_owner(*TRADERS) & no_referee, "trade.may-not-sell-on")
permit("trade.propose-framework", officer_of_owner(*SIGNERS) & no_referee, "trade.may-not-sign")
permit("trade.see-framework", side_of_the_framework, "trade.may-not-see")
permit("trade.sign-framework", side_of_the_framework & signer & no_referee, "trade.may-not-sign")
shared_scenarios = Grant(
    "is shown the scenarios",
    lambda by, subject: by.organization_id is not None and by.organization_id in getattr(subject, "reader_ids", ()),
    lambda by, owner: Q(shares__reader_id=by.organization_id) if by.organization_id else NOTHING,
)

permit("trade.offer", officer_of_owner(*TRADERS) & no_referee, "trade.may-not-trade")
permit("trade.see-limit", officer_of_owner(*SEALED_TO), "trade.limit-is-sealed")
permit("trade.see", acts_for_owner | shown_to_the_market, "trade.may-not-see")
permit("trade.see-container", in_the_container | is_market_operator, "trade.may-not-see")
permit("trade.answer", in_the_container & signer, "trade.may-not-sign")
permit("trade.answer-partner", officer_of_owner(*SIGNERS), "trade.may-not-sign")
permit("trade.see-contract", party_to_the_contract | is_market_operator, "trade.may-not-see")
permit("trade.sign-contract", party_to_the_contract & signer, "trade.may-not-sign")
permit("trade.invoice", party_to_the_contract & bookkeeper & no_referee, "trade.may-not-invoice")
permit("trade.prepare-settlement", officer_of_owner("manager", "treasurer", "clerk") & no_referee, "trade.may-not-settle")
permit("trade.approve-settlement", officer_of_owner("chair", "manager", "treasurer") & no_referee, "trade.may-not-settle")
permit(
    "trade.buy-together", officer_of_owner("manager", "chair", "secretary", "treasurer", "clerk") & no_referee, "trade.may-not-buy-together"
)
permit("trade.order-inputs", acts_for_owner & no_referee, "trade.may-not-see")
permit("trade.open-quotes", officer_of_owner("manager", "chair", "treasurer") & no_referee, "trade.may-not-open-quotes")
permit("trade.prepare-award", officer_of_owner("manager", "treasurer", "clerk") & no_referee, "trade.may-not-award")
permit("trade.approve-award", officer_of_owner("chair", "manager", "treasurer") & no_referee, "trade.may-not-award")
permit("trade.pay-supplier", officer_of_owner("manager", "treasurer", "clerk") & no_referee, "trade.may-not-buy-together")
permit("trade.quote", officer_of_owner(*TRADERS) & no_referee, "trade.may-not-quote")
permit("trade.tell-figures", party_to_the_contract & trader & no_referee, "trade.may-not-publish")
permit("trade.publish", party_to_the_contract & signer & no_referee, "trade.may-not-publish")
permit("trade.see-premium", acts_for_owner, "trade.may-not-see")
permit("trade.keep-premium", officer_of_owner("manager", "treasurer", "clerk"), "trade.may-not-keep-premium")
permit("trade.prepare-premium-plan", officer_of_owner("manager", "chair", "secretary", "treasurer", "clerk"), "trade.may-not-keep-premium")
permit("trade.confirm-premium-plan", officer_of_owner("manager", "chair", "secretary", "treasurer"), "trade.may-not-keep-premium")
permit("trade.set-premium-rule", officer_of_owner("manager", "chair"), "trade.may-not-keep-premium")
permit("trade.see-invoice", party_to_the_invoice | is_market_operator, "trade.may-not-see")
permit("trade.open-negotiation", officer_of_owner(*SIGNERS) & no_referee, "trade.may-not-sign")
permit("trade.see-negotiation", at_the_table & trader, "trade.may-not-see")
permit("trade.negotiate", at_the_table & signer & no_referee, "trade.may-not-sign")
permit("trade.see-sample", at_the_table, "trade.may-not-see")
permit("trade.send-sample", sender & trader & no_referee, "trade.may-not-trade")
permit("trade.receive-sample", receiver & trader & no_referee, "trade.may-not-trade")
permit("trade.decide-sample", receiver & signer & no_referee, "trade.may-not-sign")
permit("trade.settle-sample", at_the_table & signer & no_referee, "trade.may-not-sign")
permit("trade.begin-shipment", _sells_in("parties__") & handler & no_referee, "trade.may-not-ship")
permit("trade.see-shipment", party_to_the_shipment | is_market_operator, "trade.may-not-see")
permit("trade.ship", _sells_in("contracts__parties__") & handler & no_referee, "trade.may-not-ship")
permit("trade.receive", party_to_the_shipment & handler & no_referee, "trade.may-not-ship")
permit("trade.leave-without-papers", _sells_in("contracts__parties__") & signer & no_referee, "trade.may-not-sign")
permit("trade.keep-profile", officer_of_owner(*TRADERS), "trade.may-not-keep-profile")
permit("trade.set-levels", officer_of_owner(*LEADERS), "trade.may-not-set-levels")
permit("trade.keep-certificates", officer_of_owner(*LEADERS, "clerk"), "trade.may-not-keep-certificates")
permit("trade.see-own-profile", officer_of_owner(*SEALED_TO, "facilitator"), "trade.may-not-keep-profile")
permit("trade.be-contact", acts_for_owner, "trade.may-not-see")
permit("trade.ask-to-see", officer_of_owner(*TRADERS), "trade.may-not-keep-profile")
permit("trade.see-request", between_two & holds(*SEALED_TO), "trade.may-not-see")
permit("trade.answer-request", officer_of_owner(*LEADERS), "trade.may-not-set-levels")
permit("trade.introduce", officer_of_owner(*LEADERS), "trade.may-not-introduce")
permit("trade.see-introduction", (acts_for_owner | side_of) & holds(*LEADERS), "trade.may-not-see")
permit("trade.answer-introduction", side_of & holds(*LEADERS), "trade.may-not-introduce")
permit("trade.grant-introducing", is_market_operator | is_registrar, "trade.only-the-operator")
permit("trade.see-scenarios", acts_for_owner | shared_scenarios, "trade.may-not-see")
permit("trade.operate", is_market_operator, "trade.only-the-operator")
permit("trade.keep-floors", is_market_operator, "trade.only-the-operator")
permit("trade.keep-papers", is_market_operator, "trade.only-the-operator")


def own_organization(by: Actor) -> UUID:
    """The organization acted for. Refused without one."""
    if by.organization_id is None:
        raise NotAllowed(Refusal("trade.no-organization", {"name": by.name}))
    return by.organization_id


def owner_id(by: Actor) -> UUID:
    """The organization acted for, or an id that owns nothing."""
    return by.organization_id or OWNS_NOTHING


def require_trading(by: Actor, organization_id: UUID) -> None:
    """Return when `by` may offer and buy for the organization."""
    require(by, "trade.offer", organization_id)


def operates(by: Actor | None) -> bool:
    """Whether `by` runs the market."""
    return by is not None and may(by, "trade.operate", by)
