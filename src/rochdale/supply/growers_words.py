"""What is said when something cannot be: growers, their plots, the certification path."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

PLOTS = {
    "supply.left-on-no-such-day": Words(
        says=_("A grower who came on %(since)s cannot have left on %(on)s."), remedy=_("Choose a day between then and today.")
    ),
    "supply.capture-is-unknown": Words(says=_("We do not know how this outline was found."), remedy=_("Choose one of the list.")),
    "supply.release-needs-a-reason": Words(says=_("What did you find when you looked?"), remedy=_("Write a few words.")),
    "supply.retiring-needs-a-reason": Words(says=_("Why is the plot no longer used?"), remedy=_("Write a few words.")),
    "supply.plot-has-no-outline": Words(says=_("Plot %(plot)s has no outline yet."), remedy=_("Draw or walk it first.")),
    "supply.outline-is-missing": Words(
        says=_("There is no outline here."), remedy=_("Walk around the plot, tap its corners, write its points or choose a file.")
    ),
    "supply.outline-line-is-wrong": Words(
        says=_("Line %(line)s is no point: “%(text)s”."),
        remedy=_("Write latitude, then longitude, one point on each line: 15.123456 106.234567."),
    ),
    "supply.file-holds-several-plots": Words(
        says=_("This file holds %(count)s plots."), remedy=_("Choose a file with one, or bring them all as a file of plots.")
    ),
}
IMPORTS = {
    "supply.row-without-grower": Words(
        says=_("The file does not say whose plot this is."),
        remedy=_("Give the grower's number in a column, choose one grower for all, or let us write down new growers."),
    ),
    "supply.row-of-unknown-grower": Words(
        says=_("No grower here has the number “%(number)s”."),
        remedy=_("Write the grower down first, or let us write down new growers."),
    ),
    "supply.row-grower-has-left": Words(says=_("The grower %(number)s has left."), remedy=_("Note the return first.")),
    "supply.grower-row-needs-a-name": Words(says=_("This row has no name."), remedy=_("Write the name of the grower.")),
    "supply.grower-row-needs-a-number": Words(says=_("This row has no number."), remedy=_("Give each grower a number.")),
    "supply.grower-row-number-twice": Words(
        says=_("The number %(number)s stands in row %(first)s already."), remedy=_("Give each grower a number of its own.")
    ),
    "supply.grower-row-cell": Words(says=_("“%(value)s” is not understood here."), remedy=_("Look at the example file.")),
    "supply.grower-file-no-columns": Words(
        says=_("We found no column for the number or name of growers."), remedy=_("Use the headings of the example file.")
    ),
}
CERTIFICATION = {
    "supply.certificate-is-incomplete": Words(says=_("A certificate has a scheme, a number and a certifier."), remedy=_("Write them.")),
    "supply.certificate-ends-before-it-starts": Words(
        says=_("It would end on %(until)s, before it starts on %(since)s."), remedy=_("Check the days on the paper.")
    ),
    "supply.certificate-is-for-nobody": Words(
        says=_("A group has at least one grower."), remedy=_("Leave it empty where the scheme sets no limit.")
    ),
    "supply.certificate-is-known": Words(says=_("The certificate %(number)s is here already."), remedy=_("Look at the list.")),
    "supply.certificate-is-not-in-force": Words(
        says=_("The certificate is not in force on %(on)s: it runs from %(since)s to %(until)s."), remedy=_("Choose a day within.")
    ),
    "supply.group-is-full": Words(
        says=_("The group has %(most)s growers, as many as the certificate allows."),
        remedy=_("Form a second group with a certificate of its own."),
        rule=_("The scheme limits how many growers one group may have."),
        source=_("Regulation (EU) 2018/848, Article 36: at most 2,000 members."),
    ),
    "supply.grower-was-never-inspected": Words(
        says=_("This grower was never inspected for this scheme."),
        remedy=_("Visit the grower first."),
        rule=_("Nobody is approved without an internal inspection."),
    ),
    "supply.inspection-is-too-old": Words(
        says=_("The last inspection was on %(on)s, more than %(days)s days ago."),
        remedy=_("Visit the grower again."),
        rule=_("Each grower is inspected every year."),
    ),
    "supply.inspection-refused-the-grower": Words(
        says=_("The inspection on %(on)s refused this grower."), remedy=_("Visit again when what was wrong has been put right.")
    ),
    "supply.major-gap-is-overdue": Words(
        says=_("A major gap should have been put right by %(on)s and is still open."),
        remedy=_("Close the gap with what shows that it was put right."),
    ),
    "supply.grower-has-left": Words(says=_("Grower %(number)s left on %(on)s."), remedy=_("Note the return first.")),
    "supply.grower-is-approved-already": Words(says=_("Grower %(number)s is on this list already."), remedy=_("Nothing is left to do.")),
    "supply.approval-has-ended": Words(says=_("This approval ended on %(on)s."), remedy=_("Approve the grower anew if that is meant.")),
    "supply.ending-needs-a-reason": Words(says=_("Why does the grower leave the list?"), remedy=_("Write a few words.")),
    "supply.approval-ends-before-it-starts": Words(
        says=_("The approval began on %(since)s and cannot end before."), remedy=_("Choose a later day.")
    ),
    "supply.inspection-has-open-questions": Words(
        says=_("%(count)s questions have no answer."), remedy=_("Answer each with yes, no or not applicable.")
    ),
    "supply.inspection-needs-a-result": Words(says=_("What is the result?"), remedy=_("Approved, with conditions, or refused.")),
    "supply.inspection-is-to-come": Words(says=_("The visit on %(on)s is still to come."), remedy=_("Check the day.")),
    "supply.inspection-approves-a-major-gap": Words(
        says=_("With a major gap the grower cannot simply be approved."),
        remedy=_("Choose “with conditions” and write what has to be put right, or “refused”."),
    ),
    "supply.conditions-need-a-gap": Words(
        says=_("Conditions need at least one thing to be put right."), remedy=_("Write the gap, or choose “approved”.")
    ),
    "supply.gap-is-incomplete": Words(says=_("A gap says what is wrong and what corrects it."), remedy=_("Write both.")),
    "supply.gap-is-due-before-it-is-found": Words(
        says=_("A gap cannot be due on %(due)s, before the visit."), remedy=_("Choose a later day.")
    ),
    "supply.gap-is-closed": Words(says=_("This gap was closed already."), remedy=_("Nothing is left to do.")),
    "supply.closing-needs-evidence": Words(
        says=_("What shows that it was put right?"), remedy=_("Write what you saw, or the number of a photograph or paper.")
    ),
    "supply.no-such-certificate": Words(says=_("No certificate here has the number “%(number)s”."), remedy=_("Check the number.")),
    "supply.no-such-grower": Words(says=_("No grower here has the number “%(number)s”."), remedy=_("Check the number.")),
    "supply.no-such-plot": Words(says=_("No plot here has the number “%(number)s”."), remedy=_("Check the number.")),
}

for group in (PLOTS, IMPORTS, CERTIFICATION):
    register(group)
