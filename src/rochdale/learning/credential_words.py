"""What is said of certificates of learning: why none is issued, and what one that was looked at is worth."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register
from rochdale.learning.models import CredentialKind
from rochdale.learning.rules.credential_checks import Outcome, Why

_PAGE = _("Certificates of learning, docs/rules/badges.md")
register(
    {
        "learning.may-not-issue-certificates": Words(
            _("Only an officer, a trainer or a facilitator of the group’s host issues certificates."),
            _("Sign in as one, or ask the organization that hosts the group."),
        ),
        "learning.may-not-revoke-certificates": Words(
            _("Only an officer or a trainer of the organization that issued a certificate takes it back."),
            _("Ask that organization."),
        ),
        "learning.certificate-is-not-earned": Words(
            _("%(name)s has not earned it yet."),
            _("A certificate needs the answer before and the answer after, in every module it stands for."),
            source=_PAGE,
        ),
        "learning.certificate-is-issued-already": Words(
            _("%(name)s has this certificate already."), _("Print it again from the list. Take it back first if it is wrong."), source=_PAGE
        ),
        "learning.no-certificate-key": Words(
            _("This server has no key to sign certificates with."),
            _("Whoever runs it sets ROCHDALE_CERTIFICATE_KEY to what “rochdale new-certificate-key” prints."),
            source=_PAGE,
        ),
        "learning.certificate-is-revoked-already": Words(
            _("The certificate %(code)s is taken back already."), _("Nothing more is to be done.")
        ),
        "learning.certificate-needs-a-reason": Words(_("Say why."), _("Write one sentence; it is kept with the certificate.")),
    }
)

KINDS: Mapping[str, Promise] = {CredentialKind.PARTICIPANT: _("Took part"), CredentialKind.TRAINER: _("Trains others")}

OUTCOMES: Mapping[Outcome, tuple[str, str, Promise, Promise | str]] = {
    Outcome.GOOD: ("good", "check", _("Good: it was issued as it stands here, and it holds."), ""),
    Outcome.UNCHECKED: (
        "good", "clock", _("The signature is good. Whether it was taken back since was not checked."),
        _("Ask with a line, on the page of whoever issued it."),
    ),
    Outcome.REVOKED: ("need", "no", _("Taken back: whoever issued it says that it holds no more."), _("Ask whoever issued it why.")),
    Outcome.EXPIRED: ("need", "clock", _("It was good, and its time is over."), _("Ask whoever issued it for a new one.")),
    Outcome.NOT_YET: ("need", "clock", _("It is not valid yet."), _("Look again on the day that stands on it.")),
    Outcome.UNKNOWN_ISSUER: (
        "need", "need", _("We do not know who issued it, and cannot say whether it is true."), _("Ask on the server that is named in it."),
    ),
    Outcome.NOT_VALID: ("need", "no", _("Not valid."), _("If you copied it from paper, scan it once more. Else ask whoever issued it.")),
}  # fmt: skip
"""State, icon, sentence, what to do."""

WHYS: Mapping[Why, Promise] = {
    Why.NO_CREDENTIAL: _("That is no certificate."),
    Why.SHAPE: _("Something is missing in it that every certificate has, or is no text."),
    Why.HEADER: _("It says more or less about its signature than it may."),
    Why.SECRET_KEY: _("It shows somebody’s secret key. Nobody can rely on that key any more."),
    Why.ALGORITHM: _("It is signed in a way that we do not accept, or not at all."),
    Why.SIGNATURE: _("It was changed, or whoever is named in it never signed it."),
    Why.CLAIM: _("It contradicts itself."),
}
