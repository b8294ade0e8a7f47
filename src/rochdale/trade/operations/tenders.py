"""From members' orders to an award: the tender, who is asked, sealed quotes, the opening, the decision of two persons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit, documents, two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.base.news import announce
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.people.queries import organization
from rochdale.trade.buying import COOPERATIVES, bids_of, by_item, orders_now, quote_content, terms_of, wanted_of, window_of
from rochdale.trade.models import Asked, Award, BuyingRound, Quote, Tender
from rochdale.trade.news import TenderAwarded, TenderOpened
from rochdale.trade.operations.buying import locked_round
from rochdale.trade.operations.contracts import next_number
from rochdale.trade.permissions import own_organization
from rochdale.trade.rules import tender as rules

OPEN, AWARD = "trade.open-quotes", "trade.award-tender"


@operation
def close_orders(*, id: UUID, by: Actor, at: datetime, round_id: UUID, others_from: datetime, until: datetime) -> str:
    """Pool the members' orders into a tender. Cooperatives may quote at once, others from `others_from`. Returns the tender's id."""
    row = locked_round(round_id, BuyingRound.State.ORDERING)
    require(by, "trade.buy-together", row)
    refuse_if(rules.refusals_for_window(at=at, others_from=others_from, until=until, needed_by=row.needed_by))
    orders = orders_now(row)
    if not orders:
        raise Refused(Refusal("trade.nothing-was-ordered", {"round": row.number}))
    sums = by_item(orders)
    items = [
        {
            "position": item.position, "what": item.what, "unit": item.unit, "quantity": f"{sums[item.id]:f}",
            "places": _places([one for one in orders if one.item_id == item.id]),
        }
        for item in row.items.order_by("position") if item.id in sums
    ]  # fmt: skip
    content = {"title": row.title, "buyer": by.organization_name, "items": items}
    tender = Tender.objects.create(
        id=id, number=f"T-{at.year}-{next_number(f'tender {at.year}'):04d}", organization_id=row.organization_id, content=content,
        currency=row.currency, preference=row.preference, needed_by=row.needed_by, others_from=others_from, until=until, by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    row.state, row.tender = BuyingRound.State.TENDER, tender
    row.save(update_fields=["state", "tender"])
    after = {"round": row.number, "tender": tender.number, "items": len(items), "until": until}
    audit.record(by=by, at=at, what="trade.close-orders", about=tender, after=after)
    return str(id)


def _places(orders: Sequence[Any]) -> list[dict[str, str]]:
    """What is to be delivered where; who ordered it is nobody's business."""
    sums: dict[str, Decimal] = {}
    for one in orders:
        sums[one.facility.name] = sums.get(one.facility.name, Decimal(0)) + one.quantity
    return [{"place": name, "quantity": f"{sums[name]:f}"} for name in sorted(sums)]


def locked_tender(tender_id: UUID) -> Tender:
    """A tender, locked."""
    return Tender.objects.select_for_update().get(pk=tender_id)


