"""Settings, operator, address, certificate and static files. Each profile is asked for what it promises."""

from __future__ import annotations

import json
import os
import socket
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks

from rochdale.base.doctor.findings import Finding, Visit, advice
from rochdale.kernel.refusal import Refusal

FEWEST_DIFFERENT_LETTERS = 10
CERTIFICATE_ENDS_SOON = timedelta(days=14)
PATIENCE_SECONDS = 5.0
HTTPS = 443
LOCAL = ("localhost", "127.0.0.1", "[::1]", "::1")
NEEDED = ("ui/rochdale.css", "ui/rochdale.js", "ui/icons.svg")


def settings_are_safe(visit: Visit) -> Iterator[Finding]:
    """Secret, names, proxy and who can read the settings."""
    if settings.IS_DEMO:
        yield advice(Refusal("base.doctor-demo"))
        return
    if settings.SECRET_KEY == settings.DEMO_KEY or len(set(settings.SECRET_KEY)) < FEWEST_DIFFERENT_LETTERS:
        yield Finding(Refusal("base.doctor-secret-weak"))
    yield from _names_are_right()
    if settings.TIME_ZONE == "UTC":
        yield advice(Refusal("base.doctor-time-zone"))
    file = Path(os.environ.get("ROCHDALE_CONFIG", "rochdale.toml"))
    if file.exists() and file.stat().st_mode & 0o007:
        yield Finding(Refusal("base.doctor-settings-open", {"file": str(file)}))


def _names_are_right() -> Iterator[Finding]:
    if any(host == "*" or host.startswith(".") for host in settings.ALLOWED_HOSTS):
        yield Finding(Refusal("base.doctor-hosts-open"))
    elif not public_hosts():
        yield Finding(Refusal("base.doctor-hosts-local"))
    if settings.USES_TLS and not settings.BEHIND_TLS_PROXY:
        yield Finding(Refusal("base.doctor-no-proxy"))
    if not settings.USES_TLS and settings.BEHIND_TLS_PROXY:
        yield advice(Refusal("base.doctor-village-behind-proxy"))


def public_hosts() -> list[str]:
    """The names by which others reach this machine."""
    return [host for host in settings.ALLOWED_HOSTS if host not in LOCAL]


def django_agrees(visit: Visit) -> Iterator[Finding]:
    """Django's own checks; those of deployment where TLS is promised. None is ever silenced."""
    for message in checks.run_checks(include_deployment_checks=settings.USES_TLS):
        if message.level >= checks.WARNING:
            yield Finding(Refusal("base.doctor-django-says", {"says": f"{message.id}: {message.msg}"}))
    for silenced in settings.SILENCED_SYSTEM_CHECKS:
        yield Finding(Refusal("base.doctor-check-silenced", {"check": silenced}))


def operator_is_named(visit: Visit) -> Iterator[Finding]:
    """Those whose data lie here must be able to know with whom."""
    told = {
        "ROCHDALE_OPERATOR": settings.OPERATOR,
        "ROCHDALE_OPERATOR_COUNTRY": settings.OPERATOR_COUNTRY,
        "ROCHDALE_OPERATOR_CONTACT": settings.OPERATOR_CONTACT,
        "ROCHDALE_DATA_PLACE": settings.DATA_PLACE,
    }
    missing = [name for name, value in told.items() if not value]
    if missing and not settings.IS_DEMO:
        yield Finding(Refusal("base.doctor-operator-unnamed", {"missing": missing}), is_serious=settings.USES_TLS)


def address_answers(visit: Visit) -> Iterator[Finding]:
    """Whether the public name leads to a certificate that browsers trust, and for how long yet."""
    for host in public_hosts() if settings.USES_TLS else []:
        try:
            ends = certificate_ends(host)
        except ssl.SSLCertVerificationError as trouble:
            yield Finding(Refusal("base.doctor-certificate-wrong", {"host": host, "says": trouble.verify_message}))
        except OSError as trouble:
            yield Finding(Refusal("base.doctor-address-silent", {"host": host, "says": trouble.strerror or str(trouble)}))
        else:
            if ends - visit.at < CERTIFICATE_ENDS_SOON:
                yield Finding(Refusal("base.doctor-certificate-ends", {"host": host, "on": ends.date()}))


def certificate_ends(host: str, port: int = HTTPS) -> datetime:
    """When the certificate at `host` ends. Raises OSError when nobody answers or it is not to be trusted."""
    context = ssl.create_default_context()
    with socket.create_connection((host, port), PATIENCE_SECONDS) as plain, context.wrap_socket(plain, server_hostname=host) as line:
        told = line.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(told["notAfter"])), UTC)


def static_files_are_there(visit: Visit) -> Iterator[Finding]:
    """Styles and scripts, collected for this version."""
    root = Path(settings.STATIC_ROOT)
    manifest = root / "staticfiles.json"
    collected = json.loads(manifest.read_text(encoding="utf-8"))["paths"] if manifest.exists() else {}
    if not all((root / collected.get(name, "?")).exists() for name in NEEDED):
        yield Finding(Refusal("base.doctor-static-missing", {"folder": str(root)}))
