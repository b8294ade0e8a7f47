"""The report of a market day: as a page shows it, and on paper. Every figure from what was frozen when it closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.paper import pdf
from rochdale.kernel.refusal import Refusal
from rochdale.trade.goods_words import PRODUCTS, called
from rochdale.trade.models import Market, MarketDay
from rochdale.trade.queries.days import ProductSeen, products_seen
from rochdale.trade.rules.market_days import ENOUGH, SMALL_KG
from rochdale.trade.worded import worded
from rochdale.ui.templatetags.ui import written

TEMPLATE = "trade/paper/market_day.typ"
MOST_FACTS = 12


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """A frozen report in the reader's words."""

    sellers: int
    buyers: int
    products: Sequence[ProductSeen]
    released: Sequence[tuple[str, int]]
    runs: Sequence[tuple[int, str, str]]
    """Number of the market, what all gained, the most there was; a dash where it would tell of too few."""
    left_out: int
    reasons: Sequence[tuple[str, int]]
    small_sellers: int
    small_percent: str
    enough: int
    small_kg: int


def seen(day: MarketDay) -> ReportSeen:
    """The report in the language in force."""
    told: dict[str, Any] = day.report
    currency = Market.objects.filter(day=day).order_by("number").values_list("currency", flat=True).first() or ""
    words = [
        ("offered", _("Offered"), "sun"),
        ("needed", _("Needed"), "bark"),
        ("matched", _("Matched"), "indigo"),
        ("agreed", _("Agreed"), "leaf"),
    ]
    names = {row["product"]: str(called(PRODUCTS, row["product"])) for row in told["products"]}
    small = told["small_permille"]
    return ReportSeen(
        told["sellers"], told["buyers"], products_seen(told, names, words), [(_released(code), kg) for code, kg in told["released_why"]],
        [(run["number"], _sum(run["surplus"], currency), _sum(run["bound"], currency)) for run in told["runs"]], told["left_out"],
        [(_reason(code), count) for code, count in told["reasons"]], told["small_sellers"],
        "–" if small is None else f"{written(Decimal(small) / 10, 1)} %", ENOUGH, SMALL_KG,
    )  # fmt: skip


def _sum(amount: str | None, currency: str) -> str:
    return "–" if amount is None else f"{written(Decimal(amount), 2)} {currency}"


def _released(code: str) -> str:
    said = {
        "declined": _("somebody said no"),
        "nobody-answered": _("somebody did not answer"),
        "condition-not-met": _("a condition was not met"),
        "changed-meanwhile": _("an offer or need changed meanwhile"),
    }
    return said.get(code, code)


def _reason(code: str) -> str:
    """The sentence of a reason without its figures, which are the owner's alone."""
    facts: dict[str, object] = {}
    for _each in range(MOST_FACTS):
        try:
            return worded(Refusal(code, facts)).says if code else _("other reasons")
        except KeyError as missing:
            facts[str(missing.args[0])] = "…"
    return _("other reasons")


def day_pdf(day: MarketDay, *, language: str) -> bytes:
    """A4. The same report in the same language gives the same bytes."""
    assert day.closed_at is not None
    with translation.override(language):
        content = _content(day, seen(day))
    return pdf(TEMPLATE, content, language=language, at=day.closed_at)


def _content(day: MarketDay, report: ReportSeen) -> dict[str, object]:
    title = _("Market day %(number)s") % {"number": day.number}
    days = {"opens": date_format(day.opens_on, "j F Y"), "closes": date_format(day.closes_on, "j F Y")}
    return {
        "title": title, "reference": title, "organization": day.organization.name,
        "when": _("%(opens)s to %(closes)s") % days,
        "facts": [
            (_("Organizations that offered"), written(report.sellers)), (_("Organizations that needed"), written(report.buyers)),
            (_("Of which nothing was matched"), written(report.left_out)),
            (_("Small cooperatives that offered"), written(report.small_sellers)),
            (_("Their part of all that was matched"), report.small_percent),
        ],
        "kg_title": _("Kilograms"),
        "products": [
            {"name": one.product, "bars": [_bar(one, bar) for bar in one.drawn]} for one in report.products
        ],
        "runs_title": _("What all gained together"), "runs_headings": [_("Market"), _("Gained"), _("No plan can gain more than")],
        "runs": [[str(number), gained, most] for number, gained, most in report.runs],
        "released_title": _("Released, and why"), "released": [(why, f"{written(kg)} kg") for why, kg in report.released],
        "reasons_title": _("Why something was left over"),
        "reasons": [(why, written(count)) for why, count in report.reasons],
        "small": _("A cooperative is small when all it offered is less than %(kg)s kg.") % {"kg": written(report.small_kg)},
        "private": _(
            "Sums of money stand only where at least %(n)s organizations on each side share them, reasons where at least %(n)s have them. "
            "A dash: fewer. No reserve and no limit can be read from this report."
        ) % {"n": report.enough},
        "seal": _("Seal of this report (SHA-256): %(sha)s") % {"sha": day.sha256},
    }  # fmt: skip


def _bar(product: ProductSeen, bar: Any) -> dict[str, object]:
    return {"name": str(bar.part.name), "kg": f"{written(bar.size)} kg", "width": float(bar.width), "dye": bar.part.dye}
