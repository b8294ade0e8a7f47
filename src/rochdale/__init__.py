"""Rochdale: cooperatives learn, register, govern themselves, get funded and trade with each other."""

import os

__version__ = "0.1.0"

# Where lxml is installed, for whatever reason, openpyxl would read with it, and lxml takes entities that defusedxml refuses.
os.environ["OPENPYXL_LXML"] = "False"
