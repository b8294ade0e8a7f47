"""What backups and restores say when they cannot be done."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

BACKUP = {
    "base.backup-disk": Words(
        _("The folder %(folder)s does not take the backup: %(says)s."), _("Make room there, or name another folder.")
    ),
    "base.backup-no-key": Words(
        _("There is no key to encrypt with."), _("Set ROCHDALE_BACKUP_KEY to what “rochdale new-backup-key” prints.")
    ),
    "base.restore-needs-key": Words(_("The backup %(file)s is encrypted."), _("Set ROCHDALE_BACKUP_KEY to the key it was written with.")),
    "base.restore-other-key": Words(
        _("The backup %(file)s was encrypted with another key."), _("Look for the key of that time. Without it nobody can open the file.")
    ),
    "base.restore-from-newer": Words(
        _("A newer version of Rochdale wrote this backup: %(version)s."), _("Install that version or a newer one, then restore.")
    ),
}

TRIAL = {
    "base.trial-not-permitted": Words(
        _("The backup was not tried: the role %(role)s may not make a database."),
        _("As the database's administrator: ALTER ROLE %(role)s CREATEDB. Then run “rochdale verify-backup FILE”."),
    ),
    "base.trial-no-room": Words(
        _("The backup was not tried: that needs %(needed_mb)s MB, and %(free_mb)s MB are free."),
        _("Make room, or try it on another machine with “rochdale verify-backup FILE”."),
    ),
    "base.trial-broke": Words(
        _("The backup could not be restored: %(says)s"), _("Do not rely on this file. Run “rochdale doctor --all”, then back up again.")
    ),
    "base.trial-rows-differ": Words(
        _("Of the table %(table)s %(saved)s rows were saved and %(found)s came back."),
        _("Do not rely on this file. Run “rochdale doctor --all”, then back up again."),
    ),
    "base.trial-database-unsound": Words(
        _("The database in the backup is not sound: %(says)s"), _("Keep older backups. Run “rochdale doctor --all” on this installation.")
    ),
    "base.trial-document-changed": Words(
        _("A document in the backup is not what was kept: %(sha256)s."), _("Keep older backups. Run “rochdale doctor --all”.")
    ),
}

UPGRADE = {
    "base.upgrade-while-running": Words(_("Rochdale is running."), _("Stop it first: systemctl stop rochdale.")),
    "base.upgrade-not-begun": Words(
        _("The upgrade failed on a copy, so it was not begun."),
        _("Nothing was changed. Start the version you had, and tell whoever gave you this one."),
    ),
    "base.upgrade-taken-back": Words(
        _("The upgrade broke off: %(says)s"),
        _("Everything is as it was before, from %(file)s. Start the version you had."),
    ),
    "base.upgrade-broke": Words(_("The installation could not be made ready: %(says)s"), _("Mend that and run it again.")),
}

for words in (BACKUP, TRIAL, UPGRADE):
    register(words)
