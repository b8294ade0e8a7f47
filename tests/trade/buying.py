"""Bolaven buys together: two collection points, three growers (Kham is one of them), a season, cherry delivered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

from rochdale.base import tenancy
from rochdale.base.actor import Actor
from rochdale.supply import operations as supply
from rochdale.supply.operations.deliveries import Goods, ReceiptNumber
from rochdale.supply.operations.growers import PersonFacts
from rochdale.supply.operations.setting_up import PriceLine
from rochdale.supply.queries import credit
from rochdale.supply.rules.deliveries import Weighed
from rochdale.trade.models import BuyingRound, RoundItem, Tender
from rochdale.trade.operations import Ordered, add_item, ask_supplier, close_orders, open_round, order_inputs, seal_quote
from rochdale.trade.rules.buying import RoundFacts
from rochdale.trade.rules.tender import Quote, QuoteLine
from tests.cast import Cast
from tests.trade.goods import fresh

NONE_YET = UUID(int=0)


@dataclass
class Shop:
    """Ids by the names tests call them."""

    at: datetime
    clerk: Actor
    places: list[UUID]
    growers: dict[str, UUID] = field(default_factory=dict)
    round: UUID = NONE_YET
    items: dict[str, UUID] = field(default_factory=dict)
    asked: dict[str, UUID] = field(default_factory=dict)

    @property
    def row(self) -> BuyingRound:
        with tenancy.everywhere("a test looks"):
            return BuyingRound.objects.select_related("tender").get(pk=self.round)

    @property
    def tender(self) -> Tender:
        found = self.row.tender
        assert found
        return found


def a_shop(cast: Cast, *, at: datetime) -> Shop:
    """Growers G-1 (Kham), G-2 and G-3; G-1 delivered 1,000 kg at LAK 10,000 and signed for half; G-2 delivered, signed nothing."""
    noy, vilay = cast.actor("noy", at=at), cast.actor("vilay", at=at)
    places = [UUID(supply.open_facility(id=fresh(), by=noy, at=at, kind="collection", name=name, code=name[:3].upper()))
              for name in ("Nongluang", "Thongset")]  # fmt: skip
    supply.open_season(
        id=fresh(), by=noy, at=at, product="coffee", name="2026/27", since_on=at.date() - timedelta(days=30),
        until_on=at.date() + timedelta(days=240),
    )  # fmt: skip
    prices = supply.set_prices(
        id=fresh(), by=noy, at=at, product="coffee", currency="LAK", in_force_from=at, lines=[PriceLine("cherry", "", Decimal(10_000))]
    )
    series = UUID(supply.open_series(id=fresh(), by=noy, at=at, prefix="V1"))
    shop = Shop(at + timedelta(hours=1), vilay, places)
    people = {
        "G-1": {"person_id": cast.people["kham"].id},
        "G-2": {"person": PersonFacts("Somphone")},
        "G-3": {"person": PersonFacts("Seng")},
    }
    with tenancy.everywhere("a test looks"):
        known = credit.member_of(cast.organizations["bolaven"].id, str(cast.people["kham"].id))
    for place, (number, person) in enumerate(people.items()):
        if number == "G-1" and known:
            shop.growers[number] = known.id
            continue
        shop.growers[number] = UUID(
            supply.register_grower(
                id=fresh(),
                by=vilay,
                at=at,
                number=number,
                village="Nongluang",
                point_id=places[place % 2],
                **person,  # type: ignore[arg-type]
            )
        )
    for number in ("G-1", "G-2"):
        supply.record_delivery(
            id=fresh(), by=vilay, at=shop.at, happened_at=shop.at, point_id=places[0], price_list_id=UUID(prices),
            grower_id=shop.growers[number],
            goods=Goods("coffee", "cherry", "", (), ()), weighed=Weighed(1_000_000), receipt=ReceiptNumber(series),
        )  # fmt: skip
    supply.sign_mandate(
        id=fresh(), by=vilay, at=shop.at, grower_id=shop.growers["G-1"], account="credit", most_share=Decimal("0.5"), signed_on=at.date()
    )
    return shop


def ordered(cast: Cast, *, at: datetime) -> Shop:
    """A round with fertiliser and saws: 30 and 20 and 10 bags, 6 saws."""
    shop = a_shop(cast, at=at)
    noy, at = cast.actor("noy", at=at), shop.at
    facts = RoundFacts(
        "Fertiliser for the rains", "LAK", (at + timedelta(days=10)).date(), (at + timedelta(days=60)).date(), Decimal("0.05")
    )
    shop.round = UUID(open_round(id=fresh(), by=noy, at=at, facts=facts, product="coffee", place_ids=shop.places))
    for name, what, unit in (("npk", "NPK 15-15-15, bag of 50 kg", "XBG"), ("saw", "Pruning saw", "H87")):
        shop.items[name] = UUID(add_item(id=fresh(), by=noy, at=at, round_id=shop.round, what=what, unit=unit))
    for number, bags, saws in (("G-1", 30, 6), ("G-2", 20, 0), ("G-3", 10, 0)):
        wants = [Ordered(shop.items["npk"], Decimal(bags)), Ordered(shop.items["saw"], Decimal(saws))]
        place = shop.places[0 if number == "G-1" else 1]
        order_inputs(id=fresh(), by=shop.clerk, at=at, round_id=shop.round, grower_id=shop.growers[number], place_id=place, ordered=wants)
    return shop


def again(cast: Cast, first: Shop) -> Shop:
    """Another round of the same cooperative, still open for orders."""
    noy = cast.actor("noy", at=first.at)
    days = {"order_until": (first.at + timedelta(days=10)).date(), "needed_by": (first.at + timedelta(days=60)).date()}
    facts = RoundFacts("Sacks", "LAK", preference=Decimal("0.05"), **days)
    shop = Shop(first.at, first.clerk, first.places, first.growers)
    shop.round = UUID(open_round(id=fresh(), by=noy, at=first.at, facts=facts, product="coffee", place_ids=first.places))
    shop.items["sack"] = UUID(add_item(id=fresh(), by=noy, at=first.at, round_id=shop.round, what="Jute sack", unit="H87"))
    return shop


def asked(cast: Cast, *, at: datetime) -> Shop:
    """Closed; Mungo (a cooperative here) is asked, and Dao Farm Supplies on paper, five days later."""
    shop = ordered(cast, at=at)
    noy, at = cast.actor("noy", at=at), shop.at
    tender = close_orders(id=fresh(), by=noy, at=at, round_id=shop.round, others_from=at + timedelta(days=5), until=at + timedelta(days=14))
    mungo = cast.organizations["mungo"].id
    shop.asked["mungo"] = UUID(ask_supplier(id=fresh(), by=noy, at=at, tender_id=UUID(tender), supplier_id=mungo))
    paper = ask_supplier(id=fresh(), by=noy, at=at, tender_id=UUID(tender), supplier_id=None, name="Dao Farm Supplies", address="Pakse")
    shop.asked["dao"] = UUID(paper)
    return shop


def a_quote(bag: str, saw: str = "", *, currency: str = "LAK", delivery: str = "0", until: date, is_whole: bool = False) -> Quote:
    lines = [QuoteLine(1, Decimal(bag), Decimal(delivery), Decimal(0), 10)]
    lines += [QuoteLine(2, Decimal(saw), Decimal(0), Decimal(0), 10)] if saw else []
    return Quote(currency, until, is_whole, tuple(lines))


PDF = b"%PDF-1.7 a quote on paper"


def quoted(cast: Cast, *, at: datetime) -> Shop:
    """Mungo asks LAK 205,000 a bag and 90,000 a saw, Dao 198,000 a bag with 120,000 of delivery."""
    shop = asked(cast, at=at)
    until = (shop.at + timedelta(days=40)).date()
    seal_quote(
        id=fresh(), by=cast.actor("ebong", at=at), at=shop.at, asked_id=shop.asked["mungo"], quote=a_quote("205000", "90000", until=until)
    )
    seal_quote(
        id=fresh(), by=shop.clerk, at=shop.at + timedelta(days=6), asked_id=shop.asked["dao"],
        quote=a_quote("198000", delivery="120000", until=until), file_name="dao.pdf", file=PDF,
    )  # fmt: skip
    return shop


def with_items(shop: Shop) -> list[RoundItem]:
    with tenancy.everywhere("a test looks"):
        return list(RoundItem.objects.filter(round_id=shop.round).order_by("position"))
