"""Django's entry to the plumbing."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

REGISTERING = ("words", "sentences", "kernel_words", "permissions", "jobs", "mail", "imports")
"""Modules of a context that register something when they are imported: they are loaded with the program, whatever it runs."""


class BaseConfig(AppConfig):
    name = "rochdale.base"
    label = "base"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        autodiscover_modules(*REGISTERING)
