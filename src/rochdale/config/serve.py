"""Serves pages and does the work behind them: gunicorn and the job worker, side by side in one process group."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from types import FrameType

from django.conf import settings
from django.core.management import call_command

GRACE_SECONDS = 15
TICK_SECONDS = 60
FIRST_TICK_SECONDS = 5
"""The first tick waits a moment, so that the first page need not wait for it on a small machine."""


def commands() -> dict[str, list[str]]:
    """What is started, by name."""
    web = ["--bind", f"0.0.0.0:{settings.PORT}", "--workers", str(settings.WEB_WORKERS), "--threads", "4", "--worker-class", "gthread"]
    steady = ["--graceful-timeout", "10", "--timeout", "60", "--max-requests", "5000", "--max-requests-jitter", "500", "--log-level", "warning"]
    return {
        "web": [sys.executable, "-m", "gunicorn", *web, *steady, "--preload", "--no-control-socket", "rochdale.config.wsgi:application"],
        "work": [sys.executable, "-m", "rochdale", "work"],
        "tick": [sys.executable, "-m", "rochdale", "tick"],
    }


def prepare() -> None:
    """Tables and static files as this version needs them."""
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def serve() -> int:
    """Run until SIGINT or SIGTERM. A worker that dies is started again; the web server's end is ours. Returns an exit code."""
    prepare()
    processes = {name: subprocess.Popen(commands()[name]) for name in ("web", "work")}
    next_tick = time.monotonic() + FIRST_TICK_SECONDS
    stopping: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.append(number)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    while not stopping and processes["web"].poll() is None:
        if processes["work"].poll() is not None:
            time.sleep(1)
            processes["work"] = subprocess.Popen(commands()["work"])
        if time.monotonic() >= next_tick and ("tick" not in processes or processes["tick"].poll() is not None):
            processes["tick"] = subprocess.Popen(commands()["tick"], stdout=subprocess.DEVNULL)
            next_tick = time.monotonic() + TICK_SECONDS
        time.sleep(0.2)
    for process in processes.values():
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in processes.values():
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
    return 0 if stopping else int(processes["web"].returncode or 1)
