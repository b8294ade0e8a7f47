"""Addresses of one area: money."""

from django.urls import URLPattern, path

from rochdale.supply.views import money, money_cash, money_debts, money_figures, money_runs

urlpatterns: list[URLPattern] = [
    path("money/", money_figures.money_home, name="money"),
    path("deliveries/<uuid:delivery_id>/pay/", money.pay_delivery, name="pay-delivery"),
    path("payments/", money.payments, name="payments"),
    path("payments/<uuid:payment_id>/", money.payment, name="payment"),
    path("payments/<uuid:payment_id>/back/", money.reverse_payment, name="reverse-payment"),
    path("growers/<uuid:grower_id>/statement/", money.statement, name="statement"),
    path("growers/<uuid:grower_id>/statement.pdf", money.statement_paper, name="statement-paper"),
    path("my-statement/", money.my_statement, name="my-statement"),
    path("growers/<uuid:grower_id>/debts/", money_debts.debts, name="grower-debts"),
    path("growers/<uuid:grower_id>/pay/", money_debts.pay_owed, name="pay-owed"),
    path("growers/<uuid:grower_id>/advance/", money_debts.give_advance, name="give-advance"),
    path("growers/<uuid:grower_id>/credit/", money_debts.give_credit, name="give-credit"),
    path("growers/<uuid:grower_id>/mandate/", money_debts.sign_mandate, name="sign-mandate"),
    path("mandates/<uuid:mandate_id>/end/", money_debts.end_mandate, name="end-mandate"),
    path("owed/", money_figures.owed, name="owed"),
    path("seasons/<uuid:season_id>/money/", money_figures.season_money, name="season-money"),
    path("second-payments/", money_figures.second_payments, name="second-payments"),
    path("second-payments/<uuid:proposal_id>/", money_figures.second_payment, name="second-payment"),
    path("second-payments/<uuid:proposal_id>/no/", money_figures.no_second_payment, name="no-second-payment"),
    path("settle/", money_figures.settle, name="settle"),
    path("cash/", money_cash.cash_boxes, name="cash-boxes"),
    path("cash/new/", money_cash.new_cash_box, name="new-cash-box"),
    path("cash/<uuid:box_id>/", money_cash.cash_box, name="cash-box"),
    path("cash/<uuid:box_id>/float/", money_cash.move_float, name="move-float"),
    path("cash/<uuid:box_id>/count/", money_cash.count, name="count-box"),
    path("counts/<uuid:proposal_id>/", money_cash.counted, name="count"),
    path("counts/<uuid:proposal_id>/no/", money_cash.not_counted, name="not-counted"),
    path("counts/<uuid:close_id>/seen/", money_cash.seen, name="difference-seen"),
    path("pay-runs/", money_runs.pay_runs, name="pay-runs"),
    path("pay-runs/new/", money_runs.new_pay_run, name="new-pay-run"),
    path("pay-runs/<uuid:run_id>/", money_runs.pay_run, name="pay-run"),
    path("pay-runs/<uuid:run_id>/drop/", money_runs.drop_pay_run, name="drop-pay-run"),
    path("pay-runs/<uuid:run_id>/list.pdf", money_runs.pay_list, name="pay-list"),
    path("pay-runs/<uuid:run_id>/payout/", money_runs.payout_file, name="payout-file"),
    path("pay-lines/<uuid:line_id>/", money_runs.pay_line, name="pay-line"),
]
