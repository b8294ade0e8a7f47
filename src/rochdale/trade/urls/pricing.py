"""Quotations and scenarios."""

from django.urls import path

from rochdale.trade.views import pricing, rates, scenarios

urlpatterns = [
    path("prices/", pricing.prices, name="prices"),
    path("quotations/", pricing.quotations, name="quotations"),
    path("quotations/new/", pricing.new_quotation, name="new-quotation"),
    path("rates/", rates.rates, name="rates"),
    path("rates/new/", rates.new_rate, name="new-rate"),
    path("scenarios/", scenarios.scenarios, name="scenarios"),
    path("scenarios/new/", scenarios.new_scenario, name="new-scenario"),
    path("scenarios/<uuid:sheet_id>/", scenarios.sheet, name="scenario-sheet"),
    path("scenarios/<uuid:sheet_id>/add/", scenarios.add_scenario, name="add-scenario"),
    path("scenarios/<uuid:sheet_id>/share/", scenarios.share, name="share-scenarios"),
    path("scenarios/<uuid:sheet_id>/<int:place>/", scenarios.scenario, name="scenario"),
]
