"""Plots as files: bringing them with a preview of every finding, and handing them and the form of the field out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base import imports
from rochdale.base.documents import MOST_BYTES
from rochdale.base.looks import Subject
from rochdale.base.models import ImportRun
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.people import queries as people
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.permissions import require
from rochdale.supply.form_texts import form_languages
from rochdale.supply.forms.growers import BringPlots
from rochdale.supply.plot_imports import PLOTS
from rochdale.supply.plot_pictures import draw_plot
from rochdale.supply.queries.growers import plots
from rochdale.supply.rules.plots import Finding, xlsform
from rochdale.supply.views.growers import log_look
from rochdale.supply.views.growers_plots import findings_said
from rochdale.ui.forms import OperationForm, add_refusals

AT_ONCE = 10
"""Plots with findings on one page: each has a picture."""
VERDICTS = ("accepted", "repaired", "check", "refused")


@require_http_methods(["GET", "POST"])
@signed_in
def bring_plots(request: ActingRequest) -> HttpResponse:
    """Choose a file of plots and say once what it does not say."""
    require(request.actor, "supply.keep-growers", request.actor)
    organization = people.organization(request.actor.organization_id) if request.actor.organization_id else None
    form = BringPlots(request.POST or None, request.FILES or None, initial={"country": organization.country if organization else ""})
    if form.is_valid():
        try:
            run = _choose(request, form)
        except NotAllowed:
            raise
        except Refused as refused:
            add_refusals(form, refused, {refusal.code: "file" for refusal in refused.refusals})
        else:
            return task_goes_on(redirect("supply:plots-preview", run))
    return render(request, "supply/growers/bring.html", {"form": form})


def _choose(request: ActingRequest, form: BringPlots) -> str:
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        raise Refused(Refusal("base.file-too-large", {"name": file.name, "most_mb": MOST_BYTES // 1024**2}))
    given = {**form.given(), "organization": str(request.actor.organization_id)}
    id = form.cleaned_data["operation_id"]
    return imports.choose_file(id=id, by=request.actor, at=request.at, kind=PLOTS, name=file.name, content=file.read(), given=given)


@require_http_methods(["GET", "POST"])
@signed_in
def plots_preview(request: ActingRequest, run_id: UUID) -> HttpResponse:
    """What was found of each plot, with a picture; then keep what is sound."""
    require(request.actor, "supply.keep-growers", request.actor)
    run = imports.run_of(run_id, request.actor)
    if run is None or run.kind != PLOTS:
        raise Http404
    if run.job_id:
        return redirect("desk:import", run.id)
    form = OperationForm(request.POST or None)
    if form.is_valid():
        id = form.cleaned_data["operation_id"]
        job = imports.keep_rows(id=id, by=request.actor, at=request.at, run_id=run.id, choice=imports.REST)
        return task_goes_on(redirect("desk:job", job))
    return render(request, "supply/growers/preview.html", _preview(request, run, form))


def _preview(request: ActingRequest, run: ImportRun, form: OperationForm) -> dict[str, object]:
    more = run.preview["more"]
    typed = request.GET.get("from", "")
    first = min(int(typed), len(more["plots"])) if typed.isdecimal() and len(typed) < 7 else 0
    shown = [_shown(plot) for plot in more["plots"][first : first + AT_ONCE]]
    following = first + AT_ONCE
    return {
        "run": run, "more": more, "form": form, "notices": imports.notices_of(run), "plots": shown,
        "verdicts": [(verdict, count) for verdict, count in more["counts"] if count],
        "next_from": following if following < len(more["plots"]) else 0, "previous_from": max(first - AT_ONCE, 0), "first": first,
        "nowhere": _nowhere(run), "sound": run.preview["sound"], "unsound": run.preview["unsound"],
        "not_shown": max(more["told"] - len(more["plots"]), 0),
    }  # fmt: skip


def _nowhere(run: ImportRun) -> str:
    """How many plots are nobody's here, in words."""
    codes = {"supply.row-without-grower", "supply.row-of-unknown-grower", "supply.row-grower-has-left"}
    count = sum(1 for fault in run.preview["faults"] if fault["refusal"]["code"] in codes)
    if not count:
        return ""
    return ngettext("The grower of %(count)s plot is not known here.", "The growers of %(count)s plots are not known here.", count) % {
        "count": count
    }


def _shown(plot: Mapping[str, Any]) -> dict[str, Any]:
    findings = [Finding.kept(plain) for plain in plot["findings"]]
    is_refused = plot["verdict"] == "refused"
    around = [plot["original"]] if plot["original"] and plot["original"] != plot["geometry"] else []
    picture = draw_plot(plot["geometry"], findings=findings, neighbours=around, is_refused=is_refused) if plot["geometry"] else None
    return {**plot, "findings": findings_said(findings), "picture": picture}


@require_GET
@signed_in
def plots_geojson(request: ActingRequest) -> HttpResponse:
    """The own plots in use as GeoJSON, with number, grower's number and name. That they were taken along is written down."""
    require(request.actor, "supply.see", request.actor)
    subject = Subject("supply.plots", "people.Organization", str(request.actor.organization_id), request.actor.organization_id)
    log_look(request, subject, gettext("Took the plots along as GeoJSON"))
    rows = plots(request.actor).filter(retired_at=None, newest__isnull=False).order_by("number", "id")
    features = [
        {
            "type": "Feature",
            "properties": {
                "plot id": row.number, "external id": row.own_number, "grower number": row.grower.number,
                "ProducerName": row.grower.person.name, "ProducerCountry": row.country, "ProductionPlace": row.place or row.grower.village,
                "crop": row.product, "declared area ha": str(row.declared_area_ha or ""),
            },
            "geometry": json.loads(row.newest.geometry) if row.newest else None,
        }
        for row in rows
    ]  # fmt: skip
    content = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    return _file(content.encode(), "application/geo+json", "plots.geojson")


@require_GET
@signed_in
def plots_form(request: ActingRequest) -> HttpResponse:
    """The XLSForm with which ODK or Kobo record plots in the field."""
    require(request.actor, "supply.see", request.actor)
    organization = people.organization(request.actor.organization_id) if request.actor.organization_id else None
    content = xlsform(form_languages(), at=request.at, country=organization.country if organization else "")
    return _file(content, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "plots-xlsform.xlsx")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=media_type, headers=headers)
