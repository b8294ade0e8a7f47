"""Money lent against a contract, from the request to the last word: terms, draws, what the buyer pays, what is late, what lapses."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from rochdale.base.actor import Actor
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refused
from rochdale.trade.models import Contract, Invoice, Payment, Prefinance, PrefinanceMove
from rochdale.trade.operations import (
    answer_terms,
    answer_version,
    end_prefinance,
    issue_credit_note,
    issue_invoice,
    pledge_contract,
    propose_terms,
    propose_version,
    record_draw,
    record_payment,
    record_repayment,
    request_prefinance,
    take_back_move,
    take_back_payment,
)
from rochdale.trade.prefinancing import position_of
from rochdale.trade.queries.prefinance import advance_facts, prefilled, prefinance_seen, to_pass_on
from rochdale.trade.rules.prefinance import Terms
from tests.cast import AT, Cast
from tests.trade.api import Visit
from tests.trade.goods import an_offer, fresh
from tests.trade.sales import clauses, shipped_whole
from tests.trade.test_partners import answer, ask

pytestmark = pytest.mark.django_db
BORROWER, LENDER = "noy", "jonas"


def usd(amount: str) -> Money:
    return Money(Decimal(amount), "USD")


def day(days: int) -> datetime:
    return AT + timedelta(days=days)


def sale(cast: Cast, kg: int = 12_000, reference: str = "B-1") -> Contract:
    """Bolaven sells to Fælles Brugs, which was asked first, at 5 USD for a kg; all have agreed who does what."""
    offer = an_offer(cast.actor("noy"), reference=reference)
    answer(cast, ask(cast, offer, kg=kg), is_yes=True, days=0)
    contract = Contract.objects.get(first_refusal__offer=offer)
    version = propose_version(id=fresh(), by=cast.actor("noy"), at=AT, contract_id=contract.id, over=0, clauses=clauses(cast.actor("noy")))
    seal = contract.versions.get(pk=version).sha256
    answer_version(id=fresh(), by=cast.actor("freja"), at=AT, version_id=version, sha256=seal, is_yes=True)
    return contract


def asked(cast: Cast, *contracts: Contract, lender: str = "jonas", amount: str = "40000") -> Prefinance:
    lends = cast.actor(lender).organization_id
    assert lends
    made = request_prefinance(
        id=fresh(), by=cast.actor(BORROWER), at=AT, contract_ids=[one.id for one in contracts], lender_id=lends, amount=Decimal(amount),
        purpose="To pay members at delivery", needed_by=date(2026, 11, 10),
    )  # fmt: skip
    return Prefinance.objects.get(pk=made)


def terms(**changed: Any) -> Terms:
    said = {
        "limit": usd("40000"), "advance_rate": Decimal("0.60"), "rate": Decimal("0.10"), "fee": usd("0"), "due_on": day(120).date(),
        "pays_back": "buyer", "account": "DK50 0040 0440 1162 43",
    }  # fmt: skip
    return Terms(**{**said, **changed})


def agreed(cast: Cast, row: Prefinance, lender: str = "jonas", **changed: Any) -> Prefinance:
    over = row.terms.count()
    made = propose_terms(id=fresh(), by=cast.actor(lender), at=AT, prefinance_id=row.id, over=over, terms=terms(**changed))
    seal = row.terms.get(pk=made).sha256
    answer_terms(id=fresh(), by=cast.actor(BORROWER), at=AT, terms_id=made, sha256=seal, is_yes=True)
    return row


def drawn(by: Actor, row: Prefinance, amount: str, days: int = 0, reference: str = "OUT-1") -> str:
    at = day(days)
    return record_draw(id=fresh(), by=by, at=at, prefinance_id=row.id, amount=Decimal(amount), on=at.date(), reference=reference)


def paid(cast: Cast, contract: Contract, amount: str, days: int, *, premium: str = "0", reference: str = "FT-1") -> Payment:
    """The buyer pays on an invoice of everything, written the first time somebody pays."""
    at, noy = day(days), cast.actor("noy")
    if not contract.invoices.exists():
        issue_invoice(
            id=fresh(),
            by=noy,
            at=at,
            contract_id=contract.id,
            shipped=shipped_whole(contract),
            shipped_on=at.date(),
            premium=Decimal(premium),
        )
    invoice = contract.invoices.get(kind="380")
    made = record_payment(id=fresh(), by=noy, at=at, invoice_id=invoice.id, amount=Decimal(amount), on=at.date(), reference=reference)
    return Payment.objects.get(pk=made)


def stands(row: Prefinance, days: int) -> Any:
    found = position_of(row, day(days).date())
    assert found is not None
    return found


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


def test_from_the_request_to_the_last_word_on_the_screens(sign_in: Visit, cast: Cast) -> None:
    contract = sale(cast)
    noy, jonas = sign_in("noy"), sign_in("jonas")
    assert "Ask for money now" in noy.get(f"/market/contracts/{contract.id}/").content.decode()
    assert "Ask for money now" not in jonas.get(f"/market/contracts/{contract.id}/").content.decode()
    new = {
        "operation_id": fresh(), "amount": "40000", "purpose": "To pay members", "needed_by": "2026-11-10",
        "lender": cast.organizations["faelles"].id,
    }  # fmt: skip
    made = noy.post(f"/market/contracts/{contract.id}/prefinance/new/", new)
    assert made.status_code == 302, made.content.decode()
    row = Prefinance.objects.get()
    page = f"/market/prefinance/{row.id}/"
    assert "Offer terms" in jonas.get(page).content.decode()
    steps = {
        "limit": "40000", "advance_rate": "60", "rate": "36", "fee": "150", "due_on": "2027-03-02", "pays_back": "buyer",
        "account": "DK50 0040", "deduction": "", "deduction_amount": "",
    }  # fmt: skip
    last = jonas.post(f"{page}terms/new/", {**steps, "step": 3}).content.decode()
    assert "36 percent a year is a high rate" in last and "That is, for 1 kg" in last
    assert jonas.post(f"{page}terms/new/", {**steps, "step": 4, "operation_id": fresh(), "over": 0}).status_code == 302
    said = row.terms.get()
    assert "Say yes to these terms" in noy.get(page).content.decode()
    assert noy.post(f"/market/prefinance/terms/{said.id}/yes/", {"operation_id": fresh(), "sha256": said.sha256}).status_code == 302
    took = {"operation_id": fresh(), "amount": "36000", "on": AT.date().isoformat(), "reference": "OUT-1"}
    assert noy.post(f"{page}draws/new/", took).status_code == 302
    shown = noy.get(page).content.decode()
    assert "36,000.00 USD" in shown and "<svg" in shown and "You owe" in shown
    assert "Owed to you" in jonas.get(page).content.decode()
    later = jonas.get(f"{page}day/?on=2027-01-31").content.decode()
    assert "3,240.00 USD" in later, "90 days at 36 %"
    for device in (noy, jonas):
        paper = device.get(f"{page}statement.pdf")
        assert paper.content.startswith(b"%PDF")
    for stranger in ("ebong", "sofia", "ngozi"):
        assert sign_in(stranger).get(page).status_code == 404
    assert row.number in noy.get("/market/prefinance/").content.decode()


def test_what_the_buyer_pays_on_the_invoice_pays_the_lender_first_and_premium_pays_nobody(cast: Cast) -> None:
    """60,000 of goods and 6,000 premium; 36,000 drawn for 120 days at 10 %: 1,200.00 interest."""
    contract = sale(cast)
    row = agreed(cast, asked(cast, contract))
    drawn(cast.actor("noy"), row, "36000")
    paid(cast, contract, "66000", 120, premium="6000")
    move = row.moves.get(kind="receipt")
    assert (move.money, move.payment) == (usd("60000.00"), Payment.objects.get())
    split = stands(row, 120).lines[-1].split
    assert (split.interest, split.principal, split.cooperative) == (usd("1200.00"), usd("36000.00"), usd("22800.00"))
    end_prefinance(id=fresh(), by=cast.actor("noy"), at=day(120), prefinance_id=row.id)


def test_a_payment_taken_back_takes_back_what_it_paid(cast: Cast) -> None:
    contract = sale(cast)
    row = agreed(cast, asked(cast, contract))
    drawn(cast.actor("noy"), row, "36000")
    payment = paid(cast, contract, "30000", 60)
    assert stands(row, 60).principal == usd("6600.00")
    move = row.moves.get(kind="receipt")
    with pytest.raises(Refused) as caught:
        take_back_move(id=fresh(), by=cast.actor("noy"), at=day(60), move_id=move.id, reason="Wrong")
    assert codes(caught) == ["trade.take-back-the-payment-instead"]
    take_back_payment(id=fresh(), by=cast.actor("noy"), at=day(61), payment_id=payment.id, reason="Another buyer's")
    assert stands(row, 61).principal == usd("36000.00")
    assert PrefinanceMove.objects.count() == 3
    paid(cast, contract, "30000", 62, reference="FT-2")
    assert stands(row, 62).principal == usd("6620.00")


def test_a_late_payment_costs_interest_at_the_agreed_rate_for_every_day(cast: Cast, sign_in: Visit) -> None:
    """The row of docs/rules/contracts.md: due after 120 days, paid after 135."""
    contract = sale(cast)
    row = agreed(cast, asked(cast, contract))
    drawn(cast.actor("noy"), row, "36000")
    assert (stands(row, 135).days_late, stands(row, 135).late) == (15, usd("150.00"))
    paid(cast, contract, "60000", 135)
    after = stands(row, 135)
    assert (after.days_late, after.accrued, after.to_cooperative) == (0, usd("1350.00"), usd("22650.00"))


def test_where_the_cooperative_pays_back_its_receipt_is_shown_and_passed_on_by_hand(cast: Cast) -> None:
    contract = sale(cast)
    row = agreed(cast, asked(cast, contract), pays_back="cooperative")
    drawn(cast.actor("noy"), row, "36000")
    payment = paid(cast, contract, "60000", 90)
    assert not row.moves.filter(kind="receipt").exists()
    [came_in] = to_pass_on(prefinance_seen(row, cast.actor("noy"), day(90).date()))
    assert (came_in.proceeds, came_in.for_lender) == (usd("60000.00"), usd("36900.00"))
    said = {"by": cast.actor("noy"), "at": day(91), "prefinance_id": row.id, "amount": Decimal(36_900), "on": day(91).date()}
    record_repayment(id=fresh(), reference="TO-1", payment_id=payment.id, **said)
    assert stands(row, 91).principal == usd("10.00"), "a day's interest came on top"
    with pytest.raises(Refused) as caught:
        record_repayment(id=fresh(), reference="TO-2", payment_id=payment.id, **said)
    assert codes(caught) == ["trade.move-already-recorded"]
    assert to_pass_on(prefinance_seen(row, cast.actor("noy"), day(91).date())) == []


def test_no_more_is_drawn_than_is_available_and_what_the_buyer_has_paid_is_no_cover_any_more(cast: Cast) -> None:
    contract = sale(cast)
    row = agreed(cast, asked(cast, contract), limit=usd("90000"))
    with pytest.raises(Refused) as caught:
        drawn(cast.actor("noy"), row, "36000.01")
    assert codes(caught) == ["trade.draw-above-available"]
    drawn(cast.actor("noy"), row, "36000.00")
    paid(cast, contract, "50000", 30)
    with pytest.raises(Refused) as caught:
        drawn(cast.actor("noy"), row, "6000.01", 30, "OUT-2")
    assert codes(caught) == ["trade.draw-above-available"]
    assert caught.value.refusals[0].facts["available"] == "6000.00 USD", "60 % of the 10,000 still to come"


def test_one_contract_is_pledged_to_one_lender(cast: Cast) -> None:
    contract = sale(cast)
    first, second = asked(cast, contract), asked(cast, contract, lender="ngozi")
    agreed(cast, first)
    with pytest.raises(Refused) as caught:
        agreed(cast, second, lender="ngozi")
    assert codes(caught) == ["trade.contract-pledged-twice"]
    with pytest.raises(Refused) as caught:
        asked(cast, contract)
    assert codes(caught) == ["trade.contract-pledged-twice"]
    end_prefinance(id=fresh(), by=cast.actor("noy"), at=AT, prefinance_id=first.id)
    made = second.terms.get()
    answer_terms(id=fresh(), by=cast.actor("noy"), at=AT, terms_id=made.id, sha256=made.sha256, is_yes=True)


def test_a_contract_that_lapsed_is_flagged_and_another_one_can_be_pledged(cast: Cast, sign_in: Visit) -> None:
    contract = sale(cast)
    row = agreed(cast, asked(cast, contract))
    drawn(cast.actor("noy"), row, "36000")
    Contract.objects.filter(pk=contract.pk).update(state="lapsed")
    seen = prefinance_seen(row, cast.actor("noy"), AT.date())
    assert [one.code for one in seen.warnings] == ["trade.pledged-contract-lapsed", "trade.prefinance-cover-is-short"]
    assert "Pledge another contract, pay back what it covered" in sign_in("jonas").get(f"/market/prefinance/{row.id}/").content.decode()
    other = sale(cast, reference="B-2")
    pledge_contract(id=fresh(), by=cast.actor("noy"), at=AT, prefinance_id=row.id, contract_id=other.id)
    seen = prefinance_seen(row, cast.actor("noy"), AT.date())
    assert [one.code for one in seen.warnings] == ["trade.pledged-contract-lapsed"]


def test_a_contract_that_was_reduced_by_a_credit_note_is_flagged(cast: Cast) -> None:
    contract = sale(cast)
    row = agreed(cast, asked(cast, contract), limit=usd("43200"))
    drawn(cast.actor("noy"), row, "36000")
    issue_invoice(id=fresh(), by=cast.actor("noy"), at=AT, contract_id=contract.id, shipped=shipped_whole(contract), shipped_on=AT.date())
    invoice = Invoice.objects.get()
    issue_credit_note(id=fresh(), by=cast.actor("noy"), at=AT, invoice_id=invoice.id, amount=Decimal(2_000), reason="Mould")
    [short] = prefinance_seen(row, cast.actor("noy"), AT.date()).warnings
    assert (short.code, short.facts["short"]) == ("trade.prefinance-cover-is-short", "1200.00 USD")


def test_the_reference_of_the_bank_counts_once_and_a_mistake_is_taken_back_by_who_wrote_it(cast: Cast) -> None:
    row = agreed(cast, asked(cast, sale(cast)))
    made = drawn(cast.actor("noy"), row, "10000")
    with pytest.raises(Refused) as caught:
        drawn(cast.actor("jonas"), row, "10000")
    assert codes(caught) == ["trade.move-already-recorded"]
    with pytest.raises(Refused) as caught:
        take_back_move(id=fresh(), by=cast.actor("jonas"), at=AT, move_id=made, reason="Not sent")
    assert codes(caught) == ["trade.only-who-wrote-it-takes-it-back"]
    take_back_move(id=fresh(), by=cast.actor("noy"), at=AT, move_id=made, reason="It was another loan's")
    assert not stands(row, 0).owed
    with pytest.raises(Refused) as caught:
        take_back_move(id=fresh(), by=cast.actor("noy"), at=AT, move_id=made, reason="Again")
    assert codes(caught) == ["trade.payment-already-taken-back"]


def test_new_terms_count_once_the_cooperative_has_said_yes(cast: Cast) -> None:
    row = agreed(cast, asked(cast, sale(cast)))
    drawn(cast.actor("noy"), row, "36000")
    made = propose_terms(
        id=fresh(),
        by=cast.actor("jonas"),
        at=day(20),
        prefinance_id=row.id,
        over=1,
        terms=terms(rate=Decimal("0.12"), due_on=day(200).date()),
    )
    assert stands(row, 60).accrued == usd("600.00"), "nobody has said yes yet"
    with pytest.raises(Refused) as caught:
        propose_terms(id=fresh(), by=cast.actor("jonas"), at=day(20), prefinance_id=row.id, over=1, terms=terms())
    assert codes(caught) == ["trade.terms-are-not-the-newest"]
    seal = row.terms.get(number=2).sha256
    answer_terms(id=fresh(), by=cast.actor("noy"), at=day(30), terms_id=made, sha256=seal, is_yes=True)
    assert stands(row, 60).accrued == usd("660.00")
    assert stands(row, 150).days_late == 0


@pytest.mark.parametrize(
    ("who", "what", "code"),
    [
        ("noy", "propose", "trade.only-the-lender-lends"),
        ("kham", "propose", "trade.may-not-borrow"),
        ("jonas", "answer", "trade.only-the-borrower-answers"),
        ("noy", "draw", "trade.terms-not-agreed"),
        ("freja", "draw", "trade.may-not-book-prefinance"),
    ],
)
def test_each_side_does_its_own_part(cast: Cast, who: str, what: str, code: str) -> None:
    row, by = asked(cast, sale(cast)), cast.actor(who)
    if what == "answer":
        propose_terms(id=fresh(), by=cast.actor("jonas"), at=AT, prefinance_id=row.id, over=0, terms=terms())
    with pytest.raises(Refused) as caught:
        if what == "propose":
            propose_terms(id=fresh(), by=by, at=AT, prefinance_id=row.id, over=0, terms=terms())
        elif what == "answer":
            said = row.terms.get()
            answer_terms(id=fresh(), by=by, at=AT, terms_id=said.id, sha256=said.sha256, is_yes=True)
        else:
            drawn(by, row, "100")
    assert codes(caught) == [code]


def test_what_is_owed_keeps_it_open_and_what_was_declined_is_over(cast: Cast) -> None:
    row = agreed(cast, asked(cast, sale(cast)))
    drawn(cast.actor("noy"), row, "100")
    with pytest.raises(Refused) as caught:
        end_prefinance(id=fresh(), by=cast.actor("jonas"), at=AT, prefinance_id=row.id)
    assert codes(caught) == ["trade.prefinance-still-owed"]
    other = asked(cast, sale(cast, reference="B-9"))
    end_prefinance(id=fresh(), by=cast.actor("jonas"), at=AT, prefinance_id=other.id, reason="Too much already lent")
    other.refresh_from_db()
    with pytest.raises(Refused) as caught:
        propose_terms(id=fresh(), by=cast.actor("jonas"), at=AT, prefinance_id=other.id, over=0, terms=terms())
    assert codes(caught) == ["trade.prefinance-is-over"]


def test_a_settlement_takes_advance_and_interest_from_here(cast: Cast) -> None:
    """Owed, or kept by the lender out of the proceeds: the same is taken off, to the cent, also after several draws."""
    contract = sale(cast)
    row = agreed(cast, asked(cast, contract), fee=usd("55.50"))
    drawn(cast.actor("noy"), row, "30000")
    seller = row.organization_id
    facts = advance_facts(contract, day(90).date())[seller]
    assert (facts.advance, facts.interest, facts.rate, facts.days, facts.rest) == (
        usd("30000.00"), usd("750.00"), Decimal("0.10"), 90, usd("55.50")
    )  # fmt: skip
    drawn(cast.actor("noy"), row, "1234.56", 17, "OUT-2")
    paid(cast, contract, "60000", 90)
    facts = advance_facts(contract, day(100).date())[seller]
    assert (facts.advance, facts.interest) == (usd("31234.56"), usd("775.03"))
    answers: dict[str, Any] = prefilled(contract, [seller], day(100).date())
    reckoned = (Decimal("31234.56") * Decimal("0.10") * answers["days_0"] / 360).quantize(Decimal("0.01"))
    assert answers["advance_0"] + reckoned + answers["own_costs_0"] == Decimal("31234.56") + Decimal("775.03") + Decimal("55.50")
