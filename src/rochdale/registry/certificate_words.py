"""What is said where no certificate is issued or corrected, and what a certificate that was looked at proves."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register
from rochdale.registry.rules.certificates import Proof, Standing

_RULE = _("A certificate says what the register says of one day.")
_PAGE = _("Certificates, docs/rules/certificates.md")

register(
    {
        "registry.may-not-issue-certificate": Words(
            says=_("Only a registrar issues certificates."), remedy=_("Ask the registrar, or sign in as one.")
        ),
        "registry.may-not-withdraw-key": Words(
            says=_("Only a registrar withdraws a key."), remedy=_("Ask the registrar, or sign in as one.")
        ),
        "registry.may-not-correct": Words(
            says=_("Only a registrar corrects a filing."), remedy=_("Tell the registrar’s office what is wrong.")
        ),
        "registry.of-another-office": Words(
            says=_("That stands in the register of another office."),
            remedy=_("Ask the office of that register."),
            rule=_("A registrar acts for the own office and those under it."),
        ),
        "registry.no-certificate-key": Words(
            says=_("This server has no key to sign certificates with."),
            remedy=_("Whoever runs it sets ROCHDALE_CERTIFICATE_KEY to what “rochdale new-certificate-key” prints."),
            rule=_("A certificate is signed, so that anybody can check it."),
            source=_PAGE,
        ),
        "registry.key-is-not-there": Words(
            says=_("No certificate was signed with the key %(key)s, or it is withdrawn already."),
            remedy=_("Look at the page of keys."),
        ),
        "registry.key-still-signs": Words(
            says=_("The key %(key)s still signs here."),
            remedy=_("Set another ROCHDALE_CERTIFICATE_KEY first, and start the server again."),
        ),
        "registry.certificate-day-is-to-come": Words(
            says=_("%(on)s is still to come."), remedy=_("Choose today or an earlier day."), rule=_RULE, source=_PAGE
        ),
        "registry.certificate-before-registration": Words(
            says=_("On %(on)s it did not stand in the register."), remedy=_("Choose a later day."), rule=_RULE, source=_PAGE
        ),
        "registry.certificate-of-a-dissolved": Words(
            says=_("On %(on)s %(name)s was dissolved."),
            remedy=_("Choose a day on which it was registered, or give an extract of the register."),
            rule=_("A certificate of registration is given for a day of registration."),
            source=_PAGE,
        ),
    }
)

PROOFS: Mapping[Proof, tuple[Promise, Promise]] = {
    Proof.CHANGED: (
        _("False: it was changed, or this register never signed it."),
        _("One other letter is enough. If the paper seems sound, scan it once more; else ask the office that is named on it."),
    ),
    Proof.UNKNOWN_KEY: (
        _("We do not know the key it is signed with."),
        _("It may be of another register: ask there. A certificate of this one names a key of the list."),
    ),
    Proof.NO_CERTIFICATE: (
        _("That is no certificate."),
        _("Scan the code on the certificate, or paste the whole text under it."),
    ),
}
"""What is said of a text that proves nothing, and what to do."""

STANDINGS: Mapping[Standing, Promise] = {
    Standing.STILL: _("True: the register says the same today."),
    Standing.CHANGED_SINCE: _("True on its date, %(on)s. Since then something has changed: %(differs)s."),
    Standing.DISSOLVED_SINCE: _("True on its date, %(on)s; dissolved since %(ended)s."),
    Standing.CORRECTED: _("It says what the register said when it was issued. The register was corrected since: %(differs)s."),
    Standing.NOT_KNOWN_HERE: _("It is signed with a key of this register, which knows nothing of it today. Ask the office."),
}
MERGED = _("The cooperative was registered twice. Since %(on)s it stands in the register as %(name)s.")
MERGED_WITH_NUMBER = _("The cooperative was registered twice. Since %(on)s it stands in the register as %(name)s, number %(number)s.")
SIGNED = _("True on its date, %(on)s, by the key alone; the register was not asked.")
NOT_LISTED = _("Do not rely on it: its key was withdrawn on %(at)s, and it does not stand in the register’s own list.")
COMPARED: Mapping[str, Promise] = {
    "name": _("Name"), "number": _("Number"), "form": _("Form"), "place": _("Seat"), "status": _("Status"),
}  # fmt: skip
