"""Walking through a sale as people do: by buttons and links, each on a phone of her own. No address is typed but the way in."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

Said = str | tuple[str, ...]
PDF = b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\ntrailer << >>\n%%EOF\n"


def answer(page: Page, **said: Said) -> None:
    """Fill what the page asks for; a field that stands on another step is passed over."""
    for name, value in said.items():
        field = page.locator(f"main form [name='{name}']:not([type=hidden])")
        if not field.count():
            continue
        kind = field.first.get_attribute("type")
        if field.first.evaluate("each => each.tagName") == "SELECT":
            field.first.select_option(value)
        elif kind == "checkbox" and not field.first.get_attribute("value"):
            field.first.check(force=True)
        elif kind in ("radio", "checkbox"):
            for one in (value,) if isinstance(value, str) else value:
                page.locator(f"main form [name='{name}'][value='{one}']").check(force=True)
        else:
            field.first.fill(str(value))


def press(page: Page, name: str) -> None:
    """The one button or link of that name; what it leads to says no that was not looked for."""
    inside = page.locator("main, .act")
    _go(page, inside.get_by_role("button", name=name, exact=True).or_(inside.get_by_role("link", name=name, exact=True)).first)


def follow(page: Page, text: str) -> None:
    """The first link whose words hold `text`: a door, a row of a table, a line of a list."""
    _go(page, page.locator("main a", has_text=text).first)


def row(page: Page, *texts: str) -> None:
    """The first row of a table that holds all of `texts`."""
    found = page.locator("main tbody tr")
    for text in texts:
        found = found.filter(has_text=text)
    _go(page, found.first.locator("a").first)


def walk(page: Page, last: str, **said: Said) -> None:
    """Step by step through a long form, to the button called `last`."""
    while True:
        answer(page, **said)
        if page.get_by_role("button", name=last, exact=True).count():
            press(page, last)
            return
        press(page, "Go on")


def market(page: Page, base: str) -> None:
    """The way in: the first page of the installation, and its door to the market."""
    page.goto(base + "/")
    press(page, "Open the market")


def shown(page: Page) -> str:
    """What stands on the page, with single spaces."""
    return _plain(page.inner_text("main"))


def names(page: Page) -> dict[str, str]:
    """Names and figures of the page, as they stand side by side."""
    pairs = page.locator("main dl > div").evaluate_all(
        "each => each.map(one => [one.querySelector('dt')?.innerText, one.querySelector('dd')?.innerText])"
    )
    return {_plain(name): _plain(figure) for name, figure in pairs}


def chips(page: Page, section: str) -> dict[str, str]:
    """The lines of a list in that section: what the link is called, and what the chip before it says."""
    lines = page.locator(f"section:has(#{section}) li").evaluate_all(
        "each => each.map(one => [one.querySelector('a')?.innerText, one.querySelector('.chip')?.innerText])"
    )
    return {_plain(name): _plain(says) for name, says in lines}


def inside(page: Page, section: str, text: str) -> None:
    """The first link with these words in that section."""
    _go(page, page.locator(f"section:has(#{section}) a", has_text=text).first)


def _plain(text: object) -> str:
    return re.sub(r"\s+", " ", str(text)).strip()


def _go(page: Page, where: Locator) -> None:
    with page.expect_navigation():
        where.click()
    assert not page.locator("main .refusal").count(), page.inner_text("main .refusal")


def bring(page: Page, **said: Said) -> None:
    """A paper as it was issued, with its file where it asks for one."""
    press(page, "Bring a paper")
    answer(page, **said)
    file = page.locator("main form [name='file']")
    if file.count():
        file.set_input_files({"name": "paper.pdf", "mimeType": "application/pdf", "buffer": PDF})
    press(page, "Keep it")
