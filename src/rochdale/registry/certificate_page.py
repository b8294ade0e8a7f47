"""What a certificate that was looked at is worth, in the reader's words, and what a phone needs to look by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rochdale.registry.called import form_name, office_name, status_name
from rochdale.registry.certificate_paper import place_named
from rochdale.registry.certificate_words import COMPARED, MERGED, MERGED_WITH_NUMBER, NOT_LISTED, PROOFS, SIGNED, STANDINGS
from rochdale.registry.keys import public_keys
from rochdale.registry.queries.certificates import Verified
from rochdale.registry.rules.certificates import Proof, Standing, Statement

STATES: Mapping[Standing, tuple[str, str]] = {
    Standing.STILL: ("good", "check"),
    Standing.CHANGED_SINCE: ("good", "clock"),
    Standing.DISSOLVED_SINCE: ("need", "clock"),
    Standing.CORRECTED: ("need", "pencil"),
    Standing.NOT_KNOWN_HERE: ("need", "need"),
}
"""State and icon of what has become of a true statement."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One sentence, its state, what to do; and what the certificate says where its signature holds."""

    state: str
    icon: str
    sentence: str
    remedy: str
    facts: Sequence[tuple[str, str]]
    entity_id: str
    also: str = ""
    """That it stands in the register under another name or number today."""


def verdict_of(found: Verified) -> Verdict:
    """What to tell whoever holds the paper."""
    statement = found.proven.statement
    if statement is None:
        sentence, remedy = PROOFS[found.proven.proof]
        return Verdict("need", "no", str(sentence), str(remedy), [], "")
    entity_id = "" if found.standing is Standing.NOT_KNOWN_HERE else str(statement.entity_id)
    if found.same_as:
        entity_id = str(found.same_as.stays.entity_id)
    if found.withdrawn_at and not found.is_listed:
        return Verdict("need", "no", str(NOT_LISTED) % {"at": day(found.withdrawn_at)}, "", [], entity_id)
    if found.standing is None:
        return Verdict("good", "check", str(SIGNED) % {"on": day(statement.on)}, "", statement_told(statement), "")
    differs = ", ".join(str(COMPARED[name]) for name in found.differs)
    facts = {"on": day(statement.on), "ended": day(found.ended_on) if found.ended_on else "", "differs": differs}
    told = " ".join(filter(None, [_also(found), _into(found)]))
    return Verdict(*STATES[found.standing], str(STANDINGS[found.standing]) % facts, "", statement_told(statement), entity_id, told)


def _into(found: Verified) -> str:
    return _("It went into: %(names)s.") % {"names": ", ".join(found.went_into)} if found.went_into else ""


def _also(found: Verified) -> str:
    same = found.same_as
    if same is None:
        return ""
    facts = {"on": day(same.decision.at), "name": same.stays.name, "number": same.stays.number}
    return str(MERGED_WITH_NUMBER if same.stays.number else MERGED) % facts


def day(value: date | datetime) -> str:
    """A day as the reader writes it."""
    return date_format(localtime(value) if isinstance(value, datetime) else value, "DATE_FORMAT")


def statement_told(it: Statement) -> list[tuple[str, str]]:
    """What stands on a certificate."""
    country = it.place.rpartition(", ")[2]
    told = [
        (_("Name"), it.name),
        (_("Seat"), place_named(it.place)),
        (_("Number"), it.number),
        (_("Form"), form_name(it.form, country)),
        (_("Status"), status_name(it.status)),
        (_("As of"), day(it.on)),
        (_("Office"), office_name(it.office)),
        (_("Serial"), it.serial),
        (_("Issued on"), day(it.issued_at)),
    ]
    return [(name, value) for name, value in told if value]


def plain(found: Verified) -> dict[str, object]:
    """The answer of the command line as JSON values."""
    verdict = verdict_of(found)
    return {
        "proof": str(found.proven.proof),
        "standing": str(found.standing) if found.standing else None,
        "is_true": found.is_believed,
        "message": verdict.sentence,
        "key": found.proven.key_id,
        "statement": found.proven.statement.claims() if found.proven.statement and found.is_believed else None,
        "differs": list(found.differs),
        "same_as": str(found.same_as.stays.entity_id) if found.same_as else None,
    }


def offline_words() -> dict[str, object]:
    """What the page of a phone without a line says, and the public keys with which it checks."""
    return {
        "keys": [key.jwk() for key in public_keys().values()],
        "true": _("True on its date. What has become of it since, only the register knows: open this with a line."),
        "changed": str(PROOFS[Proof.CHANGED][0]),
        "unknown-key": str(PROOFS[Proof.UNKNOWN_KEY][0]),
        "no-certificate": str(PROOFS[Proof.NO_CERTIFICATE][0]),
        "cannot": _("This phone cannot check a signature by itself. Open the page with a line, or use a newer browser."),
        "names": {
            "name": _("Name"), "place": _("Seat"), "number": _("Number"), "form": _("Form"), "status": _("Status"), "on": _("As of"),
            "office": _("Office"), "jti": _("Serial"),
        },
    }  # fmt: skip
