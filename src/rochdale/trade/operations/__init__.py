"""Every change in trade: one function per thing a person can do."""

from rochdale.trade.operations.after_samples import answer_allowance, cancel_after_rejection, propose_allowance
from rochdale.trade.operations.answers import accept_match, decline_match, lapse_due, lapse_matches, meet_condition
from rochdale.trade.operations.buying import Ordered, add_item, close_round, drop_round, open_round, order_inputs
from rochdale.trade.operations.catalogue import keep_partner_offers, publish_price, take_back_price
from rochdale.trade.operations.contracts import draw_up_contract
from rochdale.trade.operations.fixations import fix_price
from rochdale.trade.operations.floors import FloorFacts, record_price_floor, verify_price_floor
from rochdale.trade.operations.goods import SliceOf, change_offer, offer_lot, post_need, withdraw_need, withdraw_offer
from rochdale.trade.operations.growers import pay_growers
from rochdale.trade.operations.handing_out import hand_out, pay_supplier, record_arrival, share_out, take_back_arrival
from rochdale.trade.operations.invoices import issue_credit_note, issue_invoice, record_payment, take_back_payment
from rochdale.trade.operations.markets import call_market, show_market, stop_market
from rochdale.trade.operations.negotiations import (
    accept_bid,
    decline_bid,
    lapse_bids,
    lapse_due_bids,
    make_bid,
    open_negotiation,
    withdraw_bid,
)
from rochdale.trade.operations.partners import answer_first_refusal, give_first_refusal
from rochdale.trade.operations.samples import (
    SampleRequest,
    approve_sample,
    ask_for_sample,
    judge_sample,
    receive_sample,
    reject_sample,
    replace_sample,
    samples_due,
    send_sample,
    tell_of_samples,
)
from rochdale.trade.operations.settlements import Costs, propose_settlement
from rochdale.trade.operations.tenders import (
    ask_supplier,
    close_orders,
    open_quotes,
    propose_award,
    propose_opening,
    seal_quote,
    withdraw_quote,
)
from rochdale.trade.operations.versions import answer_version, propose_version

__all__ = [
    "Costs",
    "FloorFacts",
    "Ordered",
    "SampleRequest",
    "SliceOf",
    "accept_bid",
    "accept_match",
    "add_item",
    "answer_allowance",
    "answer_first_refusal",
    "answer_version",
    "approve_sample",
    "ask_for_sample",
    "ask_supplier",
    "call_market",
    "cancel_after_rejection",
    "change_offer",
    "close_orders",
    "close_round",
    "decline_bid",
    "decline_match",
    "draw_up_contract",
    "drop_round",
    "fix_price",
    "give_first_refusal",
    "hand_out",
    "issue_credit_note",
    "issue_invoice",
    "judge_sample",
    "keep_partner_offers",
    "lapse_bids",
    "lapse_due",
    "lapse_due_bids",
    "lapse_matches",
    "make_bid",
    "meet_condition",
    "offer_lot",
    "open_negotiation",
    "open_quotes",
    "open_round",
    "order_inputs",
    "pay_growers",
    "pay_supplier",
    "post_need",
    "propose_allowance",
    "propose_award",
    "propose_opening",
    "propose_settlement",
    "propose_version",
    "publish_price",
    "receive_sample",
    "record_arrival",
    "record_payment",
    "record_price_floor",
    "reject_sample",
    "replace_sample",
    "samples_due",
    "seal_quote",
    "send_sample",
    "share_out",
    "show_market",
    "stop_market",
    "take_back_arrival",
    "take_back_payment",
    "take_back_price",
    "tell_of_samples",
    "verify_price_floor",
    "withdraw_bid",
    "withdraw_need",
    "withdraw_offer",
    "withdraw_quote",
]
