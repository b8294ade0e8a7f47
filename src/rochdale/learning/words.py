"""The sentence for each refusal of this context, a module for each area."""

from importlib import import_module

AREAS = "pack run package credential workshop"
for area in AREAS.split():
    import_module(f"rochdale.learning.{area}_words")
