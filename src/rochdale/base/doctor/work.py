"""What is done behind the pages: jobs, the clock that strikes each minute, mail, paper, languages."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.mail import get_connection
from django.utils import translation
from django.utils.translation import gettext

from rochdale.base import health, paper
from rochdale.base.doctor.findings import Finding, Visit, advice
from rochdale.base.models import NewsItem
from rochdale.kernel.refusal import Refusal

FACES = ("Bitter-Regular", "Bitter-Bold", "NotoSans-Regular", "NotoSans-Bold", "NotoSansLao-Regular", "NotoSansLao-Bold")
NEWS_STUCK_AFTER = 5
_TRIAL = "base/paper/trial.typ"


def work_is_done(visit: Visit) -> Iterator[Finding]:
    """A worker lives, the clock strikes, nothing waits too long."""
    wanted = {"base.doctor-worker-away", "base.doctor-tick-late", "base.doctor-tick-never", "base.doctor-job-waits"}
    yield from (Finding(refusal) for refusal in health.troubles(health.measure(visit.at)) if refusal.code in wanted)
    stuck = NewsItem.objects.filter(delivered_at=None, attempts__gte=NEWS_STUCK_AFTER).order_by("at").first()
    if stuck:
        yield advice(Refusal("base.doctor-news-stuck", {"kind": stuck.kind, "attempts": stuck.attempts}))


def mail_leaves(visit: Visit) -> Iterator[Finding]:
    """The mail server takes us; no letter is sent."""
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        if not settings.IS_DEMO:
            yield advice(Refusal("base.doctor-mail-stays", {"folder": str(Path(settings.VAR) / "mail")}))
        return
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    line = get_connection(timeout=10)
    try:
        line.open()
    except smtplib.SMTPAuthenticationError:
        yield Finding(Refusal("base.doctor-mail-unknown", {"server": where, "user": settings.EMAIL_HOST_USER}))
    except (OSError, smtplib.SMTPException) as trouble:
        yield Finding(Refusal("base.doctor-mail-away", {"server": where, "says": getattr(trouble, "strerror", None) or str(trouble)}))
    finally:
        line.close()


def paper_prints(visit: Visit) -> Iterator[Finding]:
    """A page is set in each language, in the faces of the house."""
    missing = [face for face in FACES if not (paper.FONTS / f"{face}.ttf").exists()]
    if missing:
        yield Finding(Refusal("base.doctor-faces-missing", {"faces": missing}))
        return
    for language, name in settings.LANGUAGES:
        try:
            with translation.override(language):
                paper.pdf(
                    _TRIAL,
                    {"title": str(name), "text": gettext("Example: people and figures are invented")},
                    language=language,
                    at=visit.at,
                )
        except (RuntimeError, OSError) as trouble:
            yield Finding(Refusal("base.doctor-paper-broke", {"language": language, "says": str(trouble).splitlines()[0]}))


def languages_are_there(visit: Visit) -> Iterator[Finding]:
    """The catalogue of each language is compiled and can be read."""
    for language, _name in settings.LANGUAGES:
        if language == "en":
            continue
        with translation.override(language):
            is_there = gettext("Something needs care") != "Something needs care" or gettext("Sign in") != "Sign in"
        if not is_there:
            yield Finding(Refusal("base.doctor-language-missing", {"language": language}))
