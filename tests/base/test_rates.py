"""Rates that people enter stand beside the bank's, each with its source; none is ever changed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rochdale.base.models import AuditEntry, ExchangeRate
from rochdale.base.rates import enter_rate, rate_table
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from tests.base.conftest import AT, KHAM

pytestmark = pytest.mark.django_db
DAY = date(2027, 2, 26)


def enter(currency: str = "LAK", per_eur: str = "23150.5", on: date = DAY, source: str = "Bank of the Lao PDR", later: int = 0) -> str:
    return enter_rate(
        id=new_id(), by=KHAM, at=AT + timedelta(hours=later), currency=currency, per_eur=Decimal(per_eur), on=on, source=source
    )


def test_an_entered_rate_answers_with_its_source_and_name() -> None:
    enter()
    rate = rate_table().rate_on("LAK", DAY)
    assert rate is not None
    assert (rate.per_eur, rate.on, rate.source) == (Decimal("23150.5"), DAY, "Bank of the Lao PDR (Kham)")
    assert AuditEntry.objects.get().after["per_eur"] == "23150.5"


def test_a_correction_is_a_newer_row() -> None:
    enter(per_eur="23150.5")
    enter(per_eur="23151", later=1)
    rate = rate_table().rate_on("LAK", DAY)
    assert rate is not None
    assert rate.per_eur == 23151
    assert ExchangeRate.objects.count() == 2


def test_the_banks_rates_are_there_without_any_entered() -> None:
    rate = rate_table().rate_on("USD", date(2020, 3, 2))
    assert rate is not None
    assert rate.per_eur == Decimal("1.1122")


@pytest.mark.parametrize(
    ("says", "facts", "code"),
    [
        ("a currency nobody has", {"currency": "XYZ"}, "base.rate-unknown-currency"),
        ("a rate that the law fixes", {"currency": "XAF", "per_eur": "655"}, "base.rate-is-fixed-by-law"),
        ("nothing", {"per_eur": "0"}, "base.rate-not-above-zero"),
        ("less than nothing", {"per_eur": "-1"}, "base.rate-not-above-zero"),
        ("no number", {"per_eur": "NaN"}, "base.rate-not-above-zero"),
        ("tomorrow", {"on": AT.date() + timedelta(days=1)}, "base.rate-day-out-of-range"),
        ("before there was a euro", {"on": date(1998, 12, 31)}, "base.rate-day-out-of-range"),
        ("nobody knows from where", {"source": "  "}, "base.rate-without-source"),
    ],
)
def test_a_rate_is_refused_that_is(says: str, facts: dict[str, object], code: str) -> None:
    with pytest.raises(Refused) as refused:
        enter(**facts)  # type: ignore[arg-type]
    assert [refusal.code for refusal in refused.value.refusals] == [code]
    assert not ExchangeRate.objects.exists()
