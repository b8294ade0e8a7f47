from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from rochdale.kernel.exchange import Rate, RateTable
from rochdale.kernel.refusal import Refused
from rochdale.trade.market.defaults import SHIPPED, Defaults, load_defaults, sailing
from rochdale.trade.market.files import NeedRow, OfferRow
from rochdale.trade.market.problem import Route
from rochdale.trade.market.tariff import Market, build_problem, floors_with_verifications
from rochdale.trade.rules.price_floor import shipped_floors

ON = date(2026, 11, 23)
RATES = RateTable([Rate("USD", Decimal("1.10"), ON, "example"), Rate("DKK", Decimal("7.46"), ON, "example")])
OFFER = OfferRow(
    2, "O-1", "Paksong Highland", "LA", "coffee", "arabica", "washed", "SCA-2004", Decimal("84.256"), frozenset({"fairtrade", "organic"}),
    12_000, "VNDAD", date(2027, 1, 18), date(2027, 5, 31), Decimal("4.35"), "USD", "kg",
)  # fmt: skip
NEED = NeedRow(
    2, "N-1", "Aarhus Coop", "coffee", "", "", "SCA-2004", Decimal("82.5"), frozenset({"fairtrade"}), 19_200, 600, 3, "DKAAR",
    date(2027, 2, 1), date(2027, 8, 31), Decimal("5.60"), "EUR", "kg",
)  # fmt: skip


@pytest.fixture(scope="module")
def defaults() -> Defaults:
    return load_defaults()


def market(defaults: Defaults, offers: list[OfferRow], needs: list[NeedRow], **values: object) -> Market:
    return build_problem(offers, needs, replace(defaults, **values), (), RATES, ON)  # type: ignore[arg-type]


def test_prices_become_ten_thousandths_and_never_hurt_their_owner(defaults: Defaults) -> None:
    offer = replace(OFFER, reserve_price=Decimal("2"), price_unit="lb")
    need = replace(NEED, max_landed_price=Decimal("4000"), currency="DKK", price_unit="t")
    problem = market(defaults, [offer], [need]).problem
    assert problem.offers[0].reserve == 44_093  # 4.40924…, up
    assert problem.needs[0].limit == 5_898  # 4 DKK are 0.58981… USD, down
    assert (problem.offers[0].score, problem.needs[0].min_score) == (8_425, 8_250)


