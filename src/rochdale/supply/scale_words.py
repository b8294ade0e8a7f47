"""What is said when something cannot be: scale."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

register(
    {
        "supply.scale-needs-a-name": Words(says=_("Which scale was it?"), remedy=_("Write the name or number on it.")),
        "supply.test-weight-is-nothing": Words(
            says=_("A test weight weighs something."), remedy=_("Write what is stamped on it, and what the scale shows.")
        ),
        "supply.price-shown-was-another": Words(
            says=_("The price was shown as %(shown)s, but comes to %(computed)s."),
            remedy=_("Weigh once more: a new price list may have begun."),
            rule=_("A receipt never says another amount than the grower was shown."),
        ),
        "supply.receipt-figures-are-missing": Words(
            says=_("Something is missing on this receipt: %(fields)s."), remedy=_("Weigh once more.")
        ),
    }
)
