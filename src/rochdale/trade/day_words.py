"""What trade says of market days: what cannot be, what is missing before a clearing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Market days, docs/rules/market-days.md")

register(
    {
        "trade.day-is-over": Words(says=_("That day, %(on)s, is over."), remedy=_("Choose today or a later day.")),
        "trade.day-closes-before-it-opens": Words(says=_("It would close before it opens."), remedy=_("Correct one of the two days.")),
        "trade.day-answered-before-it-closes": Words(
            says=_("Answers would be due before offers and needs are in."), remedy=_("Choose a day after %(closes)s.")
        ),
        "trade.day-too-long": Words(says=_("That is longer than %(most)s days."), remedy=_("Announce two market days.")),
        "trade.day-still-open": Words(
            says=_("Offers and needs come in until %(closes)s."), remedy=_("Clear it on that day or later."), source=_RULES
        ),
        "trade.day-is-closed": Words(says=_("Market day %(number)s is closed."), remedy=_("Open its report, or announce another one.")),
        "trade.day-without-clearing": Words(says=_("Market day %(number)s was never cleared."), remedy=_("Clear it first.")),
        "trade.day-waits-for-answers": Words(
            says=_("%(containers)s containers wait for an answer."), remedy=_("Wait for the answers, or for their last day.")
        ),
        "trade.day-without-certificate": Words(
            says=_("%(reference)s names no certificate."), remedy=_("Add it, if there is one: many buyers ask for it.")
        ),
        "trade.day-certificate-ends": Words(
            says=_("A certificate of %(reference)s ends on %(until)s, before the goods may leave."),
            remedy=_("Renew it, or shorten the time."),
        ),
        "trade.day-without-quality": Words(says=_("%(reference)s has no score."), remedy=_("Add the last result under its protocol.")),
        "trade.day-without-floor": Words(
            says=_("For %(reference)s no verified minimum price applies."), remedy=_("Record and verify the row of the scheme.")
        ),
        "trade.day-without-rate": Words(
            says=_("For the currency of %(reference)s there is no rate."), remedy=_("Enter one with its source.")
        ),
        "trade.day-rate-is-old": Words(says=_("The rate for the currency of %(reference)s is of %(on)s."), remedy=_("Enter a newer one.")),
        "trade.day-nothing-entered": Words(
            says=_("Nothing is offered or needed yet."), remedy=_("Offer or ask for something, if you wish.")
        ),
    }
)
