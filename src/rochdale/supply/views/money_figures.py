"""Money as a whole: the first page, who is owed, second payments, prices settled later, and a season by point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import two_persons
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may
from rochdale.people.proving import just_proven
from rochdale.supply import operations
from rochdale.supply.called import CLAIMS, goods_name
from rochdale.supply.forms.money import KINDS, FirstShareForm, SecondForm, SettleForm
from rochdale.supply.models import Account, Delivery, Grower, Season
from rochdale.supply.operations.second import DECIDE, Goods, goods_of, shares
from rochdale.supply.queries import money as queries
from rochdale.supply.queries.money import AtPoint
from rochdale.supply.queries.sales import DECIDE as OF_A_SALE
from rochdale.supply.views import money_shared as shared
from rochdale.supply.views.money_shared import excel, figure_of, organization_of, show, wants_excel
from rochdale.supply.views.money_tables import owed_table, points_table
from rochdale.ui import charts
from rochdale.ui.charts import Bar, Part
from rochdale.ui.forms import DecisionForm, ReasonForm, add_refusals

MOST_SHOWN = 60


@require_GET
@signed_in
def money_home(request: ActingRequest) -> HttpResponse:
    """What do you want to do with money?"""
    organization = organization_of(request)
    waiting = two_persons.open_proposals(organization, request.at).filter(act__startswith="supply.").count()
    context = {
        "waiting": waiting,
        "without_price": len(queries.without_price(organization)),
        "differences": queries.differences(organization).count(),
        "seasons": list(Season.objects.filter(organization_id=organization).order_by("-since_on", "id")),
        "may_pay": may(request.actor, "supply.pay", request.actor),
    }
    return show(request, "home", context)


@require_GET
@signed_in
def owed(request: ActingRequest) -> HttpResponse:
    """What stands on the accounts of growers."""
    rows = queries.owed(organization_of(request))
    if wants_excel(request):
        headings = [_("Number"), _("Name"), _("Village"), _("Account"), _("Amount"), _("Currency")]
        lines = (
            [
                row.grower.number, row.grower.person.name, row.grower.village, str(Account(row.account).label),
                figure_of(row.amount_minor, row.currency), row.currency,
            ]
            for row in rows
        )  # fmt: skip
        return excel(request, "owed", headings, lines)
    return show(request, "owed", {"table": owed_table(rows).page(request.GET)})


@require_http_methods(["GET", "POST"])
@signed_in
def season_money(request: ActingRequest, season_id: UUID) -> HttpResponse:
    """A season by point: weight, value, average price, paid, owed; and the share that is paid at once."""
    season = get_or_404(request.actor, "supply.see", Season.objects.all(), pk=season_id)
    may_set = may(request.actor, "supply.set-prices", season)
    form = FirstShareForm(request.POST or None, initial={"percent": (season.first_share * 100).normalize()})
    if may_set and form.is_valid():
        share = form.cleaned_data["percent"] / Decimal(100)
        operations.set_first_share(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, season_id=season.id, share=share)
        return redirect("supply:season-money", season.id)
    found = [(code, queries.by_point(season, code)) for code in queries.currencies(season.organization_id)]
    found = [(code, rows) for code, rows in found if rows]
    if wants_excel(request):
        return _season_excel(request, season, found)
    parts = [(code, points_table(rows, code).page(request.GET), _bars(rows, code), _prices(rows)) for code, rows in found]
    return show(request, "season", {"season": season, "parts": parts, "form": form, "may_set": may_set})


def _season_excel(request: ActingRequest, season: Season, found: Sequence[tuple[str, Sequence[AtPoint]]]) -> HttpResponse:
    headings = [_("Collection point"), "kg", _("Value"), _("Average for 1 kg"), _("Paid"), _("Kept back"), _("Owed"), _("Currency")]
    lines = (
        [
            row.name, Decimal(row.net_g) / 1000, figure_of(row.value_minor, code), "" if row.average is None else row.average,
            figure_of(row.paid_minor, code), figure_of(row.kept_minor, code), figure_of(row.owed_minor, code), code,
        ]
        for code, rows in found
        for row in rows
    )  # fmt: skip
    return excel(request, f"season-{season.name.replace('/', '-')}", headings, lines)


def _bars(rows: Sequence[AtPoint], currency: str) -> list[Bar]:
    """What became of the value: paid, kept for debts, still owed."""
    sums = [
        (_("Paid to growers"), sum(row.paid_minor for row in rows), "leaf", "chev"),
        (_("Kept back for debts"), sum(row.kept_minor for row in rows), "indigo", "diag"),
        (_("Still owed"), max(sum(row.owed_minor for row in rows), 0), "madder", "dot"),
    ]
    return charts.bars([Part(name, Money.of_minor(minor, currency).amount, dye=dye, weave=weave) for name, minor, dye, weave in sums])


def _prices(rows: Sequence[AtPoint]) -> list[Bar]:
    """The average price at each point."""
    return charts.bars([Part(row.name, row.average) for row in rows if row.average is not None])


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def second_payments(request: ActingRequest) -> HttpResponse:
    """Second payments and premiums: what was decided, what waits, and a new one to prepare."""
    organization = organization_of(request, "supply.see")
    form = _second_form(request, organization)
    may_prepare = may(request.actor, "supply.prepare-pay-run", request.actor)
    if may_prepare and form.is_valid():
        given = form.cleaned_data
        goods = Goods(UUID(given["season"]), given["currency"], given["form"], given["grade"], given["claim"])
        try:
            made = operations.propose_second_payment(
                id=given["operation_id"], by=request.actor, at=request.at, kind=given["kind"], goods=goods, per_kg=given["per_kg"]
            )
            return redirect("supply:second-payment", made)
        except Refused as refused:
            add_refusals(form, refused, {"supply.price-is-not-above-zero": "per_kg"})
    rows = [(row, _goods_said(row.content)) for row in two_persons.proposals_of(organization).filter(act=DECIDE)[:MOST_SHOWN]]
    of_sales = two_persons.proposals_of(organization).filter(act=OF_A_SALE)[:MOST_SHOWN]
    return show(request, "second_payments", {"form": form, "rows": rows, "of_sales": of_sales, "may_prepare": may_prepare})


def _second_form(request: ActingRequest, organization: UUID) -> SecondForm:
    seasons = Season.objects.filter(organization_id=organization).order_by("-since_on", "id")
    return SecondForm(
        request.POST or None,
        seasons=[(str(season.id), season.name) for season in seasons],
        currencies=[(code, code) for code in queries.currencies(organization)],
        claims=list(CLAIMS),
    )


def _goods_said(content: dict[str, str]) -> str:
    goods = goods_name(content["form"], content["grade"], [content["claim"]] if content["claim"] else []) if content["form"] else ""
    return goods or str(_("All goods"))


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def second_payment(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """One second payment: what each grower would get. Another person decides it."""
    proposal = shared.proposal_of(request, DECIDE, proposal_id)
    form = DecisionForm(request.POST or None, initial={"sha256": proposal.content_sha256})
    if shared.decided(request, proposal, form):
        return redirect("supply:second-payment", proposal.id)
    content = proposal.content
    lines = shares(proposal.organization_id, goods_of(content), Decimal(content["per_kg"])) if proposal.organization_id else []
    growers = Grower.objects.select_related("person").in_bulk([line.grower_id for line in lines])
    rows = sorted(((growers[line.grower_id], line) for line in lines), key=lambda row: (row[0].village, row[0].number))
    if wants_excel(request):
        headings, currency = [_("Number"), _("Name"), _("Village"), "kg", _("Amount"), _("Currency")], content["currency"]
        cells = (
            [
                grower.number,
                grower.person.name,
                grower.village,
                Decimal(line.net_g) / 1000,
                figure_of(line.amount_minor, currency),
                currency,
            ]
            for grower, line in rows
        )
        return excel(request, "second-payment", headings, cells)
    context = {"content": content, "kind": KINDS[content["kind"]], "goods": _goods_said(content), "form": form}
    context |= {"rows": rows[:MOST_SHOWN], "more": max(len(rows) - MOST_SHOWN, 0), "per_kg": Decimal(content["per_kg"])}
    return show(request, "second_payment", context | shared.decision(request, proposal))


@require_POST
@signed_in
def no_second_payment(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """The second person says no; or the one who prepared it takes it back."""
    proposal = shared.proposal_of(request, DECIDE, proposal_id)
    shared.said_no(request, proposal, ReasonForm(request.POST))
    return redirect("supply:second-payment", proposal.id)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def settle(request: ActingRequest) -> HttpResponse:
    """Deliveries whose price was left open get one, all of a form and grade at once."""
    waiting = queries.without_price(organization_of(request, "supply.set-prices"))
    kinds = Counter(_kind(row) for row in waiting)
    form = SettleForm(request.POST or None, goods=[("|".join(kind), _settle_name(kind, count)) for kind, count in sorted(kinds.items())])
    if form.is_valid():
        given = form.cleaned_data
        chosen = [row for row in waiting if "|".join(_kind(row)) == given["goods"]]
        try:
            operations.settle_price(
                id=given["operation_id"], by=request.actor, at=request.at, happened_at=request.at,
                delivery_ids=[row.id for row in chosen], per_kg=given["per_kg"], currency=chosen[0].currency,
            )  # fmt: skip
            messages.success(request, _("The price is settled. It stands on the accounts of the growers."))
            return redirect("supply:settle")
        except Refused as refused:
            add_refusals(form, refused, {"supply.deduction-takes-the-price": "per_kg"})
    return show(request, "settle", {"form": form, "waiting": waiting[:MOST_SHOWN], "count": len(waiting)})


def _kind(row: Delivery) -> tuple[str, str, str]:
    return row.form, row.grade, row.currency


def _settle_name(kind: tuple[str, str, str], count: int) -> str:
    return f"{goods_name(kind[0], kind[1])}, {kind[2]} ({count})"
