"""What trade takes out when a person is erased: the person as somebody to talk to. Names elsewhere follow the privacy register."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rochdale.base.erasing import Traces, eraser
from rochdale.trade.models import ContactPerson


@eraser
def take_out(traces: Traces, pseudonym: str, at: datetime) -> None:
    """Nobody calls whoever is gone."""
    ContactPerson.objects.filter(person_id=UUID(str(traces.person_id))).delete()
