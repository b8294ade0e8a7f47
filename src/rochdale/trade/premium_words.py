"""What trade says of a premium: what the assembly must decide, and what cannot be spent."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULE = _("The premium ledger, docs/rules/premium.md")

CATEGORIES: Mapping[str, str | Promise] = {
    "productivity": _("Better harvests"),
    "quality": _("Better quality"),
    "community": _("Village and roads"),
    "education": _("School and training"),
    "health": _("Health and water"),
    "administration": _("Running the cooperative"),
    "other": _("Something else"),
}

register(
    {
        "trade.may-not-keep-premium": Words(
            says=_("%(name)s may not write in the premium ledger of %(organization)s."), remedy=_("Ask the manager or the treasurer.")
        ),
        "trade.no-premium-due": Words(
            says=_("Invoice %(invoice)s owes your organization no premium."), remedy=_("Check the number of the invoice."), source=_RULE
        ),
        "trade.premium-amount-not-above-zero": Words(says=_("An amount is more than zero."), remedy=_("Write what was paid.")),
        "trade.premium-day-out-of-range": Words(
            says=_("That day cannot be."), remedy=_("Choose a day from %(first)s to %(last)s."), source=_RULE
        ),
        "trade.assembly-is-to-come": Words(says=_("The assembly of %(on)s is still to come."), remedy=_("Write it down after the vote.")),
        "trade.assembly-counts-wrong": Words(
            says=_("These counts cannot be: %(members)s members, %(present)s present, %(votes)s votes."),
            remedy=_("Copy them from the minutes again."),
        ),
        "trade.assembly-without-quorum": Words(
            says=_("%(present)s were present, and the bylaws ask for %(needed)s."),
            remedy=_("Call the assembly again."),
            rule=_("Only a general assembly with its quorum decides on a premium."),
            source=_RULE,
        ),
        "trade.assembly-said-no": Words(
            says=_("%(yes)s said yes and %(no)s said no."),
            remedy=_("Bring another plan before the assembly."),
            source=_RULE,
        ),
        "trade.premium-plan-is-empty": Words(says=_("Nothing is planned."), remedy=_("Write at least one project with its budget.")),
        "trade.premium-project-says-too-little": Words(
            says=_("A project needs a name, a kind and a budget above zero."), remedy=_("Complete it, or leave all of it empty.")
        ),
        "trade.premium-plan-above-receipt": Words(
            says=_("%(planned)s would be planned, and %(received)s came in."),
            remedy=_("Plan less. What is still to come is planned when it is there."),
            source=_RULE,
        ),
        "trade.premium-plan-without-minutes": Words(
            says=_("The minutes are missing."), remedy=_("Take a picture of them, or add the PDF."), source=_RULE
        ),
        "trade.premium-expense-above-budget": Words(
            says=_("%(amount)s is more than the %(left)s left of what the assembly gave."),
            remedy=_("Let the assembly vote on more, and write that down first."),
            rule=_("Nobody spends more than the members voted for."),
            source=_RULE,
        ),
        "trade.premium-expense-says-nothing": Words(says=_("What was it for?"), remedy=_("Write, for example, 20 drying tables.")),
        "trade.premium-expense-without-receipt": Words(
            says=_("The receipt is missing."), remedy=_("Take a picture of it, or add the PDF."), source=_RULE
        ),
        "trade.premium-is-planned": Words(
            says=_("%(planned)s is planned and rests on this receipt."), remedy=_("Record what came in right first."), source=_RULE
        ),
        "trade.premium-rule-cannot-be": Words(says=_("That rule cannot be."), remedy=_("Write 0 to 100 %% and 1 to 30 years.")),
    }
)
