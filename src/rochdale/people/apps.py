"""Django's entry to this context."""

from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "rochdale.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("rochdale.people.words")
        import_module("rochdale.people.device_words")
        import_module("rochdale.people.permissions")
