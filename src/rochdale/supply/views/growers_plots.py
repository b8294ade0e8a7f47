"""Plots: the list, one plot with its outlines, a new plot, a new outline, the end of its use."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.base.imports import origin_of
from rochdale.base.words import said
from rochdale.kernel.refusal import Refused
from rochdale.people import queries as people
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.permissions import may, require
from rochdale.supply import operations
from rochdale.supply.called import product_name
from rochdale.supply.forms.growers import NewPlot, OutlineForm, PlotFacts, Reason
from rochdale.supply.models import Capture, Plot
from rochdale.supply.operations.growers import PlotGiven
from rochdale.supply.outlines import Described, checked_file, checked_typed, outline_of
from rochdale.supply.queries import growers as queries
from rochdale.supply.rules.plots import CheckedPlot, Finding
from rochdale.supply.views.growers import load
from rochdale.ui.forms import add_refusals
from rochdale.ui.icons import chip
from rochdale.ui.table_files import KINDS, table_file
from rochdale.ui.tables import Column, Table

FIELDS: Mapping[str, str] = {
    "supply.plot-needs-a-number": "number",
    "supply.plot-number-is-taken": "number",
    "supply.plot-country-is-unknown": "country",
    "supply.plot-area-is-not-above-zero": "declared_area_ha",
    "supply.plot-is-planted-in-no-year": "planted_year",
    "supply.outline-is-missing": "points",
    "supply.outline-line-is-wrong": "points",
    "supply.file-holds-several-plots": "file",
    "supply.release-needs-a-reason": "reason",
    "supply.retiring-needs-a-reason": "reason",
    "supply.no-such-plot": "plot",
}


def plot_chip(row: Plot) -> object:
    """How a plot stands."""
    if row.retired_at:
        return chip("draft", _("no longer used"))
    if row.newest is None:
        return chip("need", _("no outline"))
    return chip("need", _("to be checked")) if row.is_held else chip("good", _("in use"))


def plots_table(request: ActingRequest) -> Table[Plot]:
    """The list of plots, as on the screen and in files."""
    only_held = request.GET.get("only") == "check"
    rows = queries.to_be_checked(request.actor) if only_held else queries.plots(request.actor)
    return Table(
        rows,
        [
            Column("number", _("Plot"), lambda row: row.number, order="number"),
            Column("grower", _("Grower"), lambda row: f"{row.grower.number} {row.grower.person.name}", order="grower__number"),
            Column("product", _("Crop"), lambda row: product_name(row.product), order="product"),
            Column("place", _("Place"), lambda row: row.place, order="place"),
            Column("declared", _("Said, ha"), lambda row: row.declared_area_ha, order="declared_area_ha", is_number=True),
            Column(
                "drawn", _("Drawn, ha"), lambda row: row.newest.drawn_area_ha if row.newest else None, order="newest__drawn_area_ha",
                is_number=True,
            ),
            Column("state", _("State"), plot_chip),
        ],
        search=("number", "own_number", "name", "place", "grower__number", "grower__person__name"),
        order="number",
        link=lambda row: reverse("supply:plot", args=[row.pk]),
    )  # fmt: skip


@require_GET
@signed_in
def plots(request: ActingRequest) -> HttpResponse:
    """All plots, or those to be checked."""
    require(request.actor, "supply.see", request.actor)
    context = {
        "table": plots_table(request).page(request.GET),
        "only_check": request.GET.get("only") == "check",
        "may_keep": may(request.actor, "supply.keep-growers", request.actor),
    }
    return render(request, "supply/growers/plots.html", context)


@require_GET
@signed_in
def plots_file(request: ActingRequest, kind: str) -> HttpResponse:
    """The list as Excel or CSV."""
    require(request.actor, "supply.see", request.actor)
    if kind not in KINDS:
        return redirect("supply:plots")
    return table_file(plots_table(request), request.GET, kind=kind, name="plots", at=request.at)


def load_plot(request: ActingRequest, plot_id: UUID, right: str = "supply.see-grower") -> Plot:
    """A plot over which the right is held."""
    return get_or_404(request.actor, right, Plot.objects.select_related("grower__person", "newest"), pk=plot_id)


@require_GET
@signed_in
def plot(request: ActingRequest, plot_id: UUID) -> HttpResponse:
    """One plot: its outline among its neighbours, what was found, and how it was before."""
    row = load_plot(request, plot_id)
    versions = queries.versions_of(row)
    context = {
        "plot": row,
        "chip": plot_chip(row),
        "product": product_name(row.product),
        "versions": [(version, findings_said(version.findings)) for version in versions],
        "origin": origin_of(row.id) if may(request.actor, "supply.see", row) else None,
        "may_see_all": may(request.actor, "supply.see", row),
        "may_keep": may(request.actor, "supply.keep-growers", row),
        "may_release": may(request.actor, "supply.certify", row),
    }
    return render(request, "supply/growers/plot.html", context)


def findings_said(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Findings as the page shows them: row of the table, what comes of it, sentence, way on."""
    return [{"rule": finding.rule, "outcome": finding.outcome, "said": said(finding.refusal)} for finding in findings]


