"""What each role is answered about certificates of learning: whoever has a number checks it, the group's host issues and takes back."""

from __future__ import annotations

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.learning import operations
from rochdale.learning.achievements import achievement
from rochdale.learning.models import Credential, CredentialKind, Group
from rochdale.learning.operations import CredentialOrder, RunSheet, digest_of
from rochdale.learning.queries.credentials import earned_in
from tests.access.matrix import Row, World, open_to_all, row
from tests.learning.sheets import SHEET, key_of

KEY = key_of("badges of the matrix")


def prepare(world: World) -> None:
    """A group that Bolaven hosts, with one certificate issued and another earned."""
    now, by = timezone.now(), world.cast.actor("noy")
    fields = {**SHEET, "began": now.date().isoformat()}
    operations.keep_run(id=new_id(), by=by, at=now, key=KEY, sheet=RunSheet("think", "0.2.0", "t1", "en", "paper", fields))
    group = Group.objects.get(key_sha256=digest_of(KEY))
    one, site = earned_in(group)[0], "http://testserver"
    order = CredentialOrder(
        CredentialKind.PARTICIPANT, world.cast.bolaven.id, site, one.achievement, achievement(one.achievement, site, "en"), "en",
        one.person, one.name, one.evidence, group.id,
    )  # fmt: skip
    world.made["badge"] = operations.issue_credential(id=new_id(), by=by, at=now, order=order)
    world.made["badge-issuer"] = Credential.objects.get(code=world.made["badge"]).issuer_code


BADGE = {"code": lambda world: world.made["badge"]}
ISSUER = {"code": lambda world: world.made["badge-issuer"]}
NOBODYS = {"code": "K7QM-2XPD-9FRT"}
ROWS: list[Row] = [
    open_to_all("learning:verify-credential"),
    open_to_all("learning:verify-credential", "POST"),
    open_to_all("learning:credential", at=BADGE),
    open_to_all("learning:credential", at=NOBODYS, code=404),
    open_to_all("learning:credential-file", at={**BADGE, "kind": "jwt"}),
    open_to_all("learning:credential-file", at={**BADGE, "kind": "exe"}, code=404),
    open_to_all("learning:credential-file", at={**NOBODYS, "kind": "jwt"}, code=404),
    row("learning:credential-paper", at={**BADGE, "language": "en"}, officer=200, member=403, others=404),
    row("learning:revoke-credential", at=BADGE, officer=200, member=403, others=404),
    row(
        "learning:revoke-credential", "POST", at=BADGE, sends={"operation_id": lambda _world: new_id(), "reason": "A slip of the pen."},
        officer=302, member=403, others=404,
    ),
    open_to_all("learning:issuer", at=ISSUER),
    open_to_all("learning:issuer", at=NOBODYS, code=404),
    open_to_all("learning:issuer-document", at=ISSUER),
    open_to_all("learning:issuer-document", at=NOBODYS, code=404),
    open_to_all("learning:issuer-status", at=ISSUER),
    open_to_all("learning:issuer-status", at=NOBODYS, code=404),
    open_to_all("learning:group-certificates", at={"key": KEY}),
    open_to_all("learning:group-certificates", at={"key": key_of("guessed")}, code=404),
    row("learning:group-certificates", "POST", at={"key": KEY}, sends={"operation_id": lambda _world: new_id()}, officer=302, others=403),
    open_to_all("learning:group-paper", at={"key": KEY, **BADGE, "language": "lo"}),
    open_to_all("learning:group-paper", at={"key": KEY, **BADGE, "language": "de"}, code=404),
    open_to_all("learning:group-paper", at={"key": key_of("guessed"), **BADGE, "language": "lo"}, code=404),
]  # fmt: skip
