"""Django's entry to the composition: binds news to flows once everything is loaded."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "rochdale.config"
    label = "config"
