"""Serves pages and does the work behind them: gunicorn and the job worker, side by side in one process group."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

GRACE_SECONDS = 15
TICK_SECONDS = 60
FIRST_TICK_SECONDS = 5
"""The first tick waits a moment, so that the first page need not wait for it on a small machine."""


def commands() -> dict[str, list[str]]:
    """What is started, by name."""
    host = f"[{settings.LISTEN}]" if ":" in settings.LISTEN else settings.LISTEN
    web = ["--bind", f"{host}:{settings.PORT}", "--workers", str(settings.WEB_WORKERS), "--threads", "4", "--worker-class", "gthread"]
    steady = ["--graceful-timeout", "10", "--timeout", "60", "--max-requests", "5000", "--max-requests-jitter", "500"]
    quiet = ["--log-level", "warning", "--preload", "--no-control-socket"]
    return {
        "web": [sys.executable, "-m", "gunicorn", *web, *steady, *quiet, "rochdale.config.wsgi:application"],
        "work": [sys.executable, "-m", "rochdale", "work"],
        "tick": [sys.executable, "-m", "rochdale", "tick"],
    }


def prepare() -> None:
    """Tables and static files as this version needs them."""
    call_command("migrate", interactive=False, verbosity=0)
    stamp = settings.STATIC_ROOT / "collected"
    wanted = fingerprint()
    if not stamp.exists() or stamp.read_text(encoding="ascii") != wanted:
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(wanted, encoding="ascii")


def fingerprint() -> str:
    """Changes with every static file that is added, taken away or written anew, so that an unchanged tree is not collected again."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            digest.update(f"{name} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def serve() -> int:
    """Run until SIGINT or SIGTERM. A worker that dies is started again; the web server's end is ours. Returns an exit code."""
    prepare()
    processes = {name: subprocess.Popen(commands()[name]) for name in ("web", "work")}
    stopping: list[int] = []

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.append(number)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    next_tick = time.monotonic() + FIRST_TICK_SECONDS
    while not stopping and processes["web"].poll() is None:
        if processes["work"].poll() is not None:
            time.sleep(1)
            processes["work"] = subprocess.Popen(commands()["work"])
        if time.monotonic() >= next_tick and has_ended(processes.get("tick")):
            processes["tick"] = subprocess.Popen(commands()["tick"], stdout=subprocess.DEVNULL)
            next_tick = time.monotonic() + TICK_SECONDS
        time.sleep(0.2)
    end(processes)
    return 0 if stopping else int(processes["web"].returncode or 1)


def has_ended(process: subprocess.Popen[bytes] | None) -> bool:
    """Whether there is none, or no longer."""
    return process is None or process.poll() is not None


def end(processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Ask all to finish; whoever has not in time is killed."""
    for process in processes.values():
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in processes.values():
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
