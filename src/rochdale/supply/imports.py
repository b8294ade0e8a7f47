"""Files that people bring, by what they hold."""

from importlib import import_module

for kind in ("growers", "money", "plot", "risk"):
    import_module(f"rochdale.supply.{kind}_imports")
