"""What is said when growers cannot be paid out of a sale."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULE = _("Paying growers out of a sale, docs/rules/proceeds.md")

register(
    {
        "supply.more-sold-than-the-lot": Words(
            says=_("More of a lot was sold than it ever held."),
            remedy=_("Check the weights on the invoice and in the store."),
            source=_RULE,
        ),
        "supply.nobody-is-behind-the-lots": Words(
            says=_("No delivery is known behind these lots."),
            remedy=_("Pay by season and grade instead, under second payments."),
            source=_RULE,
        ),
        "supply.more-than-the-sale-left": Words(
            says=_("%(asked)s is too much: the sale left %(most)s, and %(before)s of it is on its way to growers already."),
            remedy=_("Write less."),
            rule=_("Growers are paid out of what a settlement left, never out of the premium."),
            source=_RULE,
        ),
        "supply.word-says-nothing": Words(says=_("There is nothing to print."), remedy=_("Write one sentence.")),
        "supply.may-not-leave-words": Words(
            says=_("%(name)s may not write on the statements of the growers of %(organization)s."), remedy=_("Ask the manager.")
        ),
    }
)
