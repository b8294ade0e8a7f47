"""Photograph every page of `tests/browser/pages.py` at 360 px and 1280 px in English, French and Lao, on contact sheets in `shots/`.

    python tools/shots.py                          all pages of a demo world started for this
    python tools/shots.py --base http://localhost:8000 --only gallery,home --light dark

One sheet for each page, and `all-360.png` and `all-1280.png` with everything small.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.pages import PAGES, Shown  # noqa: E402  # the tests stand beside the tools, not in a package
from tests.browser.phones import opened_by  # noqa: E402
from tests.browser.world import CHROMIUM, DESK, LANGUAGES, PHONE, chromium, demo_server, open_page  # noqa: E402

GAP, HEAD = 16, 28
TALLEST = 3600
"""A longer page is cut there on its own sheet."""
SMALL = {PHONE: 180, DESK: 420}
"""Width of a page on the sheet of all, by its real width."""
COLUMNS = 9


def shots(browser: Browser, base: str, shown: Shown, light: str) -> dict[tuple[int, str], Image.Image]:
    """One picture for each width and language."""
    taken = {}
    for width in (PHONE, DESK):
        for language in LANGUAGES:
            with opened_by(browser, base, shown, width=width, language=language) as page:
                if light:
                    page.context.add_cookies([{"name": "light", "value": light, "url": base}])
                open_page(page, base, shown.address)
                page.wait_for_load_state("networkidle")
                taken[width, language] = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    return taken


def sheet(pictures: list[tuple[str, Image.Image]], columns: int) -> Image.Image:
    """Pictures side by side under their names, `columns` to a row."""
    rows = [pictures[first : first + columns] for first in range(0, len(pictures), columns)]
    wide = max(sum(picture.width + GAP for _, picture in row) for row in rows) + GAP
    high = sum(max(picture.height for _, picture in row) + HEAD + GAP for row in rows) + GAP
    whole = Image.new("RGB", (wide, high), "#8a8a8a")
    draw = ImageDraw.Draw(whole)
    y = GAP
    for row in rows:
        x = GAP
        for name, picture in row:
            draw.text((x, y), name, fill="#ffffff")
            whole.paste(picture, (x, y + HEAD))
            x += picture.width + GAP
        y += max(picture.height for _, picture in row) + HEAD + GAP
    return whole


def scaled(picture: Image.Image, width: int, tallest: int) -> Image.Image:
    """As wide as asked, and cut where it is too long."""
    high = round(picture.height * width / picture.width)
    return picture.resize((width, high), Image.Resampling.LANCZOS).crop((0, 0, width, min(high, tallest)))


def lay_out(taken: dict[str, dict[tuple[int, str], Image.Image]], folder: Path) -> None:
    """Write the sheet of each page, then the two sheets of all."""
    for name, pictures in taken.items():
        side_by_side = [
            (f"{name} {width} {language}", scaled(picture, width if width == PHONE else 640, TALLEST))
            for (width, language), picture in pictures.items()
        ]
        sheet(side_by_side, 6).save(folder / f"{name}.png", optimize=True)
    for width, small in SMALL.items():
        everything = [
            (f"{name} {language}", scaled(picture, small, 1000))
            for name, pictures in taken.items()
            for (each, language), picture in pictures.items()
            if each == width
        ]
        sheet(everything, COLUMNS).save(folder / f"all-{width}.png", optimize=True)


@contextmanager
def served(base: str) -> Iterator[str]:
    """The given server, or a demo world of our own."""
    if base:
        yield base.rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="rochdale-shots-") as folder, demo_server(Path(folder)) as address:
        yield address


def main() -> int:
    """1 when there is nothing to photograph with."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", default="", help="address of a running demo; without it one is started")
    parser.add_argument("--only", default="", help="names of pages, separated by commas")
    parser.add_argument("--light", default="", choices=["", "day", "dark", "sun"])
    parser.add_argument("--out", type=Path, default=ROOT / "shots")
    wanted = parser.parse_args()
    if not CHROMIUM:
        print("Chromium is missing: sudo apt-get install chromium")
        return 1
    wanted.out.mkdir(parents=True, exist_ok=True)
    only = {name for name in wanted.only.split(",") if name}
    with served(wanted.base) as base, chromium() as browser:
        taken = {}
        for shown in PAGES:
            if not only or shown.name in only:
                taken[shown.name] = shots(browser, base, shown, wanted.light)
                print(shown.name)
    lay_out(taken, wanted.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
