"""What a reader sees of the parts of a profile that are opened one by one. Whether it may see them was asked before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from rochdale.people.sharing import shown, shows
from rochdale.supply.queries.summaries import PlotsOf, ResultOf, plots_summed, results
from rochdale.trade.agreed_lines import lines_of, with_changes
from rochdale.trade.called import certificate_names, goods_name, price_figure
from rochdale.trade.goods_words import PRODUCTS, called
from rochdale.trade.models import Contract
from rochdale.trade.profile_names import KINDS, languages_named
from rochdale.trade.queries.certificates import CertificateSeen, held_rows, seen
from rochdale.trade.queries.profiles import ContactSeen, contacts_of
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import written

FEWEST_BUYERS = 3
"""A price of fewer buyers would tell each of them what the other paid (a rule of ours)."""
STATES = {
    "valid": _("valid"),
    "soon": _("valid, ends soon"),
    "ended": _("ended"),
    "not-begun": _("not begun"),
    "suspended": _("suspended"),
    "withdrawn": _("withdrawn"),
}


def table_of(part: str, organization_id: UUID, at: datetime) -> Table[Any]:
    """The table of a part that is opened one by one."""
    return shown(KINDS[part], organization_id, at)


def papers(organization_id: UUID, at: datetime) -> Table[CertificateSeen]:
    """Every certificate with scope, days and status; the first cell leads to its paper."""
    columns: list[Column[CertificateSeen]] = [
        Column("number", _("Number"), lambda row: f"{certificate_names([row.facts.scheme])[0]} {row.facts.number}"),
        Column("covers", _("Covers"), scope_told),
        Column("until", _("Valid until"), lambda row: _day(row.facts.valid_until)),
        Column("state", _("State"), lambda row: STATES[row.state], order="state"),
        Column("by", _("Certifier"), lambda row: row.facts.certifier),
        Column("sha", _("Fingerprint of the paper"), lambda row: row.sha256[:16] or "–"),
    ]
    rows = seen(held_rows(organization_id), at.date())
    return Table(rows, columns, key="id", link=lambda row: reverse("trade:certificate-paper", args=[row.id]) if row.paper_id else "")


def scope_told(row: CertificateSeen) -> str:
    """Products, and sites where the paper names some."""
    products = ", ".join(str(called(PRODUCTS, code)) for code in sorted(row.facts.products))
    return f"{products}: {', '.join(sorted(row.facts.sites))}" if row.facts.sites else products


def plots(organization_id: UUID, at: datetime) -> Table[PlotsOf]:
    """By product: how many plots, how large, how many are mapped."""
    columns: list[Column[PlotsOf]] = [
        Column("product", _("Crop"), lambda row: str(called(PRODUCTS, row.product)), order="product"),
        Column("plots", _("Plots"), lambda row: written(row.plots), is_number=True),
        Column("mapped", _("Mapped"), lambda row: written(row.mapped), is_number=True),
        Column("area", _("Area (ha)"), lambda row: written(row.area_ha, 1), is_number=True),
    ]
    return Table(plots_summed(organization_id), columns, key="product")


def quality(organization_id: UUID, at: datetime) -> Table[ResultOf]:
    """Every result, newest first."""
    columns: list[Column[ResultOf]] = [
        Column("lot", _("Lot"), lambda row: row.lot, order="lot"),
        Column("product", _("Goods"), lambda row: str(called(PRODUCTS, row.product))),
        Column("protocol", _("Protocol"), lambda row: row.protocol),
        Column("score", _("Result"), lambda row: written(row.score) if row.score is not None else row.grade or "–", is_number=True),
        Column("on", _("Day"), lambda row: _day(row.on), order="on"),
        Column("by", _("Laboratory"), lambda row: row.laboratory or "–"),
    ]
    return Table(results(organization_id), columns, key="id", order="-on")


@dataclass(frozen=True, slots=True)
class YearPrice:
    """What one year's sales of some goods fetched on average, for 1 kg."""

    id: str
    year: int
    goods: str
    kg: int
    contracts: int
    price: Decimal
    currency: str


def prices(organization_id: UUID, at: datetime) -> Table[YearPrice]:
    """Average price by year, goods and currency, where at least three buyers paid."""
    columns: list[Column[YearPrice]] = [
        Column("year", _("Year"), lambda row: str(row.year), order="year"),
        Column("goods", _("Goods"), lambda row: row.goods),
        Column("kg", _("kg"), lambda row: written(row.kg), is_number=True),
        Column("contracts", _("Contracts"), lambda row: written(row.contracts), is_number=True),
        Column("price", _("For 1 kg"), lambda row: f"{price_figure(row.price, row.currency)} {row.currency}", is_number=True),
    ]
    return Table(list(_prices(organization_id)), columns, key="id", order="-year")


def _prices(organization_id: UUID) -> Iterator[YearPrice]:
    sold: dict[tuple[int, str, str], list[tuple[UUID, UUID, int, Decimal]]] = defaultdict(list)
    rows = Contract.objects.filter(parties__organization_id=organization_id, parties__is_buyer=False, state=Contract.State.BINDING)
    for row in with_changes(rows).prefetch_related("parties__organization").order_by("drawn_up_at", "id"):
        own = {party.organization.name for party in row.parties.all() if party.organization_id == organization_id}
        for line in lines_of(row) if getattr(row, "has_changed", True) else row.terms["lines"]:
            if {line["seller"]["name"], line["seller"]["acting"]} & own:
                goods = goods_name(line["product"], line["species"], line["process"])
                entry = (row.id, row.buyer_id, int(line["kg"]), Decimal(line["amount"]))
                sold[row.drawn_up_at.year, goods, row.currency].append(entry)
    for (year, goods, currency), lines in sold.items():
        if len({buyer for _contract, buyer, _kg, _amount in lines}) >= FEWEST_BUYERS:
            kg, amount = sum(line[2] for line in lines), sum((line[3] for line in lines), Decimal(0))
            yield YearPrice(f"{year} {goods} {currency}", year, goods, kg, len({line[0] for line in lines}), amount / kg, currency)


def people(organization_id: UUID, at: datetime) -> Table[ContactSeen]:
    """Those who put themselves there."""
    columns: list[Column[ContactSeen]] = [
        Column("name", _("Name"), lambda row: row.name, order="name"),
        Column("about", _("There for"), lambda row: row.about),
        Column("reached", _("Reached by"), lambda row: row.reached),
        Column("languages", _("Languages"), lambda row: ", ".join(languages_named(list(row.languages))) or "–"),
    ]
    return Table(contacts_of(organization_id, at), columns, key="id")


def _day(day: date | None) -> str:
    return formats.date_format(day, "DATE_FORMAT") if day else "–"


shows("trade.certificate-papers", papers)
shows("trade.plot-summary", plots)
shows("trade.quality", quality)
shows("trade.price-history", prices)
shows("trade.contact-persons", people)
