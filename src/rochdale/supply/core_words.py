"""What is said when something cannot be: places, seasons, deliveries, runs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_ASK = _("Ask the manager or the chair.")

RIGHTS = {
    "supply.may-not-see": Words(says=_("%(name)s may not see this for %(organization)s."), remedy=_ASK),
    "supply.may-not-keep-growers": Words(says=_("%(name)s does not keep the growers of %(organization)s."), remedy=_ASK),
    "supply.may-not-certify": Words(says=_("%(name)s does not keep the certificates of %(organization)s."), remedy=_ASK),
    "supply.may-not-inspect": Words(says=_("%(name)s does not inspect growers of %(organization)s."), remedy=_ASK),
    "supply.may-not-set-up": Words(says=_("%(name)s does not set up places and seasons of %(organization)s."), remedy=_ASK),
    "supply.may-not-set-prices": Words(says=_("%(name)s does not set prices for %(organization)s."), remedy=_ASK),
    "supply.may-not-deliver": Words(says=_("%(name)s does not weigh deliveries for %(organization)s."), remedy=_ASK),
    "supply.may-not-pay": Words(says=_("%(name)s does not pay growers for %(organization)s."), remedy=_ASK),
    "supply.may-not-prepare-pay-runs": Words(says=_("%(name)s does not prepare pay runs for %(organization)s."), remedy=_ASK),
    "supply.may-not-approve-pay-runs": Words(says=_("%(name)s does not approve pay runs for %(organization)s."), remedy=_ASK),
    "supply.may-not-issue-cash": Words(says=_("%(name)s does not give out cash for %(organization)s."), remedy=_ASK),
    "supply.may-not-work": Words(says=_("%(name)s does not record processing and transport for %(organization)s."), remedy=_ASK),
    "supply.may-not-record-onward": Words(says=_("%(name)s does not sell lots of %(organization)s."), remedy=_ASK),
    "supply.may-not-count-anew": Words(says=_("%(name)s does not count stock anew for %(organization)s."), remedy=_ASK),
    "supply.may-not-grade": Words(says=_("%(name)s does not record quality for %(organization)s."), remedy=_ASK),
    "supply.may-not-issue-evidence": Words(says=_("%(name)s does not issue evidence packs for %(organization)s."), remedy=_ASK),
    "supply.may-not-capture-events": Words(says=_("%(name)s does not take in events for %(organization)s."), remedy=_ASK),
}
SETTING_UP = {
    "supply.not-found": Words(says=_("There is no such thing here: %(what)s."), remedy=_("Choose from the list.")),
    "supply.facility-kind-is-unknown": Words(says=_("We do not know the kind of place “%(kind)s”."), remedy=_("Choose one of the list.")),
    "supply.facility-needs-a-name": Words(says=_("A place needs a name."), remedy=_("Write what people call it.")),
    "supply.code-is-no-code": Words(
        says=_("“%(code)s” is no short code."), remedy=_("Use 2 to 6 capital letters or figures, such as PKS.")
    ),
    "supply.code-is-taken": Words(says=_("“%(code)s” is already used here."), remedy=_("Choose another one.")),
    "supply.season-needs-a-name": Words(
        says=_("A season needs a name of its own, not “%(name)s”."), remedy=_("Write, for example, 2026/27.")
    ),
    "supply.season-has-no-length": Words(
        says=_("A season from %(since)s to %(until)s has no sensible length."),
        remedy=_("It ends after it begins, within a year and a half."),
    ),
    "supply.seasons-overlap": Words(says=_("It overlaps the season %(name)s."), remedy=_("Let it begin when the other ends.")),
    "supply.no-season-is-open": Words(
        says=_("No season of %(product)s is open on %(on)s."), remedy=_("Ask the manager to open one, or check the day.")
    ),
    "supply.product-is-unknown": Words(says=_("We do not know the product “%(product)s”."), remedy=_("Choose one of these: %(products)s.")),
    "supply.prefix-is-no-prefix": Words(
        says=_("“%(prefix)s” cannot begin receipt numbers."), remedy=_("Use a letter first, then letters or figures, eight at most.")
    ),
    "supply.prefix-is-taken": Words(
        says=_("Receipts that begin with “%(prefix)s” are written elsewhere."),
        remedy=_("Choose another beginning."),
        rule=_("Each device has its own numbers, so that two phones without a line never give the same one."),
    ),
    "supply.device-has-a-series": Words(says=_("%(device)s has its receipt numbers already."), remedy=_("Use them.")),
    "supply.prices-begin-in-the-past": Words(
        says=_("A price list cannot begin in the past (%(from)s)."),
        remedy=_("Let it begin now or later."),
        rule=_("Receipts that were written keep their price."),
    ),
    "supply.price-list-is-empty": Words(says=_("There is no price on this list."), remedy=_("Write at least one.")),
    "supply.price-line-is-wrong": Words(
        says=_("The price for “%(form)s %(grade)s” cannot be used."), remedy=_("Choose a form that growers bring and a price above zero.")
    ),
}
GROWERS = {
    "supply.grower-needs-a-number": Words(says=_("A grower needs a number of 1 to 30 signs."), remedy=_("Write the member's number.")),
    "supply.grower-number-is-taken": Words(
        says=_("The number %(number)s is that of %(name)s."), remedy=_("Check the number, or look this grower up.")
    ),
    "supply.person-is-a-grower-already": Words(says=_("This person is a grower here already."), remedy=_("Look the grower up.")),
    "supply.grower-needs-a-person": Words(says=_("A grower needs a name."), remedy=_("Write the name.")),
    "supply.means-are-unknown": Words(says=_("We do not know the way of payment “%(means)s”."), remedy=_("Choose one of the list.")),
    "supply.account-is-missing": Words(says=_("The number of the account is missing."), remedy=_("Write it, or choose cash.")),
    "supply.plot-needs-a-number": Words(says=_("A plot needs a number of 1 to 40 signs."), remedy=_("Write one.")),
    "supply.plot-number-is-taken": Words(says=_("Another plot has the number %(number)s."), remedy=_("Choose another one.")),
    "supply.plot-country-is-unknown": Words(says=_("“%(country)s” is no country code."), remedy=_("Use two letters, such as LA or CM.")),
    "supply.plot-area-is-not-above-zero": Words(says=_("An area of %(area)s ha is none."), remedy=_("Write the area in hectares.")),
    "supply.plot-is-planted-in-no-year": Words(says=_("%(year)s cannot be the year of planting."), remedy=_("Check the year.")),
}
DELIVERIES = {
    "supply.weight-finer-than-a-gram": Words(says=_("%(weight)s kg is finer than a gram."), remedy=_("Use at most three places.")),
    "supply.weight-is-negative": Words(says=_("A weight cannot be negative."), remedy=_("Check what the scale shows.")),
    "supply.delivery-weighs-too-much": Words(
        says=_("%(kg)s kg is more than one delivery can weigh (%(most_kg)s kg)."), remedy=_("Look at the scale again. Is it kg, not grams?")
    ),
    "supply.nothing-left-after-tare": Words(
        says=_("Nothing is left: %(gross_kg)s kg less %(tare_kg)s kg for bags and %(deduction_kg)s kg deducted."),
        remedy=_("Check gross weight and tare."),
    ),
    "supply.moisture-is-no-share": Words(says=_("Moisture of %(moisture)s %% cannot be."), remedy=_("Write a figure from 0 to 100.")),
    "supply.bags-are-negative": Words(says=_("The number of bags cannot be negative."), remedy=_("Count the bags again.")),
    "supply.delivery-is-to-come": Words(
        says=_("This delivery would be in the future (%(at)s)."), remedy=_("Check the clock of the device.")
    ),
    "supply.delivery-is-too-old": Words(
        says=_("This delivery would be more than a year old (%(at)s)."), remedy=_("Check the clock of the device.")
    ),
    "supply.form-is-not-delivered": Words(says=_("Growers do not bring “%(form)s”."), remedy=_("Choose one of these: %(forms)s.")),
    "supply.grade-is-unknown": Words(says=_("There is no grade “%(grade)s”."), remedy=_("Choose one of these: %(grades)s.")),
    "supply.plot-is-of-another-grower": Words(
        says=_("Plot %(plot)s belongs to another grower."), remedy=_("Choose a plot of this grower, or none.")
    ),
    "supply.plot-has-another-crop": Words(says=_("Plot %(plot)s grows %(product)s."), remedy=_("Choose a plot with this crop.")),
    "supply.plot-is-retired": Words(says=_("Plot %(plot)s is no longer in use."), remedy=_("Choose another plot.")),
    "supply.claim-is-not-approved": Words(
        says=_("It may not be put down as “%(claim)s”."),
        remedy=_("Weigh it without this claim, or ask why the grower is not on the approved list."),
        rule=_("A claim needs a certificate in force, a grower on its approved list, and for organic a plot past its transition."),
    ),
    "supply.no-price-for-these-goods": Words(
        says=_("Price list %(number)s has no price for “%(form)s %(grade)s”."), remedy=_("Choose another grade, or settle the price later.")
    ),
    "supply.no-price-list": Words(says=_("There is no price list for %(product)s yet."), remedy=_("Ask the manager to set prices.")),
    "supply.deduction-takes-the-price": Words(
        says=_("A deduction of %(deduction)s leaves nothing of the price %(price)s."), remedy=_("Check the deduction for one kg.")
    ),
    "supply.receipt-number-is-used": Words(
        says=_("There is a receipt %(receipt)s already."), remedy=_("Take the next number of this device.")
    ),
    "supply.delivery-is-taken-back": Words(
        says=_("Receipt %(receipt)s was taken back already, or takes another one back."), remedy=_("Write a new delivery instead.")
    ),
    "supply.reversal-needs-a-reason": Words(says=_("Why is it taken back?"), remedy=_("Write the reason.")),
}
BOOKS = {
    "supply.not-so-much-in-store": Words(
        says=_("Of lot %(lot)s only %(kg)s kg lie at %(place)s, not %(asked_kg)s kg."),
        remedy=_("Take less, or take back first what was made from it."),
        rule=_("No store ever holds less than nothing."),
    ),
    "supply.not-so-much-cash": Words(says=_("%(box)s holds %(held)s, not %(asked)s."), remedy=_("Ask for a float first, or pay later.")),
}
RUNS = {
    "supply.run-kind-is-unknown": Words(says=_("We do not know this kind of work: “%(kind)s”."), remedy=_("Choose one of the list.")),
    "supply.run-is-empty": Words(says=_("Something must go in and something must come out."), remedy=_("Choose a lot and write a weight.")),
    "supply.products-do-not-mix": Words(says=_("Different products do not mix: %(lots)s."), remedy=_("Choose lots of one product.")),
    "supply.forms-do-not-mix": Words(says=_("Different forms do not mix: %(lots)s."), remedy=_("Choose lots of one form.")),
    "supply.run-takes-nothing": Words(says=_("Nothing is taken from lot %(lot)s."), remedy=_("Write how many kg go in.")),
    "supply.run-gives-nothing": Words(says=_("Nothing comes out as “%(form)s”."), remedy=_("Write how many kg came out.")),
    "supply.form-does-not-follow": Words(says=_("“%(from)s” does not become “%(form)s”."), remedy=_("Choose a later form.")),
    "supply.more-out-than-in": Words(
        says=_("%(out_kg)s kg cannot come out of %(in_kg)s kg."),
        remedy=_("Weigh again, or add what is missing among what went in."),
        rule=_("What comes out and what is lost is what went in."),
    ),
    "supply.run-is-taken-back": Words(
        says=_("Batch %(run)s was taken back already, or takes another one back."), remedy=_("Record a new batch instead.")
    ),
}

for group in (RIGHTS, SETTING_UP, GROWERS, DELIVERIES, BOOKS, RUNS):
    register(group)
