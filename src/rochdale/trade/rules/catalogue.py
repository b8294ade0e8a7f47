"""A cooperative's public offers as Data Food Consortium JSON-LD (docs/rules/catalogue.md).

What is sealed never comes here: the only price is the one that was published on purpose. Amounts are text, never binary floats.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from rochdale.kernel.refusal import Refusal
from rochdale.trade.rules.dfc import CERTIFICATIONS, CURRENCIES, PRODUCT_TYPES, context

PRICE_PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Asked:
    """A price asked in public, as it was written and for 1 kg."""

    says: str
    per_kg: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Flow:
    """So many kg of a batch that went into a run, or came out of it."""

    batch: str
    kg: Decimal


@dataclass(frozen=True, slots=True)
class Milling:
    """The run that made the batch."""

    code: str
    on: date
    inputs: tuple[Flow, ...]
    output: Flow


@dataclass(frozen=True, slots=True)
class Batch:
    """The lot that is sold: its number, and the day it was made where that is known."""

    number: str
    made_on: date | None = None
    milling: Milling | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One public offer. `kg`: what nobody was promised. `id`: the same forever."""

    id: str
    reference: str
    name: str
    says: str
    product: str
    certificates: tuple[str, ...]
    kg: int
    asked: Asked | None = None
    batch: Batch | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Whose offers, at which address."""

    address: str
    name: str
    items: tuple[Item, ...]


def document(catalogue: Catalogue) -> dict[str, Any]:
    """Enterprise → SuppliedProduct → CatalogItem → Offer → Price as one graph with a context of its own; the same for the same offers."""
    enterprise: dict[str, Any] = {
        "@id": f"{catalogue.address}#enterprise",
        "@type": "dfc-b:Enterprise",
        "dfc-b:name": catalogue.name,
        "dfc-b:supplies": [_at(catalogue, item, "product") for item in catalogue.items],
    }
    return {"@context": context(), "@graph": [enterprise, *(node for item in catalogue.items for node in _nodes(catalogue, item))]}


def notices_for(items: Sequence[Item]) -> list[Refusal]:
    """What is left out: prices in a currency that has no unit, and offers that ask no price in public."""
    return [notice for item in items for notice in _notices(item)]


def _notices(item: Item) -> Iterator[Refusal]:
    if item.asked is None:
        yield Refusal("trade.catalogue-without-price", {"reference": item.reference})
    elif item.asked.currency not in CURRENCIES:
        yield Refusal("trade.catalogue-currency-without-unit", {"reference": item.reference, "currency": item.asked.currency})


def _nodes(catalogue: Catalogue, item: Item) -> Iterator[dict[str, Any]]:
    product, listed, offer = (_at(catalogue, item, kind) for kind in ("product", "item", "offer"))
    yield {
        "@id": product, "@type": "dfc-b:SuppliedProduct", "dfc-b:name": item.name, "dfc-b:description": item.says,
        "dfc-b:suppliedBy": f"{catalogue.address}#enterprise",
        "dfc-b:hasQuantity": {"@type": "dfc-b:QuantitativeValue", "dfc-b:value": "1", "dfc-b:hasUnit": "dfc-m:Kilogram"},
        "dfc-b:referencedBy": listed,
        **({"dfc-b:hasType": f"dfc-pt:{PRODUCT_TYPES[item.product]}"} if item.product in PRODUCT_TYPES else {}),
        **_certified(item),
    }  # fmt: skip
    yield {
        "@id": listed, "@type": "dfc-b:CatalogItem", "dfc-b:references": product, "dfc-b:sku": item.reference,
        "dfc-b:stockLimitation": str(item.kg), "dfc-b:offeredThrough": offer,
    }  # fmt: skip
    yield {"@id": offer, "@type": "dfc-b:Offer", "dfc-b:offers": listed, **_price(item)}
    if item.batch:
        yield from _batch(catalogue, item, item.batch)


def _certified(item: Item) -> dict[str, Any]:
    known = [f"dfc-f:{CERTIFICATIONS[scheme]}" for scheme in item.certificates if scheme in CERTIFICATIONS]
    return {"dfc-b:hasCertification": known} if known else {}


def _price(item: Item) -> dict[str, Any]:
    """The growers' cooperative is outside VAT, or exports free of it: the rate is 0. A currency without a unit stays a comment."""
    if item.asked is None:
        return {}
    unit = CURRENCIES.get(item.asked.currency)
    if unit is None:
        return {"rdfs:comment": item.asked.says}
    value = f"{item.asked.per_kg.quantize(PRICE_PLACES).normalize():f}"
    return {"dfc-b:hasPrice": {"@type": "dfc-b:Price", "dfc-b:value": value, "dfc-b:hasUnit": f"dfc-m:{unit}", "dfc-b:VATrate": "0"}}


def _batch(catalogue: Catalogue, item: Item, batch: Batch) -> Iterator[dict[str, Any]]:
    """The goods in store represent the product and are traced by their batch; the run that made them, where it is known."""
    goods, number = _at(catalogue, item, "goods"), _at(catalogue, item, "batch")
    made = {"dfc-b:productionDate": batch.made_on.isoformat()} if batch.made_on else {}
    yield {
        "@id": goods,
        "@type": "dfc-b:PhysicalProduct",
        "dfc-b:represents": _at(catalogue, item, "product"),
        "dfc-b:tracedBy": number,
    }
    yield {"@id": number, "@type": "dfc-b:ProductBatch", "dfc-b:batchNumber": batch.number, **made, "dfc-b:traces": goods}
    if batch.milling:
        yield _milling(_at(catalogue, item, "milling"), goods, batch.milling)


def _milling(id: str, goods: str, run: Milling) -> dict[str, Any]:
    taken = [
        {
            "@id": f"{id}-input-{number}", "@type": "dfc-b:AsRealizedConsumptionFlow", "dfc-b:hasQuantity": _kg(one.kg),
            "dfc-b:consumes": _taken(id, number, one),
        }
        for number, one in enumerate(run.inputs, start=1)
    ]  # fmt: skip
    given = {
        "@id": f"{id}-output", "@type": "dfc-b:AsRealizedProductionFlow", "dfc-b:hasQuantity": _kg(run.output.kg), "dfc-b:produces": goods
    }  # fmt: skip
    return {
        "@id": id, "@type": "dfc-b:AsRealizedTransformation", "dfc-b:description": f"{run.code}, {run.on.isoformat()}",
        "dfc-b:hasInput": taken, "dfc-b:hasOutput": given,
    }  # fmt: skip


def _taken(id: str, number: int, flow: Flow) -> dict[str, Any]:
    batch = {"@id": f"{id}-batch-{number}", "@type": "dfc-b:ProductBatch", "dfc-b:batchNumber": flow.batch}
    return {"@id": f"{id}-goods-{number}", "@type": "dfc-b:PhysicalProduct", "dfc-b:tracedBy": batch}


def _kg(kg: Decimal) -> dict[str, Any]:
    return {"@type": "dfc-b:QuantitativeValue", "dfc-b:value": f"{kg.normalize():f}", "dfc-b:hasUnit": "dfc-m:Kilogram"}


def _at(catalogue: Catalogue, item: Item, kind: str) -> str:
    return f"{catalogue.address}#{kind}-{item.id}"
