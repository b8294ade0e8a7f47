"""Tenders: who is asked, sealed quotes, the opening, the comparison, the award of two persons."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import documents, two_persons
from rochdale.base.models import Proposal
from rochdale.kernel.money import minor_digits
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.proving import just_proven
from rochdale.people.queries import organizations
from rochdale.trade import operations
from rochdale.trade.buying import wanted_of
from rochdale.trade.forms.buying import (
    PaperForm,
    PaperSupplierForm,
    SupplierForm,
    award_steps,
    quote_before,
    quote_said,
    quote_steps,
    shares_said,
)
from rochdale.trade.models import Asked, BuyingRound, Tender
from rochdale.trade.operations.tenders import AWARD, OPEN
from rochdale.trade.permissions import own_organization, owner_id
from rochdale.trade.queries import tenders as queries
from rochdale.trade.queries.tenders import Compared, Offered
from rochdale.trade.views.buying import kept
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.charts import Bar, Part, bars
from rochdale.ui.forms import DecisionForm, Match, OperationForm, ReasonForm
from rochdale.ui.templatetags.ui import written

SUPPLIERS = ("cooperative", "group", "union", "consumer-cooperative", "training-body")
FIELDS = {
    "trade.quote-ends-before-award": "valid_until",
    "trade.currency-unknown": "currency",
    "trade.award-needs-a-reason": "reason",
}


@require_http_methods(["GET", "POST"])
@signed_in
def ask_supplier(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """Ask an organization for a quote; those asked already stand below."""
    row = _with_tender(request, round_id)
    known = [Match(str(one.id), one.name) for one in organizations(kinds=SUPPLIERS) if one.id != row.organization_id]
    form = SupplierForm(request.POST or None, find=lambda text: [one for one in known if text.casefold() in one.label.casefold()])
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.ask_supplier(
                id=said["operation_id"], by=request.actor, at=request.at, tender_id=_tender(row).id, supplier_id=UUID(said["supplier"])
            )
            messages.success(request, _("The supplier is asked."))
            return redirect("trade:ask-supplier", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "tender_ask", {"form": form, "round": row, "asked": queries.asked_seen(_tender(row))})


@require_http_methods(["GET", "POST"])
@signed_in
def ask_on_paper(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """A supplier that does not work with Rochdale: its quote is typed in."""
    row = _with_tender(request, round_id)
    form = PaperSupplierForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.ask_supplier(
                id=said["operation_id"], by=request.actor, at=request.at, tender_id=_tender(row).id, supplier_id=None, name=said["name"],
                address=said["address"], is_cooperative=said["is_cooperative"],
            )  # fmt: skip
            return redirect("trade:ask-supplier", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    return show(request, "tender_ask_paper", {"form": form, "round": row})


@require_GET
@signed_in
def tender(request: ActingRequest, asked_id: UUID) -> HttpResponse:
    """What a supplier is asked for, and how its quote stands."""
    asked = _asked(request, asked_id)
    row = asked.tender
    context = {
        "asked": asked, "tender": row, "items": wanted_of(row), "places": row.content["items"],
        "quote": queries.own_quote(asked), "sealed": asked.quotes.order_by("-number").first(), "won": queries.won_by(asked),
        "is_open": row.opened_at is None and request.at <= row.until, "waits": not asked.is_cooperative and request.at < row.others_from,
        "may_quote": may(request.actor, "trade.quote", asked.supplier_id), "form": OperationForm(),
    }  # fmt: skip
    return show(request, "tender", context)


@require_http_methods(["GET", "POST"])
@signed_in
def quote(request: ActingRequest, asked_id: UUID) -> HttpResponse:
    """Quote, screen by screen; for a supplier on paper the buyer's clerk does it, with the paper."""
    asked, round = _quoted(request, asked_id)
    items = wanted_of(asked.tender)
    steps = quote_steps(items)
    before = quote_before(queries.own_quote(asked) if round is None else None)
    screen = walk(steps, request.POST, {"currency": asked.tender.currency, **before})
    paper = PaperForm(request.POST or None, request.FILES or None)
    if screen.is_sent:
        file = request.FILES.get("file")
        try:
            operations.seal_quote(
                id=screen.answers["operation_id"], by=request.actor, at=request.at, asked_id=asked.id,
                quote=quote_said(screen.answers, items), file_name=(file.name or "") if file else "", file=file.read() if file else b"",
            )  # fmt: skip
            messages.success(request, _("The quote is sealed."))
            return redirect("trade:round", round.id) if round else redirect("trade:tender", asked.id)
        except Refused as refusal:
            screen = refused(screen, steps, request.POST, refusal, FIELDS)
    context = {
        "screen": screen,
        "asked": asked,
        "round": round,
        "paper": paper if round else None,
        "item": getattr(screen.form, "item", None),
    }
    return show(request, "tender_quote", context)


