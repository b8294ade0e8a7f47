"""Paying at the counter: the first payment of a delivery, the payment on the screen, taking one back; and a grower's statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.permissions import may
from rochdale.supply import money_paper, operations
from rochdale.supply.forms.money import PayForm, ReckonForm
from rochdale.supply.models import Account, Delivery, Grower, Payment
from rochdale.supply.operations.paying import debts_of, payment_for, value_of
from rochdale.supply.queries import money as queries
from rochdale.supply.queries.sales import sales_of, words_to
from rochdale.supply.rules import money as rules
from rochdale.supply.rules.cash import pieces
from rochdale.supply.rules.money import Debt, Payable
from rochdale.supply.views.money_shared import excel, figure_of, organization_of, pdf_of, show, wants_excel
from rochdale.supply.views.money_tables import line_name, payments_table, statement_table
from rochdale.ui.forms import ReasonForm, add_refusals

PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A first payment as it would be, and why it cannot be."""

    plan: Payable
    share: Decimal
    note_minor: int
    refused: Refused | None = None


@require_http_methods(["GET", "POST"])
@signed_in
def pay_delivery(request: ActingRequest, delivery_id: UUID) -> HttpResponse:
    """Giant digits: what is handed over now. It can be reckoned in another way first."""
    rows = Delivery.objects.select_related("grower__person", "season", "point")
    row = get_or_404(request.actor, "supply.pay", rows, pk=delivery_id)
    if paid := payment_for(row):
        return redirect("supply:payment", paid.id)
    debts = debts_of(row.grower_id, row.currency, request.at)
    kept_for = [debt.account for debt in debts if debt.most_share is not None]
    asked = request.GET if "percent" in request.GET else None
    reckon = ReckonForm(asked, auto_id="reckon_%s", currency=row.currency, debts=kept_for, initial=_usual(row, debts))
    reckoned = _reckoned(row, debts, reckon)
    boxes = queries.boxes(row.organization_id).filter(currency=row.currency)
    form = PayForm(request.POST or None, boxes=boxes, initial=_hidden(reckoned) | {"means": _means(row.grower)})
    if form.is_valid() and (made := _paid(request, row, form)):
        return task_goes_on(redirect("supply:payment", made))
    owes = [(_account_name(debt.account), debt) for debt in debts]
    context = {"row": row, "value": value_of(row), "reckoned": reckoned, "form": form, "reckon": reckon, "owes": owes}
    context |= {"kept": _named(reckoned.plan.kept), "percent": number_format((reckoned.share * PERCENT).normalize())}
    return show(request, "pay", context)


def _usual(row: Delivery, debts: Sequence[Debt]) -> dict[str, object]:
    """As it is paid when nobody says otherwise."""
    share = row.season.first_share
    kept = rules.most_kept(rules.share_of(value_of(row), share), debts)
    start = {f"keep_{account}": figure_of(minor, row.currency) for account, minor in kept.items()}
    return {"percent": (share * PERCENT).normalize(), "note": str(pieces(row.currency).pays_in_minor), **start}


def _reckoned(row: Delivery, debts: Sequence[Debt], reckon: ReckonForm) -> Reckoned:
    share, note, keeps = row.season.first_share, pieces(row.currency).pays_in_minor, None
    if reckon.is_bound and reckon.is_valid():
        given = reckon.cleaned_data
        share, note = given["percent"] / PERCENT, int(given["note"])
        keeps = {debt.account: sent.minor for debt in debts if (sent := given.get(f"keep_{debt.account}"))}
    due = rules.share_of(value_of(row), share)
    chosen = rules.most_kept(due, debts) if keeps is None else keeps
    wrong = list(rules.refusals_for_keeping(due, chosen, debts, row.currency))
    if wrong:
        return Reckoned(rules.payable(due, {}, note_minor=note), share, note, Refused(wrong))
    return Reckoned(rules.payable(due, chosen, note_minor=note), share, note)


def _hidden(reckoned: Reckoned) -> dict[str, object]:
    kept = {f"keep_{account}": minor for account, minor in reckoned.plan.kept.items()}
    return {"share": reckoned.share, "note_minor": reckoned.note_minor, **kept}


def _means(grower: Grower) -> str:
    return "mobile" if grower.means == "mobile" else "cash"


def _paid(request: ActingRequest, row: Delivery, form: PayForm) -> str:
    given = form.cleaned_data
    try:
        return operations.pay_delivery(
            id=given["operation_id"], by=request.actor, at=request.at, happened_at=request.at, delivery_id=row.id,
            handover=form.handover(given["note_minor"]), keeps=form.keeps(), share=given["share"],
        )  # fmt: skip
    except Refused as refused:
        add_refusals(
            form,
            refused,
            {"supply.not-so-much-cash": "box", "supply.cash-needs-a-box": "box", "supply.mobile-needs-a-reference": "reference"},
        )
        return ""


