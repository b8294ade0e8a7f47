"""The pages that are looked at in a browser: name, address, and the persona who opens it ("" for a stranger).

An address may go on with ` > selector`: what is clicked on the way, for pages whose address is not known before.
"""

from __future__ import annotations

from typing import NamedTuple

SEPARATOR = " > "


class Shown(NamedTuple):
    """One page to look at."""

    name: str
    address: str
    persona: str = ""


PAGES = (
    Shown("home", "/"),
    Shown("gallery", "/gallery/"),
    Shown("gallery-refused", "/gallery/?refused=yes"),
    Shown("pictures", "/gallery/pictures/"),
    Shown("no-line", "/offline/"),
    Shown("nothing-here", "/there-is-nothing-here/"),
    Shown("sign-in", "/sign-in/"),
    Shown("demo", "/demo/"),
)

FIRST = "/"
"""The page of a first visit, whose whole weight has a budget of its own."""
