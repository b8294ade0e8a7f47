"""What is done in the cascade: somebody becomes a trainer, a level is withdrawn, a group says who brought it, results come in."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.learning.achievements import level_achievement
from rochdale.learning.models import (
    CredentialKind,
    Group,
    GroupTie,
    GroupTrainer,
    Outcome,
    Participant,
    Trainer,
    TrainerLink,
    Withdrawal,
)
from rochdale.learning.operations.credentials import CredentialOrder, issue_credential
from rochdale.learning.operations.groups import digest_of
from rochdale.learning.queries.trainers import line_of, links, missing_now, shown_by
from rochdale.learning.rules.cascade import Level, Link, missing_for, notices_for_link, refusals_for_link
from rochdale.learning.rules.workshops import folded
from rochdale.people.permissions import require

LETTERS = "ACDEFHJKLMNPRTUVWXY3479"
"""Of a trainer's code: none is taken for another when it is read from a card or over a bad line."""


def new_code() -> str:
    """Eight letters: 36 bits, enough that nobody writes down another's by mistake."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))


@operation
def prepare(
    *, id: UUID, by: Actor, at: datetime, participant_id: UUID, level: Level, trained_by: UUID | None, outside: str = "", on: date
) -> str:
    """Somebody who was at a workshop reached a level there. Returns the id of the trainer: known already, or new.

    What the level asks and is missing is kept with the link and told; it refuses nothing. Refused: what `rules.cascade` says.
    """
    person = Participant.objects.select_related("workshop").prefetch_related("sign_ins").get(pk=participant_id)
    require(by, "learning.keep-trainers", person.workshop)
    trainer = _trainer(uuid5(id, "trainer"), person, at)
    _link(id, trainer, person, level, trained_by, outside, on, by, at)
    return str(trainer.id)


def _trainer(id: UUID, person: Participant, at: datetime) -> Trainer:
    """Of this name and home, in the organization that holds the workshop."""
    organization_id = person.workshop.organization_id
    for row in Trainer.objects.filter(organization_id=organization_id, name__iexact=person.name).order_by("at", "id"):
        if folded(row.home) == folded(person.organization):
            return row
    return Trainer.objects.create(
        id=id, organization_id=organization_id, name=person.name, home=person.organization, code=new_code(), at=at
    )  # fmt: skip


def _link(
    id: UUID, trainer: Trainer, person: Participant | None, level: Level, trained_by: UUID | None, outside: str, on: date, by: Actor,
    at: datetime,
) -> TrainerLink:  # fmt: skip
    known = links()
    new = Link(trainer.id, trained_by, level, on)
    refuse_if(refusals_for_link(new, known, today=at.date()))
    if any(one.trainer == trainer.id and one.level is level and one.counts_on(on) for one in known):
        raise Refused(Refusal("learning.level-is-held", {"name": trainer.name}))
    told = missing_for(level, shown_by(trainer, person)) + notices_for_link(new, known)
    row = TrainerLink.objects.create(
        id=id, trainer=trainer, trained_by_id=trained_by, outside=outside, workshop=person.workshop if person else None, level=level.value,
        on=on, notices=[asdict(one) for one in told], by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="learning.prepare", about=row, after={"level": level.value, "missing": [one.code for one in told]})
    return row


@operation
def enrol_trainer(
    *, id: UUID, by: Actor, at: datetime, name: str, home: str, level: Level, outside: str, on: date, person_id: UUID | None = None
) -> str:
    """Somebody prepared elsewhere becomes a trainer here: the first generation. Returns the id of the trainer."""
    require(by, "learning.keep-trainers", by)
    assert by.organization_id is not None  # the permission asks for an office
    trainer = Trainer.objects.create(
        id=id, organization_id=by.organization_id, person_id=person_id, name=name, home=home, code=new_code(), at=at
    )  # fmt: skip
    _link(uuid5(id, "link"), trainer, None, level, None, outside, on, by, at)
    return str(id)


@operation
def raise_level(*, id: UUID, by: Actor, at: datetime, trainer_id: UUID, level: Level, trained_by: UUID | None, on: date) -> str:
    """A trainer reaches a further level by what she did with groups. The workshop where she was prepared counts as before."""
    trainer = Trainer.objects.select_for_update().get(pk=trainer_id)
    require(by, "learning.keep-trainers", trainer)
    last = trainer.links.exclude(workshop=None).order_by("-on", "-id").first()
    person = line_of(last.workshop, trainer) if last and last.workshop else None
    return str(_link(id, trainer, person, level, trained_by, "", on, by, at).id)


@operation
def certify_trainer(*, id: UUID, by: Actor, at: datetime, trainer_id: UUID, site: str, language: str) -> str:
    """Sign a certificate for the level a trainer holds today. Returns its code.

    Refused: nobody's level, what the level asks and is missing, what `issue_credential` says.
    """
    trainer = Trainer.objects.select_for_update().get(pk=trainer_id)
    level, missing = missing_now(trainer, at.date())
    refuse_if(missing)
    if level is None:
        raise Refused(Refusal("learning.no-level-counts", {"name": trainer.name}))
    order = CredentialOrder(
        kind=CredentialKind.TRAINER, issuer_id=trainer.organization_id, site=site, code=level.value,
        achievement=level_achievement(level, site, language), language=language, person=str(trainer.id), holder=trainer.name,
        evidence=[str(one) for one in trainer.links.order_by("on", "id").values_list("pk", flat=True)],
    )  # fmt: skip
    return issue_credential(id=uuid5(id, "credential"), by=by, at=at, order=order)


@operation
def withdraw_level(*, id: UUID, by: Actor, at: datetime, link_id: UUID, on: date, why: str) -> str:
    """A level counts no more from a day. What was done under it stays. Refused: before it was reached, or twice."""
    link = TrainerLink.objects.select_for_update(of=("self",)).select_related("trainer").get(pk=link_id)
    require(by, "learning.keep-trainers", link.trainer)
    if on < link.on or on > at.date():
        raise Refused(Refusal("learning.withdrawn-before-reached", {"on": link.on, "field": "on"}))
    if Withdrawal.objects.filter(link=link).exists():
        raise Refused(Refusal("learning.level-is-withdrawn"))
    row = Withdrawal.objects.create(id=id, link=link, on=on, why=why, by_id=by.id, by_name=by.name, at=at)
    audit.record(by=by, at=at, what="learning.withdraw-level", about=row, after={"on": str(on), "why": why})
    return str(id)


@operation
def say_who_brought(*, id: UUID, by: Actor, at: datetime, key: str, code: str) -> str:
    """A group says which trainer brought it, by the code on the card. Once said it stays. Returns the trainer's id.

    Refused: a code nobody has (`learning.no-such-trainer`), another trainer than before (`learning.another-brought-it`).
    """
    group = Group.objects.get(key_sha256=digest_of(key))
    trainer = Trainer.objects.filter(code="".join(code.upper().split()).replace("-", "")).first()
    if trainer is None:
        raise Refused(Refusal("learning.no-such-trainer", {"field": "code"}))
    row, is_new = GroupTrainer.objects.get_or_create(group=group, defaults={"trainer": trainer, "at": at})
    if row.trainer_id != trainer.id:
        raise Refused(Refusal("learning.another-brought-it", {"field": "code"}))
    if is_new:
        audit.record(by=by, at=at, what="learning.say-who-brought", about=group, after={"trainer": str(trainer.id)})
    return str(trainer.id)


@operation
def tie_group(*, id: UUID, by: Actor, at: datetime, key: str) -> str:
    """The organization acted for says that this group became it, or is a part of it: whoever has the group's key may.

    Refused: a group that another organization said this of (`learning.group-is-anothers`).
    """
    require(by, "learning.tie-group", by)
    assert by.organization_id is not None  # the permission asks for an office
    group = Group.objects.get(key_sha256=digest_of(key))
    row, is_new = GroupTie.objects.get_or_create(
        group=group, defaults={"organization_id": by.organization_id, "by_id": by.id, "by_name": by.name, "at": at}
    )
    if row.organization_id != by.organization_id:
        raise Refused(Refusal("learning.group-is-anothers"))
    if is_new:
        audit.record(by=by, at=at, what="learning.tie-group", about=group, after={"organization": str(by.organization_id)})
    return str(group.id)


@operation
def record_outcome(*, id: UUID, by: Actor, at: datetime, organization_id: UUID, kind: str, on: date, reference: str) -> bool:
    """What another context tells of an organization; the first of a kind counts. Returns whether it is new. The installation's alone."""
    if by.id != SYSTEM.id:
        raise Refused(Refusal("learning.outcomes-come-by-themselves"))
    _row, is_new = Outcome.objects.get_or_create(
        organization_id=organization_id, kind=kind, defaults={"id": id, "on": on, "reference": reference, "at": at}
    )
    return is_new
