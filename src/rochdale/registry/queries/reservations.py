"""Questions about names that are kept."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from rochdale.registry.models import Dossier, NameReservation
from rochdale.registry.reservation_words import OVER, STATES
from rochdale.registry.rules.reservations import Kept, is_kept


def look_of(row: NameReservation, today: date) -> tuple[str, Promise]:
    """Its state, as a look and a word."""
    is_over = row.state == Kept.KEPT.value and not is_kept(Kept.KEPT, row.until_on, today)
    return OVER if is_over else STATES[row.state]


def own_ids(row: Dossier) -> list[UUID]:
    """By what the search of names finds what was asked for by this dossier, or by the one whose refusal it answers."""
    return list(NameReservation.objects.filter(dossier__in=[row.pk, row.follows_id]).order_by("at").values_list("id", flat=True))
