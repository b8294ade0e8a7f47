"""What an importer sells on."""

from django.urls import path

from rochdale.trade.views import onward

urlpatterns = [
    path("contracts/<uuid:contract_id>/onward/", onward.onward, name="onward"),
    path("contracts/<uuid:contract_id>/onward/new/", onward.sell_on, name="sell-on"),
    path("onward/<uuid:sale_id>/take-back/", onward.take_back, name="take-back-onward"),
]
