"""The public register: found by everybody, without signing in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate, make_aware
from django.views.decorators.http import require_safe

from rochdale.people.http import actor_of
from rochdale.people.permissions import may
from rochdale.registry.extract_files import JSON_LD
from rochdale.registry.forms.public import DaysForm, NarrowForm, SearchForm
from rochdale.registry.permissions import keeps_register, may_issue, own_paths
from rochdale.registry.pictures import life_of
from rochdale.registry.public_page import EntityTold, entity_told, line_told, places_told, state_told
from rochdale.registry.queries.certificates import certificates_of
from rochdale.registry.queries.entities import EntitySeen, entity_seen
from rochdale.registry.queries.extract import public_of
from rochdale.registry.queries.public import asked_for, places_above, places_in
from rochdale.registry.queries.standing import acts_for_any
from rochdale.registry.queries.tiers import below_on, tiers_of
from rochdale.registry.queries.twice import SameAs, merged_under, standing_for
from rochdale.registry.rules.linked import document
from rochdale.registry.standing_page import StandingTold, standing_told
from rochdale.registry.standing_rows import standing_of
from rochdale.registry.tiers_page import tiers_told


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Search the register, or go from place to place."""
    form = NarrowForm(request.GET)
    asked = form.asked()
    answer = None if asked.is_empty else asked_for(asked)
    said = {"q": asked.text, "within": asked.place, "form": asked.form, "status": asked.status, "office": asked.office}
    kept = urlencode({name: value for name, value in said.items() if value})
    context = {
        "search": SearchForm(initial={"q": asked.text}),
        "narrow": NarrowForm(initial=said, auto_id="narrow_%s"),
        "asked": asked,
        "kept": kept,
        "lines": [line_told(line) for line in answer.lines] if answer else [],
        "further": f"?{kept}&after={answer.further}" if answer and answer.further else "",
        "above": places_told(places_above(asked.place), said),
        "places": places_told(places_in(asked.place), said),
    }
    return render(request, "registry/home.html", {**context, "ways": _ways(request)})


def _ways(request: HttpRequest) -> dict[str, bool]:
    """What somebody who is signed in may do here beside looking."""
    by = actor_of(request)
    if by is None:
        return {}
    is_office = bool(own_paths(by))
    ways = {"may_apply": may(by, "registry.apply", by) and not is_office, "is_office": is_office, "owes": acts_for_any(by)}
    return ways if any(ways.values()) else {}


def _standing(entity_id: UUID, today: date) -> StandingTold | None:
    """What it owes and whether that is done: public. What was brought and waits is not."""
    seen = standing_of(entity_id, today)
    return standing_told(seen, {}) if seen else None


@require_safe
def entity(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    """One cooperative: what it is, what it was, and every filing about it; as linked data for whoever asks so."""
    if request.GET.get("format") == "jsonld" or request.get_preferred_type(["text/html", JSON_LD]) == JSON_LD:
        return _linked(request, entity_id)
    seen = entity_seen(entity_id)
    if seen is None:
        raise Http404
    same = merged_under(entity_id) if seen.same_as else None
    if same:
        return _led_on(request, seen, same)
    form = DaysForm(request.GET if "on" in request.GET else None)
    context = {
        "it": entity_told(seen), "life": life_of(seen, localdate(timezone.now())), "form": form, "then": _then(seen, form),
        "certificates": certificates_of(entity_id), "may_issue": may_issue(actor_of(request), seen.country, seen.office),
        "standing": _standing(entity_id, localdate(timezone.now())), "others": _others(entity_id),
        "tiers": tiers_told(seen, tiers_of(entity_id)), "may_correct": _may_correct(request, seen),
    }  # fmt: skip
    response = render(request, "registry/entity.html", context)
    patch_vary_headers(response, ["Accept"])
    return response


def _may_correct(request: HttpRequest, seen: EntitySeen) -> bool:
    by = actor_of(request)
    return by is not None and may(by, "registry.correct", by) and keeps_register(by, seen.country, seen.office)


def _others(entity_id: UUID) -> list[tuple[EntityTold, SameAs]]:
    """Entries that turned out to be this one, each with its own history."""
    seen = [(entity_seen(same.goes.entity_id), same) for same in standing_for(entity_id)]
    return [(entity_told(one), same) for one, same in seen if one is not None]


def _led_on(request: HttpRequest, seen: EntitySeen, same: SameAs) -> HttpResponse:
    """An entry that is found under another one now says so, and leads there."""
    by = actor_of(request)
    context = {
        "it": entity_told(seen), "stays": same.stays, "decision": same.decision, "certificates": certificates_of(seen.id),
        "may_correct": _may_correct(request, seen),
        "may_judge": by is not None and may(by, "registry.see-inbox", by) and keeps_register(by, seen.country, seen.office),
    }  # fmt: skip
    response = render(request, "registry/entity_same.html", context)
    patch_vary_headers(response, ["Accept"])
    return response


def _then(seen: EntitySeen, form: DaysForm) -> Mapping[str, object] | None:
    """What it was on the day that is asked for, as known until the end of the other one."""
    if not form.is_valid() or not form.cleaned_data["on"]:
        return None
    on, known = form.cleaned_data["on"], form.cleaned_data["known"]
    until = make_aware(datetime.combine(known + timedelta(days=1), time())) - timedelta(microseconds=1) if known else None
    return {"on": on, "known": known, "facts": state_told(seen, seen.on(on, until)), "members": below_on(seen.id, on, known_at=until)}


def _linked(request: HttpRequest, entity_id: UUID) -> HttpResponse:
    it = public_of(entity_id)
    if it is None:
        raise Http404
    root = request.build_absolute_uri(reverse("registry:home"))
    response = JsonResponse(document(it, root), content_type=JSON_LD, json_dumps_params={"ensure_ascii": False, "indent": 1})
    patch_vary_headers(response, ["Accept"])
    return response
