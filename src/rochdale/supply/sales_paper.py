"""The sales behind a grower's statement, and what the buyers wrote, as they stand on paper."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.base.documents import content_of, document
from rochdale.kernel.money import Money, minor_digits
from rochdale.supply.called import money, weight
from rochdale.supply.models import Grower, StatementWord
from rochdale.supply.queries.sales import GrowerSale, sales_of, words_to
from rochdale.ui.templatetags.ui import written

RECKONED: dict[str, str | Promise] = {
    "share": gettext_lazy("Our part of what came in, after costs"),
    "organic": gettext_lazy("For organic kg"),
    "shortfall": gettext_lazy("Space left empty"),
    "claim": gettext_lazy("Taken off for quality"),
    "advance": gettext_lazy("First payments and advances from it"),
    "interest": gettext_lazy("Interest"),
    "own_costs": gettext_lazy("Costs of the cooperative"),
    "balance": gettext_lazy("Left for second payments"),
}
"""Lines of a settlement, as growers read them."""


def sales_content(grower: Grower, at: datetime) -> dict[str, object]:
    """Each sale that paid the grower, and the newest words."""
    return {
        "sales": {"title": _("Where the second payment came from"), "rows": [_sale(one) for one in sales_of(grower)]},
        "words": {"title": _("From those who bought it"), "rows": [_word(one) for one in words_to(grower, at)]},
    }


def _sale(one: GrowerSale) -> dict[str, object]:
    row = one.payment
    return {
        "name": _("Sale %(number)s to %(buyer)s") % {"number": row.reference, "buyer": row.buyer},
        "invoices": _("Invoice %(numbers)s") % {"numbers": ", ".join(row.invoices)},
        "headings": [_("Lot"), _("Goods"), _("Yours in it"), _("Sold at, for 1 kg"), _("Second payment")],
        "rows": [
            [
                lot.code, lot.goods, weight(lot.sold_g, 1), f"{written(lot.price, 2)} {row.currency}",
                money(lot.amount_minor, row.paid_currency),
            ]
            for lot in one.lots
        ],
        "sum": [_("Yours"), money(one.amount_minor, row.paid_currency)],
        "reckoning": [[str(RECKONED.get(code, code)), _amount(amount, row.currency)] for code, amount in row.reckoning],
        "to_growers": [_("Of that to growers now"), money(row.amount_minor, row.currency)],
        "rates": "; ".join(_rate(rate) for rate in row.rates),
        "premium": one.premium and _("Premium: %(use)s") % {"use": one.premium},
    }  # fmt: skip


def _amount(amount: str, currency: str) -> str:
    return f"{written(Money(Decimal(amount), currency).rounded().amount, minor_digits(currency))} {currency}"


def _rate(rate: dict[str, Any]) -> str:
    day = date_format(date.fromisoformat(rate["on"]), "DATE_FORMAT")
    facts = {"rate": written(Decimal(rate["per_eur"])), "currency": rate["currency"], "day": day}
    return _("%(rate)s %(currency)s for 1 EUR on %(day)s") % facts


def _word(word: StatementWord) -> dict[str, object]:
    picture = document(word.picture_id) if word.picture_id else None
    return {
        "text": word.text,
        "from": f"{word.from_whom}, {word.reference}, {date_format(localtime(word.at), 'DATE_FORMAT')}",
        "picture": list(content_of(picture)) if picture else [],
    }
