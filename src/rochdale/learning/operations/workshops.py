"""What is done with a workshop: planned, changed, called off; people are asked, sign up and sign in; what they got and thought is kept."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID, uuid5

from rochdale.base import audit, documents, photos
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.learning.models import Asked, Came, Evaluation, Handed, Participant, Picture, Project, SignIn, Workshop
from rochdale.learning.packs import module_of
from rochdale.learning.queries.workshops import halves_of, lines_of, on_the_list
from rochdale.learning.rules.runs import AGES, LONGEST_NAME, LONGEST_TEXT, SEXES
from rochdale.learning.rules.workshops import HIGHEST, LOWEST, Days, Kind, Line, person_key, refusals_for_agenda, refusals_for_days
from rochdale.people.permissions import require

MOST_ON_A_SHEET = 60


@dataclass(frozen=True, slots=True)
class Plan:
    """What a workshop is to be. `partners` are pairs of name and part (host, partner, funder)."""

    kind: Kind
    title: str
    place: str
    language: str
    days: Days
    about: str = ""
    project_id: UUID | None = None
    partners: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a line of the list says of somebody. `before` and `after`: 0 the least, 3 the most."""

    name: str
    organization: str = ""
    sex: str = ""
    age: str = ""
    may_be_shown: bool = False
    halves: frozenset[int] = frozenset()
    before: int | None = None
    after: int | None = None
    has_practised: bool = False


def at_the_door(workshop: Workshop) -> Actor:
    """Who signs in without an account acts as the list of the workshop."""
    return Actor(id=f"workshop:{workshop.id}", name="")


@operation
def plan_workshop(*, id: UUID, by: Actor, at: datetime, plan: Plan) -> str:
    """Plan a workshop of the organization acted for. Returns its id. Refused: what `rules.workshops` says of its days."""
    require(by, "learning.plan-workshop", by)
    assert by.organization_id is not None  # the permission asks for an office
    fields = _fields(plan, by.organization_id)
    row = Workshop.objects.create(id=id, organization_id=by.organization_id, code=secrets.token_hex(8), at=at, **fields)
    audit.record(by=by, at=at, what="learning.plan-workshop", about=row, after={"title": row.title, "from": str(row.begins_on)})
    return str(id)


def _fields(plan: Plan, organization_id: UUID) -> dict[str, object]:
    refuse_if(refusals_for_days(plan.days))
    project = Project.objects.get(pk=plan.project_id, organization_id=organization_id) if plan.project_id else None
    return {
        "kind": plan.kind.value, "title": plan.title, "about": plan.about, "place": plan.place, "language": plan.language,
        "begins_on": plan.days.begins_on, "ends_on": plan.days.ends_on, "capacity": plan.days.capacity, "project": project,
        "partners": [{"name": name, "part": part} for name, part in plan.partners],
    }  # fmt: skip


def _own(by: Actor, workshop_id: UUID) -> Workshop:
    row = Workshop.objects.select_for_update().get(pk=workshop_id)
    require(by, "learning.hold-workshop", row)
    return row


@operation
def change_workshop(*, id: UUID, by: Actor, at: datetime, workshop_id: UUID, plan: Plan) -> str:
    """Change when, where and what for. Refused: a day fewer than somebody signed in for (`learning.half-day-is-signed`)."""
    row = _own(by, workshop_id)
    fields = _fields(plan, row.organization_id)
    last = max(SignIn.objects.filter(participant__workshop=row).values_list("half", flat=True), default=0)
    if last > 2 * plan.days.count:
        raise Refused(Refusal("learning.half-day-is-signed", {"field": "ends_on"}))
    before = {name: str(getattr(row, name)) for name in ("title", "place", "begins_on", "ends_on")}
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    audit.record(
        by=by, at=at, what="learning.change-workshop", about=row, before=before, after={name: str(getattr(row, name)) for name in before}
    )
    return str(row.id)


@operation
def set_agenda(*, id: UUID, by: Actor, at: datetime, workshop_id: UUID, lines: tuple[Line, ...]) -> str:
    """Put these lines in place of the agenda. Refused: what `rules.workshops` says of them."""
    row = _own(by, workshop_id)
    refuse_if(refusals_for_agenda(lines, row.days))
    row.agenda = [
        {
            "day": one.day, "begins": f"{one.begins:%H:%M}", "minutes": one.minutes, "title": one.title, "leader": one.leader,
            "module": list(one.module) if one.module else None, "kind": one.kind.value,
        }
        for one in sorted(lines, key=lambda one: (one.day, one.begins))
    ]  # fmt: skip
    row.save(update_fields=["agenda"])
    audit.record(by=by, at=at, what="learning.set-agenda", about=row, after={"lines": len(lines)})
    return str(row.id)


@operation
def call_off(*, id: UUID, by: Actor, at: datetime, workshop_id: UUID, why: str) -> str:
    """Call a workshop off. Refused: where somebody signed in already (`learning.workshop-was-held`)."""
    row = _own(by, workshop_id)
    if SignIn.objects.filter(participant__workshop=row).exists():
        raise Refused(Refusal("learning.workshop-was-held"))
    row.called_off_at, row.called_off_why = at, why
    row.save(update_fields=["called_off_at", "called_off_why"])
    audit.record(by=by, at=at, what="learning.call-off", about=row, after={"why": why})
    return str(row.id)


