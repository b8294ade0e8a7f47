"""Django's entry to this context. What it registers is found by name (`base.apps`)."""

from django.apps import AppConfig


class SupplyConfig(AppConfig):
    name = "rochdale.supply"
    label = "supply"
    default_auto_field = "django.db.models.BigAutoField"
