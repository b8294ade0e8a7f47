"""A cooperative buys together: orders, sealed quotes, the award of two persons, a short delivery, credit within the mandate."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client

from rochdale.base import tenancy, two_persons
from rochdale.base.mail import SEND
from rochdale.base.models import AuditEntry, Job, NewsItem
from rochdale.flows import letters
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.supply.models import Account, Balance
from rochdale.trade.models import Allotment, Award, BuyingRound, MemberOrder, Quote
from rochdale.trade.operations import (
    Ordered,
    close_round,
    hand_out,
    open_quotes,
    order_inputs,
    pay_supplier,
    propose_award,
    propose_opening,
    record_arrival,
    seal_quote,
    share_out,
    take_back_arrival,
)
from rochdale.trade.queries import tenders
from rochdale.trade.rules.tender import Share
from tests.cast import AT, Cast
from tests.trade import buying
from tests.trade.api import Visit, codes, send
from tests.trade.buying import Shop, a_quote
from tests.trade.goods import fresh

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=15)


@pytest.fixture
def shop(cast: Cast) -> Shop:
    return buying.ordered(cast, at=AT)


@pytest.fixture
def quoted(cast: Cast) -> Shop:
    return buying.quoted(cast, at=AT)


@pytest.fixture
def it_is_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, response.content[:500]
    return response.content.decode()


def post(client: Client, path: str, **said: object) -> str:
    response = client.post(path, {"operation_id": str(fresh()), **said}, follow=True)
    assert response.status_code == 200, response.content[:800]
    return response.content.decode()


def awarded(cast: Cast, shop: Shop) -> Shop:
    """Mungo for all, decided by Noy on Vilay's proposal."""
    open_quotes(id=fresh(), by=cast.actor("noy"), at=LATER, tender_id=shop.tender.id)
    shares = [Share(1, shop.asked["mungo"], Decimal(60)), Share(2, shop.asked["mungo"], Decimal(6))]
    made = propose_award(id=fresh(), by=shop.clerk, at=LATER, tender_id=shop.tender.id, shares=shares)
    proposal = two_persons.proposals_of(shop.clerk.organization_id).get(pk=made)
    two_persons.confirm(id=fresh(), by=cast.actor("noy"), at=LATER, proposal_id=proposal.id, content_sha256=proposal.content_sha256)
    return shop


def test_a_round_from_the_list_to_the_members_orders_on_screen(cast: Cast, sign_in: Visit) -> None:
    made = buying.a_shop(cast, at=AT - timedelta(hours=2))
    noy = sign_in("noy")
    said = {"title": "Sacks", "product": "coffee", "places": [str(one) for one in made.places]}
    days = {"order_until": "2026-11-20", "needed_by": "2027-01-20"}
    assert "Until which day" in noy.post("/market/buying/new/", {"step": 1, **said}).content.decode()
    page = post(noy, "/market/buying/new/", step=3, **said, **days, currency="LAK", preference="5")
    assert "What may be ordered" in page
    with tenancy.everywhere("a test looks"):
        from_here = f"/market/buying/{BuyingRound.objects.get().id}/"
    assert "Jute sack" in post(noy, f"{from_here}items/new/", what="Jute sack, 60 kg", unit="H87", more="1")
    assert "Close and ask suppliers" in text(noy, from_here)
    kham = sign_in("kham")
    assert "Order for myself" in text(kham, from_here)
    own = f"{from_here}orders/{made.growers['G-1']}/"
    assert "40" in post(kham, own, quantity_1="40", place=str(made.places[0]))
    assert "whole steps" in post(kham, own, quantity_1="2.5", place=str(made.places[0]))
    assert text(kham, f"{from_here}orders/{made.growers['G-2']}/", 404)
    assert kham.get(f"{from_here}orders/").status_code == 403, "what others order is not a member's business"
    assert sign_in("ebong").get(from_here).status_code == 404
    assert "Kham Phommachan" in text(noy, f"{from_here}orders/")
    assert noy.get(f"{from_here}orders/orders.pdf").content.startswith(b"%PDF")


