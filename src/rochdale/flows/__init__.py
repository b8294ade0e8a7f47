"""Journeys across contexts: each flow hands news from one context to operations of another. Thin: no tables, no screens, no decisions."""
