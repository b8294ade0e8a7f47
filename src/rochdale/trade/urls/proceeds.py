"""What follows a settlement: growers are paid."""

from django.urls import path

from rochdale.trade.views import proceeds

urlpatterns = [
    path("contracts/<uuid:contract_id>/growers/pay/", proceeds.pay_growers, name="pay-growers"),
]
