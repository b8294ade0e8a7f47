"""Our own events against the published schema, and what a schema lets pass."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import jsonschema_rs
import pytest

from rochdale.kernel.ids import new_id
from rochdale.supply import operations
from rochdale.supply.models import Delivery, Facility, Grower, Lot, QualityResult, RunOutput, Sample, Waybill, WaybillLine
from rochdale.supply.operations.onward import Whither, record_onward
from rochdale.supply.operations.runs import Given, Taken
from rochdale.supply.queries.epcis import document_of
from rochdale.supply.rules.epcis import as_text
from rochdale.supply.rules.epcis_checks import refusals_for_document
from tests.supply.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema(outside: Path) -> Any:
    found = json.loads((outside / "epcis" / "EPCIS-JSON-Schema.json").read_text())
    return jsonschema_rs.Draft7Validator(found, validate_formats=True)


@pytest.fixture
def green(world: World) -> Lot:
    """A green lot of two runs, one delivery taken back, shipped."""
    first = world.deliver("A", 620, plots=["11"])
    heap = Delivery.objects.get(pk=first).lot_id
    world.deliver("B", 380, plots=["21", "22"])
    world.reverse(world.deliver("C", 100, plots=["31"]))
    parchment = world.run("wash", {heap: 1000}, {"parchment": "200"})
    lot = Lot.objects.get(pk=world.run("hull", {parchment: 150}, {"green": "120"}))
    whither = Whither("CT-7", "Kaffeehaus Nord", "+49 40 1234")
    record_onward(
        id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, lot_id=lot.id, kind="shipped", weight_g=120_000, whither=whither,
        facility_id=world.point,
    )  # fmt: skip
    return lot


def events(lot: Lot, world: World) -> list[dict[str, Any]]:
    return document_of(lot, at=world.at)["epcisBody"]["eventList"]


def test_the_whole_chain_is_told_and_valid(world: World, green: Lot, schema: Any) -> None:
    document = json.loads(as_text(document_of(green, at=world.at)))
    assert [error.message for error in schema.iter_errors(document)] == []
    assert list(refusals_for_document(document)) == []
    steps = [(event["type"], event["bizStep"]) for event in document["epcisBody"]["eventList"]]
    assert sorted(steps) == sorted(
        [("ObjectEvent", "commissioning")] * 4 + [("TransformationEvent", "commissioning")] * 2 + [("ObjectEvent", "shipping")]
    )


def test_quantities_have_three_places_and_the_unit_of_the_recommendation(world: World, green: Lot) -> None:
    text = as_text(document_of(green, at=world.at))
    assert '"quantity": 120.000' in text and '"uom": "KGM"' in text
    hull = next(event for event in events(green, world) if event.get("outputQuantityList", [{}])[0].get("quantity") == 120)
    assert hull["inputQuantityList"][0]["quantity"] == 150


def test_an_export_is_the_same_the_next_time(world: World, green: Lot) -> None:
    assert as_text(document_of(green, at=world.at)) == as_text(document_of(green, at=world.at))


def test_what_was_taken_back_is_told_again_as_a_mistake(world: World, green: Lot) -> None:
    wrong = [event for event in events(green, world) if "errorDeclaration" in event]
    assert len(wrong) == 1 and wrong[0]["errorDeclaration"]["reason"] == "did_not_occur"
    same = [event for event in events(green, world) if event["eventID"] == wrong[0]["eventID"]]
    assert {key: value for key, value in wrong[0].items() if key != "errorDeclaration"} == same[0] and len(same) == 2


def test_no_person_is_named(world: World, green: Lot) -> None:
    text = as_text(document_of(green, at=world.at))
    for grower in Grower.objects.select_related("person"):
        assert grower.person.name not in text and str(grower.person_id) not in text
    assert "Kaffeehaus" not in text and "+49" not in text and world.clerk.name not in text
    assert f"/id/party/{world.growers['A']}" in text


def test_bags_samples_and_travels_are_told(world: World, schema: Any) -> None:
    heap = Delivery.objects.get(pk=world.deliver("A", 100, plots=["11"])).lot
    mill = UUID(operations.open_facility(id=new_id(), by=world.manager, at=world.at, kind="warehouse", name="Store", code="STO"))
    run = operations.record_run(
        id=new_id(), by=world.clerk, at=world.at, happened_at=world.at, kind="pack", facility_id=world.point,
        takes=[Taken(heap.id, 100_000)], gives=[Given("cherry", 100_000, bags=2, seals="A1, A2")],
    )  # fmt: skip
    lot = RunOutput.objects.get(run_id=run).lot
    _travel(world, lot, mill)
    document = document_of(lot, at=world.at)
    assert [error.message for error in schema.iter_errors(json.loads(as_text(document)))] == []
    steps = [event["bizStep"] for event in document["epcisBody"]["eventList"]]
    assert {"packing", "departing", "receiving", "storing", "sampling", "inspecting"} <= set(steps)


def _travel(world: World, lot: Lot, mill: UUID) -> None:
    done = {"happened_at": world.at, "recorded_at": world.at, "by_id": "x", "by_name": "Noi"}
    own = {"organization_id": world.organization}
    bill = Waybill.objects.create(
        number="W1", origin_id=world.point, destination=Facility.objects.get(pk=mill), driver="Sy", arrived_at=world.at, **own, **done
    )
    WaybillLine.objects.create(waybill=bill, lot=lot, sent_g=100_000, arrived_g=99_500, **own)
    sample = Sample.objects.create(lot=lot, code="S1", weight_g=300, **own, **done)
    QualityResult.objects.create(sample=sample, protocol="moisture", values={"moisture": "11.5"}, grade="A", **own, **done)


GOOD: dict[str, Any] = {
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    "type": "EPCISDocument",
    "schemaVersion": "2.0",
    "creationDate": "2027-01-18T15:00:00+07:00",
    "epcisBody": {
        "eventList": [
            {
                "type": "ObjectEvent", "eventTime": "2027-01-18T15:00:00+07:00", "eventTimeZoneOffset": "+07:00", "action": "ADD",
                "bizStep": "commissioning", "quantityList": [{"epcClass": "https://coop.example/id/lot/1", "quantity": 5, "uom": "KGM"}],
            },
            {
                "type": "TransformationEvent", "eventTime": "2027-01-18T15:00:00+07:00", "eventTimeZoneOffset": "+07:00",
                "inputQuantityList": [{"epcClass": "https://coop.example/id/lot/1", "quantity": 5, "uom": "KGM"}],
                "outputQuantityList": [{"epcClass": "https://coop.example/id/lot/2", "quantity": 4, "uom": "KGM"}],
            },
        ]
    },
}  # fmt: skip
FIRST, SECOND = "epcisBody/eventList/0", "epcisBody/eventList/1"
GONE = object()


@pytest.mark.parametrize(
    ("path", "value", "code", "named"),
    [
        (f"{FIRST}/eventTimeZoneOffset", GONE, "supply.event-field-is-missing", f"/{FIRST}"),
        (f"{FIRST}/eventTimeZoneOffset", "+7", "supply.event-offset-is-none", f"/{FIRST}/eventTimeZoneOffset"),
        (f"{FIRST}/action", GONE, "supply.event-field-is-missing", f"/{FIRST}"),
        (f"{FIRST}/action", "CHANGE", "supply.event-word-is-invented", f"/{FIRST}/action"),
        (f"{FIRST}/bizStep", "harvesting", "supply.event-word-is-invented", f"/{FIRST}/bizStep"),
        (f"{FIRST}/bizStep", "urn:epcglobal:cbv:bizstep:shipping", "supply.event-word-is-invented", f"/{FIRST}/bizStep"),
        (f"{FIRST}/disposition", "lost", "supply.event-word-is-invented", f"/{FIRST}/disposition"),
        (f"{FIRST}/eventTime", "2027-01-18T15:00:00", "supply.event-time-has-no-zone", f"/{FIRST}/eventTime"),
        (f"{FIRST}/eventTime", "2027-02-30T15:00:00Z", "supply.event-time-is-none", f"/{FIRST}/eventTime"),
        (f"{FIRST}/quantityList/0/epcClass", "D1", "supply.event-name-is-no-uri", f"/{FIRST}/quantityList/0/epcClass"),
        (f"{FIRST}/quantityList/0/quantity", -1, "supply.event-quantity-is-negative", f"/{FIRST}/quantityList/0/quantity"),
        (f"{FIRST}/quantityList/0/quantity", "5", "supply.event-field-has-another-shape", f"/{FIRST}/quantityList/0/quantity"),
        (f"{FIRST}/quantityList/0/quantity", True, "supply.event-field-has-another-shape", f"/{FIRST}/quantityList/0/quantity"),
        (f"{FIRST}/quantityList/0/uom", "KG", "supply.event-unit-is-unknown", f"/{FIRST}/quantityList/0/uom"),
        (f"{FIRST}/quantityList/0/colour", "red", "supply.event-field-is-unknown", f"/{FIRST}/quantityList/0/colour"),
        (f"{FIRST}/quantityList", [], "supply.event-is-about-nothing", f"/{FIRST}"),
        (f"{FIRST}/myField", 1, "supply.event-field-is-unknown", f"/{FIRST}/myField"),
        (f"{FIRST}/type", "HarvestEvent", "supply.event-type-is-unknown", f"/{FIRST}/type"),
        (f"{SECOND}/outputQuantityList", GONE, "supply.event-is-half", f"/{SECOND}"),
        (f"{SECOND}/action", "ADD", "supply.event-field-is-unknown", f"/{SECOND}/action"),
        ("epcisBody", GONE, "supply.event-field-is-missing", "/"),
        ("epcisBody/eventList", {}, "supply.event-field-has-another-shape", "/epcisBody/eventList"),
        ("creationDate", "yesterday", "supply.event-time-is-none", "/creationDate"),
        ("type", "Document", "supply.event-type-is-unknown", "/type"),
    ],
)
def test_what_a_schema_lets_pass_is_refused_with_its_path(path: str, value: object, code: str, named: str) -> None:
    document = copy.deepcopy(GOOD)
    *way, last = path.split("/")
    at: Any = document
    for step in way:
        at = at[int(step)] if step.isdigit() else at[step]
    if value is GONE:
        del at[last]
    else:
        at[last] = value
    found = [(refusal.code, refusal.facts["path"]) for refusal in refusals_for_document(document)]
    assert (code, named) in found


def test_a_document_without_fault_has_none() -> None:
    assert list(refusals_for_document(GOOD)) == []


def test_ilmd_belongs_to_what_is_made() -> None:
    document = copy.deepcopy(GOOD)
    document["epcisBody"]["eventList"][0] |= {"action": "OBSERVE", "ilmd": {"example:a": 1}}
    assert [refusal.code for refusal in refusals_for_document(document)] == ["supply.event-makes-nothing"]


def test_a_transformation_in_two_events_joined_by_its_number_is_taken() -> None:
    document = copy.deepcopy(GOOD)
    event = document["epcisBody"]["eventList"][1]
    del event["outputQuantityList"]
    event["transformationID"] = "https://coop.example/id/run/1"
    assert list(refusals_for_document(document)) == []


def test_all_five_types_and_sensors_are_taken() -> None:
    head = {"eventTime": "2027-01-18T15:00:00.1234567+07:00", "eventTimeZoneOffset": "+07:00"}
    more = [
        {**head, "type": "AggregationEvent", "action": "ADD", "parentID": "urn:epc:id:sscc:1.1", "childEPCs": ["urn:epc:id:sgtin:1.1.1"]},
        {**head, "type": "AssociationEvent", "action": "ADD", "parentID": "urn:epc:id:giai:1.1", "childEPCs": ["urn:epc:id:sgtin:1.1.1"]},
        {**head, "type": "TransactionEvent", "action": "ADD", "epcList": ["urn:epc:id:sgtin:1.1.1"],
         "bizTransactionList": [{"type": "po", "bizTransaction": "http://transaction.example.com/po/1"}]},
        {**head, "type": "ObjectEvent", "action": "OBSERVE", "bizStep": "sensor_reporting", "readPoint": {"id": "urn:epc:id:sgln:1.1.1"},
         "sensorElementList": [{"sensorMetadata": {"time": "2027-01-18T15:00:00Z", "deviceID": "urn:epc:id:giai:4.1"},
                                "sensorReport": [{"type": "Temperature", "value": 26.0, "uom": "CEL"}]}]},
        {**head, "type": "example:FairEvent", "whatever": 1},
    ]  # fmt: skip
    document = copy.deepcopy(GOOD)
    document["epcisBody"]["eventList"] = more
    assert list(refusals_for_document(document)) == []


def test_the_published_examples_are_taken(outside: Path) -> None:
    found = sorted((outside / "epcis" / "examples").iterdir())
    assert len(found) == 4
    for file in found:
        assert list(refusals_for_document(json.loads(file.read_text()))) == []
