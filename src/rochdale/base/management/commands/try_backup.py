"""Restore a backup into this (empty) place and compare everything; started by `base.backup_trial`."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from rochdale.base.backup_trial import restored_and_compared
from rochdale.kernel.refusal import Refused


class Command(BaseCommand):
    help = "Used by `rochdale verify-backup`, in an empty place. Prints one JSON object."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:
        try:
            answer = restored_and_compared(file, at=timezone.now())
        except Refused as refused:
            answer = {"refused": [{"code": refusal.code, "facts": dict(refusal.facts)} for refusal in refused.refusals]}
        self.stdout.write(json.dumps(answer))
