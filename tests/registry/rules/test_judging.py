"""A filing at its legal date and today: the cases P1 to P9 of the reference, and what stands around them."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import pytest

from rochdale.kernel.money import Money
from rochdale.registry.rules.filing_facts import FilingFacts, Found, Founder, ItemFound, Owing, refusals_for_facts
from rochdale.registry.rules.judging import Case, Judgement, judge, read, stored
from rochdale.registry.rules.packs import shipped
from tests.registry.law import OHADA, later, one

LAWS = shipped()
FROM_2027 = later(
    "0.2.0", date(2027, 1, 1), ('min_members = { value = 5, cite = "art. 204"', 'min_members = { value = 4, cite = "art. 204"')
)
CAMEROON = {"ID_COPIES_ALL_MEMBERS": 1, "LOCATION_PLAN": 1}
MARCH_2024 = date(2024, 3, 1)


def filing(form: str, country: str, **facts: object) -> FilingFacts:
    return FilingFacts(**{"kind": "REGISTER", "country": country, "form": form, **facts})  # type: ignore[arg-type]


def francs(amount: int) -> Money:
    return Money(Decimal(amount), "XOF")


def judged(facts: FilingFacts, on: date, *, today: date | None = None, **case: object) -> Judgement:
    packs = case.pop("packs", LAWS)
    return judge(packs, Case(facts, on, today or on, **case), settled={})  # type: ignore[arg-type]


def found(judgement: Judgement, check: str, subject: str = "") -> list[tuple[str, object, str, str]]:
    """Verdict, value, article and grade of the rows of a check."""
    return [
        (row.verdict.value, row.fact.value, row.fact.basis.cite, row.fact.basis.status.value)
        for row in judgement.legal.rows
        if row.check == check and subject in ("", row.subject)
    ]


@dataclass(frozen=True)
class Row:
    number: str
    says: str
    facts: FilingFacts
    on: date
    check: str
    expects: tuple[str, object, str, str]
    subject: str = ""


ROWS = [
    Row(
        "P1", "SCOOPS, 4 members, Togo", filing("SCOOPS", "TG", members=4), MARCH_2024, "min-members", ("refuse", 5, "art. 204", "verified")
    ),
    Row(
        "P2", "COOP-CA, 14 members", filing("COOP-CA", "TG", members=14), MARCH_2024, "min-members", ("refuse", 15, "art. 267", "verified")
    ),
    Row("P3", "GIC, 4 members", filing("GIC", "CM", members=4), date(1998, 6, 1), "min-members", ("warn", 5, "", "brief")),
    Row(
        "P4",
        "Lao cooperative, 3 members",
        filing("COOP", "LA", members=3),
        date(2020, 1, 10),
        "min-members",
        ("ask", None, "", "unverified"),
    ),
    Row(
        "P5",
        "COOP-CA, subscribed 1,000,000, paid 240,000",
        filing("COOP-CA", "TG", subscribed=francs(1_000_000), paid=francs(240_000)),
        MARCH_2024,
        "capital-paid",
        ("refuse", 25, "art. 269-270", "verified"),
    ),
    Row(
        "P5",
        "250,000 passes",
        filing("COOP-CA", "TG", subscribed=francs(1_000_000), paid=francs(250_000)),
        MARCH_2024,
        "capital-paid",
        ("pass", 25, "art. 269-270", "verified"),
    ),
    Row(
        "P6",
        "an amendment filed on day 31",
        filing("SCOOPS", "TG", kind="AMEND_STATUTES", filed_on=date(2024, 4, 1)),
        MARCH_2024,
        "filed-in-time",
        ("warn", 30, "", "reported"),
    ),
    Row(
        "P6",
        "on day 30 it passes",
        filing("SCOOPS", "TG", kind="AMEND_STATUTES", filed_on=date(2024, 3, 31)),
        MARCH_2024,
        "filed-in-time",
        ("pass", 30, "", "reported"),
    ),
    Row(
        "P9",
        "Cameroon, without criminal-record extracts",
        filing("SCOOPS", "CM", documents={**CAMEROON, "STATUTES": 1}),
        MARCH_2024,
        "document",
        ("warn", True, "", "reported"),
        "OFFICERS_LIST_WITH_CRIMINAL_RECORD",
    ),
    Row(
        "P9",
        "Cameroon, without statutes",
        filing("SCOOPS", "CM", documents={**CAMEROON, "OFFICERS_LIST_WITH_CRIMINAL_RECORD": 1}),
        MARCH_2024,
        "document",
        ("refuse", True, "art. 17-18", "verified"),
        "STATUTES",
    ),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number} {row.says}")
def test_the_reference_says(row: Row) -> None:
    judgement = judged(row.facts, row.on)
    assert found(judgement, row.check, row.subject) == [row.expects]
    assert judgement.verdict.value == row.expects[0]


def test_p7_the_law_of_the_legal_date_governs_and_that_of_today_is_shown() -> None:
    judgement = judged(filing("SCOOPS", "TG", members=4), date(2026, 12, 20), today=date(2027, 2, 1), packs=(*LAWS, FROM_2027))
    assert (judgement.verdict.value, judgement.legal.pack) == ("refuse", "ohada-2010@0.1.0")
    assert (judgement.today.verdict.value, judgement.today.pack) == ("pass", "ohada-2010@0.2.0")
    assert judgement.is_other_today and judgement.today.sha256 == FROM_2027.sha256


def test_p8_standing_was_good_on_the_day_of_the_resolution() -> None:
    facts = filing("SCOOPS", "TG", kind="AMEND_STATUTES", filed_on=date(2026, 4, 9))
    late = Owing((("ANNUAL_FILE", date(2026, 4, 1)),))
    judgement = judged(facts, date(2026, 3, 10), today=date(2026, 4, 15), under=OHADA, owing_then=Owing(), owing_now=late)
    assert (judgement.verdict.value, judgement.today.verdict.value) == ("pass", "warn")
    assert judgement.today.of(judgement.today.verdict)[0].reason.facts["since"] == date(2026, 4, 1)


def test_a_union_of_founders_with_three_and_two_delegates_is_refused() -> None:
    facts = filing("UNION", "TG", founders=(Founder("A", "SCOOPS", 3), Founder("B", "COOP-CA", 2)), has_same_object=True)
    judgement = judged(facts, MARCH_2024)
    assert found(judgement, "delegates", "A") == [("pass", 3, "art. 133-134", "verified")]
    assert found(judgement, "delegates", "B") == [("refuse", 3, "art. 133-134", "verified")]
    assert found(judgement, "min-members") == [("pass", 2, "art. 133-134", "verified")]
    assert judgement.verdict.value == "refuse"


@pytest.mark.parametrize(
    ("says", "founders", "has_same_object", "check", "verdict"),
    [
        ("one founder is no union", (Founder("A", "SCOOPS", 3),), True, "min-members", "refuse"),
        ("a federation cannot found a union", (Founder("A", "FEDERATION", 3), Founder("B", "SCOOPS", 3)), True, "founder-form", "refuse"),
        ("objects differ", (Founder("A", "SCOOPS", 3), Founder("B", "SCOOPS", 4)), False, "same-object", "refuse"),
        ("all is well", (Founder("A", "SCOOPS", 3), Founder("B", "SCOOPS", 4)), True, "same-object", "pass"),
    ],
)
def test_a_union(says: str, founders: tuple[Founder, ...], has_same_object: bool, check: str, verdict: str) -> None:
    rows = found(judged(filing("UNION", "TG", founders=founders, has_same_object=has_same_object), MARCH_2024), check)
    assert verdict in [row[0] for row in rows]


def test_statutes_without_a_common_bond_are_a_ground_once_an_officer_confirmed() -> None:
    items = {item: ItemFound(Found.FOUND, where="p. 1") for item in one(OHADA).statutes.items}
    for is_confirmed, verdict in ((False, "warn"), (True, "refuse")):
        facts = filing("SCOOPS", "TG", statutes={**items, "common_bond": ItemFound(Found.MISSING, is_confirmed)})
        judgement = judged(facts, MARCH_2024)
        assert found(judgement, "statutes-item", "common_bond") == [(verdict, True, "art. 17-18", "verified")]
        assert (judgement.legal.statutes_checked, judgement.verdict.value) == (11, verdict)
    green = judged(filing("SCOOPS", "TG", statutes=items), MARCH_2024)
    assert (green.legal.statutes_checked, green.legal.statutes_about, green.verdict.value) == (12, 18, "pass")


def test_what_contradicts_the_form_is_a_ground_too() -> None:
    facts = filing("SCOOPS", "TG", statutes={"legal_form": ItemFound(Found.CONTRADICTS, is_confirmed=True, where="p. 1, art. 1")})
    (row,) = (row for row in judged(facts, MARCH_2024).legal.rows if row.check == "statutes-item")
    assert row.reason is not None and (row.reason.code, row.reason.facts["where"]) == ("registry.item-contradicts-form", "p. 1, art. 1")


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        ("SCOOPS Binum", "pass"),
        ("scoops binum", "pass"),
        ("Binum, societe cooperative simplifiee", "pass"),
        ("Société Coopérative Simplifiée Binum", "pass"),
        ("Binum", "refuse"),
        ("Scoopsa Binum", "refuse"),
    ],
)
def test_the_name_carries_the_words_of_the_form(name: str, verdict: str) -> None:
    assert found(judged(filing("SCOOPS", "TG", name=name), MARCH_2024), "name-words")[0][0] == verdict


@pytest.mark.parametrize(
    ("says", "facts", "check", "verdict"),
    [
        ("not all shares are subscribed", {"capital": francs(200), "subscribed": francs(150)}, "capital-subscribed", "refuse"),
        ("all are", {"capital": francs(200), "subscribed": francs(200)}, "capital-subscribed", "pass"),
        ("a board of thirteen is too large, as is reported", {"bodies": {"CA": 13}}, "body-most", "warn"),
        ("after a merger it is not", {"bodies": {"CA": 13}, "kind": "MERGE"}, "body-most", "pass"),
        ("a board of two is too small, as is reported", {"bodies": {"CA": 2}}, "body-least", "warn"),
    ],
)
def test_a_cooperative_with_a_board(says: str, facts: dict[str, object], check: str, verdict: str) -> None:
    assert found(judged(filing("COOP-CA", "TG", **facts), MARCH_2024), check)[0][0] == verdict


@pytest.mark.parametrize(("members", "seats", "verdict"), [(99, 3, "pass"), (99, 4, "warn"), (100, 5, "pass"), (100, 6, "warn")])
def test_a_committee_may_be_larger_from_a_hundred_members_on(members: int, seats: int, verdict: str) -> None:
    assert (
        found(judged(filing("SCOOPS", "TG", members=members, bodies={"COMITE_GESTION": seats}), MARCH_2024), "body-most")[0][0] == verdict
    )


@pytest.mark.parametrize(
    ("says", "facts", "check", "verdict"),
    [
        ("one copy of two, as is reported", {"documents": {"STATUTES": 1}}, "copies", "warn"),
        ("the official did not come, as is reported", {"country": "CM", "official_attended": False}, "official-attends", "warn"),
        ("the stamp is not paid, as is reported", {"country": "CM", "fee_paid": Money(Decimal(500), "XAF")}, "fee", "warn"),
        ("the stamp is paid", {"country": "CM", "fee_paid": Money(Decimal(1000), "XAF")}, "fee", "pass"),
    ],
)
def test_a_dossier(says: str, facts: dict[str, object], check: str, verdict: str) -> None:
    assert found(judged(filing("SCOOPS", **{"country": "TG", **facts}), MARCH_2024), check)[0][0] == verdict


def test_the_law_of_1992_lets_nobody_be_shut_out() -> None:
    facts = filing("COOP", "CM", has_bar=True, members_with_minors=False, members_with_legal=True)
    judgement = judged(facts, date(2000, 1, 1))
    assert [found(judgement, check)[0][0] for check in ("no-bar", "adults", "legal-persons")] == ["refuse", "pass", "refuse"]


def test_a_conversion_of_1992_needs_a_meeting_convened_for_it() -> None:
    facts = filing("COOP", "CM", kind="CONVERT", from_form="GIC", fulfilled={"statutory_assembly": False})
    judgement = judged(facts, date(2000, 1, 1), under="cm-1992")
    assert found(judgement, "requires") == [("refuse", True, "D. 3(1)", "verified")]


def test_a_transfer_of_shares_stays_within_the_common_bond() -> None:
    facts = filing("SCOOPS", "TG", kind="SHARE_TRANSFER", fulfilled={"written": True, "only_within_common_bond": False})
    judgement = judged(facts, MARCH_2024, under=OHADA)
    assert [row[0] for row in found(judgement, "requires")] == ["pass", "refuse"]
    assert judgement.legal.unsaid == ("requires-lodge_original_at_seat",)


def test_what_nobody_has_said_is_named_and_not_judged() -> None:
    judgement = judged(filing("SCOOPS", "TG"), MARCH_2024)
    assert judgement.verdict.value == "pass" and judgement.legal.rows == ()
    assert {"min-members", "name-words", "document-STATUTES", "statutes-common_bond"} <= set(judgement.legal.unsaid)


def test_in_doubt_the_registrar_chooses_the_law_and_the_rest_is_judged() -> None:
    facts, on = filing("SCOOPS", "TG", members=4), date(2011, 5, 13)
    asked = judged(facts, on, today=MARCH_2024)
    assert (asked.verdict.value, asked.legal.pack, asked.legal.candidates) == ("ask", "", ("ohada-2010@0.1.0",))
    chosen = judged(facts, on, today=MARCH_2024, chosen="ohada-2010@0.1.0")
    assert (chosen.verdict.value, chosen.legal.pack) == ("refuse", "ohada-2010@0.1.0")


def test_a_lao_dossier_asks_for_each_paper() -> None:
    judgement = judged(filing("COOP", "LA", members=12, documents={"APPLICATION": 1}), date(2020, 1, 10))
    assert {row.verdict.value for row in judgement.legal.rows} == {"ask"} and len(judgement.legal.rows) == 5


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number} {row.says}")
def test_a_judgement_is_kept_as_json_and_read_back(row: Row) -> None:
    kept = json.loads(json.dumps(stored(judged(row.facts, row.on))))
    again = read(kept)
    assert stored(again) == kept and again.verdict.value == row.expects[0]


def test_what_no_law_has_to_say() -> None:
    sound = filing("SCOOPS", "TG", members=5, capital=francs(5), subscribed=francs(5))
    assert refusals_for_facts(sound) == []
    assert [one.code for one in refusals_for_facts(replace(sound, members=-1))] == ["registry.count-below-zero"]
    assert [one.code for one in refusals_for_facts(replace(sound, paid=Money(Decimal(1), "EUR")))] == ["registry.capital-in-two-currencies"]
    assert [one.code for one in refusals_for_facts(replace(sound, paid=francs(-1)))] == ["registry.capital-below-zero"]
