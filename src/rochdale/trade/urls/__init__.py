"""Addresses of this context."""

from django.urls import path

from rochdale.trade.urls import buying, catalogue, market, proceeds, sales
from rochdale.trade.urls import catalogue, market, sales
from rochdale.trade.urls import market, negotiation, sales
from rochdale.trade.urls import catalogue, market, negotiation, sales
from rochdale.trade.views import home

app_name = "trade"

urlpatterns = [
    path("", home.home, name="home"),
    *market.urlpatterns,
    *sales.urlpatterns,
    *catalogue.urlpatterns,
    *proceeds.urlpatterns,
    *buying.urlpatterns,
]
urlpatterns = [path("", home.home, name="home"), *market.urlpatterns, *sales.urlpatterns, *catalogue.urlpatterns]
urlpatterns = [path("", home.home, name="home"), *market.urlpatterns, *sales.urlpatterns, *negotiation.urlpatterns]
    *negotiation.urlpatterns,
    *sales.urlpatterns,
    *catalogue.urlpatterns,
]
