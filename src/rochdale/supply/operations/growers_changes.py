"""What changes of a grower after the first day: village, way of payment, leaving and coming back, a new card."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid5

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.codes import new_code
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people import operations as people
from rochdale.people.contacts import stored_phone
from rochdale.supply.models import Approval, Facility, Grower
from rochdale.supply.operations.growers import PersonFacts
from rochdale.supply.operations.shared import own, owner
from rochdale.supply.rules.growers import refusals_for_account, refusals_for_leaving, refusals_for_number

LEFT = "left the cooperative"


@operation
def change_grower(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    grower_id: UUID,
    number: str,
    village: str,
    phone: str = "",
    person: PersonFacts | None = None,
    point_id: UUID | None,
    means: str,
    account_holder: str = "",
    account_number: str = "",
    account_provider: str = "",
) -> str:
    """Write down what is different now, and of the person what was written wrong. Returns the id of the grower."""
    organization = owner(by, "supply.keep-growers")
    row = own(Grower.objects.select_for_update(of=("self",)), organization, pk=grower_id)
    number = number.strip()
    refuse_if([*refusals_for_number(number), *refusals_for_account(means, account_number)])
    taken = Grower.objects.filter(organization_id=organization, number=number).exclude(pk=row.pk).select_related("person").first()
    if taken:
        raise Refused(Refusal("supply.grower-number-is-taken", {"number": number, "name": taken.person.name}))
    if person is not None:
        person_id, name, sex, birth_year = row.person_id, person.name, person.sex, person.birth_year
        people.correct_person(id=uuid5(id, "person"), by=by, at=at, person_id=person_id, name=name, sex=sex, birth_year=birth_year)
    before = _shown(row)
    row.number, row.village, row.phone, row.means = number, village.strip(), stored_phone(phone) or "", means
    row.point = own(Facility.objects.all(), organization, pk=point_id) if point_id else None
    account = (account_holder.strip(), account_number.strip(), account_provider.strip()) if means != "cash" else ("", "", "")
    row.account_holder, row.account_number, row.account_provider = account
    row.save()
    after = _shown(row)
    changed = [key for key in after if before[key] != after[key]]
    audit.record(
        by=by, at=at, what="supply.change-grower", about=row,
        before={key: before[key] for key in changed}, after={key: after[key] for key in changed},
    )  # fmt: skip
    return str(row.id)


def _shown(row: Grower) -> dict[str, object]:
    # Accounts are not repeated in the trail: it says how, not where to.
    return {"number": row.number, "village": row.village, "point": str(row.point_id or ""), "means": row.means}


@operation
def note_departure(*, id: UUID, by: Actor, at: datetime, grower_id: UUID, left_on: date) -> str:
    """A grower has left: nothing is weighed for the grower after that day, and approvals end. What was delivered stays."""
    organization = owner(by, "supply.keep-growers")
    row = own(Grower.objects.select_for_update(of=("self",)), organization, pk=grower_id)
    refuse_if(refusals_for_leaving(left_on, registered_on=row.registered_at.date(), today=at.date()))
    row.left_on = left_on
    row.save(update_fields=["left_on"])
    for approval in Approval.objects.filter(grower=row, until_on=None):
        approval.until_on, approval.because = max(left_on, approval.since_on), LEFT
        approval.save(update_fields=["until_on", "because"])
    audit.record(by=by, at=at, what="supply.note-departure", about=row, after={"left_on": left_on.isoformat()})
    return str(row.id)


@operation
def note_return(*, id: UUID, by: Actor, at: datetime, grower_id: UUID) -> str:
    """A grower who had left is back. Approvals do not come back by themselves."""
    organization = owner(by, "supply.keep-growers")
    row = own(Grower.objects.select_for_update(of=("self",)), organization, pk=grower_id)
    before, row.left_on = row.left_on, None
    row.save(update_fields=["left_on"])
    audit.record(by=by, at=at, what="supply.note-return", about=row, before={"left_on": before.isoformat() if before else ""})
    return str(row.id)


@operation
def renew_card(*, id: UUID, by: Actor, at: datetime, grower_id: UUID) -> str:
    """A card was lost: the old one opens nothing any more. Returns the id of the grower."""
    organization = owner(by, "supply.keep-growers")
    row = own(Grower.objects.select_for_update(of=("self",)), organization, pk=grower_id)
    row.card_code = new_code()
    row.save(update_fields=["card_code"])
    audit.record(by=by, at=at, what="supply.renew-card", about=row)
    return str(row.id)
