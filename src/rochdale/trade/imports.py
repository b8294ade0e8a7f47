"""Offers and needs from files people bring: the project's layout, CSV or Excel, and that of the Coffee Quality Institute.

The reader is that of `rochdale market clear`, so that a file gives the same rows on the screen and on the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rochdale.base import imports
from rochdale.base.actor import Actor
from rochdale.base.imports import ImportKind, Reading, ReadRow
from rochdale.kernel.refusal import Refused
from rochdale.people.permissions import require
from rochdale.trade import frozen
from rochdale.trade.called import goods_name, place_name
from rochdale.trade.known import shipped_defaults
from rochdale.trade.market.files import Fault, NeedRow, OfferRow, read_needs, read_offers
from rochdale.trade.market.files.own import NEED_HEADERS, OFFER_HEADERS
from rochdale.trade.operations import offer_lot, post_need
from rochdale.trade.rules.goods import CertificateFacts, NeedFacts, OfferFacts, Price

OFFERS, NEEDS = "trade.offers", "trade.needs"
HEADINGS = (_("Reference"), _("Who"), _("What"), _("kg"), _("Where"))


def read_offer_file(content: bytes, name: str) -> Reading:
    """Offers in a file. Lots that cannot be offered as they stand are listed with their reason."""
    # The only clock in here: the file of the Coffee Quality Institute has no window, so the next season is meant.
    reading = read_offers(content, shipped_defaults(), on=timezone.now().date())  # noqa: TID251  # see the line above
    held = [imports.Fault(row.row, "kg", "", row.refusal, row.name) for row in reading.held]
    return _reading(reading.layout, [_offer(row) for row in reading.rows], [*_faults(reading.faults), *held], reading.notices)


def read_need_file(content: bytes, name: str) -> Reading:
    """Needs in a file."""
    reading = read_needs(content, shipped_defaults())
    return _reading(reading.layout, [_need(row) for row in reading.rows], list(_faults(reading.faults)), reading.notices)


def keep_offer(*, id: UUID, by: Actor, at: datetime, row: Mapping[str, Any]) -> str:
    """Offer one row."""
    one = frozen.offer_row(row)
    until = dict(one.certificates_until)
    facts = OfferFacts(
        one.country, one.product, one.species, one.process, one.protocol, one.score,
        tuple(CertificateFacts(scheme, "", None, until.get(scheme)) for scheme in sorted(one.certifications)), one.kg, one.port,
        one.ready_from,
        one.ready_until, Price(one.reserve_price, one.currency, one.price_unit),
    )  # fmt: skip
    return offer_lot(id=id, by=by, at=at, offer=facts, reference=one.offer_id, cooperative=one.cooperative, origin=dict(one.origin))


def keep_need(*, id: UUID, by: Actor, at: datetime, row: Mapping[str, Any]) -> str:
    """Post one row."""
    one = frozen.need_row(row)
    facts = NeedFacts(
        one.product, one.species, one.process, one.protocol, one.min_score, tuple(sorted(one.certifications)), one.kg, one.min_lot_kg,
        one.max_suppliers, one.port, one.arrive_from, one.arrive_until, Price(one.max_landed_price, one.currency, one.price_unit),
    )  # fmt: skip
    return post_need(id=id, by=by, at=at, need=facts, reference=one.need_id, buyer=one.buyer)


def _reading(layout: str, rows: Sequence[ReadRow], faults: Sequence[imports.Fault], notices: Iterable[Fault]) -> Reading:
    if not layout:
        raise Refused([fault.refusal for fault in faults])
    return Reading(_LAYOUTS[layout], HEADINGS, rows, faults, [notice.refusal for notice in notices])


_LAYOUTS = {"rochdale": _("Rochdale’s own layout"), "cqi": _("Coffee Quality Institute")}


def _faults(found: Iterable[Fault]) -> Iterable[imports.Fault]:
    return (imports.Fault(fault.row, fault.column, fault.cell, fault.refusal) for fault in found)


def _offer(row: OfferRow) -> ReadRow:
    goods = goods_name(row.product, row.species, row.process)
    return ReadRow(row.row, frozen.plain(row), (row.offer_id, row.cooperative, goods, str(row.kg), place_name(row.port)))


def _need(row: NeedRow) -> ReadRow:
    goods = goods_name(row.product, row.species, row.process)
    return ReadRow(row.row, frozen.plain(row), (row.need_id, row.buyer, goods, str(row.kg), place_name(row.port)))


def _may_trade(by: Actor) -> None:
    require(by, "trade.offer", by)


def _example(headers: Sequence[str]) -> bytes:
    return (",".join(headers) + "\n").encode()


imports.register(
    ImportKind(
        name=OFFERS, title=_("Bring your offers from a table"), read=read_offer_file, keep=keep_offer, may=_may_trade,
        explains=_("One row for each lot. Prices are at your port and stay sealed."), goes_to="/market/offers/",
        example=partial(_example, OFFER_HEADERS),
    )
)  # fmt: skip
imports.register(
    ImportKind(
        name=NEEDS, title=_("Bring your needs from a table"), read=read_need_file, keep=keep_need, may=_may_trade,
        explains=_("One row for each need. Limits are landed at your port and stay sealed."), goes_to="/market/needs/",
        example=partial(_example, NEED_HEADERS),
    )
)  # fmt: skip
