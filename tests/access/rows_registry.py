"""What each role is answered about the public register and its certificates."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from rochdale.base.actor import SYSTEM
from rochdale.registry.layouts import LAYOUTS
from rochdale.registry.models import EntityNow
from rochdale.registry.registers import bring
from tests.access.matrix import World, open_to_all

REGISTER = b"""key,name,acronym,number,form,country,place,registered on,dissolved on
1,Phou Hom Coffee,,LA-1,COOP,LA,Champasak / Pakxong / Ban Houay,2019-05-02,
"""


def prepare(world: World) -> None:
    """A register with one cooperative."""
    bring(REGISTER, LAYOUTS["rochdale"], by=SYSTEM, at=timezone.now(), office="LA", as_of=date(2025, 12, 31))
    world.made |= {"entity": EntityNow.objects.get(number="LA-1").entity_id}


ENTITY = {"entity_id": lambda world: world.made["entity"]}

ROWS = [
    open_to_all("registry:home"),
    open_to_all("registry:entity", "GET", ENTITY),
]
