"""What each role is answered about entries that may be one: the office of both decides, nobody else sees the pair."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.registry import operations
from rochdale.registry.models import Filing
from rochdale.registry.schedule import compare_new
from tests.access.matrix import Row, World, row
from tests.registry.public import brought, id_by

ROWS_BROUGHT = (
    "tw1,Matrix Growers,,LA-TW-1,COOP,LA,Champasak / Paksong / Twinville,2019-05-02,",
    "tw2,MATRIX growers,,LA-TW-2,COOP,LA,Champasak / Paksong / Twinville,2020-05-02,",
    "tw3,Twin Weavers,,LA-TW-3,COOP,LA,Champasak / Paksong / Twinville,2019-05-02,",
    "tw4,Twin weavers,,LA-TW-4,COOP,LA,Champasak / Paksong / Twinville,2020-05-02,",
)


def prepare(world: World) -> None:
    """Two pairs in the register of Champasak, one of them decided."""
    now = timezone.now()
    brought("LA-CS", *ROWS_BROUGHT, on=date(2024, 12, 31), at=now)
    compare_new(now, now)
    world.made |= {f"tw{number}": id_by(f"LA-TW-{number}") for number in range(1, 5)}
    operations.keep_apart(
        id=new_id(), by=world.cast.actor("bounmy"), at=now, one_id=world.made["tw3"], other_id=world.made["tw4"], reason="Two sheds"
    )


def pair(first: str, second: str) -> dict[str, object]:
    return {"first_id": lambda world: world.made[first], "second_id": lambda world: world.made[second]}


def fresh(_world: World) -> UUID:
    return new_id()


SENT = {"operation_id": fresh, "reason": "Whom we asked"}
OFFICE = {"registrar": 200, "others": 403}
DOES = {"registrar": 302, "others": 403}


def filing(world: World) -> UUID:
    """The first one of an entry of Champasak."""
    return Filing.objects.filter(entity_id=world.made["tw3"]).order_by("recorded_at", "id").values_list("id", flat=True)[0]


ROWS: list[Row] = [
    row("registry:correct", "GET", {"filing_id": filing}, registrar=200, others=403),
    row("registry:correct", "POST", {"filing_id": filing}, registrar=200, others=403),
    row("registry:twice", **OFFICE),
    row("registry:twice-pair", "GET", pair("tw1", "tw2"), **OFFICE),
    row("registry:twice-pair", "POST", pair("tw1", "tw2"), {**SENT, "verdict": "two"}, **DOES),
    row("registry:twice-back", "GET", pair("tw3", "tw4"), **OFFICE),
    row("registry:twice-back", "POST", pair("tw3", "tw4"), SENT, **DOES),
]
