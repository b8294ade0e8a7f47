"""What trade says when a sample cannot take a step, and what bars shipping."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Negotiation and samples, docs/rules/negotiation.md")

register(
    {
        "trade.sample-grams": Words(says=_("A sample weighs 1 to %(most)s grams."), remedy=_("Usual are 300 to 500.")),
        "trade.sample-due-in-the-past": Words(says=_("%(due)s has passed."), remedy=_("Choose a day from %(today)s on.")),
        "trade.sample-without-address": Words(says=_("Where should the sample go?"), remedy=_("Write the address.")),
        "trade.sample-without-seal": Words(
            says=_("A sample is sealed, and its seal has a number."), remedy=_("Write the number on the seal.")
        ),
        "trade.sample-day-out-of-range": Words(
            says=_("It cannot have been on that day."), remedy=_("Choose a day from %(first)s to %(last)s.")
        ),
        "trade.sample-is-elsewhere": Words(says=_("Sample %(code)s is not at that step."), remedy=_("Open it and look how it stands.")),
        "trade.sample-of-nothing": Words(says=_("There is nothing to take that sample of."), remedy=_("Begin from lot or contract.")),
        "trade.sample-already-asked-for": Words(
            says=_("Sample %(code)s of %(lot)s was asked for already."), remedy=_("Open it and look how it stands.")
        ),
        "trade.sample-already-replaced": Words(says=_("Another sample has taken the place of %(code)s."), remedy=_("Open the newer one.")),
        "trade.only-the-buyer-asks": Words(
            says=_("Only the buyer of %(contract)s asks for a sample, while the contract stands."), remedy=_("Ask them.")
        ),
        "trade.protocols-not-comparable": Words(
            says=_("A result under %(protocol)s cannot be held against %(agreed)s."),
            remedy=_("Judge the sample under %(agreed)s, as agreed."),
            rule=_("Scores under different protocols are never compared."),
            source=_RULES,
        ),
        "trade.moisture-out-of-range": Words(
            says=_("A moisture of %(moisture)s percent cannot be."), remedy=_("Write a figure from 0 to 100.")
        ),
        "trade.sample-not-asked-for": Words(
            says=_("No approval, no sale: no pre-shipment sample of %(lot)s was asked for."),
            remedy=_("The buyer asks for it on the page of the contract."),
            rule=_("Nothing ships before the sample is approved."),
            source=_RULES,
        ),
        "trade.sample-not-approved": Words(
            says=_("No approval, no sale: sample %(code)s of %(lot)s is not approved."),
            remedy=_("Open the sample; it was due on %(due)s."),
            rule=_("Nothing ships before the sample is approved."),
            source=_RULES,
        ),
        "trade.allowance-already-waits": Words(says=_("An allowance for %(code)s waits for its answer."), remedy=_("Answer it, or wait.")),
        "trade.allowance-already-answered": Words(says=_("%(by)s has answered it already."), remedy=_("Open the sample.")),
        "trade.own-allowance-waits": Words(says=_("Your side proposed it."), remedy=_("Wait for the other side.")),
        "trade.allowance-out-of-range": Words(
            says=_("An allowance takes off more than 0 and less than the price, %(price)s for 1 kg."), remedy=_("Write how much less.")
        ),
        "trade.allowance-after-invoice": Words(
            says=_("%(contract)s is invoiced at its old price."), remedy=_("Give the amount back with a credit note.")
        ),
        "trade.clause-lets-nobody-go": Words(
            says=_("%(contract)s does not say “no approval, no sale”."),
            remedy=_("Agree on a replacement or an allowance."),
            source=_RULES,
        ),
        "trade.contract-is-invoiced": Words(
            says=_("%(contract)s is invoiced."), remedy=_("Take the invoice back with a credit note first.")
        ),
    }
)
