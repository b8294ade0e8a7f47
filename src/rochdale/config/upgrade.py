"""A new version takes over: a backup first, tried with the new program; then the tables; and the way back when anything fails.

Trying the backup is the dress rehearsal: it restores everything into an empty place and changes the tables there, with the new
program, before the real ones are touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from rochdale.base import backup, backup_runs, health, postgresql
from rochdale.base.backup_trial import tried
from rochdale.base.models import BackupRun
from rochdale.base.scrubbing import message_of
from rochdale.base.words import sentence
from rochdale.base.worker import has_living_workers
from rochdale.config.serve import prepare
from rochdale.kernel.refusal import Refusal, Refused, refuse_if

Say = Callable[[str], None]
OF_THE_TABLES = {"base.doctor-tables-old", "base.doctor-tables-newer", "base.doctor-database-takes-nothing", "base.doctor-database-silent"}


@dataclass(frozen=True, slots=True)
class Saved:
    """The backup from which there is a way back."""

    file: Path
    written: backup.Written
    is_proven: bool


def upgrade(*, at: datetime, say: Say) -> None:
    """Bring the installation to this version. Raises `Refused` when it stays, or is again, as it was."""
    if has_living_workers(Path(settings.VAR) / "workers"):
        raise Refused(Refusal("base.upgrade-while-running"))
    postgresql.grant()  # where the role was set after the tables were made
    unknown = health.measure(at).migrations_unknown
    refuse_if([Refusal("base.doctor-tables-newer", {"unknown": unknown})] if unknown else [])
    saved = _saved(at=at, say=say) if backup.has_content() else None
    say(_("Bringing the tables and files to this version …"))
    try:
        prepare()
        refuse_if(refusal for refusal in health.troubles(health.measure(at)) if refusal.code in OF_THE_TABLES)
    except Exception as trouble:
        _go_back(saved, trouble, at=at, say=say)
    if saved:  # only now there is surely a table for it
        size, sha256 = saved.written.size_bytes, saved.written.sha256
        run = BackupRun(at=at, file_name=saved.file.name, size_bytes=size, sha256=sha256, is_encrypted=bool(settings.BACKUP_KEY))
        run.verified_at = at if saved.is_proven else None
        run.save()
    say(_("Done. Start Rochdale again, then ask “rochdale doctor”."))


def _saved(*, at: datetime, say: Say) -> Saved:
    folder = backup_runs.folder_for_backups()
    file = folder / backup_runs.file_name(at, is_encrypted=bool(settings.BACKUP_KEY), why="before-upgrade")
    say(_("Backing up into %(file)s …") % {"file": file})
    written = backup.backup(file, at=at, key=settings.BACKUP_KEY)
    say(_("Trying the upgrade on a copy …"))
    try:
        tried(file, key=settings.BACKUP_KEY)
    except Refused as refused:
        if any(refusal.code not in backup_runs.NOT_TRIED for refusal in refused.refusals):
            raise Refused([*refused.refusals, Refusal("base.upgrade-not-begun")]) from refused
        say(sentence(refused.refusals[0]))
        return Saved(file, written, is_proven=False)
    return Saved(file, written, is_proven=True)


def _go_back(saved: Saved | None, trouble: Exception, *, at: datetime, say: Say) -> None:
    says = sentence(trouble.refusals[0]) if isinstance(trouble, Refused) else f"{type(trouble).__name__}: {message_of(trouble)}"
    if saved is None:
        raise Refused(Refusal("base.upgrade-broke", {"says": says})) from trouble
    say(_("That did not work. Putting everything back as it was …"))
    backup.restore(saved.file, at=at, force=True, key=settings.BACKUP_KEY, migrates=False)
    raise Refused(Refusal("base.upgrade-taken-back", {"says": says, "file": str(saved.file)})) from trouble
