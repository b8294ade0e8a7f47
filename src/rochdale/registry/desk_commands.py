"""`rochdale registry desk-file`, `desk-open`, `desk-report`, `desk-bring`: an office works without a line, and comes back."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.base.actor import SYSTEM
from rochdale.base.words import sentence
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.registry.desk_bringing import Brought, bring_report
from rochdale.registry.desk_files import desk_file, open_desk, seed_of
from rochdale.registry.desk_reports import write_report
from rochdale.registry.models import Desk, DeskItem, RegisterOffice
from rochdale.registry.operations import give_desk_file, set_up_desk
from rochdale.registry.operations.desks import public_half
from rochdale.registry.queries.desks import desk_out, drafts_here
from rochdale.registry.rules.desks import Outcome

WAITS = 1
"""Exit code when something waits to be settled. 2 is click's own for a wrong option."""
FILE = click.Path(dir_okay=False, path_type=Path)
READ = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("desk-file")
@click.argument("office", metavar="OFFICE")
@click.option("--name", default="", help="Where the desk stands or who carries it.")
@click.option("--out", type=FILE, help="File to write; default: the desk and the number of the file.")
def give_file(office: str, name: str, out: Path | None) -> None:
    """Write what a desk without a line of OFFICE (its code) takes along. The office's numbers are issued there alone from now on."""
    at = timezone.now()
    found = RegisterOffice.objects.filter(code=office, until_on=None).first()
    if found is None:
        raise click.ClickException(_("There is no office called %(code)s.") % {"code": office})
    with _told():
        out_already = desk_out(found)
        if out_already:
            desk_id = out_already.id
        else:
            desk_id = new_id()
            x = public_half(seed_of(desk_id))
            set_up_desk(id=desk_id, by=SYSTEM, at=at, office_id=found.id, name=name or found.name, x=x)
        give_desk_file(id=new_id(), by=SYSTEM, at=at, desk_id=desk_id)
        desk = Desk.objects.select_related("office").get(pk=desk_id)
        to = out or Path(f"{desk}-file-{desk.files}.zip")
        _write(to, desk_file(desk, at=at))
    click.echo(_("%(file)s: file number %(number)s of the desk %(desk)s") % {"file": to, "number": desk.files, "desk": desk})
    click.echo(_("It holds names and the desk’s key. Carry it as you carry the keys of the office."))


@click.command("desk-open")
@click.argument("file", type=READ)
def open_file(file: Path) -> None:
    """Make this installation the desk of FILE, or bring it what is new."""
    with _told():
        here = open_desk(file.read_bytes(), at=timezone.now())
    click.echo(_("This is the desk %(desk)s of %(office)s.") % {"desk": here.desk, "office": here.desk.office.name})
    for block in here.desk.blocks.order_by("year", "scope", "first"):
        told = {"first": block.first + block.used, "last": block.last, "year": block.year, "scope": block.scope}
        click.echo(_("Numbers %(first)s to %(last)s for %(year)s (%(scope)s)") % told)
    click.echo(_("No password came along. Let the first leader in with `rochdale people let-in`; leaders let the others in."))


@click.command("desk-report")
@click.option("--last", "is_last", is_flag=True, help="The desk is done: it issues no more, and its numbers go back.")
@click.option("--out", type=FILE, help="File to write; default: the desk and the number of the report.")
def report(is_last: bool, out: Path | None) -> None:
    """Write everything this desk did into one signed file for the centre."""
    with _told():
        made = write_report(by=SYSTEM, at=timezone.now(), is_last=is_last)
        to = out or Path(made.name)
        _write(to, made.content)
    told = {"file": to, "number": made.number, "items": made.items}
    click.echo(_("%(file)s: report number %(number)s, %(items)s things") % told)
    drafts = drafts_here()
    if drafts:
        says = ngettext("%(count)s dossier is still being keyed and stays.", "%(count)s dossiers are still being keyed and stay.", drafts)
        click.echo(says % {"count": drafts})


@click.command("desk-bring")
@click.argument("file", type=READ)
@click.option("--dry-run", "is_dry", is_flag=True, help="Look and compare, keep nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def bring(file: Path, is_dry: bool, as_json: bool) -> None:
    """Take the report in FILE in. Each thing is confirmed or waits to be settled; ends with 1 where something waits."""

    def tells(done: int, total: int) -> None:
        click.echo(_("%(done)s of %(total)s things are through.") % {"done": done, "total": total}, err=True)

    with _told():
        brought = bring_report(file.read_bytes(), by=SYSTEM, at=timezone.now(), is_dry=is_dry, tells=tells)
    waiting = list(DeskItem.objects.filter(desk_id=brought.desk_id, state=Outcome.QUEUED.value).order_by("at", "id"))
    click.echo(json.dumps(_plain(brought, waiting), ensure_ascii=False, indent=1) if as_json else _said(brought, is_dry=is_dry))
    raise SystemExit(WAITS if brought.outcomes.get(Outcome.QUEUED.value) else 0)


def _said(brought: Brought, *, is_dry: bool) -> str:
    told = {state.value: brought.outcomes.get(state.value, 0) for state in Outcome}
    lines = [
        _("%(desk)s, report number %(number)s: %(items)s things.")
        % {"desk": brought.desk, "number": brought.number, "items": brought.items},
        _("%(confirmed)s confirmed, %(queued)s wait to be settled, %(overtaken)s told anew, %(known)s known already.")
        % {**told, "known": brought.known},
    ]
    lines += [sentence(notice) for notice in brought.notices]
    return "\n".join([*lines, *([_("Nothing was kept: this was a trial.")] if is_dry else [])])


def _plain(brought: Brought, waiting: list[DeskItem]) -> dict[str, Any]:
    return {
        "desk": brought.desk, "report": brought.number, "items": brought.items, "known": brought.known, **brought.outcomes,
        "notices": [{"code": one.code, "message": sentence(one)} for one in brought.notices],
        "waiting": [
            {"id": str(one.id), "called": one.called, "kind": one.kind, "codes": [each["code"] for each in one.conflicts]}
            for one in waiting
        ],
    }  # fmt: skip


def _write(to: Path, content: bytes) -> None:
    """Readable by whoever runs the command and nobody else."""
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


@contextmanager
def _told() -> Iterator[None]:
    """A refusal ends the command with its sentences."""
    try:
        yield
    except Refused as refused:
        raise click.ClickException("\n".join(sentence(refusal) for refusal in refused.refusals)) from None
