from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from rochdale.kernel.ecb import EcbHistory, ecb_history
from rochdale.kernel.exchange import Rate, RateTable, convert, factor, rate_on
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refused

D = Decimal
FRIDAY, SUNDAY, MONDAY = date(2026, 10, 23), date(2026, 10, 25), date(2026, 10, 26)
DOLLAR = Rate("USD", D("1.0850"), FRIDAY, "invented")
TABLE = RateTable([DOLLAR, Rate("LAK", D(23500), FRIDAY, "Bank of the Lao PDR")])


@pytest.mark.parametrize(
    ("amount", "currency", "to", "result"),
    [
        ("12345.67", "EUR", "XAF", "8098229 XAF"),
        ("1000000", "XAF", "EUR", "1524.49 EUR"),
        ("101589.01", "USD", "XAF", "61417532 XAF"),
        ("655957", "XOF", "EUR", "1000.00 EUR"),
        ("5000", "XAF", "XOF", "5000 XOF"),  # two francs, one law
        ("1.085", "USD", "LAK", "23500.00 LAK"),
        ("10.005", "USD", "USD", "10.01 USD"),  # nothing to convert, still rounded once
    ],
)
def test_amounts_in_another_currency(amount: str, currency: str, to: str, result: str) -> None:
    assert str(convert(Money(D(amount), currency), to, FRIDAY, TABLE).amount) == result


def test_a_sunday_takes_the_last_earlier_day_and_says_so() -> None:
    conversion = convert(Money(D(100), "USD"), "EUR", SUNDAY, TABLE)
    assert conversion.factor.rates == (DOLLAR,)
    assert not conversion.factor.is_older_than_10_days
    (notice,) = conversion.factor.notices
    assert notice.code == "kernel.rate-of-earlier-day"
    assert notice.facts["rate_on"] == "2026-10-23" and notice.facts["source"] == "invented"


def test_a_rate_of_the_day_itself_needs_no_notice() -> None:
    assert convert(Money(D(100), "USD"), "EUR", FRIDAY, TABLE).factor.notices == ()


@pytest.mark.parametrize(("day", "is_old"), [(date(2026, 11, 2), False), (date(2026, 11, 3), True)])
def test_a_rate_is_old_after_more_than_ten_days(day: date, is_old: bool) -> None:
    found = factor("USD", "EUR", day, TABLE)
    assert found.is_older_than_10_days is is_old
    assert [notice.code for notice in found.notices] == ["kernel.rate-is-old" if is_old else "kernel.rate-of-earlier-day"]


@pytest.mark.parametrize(
    ("currency", "day"),
    [
        ("GHS", FRIDAY),  # nobody entered one
        ("USD", date(2026, 10, 22)),  # only a later one is known
        ("XAF", date(1998, 12, 31)),  # before there was a euro
    ],
)
def test_a_missing_rate_is_refused_never_0_or_1(currency: str, day: date) -> None:
    with pytest.raises(Refused, match="missing-rate"):
        convert(Money(D(1), currency), "EUR", day, TABLE)


def test_the_francs_follow_the_law_not_a_feed() -> None:
    feed = RateTable([Rate("XAF", D(700), FRIDAY, "some feed")])
    assert rate_on("XAF", SUNDAY, feed).per_eur == D("655.957")
    assert factor("XAF", "EUR", SUNDAY, feed).notices == ()


def test_a_rate_of_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="rate-not-above-zero"):
        Rate("USD", D(0), FRIDAY, "a slip")


def test_a_rate_entered_by_hand_stands_beside_the_bank_s_and_the_newer_one_answers() -> None:
    bank = RateTable([Rate("USD", D("1.10"), MONDAY, "bank")])
    both = RateTable([Rate("USD", D("1.20"), FRIDAY, "by hand"), Rate("USD", D("1.30"), date(2026, 10, 27), "by hand")], over=bank)
    answers = {day: rate_on("USD", day, both).source for day in (FRIDAY, MONDAY, date(2026, 10, 27))}
    assert list(answers.values()) == ["by hand", "bank", "by hand"]


def test_an_unknown_currency_is_refused() -> None:
    with pytest.raises(Refused, match="unknown-currency"):
        factor("EUR", "ABC", FRIDAY, TABLE)


def zipped(csv: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("eurofxref-hist.csv", csv)
    return file.getvalue()


def test_the_bank_s_file_with_its_gaps() -> None:
    history = EcbHistory.read(zipped("Date,USD,ISK,\n2026-01-07,1.1,N/A,\n2026-01-06,1.2,140,\n2026-01-05,1.3,141,\n"))
    assert history.rate_on("USD", date(2026, 1, 11)) == Rate("USD", D("1.1"), date(2026, 1, 7), "European Central Bank")
    assert history.rate_on("ISK", date(2026, 1, 7)) == Rate("ISK", D(140), date(2026, 1, 6), "European Central Bank")
    assert history.rate_on("USD", date(2026, 1, 4)) is None
    assert history.rate_on("LAK", date(2026, 1, 7)) is None


def test_the_installed_history_reaches_back_to_the_first_day() -> None:
    history = ecb_history()
    assert history.days[0] == date(1999, 1, 4)
    assert history.rate_on("USD", date(1999, 1, 4)) == Rate("USD", D("1.1789"), date(1999, 1, 4), "European Central Bank")
    assert {"XAF", "XOF", "LAK", "GHS", "VND", "ETB"}.isdisjoint(history.currencies)
    assert factor("EUR", "USD", date(2020, 3, 1), history).notices[0].facts["rate_on"] == "2020-02-28"  # a Sunday


def test_every_day_of_the_real_file_answers(outside: Path) -> None:
    history = EcbHistory.read((outside / "reference" / "eurofxref-hist.zip").read_bytes())
    assert len(history.days) == 7126
    assert len(history.currencies) == 41
    for day in history.days[::50]:
        rate = history.rate_on("USD", day)
        assert rate is not None and rate.on == day
