"""Pages of the learning context: what there is to learn, a group's run with and without script, from paper, and what became of it."""

from __future__ import annotations

import secrets
from typing import cast
from uuid import UUID, uuid5

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.base.actor import Actor
from rochdale.base.words import sentence
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.learning import operations
from rochdale.learning.booklets import prints_told
from rochdale.learning.forms.groups import KeyForm, VisitForm
from rochdale.learning.forms.workshops import CodeForm
from rochdale.learning.group_page import group_seen
from rochdale.learning.models import ActionItem, Group, RunDraft
from rochdale.learning.operations import RunSheet, as_group, digest_of
from rochdale.learning.packs import SHIPPED, module_of, shipped
from rochdale.learning.printed import guide
from rochdale.learning.programme_page import activity_told, module_told, programme_told, stage_told
from rochdale.learning.rules.course import CASES, Course, Module
from rochdale.learning.rules.pages import PageKind
from rochdale.learning.rules.runs import Fields, only_known
from rochdale.learning.run_page import RunPages, minutes_left, run_pages
from rochdale.learning.run_words import FILES
from rochdale.learning.taken_away import FORMATS, TYPES, shipped_file
from rochdale.people.http import Request, actor_of
from rochdale.people.permissions import may
from rochdale.ui.forms import OperationForm
from rochdale.ui.offline import offline

SHEETS_A_MINUTE = "code_typed"
"""The house's limit for what comes from people without an account."""


def _moment(request: HttpRequest) -> Request:
    return cast(Request, request)


def language() -> str:
    return (get_language() or "en").split("-")[0]


def _module(pack: str, module: str) -> tuple[Course, Module]:
    try:
        return module_of(pack, module)
    except Refused as refused:
        raise Http404 from refused


def _pages(course: Course, module: Module, fields: Fields, crop: str, of: str = "") -> RunPages:
    return run_pages(course, module, of or language(), fields, crop)


def _crop(request: HttpRequest) -> str:
    asked = request.GET.get("crop", "")
    return asked if asked in CASES else CASES[0]


@require_safe
@offline
def programme(request: HttpRequest) -> HttpResponse:
    """All stages, the bundles, and how it goes."""
    return render(request, "learning/programme.html", programme_told(language()))


@require_safe
@offline
def stage(request: HttpRequest, pack: str) -> HttpResponse:
    """The modules of a stage. From here it can be kept on the phone as a whole."""
    course = shipped(pack) if pack in SHIPPED else None
    if course is None:
        raise Http404
    files = [(kind, FILES[kind], len(shipped_file(pack, kind, language(), _crop(request)))) for kind in FILES]
    return render(
        request, "learning/stage.html", {**stage_told(course, language()), "files": files, "prints": prints_told(pack, "", language())}
    )


def _asked(request: HttpRequest) -> str:
    """The language of the page, or the one that is asked for: `?in=lo`."""
    asked = request.GET.get("in", "")
    return asked if asked in dict(settings.LANGUAGES) else language()


