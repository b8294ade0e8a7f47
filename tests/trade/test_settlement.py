"""A pool's settlement: the worked table of docs/rules/settlement.md, who bears what, what is refused, and that no cent is made or lost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.kernel.money import Money, minor_digits
from rochdale.kernel.refusal import Refused
from rochdale.trade.rules.interest import interest
from rochdale.trade.rules.settlement import (
    Delivered,
    PoolTerms,
    Receipts,
    ShareOut,
    pool_weight,
    premium_shares,
    refusals_for_settlement,
    settle,
)


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def receipts(got: str, costs: str = "0", reserve: str = "0", dead_freight: str = "0", currency: str = "USD") -> Receipts:
    return Receipts(*(Money(Decimal(each), currency) for each in (got, costs, reserve, dead_freight)))


def brought(code: str, kg: str, pledged: str = "", *, days: int = 0, **more: str) -> Delivered:
    amounts: dict[str, Any] = {name: Decimal(each) for name, each in more.items()}
    return Delivered(code, Decimal(kg), Decimal(pledged or kg), days=days, **amounts)


def said(amounts: list[Money]) -> list[str]:
    return [str(amount).split()[0] for amount in amounts]


def paid_for_goods(line: ShareOut) -> Money:
    return line.share + line.organic - line.shortfall - line.claim


TERMS = PoolTerms(base_score=Decimal(83), step=Decimal("0.02"))
POOL = [
    brought("A", "9000", moisture="0.12", score="84", advance="30000", interest_rate="0.1", days=90),
    brought("B", "6000", moisture="0.11", score="83", advance="20000", interest_rate="0.1", days=90),
    brought("C", "4200", moisture="0.125", score="81", advance="15000", interest_rate="0.1", days=90),
]
RECEIPTS = receipts("84000", "6150", "850")
BY_WEIGHT = PoolTerms()
THREE = [brought("A", "1"), brought("B", "1"), brought("C", "1")]


def test_the_worked_pool() -> None:
    lines = settle(RECEIPTS, POOL, TERMS)
    assert [str(line.weight.quantize(Decimal("0.001"))) for line in lines] == ["9180.000", "6068.182", "4009.091"]
    assert said([line.share for line in lines]) == ["36706.13", "24263.56", "16030.31"]
    assert said([line.interest for line in lines]) == ["750.00", "500.00", "375.00"]
    assert said([line.balance for line in lines]) == ["5956.13", "3763.56", "655.31"]
    assert Money.total((line.share for line in lines), "USD") == RECEIPTS.net == usd("77000")


def test_the_premium_goes_by_certified_kg_and_changes_no_share() -> None:
    certified = {"A": Decimal(9000), "B": Decimal(6000), "C": Decimal(4200)}
    assert said([*premium_shares(usd("8465.75"), certified).values()]) == ["3968.32", "2645.55", "1851.88"]
    assert said([*premium_shares(usd("8465.75"), certified | {"C": Decimal(0)}).values()]) == ["5079.45", "3386.30", "0.00"]


SPLITS = [
    ("a cent that does not divide goes to the first code", receipts("100"), THREE, ["33.34", "33.33", "33.33"]),
    ("the first code, not the first row", receipts("100"), THREE[::-1], ["33.34", "33.33", "33.33"]),
    ("the franc of Central Africa has no cents", receipts("1000", currency="XAF"), THREE, ["334", "333", "333"]),
    ("the yen has none either", receipts("1001", currency="JPY"), THREE, ["334", "334", "333"]),
    ("the dinar of Kuwait has three places", receipts("1", currency="KWD"), THREE, ["0.334", "0.333", "0.333"]),
    ("less than a cent is rounded once, before it is split", receipts("100.005"), THREE, ["33.34", "33.34", "33.33"]),
    ("nothing left is nothing for each", receipts("7", "6", "1"), THREE, ["0.00", "0.00", "0.00"]),
    (
        "12.5, 17.5, 7.5 and 2.5 cents are four equal remainders, although 0.87/0.89 never ends: A and B have the two cents",
        receipts("0.40"), [brought(code, kg, moisture="0.13") for code, kg in (("D", "1"), ("A", "5"), ("B", "7"), ("C", "3"))],
        ["0.13", "0.18", "0.07", "0.02"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "got", "pool", "shares"), SPLITS)
def test_to_the_smallest_unit(sentence: str, got: Receipts, pool: list[Delivered], shares: list[str]) -> None:
    lines = settle(got, pool, PoolTerms(reference_moisture=Decimal("0.11")))
    assert said([line.share for line in lines]) == shares, sentence
    assert Money.total((line.share for line in lines), got.net.currency) == got.net, sentence


LENT = {"interest_rate": "0.1", "days": 30}
ALONE: list[tuple[str, str, dict[str, Any], str]] = [
    ("an advance above the share leaves a claim, not a payment", "USD", {"advance": "150"}, "-50.00"),
    ("interest is rounded half-up once: 1,000 at 10 % for 30 days is 8.33", "USD", {"advance": "1000", **LENT}, "-908.33"),
    ("interest in yen is whole yen: 50 at 10 % for 30 days is 0.42, so 0", "JPY", {"advance": "50", **LENT}, "50"),
    ("half a franc is a franc: 60 at 10 % for 30 days is 0.5", "XAF", {"advance": "60", **LENT}, "39"),
    ("own costs are one's own", "USD", {"own_costs": "30"}, "70.00"),
    ("a claim is added to the whole and taken off the line: who is alone loses it once", "USD", {"claim": "20"}, "100.00"),
]


@pytest.mark.parametrize(("sentence", "currency", "had", "balance"), ALONE)
def test_what_is_left_of_a_share_of_one_hundred(sentence: str, currency: str, had: dict[str, Any], balance: str) -> None:
    line = settle(receipts("100", currency=currency), [brought("A", "1", **had)], BY_WEIGHT)[0]
    assert said([line.balance]) == [balance], sentence


def test_interest_is_on_a_year_of_360_days() -> None:
    assert interest(Decimal(30000), Decimal("0.1"), 90) == 750


# 18,000 kg came, as 9 : 5 : 4. B lacks 1,000 kg; the space cost 360, which is in the 9,000. The buyer took 900 off for C's lot, so that
# 90,000 came of 90,900. Net 90,000 - 9,000 - 900 = 80,100.
SHARED = receipts("90000", "9000", "900", "360")
CONTAINER = [brought("A", "9000"), brought("B", "5000", "6000"), brought("C", "4000", claim="900")]
AGREEMENTS = [
    ("80,100 / 18 = 4,450 for each part: all bear both", "all", "all", ["40050.00", "22250.00", "17800.00"]),
    ("80,460 / 18 = 4,470: B has 22,350 less 360", "short", "all", ["40230.00", "21990.00", "17880.00"]),
    ("81,000 / 18 = 4,500: C has 18,000 less 900", "all", "lot", ["40500.00", "22500.00", "17100.00"]),
    ("81,360 / 18 = 4,520: B has 22,600 less 360, C 18,080 less 900", "short", "lot", ["40680.00", "22240.00", "17180.00"]),
]


@pytest.mark.parametrize(("sentence", "shortfall", "claim", "paid"), AGREEMENTS)
def test_who_bears_empty_space_and_a_claim(sentence: str, shortfall: str, claim: str, paid: list[str]) -> None:
    lines = settle(SHARED, CONTAINER, PoolTerms(bears_shortfall=shortfall, bears_claim=claim))
    assert said([paid_for_goods(line) for line in lines]) == paid, sentence
    assert said([line.balance for line in lines]) == paid, sentence
    assert Money.total((paid_for_goods(line) for line in lines), "USD") == SHARED.net


def test_who_kept_the_pledge_is_where_a_full_and_faultless_container_had_left_it() -> None:
    faultless = settle(receipts("90900", "8640", "900"), [brought("A", "9000"), brought("B", "5000"), brought("C", "4000")], BY_WEIGHT)
    assert faultless[0].balance == settle(SHARED, CONTAINER, BY_WEIGHT)[0].balance


EMPTY_SPACE = [
    ("two lack 1,000 and 500 kg: two thirds and one third", ["5000 6000", "5500 6000", "6000 6000"], ["66.67", "33.33", "0.00"]),
    ("more than pledged is no debt of anybody", ["5000 6000", "7000 6000", "6000 6000"], ["100.00", "0.00", "0.00"]),
    ("who pledged and brought nothing bears it all", ["0 6000", "6000 6000", "6000 6000"], ["100.00", "0.00", "0.00"]),
    ("nobody lacks anything: it stays a cost of all", ["6000 6000", "6000 6000", "6000 6000"], ["0.00", "0.00", "0.00"]),
]


@pytest.mark.parametrize(("sentence", "rows", "borne"), EMPTY_SPACE)
def test_empty_space_is_borne_by_the_kg_that_lack(sentence: str, rows: list[str], borne: list[str]) -> None:
    pool = [brought(code, *row.split()) for code, row in zip("ABC", rows, strict=True)]
    assert refusals_for_settlement(receipts("10000", "500", "0", "100"), pool, BY_WEIGHT) == [], sentence
    lines = settle(receipts("10000", "500", "0", "100"), pool, BY_WEIGHT)
    assert said([line.shortfall for line in lines]) == borne, sentence
    assert Money.total((paid_for_goods(line) for line in lines), "USD") == usd("9500")


def test_who_brought_nothing_owes_the_empty_space() -> None:
    line = settle(receipts("10000", "500", "0", "100"), [brought("A", "0", "6000"), brought("B", "6000")], BY_WEIGHT)[0]
    assert said([line.share, line.balance]) == ["0.00", "-100.00"]


LOSSES = [
    ("a loss of 100.00 is three claims to the cent", receipts("100", "200"), THREE, ["-33.34", "-33.33", "-33.33"]),
    ("a loss in francs", receipts("0", "1000", currency="XAF"), THREE, ["-334", "-333", "-333"]),
    ("by weight, as a gain would have been", receipts("0", "70"), [brought("A", "4"), brought("B", "3")], ["-40.00", "-30.00"]),
]


@pytest.mark.parametrize(("sentence", "got", "pool", "balances"), LOSSES)
def test_a_loss_becomes_claims_not_payments(sentence: str, got: Receipts, pool: list[Delivered], balances: list[str]) -> None:
    assert refusals_for_settlement(got, pool, BY_WEIGHT) == [], sentence
    lines = settle(got, pool, BY_WEIGHT)
    assert said([line.balance for line in lines]) == balances, sentence
    assert Money.total((line.balance for line in lines), got.net.currency) == got.net


def test_the_organic_differential_goes_to_organic_kg_only() -> None:
    # 16,931.50 for 19,200 kg at 0.40 a pound; here A and B are organic, C is not.
    pool = [replace(one, organic_kg=one.kg if one.code != "C" else Decimal(0)) for one in POOL]
    lines = settle(replace(RECEIPTS, got=RECEIPTS.got + usd("16931.50"), organic=usd("16931.50")), pool, TERMS)
    assert said([line.organic for line in lines]) == ["10158.90", "6772.60", "0.00"]
    assert said([line.share for line in lines]) == ["36706.13", "24263.56", "16030.31"], "shares by weight are those without it"
    assert lines[2].balance == settle(RECEIPTS, POOL, TERMS)[2].balance


def with_b(**other: Any) -> list[Delivered]:
    return [POOL[0], replace(POOL[1], **other)]


NOTHING, WATER = Decimal(0), replace(TERMS, reference_moisture=Decimal(1))
REFUSED: list[tuple[str, Receipts, list[Delivered], PoolTerms, str, dict[str, object]]] = [
    ("nobody delivered", RECEIPTS, [], TERMS, "trade.pool-is-empty", {}),
    ("one cooperative has one line", RECEIPTS, [*POOL, POOL[0]], TERMS, "trade.pool-names-twice", {"code": "A"}),
    ("neither goods nor a pledge", RECEIPTS, with_b(kg=NOTHING, pledged_kg=NOTHING), TERMS, "trade.pool-without-goods", {"code": "B"}),
    ("pledges alone are no pool", RECEIPTS, [brought("A", "0", "9000")], TERMS, "trade.pool-without-goods", {"code": "A"}),
    ("no weight is below zero", RECEIPTS, with_b(kg=Decimal(-1)), TERMS, "trade.pool-without-goods", {"code": "B"}),
    ("quality counts and nobody tasted", RECEIPTS, with_b(score=None), TERMS, "trade.pool-score-missing", {"code": "B"}),
    ("water is weighed for one only", RECEIPTS, with_b(moisture=None), TERMS, "trade.pool-moisture-missing", {"code": "B"}),
    ("12 for 12 %", RECEIPTS, with_b(moisture=Decimal(12)), TERMS, "trade.pool-moisture-cannot-be", {"moisture": Decimal(12)}),
    ("nothing but water is no reference", RECEIPTS, POOL, WATER, "trade.pool-moisture-cannot-be", {"moisture": Decimal(1)}),
    ("50 points below the base leave nothing", RECEIPTS, with_b(score=Decimal(33)), TERMS, "trade.pool-weighs-nothing", {"code": "B"}),
    ("a claim is written above zero", RECEIPTS, with_b(claim=Decimal(-1)), TERMS, "trade.cost-is-negative", {"lines": ["B claim"]}),
    ("a reserve is not filled from below", receipts("9", "6", "-1"), POOL, TERMS, "trade.cost-is-negative", {"lines": ["reserve"]}),
    (
        "empty space that nobody paid for", receipts("84000", "100", "0", "101"), POOL, TERMS,
        "trade.pool-dead-freight-beyond-costs", {"dead_freight": "101.00 USD", "shared_costs": "100.00 USD"},
    ),
    (
        "nothing is kept of what is not there", receipts("7000", "6150.01", "850"), POOL, TERMS,
        "trade.pool-keeps-of-a-loss", {"reserve": "850.00 USD", "left": "849.99 USD"},
    ),
    (
        "a differential without organic goods", replace(RECEIPTS, organic=usd("100")), POOL, TERMS,
        "trade.pool-nothing-organic", {"organic": "100.00 USD"},
    ),
    (
        "a differential above all that came in", replace(RECEIPTS, organic=usd("84000.01")), with_b(organic_kg=Decimal(6000)), TERMS,
        "trade.pool-organic-above-receipts", {"organic": "84000.01 USD", "got": "84000.00 USD"},
    ),
    ("more organic kg than kg", RECEIPTS, with_b(organic_kg=Decimal(6001)), TERMS, "trade.pool-organic-kg-above-kg", {"code": "B"}),
    (
        "premium entered the pool", replace(RECEIPTS, premium=usd("8465.75"), came_in=usd("92465.74")), POOL, TERMS,
        "trade.premium-in-the-pool", {"got": "84000.00 USD", "most": "83999.99 USD"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "got", "pool", "terms", "code", "facts"), REFUSED)
def test_what_cannot_be_shared_out(
    sentence: str, got: Receipts, pool: list[Delivered], terms: PoolTerms, code: str, facts: dict[str, object]
) -> None:
    assert [(refusal.code, refusal.facts) for refusal in refusals_for_settlement(got, pool, terms)] == [(code, facts)], sentence


def test_all_that_is_wrong_is_said_at_once_and_what_is_right_passes() -> None:
    assert refusals_for_settlement(RECEIPTS, POOL, TERMS) == refusals_for_settlement(SHARED, CONTAINER, BY_WEIGHT) == []
    wrong = refusals_for_settlement(receipts("1", "2", "1"), with_b(score=None, moisture=None), TERMS)
    told = [refusal.code.removeprefix("trade.pool-") for refusal in wrong]
    assert told == ["score-missing", "moisture-missing", "keeps-of-a-loss"]


def test_two_currencies_are_never_one_pool() -> None:
    with pytest.raises(Refused, match=r"kernel\.currencies-differ"):
        refusals_for_settlement(replace(RECEIPTS, reserve=Money.zero("EUR")), POOL, TERMS)


@st.composite
def pools(draw: st.DrawFn) -> tuple[Receipts, list[Delivered], PoolTerms]:
    currency = draw(st.sampled_from(["USD", "XAF", "JPY", "KWD", "LAK"]))
    money = st.integers(0, 10**9).map(lambda minor: Money.of_minor(minor, currency))
    is_wet, agreed = draw(st.booleans()), st.sampled_from
    pool = [
        Delivered(
            code, draw(st.decimals("0.001", "30000", places=3)), draw(st.decimals("0", "30000", places=3)),
            draw(st.decimals("0", "0.3", places=3)) if is_wet else None, draw(st.decimals("60", "100", places=2)), draw(money).amount,
            draw(st.decimals("0", "0.3", places=4)), draw(st.integers(0, 400)), draw(money).amount, draw(money).amount, Decimal("0.001"),
        )
        for code in draw(st.lists(st.sampled_from("ABCDEFGH"), min_size=1, unique=True))
    ]  # fmt: skip
    net, dead, other, reserve, loss = (draw(money) for _ in range(5))
    terms = PoolTerms(
        draw(st.decimals("0", "0.2", places=3)), Decimal(83), draw(agreed([Decimal(0), Decimal("0.02")])),
        draw(agreed(["short", "all"])), draw(agreed(["lot", "all"])),
    )  # fmt: skip
    if draw(st.booleans()):
        return Receipts(net, net + dead + other + loss, Money.zero(currency), dead), pool, terms
    return Receipts(net + dead + other + reserve, dead + other, reserve, dead, organic=net), pool, terms


@given(pools())
def test_no_money_is_made_or_lost(drawn: tuple[Receipts, list[Delivered], PoolTerms]) -> None:
    got, pool, terms = drawn
    assert refusals_for_settlement(got, pool, terms) == []
    lines, currency = settle(got, pool, terms), got.net.currency
    assert Money.total((paid_for_goods(line) for line in lines), currency) == got.net
    spent = (line.balance + line.advance + line.interest + line.own_costs for line in lines)
    assert Money.total(spent, currency) + got.shared_costs + got.reserve == got.got
    amounts = [amount for line in lines for amount in (line.share, line.shortfall, line.claim, line.interest, line.balance)]
    assert all(amount == amount.rounded() for amount in amounts)


@given(pools())
def test_no_share_is_a_whole_unit_away_from_its_weight(drawn: tuple[Receipts, list[Delivered], PoolTerms]) -> None:
    got, pool, terms = drawn
    lines = settle(got, pool, terms)
    whole, weights = Money.total((line.share for line in lines), got.net.currency), sum(pool_weight(one, terms) for one in pool)
    unit = Decimal(1).scaleb(-minor_digits(got.net.currency))
    assert all(abs((whole * line.weight / weights - line.share).amount) < unit for line in lines)


@given(pools(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(drawn: tuple[Receipts, list[Delivered], PoolTerms], chance: Any) -> None:
    got, pool, terms = drawn
    assert settle(got, chance.sample(pool, len(pool)), terms) == settle(got, pool, terms)


@given(st.lists(st.integers(1, 8), min_size=4, max_size=4), st.integers(1, 60), st.permutations("ABCD"))
def test_nor_does_it_where_remainders_are_equal(kg: list[int], cents: int, order: list[str]) -> None:
    pool = {code: brought(code, str(each), moisture="0.13") for code, each in zip("ABCD", kg, strict=True)}
    lines = settle(receipts(str(Decimal(cents) / 100)), [pool[code] for code in order], PoolTerms(reference_moisture=Decimal("0.11")))
    assert {line.code: line.share for line in lines} == Money.of_minor(cents, "USD").split(dict(zip("ABCD", kg, strict=True)))


@given(st.integers(0, 10**9), st.dictionaries(st.sampled_from("ABCDEFGH"), st.decimals("0.001", "30000", places=3), min_size=1))
def test_the_premium_is_shared_out_whole(cents: int, certified_kg: dict[str, Decimal]) -> None:
    premium = Money.of_minor(cents, "USD")
    assert Money.total(premium_shares(premium, certified_kg).values(), "USD") == premium
