"""The figures of a run, as summary.json holds them (docs/reference/market-files.md)."""

from __future__ import annotations

from datetime import date

from rochdale.trade.market.plan import Plan
from rochdale.trade.market.problem import PRICE_UNIT
from rochdale.trade.market.tariff import Market


def summary_of(market: Market, plan: Plan, on: date) -> dict[str, object]:
    """What summary.json holds. Amounts in whole units of the currency with four decimals."""
    problem, bound = market.problem, plan.bound
    return {
        "currency": problem.currency,
        "rates_on": on.isoformat(),
        "rates": [
            {"currency": rate.currency, "per_eur": str(rate.per_eur), "on": rate.on.isoformat(), "source": rate.source}
            for rate in market.rates
        ],
        "surplus": plan.surplus / PRICE_UNIT,
        "bound": bound / PRICE_UNIT,
        "gap": round((bound - plan.surplus) / bound, 6) if bound else 0.0,
        "seconds": round(plan.seconds, 3),
        "seed": plan.seed,
        "stopped_early": plan.stopped_early,
        "counts": {
            "offers": len(problem.offers),
            "needs": len(problem.needs),
            "routes": len(problem.routes),
            "matches": len(plan.matches),
            "containers": sum(shipment.containers for shipment in plan.shipments),
            "kg": sum(match.kg for match in plan.matches),
            "offers_matched": len({match.offer for match in plan.matches}),
            "needs_matched": len({match.need for match in plan.matches}),
            "left_out": len({(remark.side, remark.id) for remark in market.left_out}),
        },
        "families": {row.family: {"surplus": row.surplus / PRICE_UNIT, "bound": row.bound / PRICE_UNIT} for row in plan.families},
        "input_sha256": plan.input_sha256,
        "versions": dict(plan.versions),
        "budget": dict(plan.budget),
        "first_sailing": market.first_sailing.isoformat(),
        "slot_days": market.slot_days,
    }
