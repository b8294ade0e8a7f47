"""From rows and defaults to the problem the engine clears: days become slots, prices ten-thousandths of one currency, ports routes.

Rounding never hurts the one whose limit it is: reserves, floors and costs go up, limits down, kg down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TypeVar

from rochdale.kernel.exchange import Rate, Rates, factor
from rochdale.kernel.money import EXACT
from rochdale.kernel.quantity import kg_per
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.market.defaults import Charge, Defaults, Figure, sailing
from rochdale.trade.market.files.rows import NeedRow, OfferRow
from rochdale.trade.market.lanes import ChargeUnits, routes_for
from rochdale.trade.market.problem import PRICE_UNIT, Need, Offer, Problem, Split
from rochdale.trade.rules.price_floor import Goods, Minimum, PriceFloor, at_level, minimums_for

MOST_UNITS = 10**11
"""Ten million of the currency per kg: anything above is a slip of the pen, and sums stay within whole numbers of 64 bits."""
MOST_SLOTS = 400

Row = TypeVar("Row", OfferRow, NeedRow)
Built = TypeVar("Built", Offer, Need)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one offer or need on its way into the market: why it is left out, or a warning about one that goes in."""

    side: str
    """"offer" or "need"."""
    id: str
    row: int
    kg: int
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Market:
    """A problem ready to clear, and what it took to build it."""

    problem: Problem
    left_out: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    first_sailing: date
    slot_days: int
    inland: Mapping[str, int]
    """Per offer id: from the farm gate to on board, ten-thousandths per kg. Part of the price, shown in explanations."""
    floor_rows: Mapping[str, PriceFloor]
    """Per offer id: the row that binds, where one does."""
    certified: Mapping[tuple[str, str], tuple[int, int]]
    """Per offer id and a certificate it lacks and some need asks for: what it would cost per kg, and the minimum price then."""
    rates: tuple[Rate, ...]
    """The rates that were used, with their days and sources."""
    rate_notices: tuple[Refusal, ...] = ()
    """Which rates are of an earlier day, and which so old that a person should look."""

    def sailing_day(self, slot: int) -> date:
        """The day of a slot: departures and arrivals alike."""
        return self.first_sailing + timedelta(days=self.slot_days * slot)


def build_problem(
    offers: Sequence[OfferRow],
    needs: Sequence[NeedRow],
    defaults: Defaults,
    floors: Sequence[PriceFloor],
    rates: Rates,
    on: date,
    *,
    closed_passages: frozenset[str] = frozenset(),
) -> Market:
    """The market of these rows on a day: rates and minimum prices of that day, no departure before it.

    A row that cannot take part (no sailing in its window, no exchange rate, a minimum at another trade level) is left out by name.
    Refuses a defaults file whose own figures have no rate.
    """
    scale = Scale(defaults.currency, on, rates)
    book = _Book(defaults, floors, scale, on, sailing(defaults, on))
    charges = {charge: _charge(charge, scale) for units in defaults.charges.values() for charge in units.values()}
    spelling = _spellings(row.cooperative for row in offers)
    kept_offers = [offer for row in offers if (offer := book.take("offer", row.offer_id, row, lambda row: _offer(book, row, spelling)))]
    kept_needs = [need for row in needs if (need := book.take("need", row.need_id, row, lambda row: _need(book, row)))]
    taken = {offer.id for offer in kept_offers}
    certified = dict(_certified(book, [row for row in offers if row.offer_id in taken], kept_needs))
    problem = Problem(
        offers=tuple(kept_offers),
        needs=tuple(kept_needs),
        routes=routes_for(kept_offers, kept_needs, defaults, charges, closed_passages),
        currency=defaults.currency,
        slots=_slots(kept_offers, kept_needs),
        split=Split(int(defaults.sellers_share * 10_000), int(defaults.spread * 10_000)),
        insurance=int((defaults.insurance * 10_000).to_integral_value(ROUND_CEILING)),
    )
    return Market(
        problem, tuple(book.left_out), tuple(book.warnings), book.first_sailing, defaults.slot_days,
        book.inland, book.floor_rows, certified, tuple(rate for _, rate in sorted(scale.used.items())), tuple(scale.notices.values()),
    )  # fmt: skip


