"""What may have been registered twice: the pairs of one's territory, both side by side, what a person decides, and taking it back."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, refusal_of, require
from rochdale.registry import operations
from rochdale.registry.forms.twice import FIRST, TWO, JudgeForm
from rochdale.registry.models import EntityNow, ProposedPair
from rochdale.registry.permissions import keeps_register
from rochdale.registry.queries.twice import decisions_of, pairs_of
from rochdale.registry.rules.twice import PairVerdict, pair_of
from rochdale.registry.twice_page import called_apart, compared, pair_told, reasons_told, side_told
from rochdale.registry.twice_words import DECIDED
from rochdale.ui.forms import ReasonForm, add_refusals

AT_ONCE = 10
SHOWN = {"open": "", "two": PairVerdict.TWO.value, "one": PairVerdict.ONE.value}


@require_GET
@signed_in
def pairs(request: ActingRequest) -> HttpResponse:
    """Pairs that wait for somebody to say, the strongest first; or what was decided."""
    require(request.actor, "registry.see-inbox", request.actor)
    which = request.GET.get("which", "open")
    which = which if which in SHOWN else "open"
    page = Paginator(pairs_of(request.actor, SHOWN[which]), AT_ONCE).get_page(request.GET.get("page"))
    counts = {name: page.paginator.count if name == which else pairs_of(request.actor, verdict).count() for name, verdict in SHOWN.items()}
    context = {"page": page, "pairs": [pair_told(row) for row in page], "which": which, "counts": counts}
    return render(request, "registry/twice.html", context)


def _both(request: ActingRequest, first_id: UUID, second_id: UUID) -> tuple[EntityNow, EntityNow]:
    """Both of a pair that lies in one's territory, in their order."""
    rows = {row.entity_id: row for row in EntityNow.objects.filter(pk__in=[first_id, second_id]).select_related("entity")}
    if len(rows) != 2 or not all(keeps_register(request.actor, row.entity.country, row.office) for row in rows.values()):
        raise Http404
    first, second = pair_of(first_id, second_id)
    return rows[first], rows[second]


@require_http_methods(["GET", "POST"])
@signed_in
def pair(request: ActingRequest, first_id: UUID, second_id: UUID) -> HttpResponse:
    """Both side by side, why they are proposed, and what is decided."""
    require(request.actor, "registry.see-inbox", request.actor)
    first, second = _both(request, first_id, second_id)
    names, is_judge = called_apart(first, second), may(request.actor, "registry.judge-pairs", request.actor)
    form = JudgeForm(request.POST or None, names=names)
    if request.method == "POST" and not is_judge:
        raise NotAllowed(refusal_of(request.actor, "registry.judge-pairs"))
    if form.is_valid():
        try:
            _judge(request, form, first.entity_id, second.entity_id)
            return redirect("registry:twice-pair", first.entity_id, second.entity_id)
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.pair-without-reason": "reason"})
    row = ProposedPair.objects.filter(first=first.entity_id, second=second.entity_id).first()
    decisions = decisions_of(first.entity_id, second.entity_id)
    is_decided = bool(decisions) and decisions[0].verdict != PairVerdict.OPEN.value
    context = {
        "first": side_told(first), "second": side_told(second), "facts": compared(first, second), "form": form, "is_judge": is_judge,
        "reasons": reasons_told(row.why, first, second) if row else [], "percent": round(row.evidence * 100) if row else 0,
        "decisions": [(DECIDED[one.verdict], one, _staying(one.stays_id, first, second)) for one in decisions], "is_decided": is_decided,
    }  # fmt: skip
    return render(request, "registry/twice_pair.html", context)


def _staying(stays_id: UUID | None, first: EntityNow, second: EntityNow) -> str:
    return "" if stays_id is None else called_apart(first, second)[stays_id != first.entity_id]


def _judge(request: ActingRequest, form: JudgeForm, first_id: UUID, second_id: UUID) -> None:
    said = form.cleaned_data
    common = {"id": said["operation_id"], "by": request.actor, "at": request.at, "reason": said["reason"]}
    if said["verdict"] == TWO:
        operations.keep_apart(**common, one_id=first_id, other_id=second_id)
    else:
        stays, goes = (first_id, second_id) if said["verdict"] == FIRST else (second_id, first_id)
        operations.merge(**common, stays_id=stays, goes_id=goes)


@require_http_methods(["GET", "POST"])
@signed_in
def take_back(request: ActingRequest, first_id: UUID, second_id: UUID) -> HttpResponse:
    """What was decided counts no more."""
    require(request.actor, "registry.judge-pairs", request.actor)
    first, second = _both(request, first_id, second_id)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            operations.take_back_decision(
                id=said["operation_id"], by=request.actor, at=request.at, one_id=first.entity_id, other_id=second.entity_id,
                reason=said["reason"],
            )  # fmt: skip
            return redirect("registry:twice-pair", first.entity_id, second.entity_id)
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.pair-without-reason": "reason"})
    return render(request, "registry/twice_back.html", {"first": side_told(first), "second": side_told(second), "form": form})
