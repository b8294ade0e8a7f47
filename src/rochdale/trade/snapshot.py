"""Open offers and needs at the moment a market is called, frozen, with the names under which the engine knows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import F, QuerySet

from rochdale.base.models import ImportedRow
from rochdale.trade.floors import name_of, row_facts, rows_in_force
from rochdale.trade.frozen import Frozen
from rochdale.trade.market.defaults import load_defaults
from rochdale.trade.market.files.rows import NeedRow, OfferRow
from rochdale.trade.models import Need, Offer
from rochdale.trade.queries.certificates import lost_claims
from rochdale.trade.rates import rates_for


@dataclass(frozen=True, slots=True)
class Scope:
    """What takes part: all products or some; all open rows or only those of some imported files."""

    products: tuple[str, ...] = ()
    run_ids: tuple[UUID, ...] = ()


EVERYTHING = Scope()
Row = TypeVar("Row", Offer, Need)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A frozen market, and whose rows its names stand for."""

    frozen: Frozen
    offers: dict[str, str]
    needs: dict[str, str]
    floors: dict[str, str]


def open_offers(scope: Scope, on: date) -> QuerySet[Offer]:
    """Offers that may be matched on a day, in order of reference."""
    rows = Offer.objects.filter(state=Offer.State.OPEN, ready_until__gte=on, kg__gt=F("kg_reserved") + F("kg_sold"))
    return _scoped(rows, scope).order_by("reference", "id")


def open_needs(scope: Scope, on: date) -> QuerySet[Need]:
    """Needs that may be matched on a day, in order of reference."""
    rows = Need.objects.filter(state=Need.State.OPEN, arrive_until__gte=on, kg__gt=F("kg_reserved") + F("kg_bought"))
    return _scoped(rows, scope).order_by("reference", "id")


def take(scope: Scope, *, on: date, defaults: str, seed: int, time_limit: float | None) -> Snapshot:
    """Freeze what is open now. Nothing is reserved: what changes before the result is shown drops out then."""
    offers, needs = list(open_offers(scope, on).prefetch_related("certificates")), list(open_needs(scope, on))
    offer_names, need_names, lost = names(offers), names(needs), lost_claims(offers, on)
    book = load_defaults(defaults.encode())
    rows = rows_in_force()
    floors = tuple(row_facts(row) for row in rows)
    figures = [book.margin, *book.inland.values(), *book.certificate_costs.values()]
    charges = [figure for units in book.charges.values() for charge in units.values() for figure in (charge.fixed, charge.per_km)]
    stated = {row.currency for row in offers} | {row.currency for row in needs} | {row.currency for row in floors}
    currencies = stated | {book.currency} | {figure.unit.split("/")[0] for figure in (*figures, *charges)}
    frozen = Frozen(
        tuple(_offer_row(row, offer_names[row.id], lost) for row in offers),
        tuple(_need_row(row, need_names[row.id]) for row in needs), floors,
        rates_for(currencies, on), defaults, on, seed, time_limit,
    )  # fmt: skip
    return Snapshot(
        frozen,
        {name: str(id) for id, name in offer_names.items()},
        {name: str(id) for id, name in need_names.items()},
        {name_of(row): str(row.id) for row in rows},
    )


def names(rows: Sequence[Offer] | Sequence[Need]) -> dict[UUID, str]:
    """The reference of a row, made unlike where two organizations use the same."""
    times = Counter(row.reference for row in rows)
    return {row.id: row.reference if times[row.reference] == 1 else f"{row.reference} {str(row.organization_id)[-6:]}" for row in rows}


def _scoped(rows: QuerySet[Row], scope: Scope) -> QuerySet[Row]:
    if scope.products:
        rows = rows.filter(product__in=scope.products)
    return rows.filter(pk__in=_kept_by(scope.run_ids)) if scope.run_ids else rows


def _kept_by(run_ids: Iterable[UUID]) -> list[UUID]:
    kept = ImportedRow.objects.filter(run_id__in=run_ids).exclude(thing_id="").order_by("id")
    return [UUID(thing) for thing in kept.values_list("thing_id", flat=True)]


def _offer_row(row: Offer, name: str, lost: Collection[int]) -> OfferRow:
    certificates = sorted((one for one in row.certificates.all() if one.id not in lost), key=lambda one: one.scheme)
    return OfferRow(
        row=0, offer_id=name, cooperative=row.cooperative, country=row.country, product=row.product, species=row.species,
        process=row.process, protocol=row.protocol, score=row.score, certifications=frozenset(one.scheme for one in certificates),
        kg=row.kg_left,
        port=row.port, ready_from=row.ready_from, ready_until=row.ready_until, reserve_price=row.reserve_price, currency=row.currency,
        price_unit=row.price_unit, certificates_until=tuple((one.scheme, one.valid_until) for one in certificates if one.valid_until),
    )  # fmt: skip


def _need_row(row: Need, name: str) -> NeedRow:
    return NeedRow(
        row=0, need_id=name, buyer=row.buyer, product=row.product, species=row.species, process=row.process, protocol=row.protocol,
        min_score=row.min_score, certifications=frozenset(row.certifications), kg=row.kg_left, min_lot_kg=min(row.min_lot_kg, row.kg_left),
        max_suppliers=row.max_suppliers, port=row.port, arrive_from=row.arrive_from, arrive_until=row.arrive_until,
        max_landed_price=row.max_landed_price, currency=row.currency, price_unit=row.price_unit,
    )  # fmt: skip


def products_open(on: date) -> Iterable[str]:
    """Products of which something is offered and something is needed."""
    offered = set(open_offers(Scope(), on).values_list("product", flat=True))
    return sorted(offered & set(open_needs(Scope(), on).values_list("product", flat=True)))
