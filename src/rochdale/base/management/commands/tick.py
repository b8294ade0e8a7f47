"""Do what is due by the clock."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from rochdale.base.ticking import tick


class Command(BaseCommand):
    help = "Do what is due now. Run it each minute; running it more often does nothing twice."

    def handle(self, *args: object, **options: object) -> None:
        done = tick(at=timezone.now())
        if done:
            self.stdout.write(f"{done} done")
