"""What trade says when something cannot be: the reason, the remedy, the rule and where it is written."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_MARKET_PAGE = _("How trade works, docs/contexts/trade.md")

GOODS = {
    "trade.product-unknown": Words(
        says=_("We do not know the product “%(product)s”."),
        remedy=_("Choose one of these: %(known)s."),
        rule=_("Only products with a known container load can be cleared."),
        source=_("Defaults of this installation, part “products”"),
    ),
    "trade.kg-not-positive": Words(says=_("The weight must be more than 0 kg."), remedy=_("Write how many kg there are.")),
    "trade.kg-absurd": Words(
        says=_("%(kg)s kg is more than %(most_kg)s kg, the most one row can hold."), remedy=_("Check the unit. Is it kg, not grams?")
    ),
    "trade.min-lot-above-kg": Words(
        says=_("The smallest delivery, %(min_lot_kg)s kg, is more than the %(kg)s kg needed."),
        remedy=_("Make the smallest delivery smaller, or leave it empty."),
    ),
    "trade.no-suppliers": Words(
        says=_("With %(max_suppliers)s suppliers nobody could deliver."), remedy=_("Write 1 or more, or leave it empty.")
    ),
    "trade.score-without-protocol": Words(
        says=_("A score of %(score)s means nothing without its protocol."),
        remedy=_("Choose the protocol it was measured under."),
        rule=_("Scores under different protocols are never compared."),
        source=_MARKET_PAGE,
    ),
    "trade.score-out-of-range": Words(says=_("A score lies between 0 and 100, not at %(score)s."), remedy=_("Check the score.")),
    "trade.certificate-twice": Words(says=_("The certificate “%(scheme)s” is named twice."), remedy=_("Leave one of the two out.")),
    "trade.certificate-ends-before-it-starts": Words(
        says=_("The certificate “%(scheme)s” ends on %(ends)s, before it starts."), remedy=_("Check its two dates.")
    ),
    "trade.certificate-ends-before-shipment": Words(
        says=_("The certificate “%(scheme)s” ends on %(ends)s. The lot is ready %(days)s days later."),
        remedy=_("Renew the certificate first, or offer without it."),
        rule=_("A certificate must be valid on the day of shipment."),
        source=_MARKET_PAGE,
    ),
    "trade.window-ends-before-it-starts": Words(
        says=_("The time ends on %(ends)s, before it starts on %(starts)s."), remedy=_("Check the two dates.")
    ),
    "trade.window-is-over": Words(
        says=_("The time ended on %(ends)s. Today is %(today)s."), remedy=_("Choose dates that are still to come.")
    ),
    "trade.window-too-far": Words(
        says=_("%(starts)s is more than %(most_years)s years ahead."), remedy=_("Check the year. Offer it when it is nearer.")
    ),
    "trade.price-not-positive": Words(
        says=_("A price is more than 0, not %(price)s."), remedy=_("Write the least you accept, or the most you pay.")
    ),
    "trade.currency-unknown": Words(
        says=_("“%(currency)s” is no currency in use."),
        remedy=_("Choose one from the list, for example USD."),
        source=_("ISO 4217, the list of currencies"),
    ),
    "trade.quintal-which": Words(
        says=_("A quintal is 46 kg in some countries and 100 kg in others."),
        remedy=_("Choose “quintal of 46 kg” or “quintal of 100 kg”."),
        rule=_("A price unit must have one meaning."),
        source=_MARKET_PAGE,
    ),
    "trade.unit-unknown": Words(says=_("We know no price unit “%(unit)s”."), remedy=_("Choose one of these: %(known)s.")),
    "trade.kg-below-promised": Words(
        says=_("%(promised_kg)s kg are promised or sold. It cannot shrink to %(kg)s kg."), remedy=_("Write at least %(promised_kg)s kg.")
    ),
    "trade.lot-exceeded": Words(
        says=_("Lot %(lot)s holds %(lot_kg)s kg. This is %(too_much_kg)s kg too much."),
        remedy=_("Offer less, or withdraw another offer of this lot."),
        rule=_("What is offered, reserved and sold of a lot never exceeds it."),
        source=_MARKET_PAGE,
    ),
    "trade.lot-weighs-otherwise": Words(
        says=_("Lot %(lot)s was said to hold %(lot_kg)s kg, not %(kg)s kg."),
        remedy=_("Write the same weight, or give the lot another name."),
    ),
    "trade.reference-used": Words(says=_("You already have something called “%(reference)s”."), remedy=_("Choose another name for it.")),
    "trade.not-open": Words(
        says=_("“%(reference)s” is no longer open."), remedy=_("Make a new one if you still have the goods or the need.")
    ),
}

PARTNERS = {
    "trade.partner-is-asked": Words(
        says=_("A partner is being asked about “%(reference)s” first."), remedy=_("Wait for the answer, or for the day to pass.")
    ),
    "trade.partner-unknown": Words(says=_("There is no such organization."), remedy=_("Choose one that buys here.")),
    "trade.partner-is-oneself": Words(says=_("You cannot give first refusal to yourselves."), remedy=_("Choose another organization.")),
    "trade.partner-already-asked": Words(says=_("A partner is already being asked about this offer."), remedy=_("Wait for its answer.")),
    "trade.kg-above-left": Words(says=_("%(kg)s kg cannot be kept: %(left_kg)s kg are left."), remedy=_("Write at most %(left_kg)s kg.")),
    "trade.first-refusal-day": Words(
        says=_("The partner’s last day must lie between %(first)s and %(last)s, not on %(until)s."), remedy=_("Choose a day in between.")
    ),
    "trade.below-floor": Words(
        says=_("%(price)s for 1 kg is below the floor of %(floor)s. It is %(short)s short."),
        remedy=_("Ask for at least the floor price."),
        rule=_("No verified minimum price may be undercut."),
        source=_("docs/rules/price-floor.md"),
    ),
    "trade.first-refusal-settled": Words(says=_("This was already answered."), remedy=_("Open the offer to see the answer.")),
    "trade.first-refusal-over": Words(
        says=_("The last day was %(until)s. The goods went to the market."), remedy=_("Post a need to take part in the next market.")
    ),
}

ANSWERS = {
    "trade.container-already-settled": Words(
        says=_("This container is no longer waiting for answers."), remedy=_("Open your matches to see what became of it.")
    ),
    "trade.already-answered": Words(
        says=_("Your organization already answered."), remedy=_("An answer stands. Talk to the others if something changed.")
    ),
    "trade.answer-too-late": Words(
        says=_("The last day to answer was %(answer_by)s."), remedy=_("The goods take part in the next market.")
    ),
    "trade.not-a-party": Words(
        says=_("Your organization has nothing in this container."), remedy=_("Switch to the organization that does.")
    ),
    "trade.no-needs-a-reason": Words(says=_("A no needs a reason."), remedy=_("Write one sentence. The others read it.")),
    "trade.condition-unknown": Words(says=_("A yes cannot hang on “%(kind)s”."), remedy=_("Choose sample, evidence pack or board.")),
    "trade.condition-twice": Words(says=_("The same condition stands there twice."), remedy=_("Leave one out.")),
    "trade.condition-in-the-past": Words(says=_("%(due)s has passed. Today is %(today)s."), remedy=_("Choose a day to come.")),
    "trade.condition-too-late": Words(
        says=_("%(due)s is too late. The last day is %(last)s."),
        remedy=_("Choose an earlier day."),
        rule=_("A condition must be met before the goods leave."),
        source=_MARKET_PAGE,
    ),
    "trade.condition-already-met": Words(says=_("This condition was met on %(met)s."), remedy=_("Nothing more is needed.")),
    "trade.not-accepted-by-all": Words(
        says=_("Not everyone in container %(container)s has said yes."), remedy=_("Wait for the missing answers.")
    ),
}

MARKETS = {
    "trade.nothing-to-clear": Words(
        says=_("There is nothing to clear: %(offers)s offers and %(needs)s needs are open."),
        remedy=_("A market needs at least one of each."),
    ),
    "trade.files-still-clearing": Words(
        says=_("Your last files are still being cleared."), remedy=_("Wait until they are done. One clearing runs at a time.")
    ),
    "trade.market-still-running": Words(
        says=_("Market %(number)s is still being cleared."), remedy=_("Wait until it is done, then call the next one.")
    ),
    "trade.unknown-passage": Words(
        says=_("“%(passage)s” is not a passage that can be closed."), remedy=_("Choose one of these: %(choices)s.")
    ),
    "trade.market-already-done": Words(says=_("Market %(number)s is done."), remedy=_("Call a new one.")),
    "trade.engine-stopped": Words(
        says=_("The clearing stopped before it was done: %(trouble)s"),
        remedy=_("Try again. If it stops again, tell whoever runs this installation."),
    ),
    "trade.not-verified": Words(
        says=_("The independent check found %(faults)s things wrong. Nothing is shown."),
        remedy=_("Tell whoever runs this installation. Offers and needs stay as they were."),
        rule=_("Every clearing is checked again before anyone sees it."),
        source=_("docs/rules/clearing.md"),
    ),
}

_NOT_IN_TIME = _("All lots of a container leave with it.")
_AS_ASKED = _("A lot must be what the buyer asked for.")

BARRIERS = {
    "trade.barrier-kind": Words(says=_("another kind"), rule=_AS_ASKED, remedy=_("Wait for a need of this kind.")),
    "trade.barrier-protocol": Words(
        says=_("another protocol"), rule=_("Scores under different protocols are never compared."), remedy=_("Have it scored anew.")
    ),
    "trade.barrier-score": Words(says=_("too few points"), rule=_AS_ASKED, remedy=_("Offer a lot with a higher score.")),
    "trade.barrier-certificate": Words(says=_("a certificate is missing"), rule=_AS_ASKED, remedy=_("Have the lot certified.")),
    "trade.barrier-port": Words(
        says=_("another place"), rule=_("A container leaves from one place."), remedy=_("Bring it to the same place.")
    ),
    "trade.barrier-too-late": Words(says=_("%(days)s days too late"), rule=_NOT_IN_TIME, remedy=_("Offer it for the next sailing.")),
    "trade.barrier-too-early": Words(says=_("kept %(days)s days too short"), rule=_NOT_IN_TIME, remedy=_("Keep it longer.")),
}

NUMBERS = {
    "trade.barrier-kind": _("It is %(found)s. Asked was %(asked)s."),
    "trade.barrier-protocol": _("Scored under %(found)s. Asked was %(asked)s."),
    "trade.barrier-score": _("%(found)s points. Asked were %(asked)s."),
    "trade.barrier-certificate": _("It lacks %(missing)s."),
    "trade.barrier-port": _("It leaves from %(found)s. The container leaves from %(asked)s."),
    "trade.barrier-too-late": _("Ready on %(ready)s. The container leaves on %(departs)s."),
    "trade.barrier-too-early": _("Kept until %(kept)s. The container leaves on %(departs)s."),
}
"""The figures behind a barrier, told under its headline."""

FLOORS = {
    "trade.floor-already-superseded": Words(
        says=_("A newer row has replaced this floor of %(scheme)s for %(product)s."), remedy=_("Open the newer row.")
    ),
    "trade.floor-already-verified": Words(
        says=_("%(name)s verified this row on %(on)s."), remedy=_("Record a new row if the price has changed.")
    ),
    "trade.floor-needs-a-look": Words(says=_("Say what you compared the row with."), remedy=_("Write the document or page, and its date.")),
    "trade.floor-without-source": Words(
        says=_("A floor without a source cannot be checked by anyone."),
        remedy=_("Write where the price is published."),
        source=_("docs/rules/price-floor.md"),
    ),
    "trade.floor-minimum-is-zero": Words(
        says=_("A minimum of 0 is none."), remedy=_("Leave it empty where the source names none."), source=_("docs/rules/price-floor.md")
    ),
    "trade.floor-without-amount": Words(
        says=_("The row holds no amount at all."), remedy=_("Write the minimum, the organic part or the premium.")
    ),
}

RIGHTS = {
    "trade.no-organization": Words(says=_("%(name)s acts for no organization now."), remedy=_("Choose the organization you act for.")),
    "trade.may-not-trade": Words(
        says=_("%(name)s may not buy or sell for %(organization)s."),
        remedy=_("Ask the manager or the chair."),
        rule=_("Managers, officers, clerks and buyers may. Whoever runs the market or the register may not."),
    ),
    "trade.may-not-sign": Words(
        says=_("%(name)s may not say yes or no for %(organization)s."),
        remedy=_("Ask the manager, the chair or the buyer."),
        rule=_("Only they may bind it."),
    ),
    "trade.limit-is-sealed": Words(
        says=_("This price is sealed."), rule=_("Reserve and limit are for their owner alone."), source=_("docs/rules/sealed-limits.md")
    ),
    "trade.may-not-see": Words(says=_("This belongs to others."), remedy=_("Switch to the organization it concerns.")),
    "trade.only-the-operator": Words(says=_("Only the operator of the market may do this."), remedy=_("Ask the operator.")),
}

for _group in (GOODS, PARTNERS, ANSWERS, MARKETS, BARRIERS, FLOORS, RIGHTS):
    register(_group)