@operation
def ask_supplier(
    *, id: UUID, by: Actor, at: datetime, tender_id: UUID, supplier_id: UUID | None, name: str = "", address: str = "",
    is_cooperative: bool = False,
) -> str:  # fmt: skip
    """Ask an organization for a quote, or a supplier on paper by its name. Returns the id."""
    tender = locked_tender(tender_id)
    require(by, "trade.buy-together", tender)
    if tender.opened_at or at > tender.until:
        raise Refused(Refusal("trade.quotes-are-open"))
    found = organization(supplier_id) if supplier_id else None
    if supplier_id and (found is None or supplier_id == tender.organization_id):
        raise Refused(Refusal("trade.supplier-unknown"))
    name, is_cooperative = (found.name, found.kind in COOPERATIVES) if found else (name.strip(), is_cooperative)
    if not name:
        raise Refused(Refusal("trade.supplier-unknown"))
    if tender.asked.filter(name=name).exists():
        raise Refused(Refusal("trade.supplier-already-asked", {"supplier": name}))
    Asked.objects.create(
        id=id, tender=tender, supplier_id=supplier_id, name=name, address=address.strip(), is_cooperative=is_cooperative, by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.ask-supplier", about=tender, after={"supplier": name, "is_cooperative": is_cooperative})
    if supplier_id:
        announce(TenderOpened(str(tender.id), tender.number, (str(supplier_id),), tender.until.date().isoformat(), at.isoformat()), at=at)
    return str(id)


@operation
def seal_quote(*, id: UUID, by: Actor, at: datetime, asked_id: UUID, quote: rules.Quote, file_name: str = "", file: bytes = b"") -> str:
    """Quote, or quote again: the last one counts. For a supplier on paper the buyer's clerk types it in with the paper. Returns the id."""
    asked = Asked.objects.select_related("tender").get(pk=asked_id)
    tender = locked_tender(asked.tender_id)
    _require_quoter(by, asked)
    refuse_if(rules.refusals_for_moment(window_of(tender), is_cooperative=asked.is_cooperative, at=at))
    refuse_if(rules.refusals_for_quote(quote, wanted_of(tender), until=tender.until.date()))
    if asked.supplier_id is None and not file:
        raise Refused(Refusal("trade.paper-quote-without-paper"))
    return _seal(id, asked, by, at, quote_content(quote), file_name, file)


@operation
def withdraw_quote(*, id: UUID, by: Actor, at: datetime, asked_id: UUID) -> str:
    """Take a quote back before the opening. Returns the id."""
    asked = Asked.objects.select_related("tender").get(pk=asked_id)
    tender = locked_tender(asked.tender_id)
    _require_quoter(by, asked)
    refuse_if(rules.refusals_for_moment(window_of(tender), is_cooperative=True, at=at))
    if not asked.quotes.exists():
        raise Refused(Refusal("trade.quote-is-empty"))
    return _seal(id, asked, by, at, {}, "", b"")


def _require_quoter(by: Actor, asked: Asked) -> None:
    """Its own people quote for an organization; the buyer's clerk types in what came on paper."""
    if asked.supplier_id is None:
        require(by, "trade.buy-together", asked.tender)
    else:
        require(by, "trade.quote", asked.supplier_id)


def _seal(id: UUID, asked: Asked, by: Actor, at: datetime, content: Mapping[str, Any], file_name: str, file: bytes) -> str:
    row = Quote(
        id=id, asked=asked, number=asked.quotes.count() + 1, content=dict(content), sha256=content_sha256(content), by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    if file:
        row.document_id = documents.keep(by=by, at=at, name=file_name, content=file, about=row).id
    row.save(force_insert=True)
    after = {"tender": asked.tender.number, "supplier": asked.name, "number": row.number, "sha256": row.sha256}
    audit.record(by=by, at=at, what="trade.seal-quote", about=asked.tender, after=after)
    return str(id)


@operation
def open_quotes(*, id: UUID, by: Actor, at: datetime, tender_id: UUID) -> str:
    """Open the quotes once the time is over. Returns the id of the tender."""
    tender = locked_tender(tender_id)
    require(by, "trade.open-quotes", tender)
    if at <= tender.until:
        raise Refused(Refusal("trade.quotes-open-by-two", {"until": tender.until.date()}))
    _open(tender, by, at)
    return str(tender.id)


@operation
def propose_opening(*, id: UUID, by: Actor, at: datetime, tender_id: UUID) -> str:
    """Ask a second person to open the quotes before the time is over. Returns the id of the proposal."""
    tender = locked_tender(tender_id)
    if tender.opened_at:
        raise Refused(Refusal("trade.quotes-are-open"))
    content = {"tender_id": str(tender.id), "tender": tender.number, "organization_id": str(tender.organization_id)}
    return two_persons.propose(id=uuid5(id, "opening"), by=by, at=at, act=OPEN, content=content)


def _open(tender: Tender, by: Actor, at: datetime) -> None:
    if tender.opened_at:
        raise Refused(Refusal("trade.quotes-are-open"))
    tender.opened_at = at
    tender.save(update_fields=["opened_at"])
    BuyingRound.objects.filter(tender=tender, state=BuyingRound.State.TENDER).update(state=BuyingRound.State.OPENED)
    quotes = [row.sha256 for row in Quote.objects.filter(asked__tender=tender).order_by("asked_id", "number")]
    audit.record(by=by, at=at, what="trade.open-quotes", about=tender, after={"tender": tender.number, "quotes": quotes})


def _opened_by_two(proposal: Proposal, by: Actor, at: datetime) -> object:
    _open(locked_tender(UUID(proposal.content["tender_id"])), by, at)
    return {"tender": proposal.content["tender_id"]}


@operation
def propose_award(*, id: UUID, by: Actor, at: datetime, tender_id: UUID, shares: Sequence[rules.Share], reason: str = "") -> str:
    """Prepare who supplies what. Another person decides. Returns the id of the proposal."""
    tender = locked_tender(tender_id)
    _require_open(tender)
    bids, _missing = bids_of(tender, at.date())
    items, terms = wanted_of(tender), terms_of(tender, at.date())
    refuse_if(rules.refusals_for_award(shares, items, bids, terms, reason=reason))
    best = rules.best(items, bids, terms)
    content = {
        "tender_id": str(tender.id), "tender": tender.number, "organization_id": str(own_organization(by)), "currency": tender.currency,
        "on": at.date().isoformat(), "reason": reason.strip(),
        "lines": [_line(one, items, bids, best) for one in sorted(shares, key=lambda one: (one.position, str(one.supplier)))],
    }  # fmt: skip
    return two_persons.propose(id=uuid5(id, "award"), by=by, at=at, act=AWARD, content=content)


def _line(share: rules.Share, items: Sequence[rules.Wanted], bids: Sequence[rules.Bid], best: Mapping[int, UUID]) -> dict[str, Any]:
    bid = next(bid for bid in bids if bid.supplier == share.supplier)
    line = next(line for line in bid.quote.lines if line.position == share.position)
    item = next(item for item in items if item.position == share.position)
    pays = (Money(line.price, bid.quote.currency) * share.quantity + Money(line.delivery, bid.quote.currency)).rounded()
    return {
        "position": share.position, "what": item.what, "unit": item.unit, "quantity": f"{share.quantity:f}",
        "supplier_id": str(share.supplier), "supplier": bid.name, "is_cooperative": bid.is_cooperative,
        "price": f"{line.price:f}", "delivery": f"{line.delivery:f}",
        "currency": bid.quote.currency, "rate": f"{bid.rate:f}", "landed": f"{rules.landed(line, share.quantity, bid.rate):f}",
        "pays": f"{pays.amount:f}", "is_best": best.get(share.position) == share.supplier,
    }  # fmt: skip


def _require_open(tender: Tender) -> None:
    if tender.opened_at is None:
        raise Refused(Refusal("trade.quotes-are-sealed", {"until": tender.until.date()}))
    if Award.objects.filter(tender=tender).exists():
        raise Refused(Refusal("trade.tender-already-awarded", {"tender": tender.number}))


def _award(proposal: Proposal, by: Actor, at: datetime) -> object:
    content = proposal.content
    tender = locked_tender(UUID(content["tender_id"]))
    _require_open(tender)
    round = BuyingRound.objects.select_for_update(of=("self",)).get(tender=tender)
    if round.state != BuyingRound.State.OPENED:
        raise Refused(Refusal("trade.round-is-elsewhere", {"round": round.number, "state": str(round.get_state_display())}))
    row = Award.objects.create(
        id=proposal.id, tender=tender, content=content, sha256=proposal.content_sha256, prepared_by_id=proposal.by_id,
        prepared_by_name=proposal.by_name, by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    round.state = BuyingRound.State.AWARDED
    round.save(update_fields=["state"])
    audit.record(by=by, at=at, what="trade.award-tender", about=row, after={"tender": tender.number}, reason=content["reason"])
    asked = {str(one.id): str(one.supplier_id) for one in tender.asked.exclude(supplier=None)}
    winners = {asked[line["supplier_id"]] for line in content["lines"] if line["supplier_id"] in asked}
    quoted = {asked[str(one.asked_id)] for one in Quote.objects.filter(asked__tender=tender) if str(one.asked_id) in asked}
    for organizations, is_won in ((winners, True), (quoted - winners, False)):
        announce(TenderAwarded(str(tender.id), tender.number, tuple(sorted(organizations)), is_won, at.isoformat()), at=at)
    return {"award": str(row.id)}


def _of_content(right: str) -> two_persons.May:
    def check(by: Actor, content: Mapping[str, Any]) -> None:
        require(by, right, UUID(content["organization_id"]))

    return check


two_persons.act(
    OPEN, lapses_after=timedelta(days=7), may_make=_of_content("trade.open-quotes"), may_check=_of_content("trade.open-quotes"),
    perform=_opened_by_two,
)  # fmt: skip
two_persons.act(
    AWARD, lapses_after=timedelta(days=14), may_make=_of_content("trade.prepare-award"), may_check=_of_content("trade.approve-award"),
    perform=_award,
)  # fmt: skip