@operation
def ask(*, id: UUID, by: Actor, at: datetime, workshop_id: UUID, name: str, people: int) -> str:
    """Ask an organization to send so many. Returns the id of the invitation."""
    row = _own(by, workshop_id)
    asked = Asked.objects.create(id=id, workshop=row, name=name, people=people, at=at)
    audit.record(by=by, at=at, what="learning.ask", about=asked, after={"name": name, "people": people})
    return str(id)


@operation
def write_answer(*, id: UUID, by: Actor, at: datetime, asked_id: UUID, answer: str) -> str:
    """Write down what an organization answered to its invitation."""
    asked = Asked.objects.select_for_update().get(pk=asked_id)
    _own(by, asked.workshop_id)
    asked.answer, asked.answered_at = answer, at
    asked.save(update_fields=["answer", "answered_at"])
    audit.record(by=by, at=at, what="learning.write-answer", about=asked, after={"answer": answer})
    return str(asked.id)


def _found(rows: Iterable[Participant], told: Told) -> Participant | None:
    key = person_key(told.name, told.organization)
    return next((row for row in rows if person_key(row.name, row.organization) == key), None)


@operation
def sign_up(*, id: UUID, by: Actor, at: datetime, workshop_id: UUID, told: Told) -> str:
    """Somebody wants to come; no account is needed. Returns the id of the line; who is on the list already stays where she is.

    Refused: a workshop that was called off, is over, or has no place left.
    """
    row = Workshop.objects.select_for_update().get(pk=workshop_id)
    if row.called_off_at is not None:
        raise Refused(Refusal("learning.workshop-is-off"))
    if at.date() > row.ends_on:
        raise Refused(Refusal("learning.workshop-is-over", {"on": row.ends_on}))
    people = on_the_list(row)
    if found := _found(people, told):
        return str(found.id)
    if len(people) >= row.capacity:
        raise Refused(Refusal("learning.workshop-is-full", {"places": row.capacity}))
    return str(_write(row, id, replace(told, halves=frozenset()), Came.SIGNED_UP, by, at).id)


def _write(workshop: Workshop, id: UUID, told: Told, came: Came, by: Actor, at: datetime, **also: UUID | bool) -> Participant:
    if not told.name.strip():
        raise Refused(Refusal("learning.nobody-is-named", {"field": "name"}))
    made = Participant.objects.create(
        id=id, workshop=workshop, name=told.name.strip()[:LONGEST_NAME], organization=told.organization.strip()[:LONGEST_NAME],
        sex=told.sex if told.sex in SEXES else "", age=told.age if told.age in AGES else "", may_be_shown=told.may_be_shown, came=came,
        before=told.before, after=told.after, has_practised=told.has_practised, by_id=by.id, by_name=by.name, at=at, **also,
    )  # fmt: skip
    after = {"came": came.value, **{name: str(value) for name, value in also.items()}}
    audit.record(by=by, at=at, what="learning.write-participant", about=made, after=after)
    return made


def _sign(row: Participant, halves: Iterable[int], at: datetime) -> None:
    SignIn.objects.bulk_create(SignIn(id=uuid5(row.id, f"half {half}"), participant=row, half=half, at=at) for half in sorted(halves))


def _refuse_halves(workshop: Workshop, halves: Iterable[int], today: date) -> None:
    """Nobody signs in for a half-day the workshop does not have, nor for a day to come."""
    for half in halves:
        if half not in workshop.days.halves:
            raise Refused(Refusal("learning.no-such-half-day", {"half": half}))
        if (half - 1) // 2 > (today - workshop.begins_on).days:
            raise Refused(Refusal("learning.half-day-lies-ahead"))


@operation
def sign_in(*, id: UUID, by: Actor, at: datetime, workshop_id: UUID, half: int, today: date, told: Told) -> str:
    """Somebody is there this half-day: found on the list by name and organization, or written onto it. Returns the id of the line.

    Who signs in twice has signed in once. `today` is the day at the place. Refused: a workshop that was called off, a half-day ahead.
    """
    row = Workshop.objects.select_for_update().get(pk=workshop_id)
    if row.called_off_at is not None:
        raise Refused(Refusal("learning.workshop-is-off"))
    _refuse_halves(row, [half], today)
    person = _found(on_the_list(row), told) or _write(row, id, told, Came.AT_THE_DOOR, by, at)
    _sign(person, {half} - halves_of(person), at)
    audit.record(by=by, at=at, what="learning.sign-in", about=person, after={"half": half})
    return str(person.id)


@operation
def tick_off(*, id: UUID, by: Actor, at: datetime, workshop_id: UUID, half: int, today: date, people: tuple[UUID, ...]) -> int:
    """Those of the list who are there this half-day, ticked by whoever holds the workshop. Returns how many are new."""
    row = _own(by, workshop_id)
    _refuse_halves(row, [half], today)
    new = [one for one in on_the_list(row) if one.id in people and half not in halves_of(one)]
    for one in new:
        _sign(one, [half], at)
    audit.record(by=by, at=at, what="learning.tick-off", about=row, after={"half": half, "people": len(new)})
    return len(new)


