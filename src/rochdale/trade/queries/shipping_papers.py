"""Questions about papers: the checklist as a party sees it, and the rows of what a route asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.base.actor import Actor
from rochdale.base.countries import country_name
from rochdale.base.words import Said
from rochdale.people.permissions import may
from rochdale.trade.called import certificate_names
from rochdale.trade.models import Contract, DocumentRequirement, Invoice, Shipment, ShippingPaper
from rochdale.trade.queries.sales import may_write_invoice
from rochdale.trade.rules.papers import MADE, UNION, Item, Requirement
from rochdale.trade.settling import seller_of_line
from rochdale.trade.shipments_called import paper_name
from rochdale.trade.shipping import contracts_in, lines_of, standing_milestones
from rochdale.trade.shipping_papers import brought, checklist_of, invoices_for, rows_in_force
from rochdale.trade.worded import worded

PRINTED = frozenset({"packing-list", "weight-note", "quality-note", "shipping-instruction", "statement-on-origin"})
"""Papers that are printed from the shipment itself."""


@dataclass(frozen=True, slots=True)
class BroughtSeen:
    """A paper that somebody brought."""

    id: UUID
    number: str
    issuer: str
    issued_on: date
    valid_until: date | None
    organization: str
    sha256: str
    has_file: bool
    may_take_back: bool


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row that asks for a paper: where it is written, and whether a named person has compared it."""

    key: str
    source: str
    is_verified: bool
    verified_by: str
    verified_on: date | None
    issuer: str
    lead_days: int | None
    is_of_contract: bool


@dataclass(frozen=True, slots=True)
class ItemSeen:
    """One line of the checklist."""

    document: str
    about: str
    name: str
    state: str
    """`good`; `need`: missing, and a verified row asks for it or it is late; `wait`: missing; `no`: there, and it does not hold."""
    needed_by: str
    keeps_back: bool
    is_printed: bool
    is_made: bool
    reasons: tuple[Said, ...]
    flags: tuple[Said, ...]
    rows: tuple[RowSeen, ...]
    brought: tuple[BroughtSeen, ...]
    invoices: tuple[tuple[UUID, str], ...]
    numbers: tuple[str, ...]

    @staticmethod
    def name_of(document: str, about: str) -> str:
        """As the reader calls it."""
        return paper_name(document, about)


def items_seen(shipment: Shipment, by: Actor, today: date) -> tuple[ItemSeen, ...]:
    """The checklist: what keeps the goods back first, then what is missing, then what is there."""
    papers, contracts = brought(shipment), contracts_in(shipment)
    may_bring = may(by, "trade.receive", shipment)
    own = [one for one in contracts if may(by, "trade.see-contract", one)]
    invoices = invoices_for(own)
    is_here = "departed" not in standing_milestones(shipment)
    found = [_item(item, papers, invoices, by, may_bring=may_bring, is_here=is_here) for item in checklist_of(shipment, today=today)]
    order = {"no": 0, "need": 1, "wait": 2, "good": 3}
    return tuple(sorted(found, key=lambda item: order[item.state]))


def _item(item: Item, papers: list[ShippingPaper], invoices: list[Invoice], by: Actor, *, may_bring: bool, is_here: bool) -> ItemSeen:
    own = [row for row in papers if row.kind == item.document and row.about == item.about]
    return ItemSeen(
        item.document, item.about, paper_name(item.document, item.about), _state(item), item.needed_by,
        keeps_back=is_here and not item.holds and item.binding is not None, is_printed=item.document in PRINTED and item.holds,
        is_made=item.document in MADE, reasons=tuple(worded(one) for one in item.refusals), flags=tuple(worded(one) for one in item.flags),
        rows=tuple(row_seen(row) for row in item.rows),
        brought=tuple(_brought(row, by, may_bring=may_bring) for row in own),
        invoices=tuple((row.id, row.number) for row in invoices) if item.document == "commercial-invoice" else (),
        numbers=tuple(dict.fromkeys(paper.number for paper in item.papers if paper.number)),
    )  # fmt: skip


def _state(item: Item) -> str:
    if item.holds:
        return "good"
    if item.papers and item.refusals[0].code != "trade.paper-covers-a-part":
        return "no"
    return "need" if item.binding is not None or item.flags else "wait"


def _brought(row: ShippingPaper, by: Actor, *, may_bring: bool) -> BroughtSeen:
    return BroughtSeen(
        row.id, row.number, row.issuer, row.issued_on, row.valid_until, row.organization.name, row.sha256, row.document_id is not None,
        may_take_back=may_bring and row.organization_id == by.organization_id,
    )  # fmt: skip


def row_seen(row: Requirement) -> RowSeen:
    """A row of a route as it stands beside its paper."""
    is_of_contract = row.key.startswith("certificate-") and row.document == "certificate"
    return RowSeen(row.key, row.source, row.is_verified, row.verified_by, row.verified_on, row.issuer, row.lead_days, is_of_contract)


def contracts_to_invoice(shipment: Shipment, by: Actor) -> list[Contract]:
    """Contracts of the shipment that the reader may invoice now."""
    return [row for row in contracts_in(shipment) if may_write_invoice(row, by)]


def lots_to_prove(shipment: Shipment, by: Actor) -> list[tuple[UUID, str]]:
    """Lots of the reader's own store in the shipment, for which it may issue a pack that proves where they grew."""
    if by.organization_id is None or not may(by, "supply.issue-evidence", by.organization_id):
        return []
    found = []
    for row in contracts_in(shipment):
        sellers = seller_of_line(row)
        own = (line for line in lines_of([row]) if sellers[line.position] == by.organization_id)
        found += [(line.stock_id, line.code) for line in own if line.stock_id]
    return found


def requirements() -> tuple[Requirement, ...]:
    """Every row in force."""
    return rows_in_force()


def requirement(key: str) -> Requirement | None:
    """The row of that key that is in force."""
    return next((row for row in rows_in_force() if row.key == key), None)


def history_of(key: str) -> list[DocumentRequirement]:
    """What was recorded here under that key, newest first."""
    return list(DocumentRequirement.objects.filter(key=key).order_by("-at", "-id"))


def route_name(row: Requirement) -> str:
    """From Laos to EU; to Japan; any way."""
    origin, destination = (country_name(code) if code != UNION else _("the European Union") for code in (row.origin, row.destination))
    facts = {"origin": origin, "destination": destination}
    if row.origin and row.destination:
        return _("from %(origin)s to %(destination)s") % facts
    if row.origin:
        return _("from %(origin)s") % facts
    return _("to %(destination)s") % facts if row.destination else _("any way")


def goods_of_row(row: Requirement) -> str:
    """Heading, certificate, size of the importer: 0901, Organic; all goods."""
    size = {"small": _("small importers"), "large": _("large importers")}.get(row.size, "")
    named = [row.hs, *(certificate_names([row.certificate]) if row.certificate else []), size]
    return ", ".join(one for one in named if one) or _("all goods")


def may_keep_papers(by: Actor) -> bool:
    """Whether `by` may record and verify rows."""
    return may(by, "trade.keep-papers", by)
