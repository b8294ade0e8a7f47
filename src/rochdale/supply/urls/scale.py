"""Addresses of one area: scale."""

from django.urls import URLPattern, path, register_converter

from rochdale.supply.receipts import TEMPLATES
from rochdale.supply.views import scale, scale_day, scale_kept, scale_setup


class PaperSize:
    """`a6` or `roll`."""

    regex = "|".join(TEMPLATES)

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    to_url = to_python


register_converter(PaperSize, "paper")

urlpatterns: list[URLPattern] = [
    path("scale/", scale.scale, name="scale"),
    path("scale/point/", scale.scale_point, name="scale-point"),
    path("scale/receipt/", scale.give_receipt, name="give-receipt"),
    path("scale/without-a-line/", scale_kept.desk, name="scale-desk"),
    path("scale/pack/", scale_kept.pack, name="scale-pack"),
    path("scale/bring/", scale_kept.bring, name="scale-bring"),
    path("scale/test-weight/", scale_day.test_weight, name="test-weight"),
    path("scale/<uuid:grower_id>/", scale.weigh, name="weigh"),
    path("test-weights/", scale_day.test_weights, name="test-weights"),
    path("deliveries/", scale_day.all_deliveries, name="deliveries"),
    path("deliveries/day/", scale_day.day, name="day"),
    path("deliveries/<uuid:delivery_id>/", scale_day.delivery, name="delivery"),
    path("deliveries/<uuid:delivery_id>/back/", scale_day.reverse_delivery, name="reverse-delivery"),
    path("deliveries/<uuid:delivery_id>/<paper:size>.pdf", scale_day.receipt_paper, name="receipt-paper"),
    path("setup/", scale_setup.setup, name="setup"),
    path("setup/point/", scale_setup.new_point, name="new-point"),
    path("setup/season/", scale_setup.new_season, name="new-season"),
    path("setup/series/", scale_setup.new_series, name="new-series"),
    path("prices/", scale_setup.price_lists, name="price-lists"),
    path("prices/<slug:product>/", scale_setup.new_price_list, name="new-price-list"),
]
