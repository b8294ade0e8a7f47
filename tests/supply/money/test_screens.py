"""Money through the screens, as people use them: pay from a receipt, run a village list, count a box, decide a second payment."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO
from uuid import UUID

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from rochdale.base.actor import Actor
from rochdale.kernel.ids import new_id
from rochdale.people.acting import SESSION_KEY
from rochdale.people.models import Person
from rochdale.supply.models import CashBox, DayClose, Delivery, Grower, PayLine, Payment, PayRun
from tests.supply.money.purse import KIP, Purse, the_books_balance
from tests.supply.money.test_pay_runs import prepare
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def just_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody here has shown a second factor a moment ago; that they must is a test of its own."""
    monkeypatch.setattr("rochdale.people.proving.is_proven_recently", lambda request: True)
    monkeypatch.setattr("rochdale.people.acting.has_second_factor_shown", lambda request: True, raising=False)


def browser(purse: Purse, actor: Actor) -> WatchfulClient:
    client = WatchfulClient()
    client.force_login(Person.objects.get(pk=actor.id))
    session = client.session
    session[SESSION_KEY] = str(purse.world.organization)
    session.save()
    return client


def page(client: WatchfulClient, name: str, *args: object, query: str = "") -> str:
    response = client.get(reverse(f"supply:{name}", args=args) + query)
    assert response.status_code == 200, response.content[:3000].decode()
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def hidden(html: str) -> dict[str, str]:
    """What the form on a page carries along."""
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', html))


def send(client: WatchfulClient, name: str, /, *args: object, **fields: object) -> str:
    """Answer a page; where it led."""
    address = reverse(f"supply:{name}", args=args)
    response = client.post(address, {"operation_id": str(new_id()), **fields})
    assert response.status_code == 302, response.content.decode()[:6000]
    return str(response.url)


def workbook(client: WatchfulClient, name: str, *args: object) -> list[list[object]]:
    response = client.get(reverse(f"supply:{name}", args=args) + "?as=xlsx")
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_clerk_pays_from_the_receipt_in_giant_digits(purse: Purse) -> None:
    purse.credit("A", 400_000)
    purse.mandate("A", "credit")
    delivery = purse.world.deliver("A", 620, price_deduction=Decimal(500))
    clerk = browser(purse, purse.world.clerk)
    assert reverse("supply:pay-delivery", args=[delivery]) in page(clerk, "delivery", delivery)
    shown = page(clerk, "pay-delivery", delivery, query="?percent=80&note=100000&keep_credit=400000")
    assert '<p class="giant">5,304,000.00 LAK</p>' in shown
    where = send(clerk, "pay-delivery", delivery, **{**hidden(shown), "means": "cash", "box": purse.box, "mark": "thumbprint"})
    paid = Payment.objects.get(kind="paid")
    assert where == reverse("supply:payment", args=[paid.id])
    assert paid.amount_minor == 5_304_000 * KIP
    assert "5,304,000.00 LAK" in page(clerk, "payment", paid.id)
    assert "5,304,000.00 LAK" in page(clerk, "delivery", delivery)


def test_a_mobile_payment_has_a_reference(purse: Purse) -> None:
    delivery, clerk = purse.world.deliver("A", 10), browser(purse, purse.world.clerk)
    form = hidden(page(clerk, "pay-delivery", delivery)) | {"means": "mobile", "box": str(purse.box), "mark": "none", "reference": ""}
    assert "A mobile payment has a reference." in clerk.post(reverse("supply:pay-delivery", args=[delivery]), form).content.decode()
    send(clerk, "pay-delivery", delivery, **form | {"reference": "MP-78"})
    assert Payment.objects.get().reference == "MP-78"


def test_whoever_takes_back_what_was_paid_is_told_of_the_money(purse: Purse) -> None:
    delivery, clerk = purse.world.deliver("A", 10), browser(purse, purse.world.clerk)
    payment = purse.pay(delivery)
    shown = page(clerk, "reverse-delivery", delivery)
    assert "It was paid: 120,000.00 LAK" in shown and reverse("supply:reverse-payment", args=[payment]) in shown
    send(clerk, "reverse-delivery", delivery, reason="wrong grower")
    assert clerk.get(reverse("supply:reverse-delivery", args=[delivery])).status_code == 302, "it can be taken back once"
    assert purse.owed("A") == -120_000


