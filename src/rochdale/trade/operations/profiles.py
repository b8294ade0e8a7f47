"""What an organization says of itself: words, goods, pictures, people to talk to, and who may see which part."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from rochdale.base import audit, documents
from rochdale.base.actor import Actor
from rochdale.base.documents import KINDS, ending_of
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.people.queries import organization
from rochdale.trade.known import known
from rochdale.trade.models import ContactPerson, ListedReader, PartShown, Profile, ProfileGoods, ProfilePicture
from rochdale.trade.permissions import own_organization
from rochdale.trade.profile_names import LANGUAGES
from rochdale.trade.rules import profiles as rules
from rochdale.trade.rules.profiles import GoodsFacts, bits
from rochdale.trade.rules.visibility import refusals_for_level


@operation
def describe_organization(*, id: UUID, by: Actor, at: datetime, text: str, languages: Collection[str]) -> str:
    """Say in one's own words who one is, and in which languages one can be written to. Returns the id of the organization."""
    owner = own_organization(by)
    require(by, "trade.keep-profile", owner)
    text = text.strip()
    refuse_if(rules.refusals_for_words(text, languages, known=LANGUAGES))
    said = {"text": text, "languages": sorted(languages), "by_id": by.id, "by_name": by.name, "at": at}
    row, _ = Profile.objects.update_or_create(organization_id=owner, defaults=said)
    audit.record(by=by, at=at, what="trade.describe-organization", about=row, after={"text": text, "languages": sorted(languages)})
    return str(owner)


@operation
def put_goods_in_profile(*, id: UUID, by: Actor, at: datetime, goods: GoodsFacts, goods_id: UUID | None = None) -> str:
    """Say what one grows or buys, when, and about how much; with `goods_id` in place of what stood there. Returns the id of the goods."""
    owner = own_organization(by)
    require(by, "trade.keep-profile", owner)
    row = ProfileGoods.objects.select_for_update().get(pk=goods_id) if goods_id else ProfileGoods(id=id, organization_id=owner)
    require(by, "trade.keep-profile", row)
    same = ProfileGoods.objects.filter(
        organization_id=owner, is_bought=goods.is_bought, product=goods.product, species=goods.species, process=goods.process
    )
    refuse_if(rules.refusals_for_profile_goods(goods, known(), is_there=same.exclude(pk=row.pk).exists()))
    row.is_bought, row.product, row.species, row.process = goods.is_bought, goods.product, goods.species, goods.process
    row.harvest, row.available = bits(goods.harvest), bits(goods.available)
    row.least_kg, row.most_kg, row.protocol, row.score, row.changed_at = goods.least_kg, goods.most_kg, goods.protocol, goods.score, at
    row.save()
    after = {"product": row.product, "is_bought": row.is_bought, "least_kg": row.least_kg, "most_kg": row.most_kg}
    audit.record(by=by, at=at, what="trade.put-goods-in-profile", about=row, after=after)
    return str(row.id)


@operation
def take_goods_out_of_profile(*, id: UUID, by: Actor, at: datetime, goods_id: UUID) -> str:
    """Take goods out of the profile. Returns the id they had."""
    row = ProfileGoods.objects.get(pk=goods_id)
    require(by, "trade.keep-profile", row)
    audit.record(by=by, at=at, what="trade.take-goods-out-of-profile", about=row, before={"product": row.product})
    row.delete()
    return str(goods_id)


@operation
def set_level(*, id: UUID, by: Actor, at: datetime, part: str, level: str) -> str:
    """Say who may see a part of the profile. What was allowed on request stays as it is. Returns the part."""
    owner = own_organization(by)
    require(by, "trade.set-levels", owner)
    refuse_if(refusals_for_level(part, level))
    before = PartShown.objects.filter(organization_id=owner, part=part).first()
    was = before.level if before else "private"
    row, _ = PartShown.objects.update_or_create(organization_id=owner, part=part, defaults={"level": level})
    audit.record(by=by, at=at, what="trade.set-level", about=row, before={"level": was}, after={"part": part, "level": level})
    return part


