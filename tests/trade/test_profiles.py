"""Being found and trusted: a profile, who sees what of it, requests answered with a day, introductions, certificates at each use."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rochdale.base.models import Look
from rochdale.kernel.refusal import Refused
from rochdale.people.models import Sharing
from rochdale.trade.market.defaults import SHIPPED
from rochdale.trade.models import (
    Certificate,
    Connection,
    ContactPerson,
    Contract,
    Introduction,
    Market,
    OfferCertificate,
    ProfileGoods,
    ViewRequest,
)
from rochdale.trade.operations import (
    answer_introduction,
    answer_request,
    ask_to_see,
    become_contact,
    change_certificate_status,
    describe_organization,
    end_views,
    grant_introducing,
    introduce,
)
from rochdale.trade.rules.goods import CertificateFacts
from rochdale.trade.shipping_papers import checklist_of
from rochdale.trade.snapshot import EVERYTHING, take
from tests.cast import AT, Cast
from tests.people.test_leaving import everything_in, exported
from tests.trade.api import Visit, send
from tests.trade.goods import an_offer, fresh
from tests.trade.profiles import a_certificate, show, some_goods
from tests.trade.shipments import agree, begun
from tests.trade.test_partners import answer, ask

pytestmark = pytest.mark.django_db
ORGANIC = (CertificateFacts("organic"),)
PDF = b"%PDF-1.7 a scope certificate"


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in caught.value.refusals]


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.fixture
def shown(cast: Cast) -> Cast:
    """Bolaven shows goods and certificates to users, its words to everybody, the rest to nobody."""
    noy = cast.actor("noy")
    describe_organization(id=fresh(), by=noy, at=AT, text="We grow coffee on the plateau.", languages=["lo", "en"])
    some_goods(noy)
    a_certificate(noy)
    show(noy, about="public", goods="users", certificates="users")
    return cast


def test_a_profile_is_written_step_by_step(sign_in: Visit, cast: Cast) -> None:
    noy = sign_in("noy")
    assert "Nothing is written yet." in text(noy, "/market/profile/")
    noy.post("/market/profile/about/", {"operation_id": fresh(), "text": "We grow coffee.", "languages": ["lo", "en"]})
    steps = {"side": "grows", "product": "coffee", "species": "arabica", "process": "washed", "protocol": "SCA-2004", "score": "84"}
    months = {"available": ["12", "1", "2"], "harvest": ["11"]}
    page = noy.post("/market/profile/goods/new/", {"step": 4, **steps, **months}).content.decode()
    assert "How much in a weak year?" in page
    last = {"step": 5, **steps, **months, "least_kg": "20,000", "most_kg": "60,000", "operation_id": fresh()}
    assert noy.post("/market/profile/goods/new/", last).status_code == 302
    row = ProfileGoods.objects.get()
    assert (row.least_kg, row.most_kg, row.available) == (20_000, 60_000, 0b100000000011)
    page = text(noy, "/market/profile/")
    assert "20,000 to 60,000 kg a year" in page and "December to February" in page and "Nobody, unless we say yes" in page
    noy.post("/market/profile/parts/goods/", {"operation_id": fresh(), "level": "users"})
    noy.post("/market/profile/me/", {"operation_id": fresh(), "about": "samples", "reached": "+856 20 555", "languages": ["lo"]})
    assert ContactPerson.objects.get().person_id == cast.noy.id
    assert "Noy Sengdara" in text(noy, "/market/profile/")
    png = SimpleUploadedFile("tables.png", b"\x89PNG\r\n\x1a\n" + b"0" * 50)
    assert noy.post("/market/profile/pictures/new/", {"operation_id": fresh(), "picture": png, "says": "Drying tables"}).status_code == 302
    assert "Drying tables" in text(noy, "/market/profile/")
    assert re.search(r"\d+ of \d+ things are ready", text(noy, "/market/profile/ready/"))
    assert noy.get(f"/market/profiles/{cast.bolaven.id}/profile.pdf").content.startswith(b"%PDF")


def test_each_reader_sees_what_is_shown_to_it(sign_in: Visit, shown: Cast) -> None:
    address = f"/market/profiles/{shown.bolaven.id}/"
    street, freja = text(Client(), address), text(sign_in("freja"), address)
    assert "on the plateau" in street and "Arabica" not in street and "LA-BIO-17" not in street
    assert "Arabica" in freja and "LA-BIO-17" in freja
    assert Client().get(f"/market/profiles/{shown.mungo.id}/").status_code == 404, "what shows nothing is not there"
    assert "Bolaven" not in text(Client(), "/market/find/?side=grows"), "nor is it counted"
    assert "0 organizations fit" in text(Client(), "/market/find/?side=grows")
    assert "Bolaven" in text(sign_in("freja"), "/market/find/?side=grows&product=coffee&month=2&scheme=organic&certified_in=2027-03-01")


def test_a_search_explains_each_filter_and_never_counts_what_is_hidden(sign_in: Visit, shown: Cast) -> None:
    ebong = shown.actor("ebong")
    some_goods(ebong, product="cocoa", species="", process="", protocol="", score=None)
    page = text(sign_in("freja"), "/market/find/?side=grows")
    assert "1 organization fits" in page and "Mungo" not in page, "Mungo shows its goods to nobody"
    show(ebong, goods="users")
    page = text(sign_in("freja"), "/market/find/?side=grows&product=cocoa&near=CMDLA&within_km=50")
    assert "Mungo" in page and "Bolaven" not in page
    assert re.search(r"show you what they grow: <b>2</b>", page) and re.search(r"Cocoa beans: <b>1</b>", page)
    assert "never compared" in text(sign_in("freja"), "/market/find/?side=grows&min_score=80")


def test_pages_of_a_search_turn_by_the_last_row(sign_in: Visit, shown: Cast) -> None:
    for name in ("ebong", "ngozi"):
        some_goods(shown.actor(name))
        show(shown.actor(name), goods="users")
    page = text(sign_in("freja"), f"/market/find/?side=grows&after={shown.bolaven.id}")
    assert "Mungo" in page and "Littoral" in page and 'title="Bolaven' not in page and "<h2>Bolaven" not in page
    assert text(sign_in("freja"), "/market/find/?side=grows&after=nonsense")


def test_a_buyer_asks_and_the_cooperative_says_yes_until_a_day(sign_in: Visit, shown: Cast) -> None:
    noy, freja = sign_in("noy"), sign_in("freja")
    papers = f"/market/profiles/{shown.bolaven.id}/parts/papers/"
    assert freja.get(papers).status_code == 404
    asked = {"operation_id": fresh(), "parts": ["papers", "plots"], "why": "We look for organic coffee"}
    assert freja.post(f"/market/profiles/{shown.bolaven.id}/ask/", asked).status_code == 302
    row = ViewRequest.objects.get()
    assert "We look for organic coffee" in text(noy, f"/market/requests/{row.id}/")
    until = AT.date() + timedelta(days=30)
    noy.post(f"/market/requests/{row.id}/yes/", {"operation_id": fresh(), "parts": ["papers"], "until_on": until.isoformat()})
    assert Sharing.objects.get().what == "trade.certificate-papers", "a consent as any other"
    assert "What do you look for?" in text(freja, papers), "a look is told before it is had"
    assert "LA-BIO-17" not in text(freja, papers)
    freja.post(papers, {"operation_id": fresh(), "purpose": "Scope of the organic certificate"})
    assert "LA-BIO-17" in text(freja, papers)
    assert freja.get(f"/market/profiles/{shown.bolaven.id}/parts/plots/").status_code == 404, "what was asked and not shown"
    assert "Scope of the organic certificate" in text(noy, f"/market/requests/{row.id}/")
    assert Look.objects.get().owner_id == shown.bolaven.id
    noy.post(f"/market/requests/{row.id}/stop/", {"operation_id": fresh()})
    assert freja.get(papers).status_code == 404
    assert "Taken back" in text(freja, f"/market/requests/{row.id}/")


def test_the_day_of_a_yes_passes(shown: Cast) -> None:
    noy, freja = shown.actor("noy"), shown.actor("freja")
    made = ask_to_see(id=fresh(), by=freja, at=AT, organization_id=shown.bolaven.id, parts=["quality"], why="For the autumn")
    until = AT.date() + timedelta(days=3)
    answer_request(id=fresh(), by=noy, at=AT, request_id=UUID(made), parts=["quality"], until_on=until)
    assert end_views(AT + timedelta(days=3)) == 0, "the last day counts"
    assert Sharing.objects.filter(until_at=None).count() == 1
    assert end_views(AT + timedelta(days=4)) == 1 and end_views(AT + timedelta(days=4)) == 0
    assert not Sharing.objects.filter(until_at=None).exists()


def test_a_no_says_why_and_a_second_request_waits(shown: Cast) -> None:
    noy, freja = shown.actor("noy"), shown.actor("freja")
    how = {"at": AT, "organization_id": shown.bolaven.id, "parts": ["prices"], "why": "To know the range"}
    made = ask_to_see(id=fresh(), by=freja, **how)
    with pytest.raises(Refused) as caught:
        ask_to_see(id=fresh(), by=freja, **how)
    assert codes(caught) == ["trade.request-waits-already"]
    with pytest.raises(Refused) as caught:
        answer_request(id=fresh(), by=noy, at=AT, request_id=UUID(made), parts=[])
    assert codes(caught) == ["trade.no-needs-a-reason"]
    answer_request(id=fresh(), by=noy, at=AT, request_id=UUID(made), parts=[], reason="After the first contract")
    with pytest.raises(Refused) as caught:
        answer_request(id=fresh(), by=noy, at=AT, request_id=UUID(made), parts=["prices"], until_on=AT.date())
    assert codes(caught) == ["trade.request-answered-already"]


def test_two_yeses_connect_and_the_introducer_learns_only_that_they_answered(sign_in: Visit, shown: Cast) -> None:
    noy, freja, ngozi = shown.actor("noy"), shown.actor("freja"), shown.actor("ngozi")
    jonas = shown.actor("jonas")
    become_contact(id=fresh(), by=noy, at=AT, about="samples", reached="+856 20 555", languages=["lo"])
    said = {
        "one_id": shown.bolaven.id,
        "other_id": shown.faelles.id,
        "text": "Both care for shade coffee",
        "commission": "1 % from the buyer",
    }
    with pytest.raises(Refused) as caught:
        introduce(id=fresh(), by=ngozi, at=AT, **said)
    assert codes(caught) == ["trade.not-an-introducer"]
    sofia = shown.actor("sofia")
    grant_introducing(id=fresh(), by=sofia, at=AT, organization_id=shown.littoral.id, reason="A federation that knows both")
    made = UUID(introduce(id=fresh(), by=ngozi, at=AT, **said, parts=["plots"]))
    with pytest.raises(Refused):
        answer_introduction(id=fresh(), by=freja, at=AT, introduction_id=made, is_yes=True)
    page = f"/market/introductions/{made}/"
    assert "1 % from the buyer" in text(sign_in("noy"), page)
    people = f"/market/profiles/{shown.bolaven.id}/parts/people/"
    sign_in("noy").post(f"{page}yes/", {"operation_id": fresh()})
    assert "Has answered" in text(sign_in("ngozi"), page) and ">Yes<" not in text(sign_in("ngozi"), page)
    assert sign_in("jonas").get(people).status_code == 404, "one yes shows nobody"
    answer_introduction(id=fresh(), by=jonas, at=AT, introduction_id=made, is_yes=True)
    assert Connection.objects.get().introduction_id == made
    device = sign_in("jonas")
    assert device.post(people, {"operation_id": fresh(), "purpose": "To call them"}).status_code == 302
    assert "+856 20 555" in text(device, people)
    assert device.get(f"/market/profiles/{shown.bolaven.id}/parts/plots/").status_code == 200, "what the introduction named"
    assert "Connected" in text(device, "/market/introductions/") and "Connected" not in text(sign_in("ngozi"), "/market/introductions/")
    device.post(f"/market/connections/{Connection.objects.get().id}/end/", {"operation_id": fresh()})
    assert device.get(people).status_code == 404


def test_a_no_to_an_introduction_connects_nobody_and_another_may_follow(shown: Cast) -> None:
    ngozi, sides = shown.actor("ngozi"), {"one_id": shown.bolaven.id, "other_id": shown.faelles.id}
    grant_introducing(id=fresh(), by=shown.actor("bounmy"), at=AT, organization_id=shown.littoral.id, reason="Knows both")
    made = introduce(id=fresh(), by=ngozi, at=AT, **sides, text="They should meet", commission="nothing")
    answer_introduction(id=fresh(), by=shown.actor("noy"), at=AT, introduction_id=UUID(made), is_yes=False, reason="Not now")
    answer_introduction(id=fresh(), by=shown.actor("jonas"), at=AT, introduction_id=UUID(made), is_yes=True)
    assert not Connection.objects.exists()
    introduce(id=fresh(), by=ngozi, at=AT, **sides, text="They should meet now", commission="nothing")
    assert Introduction.objects.count() == 2


def test_an_offer_carries_the_certificate_of_the_register(cast: Cast) -> None:
    noy = cast.actor("noy")
    certificate = a_certificate(noy)
    offer = an_offer(noy, certificates=ORGANIC)
    said = OfferCertificate.objects.get(offer=offer)
    assert (said.held_id, said.number, said.valid_until) == (certificate, "LA-BIO-17", date(2027, 12, 31))
    with pytest.raises(Refused) as caught:
        an_offer(noy, reference="LATE", certificates=ORGANIC, ready_from=date(2028, 1, 12), ready_until=date(2028, 3, 1))
    assert codes(caught) == ["trade.certificate-has-ended"]
    with pytest.raises(Refused) as caught:
        an_offer(noy, reference="TEA", product="tea", species="", process="", protocol="", score=None, certificates=ORGANIC)
    assert codes(caught) == ["trade.certificate-not-for-product"]


def test_a_suspended_certificate_carries_nothing_new(cast: Cast) -> None:
    noy = cast.actor("noy")
    certificate = a_certificate(noy)
    an_offer(noy, certificates=ORGANIC)

    def frozen() -> object:
        (row,) = take(EVERYTHING, on=AT.date(), defaults=SHIPPED.read_text(), seed=1, time_limit=None).frozen.offers
        return row.certifications

    assert frozen() == {"organic"}
    change_certificate_status(
        id=fresh(), by=noy, at=AT, certificate_id=certificate, status="suspended", on=AT.date(), reason="Letter 12 of the certifier"
    )
    assert frozen() == frozenset(), "the market does not sell it as organic"
    with pytest.raises(Refused) as caught:
        an_offer(noy, reference="B-2", certificates=ORGANIC)
    assert codes(caught) == ["trade.certificate-is-suspended"]
    assert not Market.objects.exists()


def test_a_certificate_is_written_down_with_its_paper(sign_in: Visit, cast: Cast) -> None:
    noy = sign_in("noy")
    said = {
        "scheme": "organic",
        "number": "LA-1",
        "certifier": "Ecocert",
        "holder": "Bolaven",
        "products": ["coffee"],
        "sites": "Paksong mill",
    }
    days = {"valid_from": "2026-01-01", "valid_until": "2027-12-31", "operation_id": fresh()}
    made = noy.post("/market/certificates/new/", {"step": 3, **said, **days})
    row = Certificate.objects.get()
    assert made.status_code == 302 and row.sites == ["Paksong mill"]
    paper = SimpleUploadedFile("scope.pdf", PDF)
    noy.post(f"/market/certificates/{row.id}/paper/new/", {"operation_id": fresh(), "paper": paper})
    assert noy.get(f"/market/certificates/{row.id}/paper/").content == PDF
    assert sign_in("freja").get(f"/market/certificates/{row.id}/paper/").status_code == 404
    noy.post(
        f"/market/certificates/{row.id}/status/",
        {"operation_id": fresh(), "status": "withdrawn", "on": AT.date().isoformat(), "reason": "Letter 3"},
    )
    assert "withdrawn" in text(noy, f"/market/certificates/{row.id}/")


def test_a_program_finds_asks_and_looks(sign_in: Visit, shown: Cast) -> None:
    freja, noy = sign_in("freja"), sign_in("noy")
    found = freja.get("/api/profiles?product=coffee&month=2&scheme=organic&certified_in=2027-03-01").json()
    assert [row["name"] for row in found["rows"]] == ["Bolaven Coffee Growers"] and found["count"] == 1
    assert found["steps"][0] == {"filter": "side", "left": 1}
    seen = freja.get(f"/api/profiles/{shown.bolaven.id}").json()
    assert seen["parts"] == ["about", "certificates", "goods"] and seen["goods"][0]["available"] == [1, 2, 3, 12]
    made = send(freja, f"profiles/{shown.bolaven.id}/requests", {"parts": ["papers"], "why": "For the autumn"}).json()
    look = f"profiles/{shown.bolaven.id}/parts/papers"
    assert send(freja, look, {"purpose": "The scope"}).status_code == 404
    answer = {"parts": ["papers"], "until_on": str(AT.date() + timedelta(days=9))}
    assert send(noy, f"view-requests/{made['id']}/answer", answer).status_code == 200
    table = send(freja, look, {"purpose": "The scope"}).json()
    assert table["rows"][0][0] == "Organic LA-BIO-17" and Look.objects.get().purpose == "The scope"


def test_what_the_register_says_counts_when_the_goods_leave(cast: Cast) -> None:
    noy = cast.actor("noy")
    certificate = a_certificate(noy)
    answer(cast, ask(cast, an_offer(noy, certificates=ORGANIC), kg=12_000), is_yes=True, days=0)
    contract = Contract.objects.get()
    agree(contract, noy, [cast.actor("freja")], AT)
    shipment = begun(contract, noy, AT)
    day = AT.date() + timedelta(days=12)

    def holds(on: date) -> bool:
        return next(item.holds for item in checklist_of(shipment, today=AT.date(), leaves_on=on) if item.document == "certificate")

    assert holds(day)
    change_certificate_status(
        id=fresh(), by=noy, at=AT, certificate_id=certificate, status="suspended", on=AT.date(), reason="Letter 12 of the certifier"
    )
    assert not holds(day), "suspended between contract and shipment"
    a_certificate(noy, number="LA-BIO-18", valid_from=date(2026, 11, 1), valid_until=date(2028, 10, 31))
    assert holds(day) and holds(date(2028, 10, 31)), "a renewal takes its place by itself"
    assert not holds(date(2028, 11, 1))


def test_what_the_other_side_said_does_not_leave(shown: Cast, tmp_path: Path) -> None:
    noy, jonas, ngozi = (shown.actor(name) for name in ("noy", "jonas", "ngozi"))
    grant_introducing(id=fresh(), by=shown.actor("sofia"), at=AT, organization_id=shown.littoral.id, reason="Knows both")
    sides = {"one_id": shown.bolaven.id, "other_id": shown.faelles.id}
    made = UUID(introduce(id=fresh(), by=ngozi, at=AT, **sides, text="They should meet", commission="nothing"))
    answer_introduction(id=fresh(), by=jonas, at=AT, introduction_id=made, is_yes=False, reason="They are too small")
    answer_introduction(id=fresh(), by=noy, at=AT, introduction_id=made, is_yes=True)
    request = ask_to_see(id=fresh(), by=jonas, at=AT, organization_id=shown.bolaven.id, parts=["quality"], why="For the autumn")
    tables = exported(shown, "bolaven", tmp_path)
    assert [row["is_yes"] for row in tables["trade.IntroductionAnswer"]] == [True]
    assert tables["trade.Introduction"][0]["by_name"] == "" and tables["trade.ViewRequest"][0]["by_name"] == ""
    assert tables["trade.ViewRequest"][0]["id"] == request and len(tables["trade.Certificate"]) == 1
    assert "too small" not in everything_in(tmp_path / "bolaven.zip").decode(errors="replace")
    assert not exported(shown, "littoral", tmp_path)["trade.IntroductionAnswer"], "the introducer takes no answer along"
