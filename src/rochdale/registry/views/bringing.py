"""A register brought as a table."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rochdale.base import imports
from rochdale.kernel.refusal import NotAllowed, Refusal, Refused
from rochdale.people.http import ActingRequest, signed_in, task_goes_on
from rochdale.people.permissions import require
from rochdale.registry.forms.bringing import BringForm
from rochdale.registry.imports import REGISTER
from rochdale.registry.layouts import A_REGISTER
from rochdale.registry.office_page import offices_above
from rochdale.ui.forms import add_refusals


@require_http_methods(["GET", "POST"])
@signed_in
def bring(request: ActingRequest) -> HttpResponse:
    """Choose the file; what was found in it is shown before anything is kept."""
    require(request.actor, "registry.bring", request.actor)
    form = BringForm(
        request.POST or None, request.FILES or None, offices=offices_above(request.actor), initial={"as_of": request.at.date()}
    )
    if form.is_valid():
        try:
            return task_goes_on(redirect("desk:import", _choose(request, form)))
        except NotAllowed:
            raise
        except Refused as refused:
            add_refusals(form, refused, {refusal.code: "file" for refusal in refused.refusals})
    return render(request, "registry/bring_register.html", {"form": form})


def _choose(request: ActingRequest, form: BringForm) -> str:
    file = form.cleaned_data["file"]
    if file.size > A_REGISTER.most_bytes:
        raise Refused(Refusal("base.file-too-large", {"name": file.name, "most_mb": A_REGISTER.most_bytes // 1024**2}))
    return imports.choose_file(
        id=form.cleaned_data["operation_id"], by=request.actor, at=request.at, kind=REGISTER, name=file.name, content=file.read(),
        given=form.given(),
    )  # fmt: skip
