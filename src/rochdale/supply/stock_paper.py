"""Papers of stores and lots: labels, waybills, the list of a recall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.http import HttpResponse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rochdale.base.made_up import shown_name
from rochdale.base.paper import pdf
from rochdale.people.factor_views import qr
from rochdale.supply.called import claim_names, form_name, goods_name, grade_name, product_name, weight
from rochdale.supply.models import Lot, Waybill, WaybillLine, WaybillState
from rochdale.supply.queries.lots import balance_of
from rochdale.supply.queries.recall import RecallList
from rochdale.ui.templatetags.ui import written

WAYBILL = "supply/paper/waybill.typ"
RECALL = "supply/paper/recall.typ"


def as_response(printed: bytes, name: str) -> HttpResponse:
    """A paper, shown in the browser."""
    return HttpResponse(printed, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def label_pdf(lot: Lot, template: str, *, link: str, language: str, at: datetime) -> bytes:
    """The label of a lot: its number large, the goods, kg, bags, harvest, cooperative; a QR where the lot has a public page."""
    with translation.override(language):
        content = _label(lot, link)
    return pdf(template, content, language=language, at=at)


def _label(lot: Lot, link: str) -> Mapping[str, object]:
    facts = [
        (_("Goods"), f"{product_name(lot.product)}, {form_name(lot.form)}"),
        (_("Grade"), grade_name(lot.grade)),
        (_("Certified as"), claim_names(lot.claims)),
        (_("Net weight"), weight(balance_of(lot).put_in_g)),
        (_("Bags"), written(lot.bags) if lot.bags else ""),
        (_("Seals"), lot.seals),
        (_("Harvest"), lot.season.name),
        (_("Made on"), date_format(localtime(lot.made_at), "DATE_FORMAT")),
    ]
    return {
        "title": _("Lot %(code)s") % {"code": lot.code},
        "word": _("Lot"),
        "code": lot.code,
        "organization": lot.organization.name,
        "facts": [(name, value) for name, value in facts if value],
        "qr": qr(link) if link else "",
        "link": link,
        "scan": _("Scan to see where it comes from") if link else "",
        "apart": _("Keep apart: %(claims)s") % {"claims": claim_names(lot.claims)} if lot.claims else "",
    }


def waybill_pdf(waybill: Waybill, lines: Sequence[WaybillLine], *, link: str, language: str, at: datetime) -> bytes:
    """The waybill that travels with the goods: what, how much, with whom, and room for the scale's figures on arrival."""
    with translation.override(language):
        content = _waybill(waybill, lines, link)
    return pdf(WAYBILL, content, language=language, at=at)


def _waybill(waybill: Waybill, lines: Sequence[WaybillLine], link: str) -> Mapping[str, object]:
    has_arrived = waybill.state != WaybillState.ON_THE_WAY
    rows = [
        (
            line.lot.code, goods_name(line.lot.form, line.lot.grade, line.lot.claims), written(line.bags) if line.bags else "–",
            weight(line.sent_g), weight(line.arrived_g) if has_arrived and line.arrived_g is not None else "…………………",
        )
        for line in lines
    ]  # fmt: skip
    return {
        "title": _("Waybill"),
        "number": waybill.number,
        "reference": _("Waybill %(number)s") % {"number": waybill.number},
        "organization": waybill.organization.name,
        "facts": [
            (_("From"), waybill.origin.name),
            (_("Destination"), waybill.destination.name),
            (_("Left on"), date_format(localtime(waybill.happened_at), "DATETIME_FORMAT")),
            (_("Driver"), shown_name(waybill.driver)),
            (_("Number plate"), waybill.vehicle or "–"),
            (_("Seals"), waybill.seals or "–"),
        ],
        "headings": [_("Lot"), _("Goods"), _("Bags"), _("Sent"), _("Arrived")],
        "rows": rows,
        "sums": ["", _("Together"), "", weight(sum(line.sent_g for line in lines)), ""],
        "qr": qr(link),
        "says": _("Weigh every lot again on arrival and write down what the scale shows. Check the seals before they are opened."),
        "signs": [(_("Sent by"), shown_name(waybill.by_name)), (_("Driver"), shown_name(waybill.driver)), (_("Received by"), "")],
    }


def recall_pdf(found: RecallList, *, language: str, at: datetime) -> bytes:
    """Whom to call: the growers behind a lot and the buyers after it."""
    with translation.override(language):
        content = _recall(found, at)
    return pdf(RECALL, content, language=language, at=at)


def _recall(found: RecallList, at: datetime) -> Mapping[str, object]:
    return {
        "title": _("Recall of lot %(lot)s") % {"lot": found.lot.code},
        "reference": _("Recall of lot %(lot)s") % {"lot": found.lot.code},
        "when": date_format(localtime(at), "DATETIME_FORMAT"),
        "organization": found.lot.organization.name,
        "says": _("Call the buyers first. Then stop what still lies in a store, then call the growers."),
        "buyers": {
            "title": _("Buyers to call (%(count)s)") % {"count": written(len(found.buyers))},
            "headings": [_("Buyer"), _("Contact"), _("Lot"), _("Number"), _("Weight")],
            "rows": [[one.name, one.contact, one.lot, one.reference, weight(one.weight_g)] for one in found.buyers],
            "none": _("Nothing has left the cooperative."),
        },
        "stock": {
            "title": _("Still in our stores"),
            "headings": [_("Place"), _("Lot"), _("Goods"), _("Weight")],
            "rows": [[one.place, one.lot, one.goods, weight(one.weight_g)] for one in found.stock],
            "none": _("Nothing lies in a store any more."),
        },
        "growers": {
            "title": _("Growers behind it (%(count)s)") % {"count": written(len(found.growers))},
            "headings": [_("Number"), _("Name"), _("Village"), _("Phone"), _("Weight")],
            "rows": [[one.number, one.name, one.village, one.phone, weight(one.weight_g)] for one in found.growers],
            "none": _("No grower is known."),
        },
        "called": _("Called at"),
    }
