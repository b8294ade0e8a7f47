"""Pages of the second way to show who one is: apps, passkeys, the card of printed codes; and where one is signed in."""

from __future__ import annotations

from typing import Any

import segno
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base import paper
from rochdale.kernel.ids import new_id
from rochdale.people import factors, operations
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.labels import office_label
from rochdale.people.proving import has_second_factor_shown, just_proven


@require_GET
@signed_in
def second_factor(request: ActingRequest) -> HttpResponse:
    """Which second ways the person has, and what waits for one."""
    ways = factors.of(request.user.id)
    context = {
        "ways": ways,
        "withheld": [office_label(office) for office in sorted(request.withheld)],
        "is_shown": has_second_factor_shown(request),
        "has_passkeys": settings.HAS_PASSKEYS,
        "operation_id": new_id(),
        "onward": request.GET.get(REDIRECT_FIELD_NAME, ""),
    }
    return render(request, "people/factors/second_factor.html", context)


class SetUpApp(ActivateTOTPView):  # type: ignore[misc]  # the library is not typed for checkers
    """An app that shows codes. The code that proves the set-up is the first one shown."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, write it into the trail, and count the code."""
        response: HttpResponse = super().form_valid(form)
        return _set_up(self.request, Authenticator.Type.TOTP, response)


class RemoveApp(DeactivateTOTPView):  # type: ignore[misc]  # the library is not typed for checkers
    """Without the app from now on."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it and write it into the trail."""
        response: HttpResponse = super().form_valid(form)
        operations.note_second_factor(id=new_id(), by=self.request.actor, at=self.request.at, what="remove", kind="totp")
        return response


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # the library is not typed for checkers
    """A passkey of this phone, tablet or laptop."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it, write it into the trail, and count the touch."""
        response: HttpResponse = super().form_valid(form)
        return _set_up(self.request, Authenticator.Type.WEBAUTHN, response)


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]  # the library is not typed for checkers
    """A passkey that is lost or no longer wanted."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Remove it and write it into the trail."""
        response: HttpResponse = super().form_valid(form)
        operations.note_second_factor(id=new_id(), by=self.request.actor, at=self.request.at, what="remove", kind="webauthn")
        return response


def _set_up(request: Any, kind: str, response: HttpResponse) -> HttpResponse:
    record_authentication(request, request.user, method="mfa", type=str(kind), reauthenticated=True)
    operations.note_second_factor(id=new_id(), by=request.actor, at=request.at, what="add", kind=str(kind))
    return response


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def code_card(request: ActingRequest) -> HttpResponse:
    """The card of printed codes: how many are left; a new one, which makes the old one worthless."""
    if request.method == "POST":
        operations.make_code_card(id=new_id(), by=request.actor, at=request.at)
        return redirect("mfa_view_recovery_codes")
    return render(request, "people/factors/code_card.html", {"card": factors.of(request.user.id).card, "operation_id": new_id()})


@require_POST
@signed_in
@just_proven
def code_card_paper(request: ActingRequest) -> HttpResponse:
    """The card as a paper to print: only codes that were not used."""
    card = factors.of(request.user.id).card
    language = get_language() or "en"
    printed = paper.pdf(
        "people/paper/code_card.typ", factors.card_content(request.user, card, at=request.at), language=language, at=request.at
    )
    return HttpResponse(printed, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="codes.pdf"'})


@require_http_methods(["GET", "POST"])
@signed_in
def sessions(request: ActingRequest) -> HttpResponse:
    """Where I am signed in; end one of them, or all others."""
    if request.method == "POST":
        chosen = request.POST.get("session", "")
        operations.end_own_sessions(
            id=new_id(),
            by=request.actor,
            at=request.at,
            keep=request.session.session_key or "",
            only=int(chosen) if chosen.isdigit() else None,
        )
        return redirect("people:sessions")
    rows = UserSession.objects.purge_and_list(request.user)
    shown = sorted(rows, key=lambda row: (row.session_key != request.session.session_key, -row.last_seen_at.timestamp()))
    context = {"sessions": [factors.session_seen(row, request.session.session_key or "") for row in shown]}
    return render(request, "people/factors/sessions.html", context)


def qr(text: str) -> str:
    """A QR code as SVG, for pages and papers."""
    return str(segno.make(text, error="m").svg_inline(border=2, dark="#231c14", light="#fffdf8", omitsize=True))


def absolute(request: HttpRequest, name: str, *args: object) -> str:
    """A full address of this installation, as it goes onto a slip."""
    return request.build_absolute_uri(reverse(name, args=args))
