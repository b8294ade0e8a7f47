"""What the lines of a price from the grower to the shelf are called, and the rule of each."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
_EACH = _("For one kg of what is shipped.")
_WHOLE = _("The whole cost, divided by all kg.")

LINES: Mapping[str, tuple[Text, Text]] = {
    "growers": (_("Growers"), _("What is left of the price after all costs, followed back form by form. Computed, never typed.")),
    "cooperative": (_("Cooperative"), _("Its own costs from the growers to the ship, together.")),
    "mill": (_("Milling"), _EACH),
    "retention": (_("The cooperative keeps"), _EACH),
    "finance": (_("The cooperative’s money"), _EACH),
    "certification": (_("Certification"), _EACH),
    "inland": (_("Way to the port"), _WHOLE),
    "clearance": (_("Export papers and customs"), _WHOLE),
    "loading": (_("Loading"), _WHOLE),
    "premium": (_("Premium"), _("Owed to the organization; its members decide on it. No part of what they are paid.")),
    "fob": (_("On board (FOB)"), _("The price, without what the seller bears after the ship, with what the buyer bears before it.")),
    "freight there": (_("Freight"), _WHOLE),
    "insurance there": (_("Insurance"), _("CIF = (FOB + freight) / (1 − 1.10 × rate): the premium is itself insured.")),
    "terminal there": (_("Unloading"), _WHOLE),
    "duty there": (_("Duty"), _("CIF × rate of duty.")),
    "clearance there": (_("Clearance"), _WHOLE),
    "inland there": (_("On to the buyer"), _WHOLE),
    "finance there": (_("Cost of the advance"), _("FOB × share in advance × interest × days / 360.")),
    "landed": (_("Landed"), _("Everything until the buyer’s door.")),
    "shop": (_("Roasting, packing, shop"), _("What is left between the shelf and the buyer’s door.")),
    "shelf": (_("Shelf, without VAT"), _("The price of a kg sold, divided by the kg shipped that it takes.")),
}
"""By name of a line."""
