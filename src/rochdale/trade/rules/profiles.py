"""What may stand in a profile: goods with their months and kg of a year, words about oneself, two small pictures."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from rochdale.kernel.refusal import Refusal
from rochdale.trade.rules.goods import Known

MONTHS = range(1, 13)
MOST_KG_A_YEAR = 100_000_000
MOST_LETTERS = 1_500
MOST_PICTURES = 2
MOST_PICTURE_BYTES = 300_000
"""A reader on a slow line waits ten seconds for it (a rule of ours)."""


@dataclass(frozen=True, slots=True)
class GoodsFacts:
    """Goods that somebody grows or buys. Months as numbers from 1 to 12; kg of a usual year, from and to."""

    is_bought: bool
    product: str
    species: str
    process: str
    harvest: frozenset[int]
    available: frozenset[int]
    least_kg: int
    most_kg: int
    protocol: str = ""
    score: Decimal | None = None


def bits(months: Iterable[int]) -> int:
    """Months as one number: January is 1, February 2, March 4 and so on."""
    return sum({1 << (month - 1) for month in months})


def months(number: int) -> frozenset[int]:
    """The months that `bits` put together."""
    return frozenset(month for month in MONTHS if number >> (month - 1) & 1)


def refusals_for_profile_goods(goods: GoodsFacts, known: Known, *, is_there: bool) -> list[Refusal]:
    """Why goods cannot stand in a profile."""
    refusals = []
    if goods.product not in known.products:
        refusals.append(Refusal("trade.product-unknown", {"product": goods.product, "known": sorted(known.products)}))
    if is_there:
        refusals.append(Refusal("trade.goods-in-profile-twice"))
    if not goods.available or not (goods.available | goods.harvest) <= set(MONTHS):
        refusals.append(Refusal("trade.goods-without-months"))
    if not 0 < goods.least_kg <= goods.most_kg <= MOST_KG_A_YEAR:
        refusals.append(Refusal("trade.kg-of-year-no-range", {"most_kg": MOST_KG_A_YEAR}))
    if goods.score is not None and not goods.protocol:
        refusals.append(Refusal("trade.score-without-protocol", {"score": goods.score}))
    if goods.score is not None and not 0 <= goods.score <= 100:
        refusals.append(Refusal("trade.score-out-of-range", {"score": goods.score}))
    return refusals


def refusals_for_words(text: str, languages: Collection[str], *, known: Collection[str]) -> list[Refusal]:
    """A text that is read to its end, and languages that have a name."""
    refusals = [] if len(text) <= MOST_LETTERS else [Refusal("trade.profile-too-long", {"most": MOST_LETTERS})]
    return refusals + [Refusal("trade.language-unknown", {"language": one}) for one in sorted(set(languages) - set(known))]


def refusals_for_picture(*, pictures: int, size: int, is_picture: bool, says: str) -> list[Refusal]:
    """At most two pictures, each small enough for a slow line, each with words for whoever does not see it."""
    refusals = []
    if pictures >= MOST_PICTURES:
        refusals.append(Refusal("trade.two-pictures-already", {"most": MOST_PICTURES}))
    if not is_picture:
        refusals.append(Refusal("trade.no-picture"))
    if size > MOST_PICTURE_BYTES:
        refusals.append(Refusal("trade.picture-too-large", {"kb": -(-size // 1000), "most_kb": MOST_PICTURE_BYTES // 1000}))
    if not says.strip():
        refusals.append(Refusal("trade.picture-says-nothing"))
    return refusals
