"""A small register of invented entities, brought year by year: one that changed form and number, one dissolved, namesakes apart."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from rochdale.base.actor import SYSTEM
from rochdale.registry.layouts import LAYOUTS
from rochdale.registry.models import EntityNow
from rochdale.registry.registers import bring

HEADINGS = "key,name,acronym,number,form,country,place,registered on,dissolved on"
AS_GROUP = "7,GIC Binum,,SW/GP/24/96/01234,GIC,CM,Sud-Ouest / Fako / Buea,1996-03-04,"
AS_COOPERATIVE = "7,SCOOPS Binum,,CM-SW-2014-0031,SCOOPS,CM,Sud-Ouest / Fako / Buea,1996-03-04,"
ENDED = "8,Coopérative Épi d'Or,,CM-SW-2012-0007,COOP,CM,Sud-Ouest / Fako / Limbe,2012-02-01,2020-06-30"
NAMESAKES = (
    "1,Novissi,,TG-1,SCOOPS,TG,Maritime / Zio / Agokpala,2019-05-02,",
    "2,Novissi,,TG-2,SCOOPS,TG,Plateaux / Haho / Kpedome,2020-01-10,",
)
LAO = "5,Phou Hom Coffee,,CPS-2019-0004,COOP,LA,Champasak / Paksong / Ban Houay,2019-05-02,"
EARLY, LATE = datetime(2026, 2, 2, 8, tzinfo=UTC), datetime(2026, 3, 2, 8, tzinfo=UTC)
CONVERTED = date(2014, 8, 1)


def brought(office: str, *rows: str, on: date, at: datetime = EARLY) -> None:
    """Rows of the layout `rochdale`, kept as of a day."""
    made = bring("\n".join((HEADINGS, *rows)).encode(), LAYOUTS["rochdale"], by=SYSTEM, at=at, office=office, as_of=on)
    assert not made.faults


def small_register() -> None:
    """All of them."""
    brought("CM-REG-PROV", AS_GROUP, ENDED, on=date(2012, 12, 31))
    brought("CM-REG-PROV", AS_COOPERATIVE, ENDED, on=CONVERTED, at=LATE)
    brought("PICD", LAO, on=date(2024, 12, 31))
    brought("TG", *NAMESAKES, on=date(2024, 12, 31))


def id_by(number: str) -> UUID:
    """The entity that bears this number today."""
    return EntityNow.objects.get(number=number).entity_id


def phou_hom() -> UUID:
    """The coffee cooperative in Laos, whose registrar is Bounmy."""
    return id_by("CPS-2019-0004")


def binum() -> UUID:
    """The group of 1996 that is a cooperative today."""
    return id_by("CM-SW-2014-0031")
