"""The command line of leaving and arriving: `rochdale export ORGANIZATION`, `rochdale arrive FILE`."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from rochdale.people import queries
from rochdale.people.operations.leaving import arrive_from, export_from_command_line
from rochdale.people.queries import OrganizationFacts


@click.command("export")
@click.argument("organization")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; default: the organization's name and the day.")
def export(organization: str, out: Path | None) -> None:
    """Write everything of ORGANIZATION (its id or its name) into one file."""
    at = timezone.now()
    found = _found(organization)
    to = out or Path(f"{_file_name(found.name)}-{at:%Y-%m-%d}.zip")
    if not to.parent.is_dir():
        raise click.ClickException(_("There is no folder %(folder)s.") % {"folder": to.parent})
    written = export_from_command_line(found.id, to.resolve(), at)
    told = {"file": to, "rows": f"{written.rows:,}", "bytes": f"{written.size_bytes:,}"}
    click.echo(_("%(file)s: %(rows)s rows, %(bytes)s bytes") % told)
    click.echo(f"SHA-256 {written.sha256}")


@click.command("arrive")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def arrive(file: Path) -> None:
    """Read an export into this empty installation, all of it or nothing."""
    try:
        found = arrive_from(file, timezone.now())
    except Refused as refused:
        raise click.ClickException("\n".join(sentence(refusal) for refusal in refused.refusals)) from None
    told = {"name": found.name, "rows": f"{found.rows:,}", "documents": f"{found.documents:,}"}
    click.echo(_("%(name)s has arrived: %(rows)s rows, %(documents)s documents") % told)
    click.echo(_("No password came along. Let the first leader in with `rochdale people let-in`; leaders let the others in."))


def _found(text: str) -> OrganizationFacts:
    """By id, or by a name that only one organization has."""
    try:
        found = [organization for organization in [queries.organization(UUID(text))] if organization]
    except ValueError:
        found = [organization for organization in queries.organizations() if organization.name.casefold() == text.strip().casefold()]
    if len(found) != 1:
        raise click.ClickException(_("There is no single organization with this id or name. `rochdale people list` shows them."))
    return found[0]


def _file_name(name: str) -> str:
    """The name as a file can carry it: small letters of any script, words joined by dashes."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in name.casefold()).split())[:80] or "organization"
