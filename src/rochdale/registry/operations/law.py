"""Papers of the law that were given out."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import require
from rochdale.registry.models import GivenOut


@operation
def give_out(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    pack: str,
    country: str,
    form: str,
    paper: str,
    language: str,
    copies: int,
    place: str,
    to: str,
    on: date,
) -> str:
    """Record that copies were given out. Below zero takes a mistake back, never more than was given. Returns the id.

    Refused: `registry.given-out-in-the-future`, `registry.taken-back-too-many`.
    """
    require(by, "registry.give-out", by)
    assert by.organization_id is not None
    if on > at.date():
        raise Refused(Refusal("registry.given-out-in-the-future", {"on": on}))
    same = GivenOut.objects.filter(body_id=by.organization_id, pack=pack, paper=paper, language=language, to=to, place=place)
    given = sum(same.values_list("copies", flat=True))
    if copies == 0 or given + copies < 0:
        raise Refused(Refusal("registry.taken-back-too-many", {"given": given}))
    row = GivenOut.objects.create(
        id=id, body_id=by.organization_id, pack=pack, country=country, form=form, paper=GivenOut.Paper(paper), language=language,
        copies=copies, place=place.strip(), to=to.strip(), on=on, by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="registry.give-out", about=row, after={"paper": paper, "copies": copies, "place": place})
    return str(id)
