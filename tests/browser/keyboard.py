"""What a reader does who has only keys."""

from __future__ import annotations

from playwright.sync_api import Page

FARTHEST = 120
"""Presses of the tab key after which a thing counts as out of reach."""


class Keyboard:
    """Walks a page by keys alone; fails when the thing looked for never has the focus."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, words: str) -> None:
        """Press tab until what has the focus is called `words` (its text, label or value holds them)."""
        seen: list[str] = []
        for _ in range(FARTHEST):
            self.page.keyboard.press("Tab")
            name = self._name()
            if words.casefold() in name.casefold():
                return
            seen.append(name)
        raise AssertionError(f"{words!r} cannot be reached by keyboard; passed: {', '.join(seen[:40])}")

    def press(self, words: str) -> None:
        """Reach a link or a button and press enter."""
        self.reach(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state("load")

    def write(self, question: str, answer: str) -> None:
        """Reach the field with that question and type."""
        self.reach(question)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(answer)

    def has_visible_focus(self) -> bool:
        """Whether a ring is drawn around what has the focus."""
        style = "getComputedStyle(document.activeElement)"
        return bool(self.page.evaluate(f"{style}.outlineStyle !== 'none' || {style}.boxShadow !== 'none'"))

    def _name(self) -> str:
        words = """(() => { const here = document.activeElement; if (!here || here === document.body) return "";
            const labels = [...(here.labels || [])].map((each) => each.innerText);
            const group = here.closest("fieldset")?.querySelector("legend")?.innerText || "";
            return [here.getAttribute("aria-label"), ...labels, group, here.innerText].filter(Boolean).join(" "); })()"""
        return str(self.page.evaluate(words))
