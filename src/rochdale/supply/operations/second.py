"""The second payment, or a premium: so much for each kg of a season's deliveries. Prepared by one person, decided by another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from django.db.models import QuerySet

from rochdale.base import audit, two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal, ProposalState
from rochdale.base.operations import operation
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import require
from rochdale.supply import books
from rochdale.supply.books import Deed
from rochdale.supply.models import Account, AccountEntry, Delivery, EntryKind, Season
from rochdale.supply.operations.shared import own, owner
from rochdale.supply.rules.money import said, second_payment

DECIDE = "supply.decide-second-payment"
KINDS = (EntryKind.SECOND.value, EntryKind.PREMIUM.value)


@dataclass(frozen=True, slots=True)
class Goods:
    """Which deliveries of a season get it. Empty: any."""

    season_id: UUID
    currency: str
    form: str = ""
    grade: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """What one grower gets."""

    grower_id: UUID
    net_g: int
    amount_minor: int


def covered(organization: UUID, goods: Goods) -> QuerySet[Delivery]:
    """Deliveries of that form and grade, and the reversals that take some of them off again. The claim is asked of each row."""
    rows = Delivery.objects.filter(organization_id=organization, season_id=goods.season_id, currency=goods.currency)
    rows = rows.filter(form=goods.form) if goods.form else rows
    return rows.filter(grade=goods.grade) if goods.grade else rows


def shares(organization: UUID, goods: Goods, per_kg: Decimal) -> list[Share]:
    """What each grower would get, one line each."""
    kept: dict[UUID, int] = {}
    for grower_id, net_g, claims in covered(organization, goods).values_list("grower_id", "net_g", "claims"):
        if not goods.claim or goods.claim in claims:
            kept[grower_id] = kept.get(grower_id, 0) + net_g
    found = (Share(grower, net_g, second_payment(net_g, per_kg, goods.currency)) for grower, net_g in sorted(kept.items()) if net_g > 0)
    return [share for share in found if share.amount_minor]


@operation
def propose_second_payment(*, id: UUID, by: Actor, at: datetime, kind: str, goods: Goods, per_kg: Decimal) -> str:
    """Prepare a second payment or premium. Nothing is owed before another person decides it. Returns the id of the proposal."""
    organization = owner(by, "supply.prepare-pay-run")
    season = own(Season.objects.all(), organization, pk=goods.season_id)
    if kind not in KINDS or per_kg <= 0:
        raise Refused(Refusal("supply.price-is-not-above-zero"))
    lines = shares(organization, goods, per_kg)
    if not lines:
        raise Refused(Refusal("supply.nothing-was-delivered"))
    content = {
        "organization_id": str(organization), "kind": kind, "season_id": str(season.id), "season": season.name, "currency": goods.currency,
        "form": goods.form, "grade": goods.grade, "claim": goods.claim, "per_kg": format(per_kg, "f"), **_figures(lines),
    }  # fmt: skip
    return two_persons.propose(id=uuid5(id, "second"), by=by, at=at, act=DECIDE, content=content)


def goods_of(content: Mapping[str, Any]) -> Goods:
    """The goods a proposal is about."""
    return Goods(UUID(content["season_id"]), content["currency"], content["form"], content["grade"], content["claim"])


def _figures(lines: list[Share]) -> dict[str, int]:
    return {
        "growers": len(lines),
        "net_g": sum(line.net_g for line in lines),
        "total_minor": sum(line.amount_minor for line in lines),
    }


def _decide(proposal: Proposal, by: Actor, at: datetime) -> object:
    """The second person has decided: one entry for each grower. What was weighed or taken back meanwhile refuses it whole."""
    content = proposal.content
    organization, goods = UUID(content["organization_id"]), goods_of(content)
    season = own(Season.objects.select_for_update(), organization, pk=goods.season_id)
    lines = shares(organization, goods, Decimal(content["per_kg"]))
    if any(content[name] != figure for name, figure in _figures(lines).items()):
        raise Refused(Refusal("supply.deliveries-have-changed"))
    deed = Deed(by, at, at, proposal.id)
    for line in lines:
        _book(deed, organization, line.grower_id, content, line.amount_minor)
    after = {"kind": content["kind"], "growers": len(lines), "total": said(content["total_minor"], goods.currency)}
    audit.record(by=by, at=at, what="supply.decide-second-payment", about=season, after=after)
    return {"growers": len(lines)}


def take_back_settled(deed: Deed, row: Delivery) -> None:
    """A delivery whose price was settled later is taken back: its value goes off the account. `deed` is about the reversal."""
    for entry in AccountEntry.objects.filter(about_id=row.id, kind=EntryKind.SETTLED):
        books.book(
            deed, organization_id=row.organization_id, grower_id=row.grower_id, account=Account.DELIVERIES, kind=EntryKind.REVERSAL,
            money=Money.of_minor(-entry.amount_minor, entry.currency), season_id=row.season_id, note=row.receipt_no,
        )  # fmt: skip


def take_back_second(deed: Deed, row: Delivery) -> None:
    """A delivery is taken back after a second payment was decided on it: what it got goes off the account, exact to the minor unit.

    `deed` is about the reversal, which is already written.
    """
    decided = Proposal.objects.filter(act=DECIDE, state=ProposalState.DONE, organization_id=row.organization_id)
    for proposal in decided.filter(content__season_id=str(row.season_id), decided_at__gte=row.recorded_at).order_by("id"):
        content = proposal.content
        if not _covers(content, row):
            continue
        per_kg, currency = Decimal(content["per_kg"]), content["currency"]
        before = _covered_g(row, content, proposal, but=deed.about_id)
        fewer = second_payment(before, per_kg, currency) - second_payment(before - row.net_g, per_kg, currency)
        _book(deed, row.organization_id, row.grower_id, content, -fewer, note=row.receipt_no)


def _covers(content: Mapping[str, Any], row: Delivery) -> bool:
    is_of_kind = content["form"] in {"", row.form} and content["grade"] in {"", row.grade}
    return is_of_kind and content["currency"] == row.currency and (not content["claim"] or content["claim"] in row.claims)


def _covered_g(row: Delivery, content: Mapping[str, Any], proposal: Proposal, *, but: UUID) -> int:
    """Grams of the grower on which the decision still stands: what was there then, less what of it was taken back since."""
    goods = goods_of(content)
    rows = covered(row.organization_id, goods).filter(grower_id=row.grower_id).exclude(pk=but)
    of_claim = [one for one in rows if not goods.claim or goods.claim in one.claims]
    then = {one.id for one in of_claim if proposal.decided_at and one.recorded_at <= proposal.decided_at}
    return sum(one.net_g for one in of_claim if one.id in then or one.reverses_id in then)


def _book(deed: Deed, organization: UUID, grower_id: UUID, content: Mapping[str, Any], amount_minor: int, note: str = "") -> None:
    books.book(
        deed, organization_id=organization, grower_id=grower_id, account=Account.DELIVERIES, kind=content["kind"],
        money=Money.of_minor(amount_minor, content["currency"]), season_id=UUID(content["season_id"]),
        note=note or f"{content['per_kg']} {content['currency']}/kg",
    )  # fmt: skip


def _may_make(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "supply.prepare-pay-run", UUID(content["organization_id"]))


def _may_check(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "supply.approve-pay-run", UUID(content["organization_id"]))


two_persons.act(DECIDE, lapses_after=timedelta(days=14), may_make=_may_make, may_check=_may_check, perform=_decide)
