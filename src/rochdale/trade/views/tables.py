"""The lists of the market: what each column shows and by what it sorts."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from rochdale.base.made_up import shown_name
from rochdale.kernel.money import minor_digits
from rochdale.trade.agreed_lines import total_now, with_total_now
from rochdale.trade.called import certificate_names, goods_name, place_name
from rochdale.trade.goods_words import PRODUCTS, called
from rochdale.trade.models import Container, Contract, Lot, Market, MarketDay, Need, Offer, PriceFloor
from rochdale.trade.queries.lots import goods_of
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import written


def offers_table(rows: QuerySet[Offer], on: date) -> Table[Offer]:
    """The own offers."""
    return Table(
        rows,
        [
            Column("reference", _("Reference"), lambda row: row.reference, order="reference"),
            Column("what", _("What"), lambda row: goods_name(row.product, row.species, row.process), order="product"),
            Column("who", _("Who"), lambda row: row.cooperative, order="cooperative"),
            Column("left", _("Left of"), lambda row: f"{written(row.kg_left)} / {written(row.kg)} kg", order="kg", is_number=True),
            Column("from", _("Leaves from"), lambda row: place_name(row.port), order="port"),
            Column("until", _("Kept until"), lambda row: date_format(row.ready_until), order="ready_until"),
            Column("state", _("State"), lambda row: offer_chip(row, on)),
        ],
        search=("reference", "cooperative", "product", "species", "port"),
        order="-until",
        link=lambda row: reverse("trade:offer", args=[row.pk]),
    )


def lots_table(rows: QuerySet[Lot]) -> Table[Lot]:
    """The own lots that are sold in parts."""
    return Table(
        rows,
        [
            Column("code", _("Lot"), lambda row: row.code, order="code"),
            Column("what", _("What"), lambda row: goods_of(list(row.offers.all()))),
            Column("left", _("Left of"), lambda row: f"{written(row.kg_left)} / {written(row.kg)} kg", order="kg", is_number=True),
            Column("parts", _("Parts"), lambda row: written(len(row.offers.all())), is_number=True),
        ],
        search=("code",),
        order="code",
        link=lambda row: reverse("trade:lot", args=[row.pk]),
        name="lots",
    )


def others_offers_table(rows: QuerySet[Offer]) -> Table[Offer]:
    """What others offer; no price among the columns."""
    return Table(
        rows,
        [
            Column("who", _("Who"), lambda row: row.cooperative, order="cooperative"),
            Column("what", _("What"), lambda row: goods_name(row.product, row.species, row.process), order="product"),
            Column("left", _("Left"), lambda row: f"{written(row.kg_left)} kg", order="kg", is_number=True),
            Column("from", _("Leaves from"), lambda row: place_name(row.port), order="port"),
            Column("ready", _("Ready from"), lambda row: date_format(row.ready_from), order="ready_from"),
        ],
        search=("cooperative", "product", "species", "process", "port"),
        order="ready",
        link=lambda row: reverse("trade:offer", args=[row.pk]),
        name="offers",
    )


def needs_table(rows: QuerySet[Need], on: date) -> Table[Need]:
    """The own needs."""
    return Table(
        rows,
        [
            Column("reference", _("Reference"), lambda row: row.reference, order="reference"),
            Column("what", _("What"), lambda row: goods_name(row.product, row.species, row.process), order="product"),
            Column("left", _("Still needed of"), lambda row: f"{written(row.kg_left)} / {written(row.kg)} kg", order="kg", is_number=True),
            Column("to", _("Arrives at"), lambda row: place_name(row.port), order="port"),
            Column("until", _("There by"), lambda row: date_format(row.arrive_until), order="arrive_until"),
            Column("state", _("State"), lambda row: need_chip(row, on)),
        ],
        search=("reference", "buyer", "product", "species", "port"),
        order="-until",
        link=lambda row: reverse("trade:need", args=[row.pk]),
    )


def others_needs_table(rows: QuerySet[Need]) -> Table[Need]:
    """What others need; no limit among the columns."""
    return Table(
        rows,
        [
            Column("who", _("Who"), lambda row: row.buyer, order="buyer"),
            Column("what", _("What"), lambda row: goods_name(row.product, row.species, row.process), order="product"),
            Column("left", _("Still needed"), lambda row: f"{written(row.kg_left)} kg", order="kg", is_number=True),
            Column("to", _("Arrives at"), lambda row: place_name(row.port), order="port"),
            Column("until", _("There by"), lambda row: date_format(row.arrive_until), order="arrive_until"),
        ],
        search=("buyer", "product", "species", "process", "port"),
        order="until",
        link=lambda row: reverse("trade:need", args=[row.pk]),
        name="needs",
    )


def containers_table(rows: QuerySet[Container]) -> Table[Container]:
    """Containers of one organization, or of one market."""
    return Table(
        rows,
        [
            Column("number", _("Container"), lambda row: f"{row.market.number}–{row.number}", order="code"),
            Column("what", _("What"), lambda row: called(PRODUCTS, row.product), order="product"),
            Column("way", _("Way"), lambda row: f"{place_name(row.origin)} → {place_name(row.destination)}"),
            Column("kg", _("Weight"), lambda row: f"{written(row.load_kg)} kg", order="load_kg", is_number=True),
            Column("leaves", _("Leaves on"), lambda row: date_format(row.departs_on), order="departs_on"),
            Column("state", _("State"), container_chip),
        ],
        search=("product", "origin", "destination"),
        order="-leaves",
        link=lambda row: reverse("trade:container", args=[row.pk]),
    )


def markets_table(rows: QuerySet[Market]) -> Table[Market]:
    """All clearings."""
    return Table(
        rows,
        [
            Column("number", _("Market"), lambda row: row.number, order="number"),
            Column("called", _("Called on"), lambda row: date_format(row.called_at), order="called_at"),
            Column("by", _("By"), lambda row: shown_name(row.called_by_name)),
            Column(
                "surplus",
                _("Gain"),
                lambda row: "" if row.surplus is None else f"{written(row.surplus, 0)} {row.currency}",
                order="surplus",
                is_number=True,
            ),
            Column("state", _("State"), market_chip),
        ],
        order="-number",
        link=lambda row: reverse("trade:market", args=[row.pk]),
    )


def market_days_table(rows: QuerySet[MarketDay]) -> Table[MarketDay]:
    """Market days."""
    return Table(
        rows,
        [
            Column("number", _("Market day"), lambda row: row.number, order="number"),
            Column("opens", _("From"), lambda row: date_format(row.opens_on), order="opens_on"),
            Column("closes", _("Entries until"), lambda row: date_format(row.closes_on), order="closes_on"),
            Column("answers", _("Answers until"), lambda row: date_format(row.answer_by), order="answer_by"),
            Column("state", _("State"), lambda row: chip("good" if row.closed_at else "wait", str(row.get_state_display()))),
        ],
        order="-number",
        link=lambda row: reverse("trade:market-day", args=[row.pk]),
    )


def floors_table(rows: QuerySet[PriceFloor]) -> Table[PriceFloor]:
    """Minimum prices."""
    return Table(
        rows,
        [
            Column("what", _("What"), lambda row: goods_name(row.product, row.species, row.form), order="product"),
            Column("scheme", _("Scheme"), lambda row: certificate_names([row.scheme])[0], order="scheme"),
            Column(
                "minimum",
                _("Minimum"),
                lambda row: f"{written(row.minimum.normalize())} {row.currency}/{row.unit}" if row.minimum else "–",
                is_number=True,
            ),
            Column("from", _("From"), lambda row: date_format(row.valid_from), order="valid_from"),
            Column("to", _("Until"), lambda row: date_format(row.valid_to) if row.valid_to else "–", order="valid_to"),
            Column("state", _("State"), floor_chip),
        ],
        search=("product", "species", "form", "scheme", "source"),
        order="what",
        link=lambda row: reverse("trade:floor", args=[row.pk]),
    )


def _goods_of(row: Contract) -> str:
    return f"{written(total_now(row), minor_digits(row.currency))} {row.currency}"


def contracts_table(rows: QuerySet[Contract], *, sort: str = "") -> Table[Contract]:
    """Contracts. `sort`: the order asked for; by the amount in force only where that is it, since each change is reckoned."""
    rows = with_total_now(rows) if sort.removeprefix("-") == "total" else rows
    return Table(
        rows,
        [
            Column("number", _("Contract"), lambda row: row.number, order="number"),
            Column("buyer", _("Buyer"), lambda row: row.buyer.name),
            Column("total", _("Goods"), _goods_of, order="total_in_force", is_number=True),
            Column("on", _("Drawn up on"), lambda row: date_format(row.drawn_up_at), order="drawn_up_at"),
            Column("state", _("State"), contract_chip),
        ],
        search=("number", "buyer__name"),
        order="-number",
        link=lambda row: reverse("trade:contract", args=[row.pk]),
    )


def offer_chip(row: Offer, on: date) -> SafeString:
    """How an offer stands."""
    if row.state == Offer.State.WITHDRAWN:
        return chip("no", _("Withdrawn"))
    if row.kg_left == 0:
        return chip("good", _("All sold")) if row.kg_reserved == 0 else chip("wait", _("Proposed"))
    if row.ready_until < on:
        return chip("draft", _("Time is over"))
    return chip("wait", _("Part proposed")) if row.kg_reserved else chip("good", _("On the market"))


def need_chip(row: Need, on: date) -> SafeString:
    """How a need stands."""
    if row.state == Need.State.WITHDRAWN:
        return chip("no", _("Withdrawn"))
    if row.kg_left == 0:
        return chip("good", _("All bought")) if row.kg_reserved == 0 else chip("wait", _("Proposed"))
    if row.arrive_until < on:
        return chip("draft", _("Time is over"))
    return chip("wait", _("Part proposed")) if row.kg_reserved else chip("good", _("On the market"))


_CHIPS = {
    "proposed": "need",
    "accepted": "good",
    "released": "no",
    "shown": "good",
    "waiting": "wait",
    "running": "wait",
    "rejected": "no",
    "stopped": "no",
}


def container_chip(row: Container) -> SafeString:
    """How a container stands."""
    return chip(_CHIPS[row.state], row.get_state_display())


def market_chip(row: Market) -> SafeString:
    """How a market stands."""
    return chip(_CHIPS[row.state], row.get_state_display())


def floor_chip(row: PriceFloor) -> SafeString:
    """Whether a floor binds."""
    return chip("good", _("Verified")) if row.is_verified else chip("need", _("Not verified"))


def contract_chip(row: Contract) -> SafeString:
    """How a contract stands."""
    return chip({"conditional": "wait", "binding": "good", "lapsed": "no"}[row.state], row.get_state_display())