@require_safe
def taken(request: HttpRequest, pack: str, kind: str) -> HttpResponse:
    """A stage as a file for elsewhere, in the language asked for."""
    if pack not in SHIPPED or kind not in FORMATS:
        raise Http404
    language = _asked(request)
    content, name = shipped_file(pack, kind, language, _crop(request)), f"rochdale-{pack}-{language}.{kind}"
    return HttpResponse(content, content_type=TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'})


@require_safe
@offline
def module(request: HttpRequest, pack: str, module: str) -> HttpResponse:
    """What a group does in a module, and where it begins."""
    told = module_told(*_module(pack, module), language())
    return render(request, "learning/module.html", {**told, "prints": prints_told(pack, module, language())})


@require_safe
def printed_guide(request: HttpRequest, pack: str, module: str) -> HttpResponse:
    """The module on paper: what a group follows, its worksheets, the sign-in sheet."""
    course, found = _module(pack, module)
    name = f"rochdale-{found.id}-{language()}.pdf"
    content = guide(course.id, found.id, language(), _crop(request))
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


@require_safe
@offline
def activity(request: HttpRequest, pack: str, module: str, activity: str) -> HttpResponse:
    """One activity to read."""
    course, found = _module(pack, module)
    if activity not in found.activities:
        raise Http404
    return render(request, "learning/activity.html", activity_told(course, found, activity, language(), _crop(request)))


@require_http_methods(["GET", "POST"])
@offline
def run(request: HttpRequest, pack: str, module: str) -> HttpResponse:
    """All steps on one page, which a script shows one at a time; without script it begins page by page from here."""
    course, found = _module(pack, module)
    if request.method == "POST":
        if too_many := limited(request):
            return too_many
        draft = new_id()
        operations.begin_draft(
            id=draft, by=somebody(request, key := _new_key()), at=_moment(request).at, pack=course.id, module=found.id,
            language=language(), key=key,
        )  # fmt: skip
        return redirect("learning:draft", draft, "who")
    return render(request, "learning/run.html", {"told": _pages(course, found, {}, _crop(request))})


def limited(request: HttpRequest) -> HttpResponse | None:
    """The answer for an address that sends too much; groups have no account by which to count."""
    return cast("HttpResponse | None", ratelimit.consume_or_429(request, app="allauth.account", action=SHEETS_A_MINUTE, limit_get=True))


def _new_key() -> str:
    """96 bits as figures and letters from a to f: six times four to write on a slip."""
    return secrets.token_hex(12)


def somebody(request: HttpRequest, key: str) -> Actor:
    """Whoever is signed in; else the group itself, by its key."""
    return actor_of(request) or as_group(key)


@require_http_methods(["GET", "POST"])
def draft(request: HttpRequest, draft_id: UUID, page: str) -> HttpResponse:
    """One page of a run, without script."""
    row = get_object_or_404(RunDraft, pk=draft_id)
    course, found = _module(row.pack, row.module)
    told = _pages(course, found, row.fields, _crop(request), row.language)
    here = next((one for one in told.pages if one.key == page), None)
    if here is None:
        raise Http404
    if request.method == "POST":
        return _turn(request, row, told, here.at)
    is_last = here.kind is PageKind.END
    context = {"told": told, "page": here, "left": minutes_left(told, here), "form": OperationForm(), "is_last": is_last}
    return render(request, "learning/draft.html", context)


def _turn(request: HttpRequest, row: RunDraft, told: RunPages, at: int) -> HttpResponse:
    """Keep what stands on the page and show the next; the last one closes the run."""
    here = told.pages[at - 1]
    form = OperationForm(request.POST)
    if not form.is_valid():
        raise Http404
    key, moment = row.fields["key"], _moment(request).at
    operations.write_on_draft(
        id=form.cleaned_data["operation_id"], by=somebody(request, key), at=moment, draft_id=row.id, fields=only_known(request.POST),
        spent_on=here.activity.id if here.activity else "",
    )  # fmt: skip
    if request.POST.get("to") == "back" and at > 1:
        return redirect("learning:draft", row.id, told.pages[at - 2].key)
    if here.kind is not PageKind.END:
        return redirect("learning:draft", row.id, told.pages[at].key)
    row.refresh_from_db()
    sheet = RunSheet(row.pack, told.course.version, row.module, row.language, "pages", only_known(row.fields))
    try:
        operations.keep_run(id=uuid5(row.id, "run"), by=somebody(request, key), at=moment, key=key, sheet=sheet)
    except Refused as refused:
        told = _pages(told.course, told.module, row.fields, _crop(request), row.language)
        context = {"told": told, "page": told.pages[-1], "left": 0, "form": OperationForm(), "is_last": True, "says": _says(refused)}
        return render(request, "learning/draft.html", context)
    return redirect("learning:group", key)


def _says(refused: Refused) -> list[str]:
    return [sentence(one) for one in refused.refusals]


@require_http_methods(["GET", "POST"])
def sent(request: HttpRequest) -> HttpResponse:
    """What a phone sends when it has a line: asked first for a token, then the sheet. Sent twice, it is kept once."""
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    if too_many := limited(request):
        return too_many
    told = request.POST
    pack, version, module, language = (told.get(f"sheet-{name}", "") for name in ("pack", "version", "module", "language"))
    sheet = RunSheet(pack, version, module, language, "phone", only_known(told))
    try:
        id, key = UUID(told.get("id", "")), told.get("key", "")
        operations.keep_run(id=id, by=somebody(request, key), at=_moment(request).at, key=key, sheet=sheet)
    except ValueError:
        return JsonResponse({"refused": ["id"]}, status=400)
    except Refused as refused:
        return JsonResponse({"refused": _says(refused)}, status=409)
    return JsonResponse({"group": reverse("learning:group", args=[key])})


@require_http_methods(["GET", "POST"])
def from_paper(request: HttpRequest, pack: str, module: str) -> HttpResponse:
    """A run that was done on paper, entered on one page from the sign-in sheet."""
    course, found = _module(pack, module)
    fields = only_known(request.POST)
    told = _pages(course, found, fields, _crop(request))
    key = request.POST.get("key", "").strip() or _new_key()
    form = OperationForm(request.POST or None)
    context = {"told": told, "key": request.POST.get("key", ""), "form": form}
    if request.method == "POST" and form.is_valid():
        if too_many := limited(request):
            return too_many
        sheet = RunSheet(course.id, course.version, found.id, language(), "paper", fields)
        try:
            operations.keep_run(
                id=form.cleaned_data["operation_id"], by=somebody(request, key), at=_moment(request).at, key=key, sheet=sheet
            )
            return redirect("learning:group", key)
        except Refused as refused:
            return render(request, "learning/paper.html", context | {"says": _says(refused)})
    return render(request, "learning/paper.html", context)


@require_http_methods(["GET", "POST"])
def find_group(request: HttpRequest) -> HttpResponse:
    """By the key on its slip."""
    form = KeyForm(request.POST or None)
    if form.is_valid():
        if too_many := limited(request):
            return too_many
        return redirect("learning:group", "".join(form.cleaned_data["key"].split()))
    return render(request, "learning/find_group.html", {"form": form})


def group_of(key: str) -> Group:
    try:
        return get_object_or_404(Group, key_sha256=digest_of(key))
    except Refused as refused:
        raise Http404 from refused


@require_safe
@never_cache
def group(request: HttpRequest, key: str) -> HttpResponse:
    """What a group did, what it made, what it promised and what became of that. For whoever has its key."""
    found = group_seen(group_of(key), language(), _moment(request).at.date())
    in_fours = " ".join(key[place : place + 4] for place in range(0, len(key), 4))
    by = actor_of(request)
    context = {
        "group": found, "key": key, "key_written": in_fours, "visit": VisitForm(auto_id=False), "brought": CodeForm(auto_id=False),
        "tie": OperationForm(auto_id=False),
        "may_tie": found.tied_to is None and may(by, "learning.tie-group", by), "acts_for": by.organization_name if by else "",
    }  # fmt: skip
    response = render(request, "learning/group.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@require_POST
def look_after(request: HttpRequest, key: str, promise_id: UUID) -> HttpResponse:
    """Say how a promise stands."""
    found = group_of(key)
    promise = get_object_or_404(ActionItem, pk=promise_id, run__group=found)
    form = VisitForm(request.POST)
    if form.is_valid():
        told, at = form.cleaned_data, _moment(request).at
        operations.look_after(
            id=told["operation_id"], by=somebody(request, key), at=at, key=key, promise_id=promise.id, on=at.date(),
            found=told["found"], note=told["note"],
        )  # fmt: skip
    return HttpResponseRedirect(reverse("learning:group", args=[key]))
