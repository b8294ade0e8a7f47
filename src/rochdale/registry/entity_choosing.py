"""An entity of the register chosen on a page: looked for by name or number, then taken. Works without a script, on any phone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from rochdale.registry.forms.tiers import FindForm
from rochdale.registry.models import EntityNow
from rochdale.registry.public_page import line_told
from rochdale.registry.queries.public import Asked, asked_for, line_of
from rochdale.registry.rules.ledger import Status

MOST = 8


def chosen_in(request: HttpRequest, kept: str = "") -> EntityNow | None:
    """The entity that was taken: in the form, in the address, or before."""
    said = request.POST.get("entity") or request.GET.get("entity") or ("" if "find" in request.GET else kept)
    try:
        return EntityNow.objects.select_related("entity").filter(pk=UUID(said)).first()
    except ValueError:
        return None


def finder(request: HttpRequest, chosen: EntityNow | None, *, besides: Collection[UUID]) -> dict[str, Any]:
    """What the page shows: the search, what was found, and who was taken. Whoever is dissolved, or there already, is not offered."""
    text = request.GET.get("find", "").strip()
    found = [line for line in asked_for(Asked(text=text)).lines if line.entity_id not in besides] if text else []
    here = [line_told(line) for line in found if line.status != Status.DISSOLVED][:MOST]
    return {
        "finder": FindForm({"find": text} if text else None), "sought": text, "found": here,
        "chosen": line_told(line_of(chosen)) if chosen else None,
        "is_elsewhere": request.GET.get("entity") == "none" or ("add" in request.POST and chosen is None),
    }  # fmt: skip
