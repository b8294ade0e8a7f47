"""A catalogue goes out as Data Food Consortium JSON-LD without a sealed price; a partner's comes in, whatever is wrong with it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pyld import jsonld

from rochdale.base import tenancy
from rochdale.kernel.refusal import Refused
from rochdale.supply.models import Delivery
from rochdale.supply.queries.making import making_of
from rochdale.trade.catalogue_file import as_bytes
from rochdale.trade.models import AskingPrice, Offer, PartnerOffer
from rochdale.trade.operations import keep_partner_offers, publish_price, take_back_price
from rochdale.trade.rules import jsonld as jsonld_rules
from rochdale.trade.rules.catalogue import Asked, Batch, Catalogue, Flow, Item, Milling, document
from rochdale.trade.rules.dfc import BUSINESS, TYPES
from rochdale.trade.rules.goods import Price
from rochdale.trade.rules.jsonld import local
from rochdale.trade.rules.partner_catalogue import PartnerCatalogue, read_catalogue
from rochdale.trade.sales_commands import trade
from tests.cast import AT, Cast
from tests.supply.world import make_world
from tests.trade.api import Visit, codes, send
from tests.trade.goods import an_offer, fresh
from tests.trade.test_imports import bring

DFC = Path(__file__).resolve().parents[3] / "shared" / "fixtures" / "dfc"
CONTEXT = "https://www.datafoodconsortium.org"
PRICE = Price(Decimal("5.10"), "USD", "kg")


def refused(act: Any) -> list[str]:
    with pytest.raises(Refused) as caught:
        act()
    return [one.code for one in caught.value.refusals]


def read(*nodes: dict[str, Any], context: object = CONTEXT, **more: object) -> PartnerCatalogue:
    return read_catalogue(json.dumps({"@context": context, "@graph": nodes, **more}).encode())


def product(name: str = "Coffee", **more: object) -> dict[str, Any]:
    return {"@id": f"p:{name}", "@type": "dfc-b:SuppliedProduct", "dfc-b:name": name, **more}


def priced(value: object, unit: str = "dfc-m:Euro") -> dict[str, Any]:
    """A product listed and offered, one thing inside the other."""
    price = {"@type": "dfc-b:Price", "dfc-b:value": value, "dfc-b:hasUnit": unit, "dfc-b:VATrate": "5.5"}
    offer = {"@type": "dfc-b:Offer", "dfc-b:hasPrice": price}
    item = {"@type": "dfc-b:CatalogItem", "dfc-b:sku": "S-1", "dfc-b:stockLimitation": 40, "dfc-b:offeredThrough": offer}
    quantity = {"@type": "dfc-b:QuantitativeValue", "dfc-b:value": "500", "dfc-b:hasUnit": "dfc-m:Gram"}
    return product(**{"dfc-b:referencedBy": item, "dfc-b:hasQuantity": quantity})


def graph(content: bytes) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for node in json.loads(content)["@graph"]:
        found.setdefault(node["@type"], []).append(node)
    return found


@pytest.fixture
def offers(cast: Cast) -> dict[str, Offer]:
    """One with a published price, one without, one asked in XAF, one private."""
    noy = cast.actor("noy")
    made = {name: an_offer(noy, reference=name) for name in ("priced", "silent", "in-xaf")}
    made["private"] = an_offer(noy, reference="private", visibility="private")
    publish_price(id=fresh(), by=noy, at=AT, offer_id=made["priced"].id, price=PRICE)
    publish_price(id=fresh(), by=noy, at=AT, offer_id=made["in-xaf"].id, price=Price(Decimal(3100), "XAF", "kg"))
    return made


@pytest.mark.django_db
def test_a_catalogue_goes_out_with_published_prices_and_no_reserve(sign_in: Visit, cast: Cast, offers: dict[str, Offer]) -> None:
    Offer.objects.update(reserve_price=Decimal("4.4321"))
    buyer = sign_in("freja")
    content = buyer.get(f"/market/catalogues/{cast.bolaven.id}/catalogue.jsonld").content
    assert b"4.43" not in content and b"private" not in content
    found = graph(content)
    assert [node["dfc-b:sku"] for node in found["dfc-b:CatalogItem"]] == ["in-xaf", "priced", "silent"]
    assert found["dfc-b:Enterprise"][0]["dfc-b:name"] == "Bolaven Coffee Growers"
    in_xaf, asked, silent = found["dfc-b:Offer"]
    assert "dfc-b:hasPrice" not in in_xaf and in_xaf["rdfs:comment"] == "3100 XAF / kg"
    assert asked["dfc-b:hasPrice"] == {
        "@type": "dfc-b:Price", "dfc-b:value": "5.1", "dfc-b:hasUnit": "dfc-m:USDollar", "dfc-b:VATrate": "0",
    }  # fmt: skip
    assert "dfc-b:hasPrice" not in silent
    assert found["dfc-b:SuppliedProduct"][1]["dfc-b:hasCertification"] == ["dfc-f:FairTradeMaxHaavelar"]
    page = sign_in("noy").get("/market/catalogue/").content.decode()
    assert "no unit for XAF" in page and "silent goes out without a price" in page and "Save the file" in page


@pytest.mark.django_db
def test_a_price_is_published_on_purpose_and_taken_back(sign_in: Visit, cast: Cast) -> None:
    noy, freja = sign_in("noy"), sign_in("freja")
    offer = an_offer(cast.actor("noy"), reference="B-1")
    path = f"/market/offers/{offer.id}/price/"
    assert 'value="4.40"' not in noy.get(path).content.decode(), "the reserve is never offered as the price"
    sent = noy.post(path, {"operation_id": fresh(), "price": "2.50", "currency": "USD", "price_unit": "lb"})
    assert sent.status_code == 302
    assert "2.5 USD / lb" in freja.get(f"/market/offers/{offer.id}/").content.decode()
    assert noy.post(f"{path}take-back/", {"operation_id": fresh()}).status_code == 302
    assert "USD / lb" not in freja.get(f"/market/offers/{offer.id}/").content.decode()
    assert AskingPrice.objects.count() == 2, "both rows stay"


@pytest.mark.django_db
def test_what_cannot_be_published(cast: Cast) -> None:
    noy = cast.actor("noy")
    private, public = an_offer(noy, visibility="private"), an_offer(noy)
    ask = {"id": fresh(), "by": noy, "at": AT}
    assert refused(lambda: publish_price(**ask, offer_id=private.id, price=PRICE)) == ["trade.offer-is-not-public"]
    quintal = Price(Decimal(5), "USD", "quintal")
    assert refused(lambda: publish_price(**ask, offer_id=public.id, price=quintal)) == ["trade.quintal-which"]
    assert refused(lambda: take_back_price(**ask, offer_id=public.id)) == ["trade.no-price-is-published"]


@pytest.mark.django_db
def test_the_command_line_and_the_api_write_the_same_file(sign_in: Visit, cast: Cast, offers: dict[str, Offer], tmp_path: Path) -> None:
    file = tmp_path / "catalogue.jsonld"
    told = CliRunner().invoke(trade, ["catalogue", "bolaven coffee growers", "--on", "2026-11-02", "--out", str(file)])
    assert told.exit_code == 0 and "XAF" in told.stderr
    noy = sign_in("noy")
    assert noy.get(f"/api/catalogues/{cast.bolaven.id}?on=2026-11-02").content == file.read_bytes()
    path = f"offers/{offers['silent'].id}/asking-price"
    price = {"amount": "5.20", "currency": "USD", "unit": "kg"}
    assert send(noy, path, {"price": price}, "put").status_code == 200
    assert send(noy, path, {"price": None}, "put").status_code == 200
    assert codes(send(noy, path, {"price": None}, "put")) == ["trade.no-price-is-published"]
    assert CliRunner().invoke(trade, ["catalogue", "nobody"]).exit_code == 1


def test_a_product_within_its_price_is_read() -> None:
    (item,) = read(priced("4.25")).items
    assert (item.price, item.currency, item.pack_kg, item.price_per_kg, item.stock, item.sku, item.vat) == (
        Decimal("4.25"), "EUR", Decimal("0.5"), Decimal("8.5"), Decimal(40), "S-1", "5.5",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "trade.catalogue-is-no-json"),
        (b"{", "trade.catalogue-is-no-json"),
        (b"\xff\xfe\x00", "trade.catalogue-is-no-json"),
        (b'"text"', "trade.catalogue-is-no-json"),
        (b'{"a": NaN}', "trade.catalogue-is-no-json"),
        (b"[" * 100_000, "trade.catalogue-too-deep"),
        (b'{"a":' * 80 + b"1" + b"}" * 80, "trade.catalogue-too-deep"),
        (b"{}", "trade.catalogue-without-products"),
        (b'{"@graph": [{"@type": "dfc-b:Person"}]}', "trade.catalogue-without-products"),
        (b'{"@context": {"dfc-b": "https://example.org/"}, "@type": "dfc-b:SuppliedProduct"}', "trade.catalogue-without-products"),
    ],
)
def test_what_is_no_catalogue_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert refused(lambda: read_catalogue(content))[0] == code


@pytest.mark.parametrize(
    ("what", "nodes", "notices"),
    [
        ("a misspelt type is left out, with the nearest", [product(), {"@type": "dfc-b:CatalogItme"}], ["trade.catalogue-type-misspelt"]),
        ("an unknown type is left out", [product(), {"@type": "https://schema.org/Recipe"}], ["trade.catalogue-type-unknown"]),
        ("a thing that is missing", [product(**{"dfc-b:referencedBy": "p:gone"})], ["trade.catalogue-thing-missing"]),
        ("a currency nobody knows", [priced("4", "dfc-m:Doubloon")], ["trade.catalogue-currency-unknown"]),
        ("a circle of things", [product(**{"dfc-b:referencedBy": "p:Coffee", "dfc-b:suppliedBy": "p:Coffee"})], []),
        ("a thing without an id", [{"@type": ["dfc-b:SuppliedProduct"], "dfc-b:name": [{"@value": "Tea", "@language": "en"}]}], []),
    ],
)
def test_the_rest_of_a_file_is_read(what: str, nodes: list[dict[str, Any]], notices: list[str]) -> None:
    found = read(*nodes)
    assert [one.code for one in found.notices] == notices and len(found.items) == 1 and not found.bad, what


@pytest.mark.parametrize("value", ["4,25", "-4", "1e400000", "four", True, "9" * 40])
def test_an_impossible_figure_is_a_fault_of_its_row(value: object) -> None:
    found = read(priced(value), product("Tea"))
    assert [item.name for item in found.items] == ["Tea"]
    assert [(one.number, one.property) for one in found.bad] == [(1, "dfc-b:value")]


def test_a_context_that_lies_elsewhere_is_never_fetched() -> None:
    found = read(priced(4), context=["https://evil.example/context.json", {"b": BUSINESS, "called": "b:name"}])
    assert [one.code for one in found.notices] == ["trade.catalogue-context-not-fetched"] and found.items[0].price == 4


def test_terms_of_a_context_in_the_file_are_read() -> None:
    node = {"@type": "SuppliedProduct", "name": "Tea", "listed": {"@id": "x:1"}}
    item = {"@id": "x:1", "@type": "CatalogItem", "stockLimitation": "7"}
    found = read(node, item, context={"@vocab": BUSINESS, "listed": {"@id": f"{BUSINESS}referencedBy", "@type": "@id"}})
    assert (found.items[0].name, found.items[0].stock) == ("Tea", 7)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("rows", "choice"), [(300, "rest"), (300, "all"), pytest.param(10_000, "rest", marks=pytest.mark.heavy)])
def test_three_bad_rows_of_ten_thousand_are_named_and_the_person_chooses(cast: Cast, tmp_path: Path, rows: int, choice: str) -> None:
    nodes = [product(f"Coffee {number}") for number in range(1, rows + 1)]
    nodes[10], nodes[20], nodes[200] = (
        priced("x") | {"@id": "p:bad"},
        product("") | {"@id": "p:nameless"},
        priced("-1") | {"@id": "p:below"},
    )
    content = json.dumps({"@context": CONTEXT, "@graph": nodes}).encode()
    if choice == "all":
        with pytest.raises(AssertionError, match="3"):
            bring(cast, "freja", "trade.catalogue", "partner.json", content, tmp_path, choice)
        assert not PartnerOffer.objects.exists()
        return
    run = bring(cast, "freja", "trade.catalogue", "partner.json", content, tmp_path, choice)
    assert (run.preview["sound"], run.preview["unsound"]) == (rows - 3, 3)
    assert [(fault["row"], fault["refusal"]["code"]) for fault in run.preview["faults"]] == [
        (11, "trade.catalogue-figure-unreadable"), (21, "trade.catalogue-item-without-name"), (201, "trade.catalogue-figure-below-zero"),
    ]  # fmt: skip
    assert PartnerOffer.objects.count() == rows - 3 and not Offer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_partners_catalogue_is_looked_at_with_its_file_and_nobody_else_sees_it(sign_in: Visit, cast: Cast, tmp_path: Path) -> None:
    content = json.dumps({"@context": CONTEXT, "@graph": [priced("4.25"), {"@type": "dfc-b:Persson"}]}).encode()
    bring(cast, "freja", "trade.catalogue", "partner.jsonld", content, tmp_path)
    row = PartnerOffer.objects.get()
    assert (row.file, row.number, row.by_name, row.price_per_kg) == ("partner.jsonld", 1, "Freja Holm", Decimal("8.5"))
    page = sign_in("freja").get("/market/partner-offers/").content.decode()
    assert "Coffee" in page and "8.5 EUR" in page and "partner.jsonld" in page
    assert "partner.jsonld" not in sign_in("noy").get("/market/partner-offers/").content.decode()
    again = keep_partner_offers(id=fresh(), by=cast.actor("freja"), at=AT, rows=[_as_read(row)])
    assert again[0]["refusals"][0]["code"] == "trade.catalogue-row-already-kept"


def _as_read(row: PartnerOffer) -> dict[str, Any]:
    return {"id": str(fresh()), "sha256": row.sha256, "number": row.number}


@pytest.mark.outside
def test_the_published_example_is_read_as_its_page_says() -> None:
    file = DFC / "product.GET.json"
    if not file.exists():
        pytest.skip("the example of the Open Food Network lies outside the project: AGPL-3.0, not handed on")
    found = read_catalogue(file.read_bytes())
    (item,) = found.items
    assert (item.name, item.price, item.currency, item.stock, item.pack_kg) == (
        "Fillet Steak - 201g x 1 Steak", Decimal("12.06"), "EUR", Decimal(11), None,
    )  # fmt: skip
    assert [one.code for one in found.notices] == ["trade.catalogue-quantity-zero"] and not found.bad


@pytest.mark.outside
@pytest.mark.django_db
def test_every_word_that_goes_out_is_one_of_theirs(sign_in: Visit, cast: Cast, offers: dict[str, Offer]) -> None:
    if not DFC.exists():
        pytest.skip("context and taxonomies lie outside the project: AGPL-3.0, not handed on")
    said = sign_in("noy").get(f"/market/catalogues/{cast.bolaven.id}/catalogue.jsonld").json()
    theirs = json.loads((DFC / "context_1.16.0.json").read_text())["@context"]
    ours = {key: term for key, term in said["@context"].items() if isinstance(term, str)}
    assert {key: theirs[key] for key in ours} == ours
    assert all(theirs[key] == term for key, term in said["@context"].items() if isinstance(term, dict))
    for prefix, name in (("dfc-m:", "measures"), ("dfc-pt:", "productTypes"), ("dfc-f:", "facets")):
        known = (DFC / "taxonomies" / f"{name}.json").read_text()
        for word in _words(said["@graph"], prefix):
            assert f"#{word}" in known or f"{prefix}{word}" in known, word


def _words(value: object, prefix: str) -> set[str]:
    if isinstance(value, dict):
        return {word for one in value.values() for word in _words(one, prefix)}
    if isinstance(value, list):
        return {word for one in value for word in _words(one, prefix)}
    return {value.removeprefix(prefix)} if isinstance(value, str) and value.startswith(prefix) else set()


MILLED = Catalogue("https://coop.example/c", "Bolaven", (
    Item(
        "1", "B-1", "Green coffee", "84 points", "coffee", ("organic",), 600, Asked("5.10 USD / kg", Decimal("5.1"), "USD"),
        Batch("L-1", date(2026, 11, 1), Milling("R-1", date(2026, 11, 1), (Flow("L-0", Decimal(750)),), Flow("L-1", Decimal(600)))),
    ),
))  # fmt: skip


def test_a_catalogue_of_ours_comes_back_as_it_went_out() -> None:
    (item,) = read_catalogue(as_bytes(MILLED)).items
    assert (item.name, item.supplier, item.sku, item.batch, item.stock, item.price_per_kg, item.currency) == (
        "Green coffee", "Bolaven", "B-1", "L-1", 600, Decimal("5.1"), "USD",
    )  # fmt: skip


def test_other_programs_read_the_same_things() -> None:
    """The reference implementation of JSON-LD in Python expands it without fetching anything, and finds every thing and type."""
    expanded = jsonld.flatten(document(MILLED), options={"documentLoader": _never})
    theirs = {node["@id"]: {local(one) for one in node["@type"]} for node in expanded if not node["@id"].startswith("_:")}
    ours = {node.id: {local(one) for one in node.types} for node in jsonld_rules.read(as_bytes(MILLED)).nodes.values() if "://" in node.id}
    assert theirs == {id: types for id, types in ours.items() if types}
    assert {"AsRealizedTransformation", "AsRealizedConsumptionFlow", "ProductBatch"} <= set().union(*theirs.values()) <= TYPES
    milling = next(node for node in expanded if node["@id"].endswith("milling-1"))
    assert milling[f"{BUSINESS}hasOutput"] == [{"@id": "https://coop.example/c#milling-1-output"}]


def _never(address: str, options: object) -> None:
    raise AssertionError(f"fetches {address}")


@pytest.mark.django_db
def test_how_a_lot_was_milled_is_seen_by_its_owner_alone(cast: Cast) -> None:
    """Delivered as cherry, then washed: who looks from another organization sees nothing of it."""
    world = make_world()
    cherry = Delivery.objects.get(pk=world.deliver("A", 750)).lot_id
    washed = world.run("wash", {cherry: 750}, {"parchment": "150"})
    with tenancy.within(world.organization):
        made = making_of(washed)
    assert made and (made.given_kg, [kg for _code, kg in made.taken]) == (Decimal(150), [Decimal(750)])
    with tenancy.within(cast.bolaven.id):
        assert making_of(washed) is None
