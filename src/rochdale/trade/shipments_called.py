"""How steps and papers of a shipment are called, and which icon stands beside them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.trade.goods_words import CERTIFICATES, called

Text = str | Promise

PAPERS: Mapping[str, Text] = {
    "commercial-invoice": _("Commercial invoice"),
    "packing-list": _("Packing list"),
    "bill-of-lading": _("Bill of lading"),
    "consignment-note": _("Consignment note of the truck (CMR)"),
    "weight-note": _("Weight note"),
    "quality-note": _("Quality note"),
    "shipping-instruction": _("Shipping instruction"),
    "insurance": _("Insurance certificate"),
    "ico-certificate": _("ICO certificate of origin"),
    "phytosanitary": _("Phytosanitary certificate"),
    "fumigation": _("Fumigation certificate"),
    "evidence-pack": _("Evidence pack (EUDR)"),
    "statement-on-origin": _("Statement on origin"),
    "rex-registration": _("Number of the registered exporter (REX)"),
    "transit": _("Transit document"),
    "board-permit": _("Permit of the national board"),
    "eur1": _("Movement certificate EUR.1"),
    "organic-coi": _("Certificate of inspection, organic (COI)"),
    "residue-report": _("Residue report"),
    "import-notification": _("Import notification"),
    "jas-certificate": _("Organic certificate JAS"),
    "certificate": _("Certificate"),
    "other": _("Another paper"),
}
STEPS: Mapping[str, tuple[Text, str]] = {
    "booked": (_("Booking"), "calendar"),
    "stuffed": (_("Stuffing"), "sack"),
    "weighed": (_("Gross mass"), "scale"),
    "sealed": (_("Seals"), "lock"),
    "departed": (_("Departure"), "ship"),
    "arrived": (_("Arrival"), "container"),
    "landed": (_("Weight on arrival"), "scale"),
    "claimed": (_("Claim for weight"), "coins"),
}
"""A step as a noun, and its icon."""
TO_DO: Mapping[str, Text] = {
    "booked": _("Book the way"),
    "stuffed": _("Write down what went in"),
    "weighed": _("Write down the gross mass"),
    "sealed": _("Write down the seals"),
    "departed": _("It has left"),
    "arrived": _("It has arrived"),
    "landed": _("Write down the weight on arrival"),
    "claimed": _("Claim the missing weight"),
}
"""The same as a button."""


def paper_name(document: str, about: str = "") -> str:
    """Phytosanitary certificate; of a certificate with its scheme: Certificate, Fairtrade."""
    name = str(PAPERS.get(document, document))
    return str(_("%(paper)s, %(scheme)s")) % {"paper": name, "scheme": called(CERTIFICATES, about)} if about else name


def step_name(kind: str) -> str:
    """Booking."""
    return str(STEPS[kind][0]) if kind in STEPS else kind


def step_icon(kind: str, mode: str) -> str:
    """The icon of a step; a truck leaves as a truck."""
    return "truck" if kind == "departed" and mode == "truck" else STEPS[kind][1]
