"""Lots, offers, needs, markets, matches and floors."""

from django.urls import path

from rochdale.trade.views import floors, lots, markets, matches, needs, offers

urlpatterns = [
    path("offers/", offers.offers, name="offers"),
    path("offers/new/", offers.new_offer, name="new-offer"),
    path("offers/<uuid:offer_id>/", offers.offer, name="offer"),
    path("offers/<uuid:offer_id>/change/", offers.change_offer, name="change-offer"),
    path("offers/<uuid:offer_id>/withdraw/", offers.withdraw_offer, name="withdraw-offer"),
    path("offers/<uuid:offer_id>/partner/", offers.ask_partner, name="ask-partner"),
    path("lots/", lots.lots, name="lots"),
    path("lots/new/", offers.new_lot, name="new-lot"),
    path("lots/<uuid:lot_id>/", lots.lot, name="lot"),
    path("lots/<uuid:lot_id>/part/", lots.offer_part, name="offer-part"),
    path("on-offer/", offers.on_offer, name="on-offer"),
    path("partners/<uuid:first_refusal_id>/", matches.partner, name="partner"),
    path("needs/", needs.needs, name="needs"),
    path("needs/new/", needs.new_need, name="new-need"),
    path("needs/<uuid:need_id>/", needs.need, name="need"),
    path("needs/<uuid:need_id>/withdraw/", needs.withdraw_need, name="withdraw-need"),
    path("wanted/", needs.wanted, name="wanted"),
    path("matches/", matches.matches, name="matches"),
    path("matches/<uuid:container_id>/", matches.container, name="container"),
    path("matches/<uuid:container_id>/yes/", matches.say_yes, name="say-yes"),
    path("matches/<uuid:container_id>/no/", matches.say_no, name="say-no"),
    path("conditions/<uuid:condition_id>/met/", matches.meet_condition, name="meet-condition"),
    path("markets/", markets.markets, name="markets"),
    path("markets/new/", markets.new_market, name="new-market"),
    path("markets/<uuid:market_id>/", markets.market, name="market"),
    path("markets/<uuid:market_id>/<str:name>", markets.market_file, name="market-file"),
    path("floors/", floors.floors, name="floors"),
    path("floors/new/", floors.new_floor, name="new-floor"),
    path("floors/<uuid:floor_id>/", floors.floor, name="floor"),
    path("floors/<uuid:floor_id>/verify/", floors.verify_floor, name="verify-floor"),
]
