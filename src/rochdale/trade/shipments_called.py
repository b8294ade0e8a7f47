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
    "consignment-note": _("Consignment note of the truck"),
    "air-waybill": _("Air waybill"),
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
    """The icon of a step; a truck leaves as a truck, a plane as a plane."""
    return CARRIERS.get(mode, "ship") if kind == "departed" else STEPS[kind][1]


CARRIERS: Mapping[str, str] = {"sea": "ship", "truck": "truck", "air": "plane"}
"""The icon of each way."""
WAYS: Mapping[str, Text] = {"sea": _("By ship"), "truck": _("By truck"), "air": _("By air")}
CARRIED_BY: Mapping[str, Text] = {"sea": _("Ship and voyage"), "truck": _("Truck"), "air": _("Flight")}
HELD_IN: Mapping[str, Text] = {"sea": _("Container"), "truck": _("Truck"), "air": _("Air container")}
BILLS: Mapping[str, Text] = {"sea": _("Bill of lading"), "truck": _("Consignment note of the truck"), "air": _("Air waybill")}
"""What the carrier signs, by way."""


SHIPPED_ROWS: tuple[Text, ...] = (
    _("carrier"),
    _("certifying agency of the exporting member"),
    _("control body, in TRACES"),
    _("customs and forwarder"),
    _("customs of Cameroon"),
    _("customs of the exporting country"),
    _("exporter"),
    _("exporter or inspector"),
    _("fumigator"),
    _("importer, in NACCS"),
    _("insurer"),
    _("laboratory accredited to ISO/IEC 17025"),
    _("national cocoa and coffee board"),
    _("plant protection of Cameroon"),
    _("plant protection of the country of origin"),
    _("registered certifying body"),
    _("seller"),
    _("Carriers ask for it before the cut-off; no source read yet"),
    _("Certificate of inspection in TRACES before the goods leave. Unverified"),
    _("Customs of every country ask for it; no source read yet"),
    _("Everything but Arms. Unverified"),
    _("Everything but Arms; Laos leaves the list of least developed countries, so the preference is to be read anew. Unverified"),
    _("GSP+. Unverified"),
    _("ICO, ICC 102-9 Rev. 2, certificates of origin"),
    _("Incoterms 2020: under CIF and CIP the seller insures"),
    _("Montreal Convention (1999), Art. 4. Unverified"),
    _("JETRO, guidebook for export to Japan (2011)"),
    _("JETRO, guidebook for export to Japan (2011): JAS only if sold as organic"),
    _("JETRO, guidebook for export to Japan (2011): green beans pass plant quarantine"),
    _("JETRO, guidebook for export to Japan (2011); indonesia-coffee.com 2025: limit 0.01 ppm where no other is set"),
    _("Laos has no sea port: goods leave by Da Nang (VNDAD) or Laem Chabang (THLCH). Which paper the transit asks for is unverified"),
    _("Reg. (EU) 2023/1115, Annex I; applies from 30 December 2026 by Reg. (EU) 2025/2650"),
    _("Reg. (EU) 2023/1115, Annex I; micro and small operators from 30 June 2027 by Reg. (EU) 2025/2650"),
    _("Registered exporter above EUR 6,000. Unverified"),
    _("Unverified"),
    _("Usual in the trade; no source read yet"),
    _("Usual in the trade; no source read yet. Days of validity are an example"),
    _("Where asked; no source read yet. Ask the plant protection of the country of arrival"),
)
"""Who issues a paper and where it is written, as the rows of `papers.toml` say it: a reader gets them in the own language."""
