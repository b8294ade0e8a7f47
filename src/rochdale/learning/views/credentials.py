"""Certificates of learning: checked by anybody, shown and issued for a group, taken back; what their issuers publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast
from uuid import uuid5

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from rochdale.base.codes import GROUP, LENGTH, LETTERS, tidied
from rochdale.base.reference import current_reference, new_reference
from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from rochdale.learning import operations
from rochdale.learning.achievements import achievement
from rochdale.learning.credential_forms import CheckForm
from rochdale.learning.credential_page import certificates_told, kind_told, offline_words, verdict_of
from rochdale.learning.credential_paper import badge_png, badge_svg, certificate_pdf
from rochdale.learning.keys import public_keys, signer
from rochdale.learning.models import Credential, CredentialKind, Group
from rochdale.learning.operations import CredentialOrder, digest_of
from rochdale.learning.queries.credentials import credential_of, issuer_is_known, revoked_places, verified
from rochdale.learning.rules.baking import Unbakeable, unbaked
from rochdale.learning.rules.credentials import thumbprint
from rochdale.learning.rules.earning import Earned
from rochdale.learning.rules.issuers import did_document, did_of, status_claims
from rochdale.learning.views.groups import language
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, Request, actor_of, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.queries import organization
from rochdale.ui.forms import OperationForm, ReasonForm, add_refusals
from rochdale.ui.middleware import REFERENCE_HEADER
from rochdale.ui.offline import offline

FILES: Mapping[str, tuple[str, Callable[[Credential], bytes]]] = {
    "png": ("image/png", badge_png),
    "svg": ("image/svg+xml", badge_svg),
    "jwt": ("application/vc+jwt", lambda row: row.token.encode()),
}
"""As what a certificate is downloaded."""
ON_PAPER = ("en", "fr", "lo")


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _at(request: HttpRequest) -> Request:
    return cast(Request, request)


@require_http_methods(["GET", "HEAD", "POST"])
@offline
def verify(request: HttpRequest) -> HttpResponse:
    """Check a certificate: its number, its text, or a picture that holds it."""
    form = CheckForm(request.POST or None, request.FILES or None)
    verdict = None
    if request.method == "POST" and form.is_valid():
        text, file = form.cleaned_data["text"], form.cleaned_data["file"]
        if code := _code_in(text):
            return redirect("learning:credential", code)
        try:
            text = unbaked(file.read()) if file else text
        except Unbakeable:
            text = ""
        verdict = verdict_of(verified(text, at=_at(request).at))
    words = offline_words(_site(request)) if request.method != "POST" else None  # only that page is kept
    context = {"form": form, "verdict": verdict, "words": words}
    return render(request, "learning/verify.html", context)


def _code_in(text: str) -> str:
    """The number of a certificate, as it is printed, out of what was typed or out of its address; "" for none."""
    letters = tidied(text.rstrip("/ \n").rpartition("/")[2])
    if len(letters) != LENGTH or set(letters) - set(LETTERS):
        return ""
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


@require_safe
@never_cache
def credential(request: HttpRequest, code: str) -> HttpResponse:
    """How a certificate stands, by the number on it. Whoever has the number may see it; its name only where it is published."""
    row = credential_of(code)
    if row is None:
        return _unknown(request, code)
    actor = actor_of(request)
    context = {
        "row": row, "verdict": verdict_of(verified(row.token, at=_at(request).at)), "kind": kind_told(row), "languages": ON_PAPER,
        "may_print": may(actor, "learning.issue-credential", row), "may_revoke": may(actor, "learning.revoke-credential", row),
    }  # fmt: skip
    response = render(request, "learning/credential.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _unknown(request: HttpRequest, code: str) -> HttpResponse:
    """A page of its own: whoever holds a paper is told what to look at."""
    response = render(request, "learning/no_credential.html", {"code": code[:20]}, status=404)
    response[REFERENCE_HEADER] = current_reference() or new_reference()
    return response


@require_safe
def credential_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A certificate to take along: the picture with it inside, or the text alone."""
    row = credential_of(code)
    if row is None or kind not in FILES:
        raise Http404
    content_type, made = FILES[kind]
    name = f"certificate-{row.code}.{kind}"
    return HttpResponse(made(row), content_type=content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_GET
@signed_in
def credential_paper(request: ActingRequest, code: str, language: str) -> HttpResponse:
    """On paper, with its name, for whoever issues there."""
    row = get_or_404(request.actor, "learning.issue-credential", Credential.objects.exclude(token=""), code=code)
    return _paper(row, language)


@require_safe
@never_cache
def group_paper(request: HttpRequest, key: str, code: str, language: str) -> HttpResponse:
    """On paper, with its name, for the group itself."""
    return _paper(get_object_or_404(Credential.objects.exclude(token=""), group=_group(key), code=code), language)


def _paper(row: Credential, language: str) -> HttpResponse:
    if language not in ON_PAPER:
        raise Http404
    headers = {"Content-Disposition": f'inline; filename="certificate-{row.code}-{language}.pdf"'}
    return HttpResponse(certificate_pdf(row, language), content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "POST"])
