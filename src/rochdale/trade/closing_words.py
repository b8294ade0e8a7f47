"""What trade says when a figure cannot be told or a report cannot be shown; and how the lines of a sale are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULE = _("Closing report, docs/rules/closing-report.md")

LINES: Mapping[str, str | Promise] = {
    "first": _("Paid to growers at delivery, in all"),
    "freight": _("Freight, in all"),
    "insurance": _("Insurance, in all"),
    "terminal": _("Port and terminal, in all"),
    "duty": _("Duty, in all"),
    "clearance": _("Customs clearance, in all"),
    "inland": _("Way from the port, in all"),
    "finance": _("Finance, in all"),
    "retail": _("Price on the shelf for 1 kg, without VAT"),
}

register(
    {
        "trade.figure-is-not-yours": Words(says=_("That is for the other side to say."), remedy=_("Choose one of your own lines.")),
        "trade.figure-is-to-come": Words(says=_("%(on)s is still to come."), remedy=_("Choose the day on which it was so.")),
        "trade.may-not-publish": Words(
            says=_("%(name)s may not speak for %(organization)s in public."), remedy=_("Ask the manager, the chair or the buyer.")
        ),
        "trade.report-before-settlement": Words(
            says=_("The sale is not settled yet."), remedy=_("Settle it first: before that nobody knows who earned what."), source=_RULE
        ),
        "trade.report-before-payment": Words(
            says=_("%(left)s has still to come in."), remedy=_("A report is frozen once all is paid."), source=_RULE
        ),
        "trade.report-without-growers": Words(
            says=_("Nobody has told what growers were paid at delivery."),
            remedy=_("Each cooperative whose books are not kept here says it, for everybody."),
            source=_RULE,
        ),
        "trade.nothing-has-arrived": Words(
            says=_("Nothing has arrived under %(contract)s yet."), remedy=_("Write once the goods are there.")
        ),
        "trade.word-length": Words(says=_("A word on arrival has 1 to %(most)s letters."), remedy=_("Write one sentence.")),
        "trade.article-without-name": Words(says=_("The article has no name."), remedy=_("Write what stands on the shelf.")),
        "trade.only-the-buyer-tells": Words(says=_("Only the buyer's people can say that."), remedy=_("Ask them.")),
        "trade.publication-is-another": Words(
            says=_("This is not what was shown to you, or it does not wait for you."), remedy=_("Open it again.")
        ),
        "trade.publication-already-answered": Words(
            says=_("Your organization has answered already."), remedy=_("Ask for a new one if you think otherwise now.")
        ),
    }
)
