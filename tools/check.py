"""The fast gate (`make check`): runs every tool, shows what each found, and fails if any did. Reads; changes nothing."""

from __future__ import annotations

import os
import string
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DJANGO = "rochdale.config.settings"
NOT_PROSE = (".lock", ".po", ".mo", ".json", ".csv", ".svg", ".woff2", ".ttf", ".xz", ".npz", ".min.js")
PRODUCTION = {"ROCHDALE_MODE": "production", "ROCHDALE_SECRET_KEY": string.ascii_letters + string.digits, "ROCHDALE_HOSTS": "coop.example"}


def files(pattern: str) -> list[str]:
    """Files of the tree that git tracks or would track, by pattern."""
    out = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", pattern], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in out.stdout.splitlines() if (ROOT / name).exists()]


def gates() -> dict[str, list[str]]:
    """Name of each gate and the command that holds it."""
    python = sys.executable
    django = [python, "-m", "django"]
    pages = files("*.html")
    return {
        "style (ruff)": ["ruff", "check", "--quiet", "."],
        "form (ruff format)": ["ruff", "format", "--check", "--quiet", "."],
        "floors (import-linter)": ["lint-imports"],
        "types (mypy --strict)": ["mypy"],
        "templates (djade)": ["djade", "--check", "--target-version", "5.2", *pages],
        "templates (djlint)": ["djlint", "--lint", "--quiet", *pages],
        "dependencies (deptry)": ["deptry", "src"],
        "spelling (codespell)": ["codespell", *[name for name in files("*") if not name.endswith(NOT_PROSE)]],
        "migrations": [*django, "makemigrations", "--check", "--dry-run"],
        "deployment": [*django, "check", "--deploy", "--fail-level", "WARNING"],
        "stylesheet": [python, "tools/css.py", "--check"],
        "translations": [python, "tools/words.py", "--check"],
        "components page": [python, "tools/components.py", "--check"],
        "openapi.json": [python, "tools/openapi.py", "--check"],
        "settings page": [python, "tools/settings_page.py", "--check"],
        "export and privacy pages": [python, "tools/reference_pages.py", "--check"],
    }


def environment(name: str) -> dict[str, str]:
    """Deployment is checked as production, everything else as the demo."""
    own = {"DJANGO_SETTINGS_MODULE": DJANGO, "ROCHDALE_MODE": "demo", "ROCHDALE_VAR": "var/check"}
    if name == "deployment":
        own |= PRODUCTION
    return {**os.environ, **own, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def run(gate: tuple[str, list[str]]) -> tuple[str, float, subprocess.CompletedProcess[str]]:
    """One gate: its name, seconds and outcome."""
    name, command = gate
    start = time.monotonic()
    return name, time.monotonic() - start, subprocess.run(command, cwd=ROOT, env=environment(name), capture_output=True, text=True)


def main() -> int:
    """Run all gates two at a time; print a line each and what the failing ones said."""
    failed = 0
    with ThreadPoolExecutor(2) as pool:
        for name, _, outcome in pool.map(run, gates().items()):
            print(f"{'ok  ' if outcome.returncode == 0 else 'FAIL'} {name}", flush=True)
            if outcome.returncode:
                failed += 1
                print((outcome.stdout + outcome.stderr).rstrip()[-6000:], flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
