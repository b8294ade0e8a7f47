"""The smallest change of an offer or a need that would have matched it, told as a band (docs/rules/sealed-limits.md).

Bands stand on a grid of the row's own figures, so that a band never says where within it the other side's limit lies. Every
change is tried at the upper end of its band, and only told when that end would have matched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import TypeVar

from rochdale.kernel.refusal import Refusal
from rochdale.trade.market.fits import is_kind
from rochdale.trade.market.problem import PRICE_UNIT, Need, Offer
from rochdale.trade.market.residue import Residue

PRICE_PERCENTS = (5, 10, 20, 35, 60)
KG_STEPS = (600, 1_200, 2_400, 4_800, 9_600, 19_200, 38_400)
SCORE_STEPS = (100, 200, 400, 800)
"""In hundredths of a point."""
SLOT_STEPS = (1, 2, 3, 4, 6, 9, 13, 19, 26)
CERTIFICATE_EFFORT = 6

Row = TypeVar("Row", Offer, Need)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to change, by more than `low` and at most `high`.

    `what` is "price" (ten-thousandths per kg), "kg", "min-lot" (kg), "window-earlier", "window-later" (slots), "score" (hundredths),
    "certificate" or "suppliers"; `name` is the certificate; `also` is a second change that must come with it.
    """

    what: str
    low: int
    high: int
    effort: int
    """For choosing the smallest: about one per 5 % of price, slot or half point."""
    name: str = ""
    extra: int = 0
    floor: int = 0
    """What a lot must bear that has the certificate: its cost per kg, and the minimum price that then applies."""
    also: Change | None = None


Certified = Mapping[tuple[str, str], tuple[int, int]]
"""Per offer id and certificate it lacks: cost per kg, and minimum price once it has it (`tariff.Market.certified`)."""


def for_offer(residue: Residue, offer: Offer, kg: int, certified: Certified) -> Change | None:
    """The smallest change found that would have sold some of the `kg` an offer has left; None when none is found."""

    def pays(change: Change) -> bool:
        changed = applied_to_offer(offer, change)
        return residue.offer_pays(changed, kg + changed.kg - offer.kg)

    def cheaper(change: Change) -> list[Change]:
        """The change with as much off the price as it then takes."""
        changed = applied_to_offer(offer, change)
        below = residue.offer_pays_below(changed, kg + changed.kg - offer.kg)
        return [replace(change, also=price, effort=change.effort + price.effort) for price in _lower_price(changed, below)]

    groups = offer_groups(residue, offer, certified)
    single = _smallest([*groups, _lower_price(offer, residue.offer_pays_below(offer, kg))], pays)
    return single or _smallest((_each(group, cheaper) for group in groups), pays)


def for_need(residue: Residue, need: Need, kg: int) -> Change | None:
    """The smallest change found that would have brought some of the `kg` a need still lacks; None when none is found."""

    def pays(change: Change) -> bool:
        changed = applied_to_need(need, change, residue.problem.insurance)
        return residue.need_pays(changed, kg + changed.kg - need.kg)

    groups = need_groups(residue, need)
    prices = need_prices(need)
    dearest = prices[-1:]

    def dearer(change: Change) -> list[Change]:
        """The change with the smallest rise of the limit, where the largest would do."""
        both = [replace(change, also=price, effort=change.effort + price.effort) for price in prices]
        return both if dearest and pays(both[-1]) else []

    return _smallest([*groups, prices], pays) or _smallest((_each(group, dearer) for group in groups), pays)


def _each(group: Iterable[Change], with_price: Callable[[Change], list[Change]]) -> list[Change]:
    """The first change of a group that a price can complete, with its prices."""
    return next((both for change in group if (both := with_price(change))), [])


def _smallest(groups: Iterable[Sequence[Change]], pays: Callable[[Change], bool]) -> Change | None:
    """The least effort of the first change of each group that pays; groups rise."""
    best: Change | None = None
    for group in groups:
        for change in group:
            if best is not None and change.effort >= best.effort:
                break
            if pays(change):
                best = change
                break
    return best


def applied_to_offer(offer: Offer, change: Change) -> Offer:
    """The offer with the upper end of the change."""
    match change.what:
        case "price":
            offer = replace(offer, reserve=offer.reserve - change.high)
        case "kg":
            offer = replace(offer, kg=offer.kg + change.high)
        case "score":
            offer = replace(offer, score=(offer.score or 0) + change.high)
        case "certificate":
            offer = replace(
                offer,
                certificates=offer.certificates | {change.name},
                certificate_last_slot=tuple(pair for pair in offer.certificate_last_slot if pair[0] != change.name),
                extra=offer.extra + change.extra,
                floor=max(offer.floor, change.floor),
            )
        case _:
            offer = _window(offer, change)
    return applied_to_offer(offer, change.also) if change.also else offer


def applied_to_need(need: Need, change: Change, insurance: int) -> Need:
    """The need with the upper end of the change. A higher limit raises the bid by what insurance leaves of it."""
    need = _changed_need(need, change, insurance)
    return applied_to_need(need, change.also, insurance) if change.also else need


