"""Cooperatives go into one, or one is divided: in one transaction, with everybody able to find what became of whom."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from rochdale.kernel.refusal import Refused
from rochdale.registry import operations
from rochdale.registry.certificate_page import verdict_of
from rochdale.registry.change_papers import recorded
from rochdale.registry.dossier_papers import dossier_pdf
from rochdale.registry.judging_dossiers import judge_dossier
from rochdale.registry.models import Certificate, Dossier, EntityNow, Filing
from rochdale.registry.projection import differing
from rochdale.registry.queries.certificates import verified
from rochdale.registry.queries.extract import public_of
from rochdale.registry.queries.tiers import tiers_of
from rochdale.registry.rules.facts import Basis, Fact, Status
from rochdale.registry.rules.linked import node
from rochdale.registry.rules.mergers import Party, balance_rows
from rochdale.registry.rules.pack import Procedure
from rochdale.registry.rules.verdicts import Verdict
from tests.cast import AT, Cast, id_of, later
from tests.registry.offices import act, answers
from tests.registry.test_applying import device, opened, sent, text
from tests.registry.tiers import changed, cooperatives, union

pytestmark = pytest.mark.django_db
ROOT = "https://r.example/register/"


@pytest.fixture
def coops(cast: Cast) -> list[UUID]:
    return cooperatives()


def party(entity_id: UUID, members: int, capital: int) -> dict[str, Any]:
    now = EntityNow.objects.get(pk=entity_id)
    return {
        "entity": str(entity_id), "name": now.name, "number": now.number, "form": now.form, "country": "CM", "currency": "XAF",
        "members": str(members), "capital": str(capital), "decided_on": "2026-11-01",
    }  # fmt: skip


def merged(coops: list[UUID], *, into: str = "", capital: int = 9_000_000, number: str = "CM-M-1", word: str = "merge") -> UUID:
    """The first two go into one."""
    parts = answers("COOP-CA", "COOP-CA Mefou et Nyong", "CM", 5)
    for part in ("founders", "papers"):
        del parts[part]
    told = {
        "rows": [party(coops[0], 40, 4_000_000), party(coops[1], 50, 5_000_000)],
        "into": into,
        "members": "90",
        "capital": str(capital),
    }
    officers = {"rows": [{"name": f"F {one}", "role": "member", "body": "CA"} for one in range(3)], "term_years": "3"}
    papers = {"rows": [], "required": {"compliance_declaration": "yes"}}
    return changed(
        coops[0],
        "merge",
        word=word,
        number=number,
        **{**parts, "parties": {**told, "currency": "XAF"}, "officers": officers, "papers": papers},
    )


def test_two_go_into_a_new_one(coops: list[UUID], client: Client) -> None:
    certificate = operations.issue_certificate(id=id_of("paper"), by=act("enow", "buea"), at=AT, entity_id=coops[1], on=AT.date())
    made = merged(coops)
    now = EntityNow.objects.get(pk=made)
    assert (now.name, now.number, now.status, now.state["members"]) == ("COOP-CA Mefou et Nyong", "CM-M-1", "registered", 90)
    assert {one.status for one in EntityNow.objects.filter(pk__in=coops[:2])} == {"dissolved"}
    assert {one.id for one in tiers_of(made).came_from} == set(coops[:2])
    assert differing(mend=False) == (5, [])

    found = text(client.get(reverse("registry:home"), {"q": "CM-2"}).content.decode())
    assert "COOP-CA Nyong" in found and "It went into COOP-CA Mefou et Nyong" in found, "its number finds what it went into"
    page = text(client.get(reverse("registry:entity", args=[coops[0]])).content.decode())
    assert "it went into COOP-CA Mefou et Nyong" in page
    assert "It goes on from COOP-CA" in text(client.get(reverse("registry:entity", args=[made])).content.decode())
    told = verdict_of(verified(Certificate.objects.get(pk=certificate).statement, today=later(days=2).date()))
    assert "dissolved since" in told.sentence and told.also == "It went into: COOP-CA Mefou et Nyong."

    old, new = public_of(coops[0]), public_of(made)
    assert old and new
    event = node(old, ROOT)["org:changedBy"][0]
    assert event["org:resultingOrganization"]["@id"] == f"{ROOT}{made}/" and event in node(new, ROOT)["org:resultedFrom"]


def test_one_goes_into_the_other_which_keeps_its_number(coops: list[UUID]) -> None:
    assert merged(coops, into=str(coops[1]), number="") == coops[1]
    now = EntityNow.objects.get(pk=coops[1])
    assert (now.number, now.name, now.status) == ("CM-2", "COOP-CA Mefou et Nyong", "registered")
    assert EntityNow.objects.get(pk=coops[0]).status == "dissolved"
    assert differing(mend=False) == (4, [])


def test_a_dissolved_one_goes_nowhere_and_nothing_is_half_done(coops: list[UUID]) -> None:
    merged(coops)
    filings = Filing.objects.count()
    with pytest.raises(Refused):
        merged([coops[2], coops[1]], word="again")
    assert Filing.objects.count() == filings


@pytest.mark.parametrize(("capital", "verdict"), [(9_000_000, Verdict.PASS), (8_000_000, Verdict.WARN)])
def test_share_capital_is_the_same_before_and_after(coops: list[UUID], capital: int, verdict: Verdict) -> None:
    merged(coops, capital=capital)
    rows = {row.check: row.verdict for row in judge_dossier(Dossier.objects.get(kind="merge"), today=AT.date()).legal.rows}
    assert (rows["capital-stays"], rows["members-stay"], rows["requires"]) == (verdict, Verdict.PASS, Verdict.PASS)


BASIS = Basis(Status.REPORTED, cite="art. 174, 264")
PROCEDURE = Procedure("MERGE_DIVIDE", facts={"only_between": Fact("only_between", "auscoop_entities", BASIS)})


@pytest.mark.parametrize(
    ("says", "before", "after", "verdicts"),
    [
        ("alike", [("4", 3, "XAF"), ("5", 4, "XAF")], [("9", 7, "XAF")], ["pass", "pass"]),
        ("a franc is missing", [("4", 3, "XAF"), ("5", 4, "XAF")], [("8", 7, "XAF")], ["warn", "pass"]),
        ("more members than there were", [("9", 3, "XAF")], [("4", 3, "XAF"), ("5", 4, "XAF")], ["pass", "warn"]),
        ("two currencies", [("4", 3, "XAF"), ("5", 4, "XOF")], [("9", 7, "XAF")], ["ask", "pass"]),
        ("not told", [(None, None, "XAF")], [("9", 7, "XAF")], []),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_figures_before_and_after(says: str, before: list[Any], after: list[Any], verdicts: list[str]) -> None:
    sides = ([Party("", count, Decimal(amount) if amount else None, unit) for amount, count, unit in side] for side in (before, after))
    assert [row.verdict.value for row in balance_rows(PROCEDURE, *sides)] == verdicts, says


def divided(entity_id: UUID, goes_on: str, number: str) -> UUID:
    rows = [
        {
            "name": f"COOP-CA {name}",
            "form": "COOP-CA",
            "village": name,
            "members": "20",
            "capital": "2000000",
            "currency": "XAF",
            "chair": "Ada",
        }
        for name in ("Muea", "Bokwango")
    ]
    told = {
        "rows": rows, "members": "60", "capital": "6000000", "currency": "XAF", "goes_on": goes_on, "members_kept": "20",
        "capital_kept": "2000000",
    }  # fmt: skip
    return changed(entity_id, "divide", number=number, parties=told, statutes={"read": "yes"}, papers={"rows": []})


@pytest.mark.parametrize(("goes_on", "status"), [("yes", "registered"), ("no", "dissolved")])
def test_one_is_divided(coops: list[UUID], client: Client, goes_on: str, status: str) -> None:
    divided(coops[0], goes_on, "CM-D-1; CM-D-2")
    new = list(EntityNow.objects.filter(number__startswith="CM-D-").order_by("number"))
    assert [(one.name, one.place, one.status) for one in new] == [
        ("COOP-CA Muea", "CM/sud-ouest/fako/muea", "registered"), ("COOP-CA Bokwango", "CM/sud-ouest/fako/bokwango", "registered"),
    ]  # fmt: skip
    assert EntityNow.objects.get(pk=coops[0]).status == status
    assert {one.id for one in tiers_of(coops[0]).into} == {one.entity_id for one in new}
    page = text(client.get(reverse("registry:entity", args=[new[0].entity_id])).content.decode())
    assert "It goes on from COOP-CA Mefou" in page
    assert differing(mend=False) == (6, [])


def test_each_new_one_needs_its_number_and_enough_members(coops: list[UUID]) -> None:
    with pytest.raises(Refused) as caught:
        divided(coops[0], "no", "CM-D-1")
    assert [one.code for one in caught.value.refusals] == ["registry.number-for-each"]
    assert EntityNow.objects.count() == 4
    row = Dossier.objects.get(kind="divide")
    told = {**row.answers, "parties": {**row.answers["parties"], "rows": [{**row.answers["parties"]["rows"][0], "members": "14"}]}}
    broken = judge_dossier(row, today=AT.date(), answers=told).legal.of(Verdict.REFUSE)
    assert [(one.check, one.fact.basis.cite) for one in broken] == [("min-members", "art. 267")]


def test_a_merger_is_told_on_a_phone(coops: list[UUID]) -> None:
    phone = device("tabi")
    sent(phone, f"/register/applications/change/{coops[0]}/", kind="merge")
    at = reverse("registry:application", args=[Dossier.objects.latest("at").id])
    assert "COOP-CA Mefou" in text(opened(phone, f"{at}parties/")), "it begins with the one that acts"
    figures = {"members": "40", "capital": "4000000", "decided_on": "2026-11-01", "add": "1"}
    sent(phone, f"{at}parties/", entity=str(coops[0]), **figures)
    assert f'href="?entity={coops[1]}"' in opened(phone, f"{at}parties/?find=CM-2")
    page = text(sent(phone, f"{at}parties/?entity={coops[1]}", entity=str(coops[1]), **figures))
    assert "40 members, 4,000,000 XAF" in page or "40 members, 4,000,000" in page
    sent(phone, f"{at}parties/", done="1", into="", members="80", capital="8000000", apex_saw="no")
    told = Dossier.objects.latest("at").answers["parties"]
    assert (told["members"], told["capital"], [one["name"] for one in told["rows"]]) == (
        "80",
        "8000000",
        ["COOP-CA Mefou", "COOP-CA Nyong"],
    )


def test_papers_of_a_division_are_printed_from_the_answers(coops: list[UUID]) -> None:
    divided(coops[0], "no", "CM-D-1; CM-D-2")
    row = Dossier.objects.get(kind="divide")
    for language in ("en", "fr", "lo"):
        for paper in ("application", "parties", "statutes", "minutes", "letter"):
            assert dossier_pdf(row, paper, language=language, today=AT).startswith(b"%PDF")
    assert "CM-D-1; CM-D-2" in recorded(row, "today", "CM-D-1; CM-D-2")


def test_who_went_belongs_to_no_union_any_more(coops: list[UUID]) -> None:
    made = union(coops[:2])
    merged(coops)
    assert [one.until_on for one in tiers_of(made).below] == [later(days=1).date()] * 2
