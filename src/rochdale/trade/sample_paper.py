"""The label of a sample: a small slip for its bag, with its code large and a QR that opens its page."""

from __future__ import annotations

from datetime import UTC, datetime, time

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.paper import pdf, square_code
from rochdale.trade.called import goods_name
from rochdale.trade.goods_words import PROTOCOLS, called
from rochdale.trade.models import Sample
from rochdale.ui.templatetags.ui import written

TEMPLATE = "trade/paper/sample_label.typ"


def label_pdf(row: Sample, *, link: str, language: str) -> bytes:
    """One A6 slip. `link` is the address of the sample's page. The same sample in the same language gives the same bytes."""
    with translation.override(language):
        content = _content(row, link)
    return pdf(TEMPLATE, content, language=language, at=datetime.combine(row.asked_at.date(), time(), UTC))


def _content(row: Sample, link: str) -> dict[str, object]:
    sent = row.steps.filter(kind="sent").order_by("-number").first()
    facts = [
        (_("What"), f"{goods_name(row.product)}, {row.lot}"),
        (_("Weight"), f"{written(row.grams)} g"),
        (_("From"), row.seller.name),
        (_("To be sent by"), date_format(row.due_on)),
    ]
    if row.protocol:
        facts.append((_("Judged under"), str(called(PROTOCOLS, row.protocol))))
    if row.contract:
        facts.append((_("Contract"), row.contract.number))
    seal = sent.content["seal"] if sent else ""
    return {
        "title": " ".join((_("Sample"), row.code)),
        "kind": str(row.get_kind_display()),
        "code": row.code,
        "facts": facts,
        "seal": [_("Seal"), seal],
        "to": [_("Sent to"), row.buyer.name, row.address.splitlines()],
        "qr": square_code(link),
        "scan": _("Scan to open this sample."),
    }
