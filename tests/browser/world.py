"""A demo server of one's own, in an empty folder on a free port, and a Chromium to look at it with."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from tests.browser.pages import SEPARATOR

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LANGUAGES = ("en", "fr", "lo")
PHONE, DESK = 360, 1280
STARTS_WITHIN_SECONDS = 300
WAITS_MS = 10_000


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo_server(folder: Path) -> Iterator[str]:
    """The address of a demo started in `folder`; its whole process group ends with the block."""
    with _server(folder, "demo", environment(folder)) as address:
        yield address


@contextmanager
def village_box(folder: Path) -> Iterator[str]:
    """The address of an empty village box: plain http, reached by a name of the local network."""
    with _server(folder, "serve", environment(folder, mode="village-box")) as address:
        yield address


def environment(folder: Path, *, mode: str = "demo") -> dict[str, str]:
    """What a server, or a command beside it, is told of the installation in `folder`."""
    told = {
        "ROCHDALE_MODE": mode,
        "ROCHDALE_VAR": str(folder),
        "ROCHDALE_HOSTS": "localhost,127.0.0.1",
        "ROCHDALE_CONFIG": str(folder / "none.toml"),
        "DATABASE_URL": f"sqlite:///{folder}/rochdale.sqlite3",
    }
    if mode != "demo":
        told["ROCHDALE_SECRET_KEY"] = "only-for-the-village-box-of-these-tests-0123456789-abcdefghij"
    return {name: value for name, value in os.environ.items() if not name.startswith(("ROCHDALE_", "DJANGO_"))} | told


def run(folder: Path, *words: str, mode: str = "demo") -> str:
    """What a command of `rochdale` prints, beside the running server."""
    command = [sys.executable, "-m", "rochdale", *words]
    done = subprocess.run(command, env=environment(folder, mode=mode), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def _server(folder: Path, command: str, told: dict[str, str]) -> Iterator[str]:
    port = _free_port()
    with (folder / "server.log").open("wb") as log:
        words = [sys.executable, "-m", "rochdale", command]
        server = subprocess.Popen(words, env=told | {"ROCHDALE_PORT": str(port)}, stdout=log, stderr=log, start_new_session=True)
    base = f"http://localhost:{port}"
    try:
        _wait_for(base, server, folder / "server.log")
        yield base
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for(base: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise RuntimeError(f"the demo server stopped:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
        try:
            with urlopen(f"{base}/offline/"):
                return
        except (URLError, ConnectionError):
            time.sleep(0.3)
    raise RuntimeError(f"the demo server did not answer in {STARTS_WITHIN_SECONDS} s")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def reader(
    browser: Browser,
    base: str,
    *,
    width: int = DESK,
    language: str = "en",
    persona: str = "",
    script: bool = True,
    state: StorageState | None = None,
) -> Iterator[Page]:
    """A page as one reader sees it: her screen, her language, signed in as `persona` when one is named, or with what a browser carries."""
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": 800},
        locale=language,
        java_script_enabled=script,
        service_workers="block",
        storage_state=_signed_in(browser, base, persona) if persona else state,
    )
    context.set_default_timeout(WAITS_MS)
    context.add_cookies([{"name": "django_language", "value": language, "url": base}])
    yield context.new_page()
    context.close()


@cache
def _signed_in(browser: Browser, base: str, persona: str) -> StorageState:
    """The cookies of a persona, who steps in once."""
    context = browser.new_context(service_workers="block")
    context.set_default_timeout(WAITS_MS)
    page = context.new_page()
    page.goto(f"{base}/demo/")
    page.locator("section", has_text=persona).locator("form button").first.click()
    page.wait_for_load_state("load")
    state = context.storage_state()
    context.close()
    return state


def open_page(page: Page, base: str, address: str) -> int:
    """Go to an address of `pages.PAGES` and return the status; what follows a `>` is clicked on the way."""
    path, *clicks = [part.strip() for part in address.split(SEPARATOR)]
    response = page.goto(base + path)
    status = response.status if response else 0
    for selector in clicks:
        with page.expect_navigation() as moved:
            page.locator(selector).first.click()
        status = moved.value.status if moved.value else 0
    return status


def until(page: Page, script: str) -> None:
    """Ask the page until it says yes: Playwright's own waiting asks by eval from the second time on, which our policy forbids."""
    ends = time.monotonic() + WAITS_MS / 1000
    while not page.evaluate(script):
        assert time.monotonic() < ends, script
        time.sleep(0.05)
