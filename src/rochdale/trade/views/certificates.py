"""Certificates: the list, one of them, a new one, its paper, its status."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base import documents, looks
from rochdale.kernel.refusal import Refused, refuse_if
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.people.sharing import subject_of
from rochdale.trade import operations
from rochdale.trade.called import certificate_names
from rochdale.trade.forms.certificates import CERTIFICATE_STEPS, PaperForm, StatusForm, certificate_said
from rochdale.trade.known import known
from rochdale.trade.models import Certificate
from rochdale.trade.permissions import owner_id
from rochdale.trade.profile_names import KINDS
from rochdale.trade.profile_tables import STATES, scope_told
from rochdale.trade.queries.certificates import CertificateSeen, groups_of, held_rows, newest_paper, seen, with_changes
from rochdale.trade.queries.profiles import level_of, parts_seen
from rochdale.trade.rules.certificates import refusals_for_certificate
from rochdale.trade.rules.visibility import PAPERS, PUBLIC
from rochdale.trade.views.asking import Question, ask, content_of
from rochdale.trade.views.journey import refused, walk
from rochdale.trade.views.shared import show
from rochdale.ui.icons import chip

FIELDS = {
    "trade.scheme-unknown": "scheme",
    "trade.certificate-is-there": "number",
    "trade.certificate-covers-nothing": "products",
    "trade.certificate-ends-before-it-starts": "valid_until",
    "trade.certificate-too-long": "valid_until",
    "trade.status-needs-a-reason": "reason",
    "trade.status-in-the-future": "on",
    "trade.certificate-stays-withdrawn": "status",
    "trade.status-is-so-already": "status",
    "base.file-too-large": "paper",
    "base.file-is-empty": "paper",
    "base.file-is-another-kind": "paper",
    "base.file-kind-unknown": "paper",
}
CHIPS = {"valid": "good", "soon": "wait", "ended": "no", "not-begun": "draft", "suspended": "no", "withdrawn": "no"}


@require_GET
@signed_in
def certificates(request: ActingRequest) -> HttpResponse:
    """What we hold, and the groups under it."""
    require(request.actor, "trade.see-own-profile", request.actor)
    rows = [_told(one) for one in seen(held_rows(request.actor.organization_id), request.at.date())]
    return show(request, "certificates", {"rows": rows, "groups": groups_of(owner_id(request.actor))})


@require_http_methods(["GET", "POST"])
@signed_in
def new_certificate(request: ActingRequest) -> HttpResponse:
    """Three short screens."""
    require(request.actor, "trade.keep-certificates", request.actor)
    screen = walk(CERTIFICATE_STEPS, request.POST, {"holder": request.actor.organization_name})
    try:
        if screen.is_sent:
            said = certificate_said(screen.answers)
            refuse_if(refusals_for_certificate(said, products=known().products))
            made = operations.keep_certificate(id=screen.answers["operation_id"], by=request.actor, at=request.at, certificate=said)
            return redirect("trade:add-certificate-paper", made)
    except Refused as refusal:
        screen = refused(screen, CERTIFICATE_STEPS, request.POST, refusal, FIELDS)
    return show(request, "certificate_new", {"screen": screen})


@require_GET
@signed_in
def certificate(request: ActingRequest, certificate_id: UUID) -> HttpResponse:
    """One certificate: what it covers, when, and what became of it."""
    row = _own(request, certificate_id, "trade.see-own-profile")
    (one,) = seen([row], request.at.date())
    changes = [(change, STATES[change.status]) for change in row.changes.order_by("-on", "-at", "id")]
    return show(request, "certificate", {"row": _told(one), "changes": changes})


@require_http_methods(["GET", "POST"])
@signed_in
def change_status(request: ActingRequest, certificate_id: UUID) -> HttpResponse:
    """What the certifier says now."""
    row = _own(request, certificate_id, "trade.keep-certificates")
    form = StatusForm(request.POST or None, initial={"on": request.at.date()})
    question = Question(
        title=_("What does the certifier say?"), act=_("Write it down"), back=reverse("trade:certificate", args=[row.id]),
        back_says=row.number, lead=_("While a certificate is suspended, no new contract carries it."),
    )  # fmt: skip
    return ask(
        request, form, question,
        lambda: operations.change_certificate_status(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, certificate_id=row.id,
            status=form.cleaned_data["status"], on=form.cleaned_data["on"], reason=form.cleaned_data["reason"],
        ), FIELDS,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@signed_in
def add_paper(request: ActingRequest, certificate_id: UUID) -> HttpResponse:
    """The certificate itself."""
    row = _own(request, certificate_id, "trade.keep-certificates")
    form = PaperForm(request.POST or None, request.FILES or None)
    question = Question(
        title=_("The certificate on paper"), act=_("Keep it"), back=reverse("trade:certificate", args=[row.id]), back_says=row.number,
        lead=_("A scan or a photograph that can be read. It is kept under its fingerprint."),
    )  # fmt: skip
    return ask(
        request, form, question,
        lambda: operations.add_certificate_paper(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, certificate_id=row.id,
            name=form.cleaned_data["paper"].name, content=content_of(form.cleaned_data["paper"]),
        ), FIELDS,
    )  # fmt: skip


@require_GET
@signed_in
def certificate_paper(request: ActingRequest, certificate_id: UUID) -> HttpResponse:
    """The file, for its holder, and for whom the papers are open and who has said what for."""
    row = with_changes(Certificate.objects.filter(pk=certificate_id)).first()
    paper = newest_paper(row) if row else None
    document = documents.document(paper.document_id) if paper else None
    if row is None or document is None or PAPERS not in parts_seen(row.organization_id, request.actor):
        raise Http404
    is_told = row.organization_id == request.actor.organization_id or level_of(row.organization_id, PAPERS) == PUBLIC
    if not is_told and not looks.has_told(request.actor, subject_of(KINDS[PAPERS], row.organization_id), request.at):
        return redirect("trade:profile-part", row.organization_id, PAPERS)
    headers = {"Content-Disposition": f'inline; filename="{document.name}"'}
    return HttpResponse(documents.content_of(document), content_type=document.media_type, headers=headers)


def _own(request: ActingRequest, certificate_id: UUID, right: str) -> Certificate:
    return get_or_404(request.actor, right, with_changes(Certificate.objects.all()), pk=certificate_id)


def _told(one: CertificateSeen) -> dict[str, object]:
    return {
        "seen": one, "scheme": certificate_names([one.facts.scheme])[0], "covers": scope_told(one),
        "chip": chip(CHIPS[one.state], STATES[one.state]),
    }  # fmt: skip
