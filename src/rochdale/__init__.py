"""Rochdale: cooperatives learn, register, govern themselves, get funded and trade with each other."""

__version__ = "0.1.0"
