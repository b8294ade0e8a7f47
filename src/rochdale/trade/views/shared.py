"""Where the fields of refused codes are, and how a page of the market is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest
from rochdale.trade.worded import with_figures
from rochdale.ui.forms import add_refusals as put_refusals

FIELDS: Mapping[str, str] = {
    "trade.product-unknown": "product",
    "trade.kg-not-positive": "kg",
    "trade.kg-absurd": "kg",
    "trade.kg-below-promised": "kg",
    "trade.kg-above-left": "kg",
    "trade.lot-exceeded": "kg",
    "trade.lot-weighs-otherwise": "lot_kg",
    "trade.min-lot-above-kg": "min_lot_kg",
    "trade.no-suppliers": "max_suppliers",
    "trade.score-without-protocol": "protocol",
    "trade.score-out-of-range": "score",
    "trade.certificate-ends-before-shipment": "certified_until",
    "kernel.unknown-place": "port",
    "kernel.place-misspelt": "port",
    "kernel.sea-term-without-port": "port",
    "trade.window-ends-before-it-starts": "ready_until",
    "trade.window-is-over": "ready_until",
    "trade.window-too-far": "ready_from",
    "trade.price-not-positive": "price",
    "trade.below-floor": "price",
    "trade.currency-unknown": "currency",
    "trade.quintal-which": "price_unit",
    "trade.unit-unknown": "price_unit",
    "trade.first-refusal-day": "until",
    "trade.no-needs-a-reason": "reason",
    "trade.floor-without-source": "source",
    "trade.floor-minimum-is-zero": "minimum",
    "trade.partner-unknown": "partner",
    "trade.floor-needs-a-look": "note",
}
"""Which field a refused code belongs to."""

NEED_FIELDS = {
    **FIELDS,
    "trade.window-ends-before-it-starts": "arrive_until",
    "trade.window-is-over": "arrive_until",
    "trade.window-too-far": "arrive_from",
}


def add_refusals(form: forms.Form, refused: Refused, fields: Mapping[str, str] = FIELDS) -> None:
    """Each reason at its field, on top where the form has no such field; its figures as the reader writes them."""
    asked = {code: name for code, name in fields.items() if name in form.fields}
    put_refusals(form, Refused(map(with_figures, refused.refusals)), asked)


def show(request: ActingRequest, template: str, context: Mapping[str, Any] | None = None) -> HttpResponse:
    """A page of the market."""
    return render(request, f"trade/{template}.html", dict(context or {}))
