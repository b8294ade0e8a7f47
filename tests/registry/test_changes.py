"""A cooperative in the register moves, elects others, changes its name: each by a dossier that begins with what the register says."""

from __future__ import annotations

from uuid import UUID

import pytest

from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.registry import operations
from rochdale.registry.models import Dossier, EntityNow
from rochdale.registry.projection import differing
from rochdale.registry.queries.entities import entity_seen
from rochdale.registry.queries.names import search
from rochdale.registry.rules.places import place_code
from tests.cast import AT, Cast, id_of, later
from tests.registry.offices import act, answers, set_up
from tests.registry.test_applying import device, opened, sent, text
from tests.registry.test_dossiers import answer_questions, handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def entity(cast: Cast) -> UUID:
    """The Lak Sip cooperative, registered."""
    set_up()
    row = handed_in()
    registrar = act("bounmy", "register")
    operations.take_up(id=id_of("up"), by=registrar, at=AT, dossier_id=row.id)
    answer_questions(row)
    return UUID(operations.approve_dossier(id=id_of("yes"), by=registrar, at=AT, dossier_id=row.id))


def change(entity: UUID, kind: str, **parts: object) -> Dossier:
    """Begun, answered, handed in and approved."""
    mali, bounmy, at = act("mali", "lak"), act("bounmy", "register"), later(days=1)
    made = UUID(operations.begin_change(id=id_of(kind), by=mali, at=at, entity_id=entity, kind=kind))
    told = {"assembly": answers("COOP", "", "LA", 5)["assembly"], **parts}
    for part, said in told.items():
        operations.answer_part(id=id_of(f"{kind} {part}"), by=mali, at=at, dossier_id=made, part=part, answers=said)  # type: ignore[arg-type]
    operations.hand_in(id=id_of(f"{kind} in"), by=mali, at=at, dossier_id=made)
    operations.take_up(id=id_of(f"{kind} up"), by=bounmy, at=at, dossier_id=made)
    row = Dossier.objects.get(pk=made)
    answer_questions(row)
    operations.approve_dossier(id=id_of(f"{kind} yes"), by=bounmy, at=at, dossier_id=made)
    return row


def test_it_moves_and_its_old_seat_stays_true_for_its_time(entity: UUID) -> None:
    names = ["Champasak", "Pathoumphone", "Ban Kiet"]
    change(entity, "change-seat", seat={"names": names, "code": place_code("LA", names)})
    seen = entity_seen(entity)
    assert seen is not None
    assert seen.on(AT.date(), None)["seat"]["names"][-1] == "Ban Nongluang"  # type: ignore[index]
    assert seen.on(later(days=1).date(), None)["seat"]["names"][-1] == "Ban Kiet"  # type: ignore[index]
    now = EntityNow.objects.get(pk=entity)
    assert (now.number, now.form, now.state["members"]) == ("CS-000001", "COOP", 12), "nothing else has changed"
    assert differing(mend=False) == (1, [])


def test_another_name_leaves_the_old_one_findable(entity: UUID) -> None:
    change(
        entity,
        "amend-statutes",
        name={"name": "Lak Sip Highland Coffee", "acronym": ""},
        purpose={"object": "Growing and selling coffee together"},
        statutes={"read": "yes"},
    )
    assert {hit.name for hit in search("Lak Sip Coffee Cooperative")} == {"Lak Sip Highland Coffee"}
    filing = entity_seen(entity)
    assert filing is not None and set(filing.filings[-1].says) == {"name"}, "only what is otherwise is filed"


def test_others_are_elected(entity: UUID) -> None:
    change(entity, "change-officers", officers={"rows": [{"name": "Founder 9", "role": "chair", "body": "BOARD"}], "term_years": "3"})
    assert EntityNow.objects.get(pk=entity).state["officers"] == [{"name": "Founder 9", "role": "chair", "body": "BOARD"}]


def test_a_change_is_begun_once_and_by_who_acts_for_it(entity: UUID) -> None:
    with pytest.raises(NotAllowed):
        operations.begin_change(id=id_of("no"), by=act("noy", "bolaven"), at=AT, entity_id=entity, kind="change-seat")
    operations.begin_change(id=id_of("one"), by=act("mali", "lak"), at=AT, entity_id=entity, kind="change-seat")
    with pytest.raises(Refused) as caught:
        operations.begin_change(id=id_of("two"), by=act("mali", "lak"), at=AT, entity_id=entity, kind="change-seat")
    assert caught.value.refusals[0].code == "registry.change-is-open"


def test_a_change_is_told_on_a_phone_from_the_page_of_what_is_owed(entity: UUID) -> None:
    phone = device("mali")
    page = opened(phone, "/register/owed/")
    assert f"/register/applications/change/{entity}/" in page
    page = text(sent(phone, f"/register/applications/change/{entity}/", kind="change-officers"))
    assert "Who is elected" in page and "The assembly" in page and "Who founds it" not in page
    assert "Founder 1: chair" in page, "it begins with what the register says"
