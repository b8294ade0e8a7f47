"""Django's entry to this context."""

from importlib import import_module

from django.apps import AppConfig


class TradeConfig(AppConfig):
    name = "rochdale.trade"
    label = "trade"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for module in (
            "words",
            "market_words",
            "price_words",
            "sales_words",
            "catalogue_words",
            "proceeds_words",
            "buying_words",
            "negotiation_words",
            "samples_words",
            "shipments_words",
            "certificate_words",
            "profile_words",
            "pricing_words",
            "prefinance_words",
            "framework_words",
            "filling_words",
            "premium_words",
            "closing_words",
            "onward_words",
            "day_words",
            "permissions",
            "jobs",
            "schedule",
            "imports",
            "catalogue_imports",
            "contract_paper",
        ):
            import_module(f"rochdale.trade.{module}")
