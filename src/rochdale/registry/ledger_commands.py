"""`rochdale registry import` and `rebuild`: an older register becomes historic filings; what entities are is made from filings again."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from rochdale.base.actor import SYSTEM
from rochdale.base.imports import Fault
from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from rochdale.registry.layouts import LAYOUTS
from rochdale.registry.projection import differing
from rochdale.registry.registers import Brought, bring

FAULTY = 1
"""Exit code when rows were left out, or a projection differs. 2 is click's own for a wrong option."""
SHOWN = 20


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--layout", required=True, type=click.Choice(sorted(LAYOUTS)), help="How the file is laid out.")
@click.option("--office", required=True, metavar="CODE", help="The office whose register it is, such as TG.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day the register tells of; without it, today.")
@click.option("--dry-run", "is_dry", is_flag=True, help="Read and compare, keep nothing.")
@click.option("--only-whole", is_flag=True, help="Keep nothing when a row is at fault.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def bring_register(file: Path, layout: str, office: str, as_of: datetime | None, is_dry: bool, only_whole: bool, as_json: bool) -> None:
    """Bring the register in FILE. A later year of it files what is new and what has changed; nothing is deleted."""
    on = as_of.date() if as_of else localdate()
    try:
        brought = _brought(file.read_bytes(), layout, office, on, is_dry=is_dry, only_whole=only_whole)
    except Refused as refused:
        raise click.ClickException("\n".join(sentence(refusal) for refusal in refused.refusals)) from None
    click.echo(json.dumps(_plain(brought), ensure_ascii=False, indent=1) if as_json else _told(brought, is_dry=is_dry))
    raise SystemExit(FAULTY if brought.faults else 0)


def _brought(content: bytes, layout: str, office: str, on: date, *, is_dry: bool, only_whole: bool) -> Brought:
    def told(done: int) -> None:
        click.echo(_("%(rows)s rows are through.") % {"rows": f"{done:,}"}, err=True)

    if only_whole and not is_dry:
        looked = bring(content, LAYOUTS[layout], by=SYSTEM, at=timezone.now(), office=office, as_of=on, is_dry=True)
        if looked.faults:
            return looked
    return bring(content, LAYOUTS[layout], by=SYSTEM, at=timezone.now(), office=office, as_of=on, is_dry=is_dry, tells=told)


def _told(brought: Brought, *, is_dry: bool) -> str:
    lines = [
        _("%(rows)s rows read, %(new)s new, %(changed)s changed, %(same)s as before, %(faulty)s left out.")
        % {
            "rows": brought.rows,
            "new": brought.new,
            "changed": len(brought.changed),
            "same": brought.same,
            "faulty": len({fault.row for fault in brought.faults}),
        }
    ]
    if is_dry:
        lines.append(_("Nothing was kept: this was a trial."))
    if brought.missing:
        lines.append(_("%(count)s of this register stand in the file no more. They stay; look at them.") % {"count": len(brought.missing)})
    lines += [_fault(fault) for fault in brought.faults[:SHOWN]]
    if len(brought.faults) > SHOWN:
        lines.append(_("… and %(count)s more; --json gives all.") % {"count": len(brought.faults) - SHOWN})
    return "\n".join(lines)


def _fault(fault: Fault) -> str:
    where = fault.cell or (_("row %(row)s") % {"row": fault.row} if fault.row else "")
    return f"{where}: {sentence(fault.refusal)}"


def _plain(brought: Brought) -> dict[str, Any]:
    return {
        "rows": brought.rows,
        "new": brought.new,
        "same": brought.same,
        "changed": brought.changed,
        "missing": [str(one) for one in brought.missing],
        "faults": [
            {"row": fault.row, "column": fault.heading, "cell": fault.cell, "code": fault.refusal.code, "message": sentence(fault.refusal)}
            for fault in brought.faults
        ],
    }


@click.command("rebuild")
@click.option("--check", "is_check", is_flag=True, help="Only compare; change nothing.")
def rebuild(is_check: bool) -> None:
    """Make what entities are from their filings again, and say where it differed."""
    counted, wrong = differing(mend=not is_check)
    if not wrong:
        click.echo(_("%(count)s entities: each is what its filings say.") % {"count": f"{counted:,}"})
        return
    for entity_id in wrong[:SHOWN]:
        click.echo(str(entity_id))
    click.echo(
        _("%(wrong)s of %(count)s entities were not what their filings say.") % {"wrong": f"{len(wrong):,}", "count": f"{counted:,}"}
    )
    raise SystemExit(FAULTY if is_check else 0)
