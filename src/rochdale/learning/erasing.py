"""Erasing a person: a certificate whose holder wanted the name published holds it in what was signed, and goes as a whole."""

from __future__ import annotations

from datetime import datetime

from rochdale.base.erasing import Traces, eraser
from rochdale.learning.models import Credential


@eraser
def forget_published(traces: Traces, pseudonym: str, at: datetime) -> None:
    """The printed name is the made-up one by now. Its row stays, so that whoever shows the certificate is told how it stands."""
    Credential.objects.filter(names_holder=True, holder__contains=pseudonym).update(token="")
