"""What each role is answered about frames and call-offs: seller and buyer see them, nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.trade.models import Framework
from rochdale.trade.operations import answer_framework, call_off, propose_framework
from rochdale.trade.rules.frameworks import CallFacts
from tests.access import matrix
from tests.access.matrix import Row, World, row
from tests.trade.test_frameworks import OUTRIGHT


def prepare(world: World) -> None:
    """A frame of Bolaven and Fælles Brugs with a call-off that waits for Bolaven, and a second frame that waits for Fælles Brugs."""
    at, noy, freja = timezone.now(), world.cast.actor("noy"), world.cast.actor("freja")
    frame = replace(OUTRIGHT, valid_from=at.date(), valid_until=(at + timedelta(days=300)).date())
    first, second = (
        Framework.objects.get(pk=propose_framework(id=new_id(), by=noy, at=at, other_id=world.cast.faelles.id, is_seller=True, frame=frame))
        for _time in range(2)
    )
    version = first.versions.get()
    answer_framework(id=new_id(), by=freja, at=at, version_id=version.id, sha256=version.sha256, is_yes=True)
    facts = CallFacts(6_000, (at + timedelta(days=30)).date(), (at + timedelta(days=60)).date())
    waits = call_off(id=new_id(), by=freja, at=at, framework_id=first.id, call=facts)
    world.made |= {"framework": first.id, "frame_version": second.versions.get().id, "call_off": waits}


def made(name: str) -> Callable[[World], object]:
    return lambda world: world.made[name]


def fresh(world: World) -> object:
    return new_id()


def api(*args: Any, **codes: int) -> Row:
    """As everywhere, but whoever is not signed in hears 401."""
    return matrix.row(*args, **{"anonymous": 401, **codes})


FRAMEWORK, VERSION, CALL = {"framework_id": made("framework")}, {"version_id": made("frame_version")}, {"call_off_id": made("call_off")}
SENT = {"operation_id": fresh}
SIDES = {"member": 200, "officer": 200, "buyer": 200, "others": 404}
SIGNS = {"member": 403, "officer": 200, "buyer": 200, "others": 404}
PROPOSE = {"officer": 200, "other_officer": 200, "buyer": 200, "others": 403}
DAYS = {"ready_from": str((timezone.now() + timedelta(days=40)).date()), "ready_until": str((timezone.now() + timedelta(days=50)).date())}

ROWS: list[Row] = [
    row("trade:frameworks", no_office=403, others=200),
    row("trade:new-framework", **PROPOSE),
    row("trade:new-framework", "POST", sends={"step": 1}, **PROPOSE),
    row("trade:framework", "GET", FRAMEWORK, **SIDES),
    row("trade:framework", "GET", {"framework_id": fresh}, others=404),
    row("trade:change-framework", "GET", FRAMEWORK, **SIGNS),
    row("trade:change-framework", "POST", FRAMEWORK, {"step": 1}, **SIGNS),
    row("trade:end-framework", "GET", FRAMEWORK, **SIGNS),
    row("trade:end-framework", "POST", FRAMEWORK, SENT, **SIGNS),
    row("trade:say-yes-to-framework", "POST", VERSION, {**SENT, "sha256": "0"}, **{**SIGNS, "officer": 409, "buyer": 409}),
    row("trade:say-no-to-framework", "GET", VERSION, **SIGNS),
    row("trade:say-no-to-framework", "POST", VERSION, SENT, **SIGNS),
    row("trade:call-off", "GET", FRAMEWORK, **SIGNS),
    row("trade:call-off", "POST", FRAMEWORK, SENT, **SIGNS),
    row("trade:confirm-call-off", "POST", CALL, {**SENT, "sha256": "0"}, **{**SIGNS, "officer": 302, "buyer": 302}),
    row("trade:fill-call-off", "GET", CALL, **{**SIGNS, "buyer": 302}),
    row("trade:fill-call-off", "POST", CALL, {**SENT, "step": 1}, **{**SIGNS, "buyer": 302}),
    row("trade:refuse-call-off", "GET", CALL, **SIGNS),
    row("trade:refuse-call-off", "POST", CALL, SENT, **SIGNS),
    api("api:frameworks", "GET", {}, {}, no_office=403, others=200),
    api("api:framework", "GET", FRAMEWORK, {}, **SIDES),
    api("api:call_off", "POST", FRAMEWORK, {"kg": 6_000, **DAYS}, member=403, officer=409, buyer=201, others=404),  # a seller names lots
    api("api:answer_call_off", "POST", CALL, {"sha256": "0", "is_yes": True}, member=403, officer=409, buyer=409, others=404),
]
