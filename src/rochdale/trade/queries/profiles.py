"""Questions about profiles: what one reader may see of whom, and who fits what is looked for. Nothing else leaves this module."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from rochdale.base.actor import Actor
from rochdale.kernel.place import distance_km, is_place, place
from rochdale.people.queries import OrganizationFacts, offices_held, organizations_by_id
from rochdale.people.sharing import OFFICERS, shared_with_organization
from rochdale.trade.models import (
    Certificate,
    ContactPerson,
    ListedReader,
    PartShown,
    Profile,
    ProfileGoods,
    ProfilePicture,
)
from rochdale.trade.permissions import owner_id
from rochdale.trade.profile_names import PART_OF
from rochdale.trade.queries.certificates import CertificateSeen, facts_by_id, seen, with_changes
from rochdale.trade.queries.introductions import connections_of
from rochdale.trade.rules import visibility as rules
from rochdale.trade.rules.certificates import CertificateHeld
from rochdale.trade.rules.finding import Candidate, Found, Sought, find
from rochdale.trade.rules.profiles import GoodsFacts, months
from rochdale.trade.rules.visibility import Reader, is_seen


def reader_of(by: Actor | None) -> Reader:
    """Who looks, with all that was ever opened to it and is still open."""
    own = by.organization_id if by else None
    if by is None or own is None:
        return Reader()
    granted: dict[object, set[str]] = defaultdict(set)
    for consent in shared_with_organization(own):
        if consent.what in PART_OF:
            granted[consent.owner_id].add(PART_OF[consent.what])
    connected = connections_of(own)
    for owner, parts in connected.items():
        granted[owner] |= {*parts, rules.PEOPLE}
    return Reader(
        is_user=True,
        is_officer=not by.offices.isdisjoint(OFFICERS),
        connected=frozenset(connected),
        listed=frozenset(ListedReader.objects.filter(reader_id=own).order_by("id").values_list("organization_id", flat=True)),
        granted={owner: frozenset(parts) for owner, parts in granted.items()},
        own=own,
    )


def levels_of(owners: Collection[UUID]) -> Mapping[UUID, Mapping[str, str]]:
    """Who may see what, by owner and part; a part that is not named is private."""
    found: dict[UUID, dict[str, str]] = {owner: {} for owner in owners}
    for row in PartShown.objects.filter(organization_id__in=owners).order_by("part"):
        found[row.organization_id][row.part] = row.level
    return found


def parts_seen(owner: UUID, by: Actor | None) -> frozenset[str]:
    """The parts of a profile that `by` may see now."""
    reader, levels = reader_of(by), levels_of([owner])[owner]
    return frozenset(part for part in rules.PARTS if is_seen(part, levels.get(part), owner, reader))


def level_of(owner: UUID, part: str) -> str:
    """Who may see a part."""
    return levels_of([owner])[owner].get(part, rules.PRIVATE)


@dataclass(frozen=True, slots=True)
class ProfileSeen:
    """A profile as far as one reader may see it; what it may not see is empty and not in `parts`."""

    organization: OrganizationFacts
    parts: frozenset[str]
    text: str
    languages: tuple[str, ...]
    pictures: tuple[tuple[UUID, str], ...]
    goods: tuple[tuple[UUID, GoodsFacts], ...]
    certificates: tuple[CertificateSeen, ...]
    is_own: bool

    @property
    def is_empty(self) -> bool:
        """Nothing of it is for this reader."""
        return not self.parts


def profile_seen(organization: OrganizationFacts, by: Actor | None, on: date) -> ProfileSeen:
    """The profile of an organization for one reader (None: anybody)."""
    parts = parts_seen(organization.id, by)
    row = Profile.objects.filter(organization_id=organization.id).first() if rules.ABOUT in parts else None
    pictures = ProfilePicture.objects.filter(organization_id=organization.id).order_by("place") if rules.ABOUT in parts else ()
    goods = goods_of(organization.id) if rules.GOODS in parts else []
    held = with_changes(Certificate.objects.filter(organization_id=organization.id)) if rules.CERTIFICATES in parts else ()
    return ProfileSeen(
        organization, parts, row.text if row else "", tuple(row.languages) if row else (),
        tuple((one.id, one.says) for one in pictures), tuple(goods), tuple(seen(held, on)),
        by is not None and by.organization_id == organization.id,
    )  # fmt: skip


def goods_of(owner: UUID) -> list[tuple[UUID, GoodsFacts]]:
    """What an organization grows, then what it buys."""
    rows = ProfileGoods.objects.filter(organization_id=owner).order_by("is_bought", "product", "species", "process", "id")
    return [(row.id, goods_facts(row)) for row in rows]


def goods_facts(row: ProfileGoods) -> GoodsFacts:
    """A row as the rules read it."""
    return GoodsFacts(
        row.is_bought, row.product, row.species, row.process, months(row.harvest), months(row.available), row.least_kg, row.most_kg,
        row.protocol, row.score,
    )  # fmt: skip


def search(sought: Sought, by: Actor | None, *, near: str, on: date) -> Found:
    """Who fits, among all whose goods `by` may see. `near`: UN/LOCODE from which distances are counted, "" for none."""
    rows = ProfileGoods.objects.filter(is_bought=sought.is_bought).order_by("id")  # what each filter leaves is told: no filter before
    goods: dict[UUID, list[GoodsFacts]] = defaultdict(list)
    for row in rows:
        goods[row.organization_id].append(goods_facts(row))
    reader, levels, names = reader_of(by), levels_of(goods.keys()), organizations_by_id(goods.keys())
    visible = [id for id in goods if id != reader.own and is_seen(rules.GOODS, levels[id].get(rules.GOODS), id, reader)]
    certified = [id for id in visible if is_seen(rules.CERTIFICATES, levels[id].get(rules.CERTIFICATES), id, reader)]
    held = _held(certified) if sought.scheme else {}
    candidates = [
        Candidate(
            id,
            names[id].name,
            names[id].country,
            names[id].place,
            _distance(names[id].place, near),
            tuple(goods[id]),
            tuple(held.get(id, ())),
        )
        for id in visible
    ]
    return find(candidates, sought, on=on)


def _held(owners: Collection[UUID]) -> Mapping[UUID, list[CertificateHeld]]:
    rows = list(with_changes(Certificate.objects.filter(organization_id__in=owners)))
    facts = facts_by_id(rows)
    found: dict[UUID, list[CertificateHeld]] = defaultdict(list)
    for row in rows:
        found[row.organization_id].append(facts[row.id])
    return found


def _distance(one: str, other: str) -> float | None:
    return distance_km(place(one), place(other)) if is_place(one) and is_place(other) else None


def schemes_shown(owners: Collection[UUID], by: Actor | None, on: date) -> Mapping[UUID, list[CertificateSeen]]:
    """The certificates in force of organizations, where `by` may see them: for the cards of a search."""
    reader, levels = reader_of(by), levels_of(owners)
    shown = [id for id in owners if is_seen(rules.CERTIFICATES, levels[id].get(rules.CERTIFICATES), id, reader)]
    found: dict[UUID, list[CertificateSeen]] = defaultdict(list)
    rows = list(with_changes(Certificate.objects.filter(organization_id__in=shown)))
    for row, certificate in zip(rows, seen(rows, on), strict=True):
        if certificate.state in {"valid", "soon"}:
            found[row.organization_id].append(certificate)
    return found


@dataclass(frozen=True, slots=True)
class ContactSeen:
    """Somebody to talk to."""

    id: UUID
    name: str
    about: str
    reached: str
    languages: tuple[str, ...]


def contacts_of(owner: UUID, at: datetime) -> list[ContactSeen]:
    """Those who put themselves there and still hold an office, by name."""
    rows = ContactPerson.objects.filter(organization_id=owner, person__is_active=True).select_related("person")
    here = [row for row in rows.order_by("person__name", "id") if _is_here(row, at)]
    return [ContactSeen(row.id, row.person.name, row.about, row.reached, tuple(row.languages)) for row in here]


def _is_here(row: ContactPerson, at: datetime) -> bool:
    return any(held.organization.id == row.organization_id for held in offices_held(row.person_id, at))


def own_contact(by: Actor) -> ContactPerson | None:
    """The row of the person who asks, in the organization acted for."""
    return ContactPerson.objects.filter(organization_id=owner_id(by), person_id=by.id).first()


def readers_listed(owner: UUID) -> Iterable[ListedReader]:
    """Those on the list of an organization, by name."""
    return ListedReader.objects.filter(organization_id=owner).select_related("reader").order_by("reader__name", "id")
