"""The pages that are looked at in a browser: name, address, and the persona who opens it ("" for a stranger).

An address may go on with ` > selector`: what is clicked on the way, for pages whose address is not known before.
"""

from __future__ import annotations

from typing import NamedTuple

SEPARATOR = " > "


SELLER, BUYER, OPERATOR = "Keo Sisavath", "Mette Kjær", "Sofia Rasmussen"


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
    Shown("how", "/how/"),
    Shown("me", "/me/", SELLER),
    Shown("not-enrolled", "/here/"),
    Shown("enrol-by-code", "/enrol/"),
    Shown("choose-pin", "/me/pin/", SELLER),
    Shown("devices", "/me/pin/ > main a[href$='/devices/']", SELLER),
    Shown("enrol-device", "/me/pin/ > main a[href$='/devices/'] > main a[href$='/enrol/']", SELLER),
    Shown("known", "/privacy/"),
    Shown("my-data", "/me/data/", SELLER),
    Shown("sharing", "/me/data/ > main a[href$='/sharing/']", SELLER),
    Shown("sharing-new", "/me/data/ > main a[href$='/sharing/'] > main a[href$='/sharing/new/']", SELLER),
    Shown("leaving", "/me/data/ > main a[href$='/leaving/']", SELLER),
    Shown("old-books", "/me/data/ > main a[href$='/old-books/']", SELLER),
    Shown("market", "/market/", SELLER),
    Shown("offers", "/market/offers/", SELLER),
    Shown("offer", "/market/offers/ > .table-link", SELLER),
    Shown("offer-new", "/market/offers/new/", SELLER),
    Shown("lots", "/market/lots/", SELLER),
    Shown("lot", "/market/lots/ > .table-link", SELLER),
    Shown("lot-part", "/market/lots/ > .table-link > a[href$='/part/']", SELLER),
    Shown("wanted", "/market/wanted/", SELLER),
    Shown("matches", "/market/matches/", SELLER),
    Shown("match", "/market/matches/ > main a[href*='/market/matches/']", SELLER),
    Shown("needs", "/market/needs/", BUYER),
    Shown("need", "/market/needs/ > .table-link", BUYER),
    Shown("need-new", "/market/needs/new/", BUYER),
    Shown("contracts", "/market/contracts/", BUYER),
    Shown("floors", "/market/floors/", OPERATOR),
    Shown("markets", "/market/markets/", OPERATOR),
    Shown("market-cleared", "/market/markets/ > main a[href*='/market/markets/']:not([href$='/new/'])", OPERATOR),
)

FIRST = "/"
"""The page of a first visit, whose whole weight has a budget of its own."""