def _named(kept: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(_account_name(account), minor) for account, minor in kept.items()]


def _account_name(account: str) -> str:
    return str(Account(account).label)


@require_GET
@signed_in
def payment(request: ActingRequest, payment_id: UUID) -> HttpResponse:
    """A payment: what was handed over, in giant digits, and what stands on the account now."""
    row = get_or_404(request.actor, "supply.see", queries.payments(organization_of(request)), pk=payment_id)
    context = {
        "row": row,
        "kept": _named(queries.kept_of(row)),
        "back": Payment.objects.filter(reverses=row).first(),
        "may_pay": may(request.actor, "supply.pay", row),
        "owed": queries.stands(row.grower_id, row.currency),
    }
    return show(request, "payment", context)


@require_http_methods(["GET", "POST"])
@signed_in
def reverse_payment(request: ActingRequest, payment_id: UUID) -> HttpResponse:
    """Take a payment back, with a reason."""
    rows = Payment.objects.select_related("grower__person", "box")
    row = get_or_404(request.actor, "supply.pay", rows, pk=payment_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            made = operations.reverse_payment(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, happened_at=request.at, payment_id=row.id,
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
            return task_goes_on(redirect("supply:payment", made))
        except Refused as refused:
            add_refusals(form, refused)
    return show(request, "payment_back", {"row": row, "form": form})


@require_GET
@signed_in
def payments(request: ActingRequest) -> HttpResponse:
    """Every payment, newest first; also as a workbook."""
    rows = queries.payments(organization_of(request))
    if wants_excel(request):
        headings = [
            _("Day"),
            _("Number"),
            _("Name"),
            _("What"),
            _("How"),
            _("Amount"),
            _("Currency"),
            _("Receipt"),
            _("Received by"),
            _("Paid by"),
        ]
        return excel(
            request,
            "payments",
            headings,
            (
                [
                    row.happened_at.date(), row.grower.number, row.grower.person.name, row.get_kind_display(), row.get_means_display(),
                    figure_of(row.amount_minor, row.currency), row.currency, row.delivery.receipt_no if row.delivery else "",
                    row.receiver_name, row.by_name,
                ]
                for row in rows
            ),
        )  # fmt: skip
    return show(request, "payments", {"table": payments_table(rows).page(request.GET)})


@require_GET
@signed_in
def statement(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """A grower's statement: deliveries, payments, average price, what is owed."""
    rows = Grower.objects.select_related("person", "point")
    grower = get_or_404(request.actor, "supply.see-grower", rows, pk=grower_id)
    found = queries.statements(grower)
    if wants_excel(request):
        return _statement_excel(request, grower, found)
    context = {"grower": grower, "statements": [(one, statement_table(one).page(request.GET)) for one in found]}
    context |= {"sales": sales_of(grower), "words": words_to(grower, request.at)}
    is_officer = may(request.actor, "supply.see", grower)
    return show(request, "statement", context | {"is_officer": is_officer, "may_pay": may(request.actor, "supply.pay", grower)})


def _statement_excel(request: ActingRequest, grower: Grower, found: Sequence[queries.Statement]) -> HttpResponse:
    headings = [_("Day"), _("What"), _("Receipt or note"), "kg", _("Amount"), _("Currency"), _("We owe"), _("Owes us")]
    lines = (
        [
            line.at.date(), line_name(line), line.note, None if line.net_g is None else Decimal(line.net_g) / 1000,
            "" if line.amount_minor is None else figure_of(line.amount_minor, one.currency), one.currency,
            figure_of(line.owed_minor, one.currency), figure_of(line.owes_minor, one.currency),
        ]
        for one in found
        for line in one.lines
    )  # fmt: skip
    return excel(request, f"statement-{grower.number}", headings, ([cell if cell is not None else "" for cell in line] for line in lines))


@require_GET
@signed_in
def statement_paper(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """The statement on paper."""
    grower = get_or_404(request.actor, "supply.see-grower", Grower.objects.select_related("person", "organization"), pk=grower_id)
    content = money_paper.statement_pdf(queries.statements(grower), grower, language=get_language() or "en", at=request.at)
    return pdf_of(content, "statement")


@require_GET
@signed_in
def my_statement(request: ActingRequest) -> HttpResponse:
    """The grower's own view."""
    organization = request.actor.organization_id
    own = Grower.objects.filter(organization_id=organization, person_id=request.actor.id).first() if organization else None
    if own is None:
        raise Http404
    return redirect("supply:statement", own.id)
