"""Groups of operators: between the member and the union, each with its certificate, at most 2,000 farmers."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may, require
from rochdale.trade import operations
from rochdale.trade.forms.certificates import GroupForm, JoinForm
from rochdale.trade.models import CertifiedGroup, GroupMember
from rochdale.trade.queries.certificates import groups_of, members_of
from rochdale.trade.views.asking import Question, ask
from rochdale.trade.views.shared import show
from rochdale.ui.forms import OperationForm
from rochdale.ui.tables import Column, Table
from rochdale.ui.templatetags.ui import written

FIELDS = {
    "trade.group-is-there": "name",
    "trade.grower-unknown": "number",
    "trade.grower-in-group": "number",
    "trade.group-member-too-large": "turnover_eur",
    "trade.group-member-without-land": "hectares",
}


@require_http_methods(["GET", "POST"])
@signed_in
def new_group(request: ActingRequest) -> HttpResponse:
    """Found a group."""
    require(request.actor, "trade.keep-certificates", request.actor)
    form = GroupForm(request.POST or None)
    question = Question(
        title=_("Found a group of operators"), act=_("Found it"), back=reverse("trade:certificates"), back_says=_("Our certificates"),
        lead=_("The EU organic rule: farmers with at most 5 ha each, at most 2,000 in one group, with an internal control."),
    )  # fmt: skip
    return ask(
        request, form, question,
        lambda: operations.found_group(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, name=form.cleaned_data["name"],
            registration=form.cleaned_data["registration"], controller=form.cleaned_data["controller"],
        ), FIELDS,
    )  # fmt: skip


@require_GET
@signed_in
def group(request: ActingRequest, group_id: UUID) -> HttpResponse:
    """Who is in a group, and how much room is left."""
    row = _own(request, group_id, "trade.see-own-profile")
    found = next(one for one in groups_of(row.organization_id) if one.id == row.id)
    columns: list[Column[GroupMember]] = [
        Column("number", _("Number"), lambda one: one.grower.number, order="grower__number"),
        Column("name", _("Name"), lambda one: one.grower.person.name),
        Column("hectares", _("Area (ha)"), lambda one: written(one.hectares), is_number=True),
        Column("since", _("Since"), lambda one: one.since_on, order="since_on"),
    ]
    table = Table(
        members_of(row), columns, search=["grower__number", "grower__person__name"], order="number",
        link=lambda one: reverse("trade:leave-group", args=[one.id]),
    )  # fmt: skip
    may_keep = may(request.actor, "trade.keep-certificates", row)
    return show(request, "group", {"group": found, "table": table.page(request.GET), "may_keep": may_keep})


@require_http_methods(["GET", "POST"])
@signed_in
def join_group(request: ActingRequest, group_id: UUID) -> HttpResponse:
    """A grower joins."""
    row = _own(request, group_id, "trade.keep-certificates")
    form = JoinForm(request.POST or None, initial={"since_on": request.at.date()})
    question = Question(title=_("A grower joins"), act=_("Take in"), back=reverse("trade:group", args=[row.id]), back_says=row.name)
    return ask(
        request, form, question,
        lambda: operations.join_group(
            id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, group_id=row.id, number=form.cleaned_data["number"],
            hectares=form.cleaned_data["hectares"], turnover_eur=form.cleaned_data["turnover_eur"], since_on=form.cleaned_data["since_on"],
        ), FIELDS,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@signed_in
def leave_group(request: ActingRequest, member_id: UUID) -> HttpResponse:
    """A grower leaves."""
    rows = GroupMember.objects.select_related("group", "grower__person")
    row = get_or_404(request.actor, "trade.keep-certificates", rows, pk=member_id)
    form = OperationForm(request.POST or None)
    question = Question(
        title=_("Take %(number)s out of the group?") % {"number": row.grower.number}, act=_("Take out"), icon="cross",
        back=reverse("trade:group", args=[row.group_id]), back_says=row.group.name, lead=row.grower.person.name,
    )  # fmt: skip
    return ask(
        request, form, question,
        lambda: operations.leave_group(id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, member_id=row.id),
    )  # fmt: skip


def _own(request: ActingRequest, group_id: UUID, right: str) -> CertifiedGroup:
    return get_or_404(request.actor, right, CertifiedGroup.objects.all(), pk=group_id)
