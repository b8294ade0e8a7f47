"""What is wrong with an installation and how to mend it, in plain words: `rochdale doctor`.

Each check looks at one thing and answers with findings. A serious one makes the command end with 1; the others are advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, InterfaceError
from django.utils.translation import gettext_lazy as _

from rochdale.base.doctor import keeping, machine, setup, tables, work
from rochdale.base.doctor.findings import Check, Finding, Visit
from rochdale.base.scrubbing import message_of
from rochdale.kernel.refusal import Refusal

CHECKS = (
    Check(_("Settings"), setup.settings_are_safe),
    Check(_("What Django says"), setup.django_agrees),
    Check(_("Who runs this"), setup.operator_is_named),
    Check(_("Address and certificate"), setup.address_answers),
    Check(_("Clock"), machine.clock_is_right),
    Check(_("Disk"), machine.disk_has_room),
    Check(_("Folders"), machine.folders_are_ours),
    Check(_("Database"), tables.database_is_sound),
    Check(_("Tables"), tables.tables_are_current),
    Check(_("Walls between organizations"), tables.walls_bind),
    Check(_("Static files"), setup.static_files_are_there),
    Check(_("Work in the background"), work.work_is_done),
    Check(_("Mail"), work.mail_leaves),
    Check(_("Paper"), work.paper_prints),
    Check(_("Languages"), work.languages_are_there),
    Check(_("Documents"), keeping.documents_are_what_was_kept),
    Check(_("Backups"), keeping.backups_are_good),
)


@dataclass(frozen=True, slots=True)
class Examined:
    """One check and what it found."""

    check: Check
    findings: tuple[Finding, ...]

    @property
    def is_serious(self) -> bool:
        """Whether anything it found must be mended."""
        return any(finding.is_serious for finding in self.findings)


def examine(*, at: datetime, is_thorough: bool = False) -> Iterator[Examined]:
    """Do all checks. One that cannot be finished says so and holds up no other."""
    visit = Visit(at, is_thorough)
    for check in CHECKS:
        yield Examined(check, tuple(_findings(check, visit)))


def _findings(check: Check, visit: Visit) -> Iterator[Finding]:
    try:
        yield from check.look(visit)
    except (DatabaseError, InterfaceError):
        yield Finding(Refusal("base.doctor-database-silent"))
    except Exception as trouble:  # a doctor who faints helps nobody
        yield Finding(Refusal("base.doctor-check-broke", {"says": f"{type(trouble).__name__}: {message_of(trouble)}"}))
