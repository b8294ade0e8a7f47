"""What the groups of an organization learned: the page, and the workbook to take away."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rochdale.learning.forms.workshops import TimeForm
from rochdale.learning.report_page import report_file, report_of
from rochdale.learning.views.groups import language
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import require
from rochdale.ui.table_files import KINDS

A_YEAR = timedelta(days=365)


def _asked(request: ActingRequest) -> tuple[UUID, date, date, TimeForm]:
    """Whose groups, from which day to which, and the form with these days: the last year where nothing was chosen."""
    require(request.actor, "learning.see-cascade", request.actor)
    assert request.actor.organization_id is not None  # the permission asks for an office
    today = request.at.date()
    form = TimeForm(request.GET if request.GET.get("since") else None, initial={"since": today - A_YEAR, "until": today})
    since, until = (form.cleaned_data["since"], form.cleaned_data["until"]) if form.is_valid() else (today - A_YEAR, today)
    return request.actor.organization_id, since, until, form


@require_GET
@signed_in
def report(request: ActingRequest) -> HttpResponse:
    """Who learned what, how much was done, and what became of the promises."""
    organization_id, since, until, form = _asked(request)
    told = report_of(organization_id, since, until, language())
    context = {"told": told, "since": since, "until": until, "form": form, "organization": request.actor.organization_name}
    return render(request, "learning/report.html", context)


@require_GET
@signed_in
def workbook(request: ActingRequest) -> HttpResponse:
    """The same as Excel, with every group and promise."""
    organization_id, since, until, _form = _asked(request)
    content = report_file(organization_id, since, until, language(), at=request.at)
    headers = {"Content-Disposition": f'attachment; filename="learning-{since}-{until}.xlsx"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=KINDS["xlsx"], headers=headers)