class Scale:
    """Turns amounts into ten-thousandths of the market's currency at the rate of one day, and remembers the rates it used."""

    def __init__(self, currency: str, on: date, rates: Rates) -> None:
        self.currency, self.on, self.rates = currency, on, rates
        self.used: dict[str, Rate] = {}
        self.notices: dict[str, Refusal] = {}

    def exactly(self, amount: Decimal, currency: str) -> Decimal:
        """Refuses a missing rate and an unknown currency."""
        found = factor(currency, self.currency, self.on, self.rates)
        self.used |= {rate.currency: rate for rate in found.rates}
        self.notices |= {f"{notice.facts['currency']}": notice for notice in found.notices}
        return EXACT.multiply(EXACT.multiply(amount, found.value), PRICE_UNIT)

    def whole(self, amount: Decimal, currency: str, rounding: str) -> int:
        """In whole ten-thousandths, rounded as told. Refuses what cannot be a price."""
        units = int(self.exactly(amount, currency).to_integral_value(rounding))
        if units > MOST_UNITS:
            raise Refused(Refusal("market.cell-price-absurd", {"price": f"{amount:f} {currency}"}))
        return units

    def figure(self, figure: Figure) -> int:
        """A cost per kg, rounded up."""
        return self.whole(figure.value, figure.unit.split("/")[0], ROUND_CEILING)


