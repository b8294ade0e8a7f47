"""Who pays which part of the way under a term of Incoterms 2020, in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.trade.rules.landed_cost import SELLER_PAYS, paid_by

PARTS: Mapping[str, str | Promise] = {
    "inland_at_origin": _("Way to the port"),
    "export_clearance": _("Export papers and customs"),
    "loading": _("Loading"),
    "carriage": _("Freight"),
    "insurance": _("Insurance"),
    "unloading": _("Unloading"),
    "import_and_duty": _("Import and duty"),
}
PAYERS: Mapping[str, str | Promise] = {"seller": _("The seller"), "buyer": _("The buyer"), "nobody": _("Nobody has to")}


def who_pays(term: str) -> list[tuple[str, str]]:
    """Each part of the way and who pays it, from the seller's door on. Raises `Refused` for a term nobody knows."""
    return [(str(PARTS[part]), str(PAYERS[paid_by(term, part)])) for part in SELLER_PAYS]
