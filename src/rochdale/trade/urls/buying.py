"""Buying together: rounds, orders, tenders, quotes, what came and who got it."""

from django.urls import path

from rochdale.trade.views import buying, handing_out, tenders

urlpatterns = [
    path("buying/", buying.rounds, name="rounds"),
    path("buying/new/", buying.new_round, name="new-round"),
    path("buying/<uuid:round_id>/", buying.round_page, name="round"),
    path("buying/<uuid:round_id>/items/new/", buying.add_item, name="add-item"),
    path("buying/<uuid:round_id>/orders/", buying.orders, name="orders"),
    path("buying/<uuid:round_id>/orders/new/", buying.choose_member, name="choose-member"),
    path("buying/<uuid:round_id>/orders/orders.pdf", buying.orders_file, name="orders-file"),
    path("buying/<uuid:round_id>/orders/<uuid:grower_id>/", buying.order, name="order"),
    path("buying/<uuid:round_id>/drop/", buying.drop_round, name="drop-round"),
    path("buying/<uuid:round_id>/close/", buying.close_round, name="close-round"),
    path("buying/<uuid:round_id>/tender/new/", buying.close_orders, name="close-orders"),
    path("buying/<uuid:round_id>/suppliers/", tenders.ask_supplier, name="ask-supplier"),
    path("buying/<uuid:round_id>/suppliers/paper/", tenders.ask_on_paper, name="ask-on-paper"),
    path("buying/<uuid:round_id>/suppliers/<uuid:asked_id>/paper/", tenders.quote_file, name="quote-file"),
    path("buying/<uuid:round_id>/opening/", tenders.opening, name="opening"),
    path("buying/<uuid:round_id>/comparison/", tenders.comparison, name="comparison"),
    path("buying/<uuid:round_id>/award/new/", tenders.new_award, name="new-award"),
    path("awards/<uuid:proposal_id>/", tenders.award, name="award"),
    path("awards/<uuid:proposal_id>/no/", tenders.refuse_award, name="refuse-award"),
    path("buying/<uuid:round_id>/arrivals/", handing_out.arrivals, name="arrivals"),
    path("buying/<uuid:round_id>/arrivals/new/", handing_out.new_arrival, name="new-arrival"),
    path("arrivals/<uuid:arrival_id>/take-back/", handing_out.take_back_arrival, name="take-back-arrival"),
    path("buying/<uuid:round_id>/share-out/", handing_out.share_out, name="share-out"),
    path("buying/<uuid:round_id>/hand-out/", handing_out.hand_out_list, name="hand-out-list"),
    path("buying/<uuid:round_id>/hand-out/hand-out.pdf", buying.hand_out_file, name="hand-out-file"),
    path("buying/<uuid:round_id>/hand-out/<uuid:grower_id>/", handing_out.hand_out, name="hand-out"),
    path("buying/<uuid:round_id>/payments/<uuid:asked_id>/", handing_out.pay_supplier, name="pay-supplier"),
    path("tenders/<uuid:asked_id>/", tenders.tender, name="tender"),
    path("tenders/<uuid:asked_id>/quote/", tenders.quote, name="quote"),
    path("tenders/<uuid:asked_id>/withdraw/", tenders.withdraw_quote, name="withdraw-quote"),
]
