"""Pages of the layout itself: the gallery of components, the choice of light, what a device shows without a line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from rochdale.ui import gallery as examples
from rochdale.ui.icons import ICONS
from rochdale.ui.light import COOKIE, KEPT_FOR_SECONDS, LIGHTS
from rochdale.ui.offline import HEADER, offline

WORKER = Path(__file__).parent / "static" / "ui" / "worker.js"
SHELL = ("ui/rochdale.css", "ui/rochdale.js", "ui/icons.svg", "ui/mark.svg")


@offline
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, with its name."""
    form = examples.ExampleForm(examples.TYPED) if "refused" in request.GET else examples.ExampleForm()
    table = examples.table().page(request.GET)
    context = {"form": form, "table": table, "icons": sorted(ICONS), "refused": [examples.REFUSED]}
    return render(request, "ui/gallery.html", context | {"pin": examples.PinForm(), "signs": examples.SIGNS, "twins": examples.TWINS})


@offline
@require_safe
def pictures(request: HttpRequest) -> HttpResponse:
    """Every kind of picture that is drawn from figures."""
    return render(request, "ui/pictures.html", examples.pictures())


@require_POST
def choose_light(request: HttpRequest) -> HttpResponse:
    """Keep the chosen light on this device and go back to the page."""
    wanted, back = request.POST.get("light", ""), request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if is_ours else "/")
    if wanted in LIGHTS and wanted:
        response.set_cookie(COOKIE, wanted, max_age=KEPT_FOR_SECONDS, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE)
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


@offline
@require_safe
def no_line(request: HttpRequest) -> HttpResponse:
    """What a device shows instead of a page it has not kept."""
    return render(request, "ui/no_line.html")


@cache_control(no_cache=True)
@require_safe
def worker(request: HttpRequest) -> HttpResponseBase:
    """The service worker, with the names of the files it keeps. Its version changes with any of them."""
    shell = [static(name) for name in SHELL]
    code = WORKER.read_text(encoding="utf-8")
    known = {
        "SHELL": shell,
        "VERSION": hashlib.sha256("".join([*shell, code]).encode()).hexdigest()[:12],
        "HEADER": HEADER,
        "OFFLINE": reverse("ui:offline"),
        "LANGUAGES": [code for code, name in settings.LANGUAGES],
    }
    lines = [f"const {name} = {json.dumps(value)};" for name, value in known.items()]
    return HttpResponse("\n".join([*lines, code]), content_type="text/javascript; charset=utf-8")
