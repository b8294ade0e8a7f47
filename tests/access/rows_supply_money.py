"""What each role is answered about payments, debts, cash and pay runs: bolaven's are bolaven's; growers see their own statement."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from rochdale.base.models import Proposal
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.supply import operations
from rochdale.supply.models import DayClose, Grower, PayLine, Season
from rochdale.supply.operations.deliveries import Goods, ReceiptNumber
from rochdale.supply.operations.growers import PersonFacts
from rochdale.supply.operations.pay_runs import Whom
from rochdale.supply.operations.paying import Handover
from rochdale.supply.operations.second import Goods as Covered
from rochdale.supply.operations.setting_up import PriceLine
from rochdale.supply.rules.deliveries import Weighed
from tests.access.matrix import Row, World, row


def prepare(world: World) -> None:
    """Kham as a grower of bolaven's with a delivery that is paid and one that is not; a box, a count, a run, a second payment."""
    by, at = world.cast.actor("noy"), timezone.now()
    today = at.date()
    point = UUID(operations.open_facility(id=new_id(), by=by, at=at, kind="collection", name="Money point", code="MNY"))
    days = {"since_on": today - timedelta(days=9), "until_on": today + timedelta(days=90)}
    season = operations.open_season(id=new_id(), by=by, at=at, product="pineapple", name="Money", **days)
    prices = operations.set_prices(
        id=new_id(), by=by, at=at, product="pineapple", currency="LAK", in_force_from=at, lines=[PriceLine("fruit", "", Decimal(5000))]
    )
    series = operations.open_series(id=new_id(), by=by, at=at, prefix="MNY")
    kham = operations.register_grower(id=new_id(), by=by, at=at, number="MN1", person_id=world.cast.kham.id)
    other = operations.register_grower(id=new_id(), by=by, at=at, number="MN2", person=PersonFacts("Grower MN2"))
    paid, unpaid, _ = (
        operations.record_delivery(
            id=new_id(), by=by, at=at, happened_at=at, point_id=point, grower_id=UUID(grower), goods=Goods("pineapple", "fruit"),
            weighed=Weighed(100_000), receipt=ReceiptNumber(UUID(series)), price_list_id=UUID(prices),
        )
        for grower in (kham, other, other)
    )  # fmt: skip
    box = UUID(operations.open_cash_box(id=new_id(), by=by, at=at, name="Money box", facility_id=point, currency="LAK"))
    operations.issue_float(id=new_id(), by=by, at=at, happened_at=at, box_id=box, money=Money(Decimal(9_000_000), "LAK"))
    payment = operations.pay_delivery(
        id=new_id(), by=by, at=at, happened_at=at, delivery_id=UUID(paid), handover=Handover(box_id=box, mark="signature")
    )
    mandate = operations.sign_mandate(
        id=new_id(), by=by, at=at, grower_id=UUID(kham), account="advance", most_share=Decimal("0.5"), signed_on=today
    )
    run = operations.prepare_pay_run(
        id=new_id(), by=by, at=at, season_id=UUID(season), currency="LAK", whom=Whom(point_id=None), note_minor=1, box_id=box
    )
    count = operations.count_box(id=new_id(), by=by, at=at, box_id=box, on=today, counts={"10000000": 1})
    close = DayClose.objects.create(
        organization=world.cast.bolaven, box_id=box, on=today - timedelta(days=1), counted_minor=1, expected_minor=2, second_id="other",
        second_name="Other", happened_at=at, recorded_at=at, by_id=by.id, by_name=by.name,
    )  # fmt: skip
    second = operations.propose_second_payment(
        id=new_id(), by=by, at=at, kind="second", goods=Covered(UUID(season), "LAK"), per_kg=Decimal(100)
    )
    world.made |= {
        "mn_kham": kham, "mn_other": other, "mn_unpaid": unpaid, "mn_payment": payment, "mn_mandate": mandate, "mn_box": box,
        "mn_count": count, "mn_close": close.id, "mn_run": run, "mn_second": second, "mn_season": season,
        "mn_line": PayLine.objects.filter(pay_run_id=run)[0].id, "mn_sha": Proposal.objects.get(pk=second).content_sha256,
    }  # fmt: skip
    assert Grower.objects.filter(pk=kham).exists()
    assert Season.objects.filter(pk=season).exists()


def made(name: str) -> object:
    return lambda world: world.made[f"mn_{name}"]


def fresh(world: World) -> object:
    return new_id()


KHAM, OTHER = {"grower_id": made("kham")}, {"grower_id": made("other")}
UNPAID, PAYMENT, MANDATE = {"delivery_id": made("unpaid")}, {"payment_id": made("payment")}, {"mandate_id": made("mandate")}
BOX, RUN, LINE = {"box_id": made("box")}, {"run_id": made("run")}, {"line_id": made("line")}
SECOND, COUNT, CLOSE = {"proposal_id": made("second")}, {"proposal_id": made("count")}, {"close_id": made("close")}
SEASON = {"season_id": made("season")}
SENT = {"operation_id": fresh}
REASON = {**SENT, "reason": "To see who may"}
THEIRS = {"member": 403, "officer": 200, "others": 404}
"""A thing of bolaven's: unknown to all others, closed to its own members."""
LISTED = {"member": 403, "officer": 200, "other_officer": 404, "registrar": 404, "operator": 404, "others": 403}
"""Found in the list of whoever asks; those without a list are told so."""
OURS = {"officer": 200, "other_officer": 200, "registrar": 200, "operator": 200, "others": 403}
"""Whoever leads an organization has money of its own."""

