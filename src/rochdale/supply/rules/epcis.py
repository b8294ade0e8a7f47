"""What happened to goods, told as EPCIS 2.0 events (supply, section 8; `docs/rules/epcis.md`). Nothing personal leaves in them: a grower
is an address that says nothing. The number of an event comes from the row it tells of, so that it never changes on another export."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from uuid import UUID, uuid5

from rochdale.supply.rules.epcis_checks import instant_of
from rochdale.supply.rules.weights import kg

Event = dict[str, Any]
CONTEXT = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"
"""A name. It is never loaded."""


@dataclass(frozen=True, slots=True)
class Web:
    """Where the things of a cooperative have their addresses, and by which clock it lives."""

    base: str
    zone: tzinfo
    organization_id: UUID

    def uri(self, kind: str, id: UUID) -> str:
        """The address of a thing, the same forever."""
        return f"{self.base}/id/{kind}/{id}"

    @property
    def party(self) -> str:
        """The cooperative itself."""
        return self.uri("party", self.organization_id)


@dataclass(frozen=True, slots=True)
class Weight:
    """So many grams of a lot."""

    lot_id: UUID
    weight_g: int


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """A member's delivery; a lot that was there when the books began has no grower."""

    id: UUID
    at: datetime
    place_id: UUID
    brought: Weight
    grower_id: UUID | None = None
    plot_ids: tuple[UUID, ...] = ()
    claims: tuple[str, ...] = ()
    grade: str = ""
    harvested_on: date | None = None


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One processing batch."""

    id: UUID
    at: datetime
    place_id: UUID
    takes: tuple[Weight, ...]
    gives: tuple[Weight, ...]


@dataclass(frozen=True, slots=True)
class PackingFacts:
    """A lot was put into bags, with their seals."""

    lot: Weight
    at: datetime
    place_id: UUID
    bags: int
    seals: str = ""


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """A sample was taken, or its result came."""

    id: UUID
    at: datetime
    place_id: UUID
    taken: Weight
    result_id: UUID | None = None
    protocol: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class TravelFacts:
    """Goods left a place of the cooperative, or arrived at one."""

    id: UUID
    waybill_id: UUID
    at: datetime
    origin_id: UUID
    destination_id: UUID
    sent: Weight
    arrived: Weight | None = None
    is_kept: bool = False
    """The destination is a warehouse: what arrives is stored there."""


@dataclass(frozen=True, slots=True)
class OnwardFacts:
    """A lot was shipped to a buyer, or came back."""

    id: UUID
    at: datetime
    place_id: UUID
    goods: Weight
    reference: str
    is_return: bool = False


def delivered(web: Web, facts: DeliveryFacts) -> Event:
    """A delivery makes goods known: commissioning."""
    ilmd: Event = {"cbvmda:harvestEndDate": facts.harvested_on.isoformat()} if facts.harvested_on else {}
    if facts.plot_ids:
        ilmd["rochdale:plots"] = [web.uri("plot", id) for id in facts.plot_ids]
    if facts.claims:
        ilmd["rochdale:claims"] = list(facts.claims)
    if facts.grade:
        ilmd["rochdale:grade"] = facts.grade
    whose: Event = {}
    if facts.grower_id:
        whose = {
            "bizTransactionList": [{"type": "recadv", "bizTransaction": web.uri("receipt", facts.id)}],
            "sourceList": [{"type": "owning_party", "source": web.uri("party", facts.grower_id)}],
            "destinationList": [{"type": "owning_party", "destination": web.party}],
        }
    return {
        **_head(web, "ObjectEvent", "delivered", facts.id, facts.at), "action": "ADD", "bizStep": "commissioning", "disposition": "active",
        **_where(web, facts.place_id), "quantityList": [_quantity(web, facts.brought)], **whose, **({"ilmd": ilmd} if ilmd else {}),
    }  # fmt: skip


def transformed(web: Web, facts: RunFacts) -> Event:
    """Processing, blending and splitting: so much of these became so much of those."""
    return {
        **_head(web, "TransformationEvent", "transformed", facts.id, facts.at),
        "inputQuantityList": [_quantity(web, each) for each in facts.takes],
        "outputQuantityList": [_quantity(web, each) for each in facts.gives],
        "transformationID": web.uri("run", facts.id), "bizStep": "commissioning", "disposition": "in_progress",
        **_where(web, facts.place_id),
    }  # fmt: skip


def packed(web: Web, facts: PackingFacts) -> Event:
    """Bags of one lot belong together from now on."""
    seals = {"rochdale:seals": facts.seals} if facts.seals else {}
    return {
        **_head(web, "AggregationEvent", "packed", facts.lot.lot_id, facts.at), "action": "ADD", "bizStep": "packing",
        "disposition": "container_closed", "parentID": web.uri("bags", facts.lot.lot_id),
        "childQuantityList": [_quantity(web, facts.lot)], **_where(web, facts.place_id), "rochdale:bags": facts.bags, **seals,
    }  # fmt: skip


def sampled(web: Web, facts: SampleFacts) -> Event:
    """A sample is taken; the result is another event about the same goods."""
    if facts.result_id is None:
        what: Event = {"bizStep": "sampling", "bizTransactionList": [_paper(web, "testprd", "sample", facts.id)]}
        head = _head(web, "ObjectEvent", "sampled", facts.id, facts.at)
    else:
        what = {"bizStep": "inspecting", "bizTransactionList": [_paper(web, "testres", "result", facts.result_id)],
                "rochdale:protocol": facts.protocol}  # fmt: skip
        head = _head(web, "ObjectEvent", "inspected", facts.result_id, facts.at)
    grade = {"rochdale:grade": facts.grade} if facts.grade else {}
    return {**head, "action": "OBSERVE", **_where(web, facts.place_id), "quantityList": [_quantity(web, facts.taken)], **what, **grade}


def travelled(web: Web, facts: TravelFacts) -> list[Event]:
    """A waybill line: it departs; weighed again it is received, and stored where that is a warehouse."""
    between: Event = {
        "sourceList": [{"type": "location", "source": web.uri("place", facts.origin_id)}],
        "destinationList": [{"type": "location", "destination": web.uri("place", facts.destination_id)}],
        "bizTransactionList": [_paper(web, "desadv", "waybill", facts.waybill_id)],
    }
    if facts.arrived is None:
        return [_observed(web, "departed", facts.id, facts.at, facts.origin_id, facts.sent, "departing", "in_transit", between)]
    events = [
        _observed(web, "arrived", facts.id, facts.at, facts.destination_id, facts.arrived, "receiving", "in_progress", between)
    ]  # fmt: skip
    if facts.is_kept:
        events.append(_observed(web, "stored", facts.id, facts.at, facts.destination_id, facts.arrived, "storing", "in_progress", {}))
    return events


def went_on(web: Web, facts: OnwardFacts) -> Event:
    """A shipment to a buyer, who stays unnamed, or its return."""
    paper = {"bizTransactionList": [{"type": "desadv", "bizTransaction": web.uri("shipment", uuid5(facts.id, facts.reference))}]}
    if facts.is_return:
        return _observed(web, "returned", facts.id, facts.at, facts.place_id, facts.goods, "receiving", "returned", paper)
    return _observed(web, "shipped", facts.id, facts.at, facts.place_id, facts.goods, "shipping", "in_transit", paper)


def taken_back(web: Web, event: Event, *, at: datetime, instead: Sequence[str] = ()) -> Event:
    """The same event once more, declared never to have happened: what was told first stays."""
    mistake = {"declarationTime": _written(web, at), "reason": "did_not_occur", "correctiveEventIDs": list(instead)}
    return {**event, "errorDeclaration": mistake}


def document(web: Web, events: Iterable[Event], *, about: UUID, at: datetime) -> Event:
    """Events in the order of their instants, as one document."""
    return {
        "@context": [CONTEXT, {"rochdale": f"{web.base}/ns/epcis/"}],
        "id": f"urn:uuid:{uuid5(about, 'epcis')}",
        "type": "EPCISDocument",
        "schemaVersion": "2.0",
        "creationDate": _written(web, at),
        "epcisBody": {"eventList": sorted(events, key=_order)},
    }


def as_text(found: Mapping[str, Any]) -> str:
    """A document as JSON, each quantity in kilograms with its three places."""
    text = json.dumps(found, ensure_ascii=False, indent=1)
    return re.sub(r'("quantity": )(-?\d+(?:\.\d+)?)(?=[,\n}])', lambda at: f"{at.group(1)}{float(at.group(2)):.3f}", text)


def _order(event: Event) -> tuple[datetime, bool, str, str]:
    return instant_of(event["eventTime"]).astimezone(UTC), "errorDeclaration" in event, event["type"], event["eventID"]


def _head(web: Web, kind: str, told: str, id: UUID, at: datetime) -> Event:
    local = at.astimezone(web.zone)
    return {
        "type": kind,
        "eventID": f"urn:uuid:{uuid5(id, told)}",
        "eventTime": _written(web, at),
        "eventTimeZoneOffset": f"{local:%z}"[:3] + ":" + f"{local:%z}"[3:5],
    }


def _written(web: Web, at: datetime) -> str:
    return at.astimezone(web.zone).isoformat(timespec="milliseconds" if at.microsecond else "seconds")


def _where(web: Web, place_id: UUID) -> Event:
    place = {"id": web.uri("place", place_id)}
    return {"readPoint": place, "bizLocation": place}


def _quantity(web: Web, weight: Weight) -> Event:
    return {"epcClass": web.uri("lot", weight.lot_id), "quantity": float(kg(weight.weight_g)), "uom": "KGM"}


def _paper(web: Web, kind: str, name: str, id: UUID) -> Event:
    return {"type": kind, "bizTransaction": web.uri(name, id)}


def _observed(
    web: Web, told: str, id: UUID, at: datetime, place_id: UUID, weight: Weight, step: str, disposition: str, more: Event
) -> Event:
    return {
        **_head(web, "ObjectEvent", told, id, at), "action": "OBSERVE", "bizStep": step, "disposition": disposition,
        **_where(web, place_id), "quantityList": [_quantity(web, weight)], **more,
    }  # fmt: skip
