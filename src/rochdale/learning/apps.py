"""Django's entry to this context. What it registers is found by name (`base.apps`)."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "rochdale.learning"
    label = "learning"
    default_auto_field = "django.db.models.BigAutoField"
