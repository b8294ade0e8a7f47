"""What trade says when goods cannot be sold on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

register(
    {
        "trade.onward-above-arrived": Words(
            says=_("%(kg)s kg are more than the %(left_kg)s kg that arrived and are not sold on yet."),
            remedy=_("Check the weight and the lot."),
            rule=_("Before the goods are weighed on arrival, what is invoiced counts as arrived."),
        ),
        "trade.onward-to-nobody": Words(says=_("It must be clear who bought it."), remedy=_("Write the name.")),
        "trade.only-the-importer-sells-on": Words(
            says=_("Only the importer named in the contract writes what it sells on."), remedy=_("Ask the importer.")
        ),
        "trade.may-not-sell-on": Words(
            says=_("%(name)s may not write sales for %(organization)s."), remedy=_("Ask the manager, the buyer or the clerk.")
        ),
    }
)
