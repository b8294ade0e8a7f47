"""Shapes of input of the learning context: parsing only."""
