"""What the program says of desks without a line and their reports."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_ROLES = _("Who may do this follows from the offices people hold.")
_NUMBERS = _("A number is issued once, from the block of its office, and never again.")
_NOTHING_LOST = _("Nothing that a desk did is dropped: it is confirmed, or a person says whose word counts.")
_PAGE = _("Desks without a line, docs/rules/offline-desks.md")
_LOOK = _("Look at both sides, and say whose word counts.")

register(
    {
        "registry.may-not-set-up-desks": Words(
            _("Desks are set up by a registrar of the office, or of one above it."), _("Ask there."), _ROLES
        ),
        "registry.may-not-bring-reports": Words(
            _("Reports of desks are brought by a registrar of the office, or of one above it."), _("Ask there."), _ROLES
        ),
        "registry.may-not-settle-desk-items": Words(
            _("Whose word counts is said by a registrar of the office, or of one above it."), _("Ask there."), _ROLES
        ),
        "registry.may-not-write-desk-reports": Words(_("Reports are written by the people of the desk’s office."), _("Ask there."), _ROLES),
        "registry.office-has-a-desk-out": Words(
            _("The desk %(desk)s (%(name)s) works for this office already."),
            _("Bring its last report, or give it up if it is lost. Then set up another one."),
            _NUMBERS,
            _PAGE,
        ),
        "registry.desk-is-closed": Words(
            _("The desk %(desk)s is closed. It issues no numbers any more."), _("Ask the centre for another desk."), _NUMBERS
        ),
        "registry.desk-closed-without-reason": Words(_("A desk is not given up without a reason."), _("Write why.")),
        "registry.numbers-are-at-the-desk": Words(
            _("The numbers of %(office)s for %(year)s are at its desk without a line."),
            _("Decide it there, or ask the office above for a block for the centre."),
            _NUMBERS,
            _PAGE,
        ),
        "registry.done-at-the-centre": Words(
            _("This is done at the centre. A desk without a line takes applications in, decides them and issues numbers."),
            _("Do it there, or ask there by telephone."),
            source=_PAGE,
        ),
        "registry.not-a-desk": Words(_("This is no desk: there is nothing to report."), _("Open a desk file here first."), source=_PAGE),
        "registry.drafts-are-left": Words(
            _("%(count)s dossiers are still being keyed. They stay at the desk until they are handed in."),
            _("Hand them in or give them up, then write the last report."),
            _NOTHING_LOST,
        ),
        "registry.desk-is-not-empty": Words(
            _("Something is kept in this installation already."),
            _("Open the desk in an empty one, with a folder of its own."),
            source=_PAGE,
        ),
        "registry.desk-file-without-key": Words(
            _("This file brings an open desk what is new. It opens none."), _("Have another desk set up."), source=_PAGE
        ),
        "registry.desk-file-of-another": Words(_("This file is for another desk. This one is %(desk)s."), _("Take the file of this desk.")),
        "registry.desk-file-is-older": Words(
            _("This is file number %(number)s; number %(last)s was opened here already."), _("Take the newest one.")
        ),
        "registry.desk-has-other-law": Words(
            _("The centre keeps %(law)s in another version than this program."),
            _("Bring this installation to the version of the centre, then open the file again."),
            _("Both judge by the same text of the law."),
            _PAGE,
        ),
        "registry.desk-archive-damaged": Words(
            _("The file is damaged: %(part)s is not what it was. Nothing was taken from it."),
            _("Have it written and carried once more."),
            _("Every part is proven by its hash."),
            _PAGE,
        ),
        "registry.desk-archive-altered": Words(
            _("Somebody changed this report after the desk wrote it. Nothing was taken from it."),
            _("Have the desk write it once more."),
            _("A report is signed by its desk."),
            _PAGE,
        ),
        "registry.desk-archive-of-another-kind": Words(
            _("This is another kind of file."), _("A desk opens a desk file; the centre takes a desk report."), source=_PAGE
        ),
        "registry.desk-archive-too-large": Words(
            _("The file unpacks to more than %(most_mb)s MB."), _("Ask whoever runs the installation.")
        ),
        "registry.desk-archive-does-not-fit": Words(
            _("The file holds a row of %(table)s that this version does not understand."), _("Bring both sides to the same version.")
        ),
        "registry.desk-unknown": Words(_("No desk of this register wrote this report."), _("Bring it to the centre that set up the desk.")),
        "registry.desk-was-set-back": Words(
            _("Another report number %(number)s of %(desk)s was brought before: the laptop was set back to an older state, or copied."),
            _("Keep it away from work, and look at what waits: numbers given twice are among it."),
            _NUMBERS,
        ),
        "registry.desk-reports-missing": Words(
            _("Report number %(number)s has come, the last one before it was %(last)s."),
            _("Nothing is lost: each report holds everything."),
        ),
        "registry.desk-number-not-of-block": Words(
            _("The number %(number)s of %(year)s is of no block that the desk took along."),
            _("Decide the dossier here; it gets a number of this office."),
            _NUMBERS,
        ),
        "registry.desk-number-is-anothers": Words(
            _("The number %(number)s is given here already: %(name)s."),
            _("Decide the dossier here; it gets a number of its own."),
            _NUMBERS,
        ),
        "registry.desk-name-is-borne": Words(
            _("“%(name)s” in %(place)s, number %(number)s, is called much the same. The desk did not know of it."), _LOOK
        ),
        "registry.desk-duplicate": Words(
            _("An application of the same name from the same place lies here: %(number)s, brought on %(on)s."), _LOOK
        ),
        "registry.desk-law-changed": Words(
            _("The desk decided by %(was)s. Here %(is)s counts by now, and comes to “%(verdict)s”."), _LOOK, source=_PAGE
        ),
        "registry.desk-moved-on": Words(
            _("It was worked on here as well: %(count)s steps, the last by %(by)s on %(on)s. It is now: %(state)s."), _LOOK
        ),
        "registry.desk-filing-moved-on": Words(
            _("%(count)s filings about it were recorded here that the desk did not know, the last by %(by)s on %(on)s."), _LOOK
        ),
        "registry.desk-waits-for-another": Words(
            _("It builds on something of the same report that waits itself."), _("Settle that first, then this."), _NOTHING_LOST
        ),
        "registry.desk-receipt-twice": Words(
            _("The receipt %(number)s is here already, for %(name)s."), _("It is taken in with a mark behind its number."), _NOTHING_LOST
        ),
        "registry.desk-item-is-settled": Words(_("Somebody has settled this already."), _("Look at what waits now.")),
        "registry.desk-way-is-closed": Words(
            _("The desk’s word cannot count here: its number is not its own, or it was decided here."),
            _("Let the centre’s word count."),
            _NUMBERS,
        ),
        "registry.desk-settled-without-reason": Words(_("Nothing is settled without a reason."), _("Write why."), _NOTHING_LOST),
    }
)
