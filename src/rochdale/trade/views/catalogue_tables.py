"""The list of what partners offer."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rochdale.trade.models import PartnerOffer
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import written


def partner_offers_table(rows: QuerySet[PartnerOffer]) -> Table[PartnerOffer]:
    """Side by side: what, whose, what it costs by itself and for 1 kg, how much is left, and how old the row is."""
    return Table(
        rows,
        [
            Column("what", _("What"), lambda row: row.name, order="name"),
            Column("who", _("Who"), lambda row: row.supplier or "–", order="supplier"),
            Column("price", _("Price"), lambda row: _amount(row.price, row.currency), is_number=True),
            Column("each", _("For 1 kg"), lambda row: _amount(row.price_per_kg, row.currency), order="price_per_kg", is_number=True),
            Column("left", _("Left"), lambda row: "–" if row.stock is None else written(row.stock.normalize()), is_number=True),
            Column("read", _("Read on"), lambda row: date_format(row.at), order="at"),
            Column("file", _("File"), lambda row: f"{row.file} · {row.number}"),
        ],
        search=("name", "supplier", "sku", "kind", "file"),
        order="what",
        name="partner-offers",
    )


def _amount(amount: Decimal | None, currency: str) -> str:
    return "–" if amount is None else f"{written(amount.quantize(Decimal('0.0001')).normalize())} {currency}"