def test_an_order_is_changed_and_taken_back_and_what_was_said_stays(cast: Cast, shop: Shop) -> None:
    place, grower = shop.places[0], shop.growers["G-3"]
    for bags in (Decimal(12), Decimal(12), Decimal(0)):
        order_inputs(
            id=fresh(), by=shop.clerk, at=shop.at, round_id=shop.round, grower_id=grower, place_id=place,
            ordered=[Ordered(shop.items["npk"], bags)],
        )  # fmt: skip
    with tenancy.everywhere("a test looks"):
        said = MemberOrder.objects.filter(grower_id=grower, item_id=shop.items["npk"]).order_by("number")
        assert [one.quantity for one in said] == [10, 12, 0], "the same said twice is said once"
    with pytest.raises(NotAllowed):
        order_inputs(
            id=fresh(), by=cast.actor("kham"), at=shop.at, round_id=shop.round, grower_id=grower, place_id=place,
            ordered=[Ordered(shop.items["npk"], Decimal(1))],
        )  # fmt: skip
    with pytest.raises(Refused) as caught:
        order_inputs(
            id=fresh(), by=shop.clerk, at=AT + timedelta(days=12), round_id=shop.round, grower_id=grower, place_id=place,
            ordered=[Ordered(shop.items["npk"], Decimal(1))],
        )  # fmt: skip
    assert caught.value.refusals[0].code == "trade.orders-are-closed"


def test_nobody_sees_a_quote_before_all_are_opened(cast: Cast, quoted: Shop, sign_in: Visit) -> None:
    noy, ebong = sign_in("noy"), sign_in("ebong")
    page = text(noy, f"/market/buying/{quoted.round}/suppliers/")
    assert "quote is sealed" in page and "205" not in page and "198" not in page
    assert noy.get(f"/market/buying/{quoted.round}/comparison/").status_code == 404
    assert not any("205000" in str(row.after) for row in AuditEntry.objects.all())
    assert not tenders.comparison(quoted.tender, AT.date()).items
    assert "Sealed" in text(ebong, f"/market/tenders/{quoted.asked['mungo']}/")
    assert ebong.get(f"/market/tenders/{quoted.asked['dao']}/").status_code == 404
    assert sign_in("freja").get(f"/market/tenders/{quoted.asked['mungo']}/").status_code == 404
    sums = quoted.tender.content["items"][0]
    assert (sums["quantity"], [one["quantity"] for one in sums["places"]]) == ("60.0", ["30.0", "30.0"])
    assert "Kham" not in str(quoted.tender.content), "suppliers see sums and places, no names"


def test_cooperatives_quote_first_and_paper_comes_with_its_paper(cast: Cast) -> None:
    shop = buying.asked(cast, at=AT)
    quote = a_quote("100", until=(AT + timedelta(days=40)).date())
    call = {"id": fresh(), "by": shop.clerk, "asked_id": shop.asked["dao"], "quote": quote}
    for at, file, code in (
        (AT + timedelta(days=2), buying.PDF, "trade.cooperatives-are-asked-first"),
        (AT + timedelta(days=6), b"", "trade.paper-quote-without-paper"),
        (AT + timedelta(days=15), buying.PDF, "trade.quote-too-late"),
    ):
        with pytest.raises(Refused) as caught:
            seal_quote(**{**call, "id": fresh()}, at=at, file_name="dao.pdf", file=file)  # type: ignore[arg-type]
        assert caught.value.refusals[0].code == code


def test_before_the_end_two_persons_open(cast: Cast, quoted: Shop) -> None:
    noy, tender, at = cast.actor("noy"), quoted.tender, AT + timedelta(days=8)
    with pytest.raises(Refused) as caught:
        open_quotes(id=fresh(), by=noy, at=at, tender_id=tender.id)
    assert caught.value.refusals[0].code == "trade.quotes-open-by-two"
    made = propose_opening(id=fresh(), by=noy, at=at, tender_id=tender.id)
    proposal = two_persons.proposals_of(noy.organization_id).get(pk=made)
    with pytest.raises(Refused) as caught:
        two_persons.confirm(id=fresh(), by=noy, at=at, proposal_id=proposal.id, content_sha256=proposal.content_sha256)
    assert caught.value.refusals[0].code == "base.maker-cannot-check"
    assert quoted.row.state == "tender"


