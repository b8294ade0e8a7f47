"""What each role is answered where editors write and readers read. The operator of the matrix is an editor too; nobody else is."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from rochdale.base.actor import SYSTEM
from rochdale.kernel.ids import new_id
from rochdale.people import operations as people
from rochdale.people import queries
from rochdale.site import operations
from rochdale.site.models import PublishedVersion
from rochdale.site.operations import Circumstances
from rochdale.site.rules.pieces import Words
from tests.access.matrix import Row, World, open_to_all, row
from tests.cast import SINCE, id_of


def prepare(world: World) -> None:
    """A piece of news with a picture that is published, one that was withdrawn, and a draft."""
    people.appoint(
        id=new_id(), by=SYSTEM, at=SINCE, person_id=id_of("sofia"), organization_id=id_of("commons"), office="editor"
    )  # fmt: skip
    by, at = queries.actor(id_of("sofia"), timezone.now(), organization_id=id_of("commons")), timezone.now()
    assert by is not None
    told: dict[str, Any] = {"by": by, "at": at, "language": "en"}
    for name in ("matrix-shown", "matrix-gone", "matrix-draft"):
        id = world.made[name] = new_id()
        operations.begin_piece(id=id, kind="update", title=name, **told)
        operations.write_text(
            id=new_id(),
            piece_id=id,
            revision=0,
            words=Words(name, "Told.", "Told in full."),
            circumstances=Circumstances(at.date()),
            **told,
        )
        if name != "matrix-draft":
            operations.publish(id=new_id(), piece_id=id, revision=1, from_at=at, **told)
    operations.withdraw(id=new_id(), by=by, at=at, piece_id=world.made["matrix-gone"], reason="Wrong.")
    assert PublishedVersion.objects.filter(piece_id=world.made["matrix-shown"]).exists()


def _shown(world: World) -> object:
    return world.made["matrix-shown"]


def _draft(world: World) -> object:
    return world.made["matrix-draft"]


def editors(path: str, method: str = "GET", at: dict[str, Any] | None = None, sends: dict[str, Any] | None = None, code: int = 200) -> Row:
    """A row for editors only."""
    return row(path, method, at, sends, operator=code, others=403)


FORM = {"operation_id": lambda _world: new_id()}
ROWS: list[Row] = [
    open_to_all("site:updates"),
    open_to_all("site:update", at={"slug": "matrix-shown"}),
    open_to_all("site:update", at={"slug": "matrix-gone"}, code=410),
    open_to_all("site:update", at={"slug": "matrix-draft"}, code=404),
    open_to_all("site:stories"),
    open_to_all("site:story", at={"slug": "none"}, code=404),
    open_to_all("site:resources"),
    open_to_all("site:resource", at={"slug": "when-the-market-closes"}),
    open_to_all("site:page", at={"slug": "approach"}),
    open_to_all("site:picture", at={"picture_id": lambda _world: new_id()}, code=404),
    open_to_all("site:feed", at={"language": "lo"}),
    open_to_all("site:downloads"),
    open_to_all("site:search"),
    editors("editor:pieces"),
    editors("editor:begin"),
    editors("editor:begin", "POST", sends={**FORM, "kind": "story", "language": "en", "title": "Mine"}, code=302),
    editors("editor:replace", "POST", at={"kind": "page", "slug": "approach"}, sends=FORM, code=302),
    editors("editor:piece", at={"piece_id": _shown}),
    editors("editor:write", at={"piece_id": _draft, "language": "en"}),
    editors("editor:write", "POST", at={"piece_id": _draft, "language": "fr"}, sends={**FORM, "revision": 0, "title": "Le mien"}, code=302),
    editors("editor:publish", at={"piece_id": _draft, "language": "en"}),
    editors(
        "editor:publish",
        "POST",
        at={"piece_id": _draft, "language": "en"},
        sends={**FORM, "revision": 1, "from_on": "2030-01-01"},
        code=302,
    ),
    editors("editor:withdraw", at={"piece_id": _shown}),
    editors("editor:withdraw", "POST", at={"piece_id": _shown}, sends={**FORM, "reason": "Wrong."}, code=302),
    editors("editor:version", at={"piece_id": _shown, "number": 1}),
]
