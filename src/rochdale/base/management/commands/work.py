"""Run jobs and deliver news until told to stop."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from rochdale.base.worker import Worker


class Command(BaseCommand):
    help = "Run background jobs and deliver news. Stops cleanly on SIGTERM or Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until-idle", action="store_true", help="stop when nothing is left to do")

    def handle(self, *args: object, until_idle: bool, **options: object) -> None:
        with Worker(folder=Path(settings.VAR) / "workers", clock=timezone.now) as worker:

            def stop(number: int, frame: FrameType | None) -> None:
                worker.stop()

            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, stop)
            worker.run(until_idle=until_idle)
