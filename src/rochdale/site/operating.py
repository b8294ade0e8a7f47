"""Who runs this installation, as the pages say it, and whom the machine tells its figures."""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.countries import country_name
from rochdale.base.health import last_backups

SECURITY_TEXT_HOLDS = timedelta(days=180)
"""RFC 9116 advises less than a year, so that an abandoned address does not look alive."""
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED")
PROFILES: dict[str, tuple[Promise, Promise]] = {
    "production": (_("Public server"), _("Reached over an encrypted line. Cookies and pages are locked to it.")),
    "village-box": (
        _("Village box"),
        _("Reached over the local network without encryption. Somebody on the same network could listen, so use it where you know it."),
    ),
    "demo": (_("Demo"), _("All people are invented, and anybody can step into any of them. Write nothing real here.")),
}


@dataclass(frozen=True, slots=True)
class Operator:
    """What the page “Who runs this” says; "" where it was not told."""

    name: str
    country: str
    contact: str
    contact_url: str
    place: str
    profile: Promise
    profile_says: Promise
    backed_up_at: datetime | None
    proven_at: datetime | None


def operator() -> Operator:
    """As whoever runs this set it, in the reader's language."""
    country = country_name(settings.OPERATOR_COUNTRY)
    written, proven = last_backups()
    contact = settings.OPERATOR_CONTACT
    return Operator(
        settings.OPERATOR, country, contact, contact_url(contact), settings.DATA_PLACE, *PROFILES[settings.MODE], written, proven
    )


def contact_url(contact: str) -> str:
    """The address behind a contact: mailto:, tel: or https:; "" for anything else."""
    if urlsplit(contact).scheme == "https":
        return contact
    if "@" in contact and " " not in contact:
        return f"mailto:{contact}"
    return "tel:" + "".join(letter for letter in contact if letter in "+0123456789") if contact.startswith("+") else ""


def security_text(request: HttpRequest, at: datetime) -> str:
    """RFC 9116: whom to tell of a hole, and until when this holds. "" while no contact is set."""
    contact = contact_url(settings.OPERATOR_CONTACT)
    if not contact:
        return ""
    expires = (at + SECURITY_TEXT_HOLDS).strftime("%Y-%m-%dT%H:%M:%SZ")
    lines = [f"Contact: {contact}", f"Expires: {expires}", f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}"]
    if request.is_secure():
        lines.append(f"Canonical: {request.build_absolute_uri(request.path)}")
    return "\n".join(lines) + "\n"


def may_read_metrics(request: HttpRequest) -> bool:
    """Whoever asks from this very machine without a proxy between, or knows the token."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and hmac.compare_digest(token.encode(), settings.METRICS_TOKEN.encode()):
        return True
    is_forwarded = any(name in request.META for name in FORWARDED)
    return not is_forwarded and ip_address(request.META.get("REMOTE_ADDR") or "0.0.0.0").is_loopback
