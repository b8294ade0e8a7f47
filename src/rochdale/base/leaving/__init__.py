"""Leaving and arriving: an organization takes everything that is its own in one file, and an empty installation reads it back equal.

Each context registers its part in `<context>/leaving.py`. The file holds every table as JSON and as CSV, the documents, and a list with
the SHA-256 of each part. How it looks is written in docs/reference/export.md, which a test compares with the registered parts.
"""

from importlib import import_module

from rochdale.base.leaving.parts import Part, Scope, after_arrival, part

import_module("rochdale.base.leaving.own")

__all__ = ["Part", "Scope", "after_arrival", "part"]
