"""Catalogues, prices asked in public, orders."""

from django.urls import path

from rochdale.trade.views import catalogue

urlpatterns = [
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogues/<uuid:organization_id>/catalogue.jsonld", catalogue.catalogue_file, name="catalogue-file"),
    path("offers/<uuid:offer_id>/price/", catalogue.publish_price, name="publish-price"),
    path("offers/<uuid:offer_id>/price/take-back/", catalogue.take_back_price, name="take-back-price"),
    path("partner-offers/", catalogue.partner_offers, name="partner-offers"),
    path("contracts/<uuid:contract_id>/order.xml", catalogue.order_ubl, name="order-ubl"),
]