def test_quotes_are_compared_and_awarded_on_screen(cast: Cast, quoted: Shop, sign_in: Visit, it_is_later: None) -> None:
    noy, vilay = sign_in("noy"), sign_in("vilay")
    here = f"/market/buying/{quoted.round}/"
    page = post(noy, f"{here}opening/", sha256="-")
    assert "Quotes on common terms" in page and "205,000.00" in page and "200,000.00" in page, "198,000 + 120,000 / 60"
    assert "194,750.00" in page, "a cooperative counts for 5 percent less"
    assert "Choose suppliers" in page
    first = text(vilay, f"{here}award/new/")
    assert "60" in first
    said = {"give_1_0": "60", "give_2_0": "6"}
    page = post(vilay, f"{here}award/new/", step=3, reason="", **said)
    assert "Prepared by Vilay Keola" in page and "12,840,000.00 LAK" in page
    proposal = two_persons.proposals_of(quoted.clerk.organization_id).get(act="trade.award-tender")
    page = post(noy, f"/market/awards/{proposal.id}/", sha256=proposal.content_sha256)
    assert "Ordered from suppliers" in page
    won = text(sign_in("ebong"), f"/market/tenders/{quoted.asked['mungo']}/")
    assert "Your quote was taken" in won and "12,300,000" in won
    told = NewsItem.objects.filter(kind="TenderAwarded").order_by("id")
    assert [(row.content["is_won"], len(row.content["organization_ids"])) for row in told] == [(True, 1), (False, 0)]


def test_another_than_the_best_needs_a_reason(cast: Cast, quoted: Shop) -> None:
    open_quotes(id=fresh(), by=cast.actor("noy"), at=LATER, tender_id=quoted.tender.id)
    shares = [Share(1, quoted.asked["dao"], Decimal(60))]
    with pytest.raises(Refused) as caught:
        propose_award(id=fresh(), by=quoted.clerk, at=LATER, tender_id=quoted.tender.id, shares=shares)
    assert caught.value.refusals[0].code == "trade.award-needs-a-reason"
    assert propose_award(id=fresh(), by=quoted.clerk, at=LATER, tender_id=quoted.tender.id, shares=shares, reason="Nearer")


def test_short_goods_are_shared_charged_within_the_mandate_and_paid(
    cast: Cast, quoted: Shop, sign_in: Visit, it_is_later: None
) -> None:  # fmt: skip
    shop = awarded(cast, quoted)
    noy, mungo = cast.actor("noy"), shop.asked["mungo"]
    call = {"by": shop.clerk, "at": LATER, "round_id": shop.round, "item_id": shop.items["npk"], "asked_id": mungo, "note": "LS-1"}
    record_arrival(id=fresh(), place_id=shop.places[0], quantity=Decimal(40), **call)  # type: ignore[arg-type]
    wrong = record_arrival(id=fresh(), place_id=shop.places[1], quantity=Decimal(12), **call)  # type: ignore[arg-type]
    with pytest.raises(Refused) as caught:
        record_arrival(id=fresh(), place_id=shop.places[1], quantity=Decimal(9), **call)  # type: ignore[arg-type]
    assert caught.value.refusals[0].code == "trade.arrival-above-award"
    take_back_arrival(id=fresh(), by=shop.clerk, at=LATER, arrival_id=wrong, reason="Counted twice")  # type: ignore[arg-type]
    record_arrival(id=fresh(), place_id=shop.places[1], quantity=Decimal(10), **call)  # type: ignore[arg-type]
    share_out(id=fresh(), by=shop.clerk, at=LATER, round_id=shop.round)
    with tenancy.everywhere("a test looks"):
        rows = {row.grower.number: (row.quantity, row.amount_minor) for row in Allotment.objects.select_related("grower")}
    assert rows == {"G-1": (25, 512_500_000), "G-2": (17, 348_500_000), "G-3": (8, 164_000_000)}
    page = text(sign_in("vilay"), f"/market/buying/{shop.round}/hand-out/")
    assert "Bring 15" in page, "goods lie at one place and are fetched at the other"
    paper = sign_in("vilay").get(f"/market/buying/{shop.round}/hand-out/hand-out.pdf").content
    assert paper.startswith(b"%PDF")

    def hand(number: str, means: str) -> str:
        return hand_out(id=fresh(), by=shop.clerk, at=LATER, round_id=shop.round, grower_id=shop.growers[number], means=means)

    with pytest.raises(Refused) as caught:
        hand("G-1", "credit")
    assert caught.value.refusals[0].code == "trade.charge-above-mandate", "5,125,000 is above half of 10,000,000"
    with pytest.raises(Refused) as caught:
        hand("G-2", "credit")
    assert caught.value.refusals[0].code == "trade.charge-without-mandate"
    assert "No mandate is signed" in text(sign_in("vilay"), f"/market/buying/{shop.round}/hand-out/{shop.growers['G-2']}/")
    for number in ("G-1", "G-2", "G-3"):
        hand(number, "cash")
    record_arrival(id=fresh(), place_id=shop.places[1], quantity=Decimal(10), **call)  # type: ignore[arg-type]
    share_out(id=fresh(), by=shop.clerk, at=LATER, round_id=shop.round)
    hand("G-1", "credit")
    with tenancy.everywhere("a test looks"):
        assert Balance.objects.get(grower_id=shop.growers["G-1"], account=Account.CREDIT).amount_minor == -102_500_000
        assert sum(Allotment.objects.values_list("amount_minor", flat=True)) == 60 * 205_000_00, "members pay what it cost"
    with pytest.raises(Refused) as caught:
        close_round(id=fresh(), by=noy, at=LATER, round_id=shop.round)
    assert caught.value.refusals[0].code == "trade.shares-not-handed-out"
    with pytest.raises(Refused) as caught:
        pay_supplier(
            id=fresh(), by=noy, at=LATER, round_id=shop.round, asked_id=mungo, amount=Decimal(12_840_001), on=LATER.date(), reference="FT"
        )
    assert caught.value.refusals[0].code == "trade.supplier-payment-out-of-range"
    pay_supplier(
        id=fresh(), by=noy, at=LATER, round_id=shop.round, asked_id=mungo, amount=Decimal(12_840_000), on=LATER.date(), reference="FT-1"
    )
    assert "12,840,000.00 LAK" in text(sign_in("noy"), f"/market/buying/{shop.round}/")


