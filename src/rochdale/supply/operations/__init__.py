"""Every change of this context."""

from rochdale.supply.operations.cash import count_box, issue_float, look_at_difference, open_cash_box, return_float
from rochdale.supply.operations.certification import (
    approve_grower,
    close_gap,
    end_approval,
    keep_certificate,
    record_inspection,
    suspend_certificate,
)
from rochdale.supply.operations.counting import count_anew
from rochdale.supply.operations.debts import end_mandate, give_credit, set_first_share, settle_price, sign_mandate
from rochdale.supply.operations.deliveries import record_delivery, reverse_delivery
from rochdale.supply.operations.events import capture_events
from rochdale.supply.operations.figures import set_ratio, set_yield_cap
from rochdale.supply.operations.growers import register_grower, register_plot
from rochdale.supply.operations.growers_changes import change_grower, note_departure, note_return, renew_card
from rochdale.supply.operations.lots import bag_lot, publish_lot, record_recall, unpublish_lot
from rochdale.supply.operations.onward import record_onward
from rochdale.supply.operations.pay_runs import drop_pay_run, mark_absent, pay_cash_line, prepare_pay_run, reconcile_line, set_receiver
from rochdale.supply.operations.paying import give_advance, pay_delivery, pay_owed, reverse_payment
from rochdale.supply.operations.plot_import import keep_plots
from rochdale.supply.operations.plots import change_plot, draw_plot, release_plot, retire_plot
from rochdale.supply.operations.proof import (
    issue_pack,
    keep_draft_pack,
    keep_legal_paper,
    record_risk,
    record_rule,
    record_statement_reference,
    withdraw_pack,
)
from rochdale.supply.operations.quality import record_result, take_sample
from rochdale.supply.operations.runs import record_run, reverse_run
from rochdale.supply.operations.sale_payments import leave_word_on_statements, propose_sale_payment
from rochdale.supply.operations.scale import hand_out_receipt, record_test_weight, take_series
from rochdale.supply.operations.second import propose_second_payment
from rochdale.supply.operations.setting_up import open_facility, open_season, open_series, set_prices
from rochdale.supply.operations.waybills import receive_goods, send_goods, settle_waybill

__all__ = [
    "approve_grower",
    "bag_lot",
    "capture_events",
    "change_grower",
    "change_plot",
    "close_gap",
    "count_anew",
    "count_box",
    "draw_plot",
    "drop_pay_run",
    "end_approval",
    "end_mandate",
    "give_advance",
    "give_credit",
    "hand_out_receipt",
    "issue_float",
    "issue_pack",
    "keep_certificate",
    "keep_draft_pack",
    "keep_legal_paper",
    "keep_plots",
    "leave_word_on_statements",
    "look_at_difference",
    "mark_absent",
    "note_departure",
    "note_return",
    "open_cash_box",
    "open_facility",
    "open_season",
    "open_series",
    "pay_cash_line",
    "pay_delivery",
    "pay_owed",
    "prepare_pay_run",
    "propose_sale_payment",
    "propose_second_payment",
    "publish_lot",
    "receive_goods",
    "reconcile_line",
    "record_delivery",
    "record_inspection",
    "record_onward",
    "record_recall",
    "record_result",
    "record_risk",
    "record_rule",
    "record_run",
    "record_statement_reference",
    "record_test_weight",
    "register_grower",
    "register_plot",
    "release_plot",
    "renew_card",
    "retire_plot",
    "return_float",
    "reverse_delivery",
    "reverse_payment",
    "reverse_run",
    "send_goods",
    "set_first_share",
    "set_prices",
    "set_ratio",
    "set_receiver",
    "set_yield_cap",
    "settle_price",
    "settle_waybill",
    "sign_mandate",
    "suspend_certificate",
    "take_sample",
    "take_series",
    "unpublish_lot",
    "withdraw_pack",
]
