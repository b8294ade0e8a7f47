"""The pages that are looked at in a browser: name, address, and the persona who opens it ("" for a stranger).

An address may go on with ` > selector`: what is clicked on the way, for pages whose address is not known before.
"""

from __future__ import annotations

from typing import NamedTuple

SEPARATOR = " > "


SELLER, BUYER, OPERATOR, UNION = "Keo Sisavath", "Mette Kjær", "Sofia Rasmussen", "Viengkham Rattana"
CLERK = "Noi Chanthala"
OFFICERS = "/me/ > main a[href$='/people/']"
DEVICES = "/me/pin/ > main a[href$='/devices/']"
SALE, GOODS = "/market/contracts/ > .table-link", "/market/shipments/ > .table-link"
INVOICE = f"{SALE} > main a[href*='/market/invoices/']"
CLOSING = f"{SALE} > main a[href$='/closing/']"
LED_BY_NOBODY = "/organizations/?q=Huay+Tao > .table-link"


class Shown(NamedTuple):
    """One page to look at."""

    name: str
    address: str
    persona: str = ""
    is_on_phone: bool = False
    """Opened on an enrolled phone, where nobody is signed in."""


PAGES = (
    Shown("home", "/"),
    Shown("gallery", "/gallery/"),
    Shown("gallery-refused", "/gallery/?refused=yes"),
    Shown("pictures", "/gallery/pictures/"),
    Shown("no-line", "/offline/"),
    Shown("nothing-here", "/there-is-nothing-here/"),
    Shown("register", "/register/"),
    Shown("register-found", "/register/?q=binun"),
    Shown("register-place", "/register/?within=LA/champasak"),
    Shown("register-entity", "/register/?q=binum > main h3 a"),
    Shown("register-dissolved", "/register/?status=dissolved > main h3 a"),
    Shown("register-extract", "/register/extract/"),
    Shown("verify-certificate", "/register/verify/"),
    Shown("certificate-keys", "/register/keys/"),
    Shown("sign-in", "/sign-in/"),
    Shown("demo", "/demo/"),
    Shown("how", "/how/"),
    Shown("who-runs-this", "/who-runs-this/"),
    Shown("typed-code", "/invited/"),
    Shown("in-again", "/in-again/"),
    Shown("me", "/me/", SELLER),
    Shown("officers", OFFICERS, SELLER),
    Shown("offices-ever", f"{OFFICERS} > main a[href$='/offices/']", SELLER),
    Shown("invitations", f"{OFFICERS} > main a[href$='/invitations/']", SELLER),
    Shown("slips", f"{OFFICERS} > main a[href$='/slips/']", SELLER),
    Shown("deputies", "/me/deputies/", SELLER),
    Shown("done-in-my-name", "/me/done/", SELLER),
    Shown("sessions", "/me/sessions/", SELLER),
    Shown("second-way", "/account/second/", SELLER),
    Shown("second-way-app", "/account/second/app/", SELLER),
    Shown("second-way-card", "/account/second/card/", SELLER),
    Shown("passkeys", "/account/passkeys/", SELLER),
    Shown("passkey-new", "/account/passkeys/new/", SELLER),
    Shown("organizations", "/organizations/", OPERATOR),
    Shown("organization-new", "/organizations/new/", OPERATOR),
    Shown("organization", LED_BY_NOBODY, OPERATOR),
    Shown("first-leader", f"{LED_BY_NOBODY} > main a[href$='/first-leader/']", OPERATOR),
    Shown("union", "/me/ > main a[href$='/affiliations/']", UNION),
    Shown("union-member", "/me/ > main a[href$='/affiliations/'] > .table-link", UNION),
    Shown("membership", f"{OFFICERS} > main a[href*='/affiliations/']", SELLER),
    Shown("not-enrolled", "/here/"),
    Shown("enrol-by-code", "/enrol/"),
    Shown("choose-pin", "/me/pin/", SELLER),
    Shown("devices", DEVICES, SELLER),
    Shown("enrol-device", f"{DEVICES} > main a[href$='/enrol/']", SELLER),
    Shown("code-for-device", f"{DEVICES} > main a[href$='/code/']", SELLER),
    Shown("who-are-you", "/here/", is_on_phone=True),
    Shown("pin-pad", "/here/ > main a.tile", is_on_phone=True),
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
    Shown("trade-contract", SALE, SELLER),
    Shown("trade-contract-buyer", SALE, BUYER),
    Shown("trade-roles", f"{SALE} > main a[href$='/roles/']", SELLER),
    Shown("trade-roles-new", f"{SALE} > main a[href$='/roles/'] > main a[href$='/roles/new/']", SELLER),
    Shown("trade-invoice", INVOICE, SELLER),
    Shown("trade-settlement", f"{SALE} > main a[href$='/settlement/']", SELLER),
    Shown("trade-pay-growers", f"{SALE} > main a[href$='/settlement/'] > main a[href$='/growers/pay/']", SELLER),
    Shown("trade-closing", CLOSING, SELLER),
    Shown("trade-tell-figure", f"{CLOSING} > main a[href$='/closing/tell/']", BUYER),
    Shown("trade-word-on-arrival", f"{CLOSING} > main a[href$='/arrival/']", BUYER),
    Shown("trade-shelf-article", f"{CLOSING} > main a[href$='/article/']", BUYER),
    Shown("trade-onward", f"{SALE} > main a[href$='/onward/']", BUYER),
    Shown("trade-sell-on", f"{SALE} > main a[href$='/onward/'] > main a[href$='/onward/new/']", BUYER),
    Shown("trade-ask-for-sample", f"{SALE} > main a[href$='/sample/']", BUYER),
    Shown("trade-prefinance-new", f"{SALE} > main a[href$='/prefinance/new/']", SELLER),
    Shown("trade-scenarios-of-a-contract", f"{SALE} > main a[href*='/scenarios/new/']", SELLER),
    Shown("trade-shipments", "/market/shipments/", SELLER),
    Shown("trade-shipment", GOODS, SELLER),
    Shown("trade-shipping-paper", f"{GOODS} > main a[href$='/papers/transit/']", SELLER),
    Shown("trade-shipping-certificate", f"{GOODS} > main a[href*='/papers/certificate/']", BUYER),
    Shown("trade-premium", "/market/premium/", SELLER),
    Shown("trade-frameworks", "/market/frameworks/", SELLER),
    Shown("trade-framework-new", "/market/frameworks/new/", BUYER),
    Shown("trade-negotiations", "/market/negotiations/", SELLER),
    Shown("trade-on-offer", "/market/on-offer/", BUYER),
    Shown("trade-bid", "/market/on-offer/ > .table-link > main a[href$='/bid/']", BUYER),
    Shown("trade-samples", "/market/samples/", BUYER),
    Shown("trade-prefinances", "/market/prefinance/", SELLER),
    Shown("trade-prices", "/market/prices/", SELLER),
    Shown("trade-quotations", "/market/quotations/", SELLER),
    Shown("trade-quotation-new", "/market/quotations/new/", SELLER),
    Shown("trade-scenarios", "/market/scenarios/", SELLER),
    Shown("trade-scenario-new", "/market/scenarios/new/", SELLER),
    Shown("trade-catalogue", "/market/catalogue/", SELLER),
    Shown("trade-partner-offers", "/market/partner-offers/", BUYER),
    Shown("trade-days", "/market/days/", OPERATOR),
    Shown("trade-day-new", "/market/days/new/", OPERATOR),
    Shown("trade-rounds", "/market/buying/", SELLER),
    Shown("trade-round-new", "/market/buying/new/", SELLER),
    Shown("trade-find", "/market/find/", BUYER),
    Shown("trade-profile", "/market/profile/", SELLER),
    Shown("trade-ready", "/market/profile/ready/", SELLER),
    Shown("trade-describe", "/market/profile/about/", SELLER),
    Shown("trade-profile-goods-new", "/market/profile/goods/new/", SELLER),
    Shown("trade-level", "/market/profile/parts/papers/", SELLER),
    Shown("trade-contact", "/market/profile/me/", SELLER),
    Shown("trade-certificates", "/market/certificates/", SELLER),
    Shown("trade-certificate-new", "/market/certificates/new/", SELLER),
    Shown("trade-group-new", "/market/groups/new/", SELLER),
    Shown("trade-requests", "/market/requests/", SELLER),
    Shown("trade-introductions", "/market/introductions/", SELLER),
    Shown("trade-introducers", "/market/introducers/", OPERATOR),
    Shown("trade-papers", "/market/papers/", OPERATOR),
    Shown("trade-paper", "/market/papers/ > .table-link", OPERATOR),
    Shown("notices", "/me/notices/", SELLER),
    Shown("supply", "/supply/", CLERK),
    Shown("supply-scale", "/supply/scale/", CLERK),
    Shown("supply-day", "/supply/deliveries/day/", CLERK),
    Shown("supply-deliveries", "/supply/deliveries/", SELLER),
    Shown("supply-delivery", "/supply/deliveries/ > .table-link", SELLER),
    Shown("supply-growers", "/supply/growers/", SELLER),
    Shown("supply-grower", "/supply/growers/ > .table-link", SELLER),
    Shown("supply-plots", "/supply/plots/", SELLER),
    Shown("supply-plot", "/supply/plots/ > .table-link", SELLER),
    Shown("supply-certificates", "/supply/certificates/", SELLER),
    Shown("supply-prices", "/supply/prices/", SELLER),
    Shown("supply-setup", "/supply/setup/", SELLER),
    Shown("supply-stores", "/supply/stores/", SELLER),
    Shown("supply-runs", "/supply/processing/", SELLER),
    Shown("supply-run", "/supply/processing/ > .table-link", SELLER),
    Shown("supply-new-run", "/supply/processing/new/", SELLER),
    Shown("supply-waybills", "/supply/waybills/", SELLER),
    Shown("supply-lots", "/supply/lots/", SELLER),
    Shown("supply-lot", "/supply/lots/ > .table-link", SELLER),
    Shown("supply-trace", "/supply/lots/ > .table-link > main a[href$='/behind/']", SELLER),
    Shown("supply-samples", "/supply/samples/", SELLER),
    Shown("supply-seasons", "/supply/seasons/", SELLER),
    Shown("supply-money", "/supply/money/", SELLER),
    Shown("supply-cash", "/supply/cash/", SELLER),
    Shown("supply-pay-runs", "/supply/pay-runs/", SELLER),
)

FIRST = "/"
"""The page of a first visit, whose whole weight has a budget of its own."""
