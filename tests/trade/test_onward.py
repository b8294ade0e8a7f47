"""An importer sells on what arrived: never more, seen by the parties, taken back by a row of its own."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from rochdale.kernel.refusal import Refused
from rochdale.trade.models import Contract, OnwardSale
from rochdale.trade.onward import arrived_kg, importer_of
from rochdale.trade.operations import answer_version, issue_invoice, propose_version, record_onward_sale, take_back_onward_sale
from rochdale.trade.queries.onward import onward_sales
from tests.cast import AT, Cast
from tests.trade.api import Visit
from tests.trade.goods import an_offer, fresh
from tests.trade.sales import clauses, shipped_whole
from tests.trade.test_partners import answer, ask

pytestmark = pytest.mark.django_db
ON = AT.date()


def sold(cast: Cast, importer: str) -> Contract:
    """Bolaven sold 12,000 kg to Fælles Brugs and invoiced them; `importer` stands in the roles."""
    noy = cast.actor("noy")
    answer(cast, ask(cast, an_offer(noy, reference="B-1"), kg=12_000), is_yes=True, days=0)
    contract = Contract.objects.get()
    said = clauses(noy, importer=importer)
    version = propose_version(id=fresh(), by=noy, at=AT, contract_id=contract.id, over=0, clauses=said)
    seal = contract.versions.get().sha256
    answer_version(id=fresh(), by=cast.actor("freja"), at=AT, version_id=version, sha256=seal, is_yes=True)
    issue_invoice(id=fresh(), by=noy, at=AT, contract_id=contract.id, shipped=shipped_whole(contract), shipped_on=ON)
    return contract


def sell(cast: Cast, contract: Contract, kg: str, who: str = "freja", to_whom: str = "Roaster in Odense", on: date = ON) -> str:
    return record_onward_sale(
        id=fresh(), by=cast.actor(who), at=AT, contract_id=contract.id, position=0, kg=Decimal(kg), to_whom=to_whom, on=on
    )


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


def test_never_more_is_sold_on_than_arrived(cast: Cast) -> None:
    contract = sold(cast, "An importer that is not here")
    assert importer_of(contract) == contract.buyer_id, "the buyer writes where the importer has no place here"
    assert arrived_kg(contract) == [Decimal(12_000)], "invoiced, while nothing was weighed on arrival"
    made = sell(cast, contract, "7000")
    with pytest.raises(Refused) as caught:
        sell(cast, contract, "5000.001")
    assert codes(caught) == ["trade.onward-above-arrived"]
    sell(cast, contract, "5000")
    take_back_onward_sale(id=fresh(), by=cast.actor("freja"), at=AT, sale_id=made, reason="Another lot")
    with pytest.raises(Refused) as caught:
        take_back_onward_sale(id=fresh(), by=cast.actor("freja"), at=AT, sale_id=made, reason="Again")
    assert codes(caught) == ["trade.payment-already-taken-back"]
    seen = onward_sales(contract, cast.actor("noy"))
    assert (seen.arrived_kg, seen.sold_kg, seen.left_kg, seen.may_record) == (Decimal(12_000), Decimal(5_000), Decimal(7_000), False)
    assert OnwardSale.objects.count() == 3


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"kg": "0"}, "trade.onward-above-arrived"),
        ({"to_whom": " "}, "trade.onward-to-nobody"),
        ({"on": ON + timedelta(1)}, "trade.not-shipped-yet"),
        ({"who": "noy"}, "trade.only-the-importer-sells-on"),
    ],
)
def test_what_is_no_onward_sale(cast: Cast, changed: dict[str, object], code: str) -> None:
    contract = sold(cast, "Nobody here")
    with pytest.raises(Refused) as caught:
        sell(cast, contract, **{"kg": "10", **changed})  # type: ignore[arg-type]
    assert codes(caught) == [code]


def test_an_importer_named_in_the_roles_writes_although_it_does_not_sign(cast: Cast, sign_in: Visit) -> None:
    contract = sold(cast, "Mungo Cocoa Cooperative")
    ebong, page = sign_in("ebong"), f"/market/contracts/{contract.id}/onward/"
    assert ebong.get(f"/market/contracts/{contract.id}/").status_code == 404, "the contract stays between its parties"
    assert "Write what was sold on" in ebong.get(page).content.decode()
    new = {"operation_id": fresh(), "lot": "0", "kg": "1500", "to_whom": "Shops of Aarhus", "on": ON.isoformat()}
    assert ebong.post(f"{page}new/", new).status_code == 302
    for party in ("noy", "freja"):
        shown = sign_in(party).get(page).content.decode()
        assert "Shops of Aarhus" in shown and "1,500 of 12,000 kg" in shown and "Write what was sold on" not in shown
    assert sign_in("ngozi").get(page).status_code == 404
