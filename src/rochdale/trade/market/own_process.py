"""What the programs of this package share: progress on standard output, where nobody else speaks."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from functools import cache

Progress = Callable[[str, int, int], None]
"""What is worked on, how much is done, of how much."""


@cache
def progress_on_own_channel() -> Progress:
    """One JSON object per line: {"stage", "done", "total"}. The solver prints remarks of its own; they go to standard error from now on."""
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def say(stage: str, done: int, total: int) -> None:
        channel.write(json.dumps({"stage": stage, "done": done, "total": total}) + "\n")
        channel.flush()

    return say
