"""What may be registered twice: found with its reasons, decided by a person, merged without moving anything, and taken back whole."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rochdale.base.actor import SYSTEM
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.registry import operations
from rochdale.registry.commands import registry
from rochdale.registry.layouts import LAYOUTS
from rochdale.registry.models import Certificate, EntityNow, Filing, PairDecision, ProposedPair, RegisterName, StandingNow
from rochdale.registry.operations.certificates import issue_certificate
from rochdale.registry.projection import differing
from rochdale.registry.queries.certificates import verified
from rochdale.registry.queries.extract import extract
from rochdale.registry.queries.names import search
from rochdale.registry.queries.public import Asked, asked_for
from rochdale.registry.registers import bring
from rochdale.registry.schedule import compare_new, keep_up
from rochdale.registry.twice_finding import find_all
from tests.cast import Cast, id_of
from tests.registry.public import brought, id_by
from tests.registry.standing import KNOWN, act, set_up
from tests.registry.test_applying import device

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)
TWINS = (
    "t1,Dekawowo,DKW,TG-1001,SCOOPS,TG,Plateaux / Haho / Kpedome,2019-01-10,",
    "t2,dekawowo,,TG-1002,SCOOPS,TG,Plateaux / Haho / Kpedome,2021-03-04,",
    "t3,Mawuli,,TG-1003,SCOOPS,TG,Plateaux / Haho / Kpedome,2020-03-04,",
    "t4,Espoir,,TG-1004,SCOOPS,TG,Maritime / Zio / Agokpala,2020-03-04,",
)


@pytest.fixture
def twins(cast: Cast) -> tuple[UUID, UUID]:
    """The office of Togo, and a cooperative that stands in its register twice."""
    set_up(1)
    brought("TG", *TWINS, on=date(2023, 12, 31), at=KNOWN)
    compare_new(NOW, NOW)
    keep_up(NOW, NOW)
    return id_by("TG-1001"), id_by("TG-1002")


def merged(stays: UUID, goes: UUID, *, at: datetime = NOW, why: str = "One chairwoman, one shed") -> None:
    operations.merge(id=uuid4(), by=act("komi", "lome", at), at=at, stays_id=stays, goes_id=goes, reason=why)


def back(one: UUID, other: UUID, *, at: datetime = NOW) -> None:
    operations.take_back_decision(id=uuid4(), by=act("komi", "lome", at), at=at, one_id=one, other_id=other, reason="A slip")


def codes(change: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as caught:
        change()
    return [one.code for one in caught.value.refusals]


def page(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(f"registry:{name}", args=args)).content.decode()


def test_dekawowo_of_the_sample_is_proposed_and_not_merged(outside: Path) -> None:
    content = (outside / "togo-cooperatives" / "cooperatives-sample-500.csv").read_bytes()
    bring(content, LAYOUTS["togo"], by=SYSTEM, at=KNOWN, office="TG", as_of=date(2024, 12, 31))
    ids = set(EntityNow.objects.filter(place__endswith="/agokpala", name__icontains="dekawowo").values_list("entity_id", flat=True))
    result = CliRunner().invoke(registry, ["find-twice", "--office", "TG", "--json"])
    (pair,) = [one for one in json.loads(result.output) if {one["first"]["id"], one["second"]["id"]} == {str(one) for one in ids}]
    assert {pair["first"]["name"], pair["second"]["name"]} == {"Coopérative Dekawowo", "Coopérative dekawowo"}
    assert pair["apart_km"] == pytest.approx(28, abs=0.5)
    assert "Their points on the map lie 28 km apart" in pair["why"] and any("same village" in why for why in pair["why"])
    assert not EntityNow.objects.filter(same_as__isnull=False).exists() and not PairDecision.objects.exists()
    kept = set(ProposedPair.objects.values_list("first", "second"))
    ProposedPair.objects.all().delete()
    EntityNow.objects.update(is_compared=False)
    compare_new(NOW, NOW)
    assert set(ProposedPair.objects.values_list("first", "second")) == kept, "what is new alone finds what the whole register does"


def test_the_clock_compares_what_is_new_and_what_is_called_otherwise(twins: tuple[UUID, UUID]) -> None:
    assert set(ProposedPair.objects.values_list("first", "second")) == {tuple(sorted(twins, key=str))}
    brought("TG", TWINS[0], TWINS[1].replace("dekawowo", "Lonlon"), *TWINS[2:], on=date(2024, 12, 31), at=KNOWN + timedelta(days=1))
    compare_new(NOW, NOW)
    assert not ProposedPair.objects.exists()
    assert not EntityNow.objects.filter(is_compared=False).exists()


def test_many_new_ones_are_left_to_a_job(twins: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch) -> None:
    ProposedPair.objects.all().delete()
    EntityNow.objects.update(is_compared=False)
    monkeypatch.setattr("rochdale.registry.schedule.FEW", 2)
    started: list[dict[str, Any]] = []
    monkeypatch.setattr("rochdale.registry.schedule.jobs.start", lambda kind, **more: started.append(more["content"]))
    compare_new(NOW, NOW)
    assert started == [{"country": "TG", "office": "TG"}]
    assert find_all("TG", ["TG"]) == 1


def test_the_office_says_they_are_two_and_the_pair_never_comes_again(cast: Cast, twins: tuple[UUID, UUID]) -> None:
    komi = device("komi")
    assert "Names alike to 99 %" in (listed := page(komi, "twice")) and "Seats in the same village: Kpedome" in listed
    shown = page(komi, "twice-pair", *twins)
    assert "TG-1001" in shown and "TG-1002" in shown and "They are one: dekawowo, TG-1002 stays" in shown
    sent = {"operation_id": uuid4(), "verdict": "two", "reason": "Two chairmen, two sheds"}
    assert komi.post(reverse("registry:twice-pair", args=twins), sent).status_code == 302
    find_all("TG", ["TG"])
    assert "No pair waits." in page(komi, "twice")
    assert "Two chairmen, two sheds" in page(komi, "twice-pair", *twins)
    komi.post(reverse("registry:twice-back", args=twins), {"operation_id": uuid4(), "reason": "It was one after all"})
    assert "Names alike" in page(komi, "twice")
    assert [row.verdict for row in PairDecision.objects.order_by("number")] == ["two", "open"]


def test_a_merged_entry_says_so_and_is_found_under_the_one_that_stays(client: Client, cast: Cast, twins: tuple[UUID, UUID]) -> None:
    stays, goes = twins
    komi = device("komi")
    first = min(twins, key=str) == stays
    sent = {"operation_id": uuid4(), "verdict": "first" if first else "second", "reason": "One chairwoman, one shed"}
    assert komi.post(reverse("registry:twice-pair", args=twins), sent).status_code == 302
    gone = page(client, "entity", goes)
    assert "this entry is the same as Dekawowo" in gone and "One chairwoman, one shed" in gone and str(stays) in gone
    kept = page(client, "entity", stays)
    assert "Filed under dekawowo" in kept and "TG-1002" in kept and "Also registered as" in kept
    by_number = search("TG-1002")[0]
    assert (by_number.entity_id, by_number.number, by_number.matched) == (stays, "TG-1001", "TG-1002")
    lines = asked_for(Asked(text="dekawowo")).lines
    assert goes not in {line.entity_id for line in lines} and stays in {line.entity_id for line in lines}
    assert goes not in {line.entity_id for line in asked_for(Asked(place="TG")).lines}
    assert not StandingNow.objects.filter(entity=goes).exists()
    assert komi.get(reverse("registry:entity-office", args=[goes])).status_code == 302
    assert differing(mend=False)[1] == []
    assert {row.entity_id for row in Filing.objects.filter(source__endswith=":t2")} == {goes}, "filings keep their own entity"


def test_taken_away_it_is_replaced_not_counted(client: Client, twins: tuple[UUID, UUID]) -> None:
    stays, goes = twins
    merged(stays, goes)
    told = {one.id: one.replaces for one in extract(Asked())}
    assert told[str(stays)] == (str(goes),) and str(goes) not in told
    document = client.get(reverse("registry:entity", args=[goes]), {"format": "jsonld"}).json()
    assert document["dct:isReplacedBy"]["@id"].endswith(f"/register/{stays}/")
    assert client.get(reverse("registry:entity", args=[stays]), {"format": "jsonld"}).json()["dct:replaces"][0]["@id"].endswith(f"{goes}/")


def test_its_old_certificate_is_true_and_says_so_and_no_new_one_is_issued(client: Client, twins: tuple[UUID, UUID]) -> None:
    stays, goes = twins
    issue_certificate(id=id_of("old"), by=SYSTEM, at=NOW, entity_id=goes, on=date(2024, 5, 2))
    merged(stays, goes)
    text = Certificate.objects.get(pk=id_of("old")).statement
    found = verified(text, today=NOW.date())
    assert found.is_believed and found.same_as is not None and found.same_as.stays.entity_id == stays
    shown = client.get(reverse("registry:verify"), {"s": text}).content.decode()
    assert "registered twice" in shown and "number TG-1001" in shown and str(stays) in shown
    again = codes(lambda: issue_certificate(id=id_of("new"), by=SYSTEM, at=NOW, entity_id=goes, on=date(2024, 5, 2)))
    assert again == ["registry.entity-is-merged"]


def test_nothing_new_is_done_about_a_merged_entry_and_no_chain_is_made(twins: tuple[UUID, UUID]) -> None:
    stays, goes = twins
    third, by = id_by("TG-1003"), act("komi", "lome", NOW)
    merged(stays, goes)
    again = {"by": by, "at": NOW, "reason": "Because"}
    assert codes(lambda: operations.merge(id=uuid4(), **again, stays_id=goes, goes_id=third)) == ["registry.entity-is-merged"]
    assert codes(lambda: operations.merge(id=uuid4(), **again, stays_id=third, goes_id=stays)) == ["registry.others-stand-under-it"]
    assert codes(lambda: operations.merge(id=uuid4(), **again, stays_id=stays, goes_id=goes)) == [
        "registry.pair-is-decided",
    ]
    held = {"kind": "review", "reason": "Because"}
    assert codes(lambda: operations.hold_off(id=uuid4(), by=by, at=NOW, entity_id=goes, **held)) == ["registry.entity-is-merged"]
    merged(stays, third)
    assert search("TG-1003")[0].entity_id == stays


def test_whose_cooperative_signs_in_loses_no_way(twins: tuple[UUID, UUID]) -> None:
    novissi, other = id_by("TG-1"), id_by("TG-1004")
    again = codes(lambda: merged(other, novissi))
    assert again == ["registry.merging-who-acts"]
    merged(novissi, other)


def test_only_the_office_of_both_decides(cast: Cast, twins: tuple[UUID, UUID]) -> None:
    for word in ("bounmy", "noy"):
        with pytest.raises((Refused, NotAllowed)):
            operations.keep_apart(id=uuid4(), by=cast.actor(word), at=NOW, one_id=twins[0], other_id=twins[1], reason="Because")
    assert device("bounmy").get(reverse("registry:twice-pair", args=twins)).status_code == 404


def _everything() -> object:
    """What anybody can see of the register, without the ids of rows that are made anew."""
    names = RegisterName.objects.values_list("entity_id", "name", "kind", "place", "office", "form", "from_on", "until_on")
    return (
        sorted(EntityNow.objects.values_list("entity_id", "name", "number", "status", "state", "same_as"), key=str),
        sorted(names, key=str),
        sorted(StandingNow.objects.values_list(), key=str),
        [(line.entity_id, line.matched) for text in ("dekawowo", "TG-100", "espoir") for line in asked_for(Asked(text=text)).lines],
        [one.id for one in extract(Asked())],
        list(Filing.objects.order_by("id").values_list("id", "entity_id")),
    )


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=6))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_taking_everything_back_all_is_as_before(twins: tuple[UUID, UUID], moves: list[tuple[int, int]]) -> None:
    ids, before, done = [id_by(f"TG-100{number}") for number in range(1, 5)], _everything(), []
    for place, (stays, goes) in enumerate(moves):
        try:
            merged(ids[stays], ids[goes], at=NOW + timedelta(minutes=place))
        except Refused:
            continue
        done.append((ids[stays], ids[goes]))
    assert differing(mend=False)[1] == []
    for stays_id, goes_id in done:
        back(stays_id, goes_id, at=NOW + timedelta(hours=1))
    assert _everything() == before
    assert differing(mend=False)[1] == []
