"""A dossier goes from its first answer to the register; every move is somebody's, and no refusal is without its article."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from rochdale.base.actor import SYSTEM
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.registry import operations
from rochdale.registry.judging_dossiers import judge_dossier
from rochdale.registry.layouts import LAYOUTS
from rochdale.registry.models import Dossier, EntityNow, Filing, IssuedNumber
from rochdale.registry.projection import differing
from rochdale.registry.queries.entities import entity_seen
from rochdale.registry.queries.names import search
from rochdale.registry.registers import bring
from rochdale.registry.rules.dossiers import Ground, Item, asked_key
from rochdale.registry.rules.verdicts import Verdict
from tests.cast import AT, Cast, id_of, later
from tests.registry.offices import act, allot, answers, begun, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offices(cast: Cast) -> None:
    set_up()


def codes(caught: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in caught.value.refusals]


def handed_in(word: str = "dossier", *, name: str = "Lak Sip Coffee Cooperative", count: int = 12, although: bool = False) -> Dossier:
    row = begun(act("mali", "lak"), "LA", answers("COOP", name, "LA", count), word=word)
    operations.hand_in(id=id_of(f"{word} in"), by=act("mali", "lak"), at=AT, dossier_id=row.id, although=although)
    row.refresh_from_db()
    return row


def answer_questions(row: Dossier, by: str = "bounmy", body: str = "register") -> None:
    """The registrar answers whatever the law leaves open."""
    asked = {asked_key(one): "Accepted, as the office always did." for one in judge_dossier(row, today=AT.date()).legal.of(Verdict.ASK)}
    operations.settle(id=id_of(f"{row.id} settled"), by=act(by, body), at=AT, dossier_id=row.id, says={"asked": asked})


def test_a_lao_coffee_group_becomes_a_cooperative() -> None:
    row = handed_in()
    assert (row.state, row.office and row.office.code, row.number, row.due_on) == ("submitted", "LA-CS", "LA-CS/2026/00001", None)

    registrar = act("bounmy", "register")
    operations.take_up(id=id_of("up"), by=registrar, at=AT, dossier_id=row.id)
    with pytest.raises(Refused) as caught:
        operations.approve_dossier(id=id_of("yes"), by=registrar, at=AT, dossier_id=row.id)
    assert set(codes(caught)) == {"registry.question-not-answered"}, "nobody has read how many founders Lao law asks for"

    answer_questions(row)
    entity = UUID(operations.approve_dossier(id=id_of("yes"), by=registrar, at=AT, dossier_id=row.id))
    now = EntityNow.objects.get(pk=entity)
    assert (now.name, now.number, now.form, now.office, now.status) == (
        "Lak Sip Coffee Cooperative",
        "CS-000001",
        "COOP",
        "LA-CS",
        "registered",
    )
    assert now.pack == "la-2010@0.1.0"
    assert "Founder 5" not in str(now.state), "founders are not public"
    assert [hit.entity_id for hit in search("lak sip")] == [entity]
    assert differing(mend=False) == (1, [])


def test_the_same_decision_twice_is_one_decision() -> None:
    row = handed_in()
    registrar = act("bounmy", "register")
    operations.take_up(id=id_of("up"), by=registrar, at=AT, dossier_id=row.id)
    answer_questions(row)
    first = operations.approve_dossier(id=id_of("yes"), by=registrar, at=AT, dossier_id=row.id)
    assert operations.approve_dossier(id=id_of("yes"), by=registrar, at=later(minutes=1), dossier_id=row.id) == first
    with pytest.raises(Refused) as caught:
        operations.approve_dossier(id=id_of("again"), by=registrar, at=AT, dossier_id=row.id)
    assert codes(caught) == ["registry.dossier-has-moved-on"]
    assert (Filing.objects.count(), IssuedNumber.objects.count()) == (1, 1)


def test_a_refusal_shows_the_article_and_the_second_round_only_what_changed() -> None:
    tabi, enow = act("tabi", "binum"), act("enow", "buea")
    row = begun(tabi, "CM", answers("SCOOPS", "SCOOPS Binum", "CM", 4))
    with pytest.raises(Refused) as caught:
        operations.hand_in(id=id_of("in"), by=tabi, at=AT, dossier_id=row.id)
    assert codes(caught) == ["registry.law-would-refuse"]
    operations.hand_in(id=id_of("in all the same"), by=tabi, at=AT, dossier_id=row.id, although=True)
    operations.take_up(id=id_of("up"), by=enow, at=AT, dossier_id=row.id)

    with pytest.raises(Refused) as caught:
        operations.refuse_dossier(id=id_of("no ground"), by=enow, at=AT, dossier_id=row.id, grounds=[])
    assert codes(caught) == ["registry.refusal-without-ground"]
    operations.refuse_dossier(id=id_of("no"), by=enow, at=AT, dossier_id=row.id, grounds=[Ground("min-members")])
    row.refresh_from_db()
    assert row.state == "refused"
    stands_on = next(one for one in judge_dossier(row, today=AT.date()).legal.of(Verdict.REFUSE))
    assert (stands_on.check, stands_on.fact.basis.cite) == ("min-members", "art. 204")

    second = operations.answer_refusal(id=id_of("second"), by=tabi, at=AT, dossier_id=row.id)
    told = answers("SCOOPS", "SCOOPS Binum", "CM", 5)
    operations.answer_part(id=id_of("five"), by=tabi, at=AT, dossier_id=UUID(second), part="founders", answers=told["founders"])
    assert operations.hand_in(id=id_of("in again"), by=tabi, at=AT, dossier_id=UUID(second)) == "CM-SW/2026/00002"


def test_what_was_asked_for_is_ticked_off_before_anything_is_approved() -> None:
    row = handed_in()
    registrar, mali = act("bounmy", "register"), act("mali", "lak")
    operations.take_up(id=id_of("up"), by=registrar, at=AT, dossier_id=row.id)
    with pytest.raises(Refused) as caught:
        operations.ask_for_changes(id=id_of("nothing"), by=registrar, at=AT, dossier_id=row.id, items=[Item(" ")])
    assert codes(caught) == ["registry.changes-without-items"]
    operations.ask_for_changes(id=id_of("ask"), by=registrar, at=AT, dossier_id=row.id, items=[Item("Say who keeps the money")])
    told = answers("COOP", "Lak Sip Coffee Cooperative", "LA", 12)
    operations.answer_part(
        id=id_of("object"),
        by=mali,
        at=AT,
        dossier_id=row.id,
        part="purpose",
        answers={**told["purpose"], "object": "Coffee, and a shared till"},
    )
    operations.hand_in(id=id_of("in again"), by=mali, at=later(days=2), dossier_id=row.id)
    row.refresh_from_db()
    assert (row.state, row.rounds.count(), row.received_on) == ("in-review", 2, AT.date())
    answer_questions(row)
    with pytest.raises(Refused) as caught:
        operations.approve_dossier(id=id_of("yes"), by=registrar, at=AT, dossier_id=row.id)
    assert codes(caught) == ["registry.items-left-open"]
    step = row.steps.get(move="ask-for-changes")
    operations.settle(id=id_of("ticked"), by=registrar, at=AT, dossier_id=row.id, says={"settled": [f"{step.pk}/0"]})
    operations.approve_dossier(id=id_of("yes"), by=registrar, at=AT, dossier_id=row.id)


def test_whoever_keyed_a_paper_dossier_does_not_decide_it() -> None:
    bounmy, sone = act("bounmy", "register"), act("sone", "register")
    operations.key_dossier(
        id=id_of("paper"), by=bounmy, at=AT, office_id=id_of("LA-CS"), kind="register", book={"book": "3", "page": "12", "line": "4"},
        received_on=date(2026, 10, 28),
    )  # fmt: skip
    for part, said in answers("COOP", "Nongluang Tea", "LA", 9).items():
        operations.answer_part(id=id_of(f"paper {part}"), by=bounmy, at=AT, dossier_id=id_of("paper"), part=part, answers=said)
    operations.hand_in(id=id_of("in"), by=bounmy, at=AT, dossier_id=id_of("paper"))
    row = Dossier.objects.get(pk=id_of("paper"))
    assert row.received_on == date(2026, 10, 28), "the day in the book counts"
    operations.take_up(id=id_of("up"), by=bounmy, at=AT, dossier_id=row.id)
    answer_questions(row)
    with pytest.raises(Refused) as caught:
        operations.approve_dossier(id=id_of("yes"), by=bounmy, at=AT, dossier_id=row.id)
    assert codes(caught) == ["registry.keyed-by-the-same-person"]
    operations.approve_dossier(id=id_of("yes by another"), by=sone, at=AT, dossier_id=row.id)


def test_the_51st_of_a_block_gets_its_receipt_and_no_number_and_nothing_is_reissued() -> None:
    registrar = act("bounmy", "register")
    rows = [handed_in(f"d{one}", name=f"Cooperative {word}") for one, word in enumerate(("of the hill", "by the river", "under trees"))]
    allot("CM-SW", "CM:cm-1992:seq_nat", 1, 1)
    blocks = rows[0].office.blocks.get(scope="LA:la-2010:seq") if rows[0].office else None
    assert blocks is not None
    blocks.used = 48
    blocks.save()
    numbers = []
    for place, row in enumerate(rows):
        operations.take_up(id=id_of(f"up{place}"), by=registrar, at=AT, dossier_id=row.id)
        answer_questions(row)
        if place < 2:
            entity = operations.approve_dossier(id=id_of(f"yes{place}"), by=registrar, at=AT, dossier_id=row.id)
            numbers.append(EntityNow.objects.get(pk=entity).number)
    assert numbers == ["CS-000049", "CS-000050"]
    with pytest.raises(Refused) as caught:
        operations.approve_dossier(id=id_of("yes2"), by=registrar, at=AT, dossier_id=rows[2].id)
    assert codes(caught) == ["registry.no-numbers-left"]
    rows[2].refresh_from_db()
    assert (rows[2].number, rows[2].state) == ("LA-CS/2026/00003", "in-review"), "its receipt stands"
    assert Filing.objects.count() == 2


@pytest.mark.parametrize(
    ("person", "body", "sees"),
    [("bounmy", "register", True), ("khamla", "salavan", False), ("mali", "lak", True), ("noy", "bolaven", False), ("enow", "buea", False)],
    ids=["the office of the province", "another province", "the group itself", "another cooperative", "another country"],
)
def test_only_the_group_and_its_office_work_on_a_dossier(person: str, body: str, sees: bool) -> None:
    row = handed_in()
    try:
        operations.answer_part(id=id_of("try"), by=act(person, body), at=AT, dossier_id=row.id, part="name", answers={"name": "X"})
    except NotAllowed:
        assert not sees
    except Refused as refused:
        assert sees and refused.refusals[0].code == "registry.dossier-has-moved-on"


def test_another_office_goes_on_with_a_dossier_and_the_day_of_receipt_stays() -> None:
    row = handed_in()
    operations.transfer_dossier(
        id=id_of("on"),
        by=act("bounmy", "register"),
        at=later(days=3),
        dossier_id=row.id,
        office_id=id_of("LA-SL"),
        reason="The village moved",
    )
    row.refresh_from_db()
    assert (row.office and row.office.code, row.state, row.received_on) == ("LA-SL", "submitted", AT.date())
    operations.take_up(id=id_of("up"), by=act("khamla", "salavan"), at=later(days=3), dossier_id=row.id)
    with pytest.raises(NotAllowed):
        operations.ask_for_changes(id=id_of("mine"), by=act("bounmy", "register"), at=AT, dossier_id=row.id, items=[Item("More")])


GIC = b"""key,name,acronym,number,form,country,place,registered on,dissolved on
1,GIC Binum,,SW/GP/24/96/01234,GIC,CM,Sud-Ouest / Fako / Buea,1996-03-04,
"""


def test_a_cameroonian_initiative_group_goes_on_as_an_ohada_cooperative_and_its_past_stays_true() -> None:
    bring(GIC, LAYOUTS["rochdale"], by=SYSTEM, at=AT, office="CM-SW", as_of=date(2012, 12, 31))
    group = EntityNow.objects.get(number="SW/GP/24/96/01234").entity_id
    tabi, enow = act("tabi", "binum"), act("enow", "buea")
    row = begun(tabi, "CM", answers("SCOOPS", "SCOOPS Binum", "CM", 7), entity_id=group)
    operations.hand_in(id=id_of("in"), by=tabi, at=AT, dossier_id=row.id)
    operations.take_up(id=id_of("up"), by=enow, at=AT, dossier_id=row.id)
    row.refresh_from_db()
    asked = judge_dossier(row, today=AT.date()).legal.of(Verdict.ASK)
    assert "registry.continuing-is-not-settled" in [one.reason.code for one in asked if one.reason]
    answer_questions(row, "enow", "buea")
    with pytest.raises(Refused) as caught:
        operations.approve_dossier(id=id_of("yes"), by=enow, at=AT, dossier_id=row.id)
    assert codes(caught) == ["registry.number-to-be-written"], "nobody has read how the Uniform Act's numbers are built there"
    made = operations.approve_dossier(id=id_of("yes"), by=enow, at=AT, dossier_id=row.id, number="CM-SW-2026-0001")
    assert UUID(made) == group, "one entity with one id"

    seen = entity_seen(group)
    assert seen is not None
    the_day_before, that_day = AT.date() - timedelta(days=1), AT.date()
    assert (seen.on(the_day_before, None)["form"], seen.on(that_day, None)["form"]) == ("GIC", "SCOOPS")
    assert seen.on(that_day, None)["pack"] == "ohada-2010@0.1.0"
    assert [hit.entity_id for hit in search("SW/GP/24/96/01234")] == [group], "the number of 1996 finds today's page"
    assert [hit.name for hit in search("GIC Binum")] == ["SCOOPS Binum"]
    decided_on = row.steps.get(move="approve").says["asked"]
    assert "continues" in decided_on, "what no source settles was asked, recorded, and stays with the decision"
    assert differing(mend=False) == (1, [])


def test_the_office_withdraws_no_dossier_of_a_group_and_lets_lapse_what_was_never_answered() -> None:
    row, registrar = handed_in(), act("bounmy", "register")
    with pytest.raises(NotAllowed):
        operations.give_up(id=id_of("not theirs"), by=registrar, at=AT, dossier_id=row.id, reason="Too much work")
    operations.take_up(id=id_of("up"), by=registrar, at=AT, dossier_id=row.id)
    operations.ask_for_changes(id=id_of("ask"), by=registrar, at=AT, dossier_id=row.id, items=[Item("Say who keeps the money")])
    with pytest.raises(Refused) as caught:
        operations.lapse_dossier(id=id_of("why"), by=registrar, at=later(days=400), dossier_id=row.id, reason=" ")
    assert codes(caught) == ["registry.lapse-without-reason"]
    operations.lapse_dossier(id=id_of("lapse"), by=registrar, at=later(days=400), dossier_id=row.id, reason="No answer in a year")
    row.refresh_from_db()
    assert (row.state, row.steps.order_by("-at", "-id")[0].says["note"]) == ("lapsed", "No answer in a year")
