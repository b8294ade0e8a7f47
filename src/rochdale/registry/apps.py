"""Django's entry to this context. What it registers is found by name (`base.apps`)."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "rochdale.registry"
    label = "registry"
    default_auto_field = "django.db.models.BigAutoField"
