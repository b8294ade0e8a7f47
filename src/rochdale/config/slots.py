"""Fills the layout's slots for person and organization; `ui` itself knows neither."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def layout(request: HttpRequest) -> dict[str, Any]:
    """Context for every page: `slot_person`, `slot_organization` (names or ""), `is_demo`."""
    by = getattr(request, "actor", None)
    return {
        "is_demo": settings.IS_DEMO,
        "slot_person": by.name if by else "",
        "slot_organization": by.organization_name if by else "",
        "light": request.COOKIES.get("light", ""),
    }
