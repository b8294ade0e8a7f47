"""A receipt in the reader's language: on a page, on paper (A6 or a 58 mm roll), and as a short message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.base.made_up import shown_name
from rochdale.base.paper import pdf
from rochdale.people.factor_views import qr
from rochdale.supply.called import claim_names, form_name, goods_name, grade_name, money, weight
from rochdale.supply.models import Delivery
from rochdale.supply.rules.receipts import check, shortest_that_fits
from rochdale.ui.templatetags.ui import written

TEMPLATES = {"a6": "supply/paper/receipt.typ", "roll": "supply/paper/receipt_roll.typ"}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What stands on a receipt, in words."""

    title: str
    number: str
    check: str
    organization: str
    grower: str
    grower_number: str
    when: str
    rows: list[tuple[str, str]]
    net: str
    price: str
    value: str
    is_stale: bool
    is_reversal: bool
    reason: str
    square: str
    """What the QR holds."""


STALE = gettext_lazy("The price list on the device was no longer the newest. The price on this receipt stands.")
LATER = gettext_lazy("The price is settled later.")


def check_of(row: Delivery) -> str:
    """The six signs on the receipt."""
    return check(str(row.organization_id), row.receipt_no, row.net_g, row.value_minor)


def receipt(row: Delivery, organization: str) -> Receipt:
    """The receipt of a delivery or of a reversal, in the active language."""
    signs = check_of(row)
    return Receipt(
        title=_("Taken back") if row.reverses_id else _("Receipt"),
        number=row.receipt_no,
        check=signs,
        organization=organization,
        grower=shown_name(row.grower.person.name),
        grower_number=row.grower.number,
        when=date_format(localtime(row.happened_at), "j F Y, H:i"),
        rows=_rows(row),
        net=weight(row.net_g),
        price=_price(row),
        value="" if row.value_minor is None else money(row.value_minor, row.currency),
        is_stale=row.is_price_stale,
        is_reversal=row.reverses_id is not None,
        reason=row.reason,
        square=f"{row.receipt_no} {signs}",
    )


def _rows(row: Delivery) -> list[tuple[str, str]]:
    found = [
        (_("Goods"), form_name(row.form)),
        (_("Grade"), grade_name(row.grade)),
        (_("Put down as"), claim_names(row.claims)),
        (_("Gross"), weight(row.gross_g)),
        (_("Tare"), weight(row.tare_g) if row.tare_g else ""),
        (_("Bags"), str(row.bags) if row.bags else ""),
        (_("Deducted"), weight(row.deduction_g) if row.deduction_g else ""),
        (_("Moisture"), "" if row.moisture_pct is None else f"{written(row.moisture_pct.normalize())} %"),
        (_("Weighed at"), row.point.name),
        (_("Weighed by"), shown_name(row.by_name)),
    ]
    if row.reverses:
        found.insert(0, (_("Takes back"), row.reverses.receipt_no))
    return [(name, value) for name, value in found if value]


def _price(row: Delivery) -> str:
    if row.price_per_kg is None:
        return ""
    paid = row.price_per_kg - row.price_deduction
    return _("%(price)s %(currency)s for 1 kg") % {"price": per_kg(paid), "currency": row.currency}


def per_kg(price: Decimal) -> str:
    """12,000 — without zeros behind the point."""
    return written(Decimal(format(price.normalize(), "f")))


def message(row: Delivery, organization: str) -> str:
    """The receipt as one short message, where the script allows it."""
    facts = {
        "coop": organization, "number": row.receipt_no, "check": check_of(row), "date": date_format(localtime(row.happened_at), "d/m/y"),
        "grower": row.grower.number, "net": weight(row.net_g), "goods": goods_name(row.form, row.grade),
        "value": "" if row.value_minor is None else money(row.value_minor, row.currency),
    }  # fmt: skip
    texts = [
        _("%(coop)s: receipt %(number)s, %(date)s. No. %(grower)s: %(net)s %(goods)s, %(value)s. Check %(check)s"),
        _("Receipt %(number)s, %(date)s: %(net)s, %(value)s. %(check)s"),
        "%(number)s %(net)s %(value)s %(check)s",
    ]
    return shortest_that_fits([text % facts for text in texts])


def paper(row: Delivery, organization: str, *, size: str, language: str, is_copy: bool) -> bytes:
    """The receipt as PDF: `a6`, or `roll` for a printer of 58 mm. The same receipt gives the same bytes."""
    with translation.override(language):
        content = _content(receipt(row, organization), is_copy=is_copy)
    return pdf(TEMPLATES[size], content, language=language, at=row.happened_at)


def _content(found: Receipt, *, is_copy: bool) -> Mapping[str, object]:
    return {
        "title": found.title,
        "reference": found.number,
        "number": found.number,
        "organization": found.organization,
        "grower": found.grower,
        "grower_number": _("No. %(number)s") % {"number": found.grower_number},
        "when": found.when,
        "copy": _("Copy") if is_copy else "",
        "rows": [*found.rows],
        "net": [_("Net"), found.net],
        "price": [_("Price"), found.price] if found.price else [],
        "value": [_("Value"), found.value] if found.value else [],
        "notes": [str(note) for note in _notes(found)],
        "qr": qr(found.square),
        "check": _("Check %(check)s") % {"check": found.check},
        "signs": [_("Grower"), _("Clerk")],
    }


def _notes(found: Receipt) -> list[object]:
    notes: list[object] = [] if found.value else [LATER]
    if found.is_stale:
        notes.append(STALE)
    if found.reason:
        notes.append(_("Reason: %(reason)s") % {"reason": found.reason})
    return notes