def test_a_deduction_that_cannot_be_is_said_before_anything_is_paid(purse: Purse) -> None:
    purse.advance("A", 100_000)
    purse.mandate("A", "advance", "0.5")
    delivery = purse.world.deliver("A", 10)
    shown = page(browser(purse, purse.world.clerk), "pay-delivery", delivery, query="?percent=100&note=1&keep_advance=70000")
    assert "more than the 50 % of one payment" in shown
    assert "The money is handed over" not in shown


def test_a_box_that_is_too_empty_is_said_at_the_field(purse: Purse) -> None:
    delivery = purse.world.deliver("A", 1000)
    clerk = browser(purse, purse.world.clerk)
    form = hidden(page(clerk, "pay-delivery", delivery)) | {"means": "cash", "box": str(purse.box), "mark": "none"}
    response = clerk.post(reverse("supply:pay-delivery", args=[delivery]), form)
    assert "Box 1 holds 10,000,000.00 LAK" in response.content.decode()
    assert not Payment.objects.exists()


def test_a_payment_is_taken_back_with_a_reason(purse: Purse) -> None:
    payment = purse.pay(purse.world.deliver("A", 10))
    clerk = browser(purse, purse.world.clerk)
    where = send(clerk, "reverse-payment", payment, reason="paid the wrong person")
    assert "paid the wrong person" in page(clerk, "payment", where.strip("/").split("/")[-1])
    assert purse.in_box() == 10_000_000


def test_advances_inputs_mandates_and_paying_what_is_owed(purse: Purse) -> None:
    grower, clerk = purse.world.growers["A"], browser(purse, purse.world.clerk)
    purse.world.deliver("A", 100)
    cash = {"means": "cash", "box": purse.box, "mark": "signature"}
    send(clerk, "give-advance", grower, amount="200,000", product="coffee", **cash)
    send(clerk, "give-credit", grower, amount="50,000", product="coffee", what="compost")
    send(clerk, "sign-mandate", grower, account="advance", percent="50", signed_on=purse.now.date().isoformat())
    assert "at most 50.0 % of a payment" in page(clerk, "grower-debts", grower)
    send(clerk, "pay-owed", grower, amount="300,000", **cash)
    assert (purse.owed("A"), purse.owed("A", "advance"), purse.owed("A", "credit")) == (900_000, -50_000, -50_000)
    mandate = Grower.objects.get(pk=grower).mandates.get()
    send(clerk, "end-mandate", mandate.id)
    assert "None is signed." in page(clerk, "grower-debts", grower)
    the_books_balance()


def test_the_statement_says_what_came_what_was_paid_and_what_is_owed(purse: Purse) -> None:
    purse.pay(purse.world.deliver("A", 100), share=Decimal("0.8"))
    purse.world.deliver("A", 50, price_list_id=None)
    clerk = browser(purse, purse.world.clerk)
    shown = page(clerk, "statement", purse.world.growers["A"])
    for said in ("240,000.00 LAK", "150.000 kg", "1,200,000.00 LAK", "960,000.00 LAK", "settled later", "12,000.00 LAK"):
        assert said in shown, said
    rows = workbook(clerk, "statement", purse.world.growers["A"])
    assert [row[1] for row in rows[1:]] == ["Delivery", "Delivery", "Paid"]
    assert rows[0][-2:] == ["We owe", "Owes us"]


def test_an_approval_asks_again_who_it_is(purse: Purse, monkeypatch: pytest.MonkeyPatch) -> None:
    purse.world.deliver("A", 10)
    run = PayRun.objects.get(pk=prepare(purse).id)
    person = Person.objects.get(pk=purse.treasurer.id)
    person.email = "bounthan@example.org"
    person.set_password("four-words-of-cloth")
    person.save()
    treasurer = browser(purse, purse.treasurer)
    form = hidden(page(treasurer, "pay-run", run.id))
    monkeypatch.setattr("rochdale.people.proving.is_proven_recently", lambda request: False)
    response = treasurer.post(reverse("supply:pay-run", args=[run.id]), form)
    assert response.status_code == 302
    assert response.url.startswith(reverse("account_reauthenticate"))
    run.refresh_from_db()
    assert run.state == "draft"