@require_http_methods(["GET", "POST"])
@signed_in
def new_plot(request: ActingRequest, grower_id: UUID) -> HttpResponse:
    """Write a plot of a grower down; its outline comes next."""
    row = load(request, grower_id, "supply.keep-growers")
    organization = people.organization(row.organization_id)
    initial = {"number": queries.next_plot_number(row), "country": organization.country if organization else "", "place": row.village}
    form = NewPlot(request.POST or None, initial=initial)
    if form.is_valid():
        answers = form.cleaned_data
        try:
            made = operations.register_plot(
                id=answers["operation_id"], by=request.actor, at=request.at, grower_id=row.id, number=answers["number"].strip(),
                plot=_facts(form),
            )  # fmt: skip
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            return task_goes_on(redirect("supply:draw-plot", made))
    return render(request, "supply/growers/plot_new.html", {"form": form, "grower": row})


def _facts(form: forms.Form, own_number: str = "") -> PlotGiven:
    names = ("product", "country", "place", "name", "planted_year", "declared_area_ha", "tenure", "tenure_paper", "organic_since")
    return PlotGiven(own_number=own_number, **{name: form.cleaned_data[name] for name in names})


@require_http_methods(["GET", "POST"])
@signed_in
def change_plot(request: ActingRequest, plot_id: UUID) -> HttpResponse:
    """What is told of a plot."""
    row = load_plot(request, plot_id, "supply.keep-growers")
    names = ("product", "country", "place", "name", "planted_year", "declared_area_ha", "tenure", "tenure_paper", "organic_since")
    form = PlotFacts(request.POST or None, initial={name: getattr(row, name) for name in names})
    if form.is_valid():
        try:
            operations.change_plot(
                id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, plot_id=row.id, plot=_facts(form, row.own_number)
            )
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            return task_goes_on(redirect("supply:plot", row.id))
    return render(request, "supply/growers/plot_change.html", {"form": form, "plot": row})


@require_http_methods(["GET", "POST"])
@signed_in
def draw_plot(request: ActingRequest, plot_id: UUID) -> HttpResponse:
    """Walk, draw, type or bring the outline of a plot."""
    row = load_plot(request, plot_id, "supply.keep-growers")
    form = OutlineForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            keep_outline(request, row, form)
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            messages.success(request, gettext("The outline is kept."))
            return task_goes_on(redirect("supply:plot", row.id))
    around = queries.neighbours_of(row) or queries.near_grower(row.grower)
    here = [json.loads(row.newest.geometry)] if row.newest else []
    context = {"form": form, "plot": row, "neighbours": [*around, *here]}
    return render(request, "supply/growers/draw.html", context)


def keep_outline(request: ActingRequest, row: Plot, form: OutlineForm) -> None:
    """Check what was walked, drawn, typed or brought, and keep it as the newest outline."""
    answers, file = form.cleaned_data, form.cleaned_data["file"]
    described = Described(row.number, row.grower.person.name, row.country, row.place or row.grower.village, row.declared_area_ha)
    known = {"organization_id": row.organization_id, "leaves_out": row.id}
    checked: CheckedPlot = (
        checked_file(file.read(), file.name, described, **known) if file else checked_typed(answers["points"], described, **known)
    )
    operations.draw_plot(
        id=answers["operation_id"], by=request.actor, at=request.at, plot_id=row.id, outline=outline_of(checked),
        capture=Capture.FILE if file else answers["capture"] or Capture.TYPED, accuracy_m=answers["accuracy_m"],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@signed_in
def release_plot(request: ActingRequest, plot_id: UUID) -> HttpResponse:
    """Somebody has looked: it may feed traceable lots."""
    return _with_reason(request, load_plot(request, plot_id, "supply.certify"), "release")


@require_http_methods(["GET", "POST"])
@signed_in
def retire_plot(request: ActingRequest, plot_id: UUID) -> HttpResponse:
    """A plot is no longer used."""
    return _with_reason(request, load_plot(request, plot_id, "supply.keep-growers"), "retire")


def _with_reason(request: ActingRequest, row: Plot, what: str) -> HttpResponse:
    form = Reason(request.POST or None)
    operation = {"release": operations.release_plot, "retire": operations.retire_plot}[what]
    if form.is_valid():
        answers = form.cleaned_data
        try:
            operation(id=answers["operation_id"], by=request.actor, at=request.at, plot_id=row.id, reason=answers["reason"])
        except Refused as refused:
            add_refusals(form, refused, FIELDS)
        else:
            return task_goes_on(redirect("supply:plot", row.id))
    return render(request, "supply/growers/plot_reason.html", {"form": form, "plot": row, "what": what})