@operation
def keep_list(*, id: UUID, by: Actor, at: datetime, workshop_id: UUID, today: date, lines: tuple[Told, ...]) -> list[int]:
    """The sheets of paper people signed, entered at once. Returns how many lines are new and how many were there already.

    Two lines of one name and organization are one person with the half-days of both. Refused: a half-day the workshop does not have.
    """
    row = _own(by, workshop_id)
    _refuse_halves(row, {half for told in lines for half in told.halves}, today)
    people, fresh = on_the_list(row), 0
    for number, told in enumerate(lines, 1):
        person = _found(people, told)
        if person is None:
            person, fresh = _write(row, uuid5(id, f"line {number}"), told, Came.PAPER, by, at), fresh + 1
            people.append(person)
        _sign(person, told.halves - set(person.sign_ins.values_list("half", flat=True)), at)
    audit.record(by=by, at=at, what="learning.keep-list", about=row, after={"lines": len(lines), "new": fresh})
    return [fresh, len(lines) - fresh]


@operation
def correct_participant(*, id: UUID, by: Actor, at: datetime, participant_id: UUID, told: Told, is_out: bool = False) -> str:
    """Write a line that takes the place of another, with its half-days; `is_out`: nobody belongs there. Returns the id of the new line.

    Refused: a line that another took the place of already (`learning.line-was-replaced`).
    """
    old = Participant.objects.select_for_update().get(pk=participant_id)
    row = _own(by, old.workshop_id)
    if Participant.objects.filter(replaces=old.id).exists():
        raise Refused(Refusal("learning.line-was-replaced"))
    _refuse_halves(row, told.halves, at.date())
    made = _write(row, id, told, Came(old.came), by, at, replaces=old.id, is_out=is_out)
    _sign(made, told.halves, at)
    return str(made.id)


@operation
def hand_out(*, id: UUID, by: Actor, at: datetime, workshop_id: UUID, what: str, language: str, count: int) -> str:
    """Keep what was handed out, and how many."""
    row = _own(by, workshop_id)
    made = Handed.objects.create(id=id, workshop=row, what=what, language=language, count=count, at=at)
    audit.record(by=by, at=at, what="learning.hand-out", about=made, after={"what": what, "count": count})
    return str(id)


@operation
def add_picture(
    *, id: UUID, by: Actor, at: datetime, workshop_id: UUID, content: bytes, caption: str, all_agree: bool, is_public: bool
) -> str:
    """Keep a photograph, made small and without what tells where and when it was taken. Returns its id.

    Refused: where somebody on it was not asked (`learning.picture-without-consent`), at a workshop on child labour and safe work
    (`learning.no-pictures-here`), what `base.photos` says of the file.
    """
    row = _own(by, workshop_id)
    if not all_agree:
        raise Refused(Refusal("learning.picture-without-consent", {"field": "all_agree"}))
    if any(_is_sensitive(line.module) for line in lines_of(row.agenda) if line.module):
        raise Refused(Refusal("learning.no-pictures-here", {"field": "picture"}))
    kept = documents.keep(by=by, at=at, name="picture.jpg", content=photos.rewritten(content), about=row)
    made = Picture.objects.create(
        id=id, workshop=row, document=kept, caption=caption.strip()[:LONGEST_TEXT], is_public=is_public, by_id=by.id, by_name=by.name, at=at
    )  # fmt: skip
    audit.record(by=by, at=at, what="learning.add-picture", about=made, after={"public": is_public, "sha256": kept.sha256})
    return str(id)


def _is_sensitive(pair: tuple[str, str]) -> bool:
    course, module = module_of(*pair)
    return any(one.is_sensitive for one in course.in_language(module, course.languages[0]))


@operation
def take_back_picture(*, id: UUID, by: Actor, at: datetime, picture_id: UUID) -> str:
    """Nobody is shown this photograph any more."""
    row = Picture.objects.select_for_update(of=("self",)).select_related("workshop").get(pk=picture_id)
    require(by, "learning.hold-workshop", row.workshop)
    row.taken_back_at = row.taken_back_at or at
    row.save(update_fields=["taken_back_at"])
    audit.record(by=by, at=at, what="learning.take-back-picture", about=row)
    return str(row.id)


@operation
def evaluate(*, id: UUID, by: Actor, at: datetime, workshop_id: UUID, answers: Mapping[str, int], will_do: str, better: str) -> str:
    """What somebody thought of it, without a name. Refused: a workshop that did not begin yet (`learning.workshop-lies-ahead`)."""
    row = Workshop.objects.get(pk=workshop_id)
    if at.date() < row.begins_on:
        raise Refused(Refusal("learning.workshop-lies-ahead"))
    kept = {question: face for question, face in answers.items() if LOWEST <= face <= HIGHEST}
    Evaluation.objects.create(id=id, workshop=row, answers=kept, will_do=will_do[:LONGEST_TEXT], better=better[:LONGEST_TEXT])
    return str(id)
