"""What trade says when money cannot be lent, drawn or paid back, and what it warns of."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Pre-finance, docs/rules/prefinance.md")

register(
    {
        "trade.may-not-borrow": Words(
            says=_("%(name)s may not agree on a loan for %(organization)s."), remedy=_("Ask the manager, the chair or the treasurer.")
        ),
        "trade.may-not-book-prefinance": Words(
            says=_("%(name)s does not keep the books of %(organization)s."), remedy=_("Ask the manager, the treasurer or the clerk.")
        ),
        "trade.prefinance-not-above-zero": Words(says=_("The amount must be more than nothing."), remedy=_("Write how much it is.")),
        "trade.prefinance-without-purpose": Words(
            says=_("The lender must know what the money is for."), remedy=_("Write it in a few words.")
        ),
        "trade.prefinance-needed-in-the-past": Words(says=_("%(on)s is over."), remedy=_("Write the day on which you need it.")),
        "trade.lender-unknown": Words(says=_("We do not know this lender."), remedy=_("Choose one of those shown.")),
        "trade.only-own-contracts-are-pledged": Words(
            says=_("Only contracts under which you sell can be pledged."), remedy=_("Choose one of your own."), source=_RULES
        ),
        "trade.contract-pledged-twice": Words(
            says=_("Contract %(contract)s is pledged already."),
            remedy=_("Pay that back and close it first, or pledge another contract."),
            rule=_("The same money cannot pay two lenders."),
            source=_RULES,
        ),
        "trade.prefinance-currency-differs": Words(
            says=_("All of it must be in one currency, here %(currency)s."),
            remedy=_("Ask for it separately for contracts in another currency."),
        ),
        "trade.only-the-lender-lends": Words(says=_("Only the lender says its terms."), remedy=_("Wait for them, or ask.")),
        "trade.only-the-borrower-answers": Words(says=_("Only the cooperative that borrows can do this."), remedy=_("Ask them.")),
        "trade.terms-are-not-the-newest": Words(
            says=_("Somebody has written terms number %(number)s meanwhile."), remedy=_("Read them, then write yours on top.")
        ),
        "trade.terms-do-not-wait": Words(
            says=_("Terms number %(number)s do not wait for an answer any more."), remedy=_("Open the newest ones.")
        ),
        "trade.terms-not-agreed": Words(
            says=_("No terms of %(number)s are agreed on yet."), remedy=_("The lender writes them, the cooperative says yes.")
        ),
        "trade.advance-rate-out-of-range": Words(
            says=_("A lender gives more than nothing of a contract, and at most all of it."),
            remedy=_("Write a share of up to 100 percent. Usual is 60."),
        ),
        "trade.prefinance-cost-below-zero": Words(says=_("Interest and fee are not below zero."), remedy=_("Write 0 for none.")),
        "trade.prefinance-due-is-over": Words(says=_("%(on)s is over."), remedy=_("Write a day that is still to come.")),
        "trade.prefinance-payer-unknown": Words(
            says=_("It must be clear who pays back, and to which account."), remedy=_("Choose one, and write the account.")
        ),
        "trade.deduction-without-name-or-amount": Words(
            says=_("What else is kept has a name and an amount above zero."), remedy=_("Write both, or leave both empty.")
        ),
        "trade.prefinance-rate-is-high": Words(
            says=_("%(percent)s percent a year is a high rate."),
            remedy=_("Look at what it costs in money and for one kilogram before you say yes. Ask a second lender."),
            source=_RULES,
        ),
        "trade.draw-above-available": Words(
            says=_("Only %(available)s can still be drawn."),
            remedy=_("Draw that much, pay something back first, or pledge another contract."),
            rule=_("What may be drawn is the share agreed on of what the contracts still bring, less what is owed."),
            source=_RULES,
        ),
        "trade.draw-after-due": Words(
            says=_("All of it was due on %(due)s."), remedy=_("Pay it back, or ask the lender for new terms."), source=_RULES
        ),
        "trade.move-day-out-of-range": Words(
            says=_("That day cannot be."), remedy=_("Write a day from %(first)s, when the terms were agreed on, to %(last)s.")
        ),
        "trade.move-already-recorded": Words(
            says=_("%(reference)s is written already."), remedy=_("Look at the list. If it is other money, write its own reference.")
        ),
        "trade.only-who-wrote-it-takes-it-back": Words(
            says=_("The other side wrote this."), remedy=_("Ask them to take it back, and say why.")
        ),
        "trade.take-back-the-payment-instead": Words(
            says=_("This came with the buyer's payment on an invoice."), remedy=_("Open the invoice and take the payment back there.")
        ),
        "trade.payment-is-not-of-the-pledge": Words(
            says=_("That payment is not one on a pledged contract."), remedy=_("Choose one of those shown.")
        ),
        "trade.prefinance-is-over": Words(says=_("%(number)s has come to its end."), remedy=_("Ask for a new one.")),
        "trade.prefinance-still-owed": Words(
            says=_("%(owed)s has still to be paid back."), remedy=_("Write what came in first. Then it can be closed.")
        ),
        "trade.pledged-contract-lapsed": Words(
            says=_("Contract %(contract)s has lapsed and brings nothing."),
            remedy=_("Pledge another contract, pay back what it covered, or ask the lender for new terms."),
            source=_RULES,
        ),
        "trade.prefinance-cover-is-short": Words(
            says=_("%(owed)s is owed, and the contracts cover only %(covered)s of it."),
            remedy=_("Pay back %(short)s, pledge another contract, or ask the lender for new terms."),
            source=_RULES,
        ),
    }
)
