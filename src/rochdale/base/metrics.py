"""The figures of `health` in the text format of Prometheus (https://prometheus.io/docs/instrumenting/exposition_formats/).

Counts and ages only: no figure of a cooperative, no name, nothing personal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from rochdale import __version__
from rochdale.base.health import Health, troubles

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
Sample = tuple[str, str, float | int | bool | None]
"""What is measured with its labels, what it means, and the figure; None where it is unknown."""


def exposition(health: Health) -> str:
    """All figures, each with a line that says what it is."""
    lines: list[str] = []
    told: set[str] = set()
    for name, means, figure in _samples(health):
        bare = name.partition("{")[0]
        if figure is None:
            continue
        if bare not in told:
            told.add(bare)
            lines += [f"# HELP rochdale_{bare} {means}", f"# TYPE rochdale_{bare} gauge"]
        lines.append(f"rochdale_{name} {float(figure):.10g}")
    return "\n".join(lines) + "\n"


def _samples(health: Health) -> Iterator[Sample]:
    yield f'version_info{{version="{__version__}",mode="{settings.MODE}"}}', "The version that runs, and its profile.", 1
    yield "healthy", "1 when nothing is wrong.", not troubles(health)
    yield "troubles", "How many things are wrong; rochdale doctor names them.", len(troubles(health))
    yield "database_answers", "1 when the database answers.", health.database_answers
    yield "database_writes", "1 when a row can be written.", health.database_writes
    yield "migrations_missing", "Migrations that were not applied.", health.migrations_missing
    yield "disk_free_bytes", "Free bytes where the data lie.", health.disk_free_bytes
    yield "worker_lives", "1 when a worker is at work on this machine.", health.worker_lives
    yield "tick_age_seconds", "Seconds since the clock last struck.", _age(health.at, health.last_tick_at)
    for state, number in sorted(health.jobs.items()):
        yield f'jobs{{state="{state}"}}', "Jobs by where they stand.", number
    yield "oldest_waiting_job_seconds", "How long the oldest waiting job waits.", _age(health.at, health.oldest_waiting_at)
    yield "news_waiting", "News not yet delivered.", health.news_waiting
    last = health.last_backup
    yield "backup_age_seconds", "Seconds since the last backup was written.", _age(health.at, last.at if last and last.size_bytes else None)
    yield "backup_proven_age_seconds", "Seconds since a backup was last restored to try it.", _age(health.at, health.last_proven_at)
    yield "backup_bytes", "Size of the last backup.", last.size_bytes if last else None


def _age(at: datetime, since: datetime | None) -> float | None:
    return (at - since).total_seconds() if since else None