def test_a_village_list_is_prepared_approved_printed_and_paid(purse: Purse) -> None:
    for grower in "ABC":
        purse.world.deliver(grower, "10.05")
    manager, treasurer, clerk = (browser(purse, who) for who in (purse.world.manager, purse.treasurer, purse.world.clerk))
    chosen = {"season": purse.season, "currency": "LAK", "means": "cash", "point": "", "village": "", "box": purse.box, "note": "1,000"}
    send(manager, "new-pay-run", **chosen)
    run = PayRun.objects.get()
    shown = page(treasurer, "pay-run", run.id)
    assert '<p class="giant">360,000.00 LAK</p>' in shown
    send(treasurer, "pay-run", run.id, sha256=hidden(shown)["sha256"])
    printed = clerk.get(reverse("supply:pay-list", args=[run.id]))
    assert printed.content.startswith(b"%PDF")
    first, second, third = PayLine.objects.order_by("grower__number")
    send(clerk, "pay-line", first.id, act="receiver", receiver_name="Her son Khamla")
    send(clerk, "pay-line", first.id, act="thumbprint", receiver_name="Her son Khamla")
    send(clerk, "pay-line", second.id, act="absent")
    send(clerk, "pay-line", third.id, act="signature")
    run.refresh_from_db()
    assert (run.state, purse.owed("A"), purse.owed("B"), purse.in_box()) == ("paid", 600, 120_600, 10_000_000 - 240_000)
    assert Payment.objects.get(grower_id=purse.world.growers["A"]).receiver_name == "Her son Khamla"
    assert [row[-2] for row in workbook(manager, "pay-run", run.id)[1:]] == ["paid", "not there", "paid"]


def test_a_payout_file_is_for_an_approved_run_through_a_bank(purse: Purse) -> None:
    Grower.objects.filter(pk=purse.world.growers["A"]).update(means="bank", account_number="010 22", account_provider="COEBLALA")
    purse.world.deliver("A", 10)
    manager, treasurer = browser(purse, purse.world.manager), browser(purse, purse.treasurer)
    send(manager, "new-pay-run", season=purse.season, currency="LAK", means="bank", point="", village="", box="", note="")
    run = PayRun.objects.get()
    assert manager.get(reverse("supply:payout-file", args=[run.id])).status_code == 302
    send(treasurer, "pay-run", run.id, sha256=hidden(page(treasurer, "pay-run", run.id))["sha256"])
    listed = manager.post(reverse("supply:payout-file", args=[run.id]), {"kind": "csv"}).content.decode("utf-8-sig")
    assert listed.splitlines()[1].startswith(f"{run.number}-001,Grower A,COEBLALA,010 22,120000.00,LAK")
    asked = {"debtor_name": "Dongmai", "debtor_account": "777", "debtor_bank": "", "execute_on": "2026-12-01"}
    assert b"pain.001.001.09" in manager.post(reverse("supply:payout-file", args=[run.id]), asked).content


def test_the_box_is_counted_blind_and_signed_by_another(purse: Purse) -> None:
    clerk, treasurer = browser(purse, purse.world.clerk), browser(purse, purse.treasurer)
    assert "10,000,000.00" not in page(clerk, "cash-box", purse.box) + page(clerk, "count-box", purse.box)
    where = send(clerk, "count-box", purse.box, on=purse.now.date().isoformat(), **{f"piece_{100_000 * KIP}": "99"})
    proposal = UUID(where.strip("/").split("/")[-1])
    assert "10,000,000.00" not in page(treasurer, "count", proposal)
    send(treasurer, "count", proposal, sha256=hidden(page(treasurer, "count", proposal))["sha256"])
    assert "−100,000.00 LAK" in page(treasurer, "count", proposal).replace("-", "−")
    manager = browser(purse, purse.world.manager)
    assert "Differences to look at" in page(manager, "cash-boxes")
    send(manager, "difference-seen", DayClose.objects.get().id)
    assert "Differences to look at" not in page(manager, "cash-boxes")


