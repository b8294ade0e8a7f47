"""Who meets which ground, who is being warned and how far each one is, from the rows of the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from rochdale.registry.models import Finding, GrantedExtension, RegisterOffice, StandingNow, Stay, Submission, WarningBatch, WarningEntry
from rochdale.registry.rules.ledger import Status
from rochdale.registry.rules.standing import GroundMet, Standing, grounds_met
from rochdale.registry.rules.submissions import SubmissionState
from rochdale.registry.rules.warnings import Because, EntryState, Next, ground_facts, next_for
from rochdale.registry.standing_rows import EntityStanding, standings


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that meets a ground."""

    seen: EntityStanding
    ground: GroundMet


def grounds_of(seen: EntityStanding, findings: Collection[Finding]) -> list[GroundMet]:
    """The grounds that one entity meets on the day of its standing."""
    if seen.pack is None or seen.now.status != Status.REGISTERED:
        return []
    found = {row.ground: row.since_on for row in findings if row.until_on is None and row.since_on <= seen.on}
    return grounds_met(seen.pack, ground_facts(seen.facts, seen.owed, found, at=seen.on), at=seen.on)


def findings_of(entity_ids: Collection[UUID]) -> dict[UUID, list[Finding]]:
    """What was found of entities and holds, by entity."""
    found = defaultdict[UUID, list[Finding]](list)
    for row in Finding.objects.filter(entity_id__in=entity_ids, until_on=None).order_by("since_on", "id"):
        found[row.entity_id].append(row)
    return found


def candidates(office: RegisterOffice, ground: str, on: date) -> list[Candidate]:
    """Those who meet one ground, the oldest first."""
    return [one for one in all_candidates(office, on) if one.ground.code == ground]


def all_candidates(office: RegisterOffice, on: date) -> list[Candidate]:
    """Entities of an office and of those under it, with each ground they meet, that nothing keeps from being warned: the oldest first."""
    under = RegisterOffice.objects.filter(Q(path=office.path) | Q(path__startswith=f"{office.path}/"), until_on=None)
    codes = list(under.order_by("path").values_list("code", flat=True))
    rows = StandingNow.objects.filter(country=office.country, office__in=codes)
    rows = rows.filter(Q(standing=Standing.OVERDUE.value) | Q(entity__findings__until_on=None, entity__findings__isnull=False))
    ids = set(rows.order_by("entity_id").values_list("entity_id", flat=True)) - _spared(on)
    findings = findings_of(ids)
    found = [Candidate(seen, met) for seen in standings(list(ids), on) for met in grounds_of(seen, findings[seen.now.entity_id])]
    return sorted(found, key=lambda one: (one.ground.since, one.seen.now.name, one.seen.now.entity_id))


def _spared(on: date) -> set[UUID]:
    """Whom nobody warns today: warned already, a stay, more time that still runs, papers that the office looks through."""
    return {
        *WarningEntry.objects.filter(state__in=[EntryState.WARNED.value, EntryState.REFERRED.value]).values_list("entity_id", flat=True),
        *Stay.objects.filter(until_on=None).values_list("entity_id", flat=True),
        *GrantedExtension.objects.filter(until_on__gte=on).values_list("entity_id", flat=True),
        *Submission.objects.filter(state=SubmissionState.BROUGHT.value).values_list("entity_id", flat=True),
    }


def take_out(entity_id: UUID, because: Because, on: date) -> int:
    """Whoever files, gets time, a stay or a review is out of its batch at once, in the caller's transaction. Returns how many.

    A court stays what was referred to it, too.
    """
    states = [EntryState.WARNED.value, *([EntryState.REFERRED.value] if because is Because.COURT_STAY else [])]
    rows = WarningEntry.objects.filter(entity_id=entity_id, state__in=states)
    return rows.update(state=EntryState.OUT.value, because=because.value, ended_on=on)


@dataclass(frozen=True, slots=True)
class EntrySeen:
    """One entity of a batch and what comes next for it."""

    row: WarningEntry
    next: Next


def entries_of(batch: WarningBatch, at: date) -> Sequence[EntrySeen]:
    """Every entity of a batch, by name, with what comes next; what is merged into another waits until that is taken back."""
    rows = (
        batch.entries.filter(entity__now__same_as=None)
        .select_related("entity__now")
        .prefetch_related("letters")
        .order_by("entity__now__name", "id")
    )
    return [EntrySeen(row, next_of(row, batch.wait_days, at)) for row in rows]


def next_of(row: WarningEntry, wait_days: int, at: date) -> Next:
    """What comes next for one of them."""
    letters = sorted(row.letters.all(), key=lambda letter: (letter.at, letter.id))
    return next_for(EntryState(row.state), [letter.facts() for letter in letters], wait_days=wait_days, at=at)
