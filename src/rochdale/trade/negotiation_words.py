"""What trade says when a bid, an answer, a fixation or a step of a sample cannot be."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Negotiation and samples, docs/rules/negotiation.md")
_FLOORS = _("docs/rules/price-floor.md")

PRICES = {
    "trade.price-kind-unknown": Words(says=_("We know no such kind of price."), remedy=_("Choose one of those shown.")),
    "trade.exchange-unknown": Words(
        says=_("Goods like these are not quoted there."), remedy=_("Choose another exchange, or a fixed price."), source=_RULES
    ),
    "trade.exchange-month-missing": Words(
        says=_("“%(month)s” is no month of delivery."), remedy=_("Write year and month, for example 2027-03.")
    ),
    "trade.exchange-month-not-traded": Words(
        says=_("That exchange has no delivery in %(month)s."), remedy=_("Choose one of these months: %(months)s."), source=_RULES
    ),
    "trade.exchange-month-is-over": Words(says=_("Delivery in %(month)s is over."), remedy=_("Choose a month to come.")),
    "trade.quotation-missing": Words(
        says=_("What does the exchange quote, and on which day?"),
        remedy=_("Write the quotation, its unit and its day. We fetch none."),
        source=_RULES,
    ),
    "trade.quotation-of-a-day-to-come": Words(
        says=_("A quotation of %(quoted_on)s cannot be used today."), remedy=_("Write one of a day between the agreement and today.")
    ),
    "trade.quotation-in-another-unit": Words(
        says=_("That month is quoted in %(unit)s, not in %(quoted_in)s."),
        remedy=_("Write the quotation in %(unit)s."),
        rule=_("The unit of a quotation is never assumed."),
        source=_RULES,
    ),
    "trade.nobody-fixes": Words(says=_("Somebody must have the call."), remedy=_("Choose who fixes the price: buyer or seller.")),
    "trade.fix-by-missing": Words(says=_("A price to be fixed needs its last day."), remedy=_("Write a day to come.")),
    "trade.no-row-to-reckon-with": Words(
        says=_("On %(on)s no verified Fairtrade minimum applies to this lot."),
        remedy=_("Ask the market's operator to verify the row, or state a fixed price."),
        rule=_("An empty or unverified minimum is never taken for 0."),
        source=_FLOORS,
    ),
    "trade.bid-below-floor": Words(
        says=_("%(price)s %(currency)s for 1 kg is %(short)s below the minimum of %(minimum)s."),
        remedy=_("Write at least %(minimum)s %(currency)s for 1 kg."),
        rule=_("No verified minimum price may be undercut. The row: %(row)s."),
        source="%(source)s",
    ),
    "trade.floor-not-comparable": Words(
        says=_("A minimum of %(floor)s holds on board, and this price is %(incoterm)s."),
        remedy=_("Write what lies between the place and the ship for 1 kg, or agree FOB."),
        rule=_("Two prices at different places are compared only with the costs between them."),
        source=_FLOORS,
    ),
    "trade.other-side-fixes": Words(says=_("The other side has the call."), remedy=_("Ask them to fix it.")),
    "trade.fixed-above-contract": Words(says=_("%(left_kg)s kg are left to fix."), remedy=_("Write more than 0 and up to that.")),
    "trade.fixing-too-late": Words(says=_("The last day to fix the price was %(fix_by)s."), remedy=_("Agree on it with the other side.")),
    "trade.nothing-to-fix": Words(says=_("The price of %(contract)s is not one to be fixed."), remedy=_("Look at its terms.")),
    "trade.price-not-fixed": Words(
        says=_("The price of %(left_kg)s kg under %(contract)s is not fixed yet."), remedy=_("Fix it first."), source=_RULES
    ),
}
BIDS = {
    "trade.somebody-was-quicker": Words(
        says=_("%(by)s was quicker: there is a newer word, number %(number)s."),
        remedy=_("Read it. What you wrote is still here."),
        rule=_("An answer is given to the newest bid, so that nobody writes over another."),
        source=_RULES,
    ),
    "trade.already-agreed": Words(says=_("This is agreed already, by %(by)s."), remedy=_("Open the contract.")),
    "trade.negotiation-is-over": Words(says=_("%(by)s ended it with a no."), remedy=_("Open another negotiation about the lot.")),
    "trade.no-bid-waits": Words(says=_("No bid waits for that."), remedy=_("Open the thread, and make a new bid.")),
    "trade.own-bid-waits": Words(
        says=_("Your side has bid. The other side may answer until %(until)s."), remedy=_("Wait, or take your bid back.")
    ),
    "trade.bid-has-lapsed": Words(
        says=_("The last day to answer was %(until)s."),
        remedy=_("Make a bid of your own."),
        rule=_("A bid counts until its day and no longer."),
        source=_RULES,
    ),
    "trade.bid-deadline": Words(says=_("A bid needs a last day to answer."), remedy=_("Choose a day from %(first)s to %(last)s.")),
    "trade.negotiation-with-oneself": Words(says=_("This lot is yours."), remedy=_("Wait for a bid, or look for a need.")),
    "trade.negotiation-already-open": Words(
        says=_("You negotiate about %(reference)s already. %(by)s spoke last."), remedy=_("Open: My negotiations.")
    ),
    "trade.need-is-for-other-goods": Words(
        says=_("The need %(reference)s is for other goods, or no longer open."), remedy=_("Choose another lot.")
    ),
    "trade.incoterm-unknown": Words(says=_("“%(incoterm)s” is no term of Incoterms 2020."), remedy=_("Choose one of these: %(known)s.")),
    "trade.bags-without-weight": Words(
        says=_("Bags are counted with their weight."), remedy=_("Write how many bags, and how many kg each; or neither.")
    ),
    "trade.bags-do-not-weigh-that": Words(
        says=_("%(bags)s bags of %(bag_kg)s kg are %(bags_kg)s kg, not %(kg)s kg."), remedy=_("Check bags and weight.")
    ),
    "trade.form-for-other-goods": Words(says=_("The form %(form)s is for other goods."), remedy=_("Choose another form, or none.")),
    "trade.silence-without-clause": Words(
        says=_("Silence can count as approval only under a sample clause, after 1 to %(most)s days."),
        remedy=_("Choose a sample clause, or leave the days empty."),
        source=_RULES,
    ),
}
register({**PRICES, **BIDS})
