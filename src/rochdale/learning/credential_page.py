"""What pages say of certificates: of one that was looked at, of one by its number, and of those of a group."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rochdale.kernel.refusal import Refused
from rochdale.kernel.signing_keys import decoded
from rochdale.learning.achievements import title_of
from rochdale.learning.credential_words import KINDS, OUTCOMES, WHYS
from rochdale.learning.keys import public_keys
from rochdale.learning.models import Credential, Group
from rochdale.learning.queries.credentials import Verified, earned_in, issued_in
from rochdale.learning.rules.credential_checks import Document, Outcome
from rochdale.learning.rules.earning import Earned
from rochdale.learning.rules.issuers import did_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence with its look, why, what to do; and what it says, where the signature holds."""

    outcome: str
    state: str
    icon: str
    sentence: str
    why: str
    remedy: str
    facts: tuple[tuple[str, str], ...]
    code: str = ""
    """Of a certificate of this server: it has a page."""


def verdict_of(found: Verified) -> Verdict:
    """What to tell whoever holds it."""
    checked = found.checked
    state, icon, sentence, remedy = OUTCOMES[checked.outcome]
    why = f"{WHYS[checked.why]} ({checked.about})" if checked.why and checked.about else str(WHYS[checked.why]) if checked.why else ""
    if checked.outcome is Outcome.UNKNOWN_ISSUER:
        why = checked.about
    facts = tuple(facts_of(checked.document)) if checked.document else ()
    return Verdict(checked.outcome, state, icon, str(sentence), why, str(remedy), facts, found.row.code if found.row else "")


def facts_of(document: Document) -> list[tuple[str, str]]:
    """What a credential says, for people. The holder's name only where it is published in it."""
    subject = document["credentialSubject"]
    told = [
        (_("What"), str(subject["achievement"]["name"])),
        (_("For what"), str(subject["achievement"]["criteria"]["narrative"])),
        (_("To whom"), name_in(subject) or _("The name stands on the paper")),
        (_("Issued by"), str(document["issuer"]["name"])),
        (_("Issued on"), _day(document["validFrom"])),
        (_("Valid until"), _day(document["validUntil"]) if "validUntil" in document else ""),
    ]
    return [(name, value) for name, value in told if value]


def name_in(subject: Mapping[str, object]) -> str:
    """The name that the holder wanted published; "" for none."""
    found = subject.get("identifier")
    names = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return next((str(one.get("identityHash")) for one in names if one.get("identityType") == "name" and not one.get("hashed")), "")


def _day(moment: str) -> str:
    return date_format(localtime(datetime.fromisoformat(moment)), "DATE_FORMAT")


def document_in(row: Credential) -> Document:
    """What was signed, of the own list only: the signature is not looked at."""
    told: Document = json.loads(decoded(row.token.split(".")[1]))
    return told


def issuer_name(row: Credential) -> str:
    """As it was signed."""
    return str(document_in(row)["issuer"]["name"])


def plain(found: Verified) -> dict[str, object]:
    """The answer of the command line as JSON values."""
    told, checked = verdict_of(found), found.checked
    return {
        "outcome": told.outcome, "is_good": checked.outcome in (Outcome.GOOD, Outcome.UNCHECKED), "message": told.sentence,
        "why": str(checked.why) if checked.why else None, "about": checked.about or None, "credential": dict(checked.document) or None,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class EarnedSeen:
    """What somebody earned: a certificate of it, or none yet."""

    row: str
    """By which a form names it."""
    title: str
    on: date
    earned: Earned
    certificate: Credential | None


@dataclass(frozen=True, slots=True)
class PersonSeen:
    """Somebody in a group, with what was earned."""

    name: str
    row: str
    earned: tuple[EarnedSeen, ...]

    @property
    def has_open(self) -> bool:
        return any(one.certificate is None for one in self.earned)


def certificates_told(group: Group, language: str) -> list[PersonSeen]:
    """Who has earned what in a group, in the order in which they came."""
    by_evidence = {(one.evidence, one.achievement): one for one in issued_in(group) if not one.is_revoked}
    found = dict[str, list[EarnedSeen]]()
    for one in earned_in(group):
        row, known = sha256(f"{one.person} {one.achievement}".encode()).hexdigest()[:16], (" ".join(one.evidence), one.achievement)
        try:
            seen = EarnedSeen(row, title_of(one.achievement, language), one.on, one, by_evidence.get(known))
        except Refused:  # of a module that is shipped no more
            continue
        found.setdefault(one.person, []).append(seen)
    return [PersonSeen(rows[0].earned.name, sha256(person.encode()).hexdigest()[:16], tuple(rows)) for person, rows in found.items()]


def kind_told(row: Credential) -> str:
    """Of whom it tells."""
    return str(KINDS[row.kind])


def offline_words(site: str) -> dict[str, object]:
    """What a phone without a line says, and the public keys with which it checks. All issuers of a server have the same keys."""
    says = {str(outcome): str(told[2]) for outcome, told in OUTCOMES.items() if outcome not in (Outcome.GOOD, Outcome.REVOKED)}
    cannot = _("This phone cannot check a signature by itself. Open the page with a line, or use a newer browser.")
    issuers = did_of(site + reverse("learning:issuer", args=["-"])).removesuffix("-")
    return {
        "trusted": {"issuers": issuers, "keys": dict(public_keys())}, "says": {**says, "cannot": cannot},
        "names": [_("What"), _("To whom"), _("Issued by"), _("Issued on")], "unnamed": _("The name stands on the paper"),
    }  # fmt: skip