@require_POST
@signed_in
def withdraw_quote(request: ActingRequest, asked_id: UUID) -> HttpResponse:
    """Take the quote back."""
    asked, round = _quoted(request, asked_id)
    form = OperationForm(request.POST)
    if form.is_valid():
        operations.withdraw_quote(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, asked_id=asked.id)
    return redirect("trade:round", round.id) if round else redirect("trade:tender", asked.id)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def opening(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """Open the quotes: one person once the time is over, two before."""
    row = _with_tender(request, round_id)
    require(request.actor, "trade.open-quotes", row)
    tender, waiting = _tender(row), _waiting(request, OPEN, row)
    form = DecisionForm(request.POST or None, initial={"sha256": waiting.content_sha256 if waiting else "-"})
    if form.is_valid():
        said = form.cleaned_data
        call = {"id": said["operation_id"], "by": request.actor, "at": request.at}
        try:
            if request.at > tender.until:
                operations.open_quotes(**call, tender_id=tender.id)
            elif waiting:
                two_persons.confirm(**call, proposal_id=waiting.id, content_sha256=said["sha256"])
            else:
                operations.propose_opening(**call, tender_id=tender.id)
            return redirect("trade:comparison" if waiting or request.at > tender.until else "trade:opening", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    context = {
        "form": form, "round": row, "tender": tender, "is_over": request.at > tender.until, "waiting": waiting,
        "may_check": bool(waiting and two_persons.may_check(request.actor, waiting)), "asked": queries.asked_seen(tender),
    }  # fmt: skip
    return show(request, "tender_opening", context)


@require_GET
@signed_in
def comparison(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """All quotes on common terms, with a picture of each thing."""
    row = _with_tender(request, round_id)
    tender = _tender(row)
    if tender.opened_at is None:
        raise Http404
    seen = queries.comparison(tender, request.at.date())
    context = {
        "round": row, "tender": tender, "seen": seen, "pictures": [(one, _bars(one)) for one in seen.items],
        "waiting": _waiting(request, AWARD, row), "preference": tender.preference_percent,
        "may_prepare": row.state == BuyingRound.State.OPENED and may(request.actor, "trade.prepare-award", row),
    }  # fmt: skip
    return show(request, "tender_comparison", context)


def _bars(row: Compared) -> list[Bar]:
    """Landed prices of one thing, the best in leaf."""
    parts = [
        Part(offer.supplier, offer.landed, _counts_as(offer) if offer.is_cooperative else "", "leaf" if offer.is_best else "sun")
        for offer in row.offers
    ]
    return bars(parts)


def _counts_as(offer: Offered) -> str:
    return _("cooperative, counts as %(compared)s") % {"compared": written(offer.compared, 2)}


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def new_award(request: ActingRequest, round_id: UUID) -> HttpResponse:
    """Prepare who supplies what: one screen for each thing, the best filled in."""
    row = _with_tender(request, round_id)
    require(request.actor, "trade.prepare-award", row)
    seen = queries.comparison(_tender(row), request.at.date())
    steps = award_steps(seen.items)
    screen = walk(steps, request.POST, {})
    if screen.is_sent:
        said = screen.answers
        try:
            made = operations.propose_award(
                id=said["operation_id"], by=request.actor, at=request.at, tender_id=_tender(row).id, shares=shares_said(said, seen.items),
                reason=said["reason"],
            )  # fmt: skip
            return redirect("trade:award", made)
        except Refused as refusal:
            screen = refused(screen, steps, request.POST, refusal, FIELDS)
    context = {"screen": screen, "round": row, "item": getattr(screen.form, "row", None)}
    return show(request, "tender_award", context)


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def award(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """What was prepared; another person decides."""
    proposal = _proposal(request, proposal_id)
    row = BuyingRound.objects.get(tender=UUID(proposal.content["tender_id"]))
    form = DecisionForm(request.POST or None, initial={"sha256": proposal.content_sha256})
    if form.is_valid():
        said = form.cleaned_data
        try:
            two_persons.confirm(
                id=said["operation_id"], by=request.actor, at=request.at, proposal_id=proposal.id, content_sha256=said["sha256"]
            )
            return redirect("trade:round", row.id)
        except Refused as refusal:
            add_refusals(form, refusal)
    is_open = two_persons.open_proposals(proposal.organization_id, request.at).filter(pk=proposal.pk).exists()
    context = {
        "proposal": proposal, "round": row, "lines": proposal.content["lines"], "form": form, "no": ReasonForm(),
        "is_open": is_open, "may_decide": is_open and two_persons.may_check(request.actor, proposal), "total": _total(proposal),
    }  # fmt: skip
    return show(request, "tender_decision", context)


@require_POST
@signed_in
def refuse_award(request: ActingRequest, proposal_id: UUID) -> HttpResponse:
    """The second person says no."""
    proposal = _proposal(request, proposal_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        two_persons.refuse_proposal(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, proposal_id=proposal.id,
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
    return redirect("trade:comparison", BuyingRound.objects.get(tender=UUID(proposal.content["tender_id"])).id)


@require_GET
@signed_in
def quote_file(request: ActingRequest, round_id: UUID, asked_id: UUID) -> HttpResponse:
    """The paper a quote was typed in from, once quotes are open."""
    row = _with_tender(request, round_id)
    tender = _tender(row)
    found = next((one.document_id for one in queries.asked_seen(tender) if one.id == asked_id), None)
    document = documents.document(found) if found and tender.opened_at else None
    if document is None:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="{document.sha256[:12]}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(documents.content_of(document), content_type=document.media_type, headers=headers)


def _total(proposal: Proposal) -> str:
    whole = sum((Decimal(line["landed"]) * Decimal(line["quantity"]) for line in proposal.content["lines"]), Decimal(0))
    return f"{written(whole, minor_digits(proposal.content['currency']))} {proposal.content['currency']}"


def _with_tender(request: ActingRequest, round_id: UUID) -> BuyingRound:
    row = kept(request, round_id)
    if row.tender is None:
        raise Http404
    return row


def _tender(row: BuyingRound) -> Tender:
    assert row.tender is not None
    return row.tender


def _asked(request: ActingRequest, asked_id: UUID) -> Asked:
    """Where the organization acted for is asked; unknown to all others."""
    row = queries.asked_of(request.actor).filter(pk=asked_id).first()
    if row is None:
        raise Http404
    return row


def _quoted(request: ActingRequest, asked_id: UUID) -> tuple[Asked, BuyingRound | None]:
    """A supplier's own entry, or one on paper of a round that is kept here."""
    own = queries.asked_of(request.actor).filter(pk=asked_id).first()
    if own is not None:
        require(request.actor, "trade.quote", own.supplier_id)
        return own, None
    asked = Asked.objects.filter(pk=asked_id, supplier=None, tender__organization_id=owner_id(request.actor)).first()
    if asked is None:
        raise Http404
    return asked, kept(request, BuyingRound.objects.get(tender=asked.tender_id).id)


def _waiting(request: ActingRequest, act: str, row: BuyingRound) -> Proposal | None:
    rows = two_persons.open_proposals(request.actor.organization_id, request.at).filter(act=act)
    return next((one for one in rows if one.content["tender_id"] == str(row.tender_id)), None)


def _proposal(request: ActingRequest, proposal_id: UUID) -> Proposal:
    row = two_persons.proposals_of(request.actor.organization_id).filter(act=AWARD, pk=proposal_id).first()
    if row is None:
        raise Http404
    require(request.actor, "trade.buy-together", own_organization(request.actor))
    return row