def test_an_empty_form_is_no_empty_box(purse: Purse) -> None:
    clerk = browser(purse, purse.world.clerk)
    address, day = reverse("supply:count-box", args=[purse.box]), purse.now.date().isoformat()
    assert "For an empty box write 0" in clerk.post(address, {"operation_id": str(new_id()), "on": day}).content.decode()
    send(clerk, "count-box", purse.box, on=day, **{f"piece_{100_000 * KIP}": "0"})


def test_the_same_form_sent_twice_is_one_float(purse: Purse) -> None:
    manager = browser(purse, purse.world.manager)
    same = {"operation_id": str(new_id()), "way": "issue", "amount": "500,000", "note": "bank"}
    for _ in range(2):
        send(manager, "move-float", purse.box, **same)
    assert purse.in_box() == 10_500_000


def test_a_box_is_opened_and_filled(purse: Purse) -> None:
    manager = browser(purse, purse.world.manager)
    send(manager, "new-cash-box", name="Box 2", facility=purse.world.point, currency="lak")
    box = CashBox.objects.get(name="Box 2")
    send(manager, "move-float", box.id, way="issue", amount="500,000", note="from the bank")
    assert "500,000.00 LAK" in page(manager, "cash-box", box.id)
    assert workbook(manager, "cash-box", box.id)[1][2] == 500_000


def test_a_second_payment_is_prepared_by_one_and_decided_by_another(purse: Purse) -> None:
    purse.world.deliver("A", 100)
    manager, treasurer = browser(purse, purse.world.manager), browser(purse, purse.treasurer)
    asked = {"kind": "second", "season": purse.season, "currency": "LAK", "form": "", "grade": "", "claim": "", "per_kg": "1,500"}
    proposal = UUID(send(manager, "second-payments", **asked).strip("/").split("/")[-1])
    shown = page(treasurer, "second-payment", proposal)
    assert '<p class="giant">150,000.00 LAK</p>' in shown
    send(treasurer, "second-payment", proposal, sha256=hidden(shown)["sha256"])
    assert purse.owed("A") == 1_350_000
    assert workbook(manager, "second-payment", proposal)[1][4] == 150_000


def test_prices_left_open_are_settled_for_a_grade_at_once(purse: Purse) -> None:
    for grower in "AB":
        purse.world.deliver(grower, 10, price_list_id=None, grade="A")
    manager = browser(purse, purse.world.manager)
    assert "2 deliveries have no price yet." in page(manager, "money")
    send(manager, "settle", goods="cherry|A|LAK", per_kg="13,000")
    assert (purse.owed("A"), purse.owed("B")) == (130_000, 130_000)
    assert "Every delivery has its price." in page(manager, "settle")


def test_a_season_by_point_and_the_share_paid_at_once(purse: Purse) -> None:
    purse.pay(purse.world.deliver("A", 100))
    purse.world.deliver("B", 10)
    manager = browser(purse, purse.world.manager)
    shown = page(manager, "season-money", purse.season)
    assert "Paksong road" in shown
    assert "110.000 kg" in shown
    send(manager, "season-money", purse.season, percent="70")
    assert "70" in page(manager, "season-money", purse.season)
    assert {row[0]: row[1] for row in workbook(manager, "season-money", purse.season)[1:]}["Paksong road"] == 110


def test_lists_go_out_as_excel(purse: Purse) -> None:
    purse.pay(purse.world.deliver("A", 10))
    purse.world.deliver("B", 10)
    clerk = browser(purse, purse.world.clerk)
    assert "Grower A" in page(clerk, "payments")
    assert workbook(clerk, "payments")[1][5] == 120_000
    assert "Grower B" in page(clerk, "owed")
    assert workbook(clerk, "owed")[1][4] == 120_000
    assert Delivery.objects.count() == 2
