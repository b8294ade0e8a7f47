"""The market through its API, as a program or a phone would use it."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from rochdale.base.worker import Worker
from rochdale.kernel.ids import new_id
from rochdale.people.acting import SESSION_KEY
from rochdale.trade.commands import market as market_command
from rochdale.trade.market import defaults as defaults_module
from rochdale.trade.models import Answer, Container, Contract, Match, Offer
from tests.cast import AT, Cast
from tests.trade.api import AHEAD, NEED, OFFER, Visit, codes, offered, send

pytestmark = pytest.mark.django_db


def test_whoever_is_not_signed_in_hears_so_in_json(client: Client, cast: Cast) -> None:
    response = client.get("/api/offers")
    assert response.status_code == 401
    assert response.json()["refused"][0]["message"] == "You are not signed in. Sign in first, then send it again."


def test_a_phone_signs_in_takes_its_token_and_offers_a_lot(cast: Cast) -> None:
    phone = Client(enforce_csrf_checks=True)
    phone.force_login(cast.people["noy"])
    refused = send(phone, "offers", OFFER)
    assert (refused.status_code, codes(refused)) == (403, ["base.token-missing"])
    token = phone.get("/api/me").json()["csrf_token"]
    made = send(phone, "offers", OFFER, **{"X-CSRFToken": token})
    assert made.status_code == 201
    offer = phone.get(f"/api/offers/{made.json()['id']}").json()
    assert offer["reserve"] == {"amount": "4.4", "currency": "USD", "unit": "kg", "per_kg": "4.4"}
    assert (offer["kg"], offer["score"], offer["country"], offer["is_open"], offer["left"]) == (19_200, "85.25", "LA", True, None)
    assert phone.get("/api/offers").json()["rows"][0]["reference"] == offer["reference"]


@pytest.mark.parametrize("as_header", [True, False], ids=["Idempotency-Key", "id"])
def test_sent_twice_it_is_done_once_and_other_content_under_the_same_id_is_refused(sign_in: Visit, as_header: bool) -> None:
    noy, id = sign_in("noy"), str(new_id())
    headers = {"Idempotency-Key": id} if as_header else {}
    content = OFFER if as_header else {**OFFER, "id": id}
    first, second = (send(noy, "offers", content, **headers) for _ in range(2))
    assert (first.status_code, first.json()) == (second.status_code, second.json()) == (201, {"id": id})
    assert Offer.objects.count() == 1
    other = send(noy, "offers", {**content, "kg": 600}, **headers)
    assert (other.status_code, codes(other)) == (409, ["base.same-id-other-content"])
    assert Offer.objects.get().kg == 19_200


def test_what_a_rule_refuses_is_said_with_code_facts_and_a_sentence(sign_in: Visit) -> None:
    response = send(sign_in("noy"), "offers", {**OFFER, "ready_from": "2020-01-01", "ready_until": "2020-02-01", "kg": 0})
    assert response.status_code == 409
    assert codes(response) == ["trade.kg-not-positive", "trade.window-is-over"]
    told = response.json()["refused"][1]
    assert told["facts"]["ends"] == "2020-02-01"
    assert told["message"].startswith("The time ended on ")
    assert not Offer.objects.exists()


def test_who_may_not_trade_is_refused(sign_in: Visit) -> None:
    response = send(sign_in("kham"), "offers", OFFER)
    assert (response.status_code, codes(response)) == (403, ["trade.may-not-trade"])
    assert sign_in("pao").get("/api/offers").status_code == 403


def priced(amount: object) -> dict[str, Any]:
    return {**OFFER, "reserve": {**OFFER["reserve"], "amount": amount}}


DEEP = '{"kg": 1, "certificates": ' + "[" * 1000 + "]" * 1000 + "}"
BAD_INPUT: list[tuple[str, object, str, str]] = [
    ("an unknown field is named", {**OFFER, "colour": "red"}, "base.field-unknown", "colour"),
    (
        "an unknown field inside another is named",
        {**OFFER, "reserve": {**OFFER["reserve"], "vat": "1"}},
        "base.field-unknown",
        "reserve.vat",
    ),
    ("a missing field is named", {key: value for key, value in OFFER.items() if key != "port"}, "base.field-missing", "port"),
    ("a price as a float", priced(4.4), "base.field-not-an-amount", "reserve.amount"),
    ("a price as a number", priced(4), "base.field-not-an-amount", "reserve.amount"),
    ("a price that is no number", priced("NaN"), "base.field-not-an-amount", "reserve.amount"),
    ("a price of 10^400 as text", priced("1" + "0" * 400), "base.field-not-an-amount", "reserve.amount"),
    ("a price in scientific writing", priced("1e5"), "base.field-not-an-amount", "reserve.amount"),
    ("NaN as a weight", json.dumps({**OFFER, "kg": float("nan")}), "base.field-not-a-whole-number", "kg"),
    ("infinity as a weight", json.dumps({**OFFER, "kg": float("inf")}), "base.field-not-a-whole-number", "kg"),
    ("10^400 as a weight", {**OFFER, "kg": 10**400}, "base.field-not-a-whole-number", "kg"),
    (
        "a weight of 9,999 digits",
        json.dumps({**OFFER, "kg": 1}).replace('"kg": 1', '"kg": ' + "9" * 9_999),
        "base.field-not-a-whole-number",
        "kg",
    ),
    ("a weight beyond all measure", {**OFFER, "kg": 10**12}, "base.field-too-large", "kg"),
    ("a weight in quotation marks", {**OFFER, "kg": "600"}, "base.field-not-a-whole-number", "kg"),
    ("a weight that is true", {**OFFER, "kg": True}, "base.field-not-a-whole-number", "kg"),
    ("nested 1,000 deep", DEEP, "base.body-too-deep", "certificates"),
    ("a day that does not exist", {**OFFER, "ready_from": "2027-02-31"}, "base.field-not-a-day", "ready_from"),
    ("a day in the year 0", {**OFFER, "ready_from": "0000-01-01"}, "base.field-not-a-day", "ready_from"),
    ("a day as a number", {**OFFER, "ready_from": 1767225600}, "base.field-not-a-day", "ready_from"),
    ("a NUL in a name", {**OFFER, "cooperative": "Bo\u0000laven"}, "base.field-hidden-signs", "cooperative"),
    ("a sign that turns the line", {**OFFER, "cooperative": "Bo\u202elaven"}, "base.field-hidden-signs", "cooperative"),
    ("half of a letter", json.dumps({**OFFER, "cooperative": "\ud800"}), "base.field-hidden-signs", "cooperative"),
    ("a name of 100 kB", {**OFFER, "cooperative": "B" * 100_000}, "base.field-too-long", "cooperative"),
    ("text where a list belongs", {**OFFER, "certificates": "fairtrade"}, "base.field-not-a-list", "certificates"),
    ("a list where an object belongs", {**OFFER, "reserve": []}, "base.field-not-an-object", "reserve"),
    ("a species nobody knows", {**OFFER, "species": "arabicca"}, "base.field-not-one-of", "species"),
    ("a certificate nobody knows", {**OFFER, "certificates": [{"scheme": "fair"}]}, "base.field-not-one-of", "certificates.0.scheme"),
    ("a way of leaving nobody knows", {**OFFER, "goes_by": "mule"}, "base.field-not-one-of", "goes_by"),
    ("an id that is none", {**OFFER, "id": "7"}, "base.field-not-an-id", "id"),
    ("a field twice", '{"kg": 1, "kg": 2}', "base.field-twice", "kg"),
    ("a list instead of an object", [], "base.field-not-an-object", ""),
    ("nothing at all", "", "base.field-missing", ""),
]


@pytest.mark.parametrize(("row", "content", "code", "field"), BAD_INPUT, ids=[row[0] for row in BAD_INPUT])
def test_what_has_not_the_form_asked_for_is_refused_by_name(sign_in: Visit, row: str, content: object, code: str, field: str) -> None:
    response = send(sign_in("noy"), "offers", content)
    assert response.status_code == 400, response.content
    told = response.json()["refused"][0]
    assert (told["code"], told["facts"]["field"]) == (code, field)
    assert "%(" not in told["message"]
    assert not Offer.objects.exists()


@pytest.mark.parametrize("content", ["{", "kg=1", b"\xff\xfe{}", "{" + '"\\' * 100_000])
def test_what_is_no_json_is_refused_with_its_place(sign_in: Visit, content: object) -> None:
    response = send(sign_in("noy"), "offers", content)
    assert (response.status_code, codes(response)) == (400, ["base.body-not-json"])


def test_a_body_over_the_limit_is_not_read(sign_in: Visit) -> None:
    response = send(sign_in("noy"), "offers", {**OFFER, "cooperative": "B" * 300_000})
    assert (response.status_code, codes(response)) == (413, ["base.body-too-large"])


def test_two_ids_for_one_operation_are_refused(sign_in: Visit) -> None:
    response = send(sign_in("noy"), "offers", {**OFFER, "id": str(new_id())}, **{"Idempotency-Key": str(new_id())})
    assert (response.status_code, codes(response)) == (400, ["base.two-ids"])


def test_accents_and_tone_marks_are_kept(sign_in: Visit) -> None:
    noy = sign_in("noy")
    offered(noy, cooperative="ສະຫະກອນ ກາເຟ <b>é</b>")
    assert noy.get("/api/offers").json()["rows"][0]["cooperative"] == "ສະຫະກອນ ກາເຟ <b>é</b>"


def test_an_offer_is_changed_and_taken_off(sign_in: Visit) -> None:
    noy = sign_in("noy")
    id = offered(noy)
    change = {"kg": 600, "ready_from": str(AHEAD), "ready_until": str(AHEAD), "reserve_price": "4.5", "visibility": "private"}
    assert send(noy, f"offers/{id}", change, "put").json() == {"id": id}
    offer = noy.get(f"/api/offers/{id}").json()
    assert (offer["kg"], offer["reserve"]["amount"], offer["visibility"]) == (600, "4.5", "private")
    assert send(noy, f"offers/{id}/withdraw", "").json() == {"id": id}
    again = send(noy, f"offers/{id}/withdraw", "")
    assert (again.status_code, codes(again)) == (409, ["trade.not-open"])


def test_others_see_the_offer_and_never_its_reserve(sign_in: Visit) -> None:
    id = offered(sign_in("noy"), reserve={"amount": "4.4321", "currency": "USD", "unit": "kg"})
    freja = sign_in("freja")
    listed, one = freja.get("/api/on-offer"), freja.get(f"/api/on-offer/{id}")
    assert [row["id"] for row in listed.json()["rows"]] == [id]
    for response in (listed, one):
        assert b"4.4321" not in response.content
        assert b"reserve" not in response.content
    assert sign_in("noy").get(f"/api/on-offer/{id}").status_code == 404


def test_what_belongs_to_others_looks_like_what_is_not_there(sign_in: Visit) -> None:
    id = offered(sign_in("noy"), visibility="private")
    freja = sign_in("freja")
    for path in ("/api/offers/{}", "/api/on-offer/{}"):
        foreign, unknown = freja.get(path.format(id)), freja.get(path.format(new_id()))
        assert foreign.status_code == unknown.status_code == 404
        assert foreign.content == unknown.content
    assert send(freja, f"offers/{id}/withdraw", {}).content == send(freja, f"offers/{new_id()}/withdraw", {}).content


def test_a_need_is_posted_seen_without_its_limit_and_taken_back(sign_in: Visit) -> None:
    freja, noy = sign_in("freja"), sign_in("noy")
    made = send(freja, "needs", {**NEED, "limit": {"amount": "6.2345", "currency": "USD", "unit": "kg"}})
    assert made.status_code == 201, made.content
    id = made.json()["id"]
    assert freja.get(f"/api/needs/{id}").json()["limit"]["amount"] == "6.2345"
    assert freja.get("/api/needs").json()["count"] == 1
    for path in ("/api/wanted", f"/api/wanted/{id}"):
        response = noy.get(path)
        assert response.status_code == 200
        assert b"6.2345" not in response.content
    assert send(freja, f"needs/{id}/withdraw", {}).json() == {"id": id}
    assert noy.get("/api/wanted").json()["count"] == 0


def test_long_lists_come_in_pages(sign_in: Visit) -> None:
    noy = sign_in("noy")
    for _ in range(3):
        offered(noy)
    first = noy.get("/api/offers?per_page=2").json()
    assert (first["count"], len(first["rows"])) == (3, 2)
    second = noy.get(first["next"]).json()
    assert (len(second["rows"]), second["next"]) == (1, None)
    for address, code in (
        ("per_page=1000", "base.field-too-large"),
        ("page=two", "base.field-not-a-whole-number"),
        ("colour=red", "base.field-unknown"),
    ):
        wrong = noy.get(f"/api/offers?{address}")
        assert (wrong.status_code, codes(wrong)) == (400, [code])


def test_a_long_list_costs_no_more_questions_than_a_short_one(sign_in: Visit, django_assert_max_num_queries: Any) -> None:
    noy, freja = sign_in("noy"), sign_in("freja")
    for _ in range(8):
        offered(noy)
    for client, path in ((noy, "/api/offers"), (freja, "/api/on-offer")):
        with django_assert_max_num_queries(8):
            assert client.get(path).json()["count"] == 8


def test_codes_and_places_are_told_in_the_readers_language(sign_in: Visit) -> None:
    noy = sign_in("noy")
    told = noy.get("/api/codes").json()
    assert {"code": "coffee", "name": "Green coffee"} in told["products"]
    assert "XAF" in told["currencies"]
    assert "quintal46" in [unit["code"] for unit in told["price_units"]]
    assert noy.get("/api/places?name=Da Nang").json()[0] == {"code": "VNDAD", "name": "Da Nang", "is_sea_port": True}
    assert noy.get("/api/places").status_code == 400


def test_floors_name_their_source(sign_in: Visit) -> None:
    freja = sign_in("freja")
    rows = freja.get(f"/api/floors?on={AT.date()}").json()
    assert rows["count"] == len(rows["rows"])
    for row in rows["rows"]:
        assert row["source"]
        assert freja.get(f"/api/floors/{row['id']}").json() == row
    assert freja.get(f"/api/floors/{new_id()}").status_code == 404


def match_of(container: Container, who: str) -> Match:
    found = Match.objects.select_related("offer").filter(container=container, offer__cooperative__startswith=who).first()
    assert found is not None
    return found


def test_a_match_is_explained_to_its_parties_and_unknown_to_all_others(sign_in: Visit, shared_container: Container) -> None:
    noy, match = sign_in("noy"), match_of(shared_container, "Bolaven")
    assert [row["id"] for row in noy.get("/api/matches").json()["rows"]] == [str(match.id)]
    response = noy.get(f"/api/matches/{match.id}")
    told = response.json()
    assert (told["seller"], told["kg"], told["is_sale"], told["may_answer"]) == ("Bolaven Coffee Growers", 12_000, True, True)
    way = {name: float(figure) for name, figure in told["waterfall"].items()}
    assert way["farm_gate"] + way["inland"] == pytest.approx(way["price"])
    parts = way["price"] + way["certificates"] + way["container_share"] + way["way"] + way["insurance"]
    assert parts == pytest.approx(way["landed"], abs=0.0002)
    assert [(share["name"], share["kg"]) for share in told["shares"]] == [
        ("Bolaven Coffee Growers", 12_000),
        ("Littoral Union of Cooperatives", 7_200),
    ]
    assert {answer["is_yes"] for answer in told["answers"]} == {None}
    for limit in (b"6.2", b"6.20"):
        assert limit + b'"' not in response.content, "the buyer's limit is sealed"
    theirs = match_of(shared_container, "Littoral")
    unknown = noy.get(f"/api/matches/{new_id()}")
    for client, id in ((noy, theirs.id), (sign_in("ebong"), match.id)):
        foreign = client.get(f"/api/matches/{id}")
        assert (foreign.status_code, foreign.content) == (404, unknown.content)
    assert sign_in("freja").get("/api/matches").json()["count"] == 2
    assert sign_in("sofia").get(f"/api/matches/{match.id}").status_code == 200


def test_all_say_yes_and_the_contract_can_be_read_and_printed(sign_in: Visit, shared_container: Container) -> None:
    match, due = match_of(shared_container, "Bolaven"), str(AT.date() + timedelta(days=7))
    freja, id = sign_in("freja"), str(new_id())
    yes = {"conditions": [{"kind": "sample", "due": due}], "id": id}
    assert [send(freja, f"matches/{match.id}/accept", yes).json() for _ in range(2)] == [{"id": id}] * 2
    assert codes(send(freja, f"matches/{match.id}/accept", {})) == ["trade.already-answered"]
    assert send(sign_in("noy"), f"matches/{match.id}/accept", "").status_code == 200
    assert send(sign_in("ngozi"), f"matches/{match_of(shared_container, 'Littoral').id}/accept", {}).status_code == 200
    listed = sign_in("noy").get("/api/contracts").json()["rows"]
    assert [row["number"] for row in listed] == ["RC-2026-0001"]
    contract = freja.get(f"/api/contracts/{listed[0]['id']}").json()
    assert (contract["state"], contract["kg"], len(contract["lines"])) == ("conditional", 19_200, 2)
    assert isinstance(contract["total"], str)
    paper = freja.get(contract["paper"])
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    foreign, unknown = (sign_in("ebong").get(f"/api/contracts/{one}") for one in (contract["id"], new_id()))
    assert (foreign.status_code, foreign.content) == (404, unknown.content)
    condition = Answer.objects.get(is_yes=True, conditions__kind="sample").conditions.get()
    assert send(sign_in("noy"), f"conditions/{condition.id}/met", {}).status_code == 404
    assert send(freja, f"conditions/{condition.id}/met", {}).status_code == 200
    assert Contract.objects.get().state == "binding"


def test_a_no_needs_a_reason_and_a_signer(sign_in: Visit, cast: Cast, shared_container: Container) -> None:
    match = match_of(shared_container, "Bolaven")
    noy = sign_in("noy")
    assert codes(send(noy, f"matches/{match.id}/decline", {"reason": " "})) == ["trade.no-needs-a-reason"]
    unheard = send(noy, f"matches/{match.id}/accept", {"conditions": [{"kind": "weather", "due": str(AHEAD)}]})
    assert (unheard.status_code, codes(unheard)) == (400, ["base.field-not-one-of"])
    assert codes(send(sign_in("vilay"), f"matches/{match.id}/decline", {"reason": "No"})) == ["trade.may-not-sign"]
    assert send(noy, f"matches/{match.id}/decline", {"reason": "The lot was damaged by rain."}).status_code == 200
    assert Offer.objects.get(pk=match.offer_id).kg_left == 12_000
    assert sign_in("freja").get("/api/matches").json()["rows"][0]["state"] == "released"


def test_a_market_shows_its_gain_its_bound_and_the_gap(sign_in: Visit, shared_container: Container) -> None:
    ebong = sign_in("ebong")
    (row,) = ebong.get("/api/markets").json()["rows"]
    market = ebong.get(f"/api/markets/{row['id']}").json()
    assert float(market["bound"]) >= float(market["surplus"]) > 0
    assert float(market["gap_percent"]) >= 0
    assert (market["offers"], market["needs"], market["containers"], market["kg"]) == (2, 1, 1, 19_200)
    assert ebong.get(f"/api/markets/{new_id()}").status_code == 404


EXAMPLES = Path(defaults_module.__file__).with_name("examples")


def file(name: str, content: bytes | None = None) -> BytesIO:
    sent = BytesIO((EXAMPLES / name).read_bytes() if content is None else content)
    sent.name = name
    return sent


def work(tmp_path: Path) -> None:
    with Worker(folder=tmp_path / "workers", clock=lambda: AT, rest_seconds=0) as worker:
        worker.run(until_idle=True)


@pytest.mark.heavy
@pytest.mark.django_db(transaction=True)
def test_two_files_are_cleared_as_on_the_command_line(sign_in: Visit, tmp_path: Path) -> None:
    noy, id = sign_in("noy"), str(new_id())
    for _ in range(2):
        sent = noy.post("/api/clear", {"offers": file("offers.csv"), "needs": file("needs.csv"), "seed": "3", "id": id})
        assert (sent.status_code, sent.json()) == (202, {"id": id})
    busy = noy.post("/api/clear", {"offers": file("offers.csv"), "needs": file("needs.csv")})
    assert (busy.status_code, codes(busy)) == (409, ["trade.files-still-clearing"])
    assert noy.get(f"/api/clear/{id}").json()["state"] == "waiting"
    work(tmp_path)
    told = noy.get(f"/api/clear/{id}").json()
    assert (told["state"], told["refused"]) == ("done", [])
    assert sorted(told["files"]) == ["containers.csv", "matches.csv", "summary.json", "unmatched.csv"]
    out = tmp_path / "out"
    given = ["--offers", EXAMPLES / "offers.csv", "--needs", EXAMPLES / "needs.csv", "--seed", "3", "--on", str(AT.date()), "--out", out]
    assert CliRunner().invoke(market_command, ["clear", *map(str, given)]).exit_code == 0
    for name in ("matches.csv", "containers.csv", "unmatched.csv"):
        assert noy.get(told["files"][name]).content == (out / name).read_bytes(), name
    summary = json.loads((out / "summary.json").read_bytes())
    assert float(told["summary"]["surplus"]) == summary["surplus"] > 0
    assert told["summary"]["counts"] == summary["counts"]
    assert told["summary"]["seed"] == summary["seed"] == 3
    assert noy.get(f"/api/clear/{id}/sealed").status_code == 404
    foreign, unknown = (sign_in("freja").get(f"/api/clear/{one}") for one in (id, new_id()))
    assert (foreign.status_code, foreign.content) == (404, unknown.content)


@pytest.mark.django_db(transaction=True)
def test_faults_in_a_file_are_named_by_file_row_and_cell(sign_in: Visit, tmp_path: Path) -> None:
    header, first, *rest = (EXAMPLES / "offers.csv").read_text(encoding="utf-8").splitlines()
    broken = "\n".join([header, first.replace(",12000,", ",-5,"), *rest]).encode()
    noy = sign_in("noy")
    sent = noy.post("/api/clear", {"offers": file("offers.csv", broken), "needs": file("needs.csv")})
    work(tmp_path)
    told = noy.get(f"/api/clear/{sent.json()['id']}").json()
    assert (told["state"], told["files"], told["summary"]) == ("failed", {}, None)
    (fault,) = told["refused"]
    assert (fault["facts"]["file"], fault["facts"]["row"], fault["facts"]["column"], fault["facts"]["cell"]) == ("offers", 2, "kg", "J2")
    assert "%(" not in fault["message"]


def test_what_cannot_be_cleared_is_refused_at_once(sign_in: Visit) -> None:
    noy = sign_in("noy")
    both = {"offers": file("offers.csv"), "needs": file("needs.csv")}
    rows: list[tuple[dict[str, Any], int, str]] = [
        ({"offers": file("offers.csv")}, 400, "base.field-missing"),
        ({**both, "colour": "red"}, 400, "base.field-unknown"),
        ({**both, "seed": "many"}, 400, "base.field-not-a-whole-number"),
        ({**both, "seed": "-1"}, 400, "base.field-too-small"),
        ({**both, "needs": file("needs.pdf", b"%PDF-1.7")}, 409, "base.import-wrong-ending"),
        ({**both, "needs": file("needs.xlsx", b"no workbook")}, 409, "base.file-is-another-kind"),
        ({**both, "needs": file("needs.csv", b" " * (10 * 1024**2 + 1))}, 409, "base.file-too-large"),
    ]
    for form, status, code in rows:
        for sent in form.values():
            if isinstance(sent, BytesIO):
                sent.seek(0)
        response = noy.post("/api/clear", form)
        assert (response.status_code, codes(response)) == (status, [code])
    assert codes(sign_in("kham").post("/api/clear", {"offers": file("offers.csv"), "needs": file("needs.csv")})) == ["trade.may-not-trade"]


def test_an_upload_over_the_limit_is_not_read(sign_in: Visit) -> None:
    response = sign_in("noy").post(
        "/api/clear", "", content_type="multipart/form-data; boundary=b", headers={"content-length": str(40 * 1024**2)}
    )
    assert (response.status_code, codes(response)) == (413, ["base.body-too-large"])


def test_one_acts_for_the_organization_chosen_in_the_session(sign_in: Visit, cast: Cast) -> None:
    amina = sign_in("amina")
    session = amina.session
    session[SESSION_KEY] = str(cast.organizations["littoral"].id)
    session.save()
    assert amina.get("/api/me").json()["organization"] == "Littoral Union of Cooperatives"


def test_the_page_names_every_endpoint_without_a_script_of_its_own(client: Client) -> None:
    page = client.get("/api/docs")
    assert page.status_code == 200
    schema = client.get("/api/openapi.json").json()
    assert schema["openapi"].startswith("3.1")
    parts = re.findall(r'href="(\?part=[^"]+)"', page.content.decode())
    html = "".join(client.get(f"/api/docs{part}").content.decode() for part in parts)
    for path in schema["paths"]:
        assert path in html.replace("<wbr>", ""), path
    assert "//cdn" not in html
    assert "unsafe" not in page["Content-Security-Policy"]


def test_no_amount_of_the_schema_is_a_number(client: Client) -> None:
    found = client.get("/api/openapi.json").json()["components"]["schemas"]
    wrong = [
        f"{name}.{field}"
        for name, one in found.items()
        for field, kind in one.get("properties", {}).items()
        if field != "seconds" and "number" in json.dumps(kind.get("anyOf", kind.get("type", "")))
    ]
    assert wrong == []
