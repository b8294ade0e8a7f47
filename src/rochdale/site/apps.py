"""Django's entry to this context."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "rochdale.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"
