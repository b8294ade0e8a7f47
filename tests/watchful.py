"""A test client that looks at every page any test is given, and templates that fail on an unknown variable.

`tests/conftest.py` imports both fixtures, so every test has them. What is looked for is listed in `complaints`.
"""

from __future__ import annotations

import gzip
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.template import engines
from django.test import Client

PAGE_BYTES = 14 * 1024
"""What a page may weigh, compressed (product.md)."""
OURS = str(Path(__file__).resolve().parents[1] / "src" / "rochdale")
LEAKS = ("{{", "{%", "{#", "<c-", "</c-", "__COTTON")
FIELDS = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "image", "reset"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
DRAWN = {"path", "rect", "circle", "line", "use", "ellipse", "polygon"}
FOREIGN = re.compile(r"^(https?:)?//")


class Page(HTMLParser):
    """What stands on a page, as far as it can be wrong."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.ids: Counter[str] = Counter()
        self.points_to: list[tuple[str, str]] = []
        self.labelled: set[str] = set()
        self.fields: list[dict[str, str]] = []
        self.open: list[tuple[str, dict[str, str], list[str]]] = []
        self.headings = 0
        self.lang = ""
        self.title = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self._look(tag, found)
        if tag not in VOID:
            self.open.append((tag, found, []))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._look(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            name, attrs, texts = self.open.pop()
            text = " ".join("".join(texts).split())
            if self.open:
                self.open[-1][2].append(text)
            if name in {"a", "button", "h1", "h2", "h3", "th", "caption", "label"} and not (text or attrs.get("aria-label")):
                self.wrong.append(f"an empty <{name}> {attrs}")
            if name == "title" and not any(outer == "svg" for outer, _, _ in self.open):
                self.title = text
            if name == "script" and text:
                self.wrong.append("a script written into the page")
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1][2].append(data)

    def _look(self, tag: str, attrs: dict[str, str]) -> None:
        self.wrong += [f"<{tag} {name}>" for name in attrs if name == "style" or name.startswith("on")]
        self.wrong += [f"a page within <{tag} {name}>" for name, value in attrs.items() if value.lstrip().startswith("<")]
        if tag == "style":
            self.wrong.append("a <style> element")
        for name in ("src", "href", "action"):
            value = attrs.get(name, "")
            if value.startswith("javascript:") or (FOREIGN.match(value) and not (tag == "a" and name == "href")):
                self.wrong.append(f"<{tag} {name}={value}> leads away from this origin")
        if tag == "img" and "alt" not in attrs:
            self.wrong.append(f"a picture without words: {attrs.get('src')}")
        self._note(tag, attrs)

    def _note(self, tag: str, attrs: dict[str, str]) -> None:
        self.headings += tag == "h1"
        if tag == "html":
            self.lang = attrs.get("lang", "")
        if attrs.get("id"):
            self.ids[attrs["id"]] += 1
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list"):
            self.points_to += [(name, id) for id in attrs.get(name, "").split()]
        if tag == "a" and attrs.get("href", "").startswith("#") and len(attrs["href"]) > 1:
            self.points_to.append(("href", attrs["href"][1:]))
        if tag == "label" and attrs.get("for"):
            self.labelled.add(attrs["for"])
        is_wrapped = any(outer == "label" for outer, _, _ in self.open)
        if tag in FIELDS and attrs.get("type") not in NEEDS_NO_LABEL and not is_wrapped:
            self.fields.append(attrs)


def complaints(html: str, *, is_whole: bool) -> list[str]:
    """Everything that is wrong with a page; a fragment (`is_whole` False) needs no language, heading or title."""
    page = Page(html)
    wrong = page.wrong + [f"{leak} has leaked from a template" for leak in LEAKS if leak in html]
    wrong += [f"the id {id} is there {count} times" for id, count in page.ids.items() if count > 1]
    wrong += [
        f"a field without a label: {attrs}"
        for attrs in page.fields
        if attrs.get("id") not in page.labelled and not (attrs.get("aria-label") or attrs.get("aria-labelledby"))
    ]
    if not is_whole:
        return wrong
    wrong += [f"{name} points to #{id}, which is not there" for name, id in page.points_to if id not in page.ids]
    if not page.lang:
        wrong.append("no language is set")
    if page.headings != 1:
        wrong.append(f"{page.headings} first headings (h1) instead of one")
    if not page.title.partition(" · ")[0].strip():
        wrong.append("the title is empty")
    weight = len(gzip.compress(html.encode(), 6))
    if weight > PAGE_BYTES:
        wrong.append(f"it weighs {weight:,} bytes compressed; {PAGE_BYTES:,} is the most")
    return wrong


def look_at(response: HttpResponse, path: str) -> None:
    """Fail the test when an HTML response is not as a page of this house must be."""
    if getattr(response, "streaming", False) or not response.get("Content-Type", "").startswith("text/html") or not response.content:
        return
    html = response.content.decode()
    wrong = complaints(html, is_whole=html.lstrip().lower().startswith("<!doctype"))
    if wrong:
        pytest.fail(f"{path} ({response.status_code}):\n  " + "\n  ".join(wrong), pytrace=False)


def show_factors(client: Client, person: Any, *methods: str, at: float | None = None) -> None:
    """Put into the client's session how the person showed who it is, just now or `at` another time (seconds since 1970)."""
    session, now = client.session, time.time() if at is None else at
    session["account_authentication_methods"] = [{"method": method, "at": now} for method in methods]
    session["account_authentication_methods_user"] = str(person.pk)
    session["seen"] = now  # as in the middle of a visit, not at its first page
    session.save()


class WatchfulClient(Client):
    """Django's test client; every HTML answer is looked at."""

    def force_login(self, user: Any, backend: str | None = None, *, factors: Sequence[str] = ("password", "mfa")) -> None:
        """Signed in just now, with a second factor unless told otherwise."""
        super().force_login(user, backend)
        show_factors(self, user, *factors)

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        look_at(response, request.get("PATH_INFO", ""))
        return response


@pytest.fixture
def client() -> WatchfulClient:
    """Stands in for pytest-django's client."""
    return WatchfulClient()


class Unknown(str):
    """Given to Django as `string_if_invalid`: fails the test when a template of ours names a variable that is not there."""

    def __contains__(self, text: object) -> bool:
        return text == "%s"

    def __mod__(self, variable: object) -> str:
        frame = sys._getframe(1)
        while frame:
            node = frame.f_locals.get("self")
            origin = getattr(getattr(node, "origin", None), "name", "")
            if frame.f_code.co_name == "render_annotated" and origin:
                if origin.startswith(OURS):
                    where = f"{origin.removeprefix(OURS + '/')}, line {node.token.lineno}"
                    pytest.fail(f"{where}: nothing is called {variable!s} there", pytrace=False)
                return ""
            if frame.f_back is None:
                break
            frame = frame.f_back
        return ""


@pytest.fixture(autouse=True, scope="session")
def unknown_variables_fail() -> Iterator[None]:
    """Every template that any test draws is drawn strictly."""
    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, Unknown()
    yield
    engine.string_if_invalid = before
