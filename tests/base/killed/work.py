"""`python -m tests.base.killed.work begin rest|all` and `… work`: what the crash test does in processes of their own."""

from __future__ import annotations

import os
import sys
from uuid import UUID

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.base.killed.settings"
django.setup()

from django.core.management import call_command  # noqa: E402  # all of these need the settings above
from django.utils import timezone  # noqa: E402

from rochdale.base import imports  # noqa: E402
from rochdale.base.actor import Actor  # noqa: E402
from tests.base.killed.imports import KIND  # noqa: E402

RUN, JOB = UUID(int=1), UUID(int=2)
ROWS = 200


def begin(choice: str) -> None:
    call_command("migrate", verbosity=0)
    by, at = Actor(id="kham", name="Kham"), timezone.now()
    content = "currency,rate\n" + "".join(f"LAK,{number + 1}\n" for number in range(ROWS))
    imports.choose_file(id=RUN, by=by, at=at, kind=KIND, name="rates.csv", content=content.encode())
    imports.keep_rows(id=JOB, by=by, at=at, run_id=RUN, choice=choice)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["begin", choice]:
            begin(choice)
        case ["work"]:
            call_command("work", until_idle=False)
