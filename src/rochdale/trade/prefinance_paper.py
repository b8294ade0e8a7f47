"""The statement of a pre-finance on paper, for the cooperative or for the lender: terms, every movement, how it stands."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rochdale.base.actor import Actor
from rochdale.base.paper import pdf
from rochdale.kernel.money import Money
from rochdale.trade.queries.prefinance import MoveSeen, PrefinanceSeen, moves_seen
from rochdale.trade.rules.prefinance import Split, Terms
from rochdale.trade.templatetags.trade import money
from rochdale.ui.templatetags.ui import written

TEMPLATE = "trade/paper/prefinance.typ"
Pairs = list[tuple[str, str]]


def statement_pdf(seen: PrefinanceSeen, *, by: Actor, at: datetime, language: str) -> bytes:
    """A4 pages. The same rows on the same day in the same language give the same bytes."""
    with translation.override(language):
        content = _content(seen, by, at.date())
    return pdf(TEMPLATE, content, language=language, at=at.replace(hour=0, minute=0, second=0, microsecond=0))


def _content(seen: PrefinanceSeen, by: Actor, on: date) -> dict[str, object]:
    row = seen.row
    title = _("Statement for the lender") if seen.is_lender else _("Statement for the cooperative")
    terms = seen.in_force.terms if seen.in_force else None
    return {
        "title": title,
        "number": row.number,
        "reference": f"{title} {row.number}",
        "day": _("On %(day)s") % {"day": _date(on)},
        "owed": {
            "name": _("Owed to you") if seen.is_lender else _("You owe"),
            "amount": money(seen.stands.owed) if seen.stands else money(Money.zero(row.currency)),
        },
        "about": {
            "title": _("What was agreed"),
            "rows": [(_("Cooperative"), row.organization.name), (_("Lender"), row.lender.name), (_("For"), row.purpose), *_agreed(terms)],
        },
        "pledges": {
            "title": _("Contracts that pay it back"),
            "headings": [_("Contract"), _("kg"), _("Agreed"), _("Still to come in")],
            "rows": [
                [one.contract, written(one.kg), money(one.agreed or one.value), _("lapsed") if one.is_lapsed else money(one.value)]
                for one in seen.covers
            ],
        },
        "moves": {
            "title": _("What was drawn and came in"),
            "headings": [_("Day"), _("What"), _("Drawn"), _("Came in"), _("Owed without interest")],
            "rows": [_row(one) for one in moves_seen(seen, by)],
            "nothing": _("Nothing was drawn yet."),
        },
        "sums": {"title": _("How it stands"), "rows": _sums(seen)},
        "says": _("Interest is reckoned on each day and 360 days a year, on what is drawn and not paid back. Money that comes in pays "
                  "interest, then what was drawn, then the fee and what else was agreed, then the cooperative."),
    }  # fmt: skip


def _agreed(terms: Terms | None) -> Pairs:
    if terms is None:
        return [(_("Terms"), _("Not agreed yet"))]
    rows = [
        (_("At most"), money(terms.limit)),
        (_("Share of the contracts"), f"{written((terms.advance_rate * 100).normalize())} %"),
        (_("Interest for a year"), f"{written((terms.rate * 100).normalize())} %"),
        (pgettext("loan", "Due on"), _date(terms.due_on)),
        (_("Who pays back"), _("The buyer, to the lender") if terms.pays_back == "buyer" else _("The cooperative")),
        (_("Account"), terms.account),
    ]
    rows += [(_("Fee, once"), money(terms.fee))] if terms.fee else []
    return rows + [(one.name, money(one.amount)) for one in terms.deductions]


def _row(seen: MoveSeen) -> dict[str, str]:
    one = seen.row
    is_draw = one.kind == one.Kind.DRAW
    what = one.get_kind_display() if one.takes_back_id is None else _("Taken back")
    return {
        "day": _date(one.on),
        "what": f"{what}, {one.reference}",
        "small": one.reason or (_split(seen.line.split) if seen.line and seen.line.split else ""),
        "drawn": money(one.money) if is_draw else "",
        "came_in": "" if is_draw else money(one.money),
        "owed": money(seen.line.principal) if seen.line else "",
    }


def _split(split: Split) -> str:
    parts = [
        (_("interest"), split.interest), (_("what was drawn"), split.principal), (_("fee"), split.fee),
        (_("other"), split.deductions), (_("to the cooperative"), split.cooperative),
    ]  # fmt: skip
    return ", ".join(f"{name} {money(amount)}" for name, amount in parts if amount)


def _sums(seen: PrefinanceSeen) -> Pairs:
    stands = seen.stands
    if stands is None:
        return []
    rows = [
        (_("Drawn"), money(stands.drawn)),
        (_("Owed without interest"), money(stands.principal)),
        (_("Interest so far"), money(stands.accrued)),
        (_("Interest not paid yet"), money(stands.interest)),
    ]
    rows += [(_("Fee and what else was agreed"), money(stands.fee + stands.deductions))] if stands.fee + stands.deductions else []
    rows += [(_("Went to the cooperative"), money(stands.to_cooperative))] if stands.to_cooperative else []
    rows += [(_("Interest since it was due"), money(stands.late))] if stands.late else []
    rows += [(_("Interest saved by paying early"), money(stands.saved))] if stands.saved else []
    rows += [(_("Days late"), written(stands.days_late))] if stands.days_late else []
    return [*rows, (_("Still owed"), money(stands.owed))]


def _date(day: date) -> str:
    return date_format(day, "j F Y")
