"""What is said of quotations and of scenarios."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_SCENARIOS = _("Scenarios side by side, docs/rules/scenarios.md")

register(
    {
        "trade.quotation-without-source": Words(says=_("A quotation needs its source."), remedy=_("Write where you read it, and when.")),
        "trade.scenarios-too-many": Words(says=_("Up to %(most)s can be read side by side."), remedy=_("Begin another sheet.")),
        "trade.scenarios-need-names": Words(
            says=_("Each sheet and each scenario needs a name of its own."), remedy=_("Write how it differs from the others.")
        ),
        "trade.scenarios-in-two-currencies": Words(
            says=_("These are in %(currencies)s, and cannot be compared."), remedy=_("Use one currency on a sheet."), source=_SCENARIOS
        ),
        "trade.floor-does-not-bind": Words(
            says=_("That is no row of a minimum price that binds."),
            remedy=_("Name one that is verified and that no newer one has replaced, or none."),
            source=_SCENARIOS,
        ),
        "trade.scenarios-already-shared": Words(says=_("%(name)s sees it already."), remedy=_("There is nothing to do.")),
    }
)
