"""The sentence for each refusal of this context, a module for each area."""

from importlib import import_module

AREAS = "pack judging deadline name ledger certificate dossier standing warning desk book signing twice tier attendance reservation"
for area in AREAS.split():
    import_module(f"rochdale.registry.{area}_words")
