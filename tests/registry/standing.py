"""Togolese cooperatives that tests of standing play with: their office in Lomé with two registrars, and one whose people sign in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from rochdale.base.actor import SYSTEM, Actor
from rochdale.people import operations as people
from rochdale.people.queries import actor
from rochdale.registry import operations
from rochdale.registry.operations.standing import PaperBrought
from tests.cast import SINCE, id_of
from tests.registry.offices import join
from tests.registry.public import brought, id_by

KNOWN = datetime(2024, 2, 1, 8, tzinfo=UTC)
"""When the register of Togo was brought here."""
YEAR = date(2024, 12, 31)
NAMES = ["Novissi", "Solim", "Espoir", "Mawuli", "Dekawowo", "Amitié", "Lonlon", "Elavanyo", "Mokpokpo", "Enouli"]
PDF = b"%PDF-1.4 minutes"


def set_up(count: int = 1, *, at: datetime = KNOWN, country: str = "TG") -> list[UUID]:
    """The office of Togo, its two registrars, so many cooperatives; Afi leads the first one."""
    for word, kind, name in (("lome", "registrar", "Direction des coopératives, Lomé"), ("novissi", "cooperative", "SCOOPS Novissi")):
        people.register_organization(id=id_of(word), by=SYSTEM, at=SINCE, kind=kind, name=name, country="TG", is_example=True)
    join("komi", "Komi Agbeko", "lome", "registrar")
    join("sena", "Sena Adjovi", "lome", "registrar")
    join("afi", "Afi Koudjo", "novissi", "manager")
    operations.set_up_office(
        id=id_of("TG"), by=SYSTEM, at=SINCE, parent_id=None, country="TG", code="TG", name="Direction des coopératives", territory=["TG"],
        since_on=date(2020, 1, 1), body_id=id_of("lome"),
    )  # fmt: skip
    rows = (
        f"{place},{name},,TG-{place},SCOOPS,TG,Maritime / Zio / Village {place},2019-05-02," for place, name in enumerate(NAMES[:count], 1)
    )
    brought("TG", *rows, on=date(2023, 12, 31), at=at)
    ids = [id_by(f"TG-{place}") for place in range(1, count + 1)]
    operations.name_who_acts(id=id_of("link"), by=SYSTEM, at=SINCE, entity_id=ids[0], organization_id=id_of("novissi"))
    return ids


def act(word: str, organization: str, at: datetime) -> Actor:
    found = actor(id_of(word), at, organization_id=id_of(organization))
    assert found is not None
    return found


def minutes(name: str = "minutes.pdf") -> list[PaperBrought]:
    return [PaperBrought("AGM", name, PDF)]


def bring(word: str, by: Actor, at: datetime, entity_id: UUID, *, period: date = YEAR, held_on: date | None = None) -> UUID:
    """The minutes of the assembly on a year, brought."""
    made = operations.bring_papers(
        id=id_of(word), by=by, at=at, entity_id=entity_id, obligation="AGM", period=period, acted_on=held_on or at.date(), papers=minutes()
    )
    return UUID(made)
