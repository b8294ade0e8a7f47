"""Letters are written in the reader's language when they are asked for, and sent once the mail server answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from uuid import UUID

import pytest
from django.core import mail as outbox
from django.core.mail import EmailMessage

from rochdale.base import mail
from rochdale.base.models import Job, JobState
from rochdale.base.worker import Worker
from rochdale.kernel.ids import new_id
from tests.base.conftest import AT, KHAM, Clock

pytestmark = pytest.mark.django_db
LETTER = "{% load i18n %}\n{% translate 'Example: people and figures are invented' %} {{ name }}\n\nDear {{ name }},\nyour lot is sold.\n"


@pytest.fixture(autouse=True)
def template(tmp_path: Path, settings: object) -> Iterator[None]:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    settings.TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [tmp_path]}]
    yield


def post(name: str = "Noy & <Kham>", to: str = "noy@example.org") -> UUID:
    return mail.post(id=new_id(), by=KHAM, at=AT, to=to, language="en", template="letter.txt", facts={"name": name})


def test_a_letter_is_plain_text_as_it_was_written(worker: Worker) -> None:
    id = post()
    worker.run(until_idle=True)
    (letter,) = outbox.outbox
    assert letter.to == ["noy@example.org"]
    assert letter.subject == "Example: people and figures are invented Noy & <Kham>"
    assert letter.body == "Dear Noy & <Kham>,\nyour lot is sold.\n"
    assert letter.extra_headers["Message-ID"] == f"<{id}@localhost>"


def test_a_name_cannot_add_a_heading_of_its_own(worker: Worker) -> None:
    post(name="Noy\r\nBcc: everybody@example.org")
    worker.run(until_idle=True)
    assert "\n" not in outbox.outbox[0].subject
    assert outbox.outbox[0].recipients() == ["noy@example.org"]


def test_the_same_letter_is_sent_once(worker: Worker) -> None:
    id = post()
    mail.post(id=id, by=KHAM, at=AT, to="noy@example.org", language="en", template="letter.txt", facts={"name": "Noy"})
    worker.run(until_idle=True)
    assert len(outbox.outbox) == 1


def test_a_letter_waits_for_a_mail_server_that_is_away(worker: Worker, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(letter: EmailMessage) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.utils.timezone.now", clock)
    with monkeypatch.context() as broken:
        broken.setattr(EmailMessage, "send", away)
        id = post()
        worker.run(until_idle=True)
    assert Job.objects.get(pk=id).state == JobState.WAITING
    clock.at += timedelta(minutes=5)
    worker.run(until_idle=True)
    assert (Job.objects.get(pk=id).state, len(outbox.outbox)) == (JobState.DONE, 1)


def test_an_address_that_the_server_refuses_is_not_tried_again(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(letter: EmailMessage) -> None:
        raise SMTPRecipientsRefused({})

    monkeypatch.setattr(EmailMessage, "send", refuse)
    id = post()
    worker.run(until_idle=True)
    job = Job.objects.get(pk=id)
    assert (job.state, job.refusals[0]["code"]) == (JobState.FAILED, "base.mail-address-refused")