class _Book:
    """What is gathered while rows become a problem."""

    def __init__(self, defaults: Defaults, floors: Sequence[PriceFloor], scale: Scale, on: date, first_sailing: date) -> None:
        self.defaults, self.floors, self.scale, self.on, self.first_sailing = defaults, floors, scale, on, first_sailing
        self.margin = scale.figure(defaults.margin)
        self.certificates = {code: scale.figure(cost) for code, cost in defaults.certificate_costs.items()}
        self.insurance = int((defaults.insurance * 10_000).to_integral_value(ROUND_CEILING))
        self.left_out: list[Remark] = []
        self.warnings: list[Remark] = []
        self.inland: dict[str, int] = {}
        self.floor_rows: dict[str, PriceFloor] = {}

    def take(self, side: str, name: str, row: Row, build: Callable[[Row], Built]) -> Built | None:
        """The row as the engine takes it, or None with the reason kept."""
        try:
            return build(row)
        except Refused as refused:
            self.left_out += [Remark(side, name, row.row, row.kg, refusal) for refusal in refused.refusals]
            return None

    def slots(self, first: date, last: date) -> tuple[int, int]:
        """The first and last slot whose day lies in a window. Refuses a window with none, or one that is over."""
        start, end = (
            -((self.first_sailing - first).days // self.defaults.slot_days),
            (last - self.first_sailing).days // self.defaults.slot_days,
        )
        if last < self.on:
            raise Refused(Refusal("market.window-over", {"ends": last.isoformat(), "on": self.on.isoformat()}))
        if end < max(start, 0):
            raise Refused(
                Refusal(
                    "market.window-without-sailing",
                    {"starts": first.isoformat(), "ends": last.isoformat(), "days": self.defaults.slot_days},
                )
            )
        return max(start, 0), min(end, MOST_SLOTS)


def _offer(book: _Book, row: OfferRow, spelling: Mapping[str, str]) -> Offer:
    first, last = book.slots(row.ready_from, row.ready_until)
    book.inland[row.offer_id] = inland = book.scale.figure(book.defaults.inland.get(row.country, book.defaults.inland["default"]))
    return Offer(
        id=row.offer_id,
        cooperative=spelling[row.cooperative],
        family=row.product,
        species=row.species,
        process=row.process,
        protocol=row.protocol,
        score=None if row.score is None else int((row.score * 100).to_integral_value(ROUND_FLOOR)),
        certificates=row.certifications,
        kg=row.kg,
        port=row.port,
        first_slot=first,
        last_slot=last,
        reserve=book.scale.whole(row.reserve_price / kg_per(row.price_unit), row.currency, ROUND_CEILING),
        floor=_floor(book, row, inland),
        extra=sum(book.certificates.get(code, 0) for code in sorted(row.certifications)),
        certificate_last_slot=tuple(
            sorted((code, (day - book.first_sailing).days // book.defaults.slot_days) for code, day in row.certificates_until)
        ),
    )


def _floor(book: _Book, row: OfferRow, inland: int) -> int:
    """The highest verified minimum that applies, FOB, in ten-thousandths per kg; what does not bind becomes a warning."""
    goods = Goods(row.product, row.species, row.process, row.country, row.certifications)
    minimums = minimums_for(book.floors, goods, on=book.on)
    book.warnings += [Remark("offer", row.offer_id, row.row, row.kg, refusal) for refusal in minimums.warnings]
    floors = [(_fob_floor(book, minimum, inland), minimum.row) for minimum in minimums.binding]
    if not floors:
        return 0
    floor, book.floor_rows[row.offer_id] = max(floors, key=lambda pair: (pair[0], pair[1].id))
    return floor


def _certified(book: _Book, rows: Iterable[OfferRow], needs: Iterable[Need]) -> Iterator[tuple[tuple[str, str], tuple[int, int]]]:
    asked: dict[str, set[str]] = {}
    for need in needs:
        asked.setdefault(need.family, set()).update(need.certificates)
    for row in rows:
        for code in sorted(asked.get(row.product, set()) - row.certifications):
            goods = Goods(row.product, row.species, row.process, row.country, row.certifications | {code})
            binding = minimums_for(book.floors, goods, on=book.on).binding
            floors = [_fob_floor(book, minimum, book.inland[row.offer_id]) for minimum in binding]
            yield (row.offer_id, code), (book.certificates.get(code, 0), max(floors, default=0))


def _fob_floor(book: _Book, minimum: Minimum, inland: int) -> int:
    """At the farm gate or ex works the way to the port comes on top."""
    amount = Decimal(book.scale.whole(minimum.per_kg, minimum.currency, ROUND_CEILING))
    costs = {"EXW": Decimal(0), "FCA": Decimal(inland), "FOB": Decimal(0)}
    return int(at_level(amount, minimum.level, "FOB", costs))


def _need(book: _Book, row: NeedRow) -> Need:
    first, last = book.slots(row.arrive_from, row.arrive_until)
    limit = book.scale.whole(row.max_landed_price / kg_per(row.price_unit), row.currency, ROUND_FLOOR)
    return Need(
        id=row.need_id,
        buyer=row.buyer,
        family=row.product,
        species=row.species,
        process=row.process,
        protocol=row.protocol,
        min_score=None if row.min_score is None else int((row.min_score * 100).to_integral_value(ROUND_CEILING)),
        certificates=row.certifications,
        kg=row.kg,
        min_lot_kg=row.min_lot_kg,
        max_suppliers=row.max_suppliers,
        port=row.port,
        first_slot=first,
        last_slot=last,
        limit=limit,
        bid=limit * (10_000 - book.insurance) // 10_000 - book.margin,
    )


def floors_with_verifications(floors: Iterable[PriceFloor], defaults: Defaults) -> tuple[PriceFloor, ...]:
    """The rows, those verified that the defaults file says a named person has checked."""
    checked = defaults.verified_floors
    return tuple(
        replace(floor, verified_by=checked[floor.id][0], verified_on=checked[floor.id][1]) if floor.id in checked else floor
        for floor in floors
    )


def _charge(charge: Charge, scale: Scale) -> ChargeUnits:
    return ChargeUnits(*(scale.exactly(figure.value, figure.unit.split("/")[0]) for figure in (charge.fixed, charge.per_km)))


def _slots(offers: Iterable[Offer], needs: Iterable[Need]) -> int:
    """Departures after the last lot is gone or the last arrival is due serve nobody."""
    return 1 + min(max((offer.last_slot for offer in offers), default=0), max((need.last_slot for need in needs), default=0))


def _spellings(names: Iterable[str]) -> dict[str, str]:
    """One spelling per cooperative, the first that came: suppliers are counted by it."""
    first: dict[str, str] = {}
    return {name: first.setdefault("".join(letter for letter in name.casefold() if letter.isalnum()), name) for name in names}
