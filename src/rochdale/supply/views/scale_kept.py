"""The scale without a line: the page that a device keeps, what it keeps beside it, and the file carried by hand."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from rochdale.people.device_door import device_of
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.kept_files import take_file
from rochdale.supply.forms.scale import BringForm, WeighForm
from rochdale.supply.queries.scale_pack import pack as pack_of
from rochdale.supply.views.scale import chosen_point, marks, organization_of, series_in_hand
from rochdale.ui.offline import offline

FILES = ("people/outbox.js", "supply/desk.js", "supply/weigh.js", "supply/say.js")


@offline
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The scale on a device without a line. The page itself holds nothing of anybody: growers and prices lie in the device's pack."""
    return render(
        request, "supply/scale/desk.html", {"form": WeighForm(), "marks": marks(), "files": " ".join(static(file) for file in FILES)}
    )


@never_cache
@require_GET
@signed_in
def pack(request: ActingRequest) -> JsonResponse:
    """What an enrolled device of the organization keeps for the point it weighs at."""
    organization = organization_of(request)
    device, point = device_of(request), chosen_point(request)
    if device is None or device.organization_id != organization or point is None:
        raise Http404
    found = pack_of(organization, request.actor.organization_name, point, series_in_hand(request, point), request.at)
    return JsonResponse(found)


@require_http_methods(["GET", "POST"])
@signed_in
def bring(request: ActingRequest) -> HttpResponse:
    """Take the file that a device saved: every piece on account of whoever signed it, none twice."""
    organization_of(request)
    form, taken = BringForm(request.POST or None, request.FILES or None), None
    if form.is_valid() and (pieces := form.pieces()):
        taken = take_file(request, pieces)
    done = sum(one.is_done for one in taken or [])
    return render(request, "supply/scale/bring.html", {"form": form, "taken": taken, "done": done, "refused": len(taken or []) - done})
