"""The rules of the market in plain words: a promise, how it is done, an example with figures, where it is written in full."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.site import piece_words  # noqa: F401  # registers the words of refusals


@dataclass(frozen=True, slots=True)
class RuleInWords:
    """One page under `/how/`."""

    slug: str
    icon: str
    title: Promise
    promise: Promise
    how: tuple[Promise, ...]
    example: tuple[tuple[Promise, str], ...]
    """Lines of an account: what, how much. The last one is the sum."""
    in_full: str
    """The page of the documentation with the rule in full and its worked table."""


RULES = (
    RuleInWords(
        slug="clearing",
        icon="trade",
        title=_("How the market is cleared"),
        promise=_("All lots and all needs are looked at together. The plan that is worth most to all of them is chosen."),
        how=(
            _("Every cooperative writes what it offers and the least it takes. Every buyer writes what it needs and the most it pays."),
            _("Only lots that fit are joined: product, quality, certificates, time and place."),
            _("A match must be worth more than its transport, or it is not made."),
            _("With each result we show how good any other plan could have been at most."),
            _("A second program checks every result. It shares nothing with the first."),
        ),
        example=(
            (_("Buyers would pay for what they get, at most"), "81,320"),
            (_("Sellers ask for it, at least"), "−71,880"),
            (_("One container"), "−1,920"),
            (_("Worth more to all, together"), "7,520"),
        ),
        in_full="docs/rules/clearing.md",
    ),
    RuleInWords(
        slug="pooling",
        icon="container",
        title=_("How small lots share a container"),
        promise=_("A container costs the same half empty. So small lots fill it together, and each pays for its own weight."),
        how=(
            _("Lots with the same way and the same sailing share a container."),
            _("Same quality, same price: all members of a pool get one price."),
            _("Certified goods stay apart from others on board, so the claim holds."),
            _("The freight is shared by weight, the same for every kilogram."),
        ),
        example=(
            (_("Three cooperatives: 9,000, 6,000 and 4,200 kg"), "19,200 kg"),
            (_("One container to the port"), "1,920.00"),
            (_("For each kilogram"), "0.10"),
        ),
        in_full="docs/rules/pooling.md",
    ),
    RuleInWords(
        slug="floor",
        icon="rule",
        title=_("Why no price is below the floor"),
        promise=_("Where a checked minimum price applies, no match may pay less. Not by a cent."),
        how=(
            _("Each minimum price has a date, a source and the name of the person who checked it."),
            _("The minimum stands inside what the lot asks, so no plan can go below it."),
            _("A minimum nobody has checked yet only warns. It says so."),
            _("A premium is paid on top. It is never part of the price."),
        ),
        example=(
            (_("Washed arabica with Fairtrade certificate, free on board, for 1 lb"), "1.80 USD"),
            (_("The same for 1 kg"), "3.97 USD"),
        ),
        in_full="docs/rules/price-floor.md",
    ),
    RuleInWords(
        slug="limits",
        icon="lock",
        title=_("Why your limit stays sealed"),
        promise=_("Nobody on the other side sees your limit. Nor can they work it out from what we show."),
        how=(
            _("The price lies between what sellers ask and what buyers can pay. Where exactly is drawn by lot within a band."),
            _("The draw depends on all sealed figures together. Nobody knows them all, so nobody can undo it."),
            _("A false limit can move your price by the upper end of the band at most. It can also lose you the match."),
            _("What would have made a match is told as a band, never as a figure."),
        ),
        example=(
            (_("Sellers' share of the surplus, at least"), "35 %"),
            (_("In the middle"), "50 %"),
            (_("At most"), "65 %"),
        ),
        in_full="docs/rules/sealed-limits.md",
    ),
)
