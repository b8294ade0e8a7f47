"""What each role is answered on collection day: the scale, deliveries, setting up. bolaven weighs; nobody else sees any of it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.supply import operations
from rochdale.supply.operations.deliveries import Goods, ReceiptNumber
from rochdale.supply.operations.growers import PersonFacts
from rochdale.supply.operations.setting_up import PriceLine
from rochdale.supply.rules.deliveries import Weighed
from tests.access.matrix import Row, World, open_to_all, row


def prepare(world: World) -> None:
    """A point, a season, prices and one delivery of bolaven."""
    by, at = world.cast.actor("noy"), timezone.now()
    today = at.date()
    point = operations.open_facility(id=new_id(), by=by, at=at, kind="collection", name="Scale of the rows", code="SCR")
    operations.open_season(
        id=new_id(), by=by, at=at, product="cocoa", name="rows", since_on=today - timedelta(days=9), until_on=today + timedelta(days=90)
    )
    prices = operations.set_prices(
        id=new_id(), by=by, at=at, product="cocoa", currency="LAK", in_force_from=at, lines=[PriceLine("wet-beans", "", Decimal(900))]
    )
    series = operations.open_series(id=new_id(), by=by, at=at, prefix="SCR")
    grower = operations.register_grower(id=new_id(), by=by, at=at, number="SC1", person=PersonFacts("Grower of the scale rows"))
    delivery = operations.record_delivery(
        id=new_id(), by=by, at=at, happened_at=at, point_id=point, grower_id=grower, goods=Goods("cocoa", "wet-beans"),
        weighed=Weighed(9000), receipt=ReceiptNumber(series), price_list_id=prices,
    )  # fmt: skip
    world.made |= {"scale_point": point, "scale_grower": grower, "scale_series": series, "scale_delivery": delivery}


def made(name: str) -> object:
    return lambda world: world.made[f"scale_{name}"]


def fresh(world: World) -> object:
    return new_id()


SEEN_AT_HOME = {"member": 403, "officer": 200, "other_officer": 200, "registrar": 200, "operator": 200, "others": 403}
"""Everyone who leads an organization sees the page of the own one."""
DONE_AT_HOME = {**SEEN_AT_HOME, "officer": 302, "other_officer": 302, "registrar": 302, "operator": 302}
OF_OTHERS = {"member": 403, "other_officer": 404, "registrar": 404, "operator": 404, "officer": 200, "others": 403}
"""What a right over another's thing answers: 404 to those who have the right at home, 403 to those who have it nowhere."""
OF_OTHERS_DO = OF_OTHERS | {"officer": 302}
RECEIPT = {
    "operation_id": fresh, "point": made("point"), "grower": made("grower"), "product": "cocoa", "form": "wet-beans", "gross_g": 5000,
    "tare_g": 0, "deduction_g": 0, "series": made("series"),
}  # fmt: skip
DELIVERY = {"delivery_id": made("delivery")}

ROWS: list[Row] = [
    row("supply:scale", **DONE_AT_HOME),
    row("supply:scale-point", **SEEN_AT_HOME),
    row("supply:scale-point", "POST", sends={"point": made("point")}, **OF_OTHERS_DO),
    row("supply:weigh", "GET", {"grower_id": made("grower")}, **OF_OTHERS_DO),
    row("supply:weigh", "GET", {"grower_id": fresh}, member=403, officer=404, other_officer=404, registrar=404, operator=404, others=403),
    row("supply:give-receipt", "POST", sends=RECEIPT, member=403, officer=302, other_officer=409, registrar=409, operator=409, others=403),
    row("supply:give-receipt", member=405, others=405, anonymous=405),
    open_to_all("supply:scale-desk"),
    open_to_all("supply:scale-desk", "POST", code=405),
    row("supply:scale-pack", member=403, officer=404, other_officer=404, registrar=404, operator=404, others=403),
    row("supply:scale-bring", **SEEN_AT_HOME),
    row("supply:scale-bring", "POST", sends={"operation_id": fresh}, **SEEN_AT_HOME),
    row("supply:test-weight", **DONE_AT_HOME),
    row("supply:test-weight", "POST", sends={"operation_id": fresh}, **DONE_AT_HOME),
    row("supply:test-weights", **SEEN_AT_HOME),
    row("supply:deliveries", **SEEN_AT_HOME),
    row("supply:deliveries", query="?excel=1", **SEEN_AT_HOME),
    row("supply:day", **SEEN_AT_HOME),
    row("supply:delivery", "GET", DELIVERY, **OF_OTHERS),
    row("supply:reverse-delivery", "GET", DELIVERY, **OF_OTHERS),
    row("supply:reverse-delivery", "POST", DELIVERY, {"operation_id": fresh, "reason": "wrong"}, **OF_OTHERS_DO),
    row("supply:receipt-paper", "GET", DELIVERY | {"size": "a6"}, **OF_OTHERS),
    row("supply:receipt-paper", "POST", DELIVERY | {"size": "roll"}, {"operation_id": fresh}, **OF_OTHERS),
    row("supply:setup", **SEEN_AT_HOME),
    row("supply:new-point", **SEEN_AT_HOME),
    row("supply:new-point", "POST", sends={"operation_id": fresh, "name": "Hill", "code": "HIL", "kind": "collection"},
        **DONE_AT_HOME),
    row("supply:new-season", **SEEN_AT_HOME),
    row("supply:new-season", "POST", sends={"operation_id": fresh}, **SEEN_AT_HOME),
    row("supply:new-series", **SEEN_AT_HOME),
    row("supply:new-series", "POST", sends={"operation_id": fresh, "begins": "ROW"},
        **DONE_AT_HOME),
    row("supply:price-lists", **SEEN_AT_HOME),
    row("supply:new-price-list", "GET", {"product": "cocoa"}, **SEEN_AT_HOME),
    row("supply:new-price-list", "POST", {"product": "cocoa"},
        {"operation_id": fresh, "currency": "LAK", "begins_now": "on", "price_wet-beans_": "800"},
        **DONE_AT_HOME),
]  # fmt: skip
