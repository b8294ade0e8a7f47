"""What trade says when a version, an invoice, a payment or a settlement cannot be."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Contracts and invoices, docs/rules/invoices.md")
_POOLS = _("Settling a pool, docs/rules/settlement.md")

register(
    {
        "trade.contract-has-lapsed": Words(says=_("Contract %(contract)s has lapsed."), remedy=_("Draw up another one.")),
        "trade.contract-does-not-bind": Words(
            says=_("Contract %(contract)s does not bind yet."),
            remedy=_("Meet its conditions first."),
            rule=_("Nothing is invoiced before."),
        ),
        "trade.version-is-not-the-newest": Words(
            says=_("%(by)s proposed version %(number)s meanwhile."),
            remedy=_("Read it, then say yes or no, or propose on top of it."),
            rule=_("A proposal is made on the newest version, so that nobody writes over another."),
            source=_RULES,
        ),
        "trade.version-is-not-open": Words(
            says=_("Version %(number)s does not wait for an answer any more."), remedy=_("Open the newest version.")
        ),
        "trade.version-already-answered": Words(
            says=_("Your organization has already answered version %(number)s."), remedy=_("Propose a change if you think otherwise now.")
        ),
        "trade.seller-does-not-sell": Words(says=_("The seller by law must be one of those who sell."), remedy=_("Choose one of them.")),
        "trade.role-without-anybody": Words(
            says=_("Exporter, importer, who is paid and the account must all be named."), remedy=_("Write who it is.")
        ),
        "trade.pool-without-holder": Words(
            says=_("%(sellers)s cooperatives sell together, and nobody holds their money."),
            remedy=_("Choose who holds it until it is shared out."),
            source=_POOLS,
        ),
        "trade.days-to-pay-out-of-range": Words(says=_("That many days cannot be."), remedy=_("Write 0 to %(most)s days.")),
        "trade.tolerance-out-of-range": Words(
            says=_("That much more or less is no tolerance."), remedy=_("Write 0 to %(most)s percent. Usual is 3.")
        ),
        "trade.clause-unknown": Words(says=_("We do not know “%(word)s”."), remedy=_("Choose one of the answers shown.")),
        "trade.roles-not-agreed": Words(
            says=_("Nobody has agreed yet who does what under %(contract)s."),
            remedy=_("Propose it; every party says yes."),
            rule=_("An invoice needs one seller by law and one account, agreed by all."),
            source=_RULES,
        ),
        "trade.only-the-seller-invoices": Words(
            says=_("Only the seller by law writes its invoices and books what came in."), remedy=_("Ask them.")
        ),
        "trade.may-not-invoice": Words(
            says=_("%(name)s may not write invoices for %(organization)s."), remedy=_("Ask the manager, the treasurer or the clerk.")
        ),
        "trade.invoice-is-empty": Words(says=_("Nothing would be on this invoice."), remedy=_("Write how many kg were shipped.")),
        "trade.invoice-line-unknown": Words(
            says=_("That is not in the contract."), remedy=_("Open the contract again, and write what was shipped.")
        ),
        "trade.invoice-above-contract": Words(
            says=_("%(kg)s kg of %(lot)s is more than the %(most_kg)s kg that contract and tolerance allow."),
            remedy=_("Check the weight, or agree on a change of the contract first."),
            source=_RULES,
        ),
        "trade.invoice-seller-unidentified": Words(
            says=_("%(seller)s has neither a VAT number nor a number in the register."),
            remedy=_("Propose a change of who does what, with one of them."),
            source=_RULES,
        ),
        "trade.invoice-has-no-term": Words(
            says=_("Invoice %(invoice)s says neither when it is due nor under which contract."),
            remedy=_("Write the days to pay."),
        ),
        "trade.invoice-currency-has-thousandths": Words(
            says=_("An invoice by EN 16931 has two decimals, and %(currency)s has three."), remedy=_("Agree on another currency.")
        ),
        "trade.not-shipped-yet": Words(says=_("%(on)s is still to come."), remedy=_("Write the invoice once the goods have left.")),
        "trade.credit-out-of-range": Words(
            says=_("At most %(left)s can be given back."), remedy=_("Write an amount above zero, up to that.")
        ),
        "trade.credit-without-reason": Words(says=_("A credit note needs a reason."), remedy=_("Write one sentence.")),
        "trade.payment-not-above-zero": Words(says=_("A payment is more than zero."), remedy=_("Write what came in.")),
        "trade.payment-day-out-of-range": Words(
            says=_("Money cannot have come in on that day."), remedy=_("Choose a day from %(first)s to %(last)s.")
        ),
        "trade.payment-already-recorded": Words(
            says=_("%(reference)s of %(on)s was recorded already, by %(by)s."), remedy=_("Look at the list before you record it again.")
        ),
        "trade.payment-already-taken-back": Words(says=_("%(reference)s was already taken back."), remedy=_("Look at the list.")),
        "trade.taking-back-needs-a-reason": Words(says=_("Taking back needs a reason."), remedy=_("Write one sentence.")),
        "trade.no-pool-to-settle": Words(
            says=_("Nobody has agreed yet who holds the money of %(contract)s."), remedy=_("Agree first on who holds it."), source=_POOLS
        ),
        "trade.only-the-holder-settles": Words(says=_("Only who holds the pool's money shares it out."), remedy=_("Ask them.")),
        "trade.may-not-settle": Words(
            says=_("%(name)s may not share out money for %(organization)s."), remedy=_("Ask the manager or the treasurer.")
        ),
        "trade.pool-already-settled": Words(says=_("The money of %(contract)s was shared out already."), remedy=_("Look at how.")),
        "trade.nothing-was-invoiced": Words(says=_("Nothing was invoiced under %(contract)s."), remedy=_("Write the invoice first.")),
        "trade.invoice-not-paid": Words(
            says=_("%(left)s has still to come in."),
            remedy=_("Wait for it, or write a credit note for what will not come."),
            rule=_("What is not there is not shared out."),
            source=_POOLS,
        ),
        "trade.claims-above-credit-notes": Words(
            says=_("%(claims)s was taken off by lot, but credit notes gave back %(credited)s."), remedy=_("Check what was taken off.")
        ),
        "trade.settlement-leaves-somebody-out": Words(
            says=_("Each cooperative that sells is in the settlement once."), remedy=_("Begin again from the contract.")
        ),
        "trade.money-has-changed": Words(
            says=_("Since this was prepared, something was paid or given back under %(contract)s."), remedy=_("Prepare it again.")
        ),
        "trade.pool-is-empty": Words(says=_("Nobody is in this pool."), remedy=_("Add what each cooperative brought.")),
        "trade.pool-names-twice": Words(says=_("%(code)s is in the pool twice."), remedy=_("Put its lots together.")),
        "trade.pool-without-goods": Words(says=_("%(code)s brought nothing."), remedy=_("Leave it out, or write its weight.")),
        "trade.pool-score-missing": Words(
            says=_("Quality counts in this pool, and %(code)s has no score."),
            remedy=_("Write the score under the agreed protocol."),
            source=_POOLS,
        ),
        "trade.pool-moisture-missing": Words(
            says=_("The others were measured, and %(code)s has no moisture."), remedy=_("Write its moisture."), source=_POOLS
        ),
        "trade.pool-moisture-cannot-be": Words(
            says=_("A moisture of %(moisture)s cannot be."), remedy=_("Write a share between 0 and 1."), source=_POOLS
        ),
        "trade.pool-weighs-nothing": Words(says=_("Nothing is left of what %(code)s brought."), remedy=_("Check its moisture and score.")),
        "trade.pool-dead-freight-beyond-costs": Words(
            says=_("Empty space cost %(dead_freight)s, more than all shared costs, %(shared_costs)s."),
            remedy=_("It is a part of the shared costs. Check both."),
            source=_POOLS,
        ),
    }
)
