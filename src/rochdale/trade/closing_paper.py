"""A closing report on paper: the picture from field to shelf, both denominators, the rates with their days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.paper import pdf
from rochdale.trade.called import goods_name
from rochdale.trade.closing import Content
from rochdale.trade.models import Publication
from rochdale.trade.queries.publications import ReportSeen, report_of
from rochdale.ui.templatetags.ui import written

TEMPLATE = "trade/paper/closing.typ"


def report_pdf(row: Publication, *, language: str) -> bytes:
    """A4. The same report in the same language gives the same bytes."""
    with translation.override(language):
        content = _content(row, report_of(row.content))
    return pdf(TEMPLATE, content, language=language, at=row.at)


def _content(row: Publication, seen: ReportSeen) -> dict[str, object]:
    said = seen.content
    share = seen.share
    return {
        "title": _("From shelf to field"),
        "reference": said["contract"],
        "kicker": f"{said['contract']} · {goods_name(said['product'])} · {written(Decimal(said['kg']))} kg",
        "parties": _("%(sellers)s to %(buyer)s") % {"sellers": ", ".join(said["sellers"]), "buyer": said["buyer"]},
        "share": "" if share is None else f"{written(share, 2)} %",
        "share_says": _("of the price on the shelf, without VAT, went to the growers"),
        "caption": _("%(currency)s for 1 kg as shipped") % {"currency": said["currency"]},
        "bars": [
            {
                "name": str(bar.part.name), "start": f"{bar.start}", "width": f"{bar.width}",
                "dye": bar.part.dye, "is_sum": bar.part.is_sum,
                "amount": f"{bar.sign}{written(bar.size, seen.places)}",
            }
            for bar in seen.bars
        ],
        "facts": _facts(said, seen),
        "onward": seen.onward,
        "rates": {"title": _("Exchange rates used"), "rows": [_rate(one) for one in said["rates"]]},
        "says": _("Computed from receipts, invoices and what each party told and let others see.")
        + " "
        + _("Every party accepts it as it stands here, or it is not shown."),
        "seal": {
            "label": _("Fingerprint of this report (SHA-256)"),
            "sha256": [row.sha256[at : at + 8] for at in range(0, len(row.sha256), 8)],
        },
    }  # fmt: skip


def _facts(said: Content, seen: ReportSeen) -> list[tuple[str, str]]:
    rows = [(_("Growers, for 1 kg as shipped"), f"{written(seen.growers, seen.places)} {said['currency']}")]
    if said["retail"]:
        rows += [
            (_("Growers, for 1 kg on the shelf"), f"{written(seen.growers_on_shelf, seen.places)} {said['currency']}"),
            (_("On the shelf, 1 kg without VAT"), f"{written(Decimal(said['retail']), seen.places)} {said['currency']}"),
            (_("kg shipped for 1 kg on the shelf"), written(Decimal(said["loss"]))),
        ]
    return rows


def _rate(one: Content) -> list[str]:
    day = date_format(date.fromisoformat(one["on"]), "j F Y")
    return [f"1 EUR = {written(Decimal(one['per_eur']))} {one['currency']}", f"{day}, {one['source']}"]
