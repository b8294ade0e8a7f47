"""The certification path: certificates of the group, its approved list, yearly inspections, and what has to be put right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.operations import operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.supply.models import Approval, Certificate, Gap, Grower, Inspection
from rochdale.supply.operations.shared import done, known_product, own, owner
from rochdale.supply.queries.certification import gaps_of, last_inspection
from rochdale.supply.rules import certification as rules


@dataclass(frozen=True, slots=True)
class GapFound:
    """A non-conformity as the inspector writes it down."""

    what: str
    is_major: bool
    corrective_action: str
    due_on: date


@operation
def keep_certificate(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    scheme: str,
    product: str,
    number: str,
    certifier: str,
    valid_from: date,
    valid_until: date,
    most_growers: int | None = None,
) -> str:
    """Write down a certificate of the group. Returns its id."""
    organization = owner(by, "supply.certify")
    known_product(product)
    refuse_if(
        rules.refusals_for_certificate(
            number=number, certifier=certifier, scheme=scheme, valid_from=valid_from, valid_until=valid_until, most_growers=most_growers
        )
    )
    if Certificate.objects.filter(organization_id=organization, scheme=scheme, number=number.strip()).exists():
        raise Refused(Refusal("supply.certificate-is-known", {"number": number.strip()}))
    row = Certificate.objects.create(
        id=id, organization_id=organization, scheme=scheme, product=product, number=number.strip(), certifier=certifier.strip(),
        valid_from=valid_from, valid_until=valid_until, most_growers=most_growers,
    )  # fmt: skip
    audit.record(by=by, at=at, what="supply.keep-certificate", about=row, after={"scheme": scheme, "number": row.number})
    return str(id)


@operation
def suspend_certificate(*, id: UUID, by: Actor, at: datetime, certificate_id: UUID, is_suspended: bool) -> str:
    """The certifier has suspended the certificate, or put it in force again. While suspended, no delivery carries its claim."""
    organization = owner(by, "supply.certify")
    row = own(Certificate.objects.select_for_update(of=("self",)), organization, pk=certificate_id)
    row.suspended_at = at if is_suspended else None
    row.save(update_fields=["suspended_at"])
    audit.record(by=by, at=at, what="supply.suspend-certificate", about=row, after={"suspended": is_suspended})
    return str(row.id)


@operation
def approve_grower(*, id: UUID, by: Actor, at: datetime, certificate_id: UUID, grower_id: UUID, since_on: date) -> str:
    """Put a grower on the approved list of a certificate. Returns the id of the approval."""
    organization = owner(by, "supply.certify")
    # The lock counts: two approvals at once cannot both take the last place of the group.
    certificate = own(Certificate.objects.select_for_update(of=("self",)), organization, pk=certificate_id)
    grower = own(Grower.objects.all(), organization, pk=grower_id)
    if grower.left_on:
        raise Refused(Refusal("supply.grower-has-left", {"number": grower.number, "on": grower.left_on}))
    if Approval.objects.filter(certificate=certificate, grower=grower, until_on=None).exists():
        raise Refused(Refusal("supply.grower-is-approved-already", {"number": grower.number}))
    refuse_if(
        rules.refusals_for_approval(
            on=since_on, valid_from=certificate.valid_from, valid_until=certificate.valid_until,
            approved_now=Approval.objects.filter(certificate=certificate, until_on=None).count(), most_growers=certificate.most_growers,
            inspection=last_inspection(certificate, grower), gaps=gaps_of(certificate, grower),
        )
    )  # fmt: skip
    row = Approval.objects.create(id=id, organization_id=organization, certificate=certificate, grower=grower, since_on=since_on)
    after = {"grower": grower.number, "certificate": certificate.number, "since": since_on.isoformat()}
    audit.record(by=by, at=at, what="supply.approve-grower", about=row, after=after)
    return str(id)


@operation
def end_approval(*, id: UUID, by: Actor, at: datetime, approval_id: UUID, until_on: date, because: str) -> str:
    """Take a grower off the approved list from a day on, and say why. Returns the id of the approval."""
    organization = owner(by, "supply.certify")
    row = own(Approval.objects.select_for_update(of=("self",)), organization, pk=approval_id)
    if row.until_on is not None:
        raise Refused(Refusal("supply.approval-has-ended", {"on": row.until_on}))
    if len(because.strip()) < 3:
        raise Refused(Refusal("supply.ending-needs-a-reason"))
    if until_on < row.since_on:
        raise Refused(Refusal("supply.approval-ends-before-it-starts", {"since": row.since_on}))
    row.until_on, row.because = until_on, because.strip()
    row.save(update_fields=["until_on", "because"])
    audit.record(by=by, at=at, what="supply.end-approval", about=row, after={"until": until_on.isoformat()}, reason=row.because)
    return str(row.id)


@operation
def record_inspection(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    happened_at: datetime,
    certificate_id: UUID,
    grower_id: UUID,
    inspector_name: str,
    answers: Mapping[str, str],
    notes: Mapping[str, str],
    result: str,
    note: str = "",
    gaps: Sequence[GapFound] = (),
) -> str:
    """Write down a visit of the internal control, with its answers and what has to be put right. Returns the id of the inspection."""
    organization = owner(by, "supply.inspect")
    certificate = own(Certificate.objects.all(), organization, pk=certificate_id)
    grower = own(Grower.objects.all(), organization, pk=grower_id)
    on = happened_at.date()
    is_major = [gap.is_major for gap in gaps]
    refuse_if(
        rules.refusals_for_inspection(scheme=certificate.scheme, answers=answers, result=result, on=on, today=at.date(), gaps=is_major)
    )
    for gap in gaps:
        refuse_if(rules.refusals_for_gap(what=gap.what, corrective_action=gap.corrective_action, due_on=gap.due_on, on=on))
    asked = [question.code for question in rules.questions_for(certificate.scheme)]
    row = Inspection.objects.create(
        id=id, organization_id=organization, certificate=certificate, grower=grower, inspector_name=inspector_name.strip() or by.name,
        answers={code: {"answer": answers[code], "note": notes.get(code, "")[:300]} for code in asked}, result=result,
        note=note.strip()[:500],
        **done(by, happened_at, at),
    )  # fmt: skip
    _write_down(gaps, row)
    if result == rules.REFUSED:
        _off_the_list(certificate, grower, on)
    after = {"grower": grower.number, "certificate": certificate.number, "result": result, "gaps": len(gaps)}
    audit.record(by=by, at=at, what="supply.record-inspection", about=row, after=after)
    return str(id)


def _write_down(gaps: Sequence[GapFound], row: Inspection) -> None:
    for gap in gaps:
        Gap.objects.create(
            id=new_id(), organization_id=row.organization_id, inspection=row, what=gap.what.strip(), is_major=gap.is_major,
            corrective_action=gap.corrective_action.strip(), due_on=gap.due_on,
        )  # fmt: skip


def _off_the_list(certificate: Certificate, grower: Grower, on: date) -> None:
    """Whom a visit refuses stands on no list of that scheme from that day on."""
    for approval in Approval.objects.filter(certificate__scheme=certificate.scheme, grower=grower, until_on=None):
        approval.until_on, approval.because = max(on, approval.since_on), "refused at the inspection"
        approval.save(update_fields=["until_on", "because"])


def lapse_approvals(at: datetime) -> int:
    """Every midnight: whoever was not visited in time, or left a major gap open past its day, comes off the list. Returns how many."""
    on, ended = at.date(), 0
    for approval in Approval.objects.filter(until_on=None).select_related("certificate", "grower").order_by("id"):
        certificate, grower = approval.certificate, approval.grower
        because = rules.lapses(on=on, inspection=last_inspection(certificate, grower), gaps=gaps_of(certificate, grower))
        if because:
            approval.until_on, approval.because = max(on, approval.since_on), because
            approval.save(update_fields=["until_on", "because"])
            audit.record(by=SYSTEM, at=at, what="supply.end-approval", about=approval, after={"until": on.isoformat()}, reason=because)
            ended += 1
    return ended


@operation
def close_gap(*, id: UUID, by: Actor, at: datetime, gap_id: UUID, evidence: str) -> str:
    """Something was put right; `evidence` says what shows it. Returns the id of the gap."""
    organization = owner(by, "supply.inspect")
    row = own(Gap.objects.select_for_update(of=("self",)), organization, pk=gap_id)
    refuse_if(rules.refusals_for_closing(evidence=evidence, is_closed=row.closed_at is not None))
    row.closed_at, row.closed_by_id, row.closed_by_name, row.evidence = at, by.id, by.name, evidence.strip()[:300]
    row.save(update_fields=["closed_at", "closed_by_id", "closed_by_name", "evidence"])
    audit.record(by=by, at=at, what="supply.close-gap", about=row, after={"evidence": row.evidence})
    return str(row.id)
