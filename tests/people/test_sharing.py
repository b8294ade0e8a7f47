"""An organization lets others see a kind of its data until it takes that back; whoever looks says why, and is seen."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from rochdale.base import looks, privacy
from rochdale.base.looks import Subject
from rochdale.base.models import Look
from rochdale.base.privacy import Level
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import NotAllowed, Refused
from rochdale.people import operations
from rochdale.people.models import Organization, Sharing
from rochdale.people.operations.sharing import share, stop_sharing
from rochdale.people.permissions import may, readable
from rochdale.people.sharing import kinds_shown, right_to, subject_of
from tests.cast import AT, PASSWORD, Cast, id_of, later
from tests.trade.goods import an_offer
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
OFFICERS, DEEDS, CERTIFICATES = "people.officers", "base.deeds", "trade.certificates"


def given(cast: Cast, what: str = OFFICERS, to: str | None = "faelles", purpose: str = "to know whom to call") -> UUID:
    with_id = cast.organizations[to].id if to else None
    return UUID(
        share(id=new_id(), by=cast.actor("noy"), at=AT, organization_id=cast.bolaven.id, what=what, with_id=with_id, purpose=purpose)
    )


def seen_by(cast: Cast, person: str, what: str = OFFICERS) -> bool:
    """The right, asked for one organization and as a filter: both say the same."""
    by = cast.actor(person)
    one = may(by, right_to(what), cast.bolaven)
    rows = readable(by, right_to(what), Organization.objects.all(), owner="id")
    assert one is rows.filter(pk=cast.bolaven.pk).exists()
    return one


def test_everything_is_private_until_it_is_shared(cast: Cast) -> None:
    for kind in kinds_shown():
        assert not seen_by(cast, "freja", kind.code)
        assert seen_by(cast, "noy", kind.code), "the owner's leaders see what they would share"
        assert not seen_by(cast, "kham", kind.code)


def test_what_is_shared_is_seen_by_that_organizations_officers_alone(cast: Cast) -> None:
    given(cast)
    assert {person for person in cast.people if seen_by(cast, person)} == {"noy", "freja", "jonas"}
    assert not seen_by(cast, "freja", DEEDS)


def test_a_plain_member_of_the_reader_sees_nothing(cast: Cast) -> None:
    given(cast)
    operations.appoint(id=new_id(), by=cast.actor("jonas"), at=AT, person_id=cast.pao.id, organization_id=cast.faelles.id, office="member")
    by = cast.actor("pao", "faelles", at=later(hours=1))
    assert not may(by, right_to(OFFICERS), cast.bolaven)


def test_with_everybody(cast: Cast) -> None:
    given(cast, to=None)
    assert {person for person in cast.people if seen_by(cast, person)} == set(cast.people) - {"kham", "pao"}


def test_taken_back_it_is_over_at_once(cast: Cast) -> None:
    id = given(cast)
    stop_sharing(id=new_id(), by=cast.actor("noy"), at=later(seconds=1), sharing_id=id)
    assert not seen_by(cast, "freja")
    row = Sharing.objects.get()
    assert (row.given_by_name, row.taken_back_by_name, row.until_at) == ("Noy Sengdara", "Noy Sengdara", later(seconds=1))
    with pytest.raises(Refused, match=r"people\.is-taken-back"):
        stop_sharing(id=new_id(), by=cast.actor("noy"), at=later(seconds=2), sharing_id=id)
    given(cast)
    assert seen_by(cast, "freja")


@pytest.mark.parametrize(
    ("says", "sends", "code"),
    [
        ("with itself", {"to": "bolaven"}, "people.shares-with-itself"),
        ("what tells of people is not for everybody", {"what": DEEDS, "to": None}, "people.not-for-everybody"),
        ("a kind that is never shared", {"what": "people.contacts"}, "people.cannot-be-shared"),
        ("a kind that is none", {"what": "moon.phases"}, "people.cannot-be-shared"),
        ("without a purpose", {"purpose": " . "}, "people.sharing-needs-a-purpose"),
        ("with a purpose nobody reads to the end", {"purpose": "x" * 301}, "people.sharing-needs-a-purpose"),
    ],
)
def test_what_cannot_be_shared(cast: Cast, says: str, sends: dict[str, str | None], code: str) -> None:
    with pytest.raises(Refused) as refused:
        given(cast, **sends)
    assert refused.value.refusals[0].code == code, says
    assert not Sharing.objects.exists()


def test_a_kind_is_shared_once_with_each(cast: Cast) -> None:
    given(cast)
    given(cast, to="littoral")
    with pytest.raises(Refused, match=r"people\.is-shared-already"):
        given(cast)


@pytest.mark.parametrize("person", ["kham", "vilay", "ebong", "sofia"])
def test_only_leaders_share_and_take_back(cast: Cast, person: str) -> None:
    id = given(cast)
    with pytest.raises(NotAllowed):
        share(
            id=new_id(), by=cast.actor(person), at=AT, organization_id=cast.bolaven.id, what=DEEDS, with_id=cast.faelles.id,
            purpose="to look at it",
        )  # fmt: skip
    with pytest.raises(NotAllowed):
        stop_sharing(id=new_id(), by=cast.actor(person), at=AT, sharing_id=id)


def test_every_shareable_kind_says_what_is_seen_and_has_something_to_show() -> None:
    assert {kind.code for kind in kinds_shown()} == {kind.code for kind in privacy.shareable()}
    assert {OFFICERS, DEEDS, CERTIFICATES, "trade.sales"} <= {kind.code for kind in kinds_shown()}


def test_only_what_tells_of_no_member_may_be_public() -> None:
    assert {kind.code for kind in privacy.shareable() if kind.may_be_public and kind.level is not Level.INTERNAL} == {OFFICERS}


PAGE = {"what": OFFICERS}


def shared_page(cast: Cast, what: str = OFFICERS) -> str:
    return reverse("people:shared", args=[cast.bolaven.id, what])


def test_whoever_looks_is_asked_why_once_in_half_an_hour(cast: Cast, client: WatchfulClient) -> None:
    given(cast)
    client.force_login(cast.freja)
    asked = client.get(shared_page(cast)).content.decode()
    assert "What do you look for?" in asked
    assert "Noy Sengdara" not in asked
    assert "A few words" in client.post(shared_page(cast), {"operation_id": new_id(), "purpose": "x"}).content.decode()
    assert not Look.objects.exists()
    answer = client.post(shared_page(cast), {"operation_id": new_id(), "purpose": "who signs the contract"}, follow=True)
    seen = answer.content.decode()
    assert "Noy Sengdara" in seen
    assert "noy@example.org" not in seen
    assert "Kham Phommachan" not in seen, "a member holds no office"
    assert "Noy Sengdara" in client.get(shared_page(cast)).content.decode()
    look = Look.objects.get()
    assert (look.by_name, look.owner_id, look.what, look.purpose) == ("Freja Holm", cast.bolaven.id, OFFICERS, "who signs the contract")


def test_a_purpose_covers_one_subject_for_half_an_hour(cast: Cast) -> None:
    freja, subject = cast.actor("freja"), subject_of(OFFICERS, cast.bolaven.id)
    looks.tell_purpose(id=new_id(), by=freja, at=AT, subject=subject, purpose="the contract")
    assert looks.has_told(freja, subject, later(minutes=29))
    assert not looks.has_told(freja, subject, later(minutes=30))
    assert not looks.has_told(freja, subject_of(DEEDS, cast.bolaven.id), AT)
    assert not looks.has_told(freja, subject_of(OFFICERS, cast.mungo.id), AT)
    assert not looks.has_told(cast.actor("jonas"), subject, AT)


def test_the_owners_leaders_see_who_looked(cast: Cast, client: WatchfulClient) -> None:
    subject = subject_of(OFFICERS, cast.bolaven.id)
    looks.tell_purpose(id=new_id(), by=cast.actor("freja"), at=AT, subject=subject, purpose="the contract")
    client.force_login(cast.noy)
    seen = client.get(reverse("people:looks", args=[cast.bolaven.id])).content.decode()
    assert "Freja Holm" in seen
    assert "the contract" in seen
    assert not looks.looks_at_organization(None).exists()
    assert not looks.looks_at_organization(cast.faelles.id).exists()


def test_a_members_contacts_are_shown_with_a_purpose_and_the_member_sees_it(cast: Cast, client: WatchfulClient) -> None:
    page = reverse("people:contacts-of", args=[id_of("kham member bolaven")])
    client.force_login(cast.noy)
    assert "kham@example.org" not in client.get(page).content.decode()
    seen = client.post(page, {"operation_id": new_id(), "purpose": "the next collection"}, follow=True).content.decode()
    assert "kham@example.org" in seen
    client.force_login(cast.kham)
    seen = client.get(reverse("people:my-data")).content.decode()
    assert "Noy Sengdara" in seen
    assert "the next collection" in seen


def test_ones_own_contacts_need_no_purpose(cast: Cast, client: WatchfulClient) -> None:
    client.force_login(cast.noy)
    page = reverse("people:contacts-of", args=[id_of("noy manager bolaven")])
    assert "noy@example.org" in client.get(page).content.decode()
    assert not Look.objects.exists()


def test_certificates_are_shared_with_their_numbers_and_without_the_reserve(cast: Cast, client: WatchfulClient) -> None:
    an_offer(cast.actor("noy"), reference="DM-1", visibility="private")
    given(cast, CERTIFICATES)
    client.force_login(cast.freja)
    page = shared_page(cast, CERTIFICATES)
    seen = client.post(page, {"operation_id": new_id(), "purpose": "the audit"}, follow=True).content.decode()
    assert "FLO 1" in seen
    assert "DM-1" in seen
    assert "4.4" not in seen.replace("4.44", "")


def test_the_trail_is_shared_with_a_purpose(cast: Cast, client: WatchfulClient) -> None:
    operations.correct_name(id=new_id(), by=cast.actor("noy"), at=AT, name="Noy Sengdara Keo")
    given(cast, DEEDS)
    client.force_login(cast.freja)
    seen = client.post(shared_page(cast, DEEDS), {"operation_id": new_id(), "purpose": "the audit"}, follow=True).content.decode()
    assert "correct name" in seen


def test_a_leader_shares_and_takes_back_on_the_screen(cast: Cast, client: WatchfulClient) -> None:
    client.force_login(cast.noy)
    page = reverse("people:new-sharing", args=[cast.bolaven.id])
    sends = {"operation_id": new_id(), "what": OFFICERS, "reader": "Fælles", "purpose": "so that they can call us"}
    rows = client.post(page, sends, follow=True).content.decode()
    for part in ("Fælles Brugs", "so that they can call us", "Noy Sengdara", "we take it back"):
        assert part in rows
    client.force_login(cast.freja)
    assert "Bolaven Coffee Growers" in client.get(reverse("people:sharings", args=[cast.faelles.id])).content.decode()
    client.force_login(cast.noy)
    rows = client.post(reverse("people:end-sharing", args=[Sharing.objects.get().id]), {"operation_id": new_id()}, follow=True)
    assert "Nothing is shared" in rows.content.decode()
    assert Sharing.objects.get().until_at > timezone.now() - timedelta(minutes=1)


def test_sharing_needs_to_be_proven_anew(cast: Cast, client: WatchfulClient) -> None:
    cast.noy.set_password(PASSWORD)
    cast.noy.save()
    client.force_login(cast.noy, factors=())
    answer = client.post(reverse("people:new-sharing", args=[cast.bolaven.id]), {"operation_id": new_id(), "what": OFFICERS})
    assert "/account/again/" in answer.url
    assert not Sharing.objects.exists()


def test_a_look_says_of_whom(cast: Cast) -> None:
    subject = Subject("people.contacts", "people.Person", str(cast.kham.id), cast.bolaven.id, cast.kham.id)
    looks.tell_purpose(id=new_id(), by=cast.actor("noy"), at=AT, subject=subject, purpose="the harvest")
    assert looks.looks_at_person(cast.kham.id).get().purpose == "the harvest"
    assert not looks.looks_at_person(cast.noy.id).exists()