def test_every_screen_of_the_way_opens(cast: Cast, quoted: Shop, sign_in: Visit, it_is_later: None) -> None:
    shop, here = awarded(cast, quoted), f"/market/buying/{quoted.round}/"
    noy = sign_in("noy")
    for path in ("", "arrivals/", "arrivals/new/", "hand-out/", "comparison/", f"payments/{shop.asked['mungo']}/"):
        text(noy, here + path)
    assert "Opened on" in text(noy, f"{here}opening/")
    assert noy.get(f"{here}suppliers/{shop.asked['dao']}/paper/").content == buying.PDF
    line = f"{shop.items['saw']} {shop.asked['mungo']}"
    assert "6 pieces" in post(noy, f"{here}arrivals/new/", line=line, place=str(shop.places[0]), quantity="6", note="LS-2").replace(
        "\xa0", " "
    )
    assert "Kham Phommachan" in post(noy, f"{here}share-out/")
    page = post(noy, f"{here}hand-out/{shop.growers['G-1']}/", means="credit")
    assert "on credit" in page
    assert "You got your share" in text(sign_in("kham"), here)
    assert Award.objects.get().content["lines"][0]["is_best"] is True
    assert Quote.objects.count() == 2


def test_a_program_orders_for_a_member_and_sees_the_list(cast: Cast, shop: Shop, sign_in: Visit) -> None:
    vilay, kham = sign_in("vilay"), sign_in("kham")
    path = f"buying/rounds/{shop.round}"
    assert vilay.get("/api/buying/rounds").json()["rows"][0]["number"] == "B-2026-0001"
    line = {"item_id": str(shop.items["npk"]), "quantity": "31"}
    order = {"grower_id": str(shop.growers["G-1"]), "place_id": str(shop.places[0]), "lines": [line]}
    told = send(kham, f"{path}/orders", order)
    assert told.status_code == 200, told.content
    assert (told.json()["items"][0]["mine"], told.json()["items"][0]["ordered"]) == ("31", None), "a member sees no sums"
    assert vilay.get(f"/api/{path}").json()["items"][0]["ordered"] == "61"
    half = send(kham, f"{path}/orders", {**order, "lines": [{**line, "quantity": "0.5"}]})
    assert codes(half) == ["trade.quantity-not-in-steps"]


def test_suppliers_are_written_to_once(cast: Cast, quoted: Shop) -> None:
    told = NewsItem.objects.get(kind="TenderOpened")
    for _again in range(2):
        letters.tender_opened(told.id, told.content)
    sent = [row.content["to"] for row in Job.objects.filter(kind=SEND).order_by("content__to")]
    assert sent == ["amina@example.org", "ebong@example.org"], "those who sign for the supplier, once each"
