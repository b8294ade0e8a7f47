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
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, question: str, answer: str) -> None:
        """Reach the field with that question and type."""
        self.reach(question)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(answer)

    def write_day(self, question: str, day: str) -> None:
        """Reach the date field with that question and type the day, given as 2027-03-31, in the order of an English calendar."""
        self.reach(question)
        year, month, day_of_month = day.split("-")
        self.page.keyboard.type(f"{month}{day_of_month}{year}")

    def choose(self, question: str, option: str) -> None:
        """Reach the group of choices with that question and go down to the one called `option`."""
        self.reach(question)
        for _ in range(FARTHEST):
            if option.casefold() in self._name().casefold():
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{option!r} is not among the choices of {question!r}")

    def has_visible_focus(self) -> bool:
        """Whether a ring is drawn around what has the focus, or around the box it fills."""
        rings = """[document.activeElement, document.activeElement.closest(".with-unit, .tile")].filter(Boolean).map(getComputedStyle)
            .some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none")"""
        return bool(self.page.evaluate(rings))

    def _name(self) -> str:
        words = """(() => { const here = document.activeElement; if (!here || here === document.body) return "";
            const labels = [...(here.labels || [])].map((each) => each.innerText);
            const group = here.closest("fieldset")?.querySelector("legend")?.innerText || "";
            return [here.getAttribute("aria-label"), ...labels, group, here.innerText].filter(Boolean).join(" "); })()"""
        return str(self.page.evaluate(words))
