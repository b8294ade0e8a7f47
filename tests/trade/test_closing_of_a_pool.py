"""The closing report of a pool, through the screens: each cooperative and the buyer tell, one freezes it, all say yes, anybody opens it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from rochdale.base import two_persons
from rochdale.trade.models import Contract, Publication
from rochdale.trade.queries.premium import dues_of
from tests.cast import Cast
from tests.trade.api import Visit
from tests.trade.test_cases_of_contracts import read, sent, words
from tests.trade.test_settling import LATER, prepared
from tests.trade.test_settling import paid as paid  # a fixture
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
DAY = LATER.date().isoformat()


def told(device: Client, path: str, code: str, amount: str, visibility: str = "public") -> str:
    return sent(device, f"{path}closing/tell/", code=code, amount=amount, currency="USD", on=DAY, visibility=visibility, evidence="Book 3")


def test_a_pool_tells_who_earned_what_and_no_cooperative_sees_the_others_lines(
    sign_in: Visit, cast: Cast, paid: Contract, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    noy, ngozi, freja = (sign_in(name) for name in ("noy", "ngozi", "freja"))
    path = f"/market/contracts/{paid.id}/"
    proposal = two_persons.proposals_of(cast.actor("noy").organization_id).get(pk=prepared(cast, paid))
    sent(noy, f"/market/settlements/{proposal.id}/", sha256=proposal.content_sha256)
    told(noy, path, "first", "40000")
    told(ngozi, path, "first", "21000")
    told(freja, path, "freight", "3000", "counterparties")
    sent(freja, f"{path}onward/new/", lot="0", kg="9500", to_whom="Roaster in Odense", on=DAY, reference="")
    page = sent(noy, f"{path}closing/publish/")
    assert not Publication.objects.exists(), "without a price on the shelf there is no share"
    told(freja, path, "retail", "24.00")
    draft = words(read(ngozi, f"{path}closing/"))
    assert "21,000.00 USD" in draft and "went to the growers" in draft
    assert "Growers, at delivery" not in words(read(freja, f"{path}closing/")), "a settlement is the sellers' own"
    sent(noy, f"{path}closing/publish/")
    row = Publication.objects.get()
    share = Decimal(61_000) / 19_000 * Decimal("1.19") / 24
    assert row.content["share"] == f"{share:.4f}" and row.content["onward"] == {"arrived_kg": "19000", "sold_kg": "9500", "buyers": "1"}
    stranger = WatchfulClient(headers={"accept-language": "en"})
    for device in (ngozi, freja):
        assert stranger.get(f"/market/shown/{row.code}/").status_code == 404
        assert "waits for your yes" in words(read(device, f"{path}closing/"))
        sent(device, f"/market/publications/{row.id}/answer/", sha256=row.sha256, is_yes="on")
    page = words(read(stranger, f"/market/shown/{row.code}/"))
    assert f"{share * 100:.2f} %" in page and "Of 19,000 kg that arrived, 9,500 kg were sold on, to 1 buyer." in page
    assert "Odense" not in page and "21,000" not in page and "Freight" not in page, "sums of the pool, and only what all may see"
    assert freja.get(f"/market/publications/{row.id}/report.pdf").content.startswith(b"%PDF")


def test_a_premium_unlike_what_is_owed_is_flagged_on_its_pages_and_on_paper(
    sign_in: Visit, cast: Cast, paid: Contract, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    noy, invoice = sign_in("noy"), paid.invoices.get(kind="380")
    (due,) = dues_of(paid, cast.bolaven.id)
    sent(noy, f"/market/invoices/{invoice.id}/premium/", amount="500.00", on=DAY, reference="P-1")
    flagged = f"Invoice {invoice.number} owes {due.money.amount} USD; 500.00 USD came in."
    assert flagged in words(read(noy, "/market/premium/coffee/USD/"))
    assert "What came in is not what the invoice owes. Ask who paid." in words(read(noy, "/market/premium/"))
    assert noy.get("/market/premium/coffee/USD/board.pdf").content.startswith(b"%PDF")
    sent(noy, f"/market/invoices/{invoice.id}/premium/", amount=str(due.money.amount - 500), on=DAY, reference="P-2")
    assert flagged not in words(read(noy, "/market/premium/coffee/USD/"))
