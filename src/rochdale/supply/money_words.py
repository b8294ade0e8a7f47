"""What is said when something cannot be: money."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

PAYING = {
    "supply.deduction-is-negative": Words(says=_("A deduction cannot be negative."), remedy=_("Write what is kept back, or nothing.")),
    "supply.deduction-without-mandate": Words(
        says=_("%(amount)s cannot be kept back: no mandate was signed."),
        remedy=_("Pay without the deduction, or have the grower sign a mandate first."),
        rule=_("A debt is kept back only with the signed agreement of the grower."),
    ),
    "supply.deduction-above-debt": Words(says=_("%(amount)s is more than is owed: %(owes)s."), remedy=_("Keep back no more than is owed.")),
    "supply.deduction-above-mandate": Words(
        says=_("%(amount)s is more than the %(percent)s %% of one payment that the grower agreed to."), remedy=_("Keep back less.")
    ),
    "supply.deductions-above-payment": Words(
        says=_("%(kept)s cannot be kept back of a payment of %(due)s."), remedy=_("Keep back less; the rest stays a debt.")
    ),
    "supply.share-is-no-share": Words(says=_("A share of %(share)s cannot be."), remedy=_("Write more than 0 and at most 100 %%.")),
    "supply.nothing-to-pay": Words(says=_("There is nothing to pay."), remedy=_("Write an amount above zero.")),
    "supply.payment-above-owed": Words(
        says=_("%(asked)s is more than is owed: %(owed)s."),
        remedy=_("Pay no more than is owed, or give an advance."),
        rule=_("A payment never exceeds the unpaid balance."),
    ),
    "supply.below-the-smallest-note": Words(
        says=_("%(carried)s is less than the smallest note."), remedy=_("It stays on the account and is paid with the next delivery.")
    ),
    "supply.mobile-needs-a-reference": Words(
        says=_("A mobile payment has a reference."), remedy=_("Copy it from the message of the operator.")
    ),
    "supply.cash-needs-a-box": Words(says=_("From which cash box?"), remedy=_("Choose a cash box.")),
    "supply.box-is-another": Words(
        says=_("%(box)s is closed or holds %(currency)s, not %(wanted)s."), remedy=_("Choose another cash box.")
    ),
    "supply.payment-is-taken-back": Words(
        says=_("This payment was taken back already, or takes another one back."), remedy=_("Look at the statement.")
    ),
    "supply.advance-was-kept-back": Words(
        says=_("A part of this advance was kept back already."), remedy=_("Take those payments back first, or leave it as it is.")
    ),
    "supply.price-is-settled-later": Words(
        says=_("The price of receipt %(receipt)s is settled later."),
        remedy=_("Until then, give an advance."),
        rule=_("While the price is open the value stays empty, and only an advance is paid."),
    ),
    "supply.delivery-is-paid": Words(
        says=_("Receipt %(receipt)s was paid already."), remedy=_("What is still owed is paid from the account, or in a pay run.")
    ),
}
DEBTS = {
    "supply.credit-says-for-what": Words(says=_("What was given?"), remedy=_("Write, for example, 2 bags of compost.")),
    "supply.mandate-is-to-come": Words(says=_("A mandate of %(on)s is not signed yet."), remedy=_("Write the day on which it was signed.")),
    "supply.price-is-not-above-zero": Words(says=_("A price is above zero."), remedy=_("Write the price for one kg.")),
    "supply.price-is-settled": Words(says=_("Receipt %(receipt)s has its price: %(value)s."), remedy=_("Leave it out.")),
    "supply.receipt-is-in-another-currency": Words(
        says=_("Receipt %(receipt)s was written in %(currency)s."), remedy=_("Settle it in that currency.")
    ),
    "supply.nothing-was-delivered": Words(says=_("Nothing of this kind was delivered in the season."), remedy=_("Choose other goods.")),
    "supply.deliveries-have-changed": Words(
        says=_("Deliveries have come, or were taken back, since this was prepared."), remedy=_("Refuse it and prepare it again.")
    ),
}
CASH = {
    "supply.box-needs-a-name": Words(says=_("A cash box needs a name."), remedy=_("Write, for example, Paksong road, box 1.")),
    "supply.box-name-is-taken": Words(says=_("There is a cash box “%(name)s” already."), remedy=_("Choose another name.")),
    "supply.piece-is-unknown": Words(says=_("There is no note or coin of %(piece)s."), remedy=_("Count what is in the box.")),
    "supply.count-is-no-count": Words(says=_("%(number)s pieces cannot be."), remedy=_("Count again.")),
    "supply.close-is-to-come": Words(says=_("A day that has not come (%(on)s) cannot be closed."), remedy=_("Choose today.")),
    "supply.day-is-closed": Words(says=_("%(box)s was counted and closed on %(on)s."), remedy=_("Count it again tomorrow.")),
    "supply.count-waits": Words(
        says=_("A count of %(box)s waits for its second signature."), remedy=_("Let another person sign it, or take it back.")
    ),
}
RUNS = {
    "supply.note-is-no-note": Words(says=_("The smallest note is above zero."), remedy=_("Choose one of the list.")),
    "supply.nobody-is-owed": Words(
        says=_("Nobody here is owed anything by these means."),
        remedy=_("Choose another place, or look whether another pay run holds them."),
    ),
    "supply.pay-run-is-decided": Words(says=_("Pay run %(number)s was decided already."), remedy=_("Prepare another one.")),
    "supply.pay-run-is-not-approved": Words(
        says=_("Pay run %(number)s is not to be paid now."), remedy=_("Another person approves it first.")
    ),
    "supply.pay-run-is-no-cash": Words(
        says=_("Pay run %(number)s goes through a bank or mobile money."), remedy=_("Bring the answer of the bank.")
    ),
    "supply.line-is-done": Words(says=_("The line of grower %(grower)s is done: %(state)s."), remedy=_("Look at the statement.")),
    "supply.line-has-changed": Words(
        says=_("The account of grower %(grower)s has changed since this was prepared."),
        remedy=_("Mark the line as not there; the grower stands in the next pay run."),
    ),
    "supply.reference-is-unknown": Words(
        says=_("We sent nothing with the reference “%(reference)s”."), remedy=_("Check the column with our references.")
    ),
    "supply.bank-paid-another-amount": Words(
        says=_("The bank says %(paid)s; we sent %(sent)s."), remedy=_("Ask the bank before you enter it by hand.")
    ),
    "supply.answer-is-unknown": Words(
        says=_("“%(status)s” is no answer that we know."), remedy=_("Write paid or failed, or ACSC or RJCT.")
    ),
    "supply.answer-lacks-a-column": Words(
        says=_("The column “%(column)s” is missing."), remedy=_("The file needs the columns reference, status and amount.")
    ),
    "supply.payout-account-is-missing": Words(
        says=_("Grower %(grower)s has no account number."), remedy=_("Write it down with the grower, or pay in cash.")
    ),
    "supply.own-account-is-missing": Words(
        says=_("The account of the cooperative is missing."), remedy=_("Write the account from which the bank pays.")
    ),
}
OPENING = {
    "supply.opening-grower-unknown": Words(says=_("No grower has the number “%(number)s”."), remedy=_("Register the grower first.")),
    "supply.opening-box-unknown": Words(says=_("There is no cash box “%(name)s” in %(currency)s."), remedy=_("Open the cash box first.")),
    "supply.opening-below-zero": Words(says=_("An opening balance cannot be negative here."), remedy=_("Write it in the other ledger.")),
    "supply.opening-finer-than-money": Words(says=_("%(amount)s is finer than the smallest coin of %(currency)s."), remedy=_("Round it.")),
}

for group in (PAYING, DEBTS, CASH, RUNS, OPENING):
    register(group)
