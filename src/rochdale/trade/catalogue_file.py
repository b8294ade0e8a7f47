"""From rows of offers to the catalogue that leaves as a file. It reads no reserve: the query defers the column."""

from __future__ import annotations

import json
from datetime import date
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from rochdale.people.queries import organization
from rochdale.supply.queries.epcis import web_of
from rochdale.supply.queries.making import Making, making_of
from rochdale.trade.called import certificate_names, goods_name, place_and_code, quality_name
from rochdale.trade.known import per_kg
from rochdale.trade.models import AskingPrice, Offer
from rochdale.trade.rules.catalogue import Asked, Batch, Catalogue, Flow, Item, Milling, document

MEDIA_TYPE = "application/ld+json"


def public_offers(organization_id: UUID, on: date) -> QuerySet[Offer]:
    """What an organization shows to the market on a day, by reference; never its reserve."""
    rows = Offer.objects.defer("reserve_price").filter(organization_id=organization_id, visibility=Offer.Visibility.MARKET)
    rows = rows.filter(state=Offer.State.OPEN, ready_until__gte=on, kg__gt=F("kg_reserved") + F("kg_sold"))
    prices = Prefetch("asking_prices", AskingPrice.objects.order_by("-at", "-id"), "prices")
    return rows.select_related("lot").prefetch_related("certificates", prices).order_by("reference", "id")


def catalogue_of(organization_id: UUID, on: date, *, with_batches: bool) -> Catalogue:
    """The catalogue of a day, in English: the same for everybody. `with_batches`: lots and how they were made, for the owner's own file."""
    facts = organization(organization_id)
    address = f"{web_of(organization_id).base}{reverse('trade:catalogue-file', args=[organization_id])}"
    with override("en"):
        items = tuple(_item(row, with_batch=with_batches) for row in public_offers(organization_id, on))
    return Catalogue(address, facts.name if facts else "", items)


def as_bytes(catalogue: Catalogue) -> bytes:
    """The file, the same bytes for the same catalogue."""
    return json.dumps(document(catalogue), ensure_ascii=False, indent=1).encode()


def asked_now(row: Offer) -> AskingPrice | None:
    """What is asked for an offer in public now; None where nothing is, or where it was taken back."""
    newest = row.asking_prices.order_by("-at", "-id").first()
    return newest if newest and newest.price is not None else None


def _item(row: Offer, *, with_batch: bool) -> Item:
    prices: list[AskingPrice] = getattr(row, "prices", [])
    newest = prices[0] if prices else None
    asked = None
    if newest is not None and newest.price is not None:
        says = f"{newest.price.normalize():f} {newest.currency} / {newest.price_unit}"
        asked = Asked(says, per_kg(newest.price, newest.price_unit), newest.currency)
    schemes = tuple(sorted(one.scheme for one in row.certificates.all()))
    return Item(
        str(row.id), row.reference, goods_name(row.product, row.species, row.process), _says(row, schemes), row.product, schemes,
        row.kg_left, asked, _batch(row) if with_batch else None,
    )  # fmt: skip


def _says(row: Offer, schemes: tuple[str, ...]) -> str:
    """What has no field of its own: quality, certificates by name, term and place, and when."""
    place = _("%(term)s %(place)s, Incoterms 2020") % {"term": row.terms, "place": place_and_code(row.port)}
    window = _("ready from %(first)s to %(last)s") % {"first": row.ready_from.isoformat(), "last": row.ready_until.isoformat()}
    return "; ".join(one for one in (quality_name(row.protocol, row.score), ", ".join(certificate_names(schemes)), place, window) if one)


def _batch(row: Offer) -> Batch | None:
    if row.lot is None:
        return None
    made = making_of(row.lot.stock_id) if row.lot.stock_id else None
    return Batch(row.lot.code, made.made_on if made else None, _milling(made) if made and made.run else None)


def _milling(made: Making) -> Milling:
    assert made.run_on is not None
    return Milling(made.run, made.run_on, tuple(Flow(code, kg) for code, kg in made.taken), Flow(made.code, made.given_kg))