def test_a_bid_leaves_room_for_insurance_and_the_margin_of_the_buyer(defaults: Defaults) -> None:
    need = market(defaults, [OFFER], [NEED]).problem.needs[0]
    assert (need.limit, need.bid) == (61_600, 61_600 * 9_967 // 10_000)
    margin = replace(defaults.margin, value=Decimal("0.10"))
    assert market(defaults, [OFFER], [NEED], margin=margin).problem.needs[0].bid == need.bid - 1_000


def test_certificates_cost_and_inland_is_only_told(defaults: Defaults) -> None:
    built = market(defaults, [OFFER], [NEED])
    offer = built.problem.offers[0]
    assert (offer.extra, offer.ask) == (200, 43_500 + 200)
    assert built.inland == {"O-1": 1_400}


def test_slots_are_the_sailings_within_a_window(defaults: Defaults) -> None:
    built = market(defaults, [OFFER], [NEED])
    offer, need = built.problem.offers[0], built.problem.needs[0]
    assert built.first_sailing == sailing(defaults, ON) == date(2026, 11, 23)
    assert (built.sailing_day(offer.first_slot), built.sailing_day(offer.last_slot)) == (date(2027, 1, 18), date(2027, 5, 24))
    assert built.sailing_day(need.first_slot) >= date(2027, 2, 1) > built.sailing_day(need.first_slot - 1)
    assert built.problem.slots == offer.last_slot + 1


WINDOWS = [
    ("a window that is over", {"ready_from": date(2026, 1, 1), "ready_until": date(2026, 2, 1)}, "market.window-over"),
    ("a window between two sailings", {"ready_from": date(2027, 1, 19), "ready_until": date(2027, 1, 30)}, "market.window-without-sailing"),
    ("a currency without a rate", {"currency": "LAK"}, "kernel.missing-rate"),
    ("a price beyond reason", {"reserve_price": Decimal(10) ** 9}, "market.cell-price-absurd"),
]


@pytest.mark.parametrize(("what", "values", "code"), WINDOWS, ids=[row[0] for row in WINDOWS])
def test_a_row_that_cannot_take_part_is_left_out_by_name(defaults: Defaults, what: str, values: dict[str, object], code: str) -> None:
    built = market(defaults, [replace(OFFER, **values), replace(OFFER, row=3, offer_id="O-2")], [NEED])  # type: ignore[arg-type]
    assert [(remark.side, remark.id, remark.row, remark.refusal.code) for remark in built.left_out] == [("offer", "O-1", 2, code)], what
    assert [offer.id for offer in built.problem.offers] == ["O-2"]


def test_a_window_that_has_begun_starts_with_the_next_sailing(defaults: Defaults) -> None:
    assert market(defaults, [replace(OFFER, ready_from=date(2026, 1, 1))], [NEED]).problem.offers[0].first_slot == 0


def route(built: Market) -> Route:
    assert len(built.problem.routes) == 1
    return built.problem.routes[0]


def test_a_sea_lane_has_the_load_of_its_product_and_a_cost_by_distance(defaults: Defaults) -> None:
    found = route(market(defaults, [OFFER], [NEED]))
    assert (found.id, found.mode, found.unit, found.capacity_kg) == ("coffee:VNDAD-DKAAR:20ft", "sea", "20ft", 19_200)
    assert 17_000 < found.distance_km < 20_000
    assert found.cost == 10_500_000 + 1_100 * found.distance_km
    assert found.transit_slots == 3  # 18,462 km at 650 a day and 8 days in ports are 36.4 days


@pytest.mark.parametrize(
    ("product", "unit", "capacity"), [("cocoa", "20ft", 12_500), ("pineapple", "40ft-reefer", 19_000), ("fish", "40ft-reefer", 22_000)]
)
def test_each_product_travels_in_its_own_box(defaults: Defaults, product: str, unit: str, capacity: int) -> None:
    offer, need = replace(OFFER, product=product, species=""), replace(NEED, product=product)
    found = route(market(defaults, [offer], [need]))
    assert (found.unit, found.capacity_kg) == (unit, capacity)


def test_trucks_go_within_a_country_and_across_one_border_only(defaults: Defaults) -> None:
    from_lilongwe = replace(OFFER, port="MWLLW")
    lusaka, harare, nacala = (replace(NEED, port=port) for port in ("ZMLUN", "ZWHRE", "MZMNC"))
    found = route(market(defaults, [from_lilongwe], [lusaka]))
    assert (found.mode, found.unit, found.capacity_kg, found.transit_slots) == ("truck", "truck", 24_000, 1)
    assert 600 < found.distance_km < 1_000
    assert market(defaults, [from_lilongwe], [harare]).problem.routes == ()  # Malawi and Zimbabwe share no border
    assert route(market(defaults, [from_lilongwe], [nacala])).mode == "truck"
    assert route(market(defaults, [replace(OFFER, port="MWBLZ")], [replace(NEED, port="MWLLW")])).mode == "truck"


def test_a_place_inland_has_no_sea_lane_and_a_far_one_no_truck(defaults: Defaults) -> None:
    assert market(defaults, [replace(OFFER, port="LAPKZ")], [NEED]).problem.routes == ()
    assert market(defaults, [replace(OFFER, port="MWLLW")], [replace(NEED, port="MZMNC")], truck_most_km=Decimal(10)).problem.routes == ()


def test_two_ports_of_one_country_have_both_ways(defaults: Defaults) -> None:
    found = market(defaults, [replace(OFFER, port="CMDLA")], [replace(NEED, port="CMKBI")]).problem.routes
    assert {route.mode for route in found} == {"sea", "truck"}


def test_routes_are_made_only_where_kinds_could_agree(defaults: Defaults) -> None:
    assert market(defaults, [OFFER], [replace(NEED, species="robusta")]).problem.routes == ()
    assert market(defaults, [OFFER], [replace(NEED, max_landed_price=Decimal("0.10"))]).problem.routes != ()


def test_a_closed_canal_lengthens_the_way(defaults: Defaults) -> None:
    closed = build_problem([OFFER], [NEED], defaults, (), RATES, ON, closed_passages=frozenset({"suez"}))
    assert route(closed).distance_km > route(market(defaults, [OFFER], [NEED])).distance_km + 3_000


def test_a_verified_minimum_becomes_the_floor_and_an_unverified_one_warns(defaults: Defaults) -> None:
    unverified = build_problem([OFFER], [NEED], defaults, shipped_floors(), RATES, ON)
    assert unverified.problem.offers[0].floor == 0
    assert [remark.refusal.code for remark in unverified.warnings] == ["trade.floor-not-verified"]
    checked = replace(defaults, verified_floors={"fairtrade-arabica-washed-2023": ("Noy", ON)})
    built = build_problem([OFFER], [NEED], checked, floors_with_verifications(shipped_floors(), checked), RATES, ON)
    assert built.problem.offers[0].floor == 48_502  # 2.20 USD per lb, up
    assert built.floor_rows["O-1"].id == "fairtrade-arabica-washed-2023"
    assert built.warnings == ()


def test_a_certificate_that_ends_closes_the_slots_after_it(defaults: Defaults) -> None:
    built = market(defaults, [replace(OFFER, certificates_until=(("organic", date(2027, 3, 1)),))], [NEED])
    ((name, last),) = built.problem.offers[0].certificate_last_slot
    assert name == "organic"
    assert built.sailing_day(last) <= date(2027, 3, 1) < built.sailing_day(last + 1)


def test_spellings_of_one_cooperative_count_as_one_supplier(defaults: Defaults) -> None:
    rows = [
        replace(OFFER, offer_id=str(place), cooperative=name)
        for place, name in enumerate(("La Majada Coop.", "la majada coop", "LA MAJADA COOP"))
    ]
    assert {offer.cooperative for offer in market(defaults, rows, [NEED]).problem.offers} == {"La Majada Coop."}


def test_the_currency_of_results_is_a_setting(defaults: Defaults) -> None:
    built = market(defaults, [OFFER], [NEED], currency="XAF")
    assert built.problem.currency == "XAF"
    assert built.problem.needs[0].limit == 56_000 * 655_957 // 1_000
    assert {rate.currency for rate in built.rates} == {"USD", "XAF"}


def with_line(old: str, new: str) -> bytes:
    text = SHIPPED.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1).encode()


