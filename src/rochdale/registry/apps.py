"""Django's entry to this context. What it registers is found by name (`base.apps`)."""

from importlib import import_module

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "rochdale.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for module in ("name_words", "ledger_words", "permissions"):
            import_module(f"rochdale.registry.{module}")
