"""The certification path through the screens: certificate, visit, gap, approval, the list, and what the scale makes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rochdale.kernel.refusal import Refused
from rochdale.supply.models import Approval, Certificate, Gap, Inspection, Plot
from rochdale.supply.operations.certification import lapse_approvals
from rochdale.supply.rules.certification import questions_for
from tests.supply.growers.desk import read, send, signed_in
from tests.supply.world import AT, World

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()
YES = {f"q-{question.code}": "yes" for question in questions_for("organic")}
VISIT = {**YES, "visited_on": TODAY.isoformat(), "result": "approved"}


def day(days: int) -> str:
    return (TODAY + timedelta(days=days)).isoformat()


@pytest.fixture
def manager(world: World) -> Client:
    return signed_in(world.manager.id)


@pytest.fixture
def certificate(world: World, manager: Client) -> Certificate:
    send(
        manager, "supply:new-certificate", scheme="organic", product="coffee", number="ORG-1", certifier="Certifier",
        valid_from=(AT - timedelta(days=30)).date().isoformat(), valid_until=day(300), most_growers="2",
    )  # fmt: skip
    return Certificate.objects.get()


def visit(client: Client, certificate: Certificate, grower: object, **changes: object) -> str:
    return send(client, "supply:inspect-grower", certificate.id, grower, **VISIT | changes).content.decode()


def approve(client: Client, certificate: Certificate, grower: object, since: str = TODAY.isoformat()) -> str:
    return send(client, "supply:certified-grower", certificate.id, grower, since_on=since).content.decode()


def test_nobody_is_approved_unvisited_and_the_third_of_two_is_refused(world: World, manager: Client, certificate: Certificate) -> None:
    assert "This grower was never inspected for this scheme." in approve(manager, certificate, world.growers["A"])
    for grower in "ABC":
        visit(signed_in(world.clerk.id), certificate, world.growers[grower])
    approve(manager, certificate, world.growers["A"])
    approve(manager, certificate, world.growers["B"])
    assert "The group has 2 growers" in approve(manager, certificate, world.growers["C"])
    assert set(Approval.objects.values_list("grower__number", flat=True)) == {"A", "B"}


def test_the_round_of_visits_shows_who_is_due(world: World, manager: Client, certificate: Certificate) -> None:
    assert "0 of 3 growers were visited" in read(manager, "supply:certificate", certificate.id)
    visit(manager, certificate, world.growers["B"])
    page = read(manager, "supply:certificate", certificate.id)
    assert "1 of 3 growers were visited" in page and "Never visited" not in page


def test_a_visit_with_open_questions_or_a_major_no_is_told_at_its_field(world: World, manager: Client, certificate: Certificate) -> None:
    page = visit(manager, certificate, world.growers["A"], **{"q-no-synthetics": "no"})
    assert "With a major gap the grower cannot simply be approved." in page
    page = visit(manager, certificate, world.growers["A"], **{"q-no-synthetics": "", "n-buffer": "hedge is young"})
    assert "Choose one." in page and "hedge is young" in page, "what was written stays"
    assert not Inspection.objects.exists()


def test_a_gap_is_found_falls_due_and_is_closed_with_what_shows_it(world: World, manager: Client, certificate: Certificate) -> None:
    gap = {"gap-1": "Sprayed the lower plot", "major-1": "on", "action-1": "Leave it out for three years", "due-1": TODAY.isoformat()}
    visit(manager, certificate, world.growers["A"], result="conditions", **{"q-no-synthetics": "no"}, **gap)
    found = Gap.objects.get()
    Gap.objects.update(due_on=TODAY - timedelta(days=1))
    assert "should have been put right" in approve(manager, certificate, world.growers["A"])
    assert "overdue" in read(manager, "supply:certificates")
    assert "What shows that it was put right?" in send(manager, "supply:close-gap", found.id, evidence="x").content.decode()
    send(manager, "supply:close-gap", found.id, evidence="Photograph 12")
    assert "Photograph 12" in read(manager, "supply:inspection", Inspection.objects.get().id)
    approve(manager, certificate, world.growers["A"])
    assert Approval.objects.count() == 1


def test_the_list_gates_the_claim_at_the_scale(world: World, manager: Client, certificate: Certificate) -> None:
    Plot.objects.filter(number="11").update(organic_since=AT.date())
    with pytest.raises(Refused, match="claim"):
        world.deliver("A", 50, plots=["11"], claims=["organic"])
    visit(manager, certificate, world.growers["A"], visited_on=min(TODAY, AT.date()).isoformat())
    approve(manager, certificate, world.growers["A"], AT.date().isoformat())
    world.deliver("A", 50, plots=["11"], claims=["organic"])
    send(manager, "supply:end-approval", Approval.objects.get().id, until_on=AT.date().isoformat(), because="Moved away")
    with pytest.raises(Refused, match="claim"):
        world.deliver("A", 50, plots=["11"], claims=["organic"])


def test_a_visit_that_refuses_takes_the_grower_off_the_list(world: World, manager: Client, certificate: Certificate) -> None:
    visit(manager, certificate, world.growers["A"])
    approve(manager, certificate, world.growers["A"])
    visit(manager, certificate, world.growers["A"], result="refused", **{"q-no-clearing": "no"})
    assert Approval.objects.get().until_on == TODAY


def test_an_approval_lapses_by_the_clock_when_nobody_visits_for_too_long(world: World, manager: Client, certificate: Certificate) -> None:
    visit(manager, certificate, world.growers["A"])
    approve(manager, certificate, world.growers["A"])
    now = timezone.now()
    assert lapse_approvals(now + timedelta(days=400)) == 0
    assert lapse_approvals(now + timedelta(days=402)) == 1
    assert Approval.objects.get().because == "no inspection for too long"
    assert lapse_approvals(now + timedelta(days=403)) == 0


def test_leaving_ends_every_approval(world: World, manager: Client, certificate: Certificate) -> None:
    visit(manager, certificate, world.growers["A"])
    approve(manager, certificate, world.growers["A"])
    send(manager, "supply:grower-left", world.growers["A"], left_on=TODAY.isoformat())
    assert Approval.objects.get().until_on is not None


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_the_approved_list_is_printed(world: World, manager: Client, certificate: Certificate, language: str) -> None:
    visit(manager, certificate, world.growers["A"])
    approve(manager, certificate, world.growers["A"])
    manager.cookies["django_language"] = language
    assert manager.get(reverse("supply:approved-list", args=[certificate.id])).content.startswith(b"%PDF-")


def test_a_clerk_visits_and_does_not_approve(world: World, certificate: Certificate) -> None:
    clerk = signed_in(world.clerk.id)
    visit(clerk, certificate, world.growers["A"])
    assert Inspection.objects.count() == 1
    assert send(clerk, "supply:certified-grower", certificate.id, world.growers["A"], since_on=TODAY.isoformat()).status_code == 403


def test_a_visit_comes_in_from_the_sheet_of_the_field(world: World, certificate: Certificate) -> None:
    clerk = signed_in(world.clerk.id)
    page = clerk.get(reverse("supply:visit", args=["organic"]))
    assert page["Rochdale-Keep"] == "again"
    assert (
        "No certificate here has the number"
        in send(clerk, "supply:visit", "organic", **VISIT, grower="A", certificate="ORG-9").content.decode()
    )
    send(clerk, "supply:visit", "organic", **VISIT, grower="A", certificate="ORG-1")
    assert Inspection.objects.get().grower_id == world.growers["A"]
