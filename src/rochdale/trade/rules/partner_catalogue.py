"""A partner's catalogue as rows to look at and compare (docs/rules/catalogue.md). What cannot be read is told, thing by thing.

A product is a row for each way it is listed and offered. Unknown types are skipped with a warning; a row that says something impossible is
a fault, with its reason, and does not keep the others back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches

from rochdale.kernel.money import EXACT
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.rules.dfc import CURRENCIES, KG_PER, PREFIXES, TYPES
from rochdale.trade.rules.jsonld import Graph, Literal, Node, local, read

MOST_NOTICES = 200
MOST_FIGURES = 12
"""Before the point: more is no weight, no price and no stock."""
_FIGURE = re.compile(rf"[+-]?\d{{1,{MOST_FIGURES}}}(\.\d{{1,30}})?")
_CODES = {f"{PREFIXES['dfc-m']}{name}": code for code, name in CURRENCIES.items()}
_WEIGHTS = {f"{PREFIXES['dfc-m']}{name}": Decimal(kg) for name, kg in KG_PER.items()}


@dataclass(frozen=True, slots=True)
class PartnerItem:
    """One product as a partner lists it. Figures are None where the file says none; VAT stands as written, for its meaning differs."""

    number: int
    """Place among all rows of the file, from 1."""
    id: str
    name: str
    supplier: str = ""
    says: str = ""
    kind: str = ""
    sku: str = ""
    batch: str = ""
    pack_kg: Decimal | None = None
    """What one of the product weighs."""
    stock: Decimal | None = None
    """How many of them are left."""
    price: Decimal | None = None
    """For one of them."""
    currency: str = ""
    vat: str = ""

    @property
    def price_per_kg(self) -> Decimal | None:
        """So that two catalogues can be compared; None where price or weight is missing."""
        return EXACT.divide(self.price, self.pack_kg) if self.price is not None and self.pack_kg else None


@dataclass(frozen=True, slots=True)
class BadItem:
    """A row that cannot be read: where, what it is about, and why."""

    number: int
    id: str
    property: str
    holds: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class PartnerCatalogue:
    """What was read: sound rows, bad ones, and what is worth knowing."""

    items: tuple[PartnerItem, ...]
    bad: tuple[BadItem, ...]
    notices: tuple[Refusal, ...]


def read_catalogue(content: bytes) -> PartnerCatalogue:
    """A file as rows. Raises `Refused` when it is no JSON, or holds no product at all."""
    return _Catalogue(read(content)).rows()


class _Catalogue:
    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.notices = list(graph.notices)
        self.left_out = 0
        self.items: list[PartnerItem] = []
        self.bad: list[BadItem] = []
        self.listed_by = self._backwards("references")
        self.offered_by = self._backwards("offers")
        self.supplied_by = self._backwards("supplies")
        self.goods_of = self._backwards("represents")

    def rows(self) -> PartnerCatalogue:
        products = [node for node in self.graph.nodes.values() if "SuppliedProduct" in map(local, node.types)]
        self._warn_of_types()
        if not products:
            raise Refused([Refusal("trade.catalogue-without-products"), *self.notices[:5]])
        for product in products:
            for listed, offer in self._ways(product):
                self._row(product, listed, offer)
        if self.left_out:
            self.notices.append(Refusal("trade.catalogue-more-notices", {"count": self.left_out}))
        return PartnerCatalogue(tuple(self.items), tuple(self.bad), tuple(self.notices))

    def _warn_of_types(self) -> None:
        """Each thing of a type nobody knows, with the nearest that is known."""
        for node in self.graph.nodes.values():
            names = [(full, local(full)) for full in node.types]
            if not names or any(name in TYPES for _full, name in names):
                continue
            full, name = names[0]
            near = get_close_matches(name or full.rpartition("#")[2] or full, TYPES, n=1)
            facts = {"node": node.id, "number": node.number, "type": name or full, "near": near[0] if near else ""}
            self._notice(Refusal("trade.catalogue-type-misspelt" if near else "trade.catalogue-type-unknown", facts))

    def _ways(self, product: Node) -> Iterator[tuple[Node | None, Node | None]]:
        """How a product is listed and offered: at least once, be it by nothing."""
        listings = self._joined(product, "referencedBy", "CatalogItem", self.listed_by)
        if not listings:
            yield None, None
        for listed in listings:
            offers = self._joined(listed, "offeredThrough", "Offer", self.offered_by)
            if not offers:
                yield listed, None
            for offer in offers:
                yield listed, offer

    def _row(self, product: Node, listed: Node | None, offer: Node | None) -> None:
        number = len(self.items) + len(self.bad) + 1
        name = _text(product, "name")
        if not name:
            self.bad.append(BadItem(number, product.id, "dfc-b:name", "", Refusal("trade.catalogue-item-without-name")))
            return
        item = PartnerItem(
            number, product.id, name[:300], self._supplier(product)[:200], _text(product, "description")[:2000],
            _text(product, "hasType").rpartition("#")[2][:100], (_text(listed, "sku") if listed else "")[:100], self._batch(product)[:100],
        )  # fmt: skip
        try:
            self.items.append(self._with_figures(item, product, listed, offer))
        except _Impossible as wrong:
            self.bad.append(BadItem(number, product.id, wrong.property, wrong.holds, wrong.refusal))

    def _with_figures(self, item: PartnerItem, product: Node, listed: Node | None, offer: Node | None) -> PartnerItem:
        price = self._first(offer, "hasPrice", "Price") if offer else None
        amount = _figure(price, "value") if price else None
        unit = _text(price, "hasUnit") if price else ""
        currency = _CODES.get(unit, "")
        if amount is not None and not currency:
            self._notice(Refusal("trade.catalogue-currency-unknown", {"node": product.id, "unit": unit.rpartition("#")[2]}))
        told = amount is not None and bool(currency)
        return replace(
            item,
            pack_kg=self._weight(product),
            stock=_figure(listed, "stockLimitation") if listed else None,
            price=amount if told else None,
            currency=currency if told else "",
            vat=(_text(price, "VATrate") if price and told else "")[:20],
        )

    def _weight(self, product: Node) -> Decimal | None:
        """What one of it weighs. Nothing, and a unit that is no weight, are said and not reckoned with."""
        quantity = self._first(product, "hasQuantity", "QuantitativeValue")
        value = _figure(quantity, "value") if quantity else None
        if quantity is None or value is None:
            return None
        unit = _text(quantity, "hasUnit")
        if not value or unit not in _WEIGHTS:
            code = "trade.catalogue-unit-no-weight" if value else "trade.catalogue-quantity-zero"
            self._notice(Refusal(code, {"node": product.id, "unit": unit.rpartition("#")[2]}))
            return None
        return EXACT.multiply(value, _WEIGHTS[unit])

    def _supplier(self, product: Node) -> str:
        suppliers = self._joined(product, "suppliedBy", "Enterprise", self.supplied_by)
        return _text(suppliers[0], "name") if suppliers else ""

    def _batch(self, product: Node) -> str:
        for goods in self.goods_of.get(product.id, []):
            batch = self._first(goods, "tracedBy", "ProductBatch")
            if batch:
                return _text(batch, "batchNumber")
        return ""

    def _joined(self, node: Node, name: str, kind: str, backwards: Mapping[str, Sequence[Node]]) -> list[Node]:
        """Things a property names, and things that name this one the other way round; of the kind that is meant."""
        ids = [str(one) for one in node.texts(name) if isinstance(one, str)]
        found = [self.graph.nodes[id] for id in dict.fromkeys(ids) if id in self.graph.nodes]
        for id in ids:
            if id not in self.graph.nodes:
                self._notice(Refusal("trade.catalogue-thing-missing", {"node": node.id, "missing": id[:200]}))
        found += [one for one in backwards.get(node.id, []) if one not in found]
        return [one for one in found if not one.types or kind in map(local, one.types)]

    def _first(self, node: Node, name: str, kind: str) -> Node | None:
        found = self._joined(node, name, kind, {})
        return found[0] if found else None

    def _backwards(self, name: str) -> Mapping[str, Sequence[Node]]:
        index: dict[str, list[Node]] = defaultdict(list)
        for node in self.graph.nodes.values():
            for one in node.texts(name):
                index[str(one)].append(node)
        return index

    def _notice(self, notice: Refusal) -> None:
        if len(self.notices) < MOST_NOTICES:
            self.notices.append(notice)
        else:
            self.left_out += 1


class _Impossible(Exception):
    def __init__(self, property: str, holds: str, refusal: Refusal) -> None:
        super().__init__(property)
        self.property, self.holds, self.refusal = property, holds, refusal


def _text(node: Node, name: str) -> str:
    """The first value, in English where there are several; "" for none. Control characters are no part of a text."""
    found: list[Literal] = node.texts(name)
    return "".join(letter for letter in str(found[0]) if letter.isprintable()).strip() if found else ""


def _figure(node: Node, name: str) -> Decimal | None:
    """A figure of 0 or more, as number or text; None where there is none."""
    found = node.texts(name)
    if not found or found[0] == "":
        return None
    said = (
        f"{found[0]:f}" if isinstance(found[0], Decimal) and found[0].is_finite() and found[0].adjusted() < MOST_FIGURES else str(found[0])
    )
    if isinstance(found[0], bool) or not _FIGURE.fullmatch(said.strip()):
        raise _Impossible(f"dfc-b:{name}", said[:60], Refusal("trade.catalogue-figure-unreadable", {"text": said[:60]}))
    figure = Decimal(said.strip())
    if figure < 0:
        raise _Impossible(f"dfc-b:{name}", said[:60], Refusal("trade.catalogue-figure-below-zero", {"text": said[:60]}))
    return figure
