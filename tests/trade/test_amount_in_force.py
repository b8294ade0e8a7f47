"""The money of a contract whose price moved after the yes: fixed in steps, then less for a rejected sample; every page, limit and paper."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from urllib.parse import parse_qsl

import pytest
from django.test import Client

from rochdale.trade.agreed_lines import total_of
from rochdale.trade.floors import verified_rows
from rochdale.trade.models import Contract, Invoice, Quotation, ScenarioSheet
from rochdale.trade.ordering import order_file
from rochdale.trade.prefinancing import left_of, own_goods
from rochdale.trade.queries.markets import my_contracts
from rochdale.trade.shipping import lines_of as lines_shipped
from rochdale.trade.views.tables import contracts_table
from tests.cast import Cast, later
from tests.trade.api import Visit
from tests.trade.bids import DIFFERENTIAL, OUTRIGHT, accepted, opened
from tests.trade.goods import an_offer, fresh
from tests.trade.shipments import agree
from tests.trade.test_cases_of_contracts import read, sent, words
from tests.trade.test_samples import a_floor, answer_allowance, asked, proposed, received, rejected

pytestmark = pytest.mark.django_db
PROVISIONAL, FIXED, LESS = "53,660.51", "40,465.85", "39,965.85"
"""10,000 kg at 231.40 + 12 US cents for a pound; at 175.10 + 12 and at 180.00 by half; 0.05 USD less for each kg."""


def shows(client: Client, contract: Contract, amount: str) -> bool:
    """The list and the page of the contract name that amount."""
    paths = ("/market/contracts/", f"/market/contracts/{contract.id}/")
    return all(amount in words(read(client, path)) for path in paths)


def test_a_price_to_be_fixed_and_an_allowance_are_walked_to_the_invoice(
    sign_in: Visit, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_floor(cast)
    price = replace(DIFFERENTIAL, kind="to-be-fixed", amount=Decimal(12), caller="buyer", fix_by=later(days=60).date())
    thread = opened(cast, an_offer(cast.actor("noy"), reference="B-1"), price=price, kg=10_000, sample_clause="pss")
    contract = accepted(cast, thread, days=0)
    agree(contract, cast.actor("noy"), [cast.actor("freja")], later(days=0), pool_holder_id=None)
    freja, noy, bolaven = sign_in("freja"), sign_in("noy"), cast.bolaven.id
    path = f"/market/contracts/{contract.id}/"
    assert shows(noy, contract, PROVISIONAL)
    refused = sent(noy, f"{path}invoices/new/", shipped_on="2026-11-02", kg_0="10000")
    assert "The price of 10,000 kg under" in words(refused) and not Invoice.objects.exists()
    for days, kg, quotation in ((1, "5000", "160.00"), (2, "5000", "175.10")):
        monkeypatch.setattr("django.utils.timezone.now", lambda days=days: later(days=days))
        sent(freja, f"{path}fix/", kg=kg, quotation=quotation, on=later(days=days).date().isoformat())
    assert shows(noy, contract, FIXED) and shows(freja, contract, FIXED)
    assert "As it was on the day of the yes" in read(noy, path) and PROVISIONAL in words(read(noy, path))
    assert left_of(contract, bolaven).rounded().amount == Decimal(FIXED.replace(",", "")), "what a lender may reckon with"
    row = rejected(cast, received(cast, asked(cast, contract)))
    answer_allowance(id=fresh(), by=cast.actor("freja"), at=later(days=8), allowance_id=proposed(cast, row, "0.05"), is_yes=True)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=8))
    noy, amount = sign_in("noy"), Decimal(LESS.replace(",", ""))
    assert shows(noy, contract, LESS)
    assert own_goods(contract, bolaven)[0].rounded().amount == total_of(contract).amount == amount
    assert f">{amount}<".encode() in order_file(contract)
    assert (lines_shipped([contract])[0].price * 10_000).quantize(Decimal(1)) == amount.quantize(Decimal(1))
    assert noy.get(f"/api/contracts/{contract.id}").json()["total"] == str(amount)
    assert "3.9966 USD" in words(read(noy, f"{path}invoices/new/"))
    sent(noy, f"{path}invoices/new/", shipped_on="2026-11-10", kg_0="10000")
    assert Invoice.objects.get().total.amount == amount
    contract.refresh_from_db()
    assert contract.total == Decimal(PROVISIONAL.replace(",", "")), "what was said yes to stays as it was"


def test_the_list_sorts_by_the_amount_in_force(sign_in: Visit, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of three falls from 53,660.51 to 41,226.44 by its fixation: below the second, above the third."""
    to_fix = replace(DIFFERENTIAL, kind="to-be-fixed", amount=Decimal(12), caller="buyer", fix_by=later(days=60).date())
    outright = [replace(OUTRIGHT, amount=Decimal(amount)) for amount in ("5.00", "4.00")]
    first, second, third = (
        accepted(cast, opened(cast, an_offer(cast.actor("noy")), price=price, kg=10_000), days=0) for price in (to_fix, *outright)
    )
    noy, freja = sign_in("noy"), sign_in("freja")

    def listed(sort: str) -> list[str]:
        return re.findall(r"RC-2026-\d{4}", words(read(noy, f"/market/contracts/?sort={sort}")))

    assert listed("-total") == [row.number for row in (first, second, third)]
    monkeypatch.setattr("django.utils.timezone.now", lambda: later(days=1))
    sent(freja, f"/market/contracts/{first.id}/fix/", kg="10000", quotation="175.00", on=later(days=1).date().isoformat())
    assert total_of(first).amount == Decimal("41226.44")
    assert listed("-total") == [row.number for row in (second, first, third)]
    assert listed("total") == [row.number for row in (third, first, second)]
    table = contracts_table(my_contracts(cast.actor("noy")), sort="-total")
    table.size, after = 1, ""
    for row in (second, first, third):  # turned by key, one row a page
        page = table.page({"sort": "-total", "after": after})
        assert row.number in str(page.rows[0].cells[0].value)
        after = dict(parse_qsl(page.next_url.lstrip("?"))).get("after", "")


