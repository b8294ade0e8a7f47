"""The register to take away: by place, form, status and office, as CSV or JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from rochdale.registry.extract_files import CSV, JSON_LD, as_csv, as_json_ld
from rochdale.registry.forms.public import NarrowForm
from rochdale.registry.public_page import places_told
from rochdale.registry.queries.extract import extract
from rochdale.registry.queries.public import places_above, places_in


@require_safe
def take_away(request: HttpRequest) -> HttpResponse:
    """What is in the files, and the links to them."""
    asked = NarrowForm(request.GET).asked()
    said = {"within": asked.place, "form": asked.form, "status": asked.status, "office": asked.office}
    context = {
        "narrow": NarrowForm(initial=said), "kept": urlencode({name: value for name, value in said.items() if value}),
        "above": places_told(places_above(asked.place), said), "places": places_told(places_in(asked.place), said),
    }  # fmt: skip
    return render(request, "registry/extract.html", context)


@require_safe
def csv_file(request: HttpRequest) -> StreamingHttpResponse:
    """As a table; another register reads it as it is."""
    return _file(as_csv(extract(NarrowForm(request.GET).asked())), CSV, "register.csv")


@require_safe
def json_ld_file(request: HttpRequest) -> StreamingHttpResponse:
    """As linked data."""
    root, address = (request.build_absolute_uri(one) for one in (reverse("registry:home"), request.get_full_path()))
    entities = extract(NarrowForm(request.GET).asked())
    return _file(as_json_ld(entities, root=root, address=address, at=timezone.now()), JSON_LD, "register.jsonld")


def _file(content: Iterator[bytes], kind: str, name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(content, content_type=kind, headers=headers)
