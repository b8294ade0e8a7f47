"""Addresses of this context."""

from django.urls import path

from rochdale.supply.urls import growers, money, proof, scale, stock
from rochdale.supply.views import home

app_name = "supply"

urlpatterns = [
    path("", home.home, name="home"),
    *growers.urlpatterns,
    *scale.urlpatterns,
    *money.urlpatterns,
    *stock.urlpatterns,
    *proof.urlpatterns,
]
