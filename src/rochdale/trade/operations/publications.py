"""What the parties of a sale tell, and what they let others see: figures, a closing report, a word on arrival, an article on the shelf."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit, documents, photos
from rochdale.base.actor import Actor
from rochdale.base.codes import new_code
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.supply import operations as supply
from rochdale.trade.closing import content_of_report, facts_of, told
from rochdale.trade.models import Contract, PoolSettlement, Publication, PublicationAnswer, SaleFigure
from rochdale.trade.models.shipments import Milestone
from rochdale.trade.permissions import own_organization
from rochdale.trade.publishing import asked_of
from rochdale.trade.queries.shipments import shipments_of
from rochdale.trade.rules.closing import BUYER_LINES, SELLER_LINES, refusals_for_report
from rochdale.trade.settling import seller_of_line, standing_invoices, stock_of_line, takings
from rochdale.trade.shipping import standing_milestones

MOST_LETTERS = 280


@operation
def tell_figure(
    *, id: UUID, by: Actor, at: datetime, contract_id: UUID, code: str, amount: Decimal, currency: str, on: date, visibility: str,
    evidence: str = "",
) -> str:  # fmt: skip
    """Say an amount that only one's own side knows, who may see it, and what proves it. Returns the id of the figure."""
    contract = Contract.objects.get(pk=contract_id)
    require(by, "trade.tell-figures", contract)
    own = own_organization(by)
    lines = (*(BUYER_LINES if own == contract.buyer_id else ()), *(SELLER_LINES if own in contract.seller_ids else ()))
    if code not in lines or visibility not in SaleFigure.Visibility.values:
        raise Refused(Refusal("trade.figure-is-not-yours"))
    if amount < 0 or (code == "retail" and not amount):
        raise Refused(Refusal("trade.retail-price-is-missing" if code == "retail" else "trade.cost-is-negative", {"lines": [code]}))
    if on > at.date():
        raise Refused(Refusal("trade.figure-is-to-come", {"on": on}))
    row = SaleFigure.objects.create(
        id=id, contract=contract, organization_id=own, code=code, amount=Money(amount, currency).amount, currency=currency, on=on,
        visibility=visibility, evidence=evidence.strip()[:200], by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.tell-figure", about=row, after={"contract": contract.number, "line": code})
    return str(id)


@operation
def publish_report(*, id: UUID, by: Actor, at: datetime, contract_id: UUID) -> str:
    """Freeze the closing report of a paid sale from what may be public. Shown once all parties say yes. Returns its id."""
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=contract_id)
    require(by, "trade.publish", contract)
    settlement = PoolSettlement.objects.filter(contract=contract).first()
    left = takings(contract).left
    refuse_if(refusals_for_report(is_settled=settlement is not None, left=left.amount, facts=None))
    assert settlement is not None, "refused above"
    facts, sums = facts_of(contract, settlement, told(contract, None, is_public=True).values())
    refuse_if(refusals_for_report(is_settled=True, left=left.amount, facts=facts))
    return _make(id, by, at, contract, Publication.Kind.REPORT, content_of_report(contract, facts, sums))


@operation
def send_word(*, id: UUID, by: Actor, at: datetime, contract_id: UUID, text: str, photo: bytes | None = None) -> str:
    """One sentence from the buyer's people on arrival, with a picture. Each cooperative decides for its growers. Returns its id."""
    contract = Contract.objects.get(pk=contract_id)
    require(by, "trade.publish", contract)
    _only_the_buyer(contract, by)
    if not _has_arrived(contract):
        raise Refused(Refusal("trade.nothing-has-arrived", {"contract": contract.number}))
    if not text.strip() or len(text.strip()) > MOST_LETTERS:
        raise Refused(Refusal("trade.word-length", {"most": MOST_LETTERS}))
    content = {"text": text.strip(), "from": by.organization_name, "contract": contract.number}
    row = _made(id, by, at, contract, Publication.Kind.ARRIVAL, content)
    if photo:
        row.picture_id = documents.keep(by=by, at=at, name="arrival.jpg", content=photos.rewritten(photo), about=row).id
    return _kept(row, by, at)


