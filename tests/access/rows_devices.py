"""What each role is answered at the addresses of enrolled devices. The matrix visits from browsers that are no enrolled device."""

from __future__ import annotations

from rochdale.kernel.ids import new_id
from rochdale.people.models import Device
from rochdale.people.operations import devices as operations
from tests.access.matrix import Row, World, open_to_all, row
from tests.cast import AT


def prepare(world: World) -> None:
    """A device of bolaven to strike off."""
    id = new_id()
    operations.enrol_device(
        id=id,
        by=world.cast.actor("noy"),
        at=AT,
        organization_id=world.cast.bolaven.id,
        name="Scale phone",
        kind="phone",
        is_shared=False,
        secret_sha256="0" * 64,
    )
    world.made["device"] = Device.objects.get(pk=id)


def device(world: World) -> object:
    return world.made["device"].id


def fresh(world: World) -> object:
    return new_id()


HERE = {"organization_id": "bolaven"}
NOWHERE = {"organization_id": fresh}
NEW = {"operation_id": fresh, "name": "Tablet", "kind": "tablet"}
LEADERS_ONLY = {"member": 403, "officer": 200, "others": 404}
LEADERS_DO = {"member": 403, "officer": 302, "others": 404}

ROWS: list[Row] = [
    row("people:choose-pin", others=200),
    row("people:choose-pin", "POST", sends={"operation_id": fresh, "pin": "2947", "again": "2947"}, others=302),
    row("people:choose-pin", "POST", sends={"operation_id": fresh, "pin": "1234", "again": "1234"}, others=200),
    row("people:take-pin-away", "POST", others=302),
    row("people:devices", "GET", HERE, **LEADERS_ONLY),
    row("people:devices", "GET", NOWHERE, others=404),
    row("people:enrol-device", "GET", HERE, **LEADERS_ONLY),
    row("people:enrol-device", "GET", NOWHERE, others=404),
    row("people:enrol-device", "POST", HERE, NEW, **LEADERS_DO),
    row("people:code-for-device", "GET", HERE, **LEADERS_ONLY),
    row("people:code-for-device", "GET", NOWHERE, others=404),
    row("people:code-for-device", "POST", HERE, NEW, **LEADERS_ONLY),
    row("people:strike-off-device", "GET", {"device_id": device}, **LEADERS_ONLY),
    row("people:strike-off-device", "GET", {"device_id": fresh}, others=404),
    row("people:strike-off-device", "POST", {"device_id": device}, {"operation_id": fresh, "because": "lost"}, **LEADERS_DO),
    open_to_all("people:enrol-by-code"),
    open_to_all("people:enrol-by-code", at={"code": "K7QM-2XPD-9FRT"}),
    open_to_all("people:enrol-by-code", "POST", sends={"operation_id": fresh, "code": "K7QM-2XPD-9FRT"}),
    open_to_all("people:here"),
    open_to_all("people:here", "POST", code=405),
    open_to_all("people:here-person", at={"person_id": "kham"}, code=404),
    open_to_all("people:here-person", "POST", {"person_id": "kham"}, {"pin": "2947"}, code=404),
    open_to_all("people:device-key", code=404),
    open_to_all("people:somebody-else", "POST", code=302),
    open_to_all("people:somebody-else", code=405),
]
