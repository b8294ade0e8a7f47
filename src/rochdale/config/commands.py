"""Commands of whoever runs an installation: back up, restore, upgrade, and ask what is wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from rochdale.base import backup as safe
from rochdale.base import backup_runs, doctor
from rochdale.base.models import BackupRun
from rochdale.base.words import said, sentence
from rochdale.config import upgrade as upgrading
from rochdale.kernel.refusal import Refusal, Refused

FILE = click.Path(dir_okay=False, path_type=Path)


@contextmanager
def _told() -> Iterator[None]:
    """A refusal ends the command with its sentences."""
    try:
        yield
    except Refused as refused:
        raise click.ClickException("\n".join(sentence(refusal) for refusal in refused.refusals)) from refused


@click.command()
@click.argument("file", type=FILE)
@click.option("--encrypt", is_flag=True, help="Encrypt it with ROCHDALE_BACKUP_KEY.")
def backup(file: Path, encrypt: bool) -> None:
    """Write everything into FILE, consistent while the server runs."""
    at = timezone.now()
    with _told():
        if encrypt and not settings.BACKUP_KEY:
            raise Refused(Refusal("base.backup-no-key"))
        written = safe.backup(file, at=at, key=settings.BACKUP_KEY if encrypt else "")
    BackupRun.objects.create(at=at, file_name=file.name, size_bytes=written.size_bytes, sha256=written.sha256, is_encrypted=encrypt)
    click.echo(
        _("%(file)s: %(bytes)s bytes, SHA-256 %(sha256)s") % {"file": file, "bytes": f"{written.size_bytes:,}", "sha256": written.sha256}
    )


@click.command()
@click.argument("file", type=FILE)
@click.option("--force", is_flag=True, help="Overwrite the data that are there.")
def restore(file: Path, force: bool) -> None:
    """Read everything back from FILE; refuses to overwrite data without --force."""
    with _told():
        safe.restore(file, at=timezone.now(), force=force, key=settings.BACKUP_KEY)
    click.echo(_("%(file)s restored. Everybody signs in anew.") % {"file": file})


@click.command("verify-backup")
@click.argument("file", type=FILE)
def verify_backup(file: Path) -> None:
    """Restore FILE into an empty place, compare everything, remember that it is sound."""
    with _told():
        rows, documents = backup_runs.verify(file, at=timezone.now(), key=settings.BACKUP_KEY)
    click.echo(
        _("%(file)s is sound: %(rows)s rows and %(documents)s documents came back.") % {"file": file, "rows": rows, "documents": documents}
    )


@click.command()
def upgrade() -> None:
    """Back up, bring everything to this version, and go back if that fails."""
    with _told():
        upgrading.upgrade(at=timezone.now(), say=click.echo)


@click.command("doctor")
@click.option("--all", "everything", is_flag=True, help="Look at every document and the whole database file, not at a sample.")
def ask_doctor(everything: bool) -> None:
    """Name what is wrong with this installation and how to mend it."""
    is_serious = False
    for examined in doctor.examine(at=timezone.now(), is_thorough=everything):
        is_serious |= examined.is_serious
        click.echo(f"{_mark(examined)} {examined.check.name}")
        for finding in examined.findings:
            words = said(finding.refusal)
            click.echo(f"      {words.says}\n      → {words.remedy}")
    click.echo(_("Something must be mended.") if is_serious else _("Nothing must be mended."))
    sys.exit(1 if is_serious else 0)


def _mark(examined: doctor.Examined) -> str:
    return "  ✗ " if examined.is_serious else "  ! " if examined.findings else "  ✓ "
