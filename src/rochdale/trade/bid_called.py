"""A bid in the reader's language: its price as a sentence, its terms as rows, and what changed since the bid before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.kernel.money import minor_digits
from rochdale.trade.called import place_and_code, unit_name
from rochdale.trade.goods_words import PROTOCOLS, called
from rochdale.trade.rules.negotiation import Bid, differences
from rochdale.trade.rules.price_terms import AVERAGE, DIFFERENTIAL, OUTRIGHT, TO_BE_FIXED, PriceTerms
from rochdale.ui.templatetags.ui import written

Text = str | Promise
Pairs = list[tuple[str, str]]

EXCHANGE_NAMES: Mapping[str, Text] = {
    "KC": gettext_lazy("ICE New York, arabica (KC)"),
    "RC": gettext_lazy("ICE London, robusta (RC)"),
    "CC": gettext_lazy("ICE New York, cocoa (CC)"),
    "C": gettext_lazy("ICE London, cocoa (C)"),
}
PRICE_KINDS: Mapping[str, Text] = {
    "outright": gettext_lazy("One fixed price"),
    "differential": gettext_lazy("More or less than an exchange"),
    "to-be-fixed": gettext_lazy("The same, fixed later"),
    "fairtrade": gettext_lazy("Fairtrade, with its minimum"),
}
CLAUSES: Mapping[str, Text] = {
    "": gettext_lazy("No sample agreed on"),
    "pss": gettext_lazy("A sample before shipment"),
    "sas-nans": gettext_lazy("No approval, no sale"),
}
FORM_NAMES: Mapping[str, Text] = {
    "": gettext_lazy("No form"),
    "GCA": "GCA",
    "ESCC": gettext_lazy("ESCC, European coffee"),
    "FCC": gettext_lazy("FCC, cocoa"),
}
WEIGHT_NAMES: Mapping[str, Text] = {"shipped": gettext_lazy("Shipped weight"), "landed": gettext_lazy("Landed weight")}
CALLERS: Mapping[str, Text] = {"buyer": gettext_lazy("at the buyer's call"), "seller": gettext_lazy("at the seller's call")}


FLOOR_ON: Mapping[str, Text] = {"": gettext_lazy("Each step"), AVERAGE: gettext_lazy("The average of all steps")}
"""By word of `PriceTerms.floor_on`."""


def figure(value: Decimal) -> str:
    """Without zeros at its end, as the reader writes it."""
    return written(Decimal(f"{value.normalize():f}"))


def price_in_words(price: PriceTerms) -> str:
    """4.85 USD for 1 kg; ICE New York, arabica (KC), March 2027: 231.4 + 18 USc/lb."""
    if price.kind == OUTRIGHT:
        return _("%(price)s %(currency)s for %(unit)s") % {
            "price": price_in(price.amount, price.currency), "currency": price.currency, "unit": unit_name(price.unit),
        }  # fmt: skip
    facts = {
        "exchange": called(EXCHANGE_NAMES, price.exchange), "month": month_in_words(price.month), "unit": price.quoted_in,
        "quotation": figure(price.quotation or Decimal(0)), "day": _day(price.quoted_on), "sign": "−" if price.amount < 0 else "+",
        "differential": figure(abs(price.amount)), "until": _day(price.fix_by), "call": CALLERS.get(price.caller, ""),
    }  # fmt: skip
    if price.kind == TO_BE_FIXED:
        said = _(
            "%(exchange)s, %(month)s, %(sign)s %(differential)s %(unit)s, to be fixed %(call)s by %(until)s; it stood at %(quotation)s"
        )
        return said % facts + (_("; a minimum is tested on the average of all steps") if price.floor_on == AVERAGE else "")
    if price.kind == DIFFERENTIAL:
        return _("%(exchange)s, %(month)s: %(quotation)s %(sign)s %(differential)s %(unit)s, as quoted on %(day)s") % facts
    return _("Fairtrade: %(exchange)s, %(month)s, %(quotation)s %(sign)s %(differential)s %(unit)s, and never below the minimum") % facts


def price_in(amount: Decimal, currency: str) -> str:
    """With the small coin of its currency, and what the price has beyond it: 0.80, 4.8502, 2,750."""
    own = -int(amount.normalize().as_tuple().exponent)
    return written(Decimal(f"{amount.normalize():f}"), max(minor_digits(currency), own))


def month_in_words(month: str) -> str:
    """March 2027."""
    return date_format(date.fromisoformat(f"{month}-01"), "F Y")


def bid_rows(bid: Bid) -> Pairs:
    """Every term that was stated, in the order of the form."""
    rows = [(label, show(getattr(bid, name))) for name, label, show in _rows()]
    return [(label, said) for label, said in rows if said]


ELSEWHERE = frozenset(
    {"kg", "incoterm", "place", "ship_from", "ship_until", "costs_to_board", "valid_until", "protocol", "score", "bags", "bag_kg"}
)
"""Terms that stand in parts of their own on the paper of a contract."""


def trade_rows(bid: Bid) -> Pairs:
    """What the paper of a contract says beside goods, place and window: the formula of the price, quality, clauses."""
    rows = [(label, show(getattr(bid, name))) for name, label, show in _rows() if name not in ELSEWHERE]
    return [(label, said) for label, said in rows if said]


def changes(before: Bid, after: Bid) -> list[str]:
    """What is not as it was, a sentence each: "Price up 0.25 USD for 1 kg, to 5.10"."""
    found = differences(before, after)
    told = []
    if any(one.field.startswith("price.") for one in found):
        told.append(_price_change(before.price, after.price))
    labels = {name: (label, show) for name, label, show in _rows()}
    for one in found:
        if one.field == "kg":
            word = _("Weight up %(by)s kg, to %(to)s kg") if after.kg > before.kg else _("Weight down %(by)s kg, to %(to)s kg")
            told.append(word % {"by": written(abs(after.kg - before.kg)), "to": written(after.kg)})
        elif one.field in labels:
            label, show = labels[one.field]
            facts = {"what": label, "after": show(one.after) or "–", "before": show(one.before) or "–"}
            told.append(_("%(what)s: %(after)s instead of %(before)s") % facts)
    return told


def _price_change(before: PriceTerms, after: PriceTerms) -> str:
    is_like = (before.kind, before.currency, before.unit, before.exchange, before.month, before.quoted_in) == (
        after.kind, after.currency, after.unit, after.exchange, after.month, after.quoted_in,
    )  # fmt: skip
    if not is_like or before.amount == after.amount:
        return _("Price: %(after)s instead of %(before)s") % {"after": price_in_words(after), "before": price_in_words(before)}
    unit = f"{after.currency}/{after.unit}" if after.kind == OUTRIGHT else after.quoted_in
    by, to = abs(after.amount - before.amount), after.amount
    facts = {"by": figure(by), "to": figure(to), "unit": unit}
    is_up = after.amount > before.amount
    if after.kind == OUTRIGHT:
        facts |= {"by": price_in(by, after.currency), "to": price_in(to, after.currency)}
        return (_("Price up %(by)s %(unit)s, to %(to)s") if is_up else _("Price down %(by)s %(unit)s, to %(to)s")) % facts
    return (_("Differential up %(by)s %(unit)s, to %(to)s") if is_up else _("Differential down %(by)s %(unit)s, to %(to)s")) % facts


def _rows() -> list[tuple[str, str, Callable[[Any], str]]]:
    """Field, label and how its value is shown; nothing for what was left empty."""
    return [
        ("kg", _("Weight"), lambda value: f"{written(value)} kg"),
        ("price", _("Price"), price_in_words),
        ("incoterm", _("Term"), lambda value: _("%(term)s, Incoterms 2020") % {"term": value}),
        ("place", _("Place"), place_and_code),
        ("ship_from", _("Ships from"), _day),
        ("ship_until", _("Ships until"), _day),
        ("costs_to_board", _("Between place and ship, for 1 kg"), lambda value: "" if value is None else figure(value)),
        ("form", _("Form of contract"), lambda value: str(FORM_NAMES[value]) if value else ""),
        ("crop_year", _("Crop year"), str),
        ("grade", _("Grade"), str),
        ("screen", _("Screen"), str),
        ("defects", _("Defects"), str),
        ("protocol", _("Protocol"), lambda value: str(called(PROTOCOLS, value)) if value else ""),
        ("score", _("Score"), lambda value: "" if value is None else figure(value)),
        ("bags", _("Bags"), lambda value: "" if value is None else written(value)),
        ("bag_kg", _("Kg in a bag"), lambda value: "" if value is None else figure(value)),
        ("tolerance", _("Weight allowed more or less"), lambda value: f"{figure(value * 100)} %"),
        ("weights", _("Which weight counts"), lambda value: str(called(WEIGHT_NAMES, value))),
        ("sample_clause", _("Sample"), lambda value: str(CLAUSES[value]) if value else ""),
        ("silence_days", _("Days after which silence approves"), lambda value: "" if value is None else written(value)),
        ("payment", _("Payment"), str),
        ("arbitration", _("Arbitration at"), str),
        ("valid_until", _("Answer by"), _day),
    ]


def _day(value: date | None) -> str:
    return date_format(value) if value else ""
