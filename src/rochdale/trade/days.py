"""A market day as rules see it: rows with what is missing of them, and all that came of its clearings."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from rochdale.base.rates import rate_table
from rochdale.kernel.exchange import LEGAL_PER_EUR
from rochdale.people.queries import organizations
from rochdale.trade.floors import minimums_of
from rochdale.trade.models import Market, MarketDay, Match, Need, Offer, Unmatched
from rochdale.trade.rules.market_days import Entered, LeftOver, Matched, Report, RowFacts, Run, report_of
from rochdale.trade.snapshot import Scope, open_needs, open_offers

WITH_MINIMUM = frozenset({"fairtrade"})
"""Schemes that promise a minimum price."""
COOPERATIVES = ("cooperative", "group", "union", "consumer-cooperative")


def invited_to(day: MarketDay) -> list[UUID]:
    """Those named, or all who trade."""
    return [UUID(one) for one in day.invited] or [one.id for one in organizations(kinds=COOPERATIVES)]


def open_rows(day: MarketDay, on: date) -> list[RowFacts]:
    """Offers and needs that would take part now."""
    scope = Scope(tuple(day.products))
    offers = open_offers(scope, on).prefetch_related("certificates")
    return [*(_offer(row, on) for row in offers), *(_need(row, on) for row in open_needs(scope, on))]


def _offer(row: Offer, on: date) -> RowFacts:
    certificates = list(row.certificates.all())
    schemes = frozenset(one.scheme for one in certificates)
    has_floor = not schemes & WITH_MINIMUM or bool(minimums_of(row, on=on).binding)
    until = min((one.valid_until for one in certificates if one.valid_until), default=None)
    return RowFacts(
        row.organization_id,
        row.reference,
        True,
        schemes,
        until,
        row.ready_until,
        row.score is not None,
        _rate_on(row.currency, on),
        has_floor,
    )


def _need(row: Need, on: date) -> RowFacts:
    return RowFacts(row.organization_id, row.reference, False, rate_on=_rate_on(row.currency, on))


def _rate_on(currency: str, on: date) -> date | None:
    if currency in LEGAL_PER_EUR:
        return on
    rate = rate_table().rate_on(currency, on)
    return rate.on if rate else None


def runs_of(day: MarketDay) -> list[Market]:
    """The clearings of a day, oldest first."""
    return list(Market.objects.filter(day=day).defer("plan").order_by("number"))


def drawn_up(day: MarketDay) -> Report:
    """The report of a day as it stands now."""
    shown = [run for run in runs_of(day) if run.state == Market.State.SHOWN]
    matches = [one for run in shown for one in _matches(run)]
    runs = [_run(run) for run in shown if run.surplus is not None and run.bound is not None]
    return report_of(_entered(shown), matches, _left(shown[-1]) if shown else [], runs)


def _entered(runs: list[Market]) -> list[Entered]:
    """Each offer and need once, with what it brought into the first clearing that it was part of."""
    found: dict[str, Entered] = {}
    for run in runs:
        for side, is_offer in (("offers", True), ("needs", False)):
            key, ids = ("offer_id" if is_offer else "need_id"), run.settings_used.get(side, {})
            kg = {ids[row[key]]: (row["product"], row["kg"]) for row in run.frozen_input.get(side, []) if row[key] in ids}
            owners = _owners(is_offer, list(kg))
            for id, (product, brought) in kg.items():
                if id in owners:
                    found.setdefault(id, Entered(owners[id], is_offer, product, brought))
    return list(found.values())


def _owners(is_offer: bool, ids: list[str]) -> dict[str, UUID]:
    rows = (Offer if is_offer else Need).objects.filter(pk__in=ids)
    return {str(id): owner for id, owner in rows.order_by("pk").values_list("pk", "organization_id")}


def _matches(run: Market) -> list[Matched]:
    rows = Match.objects.filter(container__market=run).select_related("container", "offer", "need").order_by("id")
    return [
        Matched(
            row.offer.organization_id, row.need.organization_id, row.offer.product, row.kg, str(row.container.state),
            row.container.release_code,
        )
        for row in rows
    ]  # fmt: skip


def _left(run: Market) -> list[LeftOver]:
    rows = Unmatched.objects.filter(market=run).select_related("offer", "need").order_by("id")
    return [LeftOver((row.offer or row.need).organization_id, row.offer is not None, row.code) for row in rows]  # type: ignore[union-attr]


def _run(run: Market) -> Run:
    pairs = Match.objects.filter(container__market=run).order_by("id").values_list("offer__organization_id", "need__organization_id")
    sellers, buyers = frozenset(pair[0] for pair in pairs), frozenset(pair[1] for pair in pairs)
    return Run(run.number, run.surplus or Decimal(0), run.bound or Decimal(0), sellers, buyers)


def content_of(report: Report) -> dict[str, Any]:
    """As stored: decimals as text."""
    return {name: _plain(value) for name, value in asdict(report).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return {name: _plain(one) for name, one in value.items()} if isinstance(value, dict) else value
