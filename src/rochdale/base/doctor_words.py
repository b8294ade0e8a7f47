"""What `rochdale doctor` says: what is wrong in one sentence, how to mend it in the next."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

SETUP = {
    "base.doctor-demo": Words(_("This is the demo: anybody can step into any person."), _("Set ROCHDALE_MODE before real people come.")),
    "base.doctor-secret-weak": Words(
        _("ROCHDALE_SECRET_KEY can be guessed."), _("Set what “rochdale new-secret” prints. Everybody signs in anew then.")
    ),
    "base.doctor-hosts-open": Words(
        _("ROCHDALE_HOSTS lets in every name."), _("Write out the names by which people reach this server, separated by commas.")
    ),
    "base.doctor-hosts-local": Words(
        _("Nobody but this machine can reach the server."), _("Set ROCHDALE_HOSTS to the name or number that people type.")
    ),
    "base.doctor-no-proxy": Words(
        _("Production needs a web server in front that ends TLS."),
        _("Set one up as in docs/how-to/install-on-debian.md, then ROCHDALE_BEHIND_TLS_PROXY to yes."),
    ),
    "base.doctor-village-behind-proxy": Words(
        _("A village box speaks plain http, but a TLS proxy is announced."),
        _("With TLS, set ROCHDALE_MODE to production. Without, set ROCHDALE_BEHIND_TLS_PROXY to no."),
    ),
    "base.doctor-time-zone": Words(_("Times are shown in UTC."), _("Set ROCHDALE_TIME_ZONE, such as Asia/Vientiane or Africa/Douala.")),
    "base.doctor-settings-open": Words(_("Everybody on this machine can read the secrets in %(file)s."), _("chmod o= %(file)s")),
    "base.doctor-django-says": Words(
        _("Django says: %(says)s"), _("If you changed the program, take that back. Else tell whoever gave it to you.")
    ),
    "base.doctor-check-silenced": Words(_("Somebody silenced the check %(check)s."), _("Take it out of SILENCED_SYSTEM_CHECKS.")),
    "base.doctor-operator-unnamed": Words(
        _("People cannot see who runs this server: %(missing)s is not set."), _("Set it. The page “Who runs this” shows it.")
    ),
    "base.doctor-address-silent": Words(
        _("Nobody answers at https://%(host)s: %(says)s."), _("Start the web server in front, open port 443, and check the name.")
    ),
    "base.doctor-certificate-wrong": Words(
        _("The certificate of %(host)s is not trusted: %(says)s."),
        _("Renew it, or install your ministry's root certificate on this server."),
    ),
    "base.doctor-certificate-ends": Words(
        _("The certificate of %(host)s ends on %(on)s."), _("Renew it now, and see why that is not automatic.")
    ),
    "base.doctor-static-missing": Words(_("Styles and scripts are not in %(folder)s."), _("Run “rochdale upgrade”. It collects them.")),
    "base.doctor-check-broke": Words(_("This could not be looked at: %(says)s"), _("Mend what is named above first, then ask again.")),
}

MACHINE = {
    "base.doctor-clock-behind": Words(
        _("The clock says %(clock)s UTC, but something was written at %(last)s UTC."),
        _("Set the clock: timedatectl set-time “YYYY-MM-DD HH:MM:SS”. A small box needs a battery clock."),
    ),
    "base.doctor-disk-full": Words(
        _("Only %(free_mb)s MB are free in %(folder)s."), _("Make room, or keep fewer backups (ROCHDALE_BACKUP_KEEP_DAYS).")
    ),
    "base.doctor-folder-of-another": Words(
        _("The folder %(folder)s belongs to %(owner)s, and you are %(me)s."), _("Run this as %(owner)s, or give the folder to %(me)s.")
    ),
    "base.doctor-folder-shut": Words(
        _("Nothing can be written into %(folder)s: %(says)s."), _("Give it back to who runs Rochdale: chown -R.")
    ),
    "base.doctor-folder-open": Words(_("Everybody on this machine can look into %(folder)s."), _("chmod o= %(folder)s")),
}

DATABASE = {
    "base.doctor-database-silent": Words(_("The database does not answer."), _("Start it, and check DATABASE_URL.")),
    "base.doctor-database-old": Words(_("The database is too old: %(says)s."), _("Install a newer one of your system's packages.")),
    "base.doctor-database-loose": Words(
        _("The database setting %(what)s is %(found)s instead of %(wanted)s."),
        _("Set it back. Otherwise a power cut can lose what was acknowledged."),
    ),
    "base.doctor-few-locks": Words(
        _("PostgreSQL has room for %(room)s locks. Putting a backup back may take %(needed)s."),
        _("Set max_locks_per_transaction to 256 or more and start PostgreSQL anew."),
    ),
    "base.doctor-database-damaged": Words(
        _("The database file is damaged: %(says)s"), _("Stop Rochdale, keep the file, and restore the last good backup.")
    ),
    "base.doctor-database-takes-nothing": Words(
        _("The database answers, but takes no new rows."), _("Check the disk, the folder's owner and the database's log.")
    ),
    "base.doctor-role-missing": Words(
        _("The program works as the owner of its tables: PostgreSQL does not keep organizations apart."),
        _("Make a role and set ROCHDALE_DATABASE_ROLE, as in docs/how-to/install-on-debian.md, then run “rochdale upgrade”."),
    ),
    "base.doctor-role-not-bound": Words(
        _("The database role %(role)s owns tables or passes all walls: PostgreSQL does not keep organizations apart."),
        _("Make a role that owns nothing, as in docs/how-to/install-on-debian.md."),
    ),
    "base.doctor-tables-old": Words(
        _("The tables are older than the program: %(missing)s steps are missing."), _("Run “rochdale upgrade”.")
    ),
    "base.doctor-tables-newer": Words(
        _("The tables are newer than the program: it does not know %(unknown)s steps."),
        _("Install the newer version again, or restore the backup made before the upgrade."),
    ),
}

WORK = {
    "base.doctor-worker-away": Words(
        _("Nothing is done in the background: no worker is running."), _("Start Rochdale: systemctl start rochdale, or “rochdale serve”.")
    ),
    "base.doctor-tick-never": Words(
        _("The clock of the program has never struck."), _("Start Rochdale: systemctl start rochdale, or “rochdale serve”.")
    ),
    "base.doctor-tick-late": Words(
        _("The clock of the program last struck %(minutes)s minutes ago."),
        _("Start Rochdale: systemctl start rochdale, or “rochdale serve”."),
    ),
    "base.doctor-job-waits": Words(
        _("Work has been waiting for %(minutes)s minutes."), _("Look at the log of Rochdale, then start it anew.")
    ),
    "base.doctor-news-stuck": Words(
        _("News of the kind %(kind)s was tried %(attempts)s times in vain."), _("Look at the log of Rochdale for the reason.")
    ),
    "base.doctor-mail-stays": Words(
        _("No mail leaves this server: letters stay in %(folder)s."),
        _("Set ROCHDALE_EMAIL_URL, or help people with recovery slips on paper."),
    ),
    "base.doctor-mail-away": Words(
        _("The mail server %(server)s cannot be reached: %(says)s."), _("Check ROCHDALE_EMAIL_URL and the line to it.")
    ),
    "base.doctor-mail-unknown": Words(
        _("The mail server %(server)s does not accept the password of %(user)s."), _("Check user and password in ROCHDALE_EMAIL_URL.")
    ),
    "base.doctor-faces-missing": Words(_("Letters for paper are missing: %(faces)s."), _("Install this version of Rochdale anew.")),
    "base.doctor-paper-broke": Words(
        _("A page in the language %(language)s cannot be printed: %(says)s"), _("Install this version of Rochdale anew.")
    ),
    "base.doctor-language-missing": Words(
        _("The texts of the language %(language)s are missing."), _("Install this version of Rochdale anew.")
    ),
}

KEEPING = {
    "base.doctor-documents-wrong": Words(
        _("%(wrong)s of %(of)s documents are gone or were changed on the disk, first %(first)s."),
        _("Check the disk. Take these documents from a backup: a restore puts them back."),
    ),
    "base.doctor-no-backup": Words(
        _("There is no backup yet."), _("Leave Rochdale running over the hour of backups, or run “rochdale backup FILE”.")
    ),
    "base.doctor-backup-old": Words(
        _("The last backup is %(hours)s hours old."), _("Leave Rochdale running, and look at its log for why none was written.")
    ),
    "base.doctor-backup-unproven": Words(
        _("No backup was restored to try it for %(days)s days."), _("Run “rochdale verify-backup FILE” with the newest file.")
    ),
    "base.doctor-backup-folder-away": Words(
        _("The folder for backups %(folder)s is not there."), _("Plug the disk in, or set ROCHDALE_BACKUP_FOLDER to another folder.")
    ),
    "base.doctor-backup-folder-shut": Words(
        _("Backups cannot be written into %(folder)s."), _("Give the folder to who runs Rochdale: chown.")
    ),
    "base.doctor-backup-same-disk": Words(
        _("Backups lie on the same disk as the data: one broken disk takes both."),
        _("Set ROCHDALE_BACKUP_FOLDER to another disk or stick."),
    ),
    "base.doctor-backup-not-locked": Words(
        _("Backups are not encrypted: whoever finds one reads everything."),
        _("Set ROCHDALE_BACKUP_KEY to what “rochdale new-backup-key” prints, and keep that key elsewhere too."),
    ),
}

for words in (SETUP, MACHINE, DATABASE, WORK, KEEPING):
    register(words)
