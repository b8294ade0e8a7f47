"""What the plumbing says when data cannot be looked at, taken along or read in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

LOOKS = {
    "base.look-needs-a-purpose": Words(
        _("Say what you look for."),
        _("A few words are enough. Those whose data it is will read them."),
        _("Each look at the data of others is told with its purpose."),
    ),
}

ARRIVING = {
    "base.arrive-no-file": Words(_("There is no file %(file)s."), _("Check its name.")),
    "base.arrive-no-export": Words(_("This file is no export of Rochdale."), _("Use a file written by “rochdale export”.")),
    "base.arrive-damaged": Words(
        _("The file is damaged: %(part)s is not what was written."), _("Nothing was changed. Have the export written again.")
    ),
    "base.arrive-too-large": Words(_("The file would unpack to more than %(most_gb)s GB."), _("Nothing was changed. Ask us for help.")),
    "base.arrive-newer": Words(
        _("The file comes from a newer version (%(version)s). %(part)s holds what is not known here."),
        _("Nothing was changed. Bring this installation up to date first."),
    ),
    "base.arrive-older": Words(
        _("The file comes from an older version. %(part)s lacks %(column)s."),
        _("Nothing was changed. Bring the other installation up to date, then export again."),
    ),
    "base.arrive-not-empty": Words(
        _("There is something here already: %(rows)s rows in %(table)s."),
        _("Nothing was changed. Start a new, empty installation and read the file there."),
        _("An organization arrives in an empty installation, so that no two things have one number."),
    ),
    "base.arrive-does-not-fit": Words(
        _("The rows of %(table)s do not fit together."), _("Nothing was changed. Have the export written again.")
    ),
}

OPENING = {
    "base.opening-unknown-ledger": Words(_("There is no such ledger here."), _("Choose one of those shown.")),
    "base.opening-column-missing": Words(
        _("The column “%(column)s” is missing."), _("Take the example table, which has the right headings.")
    ),
    "base.opening-account-missing": Words(_("It is not said whose this is."), _("Write the account into the first column.")),
    "base.opening-account-too-long": Words(_("The account has more than %(most)s letters."), _("Write a number or a shorter name.")),
    "base.opening-not-an-amount": Words(_("“%(text)s” is no amount."), _("Write figures with at most six decimals.")),
    "base.opening-unit-unknown": Words(_("“%(unit)s” is no unit of this ledger."), _("Use one of these: %(units)s.")),
    "base.opening-note-too-long": Words(_("The note has more than %(most)s letters."), _("Write it shorter.")),
    "base.opening-account-twice": Words(
        _("This account stands in row %(row)s already, with the same unit."), _("Add the two up, or correct one of them.")
    ),
    "base.opening-account-is-open": Words(
        _("%(account)s was opened already, in %(unit)s."),
        _("Take the row out. A correction is an entry of its own."),
        _("An account opens once."),
    ),
    "base.opening-formula": Words(_("This is a formula without a result."), _("Write the figure itself.")),
    "base.opening-has-faults": Words(
        _("%(rows)s rows have faults. A sheet is opened whole or not at all."), _("Correct the rows in the file and bring it again.")
    ),
    "base.opening-day-to-come": Words(_("The old books cannot end on %(on)s, a day to come."), _("Give the day of their last entry.")),
    "base.opening-nothing": Words(_("The file holds no row."), _("Write each account in a row of its own.")),
}

for words in (LOOKS, ARRIVING, OPENING):
    register(words)
