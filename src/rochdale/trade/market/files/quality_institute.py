"""The table of the Coffee Quality Institute as it circulates: one row per graded sample, typed by many hands.

Every row is read and keeps its number. What cannot be read is kept as text and named; a lot without a weight or a country
cannot be offered and is held with that reason. Port, window and reserve price come from the defaults file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.market.defaults import Defaults
from rochdale.trade.market.files import cells
from rochdale.trade.market.files.cursor import Cursor
from rochdale.trade.market.files.known import port_code
from rochdale.trade.market.files.measures import Span, altitude_m, bag_kg, harvest_years, lot_kg
from rochdale.trade.market.files.own import slug
from rochdale.trade.market.files.rows import Held, OfferRow

PROTOCOL = "SCA-2004"
PRODUCT = "coffee"
SCORES = ("aroma", "flavor", "aftertaste", "acidity", "body", "balance", "uniformity", "clean_cup", "sweetness", "cupper_points")
TOTAL = "total_cup_points"
MOST_SCORE_DIFFERENCE = Decimal("0.15")
REQUIRED = ("species", "country_of_origin", "number_of_bags", "bag_weight", "processing_method", *SCORES, TOTAL)
NAME_COLUMNS = ("company", "owner", "producer", "mill", "farm_name")
"""Where a cooperative's name may stand, most trusted first."""
NUMBER = ""
"""The header of the row number is empty."""
USUAL_BAG_KG = (20, 100)

_NOTHING = frozenset(
    (
        "",
        "n/a",
        "na",
        "none",
        "non",
        "various",
        "several",
        "vary",
        "mixed",
        "not applicable",
        "unspecified",
        "name removed",
        "coop",
        "x",
        "0",
        "-",
    )
)
_COOPERATIVE = re.compile(r"co-?op|soc\. ?coop|farmers.? (group|union)|\bunion\b|\bejido|community enterprise", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@|]+@[^\s@|]+\.[a-z]{2,}", re.IGNORECASE)
COUNTRIES = {
    "brazil": "BR", "burundi": "BI", "china": "CN", "colombia": "CO", "costa rica": "CR", "cote d?ivoire": "CI", "cote d'ivoire": "CI",
    "ecuador": "EC", "el salvador": "SV", "ethiopia": "ET", "guatemala": "GT", "haiti": "HT", "honduras": "HN", "india": "IN",
    "indonesia": "ID", "japan": "JP", "kenya": "KE", "laos": "LA", "malawi": "MW", "mauritius": "MU", "mexico": "MX", "myanmar": "MM",
    "nicaragua": "NI", "panama": "PA", "papua new guinea": "PG", "peru": "PE", "philippines": "PH", "rwanda": "RW", "taiwan": "TW",
    "tanzania, united republic of": "TZ", "thailand": "TH", "uganda": "UG", "united states": "US", "united states (hawaii)": "US",
    "united states (puerto rico)": "PR", "vietnam": "VN", "zambia": "ZM",
}  # fmt: skip


def is_layout(keys: frozenset[str]) -> bool:
    """Whether a file's header keys are this layout."""
    return keys.issuperset(("species", "country_of_origin", "number_of_bags", "bag_weight", TOTAL))


def offer_row(read: Cursor, defaults: Defaults, on: date) -> OfferRow | Held:
    """One sample as an offer, or held with the reason why it cannot be offered. `on` picks the shipping season."""
    number = read.take_or("row", lambda text: cells.whole(cells.number(text, ".")), read.line.number)
    species = read.take("species", lambda text: _code(defaults, "species", text))
    process = read.take_or("processing_method", lambda text: _code(defaults, "processes", text), "")
    score = _score(read)
    origin = dict(_origin(read)) | {"source_row": str(number)}
    offer_id = f"cqi-{species}-{number}"
    kg = lot_kg(read.text("number_of_bags"), read.text("bag_weight"))
    country = COUNTRIES.get(read.text("country_of_origin").casefold(), "")
    cooperative = _cooperative(read) or offer_id
    lot = defaults.lots.get((PRODUCT, country))
    if kg is None or lot is None:
        return Held(read.line.number, offer_id, cooperative, kg, _why_held(read, kg, country), origin)
    _check_bag(read)
    try:
        port_code(lot.port)
    except Refused as refused:
        read.fault("country_of_origin", refused.refusals[0])
    first, last = lot.window(on)
    currency, unit = lot.reserve.unit.split("/")
    return OfferRow(
        read.line.number, offer_id, cooperative, country, PRODUCT, species, process, PROTOCOL if score is not None else "", score,
        frozenset(), kg, lot.port, first, last, lot.reserve.value, currency, cells.price_unit(unit), origin,
    )  # fmt: skip


