"""Partners' catalogues as files people bring: read, shown with every fault, kept as rows to look at."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from rochdale.base import documents, imports
from rochdale.base.actor import Actor
from rochdale.base.imports import Fault, ImportKind, Reading, ReadRow, refusal_from
from rochdale.kernel.refusal import Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.operations import keep_partner_offers
from rochdale.trade.rules.partner_catalogue import PartnerItem, read_catalogue

CATALOGUE = "trade.catalogue"
HEADINGS = (_("What"), _("Who"), _("Price"), _("Left"))


def read_partner_catalogue(content: bytes, name: str) -> Reading:
    """Rows of a file; those that say something impossible are listed with their reason. Too large a file is refused before it is read."""
    refuse_if(documents.refusals_for(documents.clean_name(name), content))
    found = read_catalogue(content)
    seal = hashlib.sha256(content).hexdigest()
    rows = [ReadRow(item.number, _plain(item, documents.clean_name(name), seal), _shown(item)) for item in found.items]
    faults = [Fault(one.number, one.property, one.id[:200], one.refusal, one.holds) for one in found.bad]
    return Reading(_("Data Food Consortium"), HEADINGS, rows, faults, found.notices)


def _plain(item: PartnerItem, file: str, seal: str) -> dict[str, Any]:
    figures = {name: _as_text(getattr(item, name)) for name in ("pack_kg", "stock", "price")}
    words = {name: getattr(item, name) for name in ("number", "supplier", "name", "says", "kind", "sku", "batch", "currency", "vat")}
    return {"file": file, "sha256": seal, "node": item.id[:500], **words, **figures}


def _as_text(figure: Decimal | None) -> str | None:
    return None if figure is None else f"{figure:f}"


def _shown(item: PartnerItem) -> tuple[str, str, str, str]:
    price = "" if item.price is None else f"{item.price.normalize():f} {item.currency}"
    return item.name, item.supplier, price, "" if item.stock is None else f"{item.stock.normalize():f}"


def _keep(*, id: UUID, by: Actor, at: datetime, row: Mapping[str, Any]) -> str:
    answer = keep_partner_offers(id=uuid5(id, "alone"), by=by, at=at, rows=[{"id": str(id), **row}])[0]
    if answer["refusals"]:
        raise Refused([refusal_from(one) for one in answer["refusals"]])
    return str(answer["thing"])


def _may(by: Actor) -> None:
    require(by, "trade.offer", by)


imports.register(
    ImportKind(
        name=CATALOGUE, title=_("Read a partner’s catalogue"), read=read_partner_catalogue, keep=_keep, keep_many=keep_partner_offers,
        may=_may, explains=_("A file of the Data Food Consortium (JSON-LD). You look at it and compare; nothing is ordered."),
        goes_to="/market/partner-offers/", endings=(".json", ".jsonld"),
    )
)  # fmt: skip
