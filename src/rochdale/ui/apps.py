"""Django's entry to this context."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "rochdale.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"
