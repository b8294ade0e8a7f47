"""Every change in trade: one function per thing a person can do."""

from rochdale.trade.operations.answers import accept_match, decline_match, lapse_due, lapse_matches, meet_condition
from rochdale.trade.operations.catalogue import keep_partner_offers, publish_price, take_back_price
from rochdale.trade.operations.contracts import draw_up_contract
from rochdale.trade.operations.floors import FloorFacts, record_price_floor, verify_price_floor
from rochdale.trade.operations.goods import SliceOf, change_offer, offer_lot, post_need, withdraw_need, withdraw_offer
from rochdale.trade.operations.growers import pay_growers
from rochdale.trade.operations.invoices import issue_credit_note, issue_invoice, record_payment, take_back_payment
from rochdale.trade.operations.markets import call_market, show_market, stop_market
from rochdale.trade.operations.partners import answer_first_refusal, give_first_refusal
from rochdale.trade.operations.settlements import Costs, propose_settlement
from rochdale.trade.operations.versions import answer_version, propose_version

__all__ = [
    "Costs",
    "FloorFacts",
    "SliceOf",
    "accept_match",
    "answer_first_refusal",
    "answer_version",
    "call_market",
    "change_offer",
    "decline_match",
    "draw_up_contract",
    "give_first_refusal",
    "issue_credit_note",
    "issue_invoice",
    "keep_partner_offers",
    "lapse_due",
    "lapse_matches",
    "meet_condition",
    "offer_lot",
    "pay_growers",
    "post_need",
    "propose_settlement",
    "propose_version",
    "publish_price",
    "record_payment",
    "record_price_floor",
    "show_market",
    "stop_market",
    "take_back_payment",
    "take_back_price",
    "verify_price_floor",
    "withdraw_need",
    "withdraw_offer",
]
