"""What the program says of dossiers, offices and numbers that it refuses."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_ROLES = _("Who may do this follows from the offices people hold.")
_NUMBERS = _("A number is issued once, from the block of its office, and never again.")
_GROUNDS = _("No dossier is refused without a ground, and each ground names its text.")
_RULES = _("Applications, docs/rules/applications.md")

register(
    {
        "registry.may-not-set-up-offices": Words(_("Only a registrar of the office above may do this."), _("Ask that office."), _ROLES),
        "registry.may-not-allot-numbers": Words(_("Numbers are allotted by the office above."), _("Ask that office."), _ROLES),
        "registry.may-not-apply": Words(
            _("A group applies through its chair, secretary, manager, clerk or facilitator."), _("Ask one of them."), _ROLES
        ),
        "registry.may-not-key-dossiers": Words(_("Paper dossiers are written down by the people of the office."), _("Ask there."), _ROLES),
        "registry.may-not-see-dossier": Words(
            _("This dossier is seen by those who work on it and by the office."), _("Ask one of them."), _ROLES
        ),
        "registry.may-not-work-on-dossier": Words(
            _("This dossier is answered by the group itself, or by the office that keyed it."), _("Ask one of them."), _ROLES
        ),
        "registry.may-not-decide": Words(_("Only a registrar of this office, or of one above it, decides."), _("Ask there."), _ROLES),
        "registry.may-not-see-inbox": Words(_("The inbox is for the people of a register office."), _("Sign in for the office."), _ROLES),
        "registry.dossier-has-moved-on": Words(
            _("This dossier has moved on meanwhile. It is now: %(state)s."), _("Open it again and see what is to be done."), source=_RULES
        ),
        "registry.part-unknown": Words(_("There is no part called %(part)s."), _("Choose one of the list.")),
        "registry.received-in-the-future": Words(_("%(on)s is yet to come."), _("Write the day on which it was brought.")),
        "registry.not-ready-to-hand-in": Words(
            _("The form, the name, the seat and the day of the founding assembly must be there. %(count)s of them are missing."),
            _("Fill them in, then hand the dossier in."),
            source=_RULES,
        ),
        "registry.no-office-for-seat": Words(
            _("No office here registers cooperatives of %(place)s."), _("Check the seat, or ask the nearest office."), source=_RULES
        ),
        "registry.law-would-refuse": Words(
            _("The law stands against it in %(count)s points."),
            _("Mend them first. You may hand it in all the same: then the office decides."),
            source=_RULES,
        ),
        "registry.assembly-in-the-future": Words(
            _("The founding assembly is on %(on)s, which is yet to come."), _("Hand the dossier in after the assembly.")
        ),
        "registry.refusal-without-ground": Words(_("A dossier is not refused without a ground."), _("Choose or write one."), _GROUNDS),
        "registry.ground-without-text": Words(
            _("What is not read in the law refuses only by your own word: a sentence, and the text you stand on."),
            _("Write both."),
            _GROUNDS,
        ),
        "registry.changes-without-items": Words(_("Nothing is asked for."), _("Say what is to be changed or added.")),
        "registry.question-not-answered": Words(
            _("A question to the registrar has no answer yet."), _("Answer each question, and write down why."), source=_RULES
        ),
        "registry.items-left-open": Words(
            _("%(count)s things that were asked for are not ticked off."), _("Tick them off, or ask again."), source=_RULES
        ),
        "registry.keyed-by-the-same-person": Words(
            _("You wrote this dossier down yourself. Somebody else decides it."), _("Ask another registrar of the office."), _ROLES
        ),
        "registry.number-to-be-written": Words(
            _("Nobody has read how %(law)s builds its numbers."), _("Write the number as your office does.")
        ),
        "registry.number-part-unknown": Words(
            _("The number %(template)s asks for “%(part)s”, which nobody gave."), _("Have the office’s code filled in.")
        ),
        "registry.no-numbers-left": Words(
            _("%(office)s has no number left for %(year)s."),
            _("Give the group its receipt, and ask the office above for another block."),
            _NUMBERS,
        ),
        "registry.block-is-no-range": Words(_("%(first)s to %(last)s is no row of numbers."), _("Count from one up."), _NUMBERS),
        "registry.block-overlaps": Words(
            _("%(first)s to %(last)s are allotted already."), _("Begin after the last one that is allotted."), _NUMBERS
        ),
        "registry.void-without-reason": Words(_("A number is not made void without a reason."), _("Write why."), _NUMBERS),
        "registry.territory-is-anothers": Words(
            _("%(place)s belongs to the office %(office)s on those days."), _("Take it out, or end that office first.")
        ),
        "registry.too-many-scans": Words(_("A dossier holds %(count)s scans."), _("Put the pages of one paper into one PDF.")),
        "registry.scan-was-handed-in": Words(_("This scan was handed in: it stays."), _("Add the right one beside it.")),
        "registry.lapse-without-reason": Words(_("A dossier does not lapse without a reason."), _("Write why.")),
        "registry.transfer-without-reason": Words(_("A dossier is not sent on without a reason."), _("Write why.")),
        "registry.name-is-borne-here": Words(
            _("“%(name)s” in %(place)s is called much the same."),
            _("Look whether people could take one for the other, and write down what you decide."),
        ),
        "registry.name-is-borne-elsewhere": Words(
            _("“%(name)s” in %(place)s is called much the same."), _("Nothing stands against it: it is another place.")
        ),
        "registry.continuing-is-not-settled": Words(
            _("The group goes on under another law. Whether it stays the same legal person, with its debts and rights, no source says."),
            _("Ask the group what it wants, and write down what you decide and on what ground. Everybody reads it in the register."),
        ),
        "registry.may-not-give-out": Words(
            _("What is given out of the law is recorded by registrars, facilitators and trainers."), _("Ask one of them."), _ROLES
        ),
        "registry.given-out-in-the-future": Words(_("%(on)s is yet to come."), _("Write the day on which it was given.")),
        "registry.taken-back-too-many": Words(
            _("%(given)s copies were given out there. No more can be taken back, and none is no entry."), _("Check the number.")
        ),
        "registry.no-such-change": Words(_("There is no change called %(kind)s."), _("Choose one of the list.")),
        "registry.change-is-open": Words(
            _("A change of this kind is open already for %(name)s."), _("Go on with that one, or give it up first.")
        ),
        "registry.entity-is-no-more": Words(_("%(name)s is dissolved."), _("It must be restored before anything changes.")),
    }
)
