"""Looking for a partner: the search, a profile, one of its parts, its paper, its pictures. Each reader sees what is shown to it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base import documents, looks
from rochdale.base.countries import country_name
from rochdale.base.privacy import kind_of
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, Request, actor_of, signed_in, task_goes_on
from rochdale.people.permissions import may
from rochdale.people.queries import OrganizationFacts, organization
from rochdale.people.sharing import subject_of
from rochdale.trade.called import certificate_names, place_name
from rochdale.trade.forms.asking import PurposeForm
from rochdale.trade.forms.profiles import FindForm
from rochdale.trade.models import ProfilePicture
from rochdale.trade.profile_names import ICONS, KINDS, PARTS, TELL, languages_named
from rochdale.trade.profile_paper import profile_pdf
from rochdale.trade.profile_shown import card_goods, step_shown
from rochdale.trade.profile_tables import STATES, scope_told, table_of
from rochdale.trade.queries.certificates import CertificateSeen
from rochdale.trade.queries.profiles import ProfileSeen, level_of, parts_seen, profile_seen, schemes_shown, search
from rochdale.trade.rules.finding import Candidate
from rochdale.trade.rules.visibility import ABOUT, ASKABLE, PUBLIC
from rochdale.trade.views.certificates import CHIPS
from rochdale.trade.views.shared import add_refusals, show
from rochdale.ui.icons import chip

A_PAGE = 12
LOOK_FIELDS = {"base.look-needs-a-purpose": "purpose"}


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Who fits, as cards; each filter says how many it left. The address holds the search."""
    asked, by = cast(Request, request), actor_of(request)
    has_asked = "side" in request.GET
    form = FindForm(request.GET if has_asked else None)
    context: dict[str, object] = {"form": form, "has_asked": has_asked}
    if has_asked and form.is_valid():
        sought, near, on = form.sought(), form.cleaned_data["near"], asked.at.date()
        found = search(sought, by, near=near, on=on)
        rows, more = _page(found.rows, request.GET.get("after", ""))
        schemes = schemes_shown([row.id for row in rows], by, on)
        context |= {
            "kept": _kept(request),
            "steps": [step_shown(step, sought, near) for step in found.steps], "count": len(found.rows), "more": more,
            "cards": [(row, _where(row), [card_goods(None, one) for one in row.goods], _schemes(schemes.get(row.id, ()))) for row in rows],
        }  # fmt: skip
    return show(asked, "find", context)  # type: ignore[arg-type]  # the page is drawn for whoever asks


def _page(rows: Sequence[Candidate], after: str) -> tuple[Sequence[Candidate], str]:
    """The rows behind the one with that id, and the last id of them where more follow. Stable: rows stand by name and id."""
    try:
        mark = organization(UUID(after)) if after else None
    except ValueError:
        mark = None
    behind = [row for row in rows if mark is None or (row.name.casefold(), str(row.id)) > (mark.name.casefold(), str(mark.id))]
    page = behind[:A_PAGE]
    return page, str(page[-1].id) if len(behind) > A_PAGE else ""


def _kept(request: HttpRequest) -> str:
    """The search as it stands in the address, without its place."""
    query = request.GET.copy()
    query.pop("after", None)
    return query.urlencode()


def _where(row: Candidate) -> str:
    words = [place_name(row.place) if row.place else "", country_name(row.country)]
    return ", ".join(word for word in words if word)


def _schemes(rows: Sequence[CertificateSeen]) -> list[str]:
    return certificate_names({one.facts.scheme for one in rows})


@require_GET
def profile(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """A profile as far as the reader may see it."""
    asked, by = cast(Request, request), actor_of(request)
    who, seen = _visible(request, organization_id)
    may_ask = by is not None and not seen.is_own and may(by, "trade.ask-to-see", by)
    parts = [(part, PARTS[part], TELL[part], ICONS[part], part in seen.parts) for part in ASKABLE]
    context = {
        "who": who, "seen": seen, "country": country_name(who.country), "place": place_name(who.place) if who.place else "",
        "goods": [card_goods(id, facts) for id, facts in seen.goods], "languages": languages_named(list(seen.languages)),
        "certificates": [_certificate(one) for one in seen.certificates],
        "parts": [one for one in parts if one[4] or may_ask], "may_ask": may_ask and not set(ASKABLE) <= seen.parts,
    }  # fmt: skip
    return show(asked, "profile", context)  # type: ignore[arg-type]


def _certificate(one: CertificateSeen) -> tuple[CertificateSeen, str, str, str]:
    return one, certificate_names([one.facts.scheme])[0], scope_told(one), chip(CHIPS[one.state], STATES[one.state])


@require_GET
def profile_file(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    """The same on one page of paper, in the reader's language."""
    who, seen = _visible(request, organization_id)
    paper = profile_pdf(who, seen, language=get_language() or "en", at=cast(Request, request).at)
    return HttpResponse(paper, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="profile.pdf"'})


@require_GET
def picture(request: HttpRequest, organization_id: UUID, picture_id: UUID) -> HttpResponse:
    """A picture of a profile, for whoever may see who they are."""
    row = ProfilePicture.objects.filter(pk=picture_id, organization_id=organization_id).first()
    document = documents.document(row.document_id) if row and ABOUT in parts_seen(organization_id, actor_of(request)) else None
    if document is None:
        raise Http404
    return HttpResponse(documents.content_of(document), content_type=document.media_type, headers={"X-Content-Type-Options": "nosniff"})


@require_http_methods(["GET", "POST"])
@signed_in
def profile_part(request: ActingRequest, organization_id: UUID, part: str) -> HttpResponse:
    """A part that is opened one by one, once it is said what for; its owner reads who looked, and why."""
    who = organization(organization_id)
    if who is None or part not in ASKABLE or part not in parts_seen(organization_id, request.actor):
        raise Http404
    context = {"who": who, "part": part, "title": PARTS[part], "tells": TELL[part], "kind": kind_of(KINDS[part])}
    is_free = organization_id == request.actor.organization_id or level_of(organization_id, part) == PUBLIC
    subject = subject_of(KINDS[part], organization_id)
    if is_free or looks.has_told(request.actor, subject, request.at):
        return show(request, "profile_part", {**context, "table": table_of(part, organization_id, request.at).page(request.GET)})
    form = PurposeForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            looks.tell_purpose(id=said["operation_id"], by=request.actor, at=request.at, subject=subject, purpose=said["purpose"])
            return task_goes_on(redirect("trade:profile-part", organization_id, part))
        except Refused as refused:
            add_refusals(form, refused, LOOK_FIELDS)
    return show(request, "profile_purpose", {**context, "form": form})


def _visible(request: HttpRequest, organization_id: UUID) -> tuple[OrganizationFacts, ProfileSeen]:
    """The organization, where anything of its profile is for this reader; unknown otherwise."""
    who = organization(organization_id)
    seen = profile_seen(who, actor_of(request), cast(Request, request).at.date()) if who else None
    if who is None or seen is None or seen.is_empty:
        raise Http404
    return who, seen
