"""Starts the demo: makes or keeps its database, seeds the invented world once, says whom to sign in as, serves."""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path

import click
import django
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone


def run(*, is_fresh: bool) -> None:
    """Never returns: ends the process with the server's exit code."""
    var = Path(os.environ["ROCHDALE_VAR"])
    if is_fresh and var.exists():
        shutil.rmtree(var)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rochdale.config.settings")
    django.setup()
    from rochdale.config import demo, serve

    started = time.monotonic()
    call_command("migrate", interactive=False, verbosity=0)
    if demo.is_empty():
        click.echo("Making the demo world: cooperatives, people, lots and one cleared market …")
        demo.seed_demo_world(timezone.now())
    click.echo(f"\n  http://localhost:{settings.PORT}\n\n  Sign in with one tap at http://localhost:{settings.PORT}/demo/ as:")
    for name, says in demo.personas(timezone.now()):
        click.echo(f"    {name:<52} {says}")
    click.echo(f"\n  Ready in {time.monotonic() - started:.1f} s. All people and figures are invented. Ctrl-C stops.\n")
    sys.exit(serve.serve())
