"""What each role is answered at the addresses of organizations, their first leaders, and unions."""

from __future__ import annotations

from uuid import UUID

from rochdale.base.actor import SYSTEM
from rochdale.base.codes import hash_of
from rochdale.kernel.ids import new_id
from rochdale.people import operations
from rochdale.people.models import Affiliation
from tests.access.matrix import Row, World, row
from tests.cast import AT

CODE = "R4TN-8WXZ-2HJK"


def prepare(world: World) -> None:
    """An organization that nobody leads, with the slip of a registrar; and how mungo belongs to littoral."""
    made = {"id": new_id(), "by": SYSTEM, "at": AT}
    world.made["leaderless"] = UUID(operations.register_organization(**made, kind="cooperative", name="Tadlo Growers", country="LA"))
    asked = {"id": new_id(), "by": world.cast.actor("bounmy"), "at": AT, "organization_id": world.made["leaderless"]}
    world.made["first"] = operations.invite(**asked, name="Mali", offices=["manager"], code_sha256=hash_of(CODE, purpose="invitation"))
    world.made["affiliation"] = Affiliation.objects.get(member=world.cast.mungo).id


def fresh(world: World) -> object:
    return new_id()


HERE, NOWHERE = {"organization_id": "bolaven"}, {"organization_id": fresh}
LEADERLESS = {"organization_id": lambda world: world.made["leaderless"]}
FIRST = LEADERLESS | {"invitation_id": lambda world: world.made["first"]}
NOT_THIS_ONE = LEADERLESS | {"invitation_id": fresh}
AFFILIATION = {"affiliation_id": lambda world: world.made["affiliation"]}
NEW = {"operation_id": fresh, "name": "Huay Growers", "kind": "group", "country": "LA", "place": "", "language": ""}
MALI = {"operation_id": fresh, "name": "Mali", "offices": "manager"}
WATCHING = {"registrar": 200, "operator": 200}
ENDS = {"operation_id": fresh, "until_on": "2027-01-01"}

ROWS: list[Row] = [
    row("people:organizations", **WATCHING, others=403),
    row("people:register-organization", **WATCHING, others=403),
    row("people:register-organization", "POST", sends=NEW, registrar=302, operator=302, others=403),
    row("people:register-organization", "POST", sends={**NEW, "kind": "registrar"}, **WATCHING, others=403),
    row("people:organization", "GET", HERE, **WATCHING, member=403, officer=403, others=404),
    row("people:organization", "GET", NOWHERE, others=404),
    row("people:first-leader", "GET", LEADERLESS, **WATCHING, others=404),
    row("people:first-leader", "GET", HERE, registrar=409, operator=409, member=403, officer=403, others=404),
    row("people:first-leader", "GET", NOWHERE, others=404),
    row("people:first-leader", "POST", LEADERLESS, MALI, **WATCHING, others=404),
    row("people:first-leader", "POST", HERE, MALI, registrar=409, operator=409, member=403, officer=403, others=404),
    row("people:first-leader-slip", "POST", FIRST, {"code": CODE}, **WATCHING, others=404),
    row("people:first-leader-slip", "POST", FIRST, {"code": "AAAA-BBBB-CCCC"}, registrar=409, operator=409, others=404),
    row("people:first-leader-slip", "POST", NOT_THIS_ONE, {"code": CODE}, others=404),
    row("people:withdraw-first-leader", "POST", FIRST, registrar=302, operator=302, others=404),
    row("people:withdraw-first-leader", "POST", NOT_THIS_ONE, others=404),
    row("people:affiliations", "GET", {"organization_id": "littoral"}, others=404),
    row("people:affiliations", "GET", HERE, others=404),
    row("people:affiliations", "POST", {"organization_id": "littoral"}, {"member": "bolaven", "since_on": "2026-11-02"}, others=404),
    row("people:affiliation", "GET", AFFILIATION, other_officer=200, others=404),
    row("people:affiliation", "GET", {"affiliation_id": fresh}, others=404),
    row("people:affiliation", "POST", AFFILIATION, ENDS, other_officer=302, others=404),
]
