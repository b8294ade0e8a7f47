"""Changes of an entity that stands in the register: begun with what the register says, answered and decided as any dossier."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import require
from rochdale.registry.models import Dossier, EntityNow
from rochdale.registry.queries.twice import refuse_merged
from rochdale.registry.rules.answers import PARTS_OF, answers_of_state
from rochdale.registry.rules.dossiers import ENDS
from rochdale.registry.rules.ledger import Kind, Status
from rochdale.registry.standing_rows import account_of


@operation
def begin_change(*, id: UUID, by: Actor, at: datetime, entity_id: UUID, kind: str) -> str:
    """A change is begun by the organization that acts for the entity, or written down in its office. Returns the id of the dossier.

    Refused: `registry.no-such-change`, `registry.change-is-open`, `registry.entity-is-no-more`.
    """
    account = account_of(entity_id)
    require(by, "registry.bring-papers", account)
    assert account is not None
    refuse_merged(entity_id)
    if Kind(kind).name not in PARTS_OF:
        raise Refused(Refusal("registry.no-such-change", {"kind": kind}))
    now = EntityNow.objects.select_for_update(of=("self",)).select_related("entity").get(pk=entity_id)
    if now.status == Status.DISSOLVED.value:
        raise Refused(Refusal("registry.entity-is-no-more", {"name": now.name}))
    if Dossier.objects.filter(entity_id=entity_id, kind=kind).exclude(state__in=[state.value for state in ENDS]).exists():
        raise Refused(Refusal("registry.change-is-open", {"name": now.name}))
    is_own = by.organization_id == account.organization_id
    row = Dossier.objects.create(
        id=id, kind=Kind(kind).value, country=now.entity.country, applicant_id=by.organization_id if is_own else None, entity_id=entity_id,
        office=account.office, channel=Dossier.Channel.ONLINE if is_own else Dossier.Channel.DESK,
        received_on=None if is_own else at.date(), keyed_by_id="" if is_own else by.id, answers=answers_of_state(now.state), form=now.form,
        name=now.name, by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="registry.begin-change", about=row, after={"kind": kind, "entity": str(entity_id)})
    return str(id)
