"""Writes docs/reference/openapi.json from the API, or (`--check`) proves it current."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "openapi.json"


def main() -> int:
    """Write or compare."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
    os.environ.setdefault("ROCHDALE_MODE", "demo")
    django.setup()
    from rochdale.config.api import api

    text = json.dumps(api.get_openapi_schema(), indent=1, ensure_ascii=False, sort_keys=True, default=str) + "\n"
    if "--check" in sys.argv:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        print("docs/reference/openapi.json is not current: run `make openapi`")
        return 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
