"""Certificates: checked by anybody, issued and printed by the registrar."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.registry import operations
from rochdale.registry.certificate_page import offline_words, statement_told, verdict_of
from rochdale.registry.certificate_paper import certificate_pdf, says
from rochdale.registry.forms.certificates import IssueForm, ReprintForm, VerifyForm
from rochdale.registry.keys import public_keys
from rochdale.registry.models import Certificate
from rochdale.registry.permissions import keeps_register
from rochdale.registry.public_page import entity_told
from rochdale.registry.queries.certificates import keys_seen, verified
from rochdale.registry.queries.entities import entity_seen
from rochdale.registry.rules.certificates import PARAMETER
from rochdale.registry.state_headings import languages_of
from rochdale.ui.forms import add_refusals
from rochdale.ui.offline import ANY_QUERY, offline


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Check a certificate. Without one it is the page that a phone keeps, which checks by itself."""
    if request.GET.get(PARAMETER, "").strip():
        return _verified(request)
    return _verify_page(request)


def _verified(request: HttpRequest) -> HttpResponse:
    form = VerifyForm(request.GET)
    verdict = verdict_of(verified(request.GET[PARAMETER], today=localdate(timezone.now())))
    return render(request, "registry/verify.html", {"form": form, "verdict": verdict, "words": offline_words()})


@offline
def _verify_page(request: HttpRequest) -> HttpResponse:
    response = render(request, "registry/verify.html", {"form": VerifyForm(), "verdict": None, "words": offline_words()})
    response[ANY_QUERY] = "yes"
    return response


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys, for people."""
    return render(request, "registry/keys.html", {"keys": keys_seen(), "now": [key.id for key in public_keys().values()]})


@require_safe
def keys_file(request: HttpRequest) -> HttpResponse:
    """The public keys as a JSON Web Key Set (RFC 7517)."""
    return JsonResponse({"keys": [key.jwk() for key in public_keys().values()]}, content_type="application/jwk-set+json")


@require_http_methods(["GET", "POST"])
@signed_in
def issue(request: ActingRequest, entity_id: UUID) -> HttpResponse:
    """Issue a certificate of a day."""
    require(request.actor, "registry.issue-certificate", request.actor)
    seen = entity_seen(entity_id)
    if seen is None:
        raise Http404
    form = IssueForm(request.POST or None, initial={"on": localdate(request.at), "operation_id": new_id()})
    if form.is_valid():
        says = form.cleaned_data
        try:
            made = operations.issue_certificate(
                id=says["operation_id"], by=request.actor, at=request.at, entity_id=entity_id, on=says["on"]
            )
            return redirect("registry:certificate", made)
        except Refused as refused:
            add_refusals(form, refused, {"registry.certificate-day-is-to-come": "on", "registry.certificate-before-registration": "on"})
    return render(request, "registry/issue.html", {"form": form, "it": entity_told(seen)})


@require_GET
@signed_in
def certificate(request: ActingRequest, certificate_id: UUID) -> HttpResponse:
    """A certificate that was issued, its papers, and the way to a reprint."""
    row = _certificate(request, certificate_id)
    it = says(row)
    context = {
        "row": row, "it": it, "facts": statement_told(it), "languages": languages_of(row.entity.country),
        "form": ReprintForm(initial={"operation_id": new_id()}), "address": f"{reverse('registry:verify')}?{PARAMETER}={row.statement}",
    }  # fmt: skip
    return render(request, "registry/certificate.html", context)


@require_GET
@signed_in
def paper(request: ActingRequest, certificate_id: UUID, language: str) -> HttpResponse:
    """The certificate on paper."""
    row = _certificate(request, certificate_id)
    if language not in languages_of(row.entity.country):
        raise Http404
    link = request.build_absolute_uri(f"{reverse('registry:verify')}?{PARAMETER}={row.statement}")
    printed = certificate_pdf(row, link=link, language=language)
    headers = {"Content-Disposition": f'inline; filename="certificate-{row.serial}-{language}.pdf"'}
    return HttpResponse(printed, content_type="application/pdf", headers=headers)


@require_POST
@signed_in
def reprint(request: ActingRequest, certificate_id: UUID) -> HttpResponse:
    """The same day once more, under another serial."""
    row = _certificate(request, certificate_id)
    form = ReprintForm(request.POST)
    if not form.is_valid():
        return redirect("registry:certificate", row.id)
    made = operations.issue_certificate(
        id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, entity_id=row.entity_id, on=row.on, instead_of=row.id
    )
    return redirect("registry:certificate", made)


def _certificate(request: ActingRequest, certificate_id: UUID) -> Certificate:
    rows = Certificate.objects.select_related("entity", "instead_of")
    row = get_or_404(request.actor, "registry.issue-certificate", rows, knows=lambda by, row: False, pk=certificate_id)
    if not keeps_register(request.actor, row.entity.country, row.office):
        raise Http404
    return row