def _changed_need(need: Need, change: Change, insurance: int) -> Need:
    match change.what:
        case "price":
            limit = need.limit + change.high
            kept = need.limit * (10_000 - insurance) // 10_000 - need.bid
            return replace(need, limit=limit, bid=limit * (10_000 - insurance) // 10_000 - kept)
        case "kg":
            return replace(need, kg=need.kg + change.high)
        case "min-lot":
            return replace(need, min_lot_kg=max(need.min_lot_kg - change.high, 0))
        case "score":
            return replace(need, min_score=(need.min_score or 0) - change.high)
        case "certificate":
            return replace(need, certificates=need.certificates - {change.name})
        case "suppliers":
            return replace(need, max_suppliers=(need.max_suppliers or 0) + change.high)
        case _:
            return _window(need, change)


def _window(row: Row, change: Change) -> Row:
    if change.what == "window-earlier":
        return replace(row, first_slot=max(row.first_slot - change.high, 0))
    return replace(row, last_slot=row.last_slot + change.high)


def offer_groups(residue: Residue, offer: Offer, certified: Certified) -> list[list[Change]]:
    """What may be changed of an offer, price apart; each group rises. None where nobody wants the kind, whatever else changes."""
    return [list(group) for group in _offer_groups(residue, offer, certified)]


def need_groups(residue: Residue, need: Need) -> list[list[Change]]:
    """What may be changed of a need, price apart; each group rises. None where nobody offers the kind."""
    return [list(group) for group in _need_groups(residue, need)]


def offer_prices(offer: Offer) -> list[Change]:
    """Lower reserves, rising by how much lower; never below the minimum price."""
    room = _room(offer)
    return [replace(change, high=min(change.high, room)) for change in _percents(offer.reserve, room)]


def need_prices(need: Need) -> list[Change]:
    """Higher limits, rising."""
    return _percents(need.limit, need.limit)


def _offer_groups(residue: Residue, offer: Offer, certified: Certified) -> Iterator[Sequence[Change]]:
    wanted = [need for need in residue.needs_of(offer.family) if is_kind(offer, need)]
    if not wanted:
        return
    yield from (_windows("window-earlier", offer.first_slot), _windows("window-later", SLOT_STEPS[-1]), _kg_steps("kg", offer.kg))
    ending = {name for name, _ in offer.certificate_last_slot}
    lacking = set().union(*(need.certificates for need in wanted)) - (offer.certificates - ending)
    for name in sorted(lacking):
        extra, floor = certified.get((offer.id, name), (0, 0))
        yield [Change("certificate", 0, 1, CERTIFICATE_EFFORT, name, extra, floor)]
    score = offer.score
    if score is not None and any((need.min_score or 0) > score for need in wanted):
        yield [change for change in _scores() if score + change.high <= 10_000]


def _need_groups(residue: Residue, need: Need) -> Iterator[Sequence[Change]]:
    if not any(is_kind(offer, need) for offer in residue.offers_of(need.family)):
        return
    yield from (_windows("window-earlier", need.first_slot), _windows("window-later", SLOT_STEPS[-1]), _kg_steps("kg", need.kg))
    yield [replace(change, what="min-lot") for change in _kg_steps("kg", need.min_lot_kg) if change.low < need.min_lot_kg]
    yield from ([Change("certificate", 0, 1, CERTIFICATE_EFFORT, name)] for name in sorted(need.certificates))
    least = need.min_score
    if least is not None:
        yield [change for change in _scores() if change.low < least]
    if need.max_suppliers is not None:
        yield [Change("suppliers", more - 1, more, 2 * more) for more in (1, 2, 3)]


def _lower_price(offer: Offer, pays_below: int) -> list[Change]:
    """A lower reserve, never below the minimum price; none where the minimum itself is too dear, or nothing would pay."""
    short = offer.ask - (pays_below - 1)
    if pays_below <= 1 or short > _room(offer):
        return []
    return [change for change in offer_prices(offer) if change.high >= short][:1]


def _room(offer: Offer) -> int:
    """By how much the reserve can fall."""
    return offer.reserve - max(offer.floor, 1)


def _percents(own: int, most: int) -> list[Change]:
    """Bands of one's own price per kg."""
    steps = pairwise((0, *PRICE_PERCENTS))
    return [Change("price", own * low // 100, own * high // 100, high // 5) for low, high in steps if own * low // 100 < most]


def _windows(what: str, most: int) -> list[Change]:
    steps = pairwise((0, *SLOT_STEPS))
    return [Change(what, low, high, 1 + high) for low, high in steps if low < most]


def _kg_steps(what: str, own: int) -> list[Change]:
    """More kg; twice what there is counts like a fifth of the price."""
    steps = pairwise((0, *KG_STEPS))
    return [Change(what, low, high, 1 + 4 * high // max(own, 1)) for low, high in steps]


def _scores() -> list[Change]:
    return [Change("score", low, high, high // 50) for low, high in pairwise((0, *SCORE_STEPS))]


def told(change: Change, side: str, *, currency: str, slot_days: int) -> Refusal:
    """The change as a code with facts: prices per kg with two decimals, windows in days, scores in points. Bands only widen by rounding."""
    code = f"market.change-{side}-{change.what}" + ("-and-price" if change.also else "")
    facts: dict[str, object] = {"name": change.name, "currency": currency}
    match change.what:
        case "price":
            facts |= {"low": _cents(change.low, ROUND_FLOOR), "high": _cents(change.high, ROUND_CEILING)}
        case "window-earlier" | "window-later":
            facts |= {"low": change.low * slot_days + 1, "high": change.high * slot_days}
        case "score":
            facts |= {"low": str(Decimal(change.low) / 100), "high": str(Decimal(change.high) / 100)}
        case _:
            facts |= {"low": change.low, "high": change.high}
    if change.also:
        facts |= {"price_low": _cents(change.also.low, ROUND_FLOOR), "price_high": _cents(change.also.high, ROUND_CEILING)}
    return Refusal(code, facts)


def _cents(amount: int, rounding: str) -> str:
    return str((Decimal(amount) / PRICE_UNIT).quantize(Decimal("0.01"), rounding=rounding))