UNKNOWN = {"member": 403, "buyer": 403, "no_office": 403, "others": 404}
"""What is not there: who may see nothing of it is told so first."""

ROWS: list[Row] = [
    row("supply:money", **OURS),
    row("supply:payments", **OURS),
    row("supply:owed", **OURS),
    row("supply:pay-delivery", "GET", UNPAID, **THEIRS),
    row("supply:pay-delivery", "POST", UNPAID, SENT, **THEIRS),
    row("supply:payment", "GET", PAYMENT, **LISTED),
    row("supply:payment", "GET", {"payment_id": fresh}, **{**LISTED, "officer": 404}),
    row("supply:reverse-payment", "GET", PAYMENT, **THEIRS),
    row("supply:reverse-payment", "POST", PAYMENT, REASON, **{**THEIRS, "officer": 302}),
    row("supply:statement", "GET", KHAM, member=200, officer=200, others=404),
    row("supply:statement", "GET", OTHER, **THEIRS),
    row("supply:statement-paper", "GET", KHAM, member=200, officer=200, others=404),
    row("supply:statement-paper", "GET", OTHER, **THEIRS),
    row("supply:my-statement", member=302, others=404),
    row("supply:grower-debts", "GET", KHAM, **THEIRS),
    row("supply:pay-owed", "GET", OTHER, **THEIRS),
    row("supply:pay-owed", "POST", OTHER, SENT, **THEIRS),
    row("supply:give-advance", "GET", OTHER, **THEIRS),
    row("supply:give-advance", "POST", OTHER, SENT, **THEIRS),
    row("supply:give-credit", "GET", OTHER, **THEIRS),
    row("supply:give-credit", "POST", OTHER, SENT, **THEIRS),
    row("supply:sign-mandate", "GET", OTHER, **THEIRS),
    row("supply:sign-mandate", "POST", OTHER, SENT, **THEIRS),
    row("supply:end-mandate", "POST", MANDATE, SENT, **{**THEIRS, "officer": 302}),
    row("supply:season-money", "GET", SEASON, **THEIRS),
    row("supply:season-money", "POST", SEASON, SENT | {"percent": "80"}, **{**THEIRS, "officer": 302}),
    row("supply:settle", **OURS),
    row("supply:settle", "POST", sends=SENT, **OURS),
    row("supply:second-payments", **OURS),
    row("supply:second-payments", "POST", sends=SENT, **OURS),
    row("supply:second-payment", "GET", SECOND, **LISTED),
    row("supply:second-payment", "POST", SECOND, SENT | {"sha256": made("sha")}, **LISTED),
    row("supply:no-second-payment", "POST", SECOND, REASON, **{**LISTED, "officer": 302}),
    row("supply:sale-payment", "GET", SECOND, **UNKNOWN),
    row("supply:sale-payment", "POST", SECOND, SENT, **UNKNOWN),
    row("supply:no-sale-payment", "POST", SECOND, REASON, **UNKNOWN),
    row("supply:cash-boxes", **OURS),
    row("supply:new-cash-box", **OURS),
    row("supply:new-cash-box", "POST", sends=SENT, **OURS),
    row("supply:cash-box", "GET", BOX, **LISTED),
    row("supply:move-float", "GET", BOX, **THEIRS),
    row("supply:move-float", "POST", BOX, SENT | {"way": "issue", "amount": "1"}, **{**THEIRS, "officer": 302}),
    row("supply:count-box", "GET", BOX, **THEIRS),
    row("supply:count-box", "POST", BOX, SENT, **THEIRS),
    row("supply:count", "GET", COUNT, **LISTED),
    row("supply:count", "POST", COUNT, SENT, **LISTED),
    row("supply:not-counted", "POST", COUNT, REASON, **{**LISTED, "officer": 302}),
    row("supply:difference-seen", "POST", CLOSE, SENT, **{**THEIRS, "officer": 302}),
    row("supply:pay-runs", **OURS),
    row("supply:new-pay-run", **OURS),
    row("supply:new-pay-run", "POST", sends=SENT, **OURS),
    row("supply:pay-run", "GET", RUN, **LISTED),
    row("supply:pay-run", "POST", RUN, SENT, **LISTED),
    row("supply:drop-pay-run", "POST", RUN, REASON, **{**LISTED, "officer": 302}),
    row("supply:pay-list", "GET", RUN, **LISTED),
    row("supply:payout-file", "GET", RUN, **{**LISTED, "officer": 302}),
    row("supply:payout-file", "POST", RUN, SENT, **{**LISTED, "officer": 302}),
    row("supply:pay-line", "GET", LINE, **THEIRS),
    row("supply:pay-line", "POST", LINE, SENT | {"receiver_name": "A son"}, **{**THEIRS, "officer": 302}),
]
