"""Money lent against contracts."""

from django.urls import path

from rochdale.trade.views import prefinance, prefinance_money

urlpatterns = [
    path("prefinance/", prefinance.prefinances, name="prefinances"),
    path("contracts/<uuid:contract_id>/prefinance/new/", prefinance.request_prefinance, name="request-prefinance"),
    path("prefinance/<uuid:prefinance_id>/", prefinance.prefinance, name="prefinance"),
    path("prefinance/<uuid:prefinance_id>/day/", prefinance.prefinance_on, name="prefinance-on"),
    path("prefinance/<uuid:prefinance_id>/statement.pdf", prefinance.prefinance_file, name="prefinance-file"),
    path("prefinance/<uuid:prefinance_id>/contracts/new/", prefinance.pledge, name="pledge-contract"),
    path("prefinance/<uuid:prefinance_id>/end/", prefinance.end, name="end-prefinance"),
    path("prefinance/<uuid:prefinance_id>/terms/new/", prefinance_money.propose_terms, name="propose-terms"),
    path("prefinance/terms/<uuid:terms_id>/yes/", prefinance_money.say_yes_to_terms, name="say-yes-to-terms"),
    path("prefinance/terms/<uuid:terms_id>/no/", prefinance_money.say_no_to_terms, name="say-no-to-terms"),
    path("prefinance/<uuid:prefinance_id>/draws/new/", prefinance_money.draw, name="record-draw"),
    path("prefinance/<uuid:prefinance_id>/repayments/new/", prefinance_money.pay_back, name="record-repayment"),
    path("prefinance/moves/<uuid:move_id>/take-back/", prefinance_money.take_back, name="take-back-move"),
]
