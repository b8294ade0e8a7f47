"""The sentence for each refusal of this context, a module for each area."""

from importlib import import_module

for area in ("core", "plot", "growers", "scale", "money", "sales", "stock", "proof"):
    import_module(f"rochdale.supply.{area}_words")
