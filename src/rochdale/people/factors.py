"""What a person has beside the password, and where the person is signed in: answers for the pages, with nothing secret in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.people.models import Person


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey by the name its person gave it."""

    id: int
    name: str
    since_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Ways:
    """The second ways of a person."""

    app_since_at: datetime | None
    passkeys: tuple[Passkey, ...]
    card: tuple[str, ...] | None
    """Codes not used yet; None without a card."""

    @property
    def has_any(self) -> bool:
        return self.app_since_at is not None or bool(self.passkeys) or bool(self.card)

    @property
    def codes_left(self) -> int:
        return len(self.card or ())


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """One place where somebody is signed in, in words people know."""

    id: int
    device: str
    program: str
    ip: str
    since_at: datetime
    seen_at: datetime
    is_here: bool


def of(person_id: UUID) -> Ways:
    """Which second ways the person has."""
    rows = list(Authenticator.objects.filter(user_id=person_id).order_by("created_at", "id"))
    by_kind = {kind: [row for row in rows if row.type == kind] for kind in Authenticator.Type.values}
    apps, cards = by_kind[Authenticator.Type.TOTP], by_kind[Authenticator.Type.RECOVERY_CODES]
    passkeys = [Passkey(row.pk, row.wrap().name, row.created_at, row.last_used_at) for row in by_kind[Authenticator.Type.WEBAUTHN]]
    return Ways(apps[0].created_at if apps else None, tuple(passkeys), tuple(cards[0].wrap().get_unused_codes()) if cards else None)


def card_content(person: Person, codes: tuple[str, ...] | None, *, at: datetime) -> Mapping[str, Any]:
    """What stands on the paper card. Codes in two groups of four, as people read them aloud."""
    return {
        "title": _("Codes of %(name)s") % {"name": person.name},
        "how": _("After your password, type one code. Each opens once. Cross it out then."),
        "keep": _("Keep this card like money. Whoever has it and your password is you."),
        "made": _("Printed on %(day)s") % {"day": date_format(at, "DATE_FORMAT")},
        "codes": [f"{code[:4]} {code[4:]}" for code in codes or ()],
        "reference": person.name,
    }


def session_seen(row: UserSession, here: str) -> SessionSeen:
    """A session in words: what the browser says of itself is long and means nothing to people."""
    return SessionSeen(
        row.pk, _device(row.user_agent), _program(row.user_agent), row.ip, row.created_at, row.last_seen_at, row.session_key == here
    )


def _device(agent: str) -> str:
    known = (
        ("Android", _("Android phone or tablet")),
        ("iPhone", _("iPhone")),
        ("iPad", _("iPad")),
        ("Windows", _("Windows computer")),
        ("Macintosh", _("Mac")),
        ("CrOS", _("Chromebook")),
        ("Linux", _("Linux computer")),
    )
    return next((words for sign, words in known if sign in agent), _("A device we do not know"))


def _program(agent: str) -> str:
    """The browser by its own name. Others say "Chrome" or "Safari" too, so these come last."""
    found = re.search(r"(Firefox|Edg|OPR|SamsungBrowser|UCBrowser|Chrome|Safari)/", agent)
    names = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung Internet", "UCBrowser": "UC Browser"}
    others = [name for name in ("Edg", "OPR", "SamsungBrowser", "UCBrowser") if f"{name}/" in agent]
    name = others[0] if others else found[1] if found else ""
    return names.get(name, name)
