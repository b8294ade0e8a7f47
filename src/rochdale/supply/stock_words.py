"""What is said when something cannot be: waybills, counts, samples and results, what becomes of a lot, opening stock."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

WAYBILLS = {
    "supply.waybill-leads-nowhere": Words(says=_("Goods cannot travel to where they are."), remedy=_("Choose another place.")),
    "supply.waybill-needs-a-driver": Words(says=_("Who drives?"), remedy=_("Write the driver's name.")),
    "supply.waybill-is-empty": Words(says=_("Nothing is on this waybill."), remedy=_("Write how many kg of which lot travel.")),
    "supply.waybill-line-weighs-nothing": Words(says=_("Nothing is taken from lot %(lot)s."), remedy=_("Write how many kg travel.")),
    "supply.more-arrived-than-was-sent": Words(
        says=_("%(arrived_kg)s kg of lot %(lot)s cannot arrive when %(sent_kg)s kg were sent."),
        remedy=_("Look at the scale again."),
    ),
    "supply.waybill-has-arrived": Words(
        says=_("Waybill %(number)s has arrived already."), remedy=_("Look at the waybill; a difference is settled there.")
    ),
    "supply.waybill-line-is-not-weighed": Words(
        says=_("Not every lot of waybill %(number)s was weighed."),
        remedy=_("Weigh each of them; write 0 for a lot of which nothing came."),
    ),
    "supply.waybill-is-no-case": Words(says=_("Nothing is to be settled for waybill %(number)s."), remedy=_("Look at the waybill.")),
    "supply.waybill-needs-an-explanation": Words(
        says=_("How is the difference explained?"),
        remedy=_("Write what was found out."),
        rule=_("What is missing beyond tolerance leaves the books only with an explanation by a leader."),
    ),
}
COUNTS = {
    "supply.count-agrees": Words(says=_("The books say %(kg)s kg too."), remedy=_("There is nothing to change.")),
    "supply.count-needs-a-reason": Words(says=_("Why is it not what the books say?"), remedy=_("Write what happened.")),
    "supply.stock-moved-since-the-count": Words(
        says=_("Lot %(lot)s had %(then_kg)s kg when it was counted; now the books say %(now_kg)s kg."),
        remedy=_("Count again."),
        rule=_("A count is signed for what lay there when it was counted."),
    ),
}
QUALITY = {
    "supply.sample-weighs-nothing": Words(says=_("A sample weighs something."), remedy=_("Write how many grams were taken.")),
    "supply.protocol-is-unknown": Words(
        says=_("These goods are not judged by “%(protocol)s”."),
        remedy=_("Choose one of these: %(protocols)s."),
        rule=_("A score without a protocol says nothing."),
    ),
    "supply.protocol-has-no-such-field": Words(says=_("%(protocol)s knows no “%(field)s”."), remedy=_("Leave it out.")),
    "supply.value-is-missing": Words(says=_("“%(field)s” is missing."), remedy=_("Write it, or choose another protocol.")),
    "supply.value-is-out-of-range": Words(
        says=_("“%(field)s” cannot be %(value)s."), remedy=_("Write a figure from %(least)s to %(most)s (%(unit)s).")
    ),
    "supply.value-is-not-whole": Words(says=_("“%(field)s” is a whole number, not %(value)s."), remedy=_("Write a whole number.")),
    "supply.more-beans-than-were-cut": Words(
        says=_("%(counted)s beans are counted, but %(beans)s were cut."),
        remedy=_("Count again."),
        rule=_("A bean counts once, in its worst class."),
    ),
    "supply.score-is-out-of-range": Words(
        says=_("A score of %(score)s cannot come of this protocol."), remedy=_("Check the figures: it gives %(least)s to %(most)s.")
    ),
    "supply.protocols-do-not-compare": Words(
        says=_("Scores of different protocols cannot be compared: %(protocols)s."),
        remedy=_("Compare results of one protocol."),
        rule=_("An 84 of one protocol is not an 84 of another."),
    ),
    "supply.no-score": Words(says=_("There is no score."), remedy=_("Record a result first.")),
    "supply.altitude-is-above-the-mountains": Words(
        says=_("“%(altitude)s” is higher than %(most)s m."), remedy=_("Check the altitude and its unit.")
    ),
}
ONWARD = {
    "supply.onward-kind-is-unknown": Words(says=_("We do not know what “%(kind)s” means for a lot."), remedy=_("Choose one of the list.")),
    "supply.onward-says-too-little": Words(
        says=_("A weight and the number of the offer, contract or shipment are needed."), remedy=_("Write both.")
    ),
    "supply.more-back-than-left": Words(
        says=_("More of lot %(lot)s would come back than was shipped."), remedy=_("Check the weight and the lot.")
    ),
}
LOTS = {
    "supply.lot-is-unknown": Words(says=_("There is no lot “%(lot)s”."), remedy=_("`rochdale supply lots` shows them all.")),
    "supply.lot-number-is-not-enough": Words(
        says=_("Several cooperatives have a lot “%(lot)s”."), remedy=_("Give its id; `rochdale supply lots` shows it.")
    ),
    "supply.bags-are-none": Words(says=_("How many bags are there?"), remedy=_("Write a number above zero.")),
    "supply.lot-is-not-public": Words(says=_("Lot %(lot)s has no public page."), remedy=_("There is nothing to take back.")),
    "supply.recall-ends-before-it-began": Words(says=_("A recall cannot end before it began."), remedy=_("Start it anew.")),
}
FIGURES = {
    "supply.form-is-not-of-the-product": Words(says=_("“%(form)s” is no form of %(product)s."), remedy=_("Choose one of the list.")),
    "supply.figure-needs-a-source": Words(
        says=_("Who says so?"), remedy=_("Write where the figure comes from: a trial, an adviser, the last seasons.")
    ),
    "supply.figure-is-not-above-zero": Words(says=_("A figure of nothing says nothing."), remedy=_("Write a number above zero.")),
    "supply.outturn-is-no-share": Words(says=_("%(factor)s kg cannot come out of 1 kg."), remedy=_("Write what comes out of 100 kg.")),
}
OPENING = {
    "supply.opening-account-is-wrong": Words(
        says=_("“%(account)s” does not say where what lies."),
        remedy=_("Write PLACE/FORM/GRADE/CLAIMS/LOT, for example PKS/parchment/A/fairtrade+organic. Grade, claims and lot may stay empty."),
    ),
    "supply.opening-place-is-unknown": Words(
        says=_("There is no place with the code “%(code)s”."), remedy=_("Use one of these: %(codes)s.")
    ),
    "supply.opening-form-is-unknown": Words(says=_("We do not know the form “%(form)s”."), remedy=_("Use one of these: %(forms)s.")),
    "supply.opening-weighs-nothing": Words(says=_("“%(account)s” weighs nothing."), remedy=_("Write kg above zero.")),
}

for group in (WAYBILLS, COUNTS, QUALITY, ONWARD, LOTS, FIGURES, OPENING):
    register(group)
