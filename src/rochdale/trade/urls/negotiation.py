"""Negotiations and samples."""

from django.urls import path

from rochdale.trade.views import after_samples, bidding, negotiations, samples

urlpatterns = [
    path("negotiations/", negotiations.negotiations, name="negotiations"),
    path("negotiations/<uuid:negotiation_id>/", negotiations.negotiation, name="negotiation"),
    path("negotiations/<uuid:negotiation_id>/counter/", bidding.counter, name="counter"),
    path("negotiations/<uuid:negotiation_id>/bid/", bidding.make_bid, name="make-bid"),
    path("negotiations/<uuid:negotiation_id>/yes/", negotiations.accept_bid, name="accept-bid"),
    path("negotiations/<uuid:negotiation_id>/no/", negotiations.decline_bid, name="decline-bid"),
    path("negotiations/<uuid:negotiation_id>/back/", negotiations.withdraw_bid, name="withdraw-bid"),
    path("offers/<uuid:offer_id>/bid/", bidding.bid_on_offer, name="bid-on-offer"),
    path("needs/<uuid:need_id>/bid/", bidding.bid_on_need, name="bid-on-need"),
    path("contracts/<uuid:contract_id>/fix/", negotiations.fix_price, name="fix-price"),
    path("samples/", samples.samples, name="samples"),
    path("samples/<uuid:sample_id>/", samples.sample, name="sample"),
    path("samples/<uuid:sample_id>/label.pdf", samples.sample_label, name="sample-label"),
    path("samples/<uuid:sample_id>/send/", samples.send_sample, name="send-sample"),
    path("samples/<uuid:sample_id>/receive/", samples.receive_sample, name="receive-sample"),
    path("samples/<uuid:sample_id>/result/", samples.judge_sample, name="judge-sample"),
    path("samples/<uuid:sample_id>/yes/", samples.approve_sample, name="approve-sample"),
    path("samples/<uuid:sample_id>/no/", samples.reject_sample, name="reject-sample"),
    path("samples/<uuid:sample_id>/replace/", samples.replace_sample, name="replace-sample"),
    path("samples/<uuid:sample_id>/allowance/", after_samples.propose_allowance, name="propose-allowance"),
    path("samples/<uuid:sample_id>/end/", after_samples.end_sale, name="end-sale"),
    path("allowances/<uuid:allowance_id>/", after_samples.answer_allowance, name="answer-allowance"),
    path("offers/<uuid:offer_id>/sample/", samples.ask_of_offer, name="ask-of-offer"),
    path("contracts/<uuid:contract_id>/sample/", samples.ask_of_contract, name="ask-of-contract"),
]