@pytest.mark.parametrize(("asked", "is_told"), [("5291.09", False), ("5000", True)])
def test_the_invoice_proposes_the_premium_of_the_terms_and_tells_where_it_asks_for_another(
    sign_in: Visit, cast: Cast, asked: str, is_told: bool
) -> None:
    a_floor(cast)
    price = replace(DIFFERENTIAL, kind="fairtrade", quotation=Decimal("152.30"))
    contract = accepted(cast, opened(cast, an_offer(cast.actor("noy"), reference="B-1"), price=price), days=0)
    agree(contract, cast.actor("noy"), [cast.actor("freja")], later(days=0), pool_holder_id=None)
    noy, new = sign_in("noy"), f"/market/contracts/{contract.id}/invoices/new/"
    page = read(noy, new)
    assert "The terms owe a premium: 5,291.09 USD for the weight below." in words(page) and 'value="5,291.09"' in page
    sent(noy, new, shipped_on="2026-11-02", kg_0="12000", premium=asked)
    invoice = Invoice.objects.get()
    assert invoice.total.amount == Decimal("47619.85") + Decimal(asked)
    told = words(read(sign_in("freja"), f"/market/invoices/{invoice.id}/"))
    assert ("The terms owe a premium of 5,291.09 USD for this weight; 5,000.00 USD is asked for." in told) is is_told


def test_a_quotation_that_was_recorded_is_chosen_and_the_floor_is_tested_on_the_average_where_that_was_agreed(
    sign_in: Visit, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """D = 12, 60 % at 160.00 and 40 % at 175.10: 178.04 on the average, so 180.00 US cents for a pound (reference, section 4.2)."""
    a_floor(cast)
    price = replace(
        DIFFERENTIAL, kind="to-be-fixed", amount=Decimal(12), caller="buyer", fix_by=later(days=60).date(), floor_on="average"
    )  # fmt: skip
    contract = accepted(cast, opened(cast, an_offer(cast.actor("noy"), reference="B-1"), price=price, kg=10_000), days=0)
    freja, path = sign_in("freja"), f"/market/contracts/{contract.id}/"
    assert "a minimum is tested on the average of all steps" in words(read(freja, path))
    for days, kg, value in ((1, "6000", "160.00"), (2, "4000", "175.10")):
        monkeypatch.setattr("django.utils.timezone.now", lambda days=days: later(days=days))
        on = later(days=days).date().isoformat()
        sent(freja, "/market/quotations/new/", exchange="KC", month="2027-03", on=on, value=value, quoted_in="USc/lb", source="ICE, 17:30")
        row = Quotation.objects.get(value=Decimal(value))
        assert f"{value.rstrip('0').rstrip('.')} USc/lb, ICE, 17:30" in words(read(freja, f"{path}fix/"))
        sent(freja, f"{path}fix/", kg=kg, recorded=str(row.id), quotation="", on="")
    assert total_of(contract).amount == Decimal("39683.21"), "10,000 kg at 1.80 USD for a pound"
    page = sent(freja, f"{path}fix/", kg="1", recorded="", quotation="", on="")
    assert page.count("This is still empty") >= 2


def test_a_scenario_below_the_minimum_says_so_with_row_and_source(sign_in: Visit, cast: Cast) -> None:
    a_floor(cast)
    noy, (row, _name) = sign_in("noy"), verified_rows()[0]
    said = {"step": 9, "name": "One", "term": "FOB", "price": "3.90", "currency": "USD", "unit": "kg", "kg": "12000", "sheet": "Denmark"}
    page = words(sent(noy, "/market/scenarios/new/", **said, floor=str(row.id)))
    assert "One: 0.0683 USD for 1 kg on board are missing to the minimum of 3.9683." in page
    assert "fairtrade coffee arabica washed FOB" in page and "Source: Table, page 3." in page
    sheet = ScenarioSheet.objects.get()
    assert "are missing to the minimum" in words(read(noy, f"/market/scenarios/{sheet.id}/1/"))
    assert "Way to the port The seller" in words(read(noy, f"/market/scenarios/{sheet.id}/1/")), "who pays what under FOB"
    page = words(sent(noy, "/market/scenarios/new/", **{**said, "sheet": "Enough", "price": "3.97"}, floor=str(row.id)))
    assert "are missing to the minimum" not in page
