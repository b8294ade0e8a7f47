"""What this context says when something cannot be shared, looked at, erased or taken along."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_CONSENT = _("Data of an organization are shared only by its own consent, and only until it takes that back.")
_ERASING = _("A name goes once nobody needs it: no office, no dispute, no period of the law.")

SHARING = {
    "people.is-not-shared": Words(_("This is not shown to you."), _("Ask that organization to share it with yours."), _CONSENT),
    "people.may-not-share": Words(
        _("What is shared is decided by the manager, the chair or the secretary."), _("Ask one of them in %(organization)s."), _CONSENT
    ),
    "people.cannot-be-shared": Words(_("This cannot be shared."), _("Choose one of those shown."), _CONSENT),
    "people.shares-with-itself": Words(_("An organization sees its own data anyway."), _("Choose another organization.")),
    "people.not-for-everybody": Words(
        _("This tells of people, and is not shared with everybody."), _("Name the organization that may see it."), _CONSENT
    ),
    "people.sharing-needs-a-purpose": Words(
        _("Say in %(least)s to %(most)s letters what it is shared for."), _("Whoever reads the list should understand it.")
    ),
    "people.is-shared-already": Words(_("This is shared with them already."), _("Nothing more is needed.")),
    "people.is-taken-back": Words(_("This was taken back on %(until)s."), _("Nothing more is needed.")),
    "people.may-not-see-contacts": Words(
        _("Contacts of members are for the manager, the chair and the secretary."), _("Ask one of them to pass on your message.")
    ),
    "people.may-not-see-looks": Words(
        _("Who looked is read by the manager, the chair and the secretary."), _("Who looked at you stands on your own page.")
    ),
}

ERASING = {
    "people.may-not-erase": Words(
        _("Erasing is asked for by the manager, the chair or the secretary, and agreed to by a second officer."),
        _("Ask them. The request needs the person's signature."),
        _ERASING,
    ),
    "people.erasing-is-ones-own": Words(_("A deputy cannot erase anybody."), _("Act in your own name."), _ERASING),
    "people.is-erased-already": Words(_("This was done on %(on)s."), _("Nothing more is needed.")),
    "people.erasing-holds-office": Words(
        _("There is still an office or membership in %(organization)s."), _("End it first. Then ask again."), _ERASING
    ),
    "people.erasing-holds-office-until": Words(
        _("An office or membership in %(organization)s lasts until %(until)s."), _("Ask again on that day, or end it first."), _ERASING
    ),
    "people.erasing-is-held": Words(
        _("%(organization)s asked to erase nothing until %(until)s, because of a dispute."),
        _("Ask again after that day. Or ask them to lift it."),
        _ERASING,
    ),
    "people.erasing-is-too-early": Words(
        _("Whoever kept the books of %(organization)s stays named until %(until)s."), _("Ask again on that day."), _ERASING, "%(source)s"
    ),
    "people.erasing-may-be-too-early": Words(
        _("A law may ask that whoever kept the books of %(organization)s stays named until %(until)s."),
        _("Nobody here has read that law. It does not stop you."),
        _ERASING,
        "%(source)s",
    ),
    "people.may-not-hold": Words(_("A hold is asked for by the manager, the chair or the secretary."), _("Ask one of them.")),
    "people.hold-needs-a-reason": Words(_("Say what the dispute is about."), _("One sentence is enough. The person reads it.")),
    "people.hold-ends-too-late": Words(
        _("A hold ends on a day to come, at the latest on %(last)s."), _("Choose an earlier day. It can be asked for anew.")
    ),
    "people.hold-is-lifted": Words(_("This was lifted on %(on)s."), _("Nothing more is needed.")),
}

LEAVING = {
    "people.may-not-export": Words(
        _("Taking everything along is for the manager, the chair or the secretary."), _("Ask one of them in %(organization)s.")
    ),
    "people.export-is-under-way": Words(_("The file is being written already."), _("Wait until it is done, then fetch it.")),
    "people.export-is-gone": Words(_("The file is not there any more. It is kept for one day."), _("Have it written anew.")),
    "people.may-not-open-books": Words(
        _("Opening balances are brought by an officer and agreed to by the treasurer or the chair."), _("Ask them in %(organization)s.")
    ),
}

for words in (SHARING, ERASING, LEAVING):
    register(words)
