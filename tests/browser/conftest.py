"""A browser and a demo world for the tests here; without Chromium they are skipped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

import pytest
from playwright.sync_api import Browser

from tests.browser.world import CHROMIUM, chromium, demo_server
from tests.database import migrated_copy

pytest.register_assert_rewrite("tests.browser.sales", "tests.browser.trust", "tests.browser.walking")


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in the same step
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One server for `make test`. When the heavier ones run, each worker looks at half of the pages before one of them walks the journeys.

    Larger groups come first: what a walk leaves behind in a world is seen on no page.
    """
    for item in items:
        if item.path.parent.name == "browser":
            is_a_page = item.path.name == "test_pages.py" and item.get_closest_marker("heavy")
            item.add_marker(pytest.mark.xdist_group(f"pages-{crc32(item.name.encode()) % 2}" if is_a_page else "journeys"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("Chromium is missing: sudo apt-get install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "true"  # Playwright's loop stays in the thread; the tests after these are as synchronous as ever
    )
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def base(browser: Browser, folder: Path) -> Iterator[str]:
    """The address of the demo world: one started for this, or a running one named by DEMO_BASE."""
    if running := os.environ.get("DEMO_BASE"):
        yield running
        return
    migrated_copy(folder / "rochdale.sqlite3")
    with demo_server(folder) as address:
        yield address


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo world of `base` lies, for commands run beside it."""
    if running := os.environ.get("DEMO_VAR"):
        return Path(running)
    made = tmp_path_factory.getbasetemp() / "demo"
    made.mkdir(exist_ok=True)
    return made