@operation
def name_article(*, id: UUID, by: Actor, at: datetime, contract_id: UUID, name: str) -> str:
    """The buyer names the article made of a sale's lots. Its page opens once all who sold say yes. Returns its id."""
    contract = Contract.objects.get(pk=contract_id)
    require(by, "trade.publish", contract)
    _only_the_buyer(contract, by)
    if not name.strip():
        raise Refused(Refusal("trade.article-without-name"))
    lines = contract.terms["lines"]
    content = {
        "name": name.strip()[:120], "shop": by.organization_name, "contract": contract.number, "product": lines[0]["product"],
        "lots": [
            {"reference": line["reference"], "seller": line["seller"]["name"], "country": line["seller"]["country"]} for line in lines
        ],
    }  # fmt: skip
    return _make(id, by, at, contract, Publication.Kind.SHELF, content)


@operation
def answer_publication(*, id: UUID, by: Actor, at: datetime, publication_id: UUID, sha256: str, is_yes: bool) -> str:
    """Say for one's organization whether it may be shown as it is; a word on arrival then reaches its growers' statements."""
    row = Publication.objects.select_for_update(of=("self",)).select_related("contract__first_refusal").get(pk=publication_id)
    require(by, "trade.publish", row.contract)
    own = own_organization(by)
    if row.sha256 != sha256 or own not in asked_of(row):
        raise Refused(Refusal("trade.publication-is-another"))
    if PublicationAnswer.objects.filter(publication=row, organization_id=own).exists():
        raise Refused(Refusal("trade.publication-already-answered"))
    answer = PublicationAnswer.objects.create(
        id=id, publication=row, organization_id=own, is_yes=is_yes, by_id=by.id, by_name=by.name, at=at
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.answer-publication", about=answer, after={"kind": row.kind, "is_yes": is_yes})
    if is_yes and row.kind == Publication.Kind.ARRIVAL:
        _on_statements(row, by, at)
    return str(id)


def _on_statements(row: Publication, by: Actor, at: datetime) -> None:
    own, contract = own_organization(by), row.contract
    pairs = zip(seller_of_line(contract), stock_of_line(contract), strict=True)
    lots = [stock for seller, stock in pairs if seller == own and stock]
    if lots:
        supply.leave_word_on_statements(
            id=uuid5(row.id, str(own)), by=by, at=at, organization_id=own, kind="arrival", sale_id=contract.id, reference=contract.number,
            lot_ids=lots, from_whom=row.content["from"], text=row.content["text"], picture_id=row.picture_id,
        )  # fmt: skip


def _has_arrived(contract: Contract) -> bool:
    """Where its shipments are followed here, one has arrived; else something was invoiced, which is done once goods have left."""
    shipments = shipments_of(contract)
    if shipments:
        return any(Milestone.Kind.ARRIVED in standing_milestones(one) for one in shipments)
    return any(True for _row in standing_invoices(contract))


def _only_the_buyer(contract: Contract, by: Actor) -> None:
    if own_organization(by) != contract.buyer_id:
        raise Refused(Refusal("trade.only-the-buyer-tells"))


def _make(id: UUID, by: Actor, at: datetime, contract: Contract, kind: str, content: dict[str, Any]) -> str:
    return _kept(_made(id, by, at, contract, kind, content), by, at)


def _made(id: UUID, by: Actor, at: datetime, contract: Contract, kind: str, content: dict[str, Any]) -> Publication:
    return Publication(
        id=id, contract=contract, organization_id=own_organization(by), kind=kind, content=content, sha256=content_sha256(content),
        code=new_code(), by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip


def _kept(row: Publication, by: Actor, at: datetime) -> str:
    """Whoever makes it has said yes by that, where its yes is asked for."""
    row.save(force_insert=True)
    own = own_organization(by)
    if own in asked_of(row):
        PublicationAnswer.objects.create(
            id=new_id(), publication=row, organization_id=own, is_yes=True, by_id=by.id, by_name=by.name, at=at
        )  # fmt: skip
    audit.record(by=by, at=at, what="trade.publish", about=row, after={"kind": row.kind, "sha256": row.sha256})
    return str(row.id)
