"""What the parties of a demo sale tell at its end: figures, a word with a picture, an article on the shelf, the closing report."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from rochdale.base.actor import Actor
from rochdale.supply import operations as supply
from rochdale.trade.demo_picture import picture_of_arrival
from rochdale.trade.models import Publication
from rochdale.trade.operations import answer_publication, name_article, publish_report, send_word, tell_figure
from rochdale.trade.publishing import asked_of
from rochdale.trade.settling import seller_of_line, stock_of_line

if TYPE_CHECKING:
    from rochdale.trade.demo_sales import Sale


def tell(sale: Sale, at: datetime) -> None:
    """Each side tells what only it knows, and says yes to what the others let be shown."""
    row = sale.row.get("told")
    if row is None:
        return
    for key, amount in row.get("first", {}).items():
        _figure(sale, sale.stall.organization_id(key), "first", (amount, sale.contract.currency), at)
    for code, *money in row["buyer"]:
        _figure(sale, sale.contract.buyer_id, code, (money[0], money[1]), at)
    buyer, seller = sale.buyer(at), sale.stall.actor(sale.row["seller"], at)
    _open_lots(sale, seller, at)
    contract = sale.contract.id
    word = send_word(id=sale.id("word"), by=buyer, at=at, contract_id=contract, text=row["word"], photo=picture_of_arrival())
    article = name_article(id=sale.id("article"), by=buyer, at=at, contract_id=contract, name=row["article"])
    report = publish_report(id=sale.id("report"), by=seller, at=at + timedelta(hours=1), contract_id=contract)
    for publication in (word, article, report):
        _say_yes(sale, UUID(publication), at + timedelta(hours=3))


def _open_lots(sale: Sale, seller: Actor, at: datetime) -> None:
    """Lots of which the seller keeps the books here get a page that anybody may read; the article links to it."""
    pairs = zip(seller_of_line(sale.contract), stock_of_line(sale.contract), strict=True)
    for lot in [lot for owner, lot in pairs if lot and owner == seller.organization_id]:
        supply.publish_lot(id=sale.id("lot", str(lot)), by=seller, at=at, lot_id=lot, shows_price=True)


def _figure(sale: Sale, organization: UUID, code: str, money: tuple[str, str], at: datetime) -> None:
    amount, currency = money
    tell_figure(
        id=sale.id("figure", code, str(organization)), by=sale.speaker(organization, at), at=at, contract_id=sale.contract.id, code=code,
        amount=Decimal(amount), currency=currency, on=at.date(), visibility="public", evidence="Example: own books",
    )  # fmt: skip


def _say_yes(sale: Sale, publication: UUID, at: datetime) -> None:
    """Everybody who is asked, but whoever made it: who makes it has said yes by that."""
    row = Publication.objects.get(pk=publication)
    for party in sorted(asked_of(row) - {row.organization_id}):
        answer_publication(
            id=sale.id("shown", str(publication), str(party)), by=sale.speaker(party, at), at=at, publication_id=publication,
            sha256=row.sha256, is_yes=True,
        )  # fmt: skip
