"""What a reader sees of the kinds of trade data that organizations share: certificates with their numbers, and what was sold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import formats
from django.utils.translation import gettext_lazy as _

from rochdale.people.sharing import shows
from rochdale.trade import profile_tables as _profiles  # noqa: F401  # each kind says what a reader sees of it
from rochdale.trade.called import certificate_names, goods_name
from rochdale.trade.models import Contract, OfferCertificate
from rochdale.ui.tables import Column, Table


def certificates(organization_id: UUID, at: datetime) -> Table[OfferCertificate]:
    """The certificates of all lots, with number and days; no price."""
    rows = OfferCertificate.objects.filter(offer__organization_id=organization_id).select_related("offer")
    columns = [
        Column[OfferCertificate]("lot", _("Lot"), lambda row: row.offer.reference, order="offer__reference"),
        Column[OfferCertificate]("scheme", _("Certificate"), lambda row: certificate_names([row.scheme])[0], order="scheme"),
        Column[OfferCertificate]("number", _("Number"), lambda row: row.number or "–"),
        Column[OfferCertificate]("until", _("Valid until"), lambda row: _day(row.valid_until), order="valid_until"),
    ]
    return Table(rows, columns, search=["offer__reference", "scheme", "number"], order="lot")


@dataclass(frozen=True, slots=True)
class Sold:
    """One lot of one contract, as its seller may tell it alone."""

    id: str
    number: str
    on: date
    goods: str
    kg: int


def sales(organization_id: UUID, at: datetime) -> Table[Sold]:
    """Number, day, goods and kg of the own lots in binding contracts: no price, no other party."""
    columns = [
        Column[Sold]("number", _("Contract"), lambda row: row.number, order="number"),
        Column[Sold]("on", _("Day"), lambda row: _day(row.on), order="on"),
        Column[Sold]("goods", _("Goods"), lambda row: row.goods),
        Column[Sold]("kg", _("kg"), lambda row: formats.localize(row.kg), order="kg", is_number=True),
    ]
    return Table(list(_sold(organization_id)), columns, order="-on", key="id")


def _sold(organization_id: UUID) -> Iterator[Sold]:
    rows = Contract.objects.filter(parties__organization_id=organization_id, parties__is_buyer=False, state=Contract.State.BINDING)
    for row in rows.prefetch_related("parties__organization").order_by("-drawn_up_at", "id"):
        own = {party.organization.name for party in row.parties.all() if party.organization_id == organization_id}
        for place, line in enumerate(row.terms["lines"]):
            if {line["seller"]["name"], line["seller"]["acting"]} & own:
                goods = goods_name(line["product"], line["species"], line["process"])
                yield Sold(f"{row.number}/{place}", row.number, row.drawn_up_at.date(), goods, line["kg"])


def _day(day: date | None) -> str:
    return formats.date_format(day, "DATE_FORMAT") if day else "–"


shows("trade.certificates", certificates)
shows("trade.sales", sales)