@operation
def list_reader(*, id: UUID, by: Actor, at: datetime, reader_id: UUID) -> str:
    """Put an organization on one's list: it sees the parts that are for the list. Returns the id of the row."""
    owner = own_organization(by)
    require(by, "trade.set-levels", owner)
    found = organization(reader_id)
    if found is None or reader_id == owner:
        raise Refused(Refusal("trade.reader-unknown"))
    row, is_new = ListedReader.objects.get_or_create(organization_id=owner, reader_id=reader_id, defaults={"id": id})
    if is_new:
        audit.record(by=by, at=at, what="trade.list-reader", about=row, after={"reader": found.name})
    return str(row.id)


@operation
def strike_reader(*, id: UUID, by: Actor, at: datetime, listed_id: UUID) -> str:
    """Take an organization off one's list; it sees nothing more of what is for the list. Returns the id the row had."""
    row = ListedReader.objects.select_related("reader").get(pk=listed_id)
    require(by, "trade.set-levels", row)
    audit.record(by=by, at=at, what="trade.strike-reader", about=row, before={"reader": row.reader.name})
    row.delete()
    return str(listed_id)


@operation
def become_contact(*, id: UUID, by: Actor, at: datetime, about: str, reached: str, languages: Collection[str]) -> str:
    """A person puts themself among the people to talk to. Nobody does it for another. Returns the id of the row."""
    owner = own_organization(by)
    require(by, "trade.be-contact", owner)
    if by.in_name_of_id:
        raise Refused(Refusal("trade.contact-is-ones-own"))
    if not about.strip() or not reached.strip():
        raise Refused(Refusal("trade.contact-says-nothing"))
    refuse_if(rules.refusals_for_words("", languages, known=LANGUAGES))
    said = {"about": about.strip(), "reached": reached.strip(), "languages": sorted(languages), "at": at}
    row, _ = ContactPerson.objects.update_or_create(organization_id=owner, person_id=UUID(by.id), defaults=said)
    audit.record(by=by, at=at, what="trade.become-contact", about=row, after={"about": row.about})
    return str(row.id)


@operation
def stop_being_contact(*, id: UUID, by: Actor, at: datetime) -> str:
    """A person takes themself out again. Returns the id of the organization."""
    owner = own_organization(by)
    for row in ContactPerson.objects.filter(organization_id=owner, person_id=UUID(by.id)):
        audit.record(by=by, at=at, what="trade.stop-being-contact", about=row, before={"about": row.about})
        row.delete()
    return str(owner)


@operation
def add_picture(*, id: UUID, by: Actor, at: datetime, name: str, content: bytes, says: str) -> str:
    """Put a picture into the profile, with words for whoever does not see it. Returns its id."""
    owner = own_organization(by)
    require(by, "trade.keep-profile", owner)
    taken = list(ProfilePicture.objects.select_for_update().filter(organization_id=owner).values_list("place", flat=True))
    is_picture = KINDS.get(ending_of(name), ("",))[0].startswith("image/")
    refuse_if(rules.refusals_for_picture(pictures=len(taken), size=len(content), is_picture=is_picture, says=says))
    place = next(number for number in (1, 2) if number not in taken)
    row = ProfilePicture(id=id, organization_id=owner, place=place, says=says.strip())
    row.document_id = documents.keep(by=by, at=at, name=name, content=content, about=row).id
    row.save(force_insert=True)
    audit.record(by=by, at=at, what="trade.add-picture", about=row, after={"says": row.says})
    return str(id)


@operation
def remove_picture(*, id: UUID, by: Actor, at: datetime, picture_id: UUID) -> str:
    """Take a picture out of the profile. Returns the id it had."""
    row = ProfilePicture.objects.get(pk=picture_id)
    require(by, "trade.keep-profile", row)
    audit.record(by=by, at=at, what="trade.remove-picture", about=row, before={"says": row.says})
    row.delete()
    return str(picture_id)
