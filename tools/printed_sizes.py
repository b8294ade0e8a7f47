"""Writes how large the printed papers of the curriculum are, in whole steps of 10 KB, for the pages that offer them. Takes minutes.

A heavy test tells when it has to be run again: a paper of a core module then differs by more than a tenth.
"""

from __future__ import annotations

import json
import os
from math import ceil

import django

STEP = 10 * 1024


def sizes() -> dict[str, dict[str, dict[str, int]]]:
    """By language, by pack and module, by kind: bytes."""
    from rochdale.learning.booklets import PRINTED
    from rochdale.learning.packs import SHIPPED, shipped

    found = dict[str, dict[str, dict[str, int]]]()
    for language in ("en", "fr", "lo"):
        found[language] = {}
        for course in filter(None, map(shipped, SHIPPED)):
            for name, modules in [("", course.modules), *((one.id, (one,)) for one in course.modules)]:
                made = {kind: len(make(course, modules, language, "coffee")) for kind, make in PRINTED.items()}
                found[language][f"{course.id}/{name}"] = {kind: ceil(size / STEP) * STEP for kind, size in made.items()}
    return found


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
    os.environ.setdefault("ROCHDALE_MODE", "demo")
    django.setup()
    from rochdale.learning.packs import FOLDER

    (FOLDER / "printed.json").write_text(json.dumps(sizes(), indent=1) + "\n", encoding="utf-8")
