"""Offices on screen: set up, closed, who prepares and who signs there, and what the letter says of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people import operations as people
from rochdale.people.queries import actor
from rochdale.registry import operations
from rochdale.registry.dossier_papers import PAPERS
from rochdale.registry.judging_dossiers import law_of
from rochdale.registry.models import Dossier, OfficeRole, RegisterOffice
from rochdale.registry.permissions import keeps_register
from tests.cast import AT, Cast, id_of
from tests.registry.offices import act, answers, begun, join, office, set_up
from tests.registry.test_applying import device
from tests.registry.test_dossiers import answer_questions, handed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def offices(cast: Cast) -> None:
    set_up()
    join("chan", "Chan Sisouk", "register", "clerk")


def name(person: str, role: str, *, until: date | None = None, title: str = "") -> str:
    return operations.name_role(
        id=new_id(), by=act("bounmy", "register"), at=AT, office_id=id_of("LA-CS"), person_id=str(id_of(person)), role=role, title=title,
        order="Order 12/MOIC of 5 October 2026", since_on=AT.date(), until_on=until,
    )  # fmt: skip


def prepared() -> Dossier:
    """A dossier that a clerk has looked through and proposes to approve."""
    row = handed_in()
    clerk = act("chan", "register")
    operations.take_up(id=id_of("up"), by=clerk, at=AT, dossier_id=row.id)
    answer_questions(row, by="chan")
    operations.propose(id=id_of("proposes"), by=clerk, at=AT, dossier_id=row.id, outcome="approve", note="All papers are there.")
    return row


def letter_of(row: Dossier) -> dict[str, object]:
    row.refresh_from_db()
    return PAPERS["letter"](row, law_of(row, AT.date()))


def test_a_clerk_prepares_and_the_signatory_signs() -> None:
    name("sone", "signatory", title="Head of the department")
    row = prepared()
    clerk, other, head = act("chan", "register"), act("bounmy", "register"), act("sone", "register")
    with pytest.raises(NotAllowed):
        operations.approve_dossier(id=id_of("no"), by=clerk, at=AT, dossier_id=row.id)
    with pytest.raises(Refused, match="signs-another"):
        operations.approve_dossier(id=id_of("no 2"), by=other, at=AT, dossier_id=row.id)

    page = device("sone").get(reverse("registry:review", args=[row.id])).content.decode()
    assert "All papers are there." in page and reverse("registry:approve", args=[row.id]) in page
    page = device("chan").get(reverse("registry:review", args=[row.id])).content.decode()
    assert reverse("registry:approve", args=[row.id]) not in page and reverse("registry:propose", args=[row.id]) in page
    page = device("mali").get(reverse("registry:application", args=[row.id])).content.decode()
    assert "All papers are there." not in page, "what the office says to itself is not the group's"

    operations.approve_dossier(id=id_of("yes"), by=head, at=AT, dossier_id=row.id)
    letter = letter_of(row)
    assert letter["signs"] == [{"role": "Head of the department", "name": "Sone Phimma"}]
    assert {"kind": "text", "lines": ["Prepared by Chan Sisouk."]} in letter["blocks"]  # type: ignore[operator]


def test_an_interim_signs_until_the_day_told() -> None:
    name("sone", "signatory")
    join("noi", "Noi Keola", "register", "registrar")
    name("noi", "interim", until=AT.date() + timedelta(days=10), title="Head of the department")
    row = prepared()
    operations.approve_dossier(id=id_of("yes"), by=act("noi", "register"), at=AT, dossier_id=row.id)
    assert letter_of(row)["signs"] == [{"role": "Head of the department, by interim", "name": "Noi Keola"}]

    entity = Dossier.objects.get(pk=row.pk).entity_id
    assert entity is not None
    later = AT + timedelta(days=10)
    with pytest.raises(Refused, match="signs-another"):
        operations.issue_certificate(id=new_id(), by=act("noi", "register"), at=later, entity_id=entity, on=later.date())
    operations.issue_certificate(id=new_id(), by=act("sone", "register"), at=later, entity_id=entity, on=later.date())


def test_a_deputy_signs_for_the_signatory() -> None:
    name("sone", "signatory")
    row = prepared()
    people.delegate_office(
        id=id_of("lends"), by=act("sone", "register"), at=AT, office_id=id_of("sone registrar"), deputy_id=id_of("bounmy"),
        until_at=AT + timedelta(days=20), reason="In Vientiane",
    )  # fmt: skip
    deputy = actor(id_of("bounmy"), AT, organization_id=id_of("register"), in_name_of=id_of("sone"))
    assert deputy is not None
    operations.approve_dossier(id=id_of("yes"), by=deputy, at=AT, dossier_id=row.id)
    assert letter_of(row)["signs"] == [{"role": "Registrar", "name": "Bounmy Inthavong, for Sone Phimma"}]


def test_a_person_is_named_on_screen_and_the_role_ended() -> None:
    at_home = device("bounmy")
    row = office("LA-CS")
    page = reverse("registry:role-new", args=[row.id])
    told = {
        "person": str(id_of("chan")), "role": "signatory", "order": "Order 12", "since_on": str(AT.date()),
    }  # fmt: skip
    answer = at_home.post(page, {**told, "operation_id": new_id()})
    assert "no clerk or registrar of the office" in answer.content.decode(), "a clerk does not sign"
    answer = at_home.post(page, {**told, "person": str(id_of("bounmy")), "operation_id": new_id()})
    assert answer.status_code == 200 and not OfficeRole.objects.exists(), "nobody names oneself"
    answer = at_home.post(page, {**told, "person": str(id_of("sone")), "role": "interim", "operation_id": new_id()})
    assert "Write the day." in answer.content.decode()
    at_home.post(page, {**told, "person": str(id_of("sone")), "operation_id": new_id()})
    role = OfficeRole.objects.get()
    assert "Today Sone Phimma signs." in at_home.get(reverse("registry:offices")).content.decode()
    ends = {"until_on": str(timezone.now().date() + timedelta(days=30)), "reason": "Moved to Salavan", "operation_id": new_id()}
    at_home.post(reverse("registry:role-end", args=[role.id]), ends)
    assert "until before" in at_home.get(reverse("registry:office", args=[row.id])).content.decode()


def test_an_office_is_set_up_in_the_territory_of_the_one_above_and_closed() -> None:
    at_home = device("bounmy")
    told = {
        "parent": str(id_of("LA-CS")), "name": "District Office, Paksong", "name_lo": "ຫ້ອງການເມືອງປາກຊ່ອງ", "code": "LA-CS-PK",
        "territory": "Champasak / Paksong", "since_on": str(AT.date()), "is_registering": "on", "body": str(id_of("register")),
    }  # fmt: skip
    answer = at_home.post(reverse("registry:office-new"), {**told, "territory": "Salavan / Tumlan", "operation_id": new_id()})
    assert "does not lie in the territory" in answer.content.decode()
    answer = at_home.post(reverse("registry:office-new"), {**told, "code": "LA-CS", "operation_id": new_id()})
    assert "is the code of another office" in answer.content.decode()
    at_home.post(reverse("registry:office-new"), {**told, "operation_id": new_id()})
    made = RegisterOffice.objects.get(code="LA-CS-PK")
    assert (made.territory, made.path, made.names) == (["LA/champasak/paksong"], "LA-MOIC/LA-CS/LA-CS-PK", {"lo": told["name_lo"]})

    row = handed_in()
    assert row.office_id == made.id, "the narrowest territory"
    page = reverse("registry:office-close", args=[made.id])
    today = timezone.now().date()
    closes = {"reason": "Joined to the province"}
    assert "1 dossiers lie" in at_home.post(page, {**closes, "operation_id": new_id()}).content.decode()
    operations.transfer_dossier(
        id=new_id(), by=act("bounmy", "register"), at=AT, dossier_id=row.id, office_id=id_of("LA-CS"), reason="It closes"
    )
    at_home.post(page, {**closes, "operation_id": new_id()})
    made.refresh_from_db()
    assert made.until_on == today
    told = answers("COOP", "Other Growers", "LA", 12)
    again = begun(act("mali", "lak"), "LA", told, word="later")
    operations.hand_in(id=new_id(), by=act("mali", "lak"), at=timezone.now() + timedelta(days=2), dossier_id=again.id)
    again.refresh_from_db()
    assert again.office_id == id_of("LA-CS")


def test_a_closed_office_is_kept_by_the_one_above() -> None:
    RegisterOffice.objects.filter(code="CM-SW").update(until_on=AT.date())
    assert not keeps_register(act("enow", "buea"), "CM", "CM-SW"), "it is closed"
    assert keeps_register(act("essomba", "yaounde"), "CM", "CM-SW")
    assert not keeps_register(act("bounmy", "register"), "CM", "CM-SW")
