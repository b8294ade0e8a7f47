"""Pages of a union and its members: who belongs to it from when to when, who joins, who leaves."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rochdale.base.countries import country_name
from rochdale.kernel.refusal import Refused
from rochdale.people import operations, queries
from rochdale.people.access import get_or_404
from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.models import Affiliation, Organization
from rochdale.people.organization_forms import MOST_MATCHES, EndOfMembership, NewMember
from rochdale.people.permissions import may, require
from rochdale.people.proving import just_proven
from rochdale.people.rules.kinds import Kind
from rochdale.ui.forms import Match, add_refusals
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table

AT_FIELD = {
    "people.is-affiliated-already": "member",
    "people.kind-cannot-join-a-union": "member",
    "people.union-cannot-belong-to-itself": "member",
    "people.affiliation-has-ended": "until_on",
    "people.term-ends-before-it-starts": "until_on",
}


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def affiliations(request: ActingRequest, organization_id: UUID) -> HttpResponse:
    """The members of a union from day to day; its leaders admit here."""
    union = get_or_404(request.actor, "people.see-officers", Organization.objects.filter(kind=Kind.UNION), pk=organization_id)
    form = NewMember(request.POST or None, find=lambda typed: _could_join(union, typed), initial={"since_on": request.at.date()})
    if request.method == "POST":
        require(request.actor, "people.admit-members", union)
        if form.is_valid() and _admitted(request, union, form):
            return redirect("people:affiliations", union.id)
    context = {
        "organization": queries.facts_of(union),
        "table": _members(union, request.at.date()).page(request.GET),
        "form": form,
        "may_admit": may(request.actor, "people.admit-members", union),
    }
    return render(request, "people/organizations/affiliations.html", context)


def _could_join(union: Organization, typed: str) -> list[Match]:
    found = queries.could_join(union.id, typed, most=MOST_MATCHES)
    return [Match(str(one.id), f"{one.name}, {one.kind_label}, {country_name(one.country)}") for one in found]


def _admitted(request: ActingRequest, union: Organization, form: NewMember) -> bool:
    answers = form.cleaned_data
    try:
        operations.affiliate(
            id=answers["operation_id"],
            by=request.actor,
            at=request.at,
            member_id=UUID(answers["member"]),
            union_id=union.id,
            since_on=answers["since_on"],
        )
    except Refused as refused:
        add_refusals(form, refused, AT_FIELD)
        return False
    return True


def _members(union: Organization, on: date) -> Table[Affiliation]:
    columns = [
        Column[Affiliation]("member", gettext_lazy("Member"), lambda row: row.member.name, order="member__name"),
        Column[Affiliation]("since", gettext_lazy("Since"), lambda row: date_format(row.since_on), order="since_on"),
        Column[Affiliation]("state", gettext_lazy("How it stands"), lambda row: standing(row, on), order="until_on"),
    ]
    rows = queries.affiliations_to(union.id)
    return Table(rows, columns, search=["member__name"], order="member", link=lambda row: reverse("people:affiliation", args=[row.id]))


def standing(row: Affiliation, on: date) -> SafeString:
    """Whether an organization belongs to a union on that day, will, or did."""
    if row.until_on is not None and row.until_on <= on:
        return chip("draft", _("ended on %(day)s") % {"day": date_format(row.until_on)})
    if row.since_on > on:
        return chip("wait", _("begins on %(day)s") % {"day": date_format(row.since_on)})
    if row.until_on is not None:
        return chip("need", _("ends on %(day)s") % {"day": date_format(row.until_on)})
    return chip("good", _("belongs to it"))


@require_http_methods(["GET", "POST"])
@signed_in
@just_proven
def affiliation(request: ActingRequest, affiliation_id: UUID) -> HttpResponse:
    """One membership; the leaders of either side end it on a day."""
    row = Affiliation.objects.select_related("member", "union").filter(pk=affiliation_id).first()
    if row is None or request.actor.organization_id not in {row.member_id, row.union_id}:
        raise Http404
    form = EndOfMembership(request.POST or None, initial={"until_on": request.at.date()})
    if request.method == "POST":
        require(request.actor, "people.admit-members", request.actor)
        if form.is_valid() and _ended(request, row, form):
            return redirect("people:affiliation", row.id)
    context = {
        "affiliation": row,
        "standing": standing(row, request.at.date()),
        "is_union": request.actor.organization_id == row.union_id,
        "form": form,
        "may_end": row.until_on is None and may(request.actor, "people.admit-members", request.actor),
    }
    return render(request, "people/organizations/affiliation.html", context)


def _ended(request: ActingRequest, row: Affiliation, form: EndOfMembership) -> bool:
    answers = form.cleaned_data
    try:
        operations.end_affiliation(
            id=answers["operation_id"], by=request.actor, at=request.at, affiliation_id=row.id, until_on=answers["until_on"]
        )
    except Refused as refused:
        add_refusals(form, refused, AT_FIELD)
        return False
    return True
