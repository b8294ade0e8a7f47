"""Django's entry to this context."""

from django.apps import AppConfig

from rochdale.ui.sentences import speak_plainly


class UiConfig(AppConfig):
    name = "rochdale.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forms speak as the rest of the house does."""
        speak_plainly()
