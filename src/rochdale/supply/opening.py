"""Ledgers of this context that can start from old books, a module for each; loaded with the program (`base.apps`)."""

from importlib import import_module

for name in ("opening_money", "opening_stock"):
    import_module(f"rochdale.supply.{name}")
