"""Cooperatives found a union, others join and leave it, and everybody sees who belonged to whom on which day."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from pyld import jsonld

from rochdale.kernel.refusal import Refused
from rochdale.registry import operations
from rochdale.registry.models import Dossier, EntityNow, Filing
from rochdale.registry.projection import differing
from rochdale.registry.queries.extract import public_of
from rochdale.registry.queries.tiers import below_on, tiers_of
from rochdale.registry.rules.linked import HEADINGS, cells, document, node
from tests.cast import AT, Cast, id_of, later
from tests.registry.offices import act
from tests.registry.test_applying import device, opened, sent, text
from tests.registry.test_extract import terms
from tests.registry.tiers import apex, changed, cooperatives, decided, union, union_begun

pytestmark = pytest.mark.django_db


@pytest.fixture
def coops(cast: Cast) -> list[UUID]:
    return cooperatives()


def test_a_union_with_three_and_two_delegates_is_refused(coops: list[UUID]) -> None:
    row = union_begun(coops[:2], [3, 2])
    with pytest.raises(Refused) as caught:
        decided(row, number="CM-U-1")
    assert [one.code for one in caught.value.refusals] == ["registry.too-few-delegates"]
    assert "133-134" in str(caught.value.refusals[0].facts["article"])


def test_the_founders_of_a_union_belong_to_it_from_its_first_day(coops: list[UUID], client: Client) -> None:
    made = union(coops[:2])
    tiers = tiers_of(made)
    assert [(one.id, one.from_on, one.until_on) for one in tiers.below] == [(one, AT.date(), None) for one in coops[:2]]
    assert "Delegate" not in str(EntityNow.objects.get(pk=coops[0]).state), "who the delegates are stays in the dossier"
    page = text(client.get(reverse("registry:entity", args=[made])).content.decode())
    assert "2 members today" in page and "COOP-CA Mefou" in page
    page = text(client.get(reverse("registry:entity", args=[coops[0]])).content.decode())
    assert "It belongs to Union des Rivières" in page and "by 3 delegates until" in page
    assert differing(mend=False) == (5, [])


def test_one_joins_on_a_phone(coops: list[UUID]) -> None:
    made, phone = union(coops[1:3]), device("tabi")
    sent(phone, f"/register/applications/change/{coops[0]}/", kind="affiliate")
    at = reverse("registry:application", args=[Dossier.objects.latest("at").id])
    found = opened(phone, f"{at}apex/?find=CM-U-1")
    assert f'href="?entity={made}"' in found
    told = {"entity": str(made), "sent": "Peter Tabi\nJane Tabi\n", "until_on": "2029-06-01"}
    early = text(sent(phone, f"{at}apex/?entity={made}", on="2026-06-01", **told))
    assert "Union des Rivières stands in the register since" in early, "nobody belongs to what is not yet there"
    sent(phone, f"{at}apex/?entity={made}", on=AT.date().isoformat(), **told)
    sent(phone, f"{at}assembly/", on="2026-05-20", place="Buea", present="40", chair="Peter Tabi", secretary="Jane Tabi")
    page = text(sent(phone, f"{at}hand-in/"))
    assert "Handed in" in page and "Union des Rivières" in page and "Peter Tabi, Jane Tabi" in page


def test_it_joins_and_leaves_and_the_register_tells_both_days(coops: list[UUID], client: Client) -> None:
    made = union(coops[1:3])
    changed(coops[0], "affiliate", at=later(days=10), apex=apex(made, later(days=3).date().isoformat()))
    assert [one.id for one in tiers_of(coops[0]).now_above] == [made]
    filing = Filing.objects.get(entity_id=coops[0], kind="affiliate")
    assert (filing.legal_on, filing.recorded_at) == (later(days=3).date(), later(days=10)), "it counts from when the union took it in"
    changed(coops[0], "leave", at=later(days=30), apex=apex(made, later(days=20).date().isoformat()))
    tie = tiers_of(made).below[-1]
    assert (tie.id, tie.from_on, tie.until_on) == (coops[0], later(days=3).date(), later(days=20).date())
    assert (tiers_of(made).now_below, tiers_of(made).once_below) == (2, 1)
    page = text(client.get(reverse("registry:entity", args=[made])).content.decode())
    assert "Belonged to it before COOP-CA Mefou" in page
    day = later(days=5).date().isoformat()
    then = text(client.get(reverse("registry:entity", args=[made]), {"on": day}).content.decode())
    assert "Who belonged to it: COOP-CA Mefou, COOP-CA Nyong, COOP-CA Sanaga" in then
    assert below_on(made, later(days=5).date(), known_at=later(days=9)) == ["COOP-CA Nyong", "COOP-CA Sanaga"], "not yet recorded then"
    assert differing(mend=False) == (5, [])


def test_the_wrong_union_is_corrected_and_what_was_known_can_still_be_asked_for(coops: list[UUID]) -> None:
    made = union(coops[1:3])
    changed(coops[0], "affiliate", apex=apex(made, AT.date().isoformat()))
    wrong, enow = Filing.objects.get(entity_id=coops[0], kind="affiliate"), act("enow", "buea")
    says = {"apexes": {str(coops[3]): {"name": "COOP-CA Lekié"}}}
    operations.correct_filing(id=id_of("mend"), by=enow, at=later(days=5), filing_id=wrong.id, says=says, reason="The other one.")
    assert [one.id for one in tiers_of(coops[0]).above] == [coops[3]]
    assert "COOP-CA Mefou" not in below_on(made, later(days=1).date(), known_at=None)
    assert "COOP-CA Mefou" in below_on(made, later(days=1).date(), known_at=later(days=2))
    assert differing(mend=False) == (5, [])
    circle = {"apexes": {str(coops[0]): {"name": "COOP-CA Mefou"}}}
    founding = Filing.objects.get(entity_id=coops[1], kind="affiliate")
    operations.correct_filing(id=id_of("one"), by=enow, at=later(days=6), filing_id=founding.id, says=circle, reason="Hm.")
    with pytest.raises(Refused) as caught:
        says = {"apexes": {str(coops[1]): {"name": "COOP-CA Nyong"}}}
        operations.correct_filing(id=id_of("two"), by=enow, at=later(days=7), filing_id=wrong.id, says=says, reason="Hm.")
    assert [one.code for one in caught.value.refusals] == ["registry.own-ancestor"]


def test_the_extract_tells_membership_with_its_days(coops: list[UUID]) -> None:
    made = union(coops[:2])
    changed(coops[0], "leave", at=later(days=9), apex=apex(made, later(days=9).date().isoformat()))
    left, stays = public_of(coops[0]), public_of(coops[1])
    assert left and stays
    at = HEADINGS.index("member of")
    assert (cells(left)[at], cells(stays)[at]) == ("", str(made))
    told = node(left, "https://r.example/register/")
    assert "org:memberOf" not in told
    assert told["org:hasMembership"][0]["org:memberDuring"]["time:hasEnd"]["time:inXSDDate"] == later(days=9).date().isoformat()
    assert node(stays, "https://r.example/register/")["org:memberOf"] == [{"@id": f"https://r.example/register/{made}/"}]
    known = {name for term in terms(jsonld.expand(document(left, "https://r.example/"))) for name in [re.split("[#/]", term)[-1]]}
    assert {
        "Membership",
        "hasMembership",
        "organization",
        "memberDuring",
        "Interval",
        "hasBeginning",
        "hasEnd",
        "Instant",
        "inXSDDate",
    } <= known
