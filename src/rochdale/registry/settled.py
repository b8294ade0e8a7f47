"""What this installation has decided where sources of the law contradict each other: by ROCHDALE_REGISTER_FORMS, or nothing yet."""

from __future__ import annotations

from django.conf import settings

from rochdale.registry.rules.applying import Settled


def settled() -> Settled:
    """What a contradiction is about -> the claim that counts here. What is not in it, the registrar is asked each time."""
    found: Settled = settings.REGISTER_FORMS
    return found