@signed_in
def revoke(request: ActingRequest, code: str) -> HttpResponse:
    """Take a certificate back."""
    row = get_or_404(request.actor, "learning.revoke-credential", Credential.objects.select_related("revocation"), code=code)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        told = form.cleaned_data
        try:
            operations.revoke_credential(
                id=told["operation_id"], by=request.actor, at=request.at, credential_id=row.id, reason=told["reason"]
            )
            return redirect("learning:credential", row.code)
        except Refused as refused:
            add_refusals(form, refused)
    return render(request, "learning/revoke.html", {"row": row, "form": form})


def _group(key: str) -> Group:
    try:
        return get_object_or_404(Group, key_sha256=digest_of(key))
    except Refused as refused:
        raise Http404 from refused


@require_http_methods(["GET", "POST"])
@never_cache
def group_certificates(request: HttpRequest, key: str) -> HttpResponse:
    """Who has earned what in a group. Its host issues what is ticked; the group prints."""
    group = _group(key)
    people, form = certificates_told(group, language()), OperationForm(request.POST or None)
    says = list[str]()
    if request.method == "POST":
        actor = actor_of(request)
        if actor is None:
            return redirect("learning:group-certificates", key)
        require(actor, "learning.issue-credential", group)
        if form.is_valid():
            try:
                _issue(request, group, form)
                return redirect("learning:group-certificates", key)
            except Refused as refused:
                says = [sentence(one) for one in refused.refusals]
    context = {
        "group": group, "key": key, "people": people, "form": form, "says": says, "languages": ON_PAPER,
        "has_open": any(person.has_open for person in people),
        "host": organization(group.host_id) if group.host_id else None,
        "may_issue": may(actor_of(request), "learning.issue-credential", group),
    }  # fmt: skip
    response = render(request, "learning/group_certificates.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _issue(request: HttpRequest, group: Group, form: OperationForm) -> None:
    ticked, wants_name = set(request.POST.getlist("earned")), set(request.POST.getlist("publishes"))
    for person in certificates_told(group, language()):
        for one in person.earned:
            if one.row in ticked:
                order = _order(request, group, one.earned, person.row in wants_name)
                id = uuid5(form.cleaned_data["operation_id"], one.row)
                operations.issue_credential(id=id, by=cast(ActingRequest, request).actor, at=_at(request).at, order=order)


def _order(request: HttpRequest, group: Group, one: Earned, names_holder: bool) -> CredentialOrder:
    assert group.host_id is not None  # nobody may issue for a group without one
    of, site = language(), _site(request)
    return CredentialOrder(
        CredentialKind.PARTICIPANT, group.host_id, site, one.achievement, achievement(one.achievement, site, of), of,
        one.person, one.name, one.evidence, group.id, names_holder,
    )  # fmt: skip


@require_safe
def issuer(request: HttpRequest, code: str) -> HttpResponse:
    """Who issues under that code, and with which keys, for people."""
    row = Credential.objects.filter(issuer_code=code).order_by("-issued_at").first()
    if row is None:
        raise Http404
    keys = [(id, thumbprint(jwk)) for id, jwk in public_keys().items()]
    found = organization(row.issuer_id)
    return render(request, "learning/issuer.html", {"issuer": row, "name": found.name if found else "", "keys": keys})


@require_safe
def issuer_document(request: HttpRequest, code: str) -> HttpResponse:
    """The DID document of an issuer: every key that ever signed."""
    if not issuer_is_known(code):
        raise Http404
    did = did_of(_site(request) + reverse("learning:issuer", args=[code]))
    return JsonResponse(did_document(did, public_keys().values()), content_type="application/did+json")


@require_safe
@never_cache
def issuer_status(request: HttpRequest, code: str) -> HttpResponse:
    """What an issuer took back, as a signed list of bits. It tells of no person."""
    key = signer()
    if key is None or not issuer_is_known(code):
        raise Http404
    did = did_of(_site(request) + reverse("learning:issuer", args=[code]))
    claims = status_claims(request.build_absolute_uri(request.path), did, revoked_places(code), _at(request).at.replace(microsecond=0))
    return HttpResponse(key.sign(claims, did), content_type="application/vc+jwt")
