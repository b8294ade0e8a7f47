"""Exchange rates: those that named persons entered with their source, over the history of the European Central Bank."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.models import ExchangeRate
from rochdale.base.operations import operation
from rochdale.kernel.ecb import ecb_history
from rochdale.kernel.exchange import EURO_STARTS_ON, LEGAL_PER_EUR, Rate, RateTable
from rochdale.kernel.money import is_currency
from rochdale.kernel.refusal import Refusal, refuse_if


def refusals_for_rate(*, currency: str, per_eur: Decimal, on: date, source: str, at: datetime) -> list[Refusal]:
    """Why a rate cannot be entered: unknown or legally fixed currency, nothing above zero, a day to come or before the euro, no source."""
    refusals = []
    if not is_currency(currency):
        refusals.append(Refusal("base.rate-unknown-currency", {"currency": currency}))
    elif currency in LEGAL_PER_EUR:
        refusals.append(Refusal("base.rate-is-fixed-by-law", {"currency": currency, "rate": str(LEGAL_PER_EUR[currency])}))
    if not per_eur.is_finite() or per_eur <= 0:
        refusals.append(Refusal("base.rate-not-above-zero", {"currency": currency}))
    if on > at.date() or on < EURO_STARTS_ON:
        refusals.append(Refusal("base.rate-day-out-of-range", {"first": EURO_STARTS_ON, "last": at.date()}))
    if not source.strip():
        refusals.append(Refusal("base.rate-without-source"))
    return refusals


@operation
def enter_rate(*, id: UUID, by: Actor, at: datetime, currency: str, per_eur: Decimal, on: date, source: str) -> str:
    """Enter that one euro was worth `per_eur` units of `currency` on a day. A later entry for the same day corrects it."""
    refuse_if(refusals_for_rate(currency=currency, per_eur=per_eur, on=on, source=source, at=at))
    rate = ExchangeRate.objects.create(
        id=id, currency=currency, per_eur=per_eur, on=on, source=source.strip(), by_id=by.id, by_name=by.name, at=at
    )
    audit.record(
        by=by, at=at, what="base.enter-rate", about=rate, after={"currency": currency, "per_eur": per_eur, "on": on, "source": source}
    )
    return str(id)


def rates_entered() -> QuerySet[ExchangeRate]:
    """Every rate that somebody entered, newest day first."""
    return ExchangeRate.objects.order_by("-on", "currency", "-at", "-id")


def rate_table() -> RateTable:
    """All rates known here, for `kernel.exchange`. On one day an entered rate stands before the bank's, and the newest entry counts."""
    entered = ExchangeRate.objects.order_by("at", "id").values_list("currency", "per_eur", "on", "source", "by_name")
    own = (Rate(currency, per_eur.normalize(), on, f"{source} ({name})") for currency, per_eur, on, source, name in entered)
    return RateTable(own, over=ecb_history())
