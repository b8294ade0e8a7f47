"""A program at the API: what it sends, and how it reads an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.test import Client

AHEAD = date(2026, 12, 1)
OFFER: dict[str, Any] = {
    "product": "coffee", "species": "arabica", "process": "washed", "protocol": "SCA-2004", "score": "85.25",
    "certificates": [{"scheme": "fairtrade", "number": "FLO 1", "valid_until": str(AHEAD + timedelta(days=400))}],
    "kg": 19_200, "port": "VNDAD", "ready_from": str(AHEAD), "ready_until": str(AHEAD + timedelta(days=90)),
    "reserve": {"amount": "4.40", "currency": "USD", "unit": "kg"},
}  # fmt: skip
NEED: dict[str, Any] = {
    "product": "coffee", "species": "arabica", "process": "washed", "protocol": "SCA-2004", "min_score": "82", "kg": 19_200,
    "port": "DKAAR", "arrive_from": str(AHEAD + timedelta(days=30)), "arrive_until": str(AHEAD + timedelta(days=150)),
    "limit": {"amount": "6.20", "currency": "USD", "unit": "kg"},
}  # fmt: skip
Visit = Callable[[str], Client]
"""`sign_in("noy")` of conftest: a device of somebody's."""


def send(client: Client, path: str, content: object, method: str = "post", **headers: str) -> Any:
    return getattr(client, method)(f"/api/{path}", content, content_type="application/json", headers=headers)


def codes(response: Any) -> list[str]:
    return [row["code"] for row in response.json()["refused"]]


def offered(client: Client, **changed: object) -> str:
    response = send(client, "offers", {**OFFER, **changed})
    assert response.status_code == 201, response.content
    return str(response.json()["id"])
