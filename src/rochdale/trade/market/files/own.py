"""The project's own layout of offers and needs (docs/reference/market-files.md)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from rochdale.kernel.refusal import Refusal
from rochdale.trade.market.defaults import Defaults
from rochdale.trade.market.files import cells
from rochdale.trade.market.files.cursor import Cursor
from rochdale.trade.market.files.known import country_code, currency_code, port_code
from rochdale.trade.market.files.rows import NeedRow, OfferRow

OFFER_HEADERS = (
    "offer_id", "cooperative", "country", "product", "species", "process", "protocol", "score", "certifications", "kg", "port",
    "ready_from", "ready_until", "reserve_price", "currency", "price_unit",
)  # fmt: skip
NEED_HEADERS = (
    "need_id", "buyer", "product", "species", "process", "protocol", "min_score", "certifications", "kg", "min_lot_kg", "max_suppliers",
    "port", "arrive_from", "arrive_until", "max_landed_price", "currency", "price_unit",
)  # fmt: skip
MOST_ID_LETTERS = 80


def offer_row(read: Cursor, defaults: Defaults) -> OfferRow:
    """One offer; only sound when the cursor has no faults afterwards."""
    row = OfferRow(
        row=read.line.number,
        offer_id=read.take("offer_id", identifier),
        cooperative=read.take("cooperative", cells.name),
        country=read.take("country", country_code),
        product=read.take("product", _product(defaults)),
        species=_coded(read, "species", "species", defaults),
        process=_coded(read, "process", "processes", defaults),
        protocol=_coded(read, "protocol", "protocols", defaults),
        score=read.measure_or("score", cells.score, None),
        certifications=certifications(read, "certifications", defaults),
        kg=read.measure("kg", cells.kilograms),
        port=read.take("port", port_code),
        ready_from=read.take("ready_from", cells.day),
        ready_until=read.take("ready_until", cells.day),
        reserve_price=read.measure("reserve_price", cells.price),
        currency=read.take("currency", currency_code, "market.price-without-currency"),
        price_unit=read.take("price_unit", cells.price_unit, "market.price-without-unit"),
    )
    _check_window(read, "ready_until", row.ready_from, row.ready_until)
    _check_score(read, "score", row.score is not None, row.protocol)
    return row


def need_row(read: Cursor, defaults: Defaults) -> NeedRow:
    """One need; only sound when the cursor has no faults afterwards."""
    row = NeedRow(
        row=read.line.number,
        need_id=read.take("need_id", identifier),
        buyer=read.take("buyer", cells.name),
        product=read.take("product", _product(defaults)),
        species=_coded(read, "species", "species", defaults),
        process=_coded(read, "process", "processes", defaults),
        protocol=_coded(read, "protocol", "protocols", defaults),
        min_score=read.measure_or("min_score", cells.score, None),
        certifications=certifications(read, "certifications", defaults),
        kg=read.measure("kg", cells.kilograms),
        min_lot_kg=read.measure_or("min_lot_kg", cells.whole, 0),
        max_suppliers=read.measure_or("max_suppliers", _suppliers, None),
        port=read.take("port", port_code),
        arrive_from=read.take("arrive_from", cells.day),
        arrive_until=read.take("arrive_until", cells.day),
        max_landed_price=read.measure("max_landed_price", cells.price),
        currency=read.take("currency", currency_code, "market.price-without-currency"),
        price_unit=read.take("price_unit", cells.price_unit, "market.price-without-unit"),
    )
    _check_window(read, "arrive_until", row.arrive_from, row.arrive_until)
    _check_score(read, "min_score", row.min_score is not None, row.protocol)
    if not read.faults and row.min_lot_kg > row.kg:
        read.fault("min_lot_kg", Refusal("market.min-lot-above-kg", {"min_lot_kg": row.min_lot_kg, "kg": row.kg}))
    return row


def identifier(text: str) -> str:
    """An id on one line, at most 80 letters."""
    if len(text) > MOST_ID_LETTERS or "\n" in text:
        raise cells.wrong("market.cell-too-long", most=MOST_ID_LETTERS)
    return text


def slug(text: str) -> str:
    """A word of the file that the defaults do not know, in one spelling."""
    return re.sub(r"[^\w]+", "-", text.strip().casefold()).strip("-")


def certifications(read: Cursor, column: str, defaults: Defaults) -> frozenset[str]:
    """Codes of certificates separated by `;`. One that the defaults do not know is kept as it is spelt, with a notice."""
    found = set()
    for part in read.text(column).split(";"):
        if part.strip():
            code = defaults.code("certificates", part)
            if code is None:
                code = slug(part)
                read.notice(column, "market.name-not-in-defaults", name=part.strip(), kept=code)
            found.add(code)
    return frozenset(found)


def _product(defaults: Defaults) -> Callable[[str], str]:
    def product(text: str) -> str:
        code = defaults.code("products", text)
        if code is None:
            raise cells.wrong("market.cell-unknown-product", product=text[:40], known=sorted(defaults.loads))
        return code

    return product


def _coded(read: Cursor, column: str, kind: str, defaults: Defaults) -> str:
    text = read.text(column)
    code = defaults.code(kind, text) if text else ""
    if code is None:
        code = slug(text)
        read.notice(column, "market.name-not-in-defaults", name=text[:40], kept=code)
    return code


def _suppliers(value: Decimal) -> int:
    if value < 1:
        raise cells.wrong("market.cell-no-suppliers")
    return cells.whole(value)


def _check_window(read: Cursor, column: str, first: date | None, last: date | None) -> None:
    if first is not None and last is not None and last < first:
        read.fault(column, Refusal("market.window-ends-before-it-starts", {"starts": first.isoformat(), "ends": last.isoformat()}))


def _check_score(read: Cursor, column: str, has_score: bool, protocol: str) -> None:
    if has_score and not protocol:
        read.fault(column, Refusal("market.score-without-protocol"))


def missing(headers: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Headers of a layout that a file lacks."""
    return [header for header in wanted if header not in headers]
