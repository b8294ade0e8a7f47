"""What each role is answered in the learning context: courses are everybody's, a group is its key's."""

from __future__ import annotations

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.learning import operations
from rochdale.learning.models import ActionItem
from rochdale.learning.operations import RunSheet, as_group
from tests.access.matrix import Row, World, open_to_all
from tests.learning.sheets import SHEET, key_of

KEY = key_of("matrix")


def prepare(world: World) -> None:
    """A group with a promise, and a sheet that is being filled in."""
    now, run = timezone.now(), new_id()
    fields = {**SHEET, "began": now.date().isoformat()}
    operations.keep_run(id=run, by=as_group(KEY), at=now, key=KEY, sheet=RunSheet("think", "0.2.0", "t1", "en", "phone", fields))
    world.made["promise"] = ActionItem.objects.get(run_id=run).id
    world.made["run-draft"] = new_id()
    operations.begin_draft(
        id=world.made["run-draft"], by=as_group(KEY), at=now, pack="think", module="t1", language="en", key=key_of("another")
    )


MODULE = {"pack": "think", "module": "t1"}
ROWS: list[Row] = [
    open_to_all("learning:programme"),
    open_to_all("learning:stage", at={"pack": "think"}),
    open_to_all("learning:stage", at={"pack": "nothing"}, code=404),
    open_to_all("learning:taken", at={"pack": "think", "kind": "epub"}),
    open_to_all("learning:taken", at={"pack": "think", "kind": "exe"}, code=404),
    open_to_all("learning:module", at=MODULE),
    open_to_all("learning:activity", at={**MODULE, "activity": "t1-1"}),
    open_to_all("learning:run", at=MODULE),
    open_to_all("learning:run", "POST", at=MODULE, code=302),
    open_to_all("learning:draft", at={"draft_id": lambda world: world.made["run-draft"], "page": "who"}),
    open_to_all("learning:draft", at={"draft_id": lambda _world: new_id(), "page": "who"}, code=404),
    open_to_all(
        "learning:draft",
        "POST",
        at={"draft_id": lambda world: world.made["run-draft"], "page": "who"},
        sends={"operation_id": lambda _world: new_id()},
        code=302,
    ),
    open_to_all("learning:sent"),
    open_to_all("learning:sent", "POST", code=400),
    open_to_all("learning:paper", at=MODULE),
    open_to_all("learning:guide", at=MODULE),
    open_to_all("learning:guide", at={"pack": "think", "module": "t99"}, code=404),
    open_to_all("learning:printed", at={**MODULE, "kind": "booklet"}),
    open_to_all("learning:printed", at={**MODULE, "kind": "novel"}, code=404),
    open_to_all("learning:printed-stage", at={"pack": "train", "kind": "poster"}),
    open_to_all("learning:printed-stage", at={"pack": "nothing", "kind": "poster"}, code=404),
    open_to_all("learning:find-group"),
    open_to_all("learning:group", at={"key": KEY}),
    open_to_all("learning:group", at={"key": key_of("guessed")}, code=404),
    open_to_all("learning:look-after", "POST", at={"key": KEY, "promise_id": lambda world: world.made["promise"]}, code=302),
    open_to_all("learning:look-after", "POST", at={"key": key_of("guessed"), "promise_id": lambda world: world.made["promise"]}, code=404),
]
