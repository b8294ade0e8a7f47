"""From shelf to field: each side tells what only it knows, all say yes, anybody can open it; a word on arrival reaches the growers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rochdale.base.actor import SYSTEM
from rochdale.base.rates import enter_rate
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people.models import Person
from rochdale.supply.models import StatementWord
from rochdale.trade.models import Publication
from rochdale.trade.operations import answer_publication, name_article, pay_growers, publish_report, send_word, tell_figure
from tests.base.test_photos import a_photo
from tests.cast import Cast
from tests.supply.world import World
from tests.supply.world import world as world  # a fixture
from tests.trade.goods import fresh
from tests.trade.proceeds import SaleWorld, a_paid_sale
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
Visit = Callable[[str], Client]


@pytest.fixture
def sale(world: World, cast: Cast) -> SaleWorld:
    made = a_paid_sale(world, cast)
    for currency, per_eur in (("LAK", "24000"), ("USD", "1.085"), ("DKK", "7.46")):
        enter_rate(id=fresh(), by=SYSTEM, at=made.at, currency=currency, per_eur=Decimal(per_eur), on=made.at.date(), source="Bank")
    return made


@pytest.fixture
def visit(sale: SaleWorld, monkeypatch: pytest.MonkeyPatch) -> Visit:
    monkeypatch.setattr("django.utils.timezone.now", lambda: sale.at)

    def signed_in(name: str) -> Client:
        client = WatchfulClient(headers={"accept-language": "en"})
        if name:
            client.force_login(Person.objects.get(name=name))
        return client

    return signed_in


def tell(sale: SaleWorld, code: str, amount: str, currency: str = "USD", visibility: str = "public") -> str:
    return tell_figure(
        id=fresh(), by=sale.freja, at=sale.at, contract_id=sale.contract.id, code=code, amount=Decimal(amount), currency=currency,
        on=sale.at.date(), visibility=visibility, evidence="Invoice 7",
    )  # fmt: skip


def settled(sale: SaleWorld) -> None:
    sale.settle()
    sale.confirm(pay_growers(
        id=fresh(), by=sale.world.manager, at=sale.at, contract_id=sale.contract.id, amount=Decimal(1000), paid_currency="USD"
    ))  # fmt: skip


def answer(sale: SaleWorld, made: str, *, is_yes: bool = True, by: str = "manager") -> None:
    row = Publication.objects.get(pk=made)
    who = sale.world.manager if by == "manager" else sale.freja
    answer_publication(id=fresh(), by=who, at=sale.at, publication_id=row.id, sha256=row.sha256, is_yes=is_yes)


def test_a_report_is_frozen_when_all_is_paid_and_shown_when_all_say_yes(sale: SaleWorld, visit: Visit) -> None:
    publish = {"by": sale.world.manager, "at": sale.at, "contract_id": sale.contract.id}
    with pytest.raises(Refused, match="report-before-settlement"):
        publish_report(id=fresh(), **publish)
    settled(sale)
    with pytest.raises(Refused, match="retail-price-is-missing"):
        publish_report(id=fresh(), **publish)
    tell(sale, "freight", "180")
    tell(sale, "finance", "55", visibility="private")
    tell(sale, "retail", "170", "DKK")
    draft = visit("Keo").get(f"/market/contracts/{sale.contract.id}/closing/").content.decode()
    assert "Growers, at delivery" in draft and "went to the growers" in draft and "55.00 USD" not in draft, "what is private stays so"
    made = publish_report(id=fresh(), **publish)
    row = Publication.objects.get(pk=made)
    # 108,000,000 LAK = 4,882.50 USD, and 1,000 more; 170 DKK = 24.7252 USD.
    assert row.content["share"] == f"{(Decimal('4882.50') + 1000) / 1440 * Decimal('1.19') / Decimal('24.73'):.4f}"
    assert {one["currency"] for one in row.content["rates"]} == {"LAK", "USD", "DKK"}
    stranger = visit("")
    assert stranger.get(f"/market/shown/{row.code}/").status_code == 404
    assert "waits for your yes" in visit("Freja Holm").get(f"/market/contracts/{sale.contract.id}/closing/").content.decode()
    answer(sale, made, by="freja")
    page = stranger.get(f"/market/shown/{row.code}/").content.decode()
    assert "From shelf to field" in page and "Growers, second payment" in page
    assert visit("Freja Holm").get(f"/market/publications/{made}/report.pdf").content.startswith(b"%PDF")
    with pytest.raises(Refused, match="already-answered"):
        answer(sale, made, by="freja")


def test_only_ones_own_lines_can_be_told(sale: SaleWorld) -> None:
    for by in (sale.world.manager, sale.cast.actor("ngozi", at=sale.world.at)):
        with pytest.raises((Refused, NotAllowed)):
            tell_figure(
                id=fresh(), by=by, at=sale.at, contract_id=sale.contract.id, code="retail", amount=Decimal(20), currency="USD",
                on=sale.at.date(), visibility="public",
            )  # fmt: skip
    with pytest.raises(Refused, match="retail-price-is-missing"):
        tell(sale, "retail", "0")


def test_a_word_on_arrival_is_printed_when_the_cooperative_says_yes(sale: SaleWorld, visit: Visit) -> None:
    device, url = visit("Freja Holm"), f"/market/contracts/{sale.contract.id}/arrival/"
    photo = SimpleUploadedFile("IMG_1.jpg", a_photo(600, 400), "image/jpeg")
    sent = device.post(url, {"operation_id": str(fresh()), "text": "The first bag smells of plums.", "photo": photo})
    assert sent.status_code == 302
    row = Publication.objects.get()
    assert not StatementWord.objects.exists()
    shown = visit("Keo").get(f"/market/publications/{row.id}/")
    assert "smells of plums" in shown.content.decode() and "Yes, print it for our growers" in shown.content.decode()
    assert b"A phone" not in visit("Keo").get(f"/market/publications/{row.id}/picture.jpg").content
    answer(sale, str(row.id))
    assert StatementWord.objects.get().to.count() == 3
    grower = sale.world.growers["B"]
    assert "smells of plums" in visit("Keo").get(f"/supply/growers/{grower}/statement/").content.decode()
    assert visit("Keo").get(f"/supply/growers/{grower}/statement.pdf").content.startswith(b"%PDF")
    with pytest.raises(Refused, match="word-length"):
        send_word(id=fresh(), by=sale.freja, at=sale.at, contract_id=sale.contract.id, text="  ")


def test_a_no_prints_nothing(sale: SaleWorld) -> None:
    made = send_word(id=fresh(), by=sale.freja, at=sale.at, contract_id=sale.contract.id, text="Hello")
    answer(sale, made, is_yes=False)
    assert not StatementWord.objects.exists()


def test_an_article_links_back_to_its_lots_once_those_who_sold_say_yes(sale: SaleWorld, visit: Visit) -> None:
    made = name_article(id=fresh(), by=sale.freja, at=sale.at, contract_id=sale.contract.id, name="Plateau, 250 g")
    row, stranger = Publication.objects.get(pk=made), visit("")
    assert stranger.get(f"/market/shown/{row.code}/").status_code == 404
    answer(sale, made)
    page = stranger.get(f"/market/shown/{row.code}/").content.decode()
    assert "Plateau, 250 g" in page and "DM-1" in page and "Dongmai" in page
    assert "/market/shown/" in visit("Freja Holm").get(f"/market/publications/{made}/").content.decode()
