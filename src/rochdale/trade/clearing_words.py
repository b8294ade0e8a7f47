"""What is said about the result of a clearing: why a row was left, what would have helped, why a match, what the verifier found."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Text, Words

_CLEARING = _("docs/rules/clearing.md")
_SEALED = _("docs/rules/sealed-limits.md")

VERDICTS = {
    "market.squeezed-out": Words(
        says=_("Nothing stood in the way but whole containers and the limits of others."),
        rule=_("This row was only squeezed out."),
        source=_CLEARING,
    ),
    "market.offer-product-not-wanted": Words(says=_("No need asks for %(product)s.")),
    "market.offer-kind-not-wanted": Words(says=_("No need asks for this species, process and protocol.")),
    "market.offer-no-route": Words(says=_("No route leads from this port to a need for it.")),
    "market.offer-score-too-low": Words(says=_("Every need within reach asks for a higher score.")),
    "market.offer-certificate-missing": Words(says=_("Every need within reach asks for a certificate this lot lacks.")),
    "market.offer-misses-windows": Words(says=_("No sailing in this window arrives when a need wants it.")),
    "market.offer-ask-too-high": Words(says=_("No buyer that fits pays what this lot asks.")),
    "market.offer-minimum-too-high": Words(says=_("No buyer that fits pays the minimum price of this lot.")),
    "market.offer-outbid": Words(says=_("The needs that fit were filled by others.")),
    "market.offer-suppliers-full": Words(says=_("The needs that fit take no further supplier.")),
    "market.offer-below-minimum-lot": Words(says=_("The needs that fit take no lot as small as %(kg)s kg.")),
    "market.offer-container-not-worthwhile": Words(says=_("The %(kg)s kg do not pay for one more container.")),
    "market.need-product-not-offered": Words(says=_("Nobody offers %(product)s.")),
    "market.need-kind-not-offered": Words(says=_("Nobody offers this species, process and protocol.")),
    "market.need-no-route": Words(says=_("No route leads to this port from an offer of it.")),
    "market.need-score-too-high": Words(says=_("No lot within reach has this score.")),
    "market.need-certificate-not-offered": Words(says=_("No lot within reach has all these certificates.")),
    "market.need-misses-windows": Words(says=_("No lot that fits can arrive in this window.")),
    "market.need-limit-too-low": Words(says=_("No lot that fits is sold for this limit.")),
    "market.need-outbid": Words(says=_("The lots that fit went to others.")),
    "market.need-suppliers-full": Words(says=_("The need takes no further supplier.")),
    "market.need-below-minimum-lot": Words(says=_("What is left of the lots that fit is less than the smallest lot.")),
    "market.need-container-not-worthwhile": Words(says=_("The %(kg)s kg do not pay for one more container.")),
}

_REACH = _("Tried are price, weight, time, score, certificates and suppliers, each as far as the rule page says.")
_BAND = _("The band hides where within it the other side's limit lies.")

CHANGES = {
    "market.change-none": Words(says=_("No single change of this row would have matched it."), rule=_REACH, source=_SEALED),
    "market.change-not-found": Words(
        says=_("We found no single change of this row that would have matched it."), rule=_REACH, source=_SEALED
    ),
    **{
        code: Words(says=says, rule=_BAND, source=_SEALED)
        for code, says in {
            "market.change-offer-price": _("Ask %(low)s to %(high)s %(currency)s less per kg."),
            "market.change-offer-kg": _("Offer %(low)s to %(high)s kg more."),
            "market.change-offer-window-earlier": _("Be ready %(low)s to %(high)s days earlier."),
            "market.change-offer-window-later": _("Stay ready %(low)s to %(high)s days longer."),
            "market.change-offer-score": _("Offer a lot with %(low)s to %(high)s points more."),
            "market.change-offer-certificate": _("Have the certificate “%(name)s”."),
            "market.change-offer-kg-and-price": _(
                "Offer %(low)s to %(high)s kg more, and ask %(price_low)s to %(price_high)s %(currency)s less per kg."
            ),
            "market.change-offer-window-earlier-and-price": _(
                "Be ready %(low)s to %(high)s days earlier, and ask %(price_low)s to %(price_high)s %(currency)s less per kg."
            ),
            "market.change-offer-window-later-and-price": _(
                "Stay ready %(low)s to %(high)s days longer, and ask %(price_low)s to %(price_high)s %(currency)s less per kg."
            ),
            "market.change-offer-score-and-price": _(
                "Offer a lot with %(low)s to %(high)s points more, and ask %(price_low)s to %(price_high)s %(currency)s less per kg."
            ),
            "market.change-offer-certificate-and-price": _(
                "Have the certificate “%(name)s”, and ask %(price_low)s to %(price_high)s %(currency)s less per kg."
            ),
            "market.change-need-price": _("Pay %(low)s to %(high)s %(currency)s more per kg."),
            "market.change-need-kg": _("Take %(low)s to %(high)s kg more."),
            "market.change-need-min-lot": _("Accept lots %(low)s to %(high)s kg smaller."),
            "market.change-need-window-earlier": _("Let it arrive %(low)s to %(high)s days earlier."),
            "market.change-need-window-later": _("Let it arrive %(low)s to %(high)s days later."),
            "market.change-need-score": _("Accept %(low)s to %(high)s points less."),
            "market.change-need-certificate": _("Do without the certificate “%(name)s”."),
            "market.change-need-suppliers": _("Accept up to %(high)s more suppliers."),
            "market.change-need-kg-and-price": _(
                "Take %(low)s to %(high)s kg more, and pay %(price_low)s to %(price_high)s %(currency)s more per kg."
            ),
            "market.change-need-min-lot-and-price": _(
                "Accept lots %(low)s to %(high)s kg smaller, and pay %(price_low)s to %(price_high)s %(currency)s more per kg."
            ),
            "market.change-need-window-earlier-and-price": _(
                "Let it arrive %(low)s to %(high)s days earlier, and pay %(price_low)s to %(price_high)s %(currency)s more per kg."
            ),
            "market.change-need-window-later-and-price": _(
                "Let it arrive %(low)s to %(high)s days later, and pay %(price_low)s to %(price_high)s %(currency)s more per kg."
            ),
            "market.change-need-score-and-price": _(
                "Accept %(low)s to %(high)s points less, and pay %(price_low)s to %(price_high)s %(currency)s more per kg."
            ),
            "market.change-need-certificate-and-price": _(
                "Do without the certificate “%(name)s”, and pay %(price_low)s to %(price_high)s %(currency)s more per kg."
            ),
            "market.change-need-suppliers-and-price": _(
                "Accept up to %(high)s more suppliers, and pay %(price_low)s to %(price_high)s %(currency)s more per kg."
            ),
        }.items()
    },
}

MATCHES = {
    "market.match-only-buyer": Words(says=_("This is the only buyer whose need the lot fits.")),
    "market.match-best-for-all": Words(says=_("The lot fits %(buyers)s needs. This one leaves most for all together.")),
    "market.match-shares-container": Words(
        says=_("Its container is shared with %(cooperatives)s other cooperatives, so freight is lower.")
    ),
    "market.match-nearest-port": Words(says=_("%(port)s is the port that costs least to reach.")),
}


def _row(says: Text) -> Words:
    return Words(says=says, rule=_("The independent verifier checks every result."), source=_CLEARING)


VERIFIER = {
    "market.verify-id-twice": _row(_("The %(kind)s “%(id)s” stands in the market twice.")),
    "market.verify-unknown-id": _row(_("The %(kind)s “%(id)s” does not exist.")),
    "market.verify-other-input": _row(_("The result belongs to another input.")),
    "market.verify-no-seed": _row(_("The result names no seed.")),
    "market.verify-no-versions": _row(_("The result does not name the versions of %(names)s.")),
    "market.verify-amount-impossible": _row(_("%(offer)s to %(need)s (%(container)s) has an amount that cannot be.")),
    "market.verify-multiplier-below-zero": _row(_("A stored multiplier of “%(id)s” is below 0.")),
    "market.verify-family": _row(_("%(offer)s and %(need)s (%(container)s) are not of one product.")),
    "market.verify-port": _row(_("%(offer)s to %(need)s (%(container)s) takes a route between other ports.")),
    "market.verify-quality": _row(_("%(offer)s is not the quality %(need)s asks for (%(container)s).")),
    "market.verify-certificate": _row(_("%(offer)s lacks a valid certificate for %(need)s (%(container)s).")),
    "market.verify-ship-window": _row(_("%(offer)s cannot ship then (%(container)s).")),
    "market.verify-arrival-window": _row(_("%(need)s does not want it then (%(container)s).")),
    "market.verify-no-gain": _row(_("%(offer)s asks more than %(need)s bids (%(container)s).")),
    "market.verify-oversold": _row(_("%(id)s sells %(kg)s kg but has only %(most_kg)s.")),
    "market.verify-overfilled": _row(_("%(id)s gets %(kg)s kg but wants only %(most_kg)s.")),
    "market.verify-shipments": _row(_("The list of shipments does not fit the matches.")),
    "market.verify-load": _row(_("The load of %(route)s, slot %(slot)s, is not the sum of its rows.")),
    "market.verify-containers": _row(_("%(route)s, slot %(slot)s, has a wrong number of containers.")),
    "market.verify-capacity": _row(_("A container of %(route)s, slot %(slot)s, is too full or does not exist.")),
    "market.verify-container-loses": _row(_("%(route)s, slot %(slot)s, costs more than it gains.")),
    "market.verify-freight": _row(_("The freight of %(route)s, slot %(slot)s, does not add up to its cost.")),
    "market.verify-freight-share": _row(_("The freight of %(route)s, slot %(slot)s, is not shared as stated.")),
    "market.verify-pricing": _row(_("%(route)s, slot %(slot)s, is priced “%(pricing)s” instead of “%(expected)s”.")),
    "market.verify-minimum-lot": _row(_("%(id)s gets %(kg)s kg at once, less than its smallest lot of %(min_lot_kg)s.")),
    "market.verify-suppliers": _row(_("%(id)s gets %(suppliers)s suppliers but accepts %(max_suppliers)s.")),
    "market.verify-below-floor": _row(_("%(offer)s is paid less than its minimum price (%(container)s).")),
    "market.verify-below-reserve": _row(_("%(offer)s is paid less than its reserve (%(container)s).")),
    "market.verify-above-limit": _row(_("%(need)s pays more than its limit (%(container)s).")),
    "market.verify-insurance": _row(_("The insurance of %(offer)s to %(need)s (%(container)s) is wrong.")),
    "market.verify-balance": _row(_("What %(need)s pays is not what %(offer)s, freight and insurance get (%(container)s).")),
    "market.verify-one-price": _row(_("The pool of %(offer)s to %(need)s (%(container)s) has more than one price.")),
    "market.verify-split": _row(_("The surplus of %(offer)s to %(need)s (%(container)s) is not divided as drawn.")),
    "market.verify-families": _row(_("The products of the result are not those of the market.")),
    "market.verify-surplus": _row(_("The surplus stated for %(family)s is not that of its rows.")),
    "market.verify-no-bound": _row(_("There is no bound for %(family)s that can be checked.")),
    "market.verify-bound": _row(_("The bound stated for %(family)s does not follow from its multipliers.")),
    "market.verify-above-bound": _row(_("The surplus of %(family)s is above its own bound.")),
    "market.verify-file-differs": _row(_("%(file)s, line %(line)s, is not what the stored result says.")),
    "market.verify-file-missing": _row(_("%(file)s is missing.")),
    "market.verify-summary-differs": _row(_("summary.json gives another “%(name)s” than the stored result.")),
    "market.verify-leftover-differs": _row(_("unmatched.csv must say that %(kg)s kg of “%(id)s” are left.")),
    "market.verify-stored-unreadable": _row(_("The stored result cannot be read.")),
    "market.verify-nothing-stored": Words(
        says=_("No result is stored in %(folder)s."), remedy=_("Name a folder that “clear --out” has written.")
    ),
}
