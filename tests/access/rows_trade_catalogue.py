"""What each role is answered of catalogues, published prices and orders. Offers and contracts are those that `rows_trade` prepares."""

from __future__ import annotations

from tests.access.matrix import Row, row
from tests.access.rows_trade import CONTRACT, OFFER, OWN, PARTIES, SENT, TRADERS, fresh

BOLAVEN = {"organization_id": "bolaven"}
API = {"anonymous": 401}
PRICE = {"price": {"amount": "5.00", "currency": "USD", "unit": "kg"}}

ROWS: list[Row] = [
    row("trade:catalogue", no_office=403, others=200),
    row("trade:catalogue-file", "GET", BOLAVEN, no_office=403, others=200),
    row("trade:publish-price", "GET", OFFER, **OWN),
    row("trade:publish-price", "POST", OFFER, SENT, **OWN),
    row("trade:publish-price", "GET", {"offer_id": fresh}, others=404),
    row("trade:take-back-price", "POST", OFFER, SENT, **{**OWN, "officer": 409}),
    row("trade:partner-offers", **TRADERS),
    row("trade:order-ubl", "GET", CONTRACT, **PARTIES),
    row("api:catalogue", "GET", BOLAVEN, **API, no_office=403, others=200),
    row("api:asking_price", "PUT", OFFER, PRICE, **API, **OWN),
    row("api:partner_offers", **API, **TRADERS),
    row("api:order_ubl", "GET", CONTRACT, **API, **PARTIES),
]
