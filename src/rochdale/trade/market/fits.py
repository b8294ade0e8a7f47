"""Whether a lot is what a need asks for, filter by filter, so that an explanation can name the first one that fails."""

from __future__ import annotations

from rochdale.trade.market.problem import Need, Offer

ALWAYS = 1_000_000


def is_kind(offer: Offer, need: Need) -> bool:
    """Product, species, process and protocol."""
    return (
        offer.family == need.family
        and need.species in ("", offer.species)
        and need.process in ("", offer.process)
        and need.protocol in ("", offer.protocol)
    )


def is_good_enough(offer: Offer, need: Need) -> bool:
    """The score, which counts only under the same protocol."""
    if need.min_score is None:
        return True
    return need.protocol == offer.protocol and offer.score is not None and offer.score >= need.min_score


def last_certified_slot(offer: Offer, need: Need) -> int:
    """The last departure slot at which every certificate asked for is valid; -1 where one is missing."""
    if not need.certificates <= offer.certificates:
        return -1
    return min((last for name, last in offer.certificate_last_slot if name in need.certificates), default=ALWAYS)


def last_fitting_slot(offer: Offer, need: Need) -> int:
    """The last departure slot at which the quality answers the need, -1 where it never does."""
    return last_certified_slot(offer, need) if is_kind(offer, need) and is_good_enough(offer, need) else -1
