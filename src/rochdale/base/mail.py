"""E-mail: plain text in the reader's language, written when it is asked for and sent by a job, so that no page waits for a mail server."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext_noop

from rochdale.base import jobs
from rochdale.base.actor import Actor
from rochdale.base.jobs import Running, TryLater, job_kind
from rochdale.kernel.refusal import Refusal, Refused

SEND = "base.send-mail"
RETRY_AFTER = timedelta(minutes=5)


def post(*, id: UUID, by: Actor, at: datetime, to: str, language: str, template: str, facts: Mapping[str, object]) -> UUID:
    """Queue one letter, in the caller's transaction; the same id again sends nothing more. Returns the id of the job.

    The first line of `template` (plain text, "people/mail/welcome.txt") is the subject, the rest after a blank line is the letter.
    """
    subject, text = letter_of(template, language, facts)
    content = {"to": to, "subject": subject, "text": text, "language": language}
    return jobs.start(SEND, id=id, by=by, at=at, title=gettext_noop("Letter"), content=content)


def letter_of(template: str, language: str, facts: Mapping[str, object]) -> tuple[str, str]:
    """Subject and text of a letter in a language."""
    with translation.override(language):
        letter = cast(Any, get_template(template)).template.render(Context(dict(facts), autoescape=False))
    subject, _, text = letter.lstrip().partition("\n")
    return " ".join(subject.split()), text.strip() + "\n"


@job_kind(SEND)
def _send(running: Running, content: Any) -> None:
    # A letter can leave twice when the worker dies between the mail server and our database: one Message-ID lets readers drop it.
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    headers = {"Message-ID": f"<{running.id}@{host}>", "Content-Language": content["language"], "Auto-Submitted": "auto-generated"}
    letter = EmailMessage(content["subject"], content["text"], to=[content["to"]], headers=headers)
    try:
        letter.send()
    except SMTPRecipientsRefused as refused:
        raise Refused(Refusal("base.mail-address-refused", {"address": content["to"]})) from refused
    except (OSError, SMTPException) as away:
        raise TryLater(RETRY_AFTER * 2**running.delays) from away
