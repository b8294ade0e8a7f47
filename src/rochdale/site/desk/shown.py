"""What the desk shows of jobs, imports and the audit trail, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import formats
from django.utils.translation import gettext

from rochdale.base import audit, imports, jobs
from rochdale.base.made_up import shown_name
from rochdale.base.models import AuditEntry, ImportRun, Job, JobState
from rochdale.base.words import Said, said, sentence

BEADS = 10
MOST_LETTERS = 60
MOST_OF_A_WORD = 20


@dataclass(frozen=True, slots=True)
class JobShown:
    """A job as its page shows it."""

    job: Job
    title: str
    says: str
    at_bead: int
    refusals: Sequence[Said]

    @property
    def is_under_way(self) -> bool:
        return self.job.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def is_done(self) -> bool:
        return self.job.state == JobState.DONE

    @property
    def may_go_on(self) -> bool:
        return self.job.state in (JobState.FAILED, JobState.STOPPED)


def job_shown(job: Job) -> JobShown:
    """The job in the reader's language; beads count tenths of the way."""
    way = job.done * BEADS // job.total if job.total else 0
    return JobShown(
        job,
        title=_filled(job.title, job.facts),
        says=_filled(job.says, job.facts),
        at_bead=min(max(way, 1), BEADS),
        refusals=[said(imports.refusal_from(refusal)) for refusal in job.refusals],
    )


def _filled(message: str, facts: Mapping[str, Any]) -> str:
    if not message:
        return ""
    written = {key: formats.localize(value, use_l10n=True) if isinstance(value, int) else value for key, value in facts.items()}
    try:
        return gettext(message) % written
    except (KeyError, ValueError, TypeError):
        # A sentence whose facts do not fit must not take the page away.
        return gettext(message)


@dataclass(frozen=True, slots=True)
class FaultShown:
    """One fault on one line."""

    pk: int
    row: int | None
    cell: str
    heading: str
    holds: str
    says: str


@dataclass(frozen=True, slots=True)
class FirstRow:
    """One of the first sound rows, by its number in the file."""

    pk: int
    shows: Sequence[str]


def faults_shown(run: ImportRun, *, whole: bool = False) -> list[FaultShown]:
    """The faults of a file; `whole` also those beyond the first thousand."""
    found = imports.faults_in(run) if whole else imports.faults_in_preview(run)
    return [
        FaultShown(number, fault.row, fault.cell, fault.heading, fault.holds[:MOST_LETTERS], sentence(fault.refusal))
        for number, fault in enumerate(found)
    ]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an import."""

    job: JobShown
    kept: int
    refused: Sequence[FaultShown]


def outcome_of(run: ImportRun) -> Outcome | None:
    """How far an import is; None before it was begun."""
    job = jobs.job(run.job_id) if run.job_id else None
    if job is None:
        return None
    rows = imports.rows_of(run)
    refused = [
        FaultShown(row.number, row.number, "", "", "", " ".join(sentence(imports.refusal_from(refusal)) for refusal in row.refusals))
        for row in rows.exclude(refusals=[])[: imports.MOST_FAULTS_SHOWN]
    ]
    return Outcome(job_shown(job), rows.filter(refusals=[]).count(), refused)


def change_in_words(entry: AuditEntry) -> str:
    """What an entry says changed, as "field: before → after"."""
    keys = sorted({*entry.before, *entry.after})
    return "; ".join(f"{key}: {_change(entry, key)}" for key in keys)


def _change(entry: AuditEntry, key: str) -> str:
    before, after = (_short(side[key]) if key in side else "" for side in (entry.before, entry.after))
    return f"{before} → {after}" if key in entry.before else after


def _short(value: object) -> str:
    """A value on a narrow screen: long words and long texts are cut."""
    words = [word if len(word) <= MOST_OF_A_WORD else f"{word[: MOST_OF_A_WORD - 1]}…" for word in shown_name(str(value)).split()]
    text = " ".join(words)
    return text if len(text) <= MOST_LETTERS else f"{text[: MOST_LETTERS - 1]}…"


def deed_in_words(entry: AuditEntry) -> str:
    """What was done, from the operation's name: "trade.offer-lot" is "offer lot"."""
    return audit.in_words(entry.what)
