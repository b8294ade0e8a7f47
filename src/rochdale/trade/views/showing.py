"""Requests to see: asked, answered part by part until a day, taken back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rochdale.base.looks import looks_at_organization
from rochdale.kernel.ids import new_id
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.people.proving import just_proven
from rochdale.people.queries import organization
from rochdale.trade import operations
from rochdale.trade.forms.profiles import AskForm, ShowForm
from rochdale.trade.models import ViewRequest
from rochdale.trade.profile_names import KINDS, PART_OF, PARTS
from rochdale.trade.queries.introductions import RequestSeen, request_seen, requests
from rochdale.trade.queries.profiles import parts_seen
from rochdale.trade.rules.visibility import ASKABLE
from rochdale.trade.views.asking import Question, ask
from rochdale.trade.views.shared import show
from rochdale.ui.forms import OperationForm, ReasonForm
from rochdale.ui.icons import chip

CHIPS = {
    "waiting": ("wait", _("Waiting for an answer")),
    "open": ("good", _("Shown")),
    "no": ("no", _("No")),
    "passed": ("draft", _("Its day has passed")),
    "taken-back": ("draft", _("Taken back")),
}
FIELDS = {"trade.request-says-no-why": "why", "trade.request-names-nothing": "parts", "trade.showing-needs-a-day": "until_on"}


@require_http_methods(["GET", "POST"])
@signed_in
def ask_to_see(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """Ask another organization to see parts of its profile."""
    require(request.actor, "trade.ask-to-see", request.actor)
    who = organization(organization_id)
    if who is None or organization_id == request.actor.organization_id:
        raise Http404
    seen = parts_seen(organization_id, request.actor)
    if not seen:
        raise Http404
    form = AskForm(request.POST or None, parts=[part for part in ASKABLE if part not in seen])
    question = Question(
        title=_("Ask to see more"), act=_("Ask them"), back=reverse("trade:profile", args=[who.id]), back_says=who.name,
        lead=_("They choose what they show you, and until when. Each look is told to them."), onward=reverse("trade:requests"),
    )  # fmt: skip
    return ask(
        request, form, question,
        lambda: operations.ask_to_see(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, organization_id=who.id,
            parts=form.cleaned_data["parts"], why=form.cleaned_data["why"],
        ), FIELDS,
    )  # fmt: skip


@require_GET
@signed_in
def all_requests(request: ActingRequest) -> HttpResponse:
    """What we asked, and what we are asked."""
    require(request.actor, "trade.see-own-profile", request.actor)
    rows = [request_seen(row, request.actor) for row in requests(request.actor)[:100]]
    told = [(one, chip(*CHIPS[one.state])) for one in rows]
    return show(
        request, "requests", {"of_us": [one for one in told if one[0].is_ours], "by_us": [one for one in told if not one[0].is_ours]}
    )


@require_GET
@signed_in
def view_request(request: ActingRequest, request_id: UUID) -> HttpResponse:
    """One request: what is asked, what was said, and every look that came of it."""
    row = _row(request, request_id)
    seen = request_seen(row, request.actor)
    looked = looks_at_organization(row.organization_id).filter(organization_id=row.asker_id, what__in=[KINDS[part] for part in seen.shown])
    context = {
        "seen": seen, "chip": chip(*CHIPS[seen.state]), "parts": _named(seen.parts), "shown": _named(seen.shown),
        "links": [(part, PARTS[part]) for part in seen.shown] if seen.state == "open" and not seen.is_ours else [],
        "looks": [(look, PARTS[PART_OF[look.what]]) for look in looked[:50]] if seen.is_ours else [], "operation_id": new_id(),
        "may_answer": seen.is_ours and may(request.actor, "trade.answer-request", row),
    }  # fmt: skip
    return show(request, "request", context)


def _named(parts: tuple[str, ...]) -> list[object]:
    return [PARTS[part] for part in parts]


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def say_yes(request: ActingRequest, request_id: UUID) -> HttpResponse:
    """Show some of it, until a day."""
    row, seen = _asked(request, request_id)
    form = ShowForm(request.POST or None, parts=seen.parts, initial={"parts": list(seen.parts)})
    return ask(
        request, form, _question(_("Show it to %(name)s?") % {"name": seen.asker}, _("Show it"), row, lead=seen.why),
        lambda: operations.answer_request(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, request_id=row.id, parts=form.cleaned_data["parts"],
            until_on=form.cleaned_data["until_on"],
        ), FIELDS,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@signed_in
def say_no(request: ActingRequest, request_id: UUID) -> HttpResponse:
    """Show none of it, and say why."""
    row, seen = _asked(request, request_id)
    form = ReasonForm(request.POST or None)
    return ask(
        request, form, _question(_("Say no to %(name)s?") % {"name": seen.asker}, _("Say no"), row),
        lambda: operations.answer_request(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, request_id=row.id, parts=(),
            reason=form.cleaned_data["reason"],
        ),
    )  # fmt: skip


@require_POST
@signed_in
@just_proven
def stop(request: ActingRequest, request_id: UUID) -> HttpResponse:
    """Take back what is shown."""
    row, _seen = _asked(request, request_id)
    form = OperationForm(request.POST)
    id = form.cleaned_data["operation_id"] if form.is_valid() else new_id()
    operations.stop_showing(id=id, by=request.actor, at=request.at, request_id=row.id)
    return redirect("trade:request", row.id)


def _row(request: ActingRequest, request_id: UUID, right: str = "trade.see-request") -> ViewRequest:
    def knows(by: object, row: ViewRequest) -> bool:
        return request.actor.organization_id in {row.organization_id, row.asker_id}

    rows = ViewRequest.objects.select_related("organization", "asker", "answer", "end")
    return get_or_404(request.actor, right, rows, knows=knows, pk=request_id)


def _asked(request: ActingRequest, request_id: UUID) -> tuple[ViewRequest, RequestSeen]:
    row = _row(request, request_id, "trade.answer-request")
    return row, request_seen(row, request.actor)


def _question(title: str, act: object, row: ViewRequest, lead: str = "") -> Question:
    return Question(title=title, act=act, back=reverse("trade:request", args=[row.id]), back_says=_("The request"), lead=lead)  # type: ignore[arg-type]
