"""What trade says when something cannot be bought together; and what units are called."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rochdale.base.words import Words, register

_RULES = _("Buying together, docs/rules/buying-together.md")

UNITS: Mapping[str, str | Promise] = {
    "H87": pgettext_lazy("unit", "pieces"),
    "XBG": pgettext_lazy("unit", "bags"),
    "KGM": pgettext_lazy("unit", "kg"),
    "LTR": pgettext_lazy("unit", "litres"),
    "MTR": pgettext_lazy("unit", "metres"),
    "XRO": pgettext_lazy("unit", "rolls"),
    "XBX": pgettext_lazy("unit", "boxes"),
    "SET": pgettext_lazy("unit", "sets"),
    "PR": pgettext_lazy("unit", "pairs"),
}
"""As an amount is written: 3 bags."""

register(
    {
        "trade.round-unknown": Words(says=_("We do not know this round of orders."), remedy=_("Open it again from the list.")),
        "trade.round-is-elsewhere": Words(
            says=_("Round %(round)s is past this: %(state)s."), remedy=_("Open the round; the next step is its button.")
        ),
        "trade.round-without-name": Words(says=_("The round needs a name."), remedy=_("Write what is bought, in a few words.")),
        "trade.round-without-place": Words(
            says=_("Nobody would know where to fetch the goods."), remedy=_("Choose at least one collection point.")
        ),
        "trade.no-harvest-pays-it-back": Words(
            says=_("No season of this product is open, so no delivery could pay it back."), remedy=_("Open the season first.")
        ),
        "trade.order-day-is-over": Words(says=_("That day is over."), remedy=_("Choose today or a later day.")),
        "trade.needed-before-ordered": Words(
            says=_("The goods would be needed before all have ordered."), remedy=_("Choose a day after %(until)s.")
        ),
        "trade.preference-out-of-range": Words(
            says=_("That is no preference we can keep."),
            remedy=_("Write 0 to %(most)s percent."),
            rule=_("A cooperative supplier may be dearer by the share agreed on, and still win. The price paid stays as it is."),
            source=_RULES,
        ),
        "trade.item-without-description": Words(
            says=_("The list needs to say what it is."), remedy=_("Write it as a shop would: NPK 15-15-15, bag of 50 kg.")
        ),
        "trade.unit-of-order-unknown": Words(says=_("We do not know this unit."), remedy=_("Choose one of those shown.")),
        "trade.too-many-items": Words(
            says=_("More than %(most)s things do not fit on one paper list."), remedy=_("Open a second round for the rest.")
        ),
        "trade.quantity-out-of-range": Words(says=_("That much cannot be ordered."), remedy=_("Write 0 to %(most)s. 0 takes it back.")),
        "trade.quantity-not-in-steps": Words(
            says=_("It is not sold in such parts."), remedy=_("Write whole steps of %(step)s."), source=_RULES
        ),
        "trade.orders-are-closed": Words(
            says=_("Orders could be changed until %(until)s."), remedy=_("Ask the manager; a new round can be opened.")
        ),
        "trade.place-not-of-round": Words(says=_("Nothing of this round comes to that place."), remedy=_("Choose one of those shown.")),
        "trade.item-not-of-round": Words(says=_("That is not on the list of this round."), remedy=_("Choose from the list.")),
        "trade.member-unknown": Words(says=_("No member has this number."), remedy=_("Look the number up in the list of growers.")),
        "trade.dropping-needs-a-reason": Words(says=_("Members need to know why."), remedy=_("Write one sentence.")),
        "trade.shares-not-handed-out": Words(says=_("%(left)s shares wait to be fetched."), remedy=_("Hand them out first.")),
        "trade.nothing-was-ordered": Words(says=_("Nobody has ordered anything in %(round)s."), remedy=_("Collect orders first.")),
        "trade.quotes-end-in-the-past": Words(says=_("That moment is over."), remedy=_("Choose a later day.")),
        "trade.others-never-asked": Words(
            says=_("Other suppliers would have no time left."), remedy=_("Let their days begin today or later, and before quotes end.")
        ),
        "trade.quotes-end-after-need": Words(
            says=_("Quotes would end after the goods are needed, on %(on)s."), remedy=_("Choose an earlier day.")
        ),
        "trade.supplier-unknown": Words(says=_("We do not know this supplier."), remedy=_("Choose an organization, or write a name.")),
        "trade.supplier-already-asked": Words(says=_("%(supplier)s is asked already."), remedy=_("Ask another supplier.")),
        "trade.quotes-are-open": Words(
            says=_("The quotes are open."),
            remedy=_("Nothing can be quoted or changed any more."),
            rule=_("Whoever has seen the others could quote a little less."),
            source=_RULES,
        ),
        "trade.quotes-are-sealed": Words(
            says=_("The quotes are sealed until %(until)s."), remedy=_("Wait for the day, or let two persons open them."), source=_RULES
        ),
        "trade.quotes-open-by-two": Words(
            says=_("Before the end of %(until)s one person cannot open the quotes."),
            remedy=_("Ask a second person, or wait."),
            source=_RULES,
        ),
        "trade.quote-too-late": Words(says=_("Quotes were taken until %(until)s."), remedy=_("Ask the buyer for the next round.")),
        "trade.cooperatives-are-asked-first": Words(
            says=_("Until %(from)s only cooperatives quote."),
            remedy=_("Quote from that day on."),
            rule=_("Cooperative suppliers have the first days. The tender says so openly."),
            source=_RULES,
        ),
        "trade.quote-is-empty": Words(says=_("Nothing was quoted."), remedy=_("Write a price for at least one thing.")),
        "trade.quote-ends-before-award": Words(
            says=_("The quote would end before it can be taken."), remedy=_("Let it stand beyond %(until)s.")
        ),
        "trade.quote-line-unknown": Words(says=_("That is not on the tender."), remedy=_("Quote what the tender lists.")),
        "trade.quote-not-above-zero": Words(
            says=_("A price of %(what)s must be above zero, delivery and the least quantity not below."), remedy=_("Correct the figures.")
        ),
        "trade.lead-days-out-of-range": Words(says=_("So many days cannot be."), remedy=_("Write 0 to %(most)s days.")),
        "trade.paper-quote-without-paper": Words(
            says=_("A quote that came on paper is kept with its paper."), remedy=_("Add a photo or PDF of it.")
        ),
        "trade.quote-has-ended": Words(says=_("The quote stood until %(on)s."), remedy=_("Ask the supplier whether it still holds.")),
        "trade.below-minimum-order": Words(
            says=_("The supplier sends %(minimum)s or more; this is %(quantity)s."),
            remedy=_("Give it more, or choose another supplier."),
            source=_RULES,
        ),
        "trade.arrives-too-late": Words(
            says=_("It would arrive on %(arrives)s, needed on %(needed)s."), remedy=_("Choose another, or say why you wait.")
        ),
        "trade.award-is-empty": Words(says=_("Nobody would supply anything."), remedy=_("Choose a supplier for at least one thing.")),
        "trade.award-above-orders": Words(says=_("More of “%(what)s” than members ordered."), remedy=_("Write less.")),
        "trade.award-without-quote": Words(
            says=_("There is no quote for that."), remedy=_("Choose a supplier that quoted it, and a quantity above zero.")
        ),
        "trade.quote-is-whole-or-none": Words(
            says=_("%(supplier)s supplies all it quoted, or nothing."), remedy=_("Give it all its lines in full, or none."), source=_RULES
        ),
        "trade.award-needs-a-reason": Words(
            says=_("This is not the best plan on the table."),
            remedy=_("Write why. Members and the second person read it."),
            rule=_("The best is the least landed price, with the preference agreed on."),
            source=_RULES,
        ),
        "trade.tender-already-awarded": Words(says=_("Tender %(tender)s is decided."), remedy=_("Open its award.")),
        "trade.nothing-arrived": Words(says=_("That is not a quantity that can arrive."), remedy=_("Count again; whole units.")),
        "trade.arrival-above-award": Words(
            says=_("%(awarded)s were ordered from this supplier, and %(came)s have come already."),
            remedy=_("Send back what is too much, or correct the count."),
        ),
        "trade.arrival-without-note": Words(says=_("What came needs the number of its delivery note."), remedy=_("Write it down.")),
        "trade.arrival-is-shared-out": Words(
            says=_("Members have their share of it already."), remedy=_("Record the shortage with the supplier instead.")
        ),
        "trade.nothing-to-share-out": Words(says=_("All that came is shared out."), remedy=_("Record what comes next.")),
        "trade.nothing-to-hand-out": Words(says=_("Nothing waits for this member."), remedy=_("Choose another member.")),
        "trade.means-unknown": Words(says=_("Cash or on credit, nothing else."), remedy=_("Choose one of the two.")),
        "trade.charge-without-mandate": Words(
            says=_("There is no signed mandate, so %(amount)s cannot go on credit."),
            remedy=_("Take cash, let the goods wait, or have the mandate signed first."),
            rule=_("A debt is kept back only as far as the member signed."),
            source=_RULES,
        ),
        "trade.charge-above-mandate": Words(
            says=_("%(amount)s is more than the mandate allows: %(room)s are left."),
            remedy=_("Take cash, or let the goods wait."),
            rule=_("%(percent)s percent of what a year's deliveries earned may be kept back, less what is owed on credit already."),
            source=_RULES,
        ),
        "trade.supplier-payment-out-of-range": Words(
            says=_("That is not what is open with this supplier."), remedy=_("%(left)s are left to pay.")
        ),
        "trade.paid-in-the-future": Words(says=_("That day is still to come."), remedy=_("Write the day of the bank's paper.")),
        "trade.supplier-already-paid": Words(
            says=_("The same amount with “%(reference)s” is recorded, or the reference is missing."), remedy=_("Look at the list first.")
        ),
        "trade.may-not-buy-together": Words(
            says=_("%(name)s may not keep rounds of orders for %(organization)s."), remedy=_("Ask the manager or the clerk.")
        ),
        "trade.may-not-open-quotes": Words(
            says=_("%(name)s may not open quotes for %(organization)s."), remedy=_("Ask the chair, the manager or the treasurer.")
        ),
        "trade.may-not-award": Words(
            says=_("%(name)s may not decide a tender for %(organization)s."), remedy=_("Ask the chair, the manager or the treasurer.")
        ),
        "trade.may-not-quote": Words(
            says=_("%(name)s may not quote for %(organization)s."), remedy=_("Ask whoever sells for your organization.")
        ),
    }
)
