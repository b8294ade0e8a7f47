"""The first screen of supply: what do you want to do?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from rochdale.people.http import ActingRequest, signed_in
from rochdale.people.permissions import may
from rochdale.supply.models import Facility, FacilityKind, Grower, Lot, Plot

RIGHTS = ("see", "deliver", "pay", "issue-cash", "prepare-pay-run", "keep-growers", "certify", "work", "grade", "set-up", "issue-evidence")


@require_GET
@signed_in
def home(request: ActingRequest) -> HttpResponse:
    """What do you want to do? A grower without another office sees the own page."""
    by = request.actor
    may_do = {right.replace("-", "_"): may(by, f"supply.{right}", by) for right in RIGHTS}
    grower = Grower.objects.filter(person_id=by.id).first()
    if grower is not None and not may_do["see"]:
        return redirect("supply:grower", grower.id)
    counts = {"growers": Grower.objects.count(), "plots": Plot.objects.filter(retired_at=None).count(), "lots": Lot.objects.count()}
    has_points = Facility.objects.filter(kind=FacilityKind.COLLECTION, closed_at=None).exists()
    context = {"may": may_do, "counts": counts, "has_points": has_points, "organization": by.organization_name}
    return render(request, "supply/home.html", context)