FAULTY_DEFAULTS = [
    ("no TOML", b"currency: USD", "market.defaults-unreadable"),
    ("no UTF-8", b"\xff\xfe\x00", "market.defaults-unreadable"),
    ("no currency", with_line('currency = "USD"', ""), "market.defaults-missing"),
    ("a figure as text", with_line("value = 0.3,", 'value = "0.3",'), "market.defaults-missing"),
    ("a figure without a unit", with_line('value = 650, unit = "km/day"', "value = 650"), "market.defaults-missing"),
    ("a figure in another unit", with_line('unit = "km/day"', 'unit = "knots"'), "market.defaults-unit"),
    ("a speed of nothing", with_line("value = 650", "value = 0"), "market.defaults-absurd"),
    ("a share that leaves the band", with_line("value = 50,", "value = 95,"), "market.defaults-absurd"),
    ("slots of no days", with_line("slot_days = 14", "slot_days = 0"), "market.defaults-absurd"),
    ("a season on a day that never is", with_line('"01-15", "06-30"', '"02-30", "06-30"'), "market.defaults-missing"),
    ("a name that is no list", with_line('washed = ["washed / wet", "wet", "fully washed"]', 'washed = "wet"'), "market.defaults-missing"),
    (
        "a reserve per quintal of no size",
        with_line('value = 3.90, unit = "USD/kg"', 'value = 3.90, unit = "USD/quintal"'),
        "market.defaults-unit",
    ),
    (
        "a moment instead of a day",
        with_line("first_sailing = 2026-01-05", "first_sailing = 2026-01-05T08:00:00"),
        "market.defaults-missing",
    ),
    ("a negative charge", with_line("value = 1050", "value = -1050"), "market.defaults-absurd"),
]


@pytest.mark.parametrize(("what", "content", "code"), FAULTY_DEFAULTS, ids=[row[0] for row in FAULTY_DEFAULTS])
def test_a_faulty_defaults_file_is_refused_with_the_place(what: str, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        load_defaults(content)
    assert refused.value.refusals[0].code == code, what


def test_every_shipped_figure_has_a_unit_and_a_source_or_says_unverified() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    figures = [line for line in text.splitlines() if "value =" in line and not line.startswith("#")]
    assert len(figures) > 50
    assert all('unit = "' in line and 'source = "' in line and "verified = " in line for line in figures)


def test_a_season_over_new_year_is_the_one_that_has_not_ended(defaults: Defaults) -> None:
    malawi = defaults.lots["coffee", "MW"]
    assert malawi.window(date(2026, 11, 23)) == (date(2026, 9, 1), date(2027, 2, 28))
    assert malawi.window(date(2027, 3, 1)) == (date(2027, 9, 1), date(2028, 2, 28))


def test_an_old_rate_is_named(defaults: Defaults) -> None:
    old = RateTable([Rate("USD", Decimal("1.10"), date(2026, 10, 30), "example")])
    found = build_problem([OFFER], [NEED], defaults, (), old, ON).rate_notices
    assert [(notice.code, notice.facts["days"]) for notice in found] == [("kernel.rate-is-old", 24)]


def test_rates_and_verifications_may_stand_in_the_defaults_file() -> None:
    more = '\n[rates.LAK]\non = 2026-11-20\nper_eur = { value = 25000, unit = "LAK/EUR", source = "a bank", verified = true }\n'
    more += '[verified_floors.fairtrade-cocoa-2026]\nby = "Noy"\non = 2026-11-20\n'
    found = load_defaults(SHIPPED.read_bytes() + more.encode())
    assert [(rate.currency, rate.per_eur, rate.source) for rate in found.rates] == [("LAK", 25000, "a bank")]
    assert found.verified_floors == {"fairtrade-cocoa-2026": ("Noy", date(2026, 11, 20))}
