"""Market days."""

from django.urls import path

from rochdale.trade.views import days

urlpatterns = [
    path("days/", days.market_days, name="market-days"),
    path("days/new/", days.new_market_day, name="new-market-day"),
    path("days/<uuid:day_id>/", days.market_day, name="market-day"),
    path("days/<uuid:day_id>/remind/", days.remind, name="remind"),
    path("days/<uuid:day_id>/clear/", days.clear_market_day, name="clear-market-day"),
    path("days/<uuid:day_id>/close/", days.close_market_day, name="close-market-day"),
    path("days/<uuid:day_id>/report.pdf", days.market_day_file, name="market-day-file"),
]
