"""What trade says when a step, a weight, a seal or a paper of a shipment cannot be."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Shipments and papers, docs/rules/shipments.md")
_ESCC = _("European Standard Contract for Coffee; docs/rules/shipments.md")
_SOLAS = _("SOLAS VI/2, verified gross mass")
_TRY = _("Choose one of the answers shown.")

register(
    {
        "trade.may-not-ship": Words(
            says=_("%(name)s may not ship goods for %(organization)s."), remedy=_("Ask the manager, the chair, the secretary or the clerk.")
        ),
        "trade.shipment-of-nothing": Words(says=_("No contract to ship was chosen."), remedy=_("Open the contract, and begin from there.")),
        "trade.shipment-without-roles": Words(
            says=_("Nobody has agreed yet who exports and who imports under %(contract)s."),
            remedy=_("Propose who does what; every party says yes."),
            source=_RULES,
        ),
        "trade.contracts-share-no-container": Words(
            says=_("Only contracts of one container travel together."), remedy=_("Begin a shipment for each of the others.")
        ),
        "trade.step-not-on-this-way": Words(says=_("“%(step)s” does not happen on this way."), remedy=_TRY),
        "trade.step-already-recorded": Words(
            says=_("“%(step)s” was recorded already, for %(on)s."),
            remedy=_("Look at the shipment. Take that step back if it was written wrong."),
        ),
        "trade.step-comes-later": Words(says=_("First comes “%(first)s”, then “%(step)s”."), remedy=_("Record that first.")),
        "trade.step-still-to-come": Words(says=_("%(on)s is still to come."), remedy=_("Record it once it has happened.")),
        "trade.step-before-earlier": Words(
            says=_("“%(step)s” on %(on)s would be before “%(before)s” on %(before_on)s."),
            remedy=_("Check both days."),
            source=_RULES,
        ),
        "trade.step-has-followers": Words(says=_("“%(follower)s” hangs on “%(step)s”."), remedy=_("Take back the last step first.")),
        "trade.step-already-taken-back": Words(says=_("“%(step)s” was already taken back."), remedy=_("Look at the shipment.")),
        "trade.no-ship-calls-there": Words(
            says=_("No ship of the sea calls at %(place)s (%(code)s)."),
            remedy=_("Choose a port. Goods of a country without one leave by a neighbour’s."),
        ),
        "trade.shipment-goes-nowhere": Words(says=_("It would leave %(place)s and arrive there."), remedy=_("Check both places.")),
        "trade.closes-after-it-leaves": Words(
            says=_("Papers cannot close on %(closes)s when it leaves on %(leaves)s."), remedy=_("Check both days.")
        ),
        "trade.arrives-before-it-leaves": Words(
            says=_("It leaves on %(leaves)s and cannot arrive on %(arrives)s."), remedy=_("Check both days.")
        ),
        "trade.leaves-by-a-foreign-port": Words(
            says=_("Goods of %(countries)s leave by %(place)s, in another country."), remedy=_("See to the transit in good time.")
        ),
        "trade.leaves-from-elsewhere": Words(
            says=_("The contract says %(term)s %(named)s, and it leaves from %(place)s."),
            remedy=_("Agree on who pays for the way in between."),
        ),
        "trade.no-airport-known-there": Words(
            says=_("Our list knows no airport at %(place)s (%(code)s)."), remedy=_("Check the place; the list does not know all of them.")
        ),
        "trade.sea-term-by-air": Words(
            says=_("The contract says %(term)s, a term for ships, and the goods fly."),
            remedy=_("Agree on FCA with the airport, so that it is clear where the goods change hands."),
        ),
        "trade.container-number-misshapen": Words(
            says=_("“%(number)s” is no number of a container."),
            remedy=_("Write four letters and seven figures, for example CSQU3054383."),
            source=_("ISO 6346"),
        ),
        "trade.container-number-wrong": Words(
            says=_("%(number)s is written wrong: its last figure, %(last)s, does not fit the others."),
            remedy=_("Read it again from the door of the container."),
            rule=_("The last figure is reckoned from the ten signs before it."),
            source=_("ISO 6346"),
        ),
        "trade.container-plate-missing": Words(
            says=_("What it may carry, and what it weighs empty, must be above zero."), remedy=_("Read both from the plate on its door.")
        ),
        "trade.net-above-payload": Words(
            says=_("%(net_kg)s kg are more than the %(payload_kg)s kg it may carry."), remedy=_("Put less in, or take another container.")
        ),
        "trade.gross-mass-too-low": Words(
            says=_("%(gross_kg)s kg are less than goods and empty container together, %(least_kg)s kg."),
            remedy=_("Weigh again, or check what went in."),
            source=_SOLAS,
        ),
        "trade.gross-mass-too-high": Words(
            says=_("%(gross_kg)s kg are more than the %(most_kg)s kg it may weigh."), remedy=_("Take something out."), source=_SOLAS
        ),
        "trade.nothing-was-stuffed": Words(says=_("Nothing would be in it."), remedy=_("Write how many kg of each lot went in.")),
        "trade.stuffed-above-contract": Words(
            says=_("%(kg)s kg of %(lot)s are more than the %(most_kg)s kg that contract and tolerance allow."),
            remedy=_("Put less in, or agree on a change of the contract first."),
            source=_RULES,
        ),
        "trade.container-is-short": Words(
            says=_("%(kg)s of %(agreed_kg)s kg of %(lot)s went in: %(short_kg)s kg short, more than the tolerance."),
            remedy=_("Send the rest later, or agree on a change. Only what left is invoiced."),
            source=_RULES,
        ),
        "trade.seal-missing": Words(says=_("A closed container has a seal."), remedy=_("Write its number.")),
        "trade.seal-twice": Words(says=_("Seal %(seal)s stands there twice."), remedy=_("Write each once.")),
        "trade.seal-in-use": Words(
            says=_("Seal %(seal)s closes shipment %(shipment)s."), remedy=_("Read the number again from the seal."), source=_RULES
        ),
        "trade.paper-keeps-goods-back": Words(
            says=_("%(paper)s is missing or does not hold. Row %(row)s asks for it."),
            remedy=_("Bring it, or let somebody who signs say why the goods may leave without it."),
            rule=_("Verified by %(who)s."),
            source=_("%(source)s"),
        ),
        "trade.landed-weight-cannot-be": Words(
            says=_("%(landed_kg)s kg cannot have arrived of %(shipped_kg)s kg."), remedy=_("Write the net weight of all lots together.")
        ),
        "trade.weighed-late": Words(
            says=_("It was weighed on day %(days)s after arrival; usual are %(most)s."),
            remedy=_("The other side may contest it."),
            source=_ESCC,
        ),
        "trade.loss-within-franchise": Words(
            says=_("%(lost_kg)s kg are missing. The buyer bears up to %(franchise_kg)s kg."),
            remedy=_("There is nothing to claim."),
            source=_ESCC,
        ),
        "trade.claim-is-late": Words(
            says=_("The claim was made on day %(days)s after arrival. The last one is day %(most)s."),
            remedy=_("It is kept, and marked late: the seller may say no."),
            source=_ESCC,
        ),
        "trade.paper-is-missing": Words(says=_("It is not there yet."), remedy=_("Ask whoever issues it, and bring it.")),
        "trade.paper-covers-a-part": Words(says=_("It is missing for %(lots)s."), remedy=_("Bring one for them too.")),
        "trade.paper-ends-before-departure": Words(
            says=_("%(number)s ends on %(ends)s, %(days)s days before the goods leave on %(leaves)s."),
            remedy=_("Bring one that is valid longer."),
            rule=_("It must hold on the day of the bill of lading."),
            source=_RULES,
        ),
        "trade.paper-takes-too-long": Words(
            says=_("Days it takes: %(days)s. Days left: %(left)s."), remedy=_("Ask for it today, or book a later way."), source=_RULES
        ),
        "trade.residue-above-limit": Words(
            says=_("%(found)s ppm were found; the limit is %(limit)s."),
            remedy=_("These goods cannot go there. Test another lot."),
            source=_RULES,
        ),
        "trade.residue-measured-too-coarsely": Words(
            says=_("The laboratory measures down to %(loq)s ppm only; the limit is %(limit)s."),
            remedy=_("Ask for a finer method: “not detected” proves nothing here."),
            source=_RULES,
        ),
        "trade.laboratory-not-accredited": Words(
            says=_("The laboratory is not accredited to ISO/IEC 17025."), remedy=_("Have an accredited one test it.")
        ),
        "trade.report-older-than-lot": Words(
            says=_("The report of %(issued)s is older than the lot, made on %(made)s."), remedy=_("Have the lot itself tested.")
        ),
        "trade.residue-report-without-figures": Words(
            says=_("Report %(number)s says no figures."), remedy=_("Write what was found, and down to what the laboratory measures.")
        ),
        "trade.paper-issued-later": Words(says=_("%(on)s is still to come."), remedy=_("Write the day that stands on the paper.")),
        "trade.paper-ends-before-it-begins": Words(says=_("It would end before it was issued."), remedy=_("Check both days on the paper.")),
        "trade.paper-says-too-little": Words(says=_("A paper has a number, and somebody who issued it."), remedy=_("Write both.")),
        "trade.paper-without-file": Words(says=_("The paper itself is missing."), remedy=_("Choose a photograph or a PDF of it.")),
        "trade.paper-is-no-picture": Words(says=_("That file is neither a PDF nor a picture."), remedy=_("Choose a PDF, JPG or PNG.")),
        "trade.certificate-of-what": Words(says=_("We do not know of which certificate."), remedy=_("Open it from the list of papers.")),
        "trade.paper-of-somebody-else": Words(says=_("Another organization brought this paper."), remedy=_("Ask them to take it back.")),
        "trade.paper-already-taken-back": Words(says=_("%(number)s was already taken back."), remedy=_("Look at the list.")),
        "trade.heading-unknown": Words(
            says=_("We do not know goods of number %(code)s."),
            remedy=_("Write two, four or six figures of the Harmonized System, for example %(guesses)s."),
        ),
        "trade.row-country-unknown": Words(
            says=_("“%(code)s” is no country."), remedy=_("Write two letters, for example LA; EU for its member states.")
        ),
        "trade.row-without-source": Words(says=_("Nobody could check this row."), remedy=_("Write where it is written.")),
        "trade.row-ends-before-it-begins": Words(says=_("It would end before it begins."), remedy=_("Check both days.")),
        "trade.row-unknown": Words(says=_("There is no row %(key)s."), remedy=_("Look at the list.")),
        "trade.row-already-verified": Words(says=_("%(name)s verified it on %(on)s."), remedy=_("Record a newer row if it has changed.")),
        "trade.row-needs-a-look": Words(says=_("Somebody must have looked."), remedy=_("Write with what you compared it.")),
        "trade.invoice-above-shipped": Words(
            says=_("%(kg)s kg of %(lot)s are more than the %(shipped_kg)s kg that have left."),
            remedy=_("Write what left. The rest is invoiced when it has left."),
            source=_RULES,
        ),
    }
)
