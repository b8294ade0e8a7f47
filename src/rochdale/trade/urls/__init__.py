"""Addresses of this context."""

from django.urls import path

from rochdale.trade.urls import (
    buying,
    catalogue,
    days,
    frameworks,
    market,
    negotiation,
    onward,
    prefinance,
    pricing,
    proceeds,
    profiles,
    sales,
    shipments,
)
from rochdale.trade.views import home

app_name = "trade"

urlpatterns = [
    path("", home.home, name="home"),
    *market.urlpatterns,
    *profiles.urlpatterns,
    *negotiation.urlpatterns,
    *sales.urlpatterns,
    *shipments.urlpatterns,
    *catalogue.urlpatterns,
    *pricing.urlpatterns,
    *proceeds.urlpatterns,
    *buying.urlpatterns,
    *prefinance.urlpatterns,
    *frameworks.urlpatterns,
    *onward.urlpatterns,
    *days.urlpatterns,
]
