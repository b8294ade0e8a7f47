"""Fills the layout's slots for person and organization; `ui` itself knows neither."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def layout(request: HttpRequest) -> dict[str, Any]:
    """For every page: names or "" (`slot_device`, `slot_person`, `slot_organization`, `slot_in_name_of`), `slot_withheld`, `is_demo`."""
    by = getattr(request, "actor", None)
    return {
        "is_demo": settings.IS_DEMO,
        "slot_person": by.name if by else "",
        "slot_organization": by.organization_name if by else "",
        "slot_in_name_of": by.in_name_of_name if by else "",
        "slot_withheld": bool(getattr(request, "withheld", ())),
        "has_passkeys": settings.HAS_PASSKEYS,
        "slot_device": str(getattr(request, "device", None) or ""),
        "light": request.COOKIES.get("light", ""),
    }