def _why_held(read: Cursor, kg: int | None, country: str) -> Refusal:
    """The first reason why a lot cannot be offered."""
    if kg is None:
        return Refusal("market.lot-weight-unknown", {"bags": read.text("number_of_bags"), "bag_weight": read.text("bag_weight")})
    text = read.text("country_of_origin")
    if not text:
        return Refusal("market.lot-without-country")
    return Refusal("market.lot-country-without-defaults", {"country": country or text, "product": PRODUCT})


def _code(defaults: Defaults, kind: str, text: str) -> str:
    return defaults.code(kind, text) or slug(text)


def _score(read: Cursor) -> Decimal | None:
    """The total, with a notice where the ten scores do not add up to it; a total of 0 was never graded."""
    total = read.measure(TOTAL, cells.score)
    parts = [read.measure(column, cells.score) for column in SCORES]
    if total is None or any(part is None for part in parts):
        return None
    difference = abs(sum(parts, Decimal(0)) - total)
    if difference > MOST_SCORE_DIFFERENCE:
        read.notice(TOTAL, "market.scores-do-not-add", total=str(total), sum=str(sum(parts, Decimal(0))))
    if total == 0:
        read.notice(TOTAL, "market.lot-not-graded")
    return total.quantize(Decimal("0.01")) or None


def _check_bag(read: Cursor) -> None:
    low, high = USUAL_BAG_KG
    each = bag_kg(read.text("bag_weight"))
    if each is not None and not low <= each <= high:
        read.notice("bag_weight", "market.bag-unusual", bag_weight=read.text("bag_weight"), low=low, high=high)


def _cooperative(read: Cursor) -> str:
    """The cooperative's name, from whichever column says so; otherwise the first name there is. An address is reported, not kept."""
    names = []
    for column in NAME_COLUMNS:
        text = read.text(column)
        if _EMAIL.search(text):
            read.notice(column, "market.email-in-name")
        elif text.casefold() not in _NOTHING:
            names.append(" ".join(text.split())[: cells.MOST_LETTERS])
    return next((name for name in names if _COOPERATIVE.search(name)), names[0] if names else "")


def _origin(read: Cursor) -> Iterator[tuple[str, str]]:
    """What else the row says: text as found, and what could be read of it."""
    for column in ("farm_name", "mill", "region", "variety", "ico_number", "lot_number"):
        text = read.text(column)
        if text.casefold() not in _NOTHING and not _EMAIL.search(text):
            yield column, text
    yield "weight_text", f"{read.text('number_of_bags')} x {read.text('bag_weight')}"
    yield from _altitude(read)
    yield from _harvest(read)
    for column in ("grading_date", "expiration"):
        yield from _day(read, column)


def _altitude(read: Cursor) -> Iterator[tuple[str, str]]:
    text = read.text("altitude")
    if not text:
        return
    yield "altitude_text", text
    span = altitude_m(text, read.text("unit_of_measurement"))
    if span is None:
        read.notice("altitude", "market.altitude-unknown", text=text[:40])
    else:
        yield from (("altitude_low_m", str(span.low)), ("altitude_high_m", str(span.high)))
    _check_cleaned(read, span, text)


def _check_cleaned(read: Cursor, span: Span | None, text: str) -> None:
    """Somebody cleaned these altitudes before; where that contradicts the text, the text wins and the reader is told."""
    column = "altitude_mean_meters"
    try:
        cleaned = Decimal(read.text(column) or "NaN")
    except ArithmeticError:
        return
    if cleaned.is_finite() and (span is None or abs(cleaned - Decimal(span.low + span.high) / 2) > 1):
        read.notice(column, "market.cleaned-altitude-contradicts", text=text[:40], cleaned=str(cleaned))


def _harvest(read: Cursor) -> Iterator[tuple[str, str]]:
    text = read.text("harvest_year")
    if not text:
        return
    yield "harvest_text", text
    years = harvest_years(text)
    if years is None:
        read.notice("harvest_year", "market.harvest-unknown", text=text[:40])
    else:
        yield from (("harvest_from", str(years.low)), ("harvest_until", str(years.high)))


def _day(read: Cursor, column: str) -> Iterator[tuple[str, str]]:
    text = read.text(column)
    if not text:
        return
    try:
        yield column, cells.day(text).isoformat()
    except Refused:
        yield f"{column}_text", text
        read.notice(column, "market.date-unknown", text=text[:40])
