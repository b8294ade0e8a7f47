"""What each role is answered at workshops, in the cascade and in projects: bolaven holds them, everybody may come."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.learning import operations
from rochdale.learning.models import TrainerLink, Workshop
from rochdale.learning.operations import Plan, RunSheet, Told, as_group
from rochdale.learning.operations.projects import ProjectTold
from rochdale.learning.rules.cascade import Level
from rochdale.learning.rules.workshops import Days, Kind
from tests.access.matrix import Row, World, open_to_all, row
from tests.learning.sheets import SHEET, key_of, photograph

KEY, TIED = key_of("matrix brought"), key_of("matrix part of")


def prepare(world: World) -> None:
    """A workshop that is over with one person, who is a trainer now; an invitation; a project; a group that names its trainer."""
    now = timezone.now()
    noy, first = world.cast.actor("noy", at=now), now.date() - timedelta(days=4)
    id, project, asked = new_id(), new_id(), new_id()
    operations.begin_project(id=project, by=noy, at=now, told=ProjectTold("Learning", "A fund", first, now.date(), targets={"people": 9}))
    plan = Plan(Kind.TRAINERS, "Two days", "Paksong", "en", Days(first, now.date() + timedelta(days=1), 30), project_id=project)
    operations.plan_workshop(id=id, by=noy, at=now, plan=plan)
    operations.ask(id=asked, by=noy, at=now, workshop_id=id, name="Ban Nong", people=3)
    lines = (Told("Boun", "Ban Nong", halves=frozenset({1})),)
    operations.keep_list(id=new_id(), by=noy, at=now, workshop_id=id, today=now.date(), lines=lines)
    workshop = Workshop.objects.get(pk=id)
    person = workshop.people.get()
    trainer = operations.prepare(
        id=new_id(), by=noy, at=now, participant_id=person.id, level=Level.TRAINER, trained_by=None, outside="The union", on=now.date()
    )
    fields = {**SHEET, "began": now.date().isoformat()}
    for key in (KEY, TIED):
        operations.keep_run(
            id=new_id(), by=as_group(key), at=now, key=key, sheet=RunSheet("think", "0.2.0", "t1", "en", "paper", fields)
        )  # fmt: skip
    made = {"id": id, "code": workshop.code, "person": person.id, "asked": asked, "project": project, "trainer": trainer}
    for name, is_public in (("public", True), ("own", False)):
        made[name] = new_id()
        operations.add_picture(
            id=made[name], by=noy, at=now, workshop_id=id, content=photograph(), caption="All of us", all_agree=True, is_public=is_public
        )  # fmt: skip
    world.made["workshop"] = made | {"link": TrainerLink.objects.get(trainer_id=trainer).id}


def of(**names: str) -> dict[str, object]:
    """Parameters of the path, each a thing of the workshop."""
    return {parameter: (lambda world, name=name: world.made["workshop"][name]) for parameter, name in names.items()}


THIS = of(workshop_id="id")
UNKNOWN = {"workshop_id": lambda _world: new_id()}
ID = {"operation_id": lambda _world: new_id()}
OURS = {"officer": 200, "others": 404}
"""Pages of those who hold it: of another's workshop nobody is told that it has them."""
ROWS: list[Row] = [
    open_to_all("learning:workshops"),
    open_to_all("learning:workshop", at=THIS),
    open_to_all("learning:workshop", at=UNKNOWN, code=404),
    open_to_all("learning:sign-up", at=THIS),
    open_to_all("learning:sign-up", "POST", at=THIS, sends={**ID, "name": "Keo"}),
    open_to_all("learning:door", at=of(code="code")),
    open_to_all("learning:door", at={"code": "guessed"}, code=404),
    open_to_all("learning:evaluate", at=of(code="code")),
    open_to_all("learning:evaluate", at={"code": "guessed"}, code=404),
    row("learning:plan", officer=200, other_officer=200, registrar=200, operator=200, others=403),
    row("learning:change", at=THIS, **OURS),
    row("learning:call-off", at=THIS, **OURS),
    row("learning:agenda", at=THIS, **OURS),
    row("learning:asked", at=THIS, **OURS),
    row("learning:answer", "POST", at=of(workshop_id="id", asked_id="asked"), sends={**ID, "answer": "comes"}, officer=302, others=404),
    row("learning:people", at=THIS, **OURS),
    row("learning:people", "POST", at=THIS, sends={**ID, "half": "1"}, officer=302, others=404),
    row("learning:correct-person", at=of(workshop_id="id", participant_id="person"), **OURS),
    row("learning:list-sheet", at=THIS, **OURS),
    row("learning:handed", at=THIS, **OURS),
    row("learning:handed", "POST", at=THIS, sends={**ID, "what": "Booklets", "count": "9"}, officer=302, others=404),
    row("learning:pictures", at=THIS, **OURS),
    open_to_all("learning:workshop-picture", at=of(picture_id="public")),
    row("learning:workshop-picture", at=of(picture_id="own"), anonymous=404, **OURS),
    row("learning:take-back-picture", "POST", at=of(workshop_id="id", picture_id="own"), sends=ID, officer=302, others=404),
    row("learning:prepare", at=THIS, **OURS),
    row("learning:workshop-paper", at={**THIS, "kind": "sign-in"}, **OURS),
    row("learning:workshop-paper", at={**THIS, "kind": "nothing"}, officer=404, others=404),
    row("learning:cascade", officer=200, other_officer=200, registrar=200, operator=200, others=403),
    row("learning:report", officer=200, other_officer=200, registrar=200, operator=200, others=403),
    row("learning:workbook", officer=200, other_officer=200, registrar=200, operator=200, others=403),
    row("learning:enrol", officer=200, other_officer=200, registrar=200, operator=200, others=403),
    row("learning:trainer", at=of(trainer_id="trainer"), **OURS),
    row("learning:trainer-card", at=of(trainer_id="trainer"), **OURS),
    row("learning:certify", "POST", at=of(trainer_id="trainer"), sends=ID, officer=409, others=404),
    row("learning:raise", at=of(trainer_id="trainer"), **OURS),
    row("learning:withdraw", at=of(trainer_id="trainer", link_id="link"), **OURS),
    row("learning:projects", officer=200, other_officer=200, registrar=200, operator=200, others=403),
    row("learning:project-new", officer=200, other_officer=200, registrar=200, operator=200, others=403),
    row("learning:project", at=of(project_id="project"), member=403, officer=200, others=404),
    row("learning:project-change", at=of(project_id="project"), member=403, officer=200, others=404),
    row("learning:project-paper", at=of(project_id="project"), member=403, officer=200, others=404),
    open_to_all("learning:brought", "POST", at={"key": KEY}, sends={**ID, "code": "AAAAAAAA"}),
    open_to_all("learning:brought", "POST", at={"key": key_of("guessed")}, sends={**ID, "code": "AAAAAAAA"}, code=404),
    row(
        "learning:tie", "POST", at={"key": TIED}, sends=ID, officer=302, other_officer=302, registrar=302, operator=302, others=403
    ),
]  # fmt: skip
