"""The papers that are printed from a shipment: every figure from its milestones, every word in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.actor import Actor
from rochdale.base.countries import country_name
from rochdale.base.paper import pdf
from rochdale.kernel.money import EXACT
from rochdale.people.permissions import may
from rochdale.trade import shipping
from rochdale.trade.called import certificate_names, goods_name, place_and_code, quality_name
from rochdale.trade.models import Contract, Milestone, Shipment
from rochdale.trade.rules.shipments import STUFFED, Booking
from rochdale.trade.rules.statements import language_of_statement, statement_on_origin
from rochdale.trade.rules.versions import Clauses
from rochdale.trade.shipments_called import BILLS, CARRIED_BY, HELD_IN, paper_name
from rochdale.trade.shipping import LotLine
from rochdale.trade.shipping_papers import rex_number, rows_in_force
from rochdale.trade.versions import clauses_of, version_in_force
from rochdale.ui.templatetags.ui import written

TEMPLATE = "trade/paper/shipping.typ"
PREPAID = frozenset({"CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"})
Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Told:
    """What papers are made from: the contracts that the reader may see, their lots, and what happened."""

    shipment: Shipment
    contracts: list[Contract]
    lines: list[LotLine]
    found: Mapping[str, Milestone]
    clauses: Clauses | None
    booking: Booking | None
    language: str

    def kg(self, line: LotLine) -> Decimal:
        """What went in of a lot; what was agreed on before that."""
        kg = shipping.stuffed_kg(self.found).get((line.contract_id, line.position), Decimal(0))
        return kg if STUFFED in self.found else line.kg

    def bags(self, line: LotLine) -> int | None:
        """The same in bags."""
        return shipping.stuffed_bags(self.found).get((line.contract_id, line.position)) if STUFFED in self.found else line.terms["bags"]


def paper_pdf(row: Shipment, document: str, *, language: str, by: Actor) -> bytes:
    """One of `MAKERS` as A4 pages. The same shipment in the same language gives the same bytes."""
    contracts, found = shipping.contracts_in(row), shipping.standing_milestones(row)
    own = [one for one in contracts if may(by, "trade.see-contract", one)]
    lines = [line for line in shipping.lines_of(contracts) if line.contract_id in {one.id for one in own}]
    version = version_in_force(own[0]) if own else None
    told = Told(row, own, lines, found, clauses_of(version) if version else None, shipping.booking_of(found), language)
    told = Told(row, own, [line for line in lines if told.kg(line) > 0], found, told.clauses, told.booking, language)
    day = max((one.on for one in found.values()), default=row.at.date())
    with translation.override(language):
        content = _head(told, document, day) | MAKERS[document](told)
    return pdf(TEMPLATE, content, language=language, at=datetime.combine(day, time(), UTC))


def _head(told: Told, document: str, day: date) -> dict[str, object]:
    title, number = paper_name(document), told.shipment.number
    return {
        "title": title, "number": number, "reference": f"{title} {number}", "day": _date(day), "parties": _parties(told),
        "about": _about(told), "headings": [], "rows": [], "figures": True, "sums": [], "notes": [],
        "statement": {"text": "", "language": "en"},
        "signatures": [(told.clauses.exporter if told.clauses else "", _("Name, place and date"))],
    }  # fmt: skip


def _parties(told: Told) -> list[dict[str, object]]:
    said = told.clauses
    if said is None:
        return []
    buyers = ", ".join(sorted({one.buyer.name for one in told.contracts}))
    rows = (
        (_("Exporter"), said.exporter, _("Licence %(number)s") % {"number": said.exporter_licence} if said.exporter_licence else ""),
        (_("Importer"), said.importer, country_name(said.importer_country)),
        (_("Seller by law"), _seller(told), said.seller_address),
        (_("Buyer"), buyers, said.buyer_address),
    )
    return [{"role": role, "name": name, "lines": [line] if line else []} for role, name, line in rows]


def _seller(told: Told) -> str:
    assert told.clauses is not None
    rows = told.contracts[0].parties.filter(organization_id=told.clauses.seller_id, is_buyer=False).select_related("organization")
    return next((row.organization.name for row in rows.order_by("id")), "")


def _about(told: Told) -> Pairs:
    """What every paper names: contracts, way, container, seals."""
    found, booking, box = told.found, told.booking, shipping.box_of(told.found)
    rows = [(_("Contract"), ", ".join(one.number for one in told.contracts))]
    if booking:
        rows.append((str(CARRIED_BY[told.shipment.mode]), f"{booking.vessel} {booking.voyage}".strip()))
        rows.append((_("Way"), f"{place_and_code(booking.origin)} – {place_and_code(booking.destination)}"))
    if box and box.number:
        rows.append((str(HELD_IN[told.shipment.mode]), box.number))
    if "sealed" in found:
        rows.append((_("Seals"), ", ".join(found["sealed"].content["seals"])))
    if "departed" in found and found["departed"].content["bill"]:
        rows.append((str(BILLS[told.shipment.mode]), f"{found['departed'].content['bill']}, {_date(found['departed'].on)}"))
    return rows


def _packing_list(told: Told) -> dict[str, object]:
    rows = [[f"{line.code}: {_goods(line)}", _bags(told.bags(line)), _bag(line), _kg(told.kg(line))] for line in told.lines]
    total = [_("Together"), _bags(_all_bags(told)), "", _kg(_net(told))]
    return {"headings": [_("Lot"), _("Bags"), _("kg a bag"), _("Net kg")], "rows": rows, "sums": total}


def _weight_note(told: Told) -> dict[str, object]:
    rows = [[f"{line.code}, {line.seller}", _bags(told.bags(line)), _kg(told.kg(line))] for line in told.lines]
    notes = [_("Weighed before it left. Weights are net, without bags.")]
    if "weighed" in told.found:
        box, said = shipping.box_of(told.found), told.found["weighed"].content
        facts = {"gross": _kg(Decimal(said["gross_kg"])), "tare": _kg(box.tare_kg if box else Decimal(0)), "method": said["method"]}
        notes.append(
            _("Verified gross mass %(gross)s kg, empty container %(tare)s kg, method %(method)s (SOLAS VI/2), whole container.") % facts
        )
    return {
        "headings": [_("Lot"), _("Bags"), _("Net kg")],
        "rows": rows,
        "sums": [_("Together"), _bags(_all_bags(told)), _kg(_net(told))],
        "notes": notes,
    }


def _quality_note(told: Told) -> dict[str, object]:
    rows = []
    for line in told.lines:
        score = Decimal(line.terms["score"]) if line.terms["score"] else None
        named = ", ".join(certificate_names([scheme for scheme, _number, _until in line.schemes]))
        rows.append([f"{line.code}: {_goods(line)}", quality_name(line.terms["protocol"], score) or "–", named or "–"])
    notes = [_("Quality as agreed on in the contract. The exporter signs for it; results of an inspector stand on a paper of their own.")]
    return {"headings": [_("Lot"), _("Quality"), _("Certificates")], "rows": rows, "figures": False, "notes": notes}


def _shipping_instruction(told: Told) -> dict[str, object]:
    booking, incoterm = told.booking, told.contracts[0].terms["incoterm"]
    more: Pairs = [(_("Freight"), _("paid by the seller") if incoterm in PREPAID else _("paid by the buyer at arrival"))]
    if booking:
        more = [
            (_("Carrier"), booking.carrier),
            (_("Booking"), booking.number),
            (_("Papers close on"), _date(booking.closes_on)),
            (_("Leaves on"), _date(booking.leaves_on)),
            *more,
        ]
    rows = [[f"{_goods(line)}, {line.code}", line.hs, _bags(told.bags(line)), _kg(told.kg(line))] for line in told.lines]
    notes = [_("Please issue the bill of lading in three originals, clean on board, to the order of the importer, who is to be notified.")]
    return {
        "about": [*_about(told), *more], "headings": [_("Goods"), _("HS"), _("Bags"), _("Net kg")], "rows": rows,
        "sums": [_("Together"), "", _bags(_all_bags(told)), _kg(_net(told))], "notes": notes,
    }  # fmt: skip


def _statement(told: Told) -> dict[str, object]:
    """The law takes it in English, French or Spanish: for other readers its words stay English, and all around is theirs."""
    language, rex = language_of_statement(told.language), rex_number(told.shipment)
    asked = {row.origin for row in rows_in_force() if row.document == "statement-on-origin"}
    lines = [line for line in told.lines if line.origin in asked] or told.lines
    with translation.override(language):
        countries = ", ".join(sorted({country_name(line.origin) for line in lines}))
    exporter = told.clauses.exporter if told.clauses else ""
    text = statement_on_origin(language, exporter=exporter, number=rex, country=countries)
    rows = [[f"{_goods(line)}, {line.code}", line.hs, _kg(told.kg(line))] for line in lines]
    net = sum((told.kg(line) for line in lines), Decimal(0))
    notes = [
        _("Words: Reg. (EU) 2015/2447, Annex 22-07. A new system applies from 1 January 2027: compare the words before you sign."),
        _("P: wholly obtained in the country."),
    ]
    return {
        "headings": [_("Goods"), _("HS"), _("Net kg")], "rows": rows, "sums": [_("Together"), "", _kg(net)],
        "statement": {"text": text, "language": language}, "notes": notes,
    }  # fmt: skip


MAKERS: Mapping[str, Callable[[Told], dict[str, object]]] = {
    "packing-list": _packing_list,
    "weight-note": _weight_note,
    "quality-note": _quality_note,
    "shipping-instruction": _shipping_instruction,
    "statement-on-origin": _statement,
}


def _goods(line: LotLine) -> str:
    return goods_name(line.terms["product"], line.terms["species"], line.terms["process"])


def _net(told: Told) -> Decimal:
    return sum((told.kg(line) for line in told.lines), Decimal(0))


def _all_bags(told: Told) -> int | None:
    found = [told.bags(line) for line in told.lines]
    return None if any(one is None for one in found) else sum(one for one in found if one is not None)


def _bag(line: LotLine) -> str:
    return "–" if line.bag_kg is None else written(EXACT.plus(line.bag_kg).normalize())


def _bags(count: int | None) -> str:
    return "–" if count is None else written(count)


def _kg(value: Decimal) -> str:
    return written(value.normalize())


def _date(day: date) -> str:
    return date_format(day, "j F Y")
