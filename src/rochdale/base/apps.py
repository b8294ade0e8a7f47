"""Django's entry to the plumbing."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

REGISTERING = (
    *("words", "sentences", "kernel_words", "backup_words", "doctor_words", "privacy_words", "permissions", "jobs", "mail", "imports"),
    *("schedule", "kept", "privacy", "erasing", "retention", "own_data", "leaving", "opening", "shared_tables", "without_line"),
)
"""Modules of a context that register something when they are imported: they are loaded with the program, whatever it runs."""


class BaseConfig(AppConfig):
    name = "rochdale.base"
    label = "base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for name in REGISTERING:  # one after the other in all contexts: what is shared must stand in the register before
            autodiscover_modules(name)
