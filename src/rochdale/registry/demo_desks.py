"""A desk without a line that has come back, and a page of a paper book half read, in the demo world: as people would have done it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from rochdale.base.actor import Actor
from rochdale.base.models import AuditEntry
from rochdale.base.paper import pdf
from rochdale.kernel.signing_keys import encoded
from rochdale.people import queries as people
from rochdale.registry import operations
from rochdale.registry.demo_offices import answers_of
from rochdale.registry.desk_bringing import bring_report
from rochdale.registry.desk_files import seed_of
from rochdale.registry.desk_reports import write_report
from rochdale.registry.judging_dossiers import judge_dossier
from rochdale.registry.models import Desk, DeskHere, Dossier, RegisterOffice
from rochdale.registry.operations.desks import public_half
from rochdale.registry.rules.answers import PARTS
from rochdale.registry.rules.dossiers import asked_key
from rochdale.registry.rules.verdicts import Verdict

WORLD = Path(__file__).with_name("demo_desks.toml")
_NAMES = UUID("0192f3a0-0000-7000-8000-00000000d503")
Ids = Callable[[str], UUID]
Who = Callable[[str, datetime], Actor]


def seed_desks(*, at: datetime, organization_id: Ids, person_id: Ids) -> None:
    """The desk, what it brought back, and the page."""
    world = tomllib.loads(WORLD.read_text(encoding="utf-8"))
    body = organization_id(world["body"])

    def who(key: str, then: datetime) -> Actor:
        found = people.actor(person_id(key), then, organization_id=body)
        assert found is not None, key
        return found

    office = RegisterOffice.objects.get(code=world["office"], until_on=None)
    _desk(world["desk"], office, who, at)
    _page(world["page"], office, who, at)


def _id(word: str) -> UUID:
    return uuid5(_NAMES, word)


def _desk(told: Mapping[str, Any], office: RegisterOffice, who: Who, at: datetime) -> None:
    """What the desk did is done in this database and undone again: only its report stays, and is brought."""
    began, desk_id = at - timedelta(days=9), _id("desk")
    by = who(told["by"], began)
    operations.set_up_desk(id=desk_id, by=by, at=began, office_id=office.id, name=told["name"], x=public_half(seed_of(desk_id)))
    operations.give_desk_file(id=_id("file"), by=by, at=began, desk_id=desk_id)
    with transaction.atomic():
        DeskHere.objects.create(desk_id=desk_id, key=encoded(seed_of(desk_id)), opened_at=began)
        last = AuditEntry.objects.order_by("-id").values_list("id", flat=True).first()
        Desk.objects.filter(pk=desk_id).update(audit_done=last or 0)
        for one in told["dossier"]:
            _play(one, office, who, at - timedelta(days=one["days_ago"]))
        report = write_report(by=by, at=at - timedelta(days=2), is_last=True)
        transaction.set_rollback(True)
    bring_report(report.content, by=who(told["by"], at), at=at - timedelta(days=1))


def _play(one: Mapping[str, Any], office: RegisterOffice, who: Who, at: datetime) -> None:
    id, clerk = _id(one["key"]), who(one["keyed_by"], at)
    operations.key_dossier(id=id, by=clerk, at=at, office_id=office.id, kind="register", book={}, received_on=at.date())
    told = answers_of(one, at.date())
    for part in PARTS:
        operations.answer_part(id=_id(f"{one['key']} {part}"), by=clerk, at=at, dossier_id=id, part=part, answers=told[part])
    operations.hand_in(id=_id(f"{one['key']} in"), by=clerk, at=at, dossier_id=id, although=True)
    if "approved_by" not in one:
        return
    registrar = who(one["approved_by"], at)
    at += timedelta(hours=2)
    operations.take_up(id=_id(f"{one['key']} up"), by=registrar, at=at, dossier_id=id)
    judged = judge_dossier(Dossier.objects.get(pk=id), today=at.date())
    asked = {asked_key(row): one["accepted"] for row in judged.legal.of(Verdict.ASK)}
    operations.settle(id=_id(f"{one['key']} settled"), by=registrar, at=at, dossier_id=id, says={"asked": asked})
    operations.approve_dossier(id=_id(f"{one['key']} yes"), by=registrar, at=at + timedelta(hours=1), dossier_id=id)


def _page(told: Mapping[str, Any], office: RegisterOffice, who: Who, at: datetime) -> None:
    by, when = who(told["by"], at), at - timedelta(days=1)
    made = operations.open_page(
        id=_id("page"), by=by, at=when, office_id=office.id, book="", volume=told["volume"], page=told["page"], lines=told["lines"],
        name=f"page-{told['page']}.pdf", content=_picture(told, when),
    )  # fmt: skip
    for line in told["line"]:
        if line.get("is_read", True):
            operations.write_line(
                id=_id(f"line {line['line']}"), by=by, at=when, page_id=UUID(made), line=line["line"], said=_said(line),
                is_struck=line.get("is_struck", False),
            )  # fmt: skip


def _said(line: Mapping[str, Any]) -> dict[str, str]:
    names = {"date": "on", "registration_no": "number", "operator": "name", "observations": "remark"}
    said = {column: line[key] for column, key in names.items() if line.get(key)}
    return {column: value.isoformat() if isinstance(value, date) else value for column, value in said.items()}


def _picture(told: Mapping[str, Any], at: datetime) -> bytes:
    """The page as the photograph shows it."""
    rows = [
        [str(line["line"]), line.get("name", ""), line.get("number", ""), str(line.get("on", "")), line.get("remark", "")]
        for line in told["line"]
    ]
    head = {"heading": [], "office": told["title"], "number": f"{told['volume']}/{told['page']}", "kicker": "", "stamp": "", "signs": []}
    table = {"kind": "table", "headings": ["", *told["headings"]], "rows": rows}
    return pdf(
        "registry/paper/dossier.typ", {**head, "title": told["title"], "reference": told["title"], "blocks": [table]}, language="en", at=at
    )
