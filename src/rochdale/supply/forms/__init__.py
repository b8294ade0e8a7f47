"""Shapes of input, a module for each area."""
