"""Lots offered, needs, the clearing of the market, matches, containers and the contracts that follow."""
