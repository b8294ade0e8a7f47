"""Whether a document of EPCIS 2.0 events can be taken in: its structure, and what a JSON schema lets pass.

Written from the standard (EPCIS 2.0 and CBV 2.0), not from the schema. Every refusal names the path of what is wrong, as a JSON pointer.
No address in a document is ever loaded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from rochdale.kernel.refusal import Refusal

Check = Callable[[Any, str], Iterator[Refusal]]
MOST_EVENTS = 5_000
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:\S+")
_OWN = re.compile(r"(?!urn:epcglobal:cbv|https?://ns\.gs1\.org/cbv/)[A-Za-z][A-Za-z0-9+.\-]*:\S+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_OFFSET = re.compile(r"[+-]((0\d|1[0-3]):[0-5]\d|14:00)")
_UNIT_OF_PACKAGES = re.compile(r"X[A-Z0-9]{2}")
_VERSION = re.compile(r"\d+(\.\d+)*")


@cache
def known(words: str) -> frozenset[str]:
    """A list of `epcis_words.toml`."""
    return frozenset(tomllib.loads(Path(__file__).with_name("epcis_words.toml").read_text(encoding="utf-8"))[words])


def refusals_for_document(document: Any) -> Iterator[Refusal]:
    """Everything that keeps a document out; nothing when it can be taken in."""
    if not isinstance(document, Mapping):
        yield _is_not("", "object")
        return
    if document.get("type") != "EPCISDocument":
        yield _refusal("type", "/type", value=_short(document.get("type")))
        return
    yield from _fields(document, "", _DOCUMENT, required=("@context", "schemaVersion", "creationDate", "epcisBody"))


def _body(value: Any, path: str) -> Iterator[Refusal]:
    if not isinstance(value, Mapping):
        yield _is_not(path, "object")
    elif "eventList" not in value:
        yield _refusal("missing", path, field="eventList")
    elif not isinstance(events := value["eventList"], list):
        yield _is_not(f"{path}/eventList", "list")
    elif len(events) > MOST_EVENTS:
        yield _refusal("many", f"{path}/eventList", most=MOST_EVENTS)
    else:
        for place, event in enumerate(events):
            yield from refusals_for_event(event, f"{path}/eventList/{place}")


def refusals_for_event(event: Any, path: str) -> Iterator[Refusal]:
    """What is wrong with one event."""
    if not isinstance(event, Mapping):
        yield _is_not(path, "object")
        return
    kind = event.get("type")
    if not isinstance(kind, str):
        yield _refusal("missing", path, field="type")
    elif kind in _EVENTS:
        fields, required = _EVENTS[kind]
        yield from _fields(event, path, {**_EVENT, **fields}, required=("eventTime", "eventTimeZoneOffset", *required))
        yield from _as_a_whole(event, kind, path)
    elif ":" in kind:  # an event of one's own: what every event has, and whatever else it likes
        yield from _fields(event, path, _EVENT, required=("eventTime", "eventTimeZoneOffset"), is_open=True)
    else:
        yield _refusal("type", f"{path}/type", value=_short(kind))


def _as_a_whole(event: Mapping[str, Any], kind: str, path: str) -> Iterator[Refusal]:
    if kind == "TransformationEvent":
        takes, gives = (_has(event, f"{side}EPCList", f"{side}QuantityList") for side in ("input", "output"))
        if not (takes and gives) and not ("transformationID" in event and (takes or gives)):
            yield _refusal("half", path, side="input" if gives else "output")
        return
    what = {"ObjectEvent": ("epcList", "quantityList", "sensorElementList"), "TransactionEvent": ("epcList", "quantityList")}
    if not _has(event, *what.get(kind, ("childEPCs", "childQuantityList"))) and not (
        event.get("action") == "DELETE" and kind != "ObjectEvent"
    ):
        yield _refusal("nothing", path)
    if "ilmd" in event and event.get("action") != "ADD":
        yield _refusal("ilmd", f"{path}/ilmd")
    if kind == "AggregationEvent" and event.get("action") in ("ADD", "DELETE") and "parentID" not in event:
        yield _refusal("missing", path, field="parentID")


def _has(event: Mapping[str, Any], *fields: str) -> bool:
    return any(event.get(field) for field in fields)


def _fields(
    value: Mapping[str, Any], path: str, fields: Mapping[str, Check], *, required: tuple[str, ...] = (), is_open: bool = False
) -> Iterator[Refusal]:
    """Each field by its check; an unknown one is refused, unless it is an extension with a prefix of its own."""
    for field in required:
        if field not in value:
            yield _refusal("missing", path, field=field)
    for field, item in value.items():
        here = f"{path}/{field.replace('~', '~0').replace('/', '~1')}"
        if field in fields:
            yield from fields[field](item, here)
        elif ":" not in field and not is_open:
            yield _refusal("unknown", here, field=_short(field))


def _object(fields: Mapping[str, Check], *required: str) -> Check:
    def check(value: Any, path: str) -> Iterator[Refusal]:
        if isinstance(value, Mapping):
            yield from _fields(value, path, fields, required=required)
        else:
            yield _is_not(path, "object")

    return check


def _list(of: Check, *, least: int = 0) -> Check:
    def check(value: Any, path: str) -> Iterator[Refusal]:
        if not isinstance(value, list):
            yield _is_not(path, "list")
        elif len(value) < least:
            yield _refusal("empty", path)
        else:
            for place, item in enumerate(value):
                yield from of(item, f"{path}/{place}")

    return check


def _word(words: str, *, is_closed: bool = False) -> Check:
    def check(value: Any, path: str) -> Iterator[Refusal]:
        if not isinstance(value, str):
            yield _is_not(path, "text")
        elif value not in known(words) and (is_closed or not _OWN.fullmatch(value)):
            yield _refusal("word", path, value=_short(value), known=", ".join(sorted(known(words))))

    return check


def _text(value: Any, path: str) -> Iterator[Refusal]:
    if not isinstance(value, str):
        yield _is_not(path, "text")


def _number(value: Any, path: str) -> Iterator[Refusal]:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        yield _is_not(path, "number")


def _yes_or_no(value: Any, path: str) -> Iterator[Refusal]:
    if not isinstance(value, bool):
        yield _is_not(path, "true or false")


def _quantity(value: Any, path: str) -> Iterator[Refusal]:
    wrong = list(_number(value, path))
    yield from wrong
    if not wrong and value < 0:
        yield _refusal("negative", path, value=str(value))


def _unit(value: Any, path: str) -> Iterator[Refusal]:
    if not isinstance(value, str) or (value not in known("units") and not _UNIT_OF_PACKAGES.fullmatch(value)):
        yield _refusal("unit", path, value=_short(value))


def _uri(value: Any, path: str) -> Iterator[Refusal]:
    if not isinstance(value, str) or not _URI.fullmatch(value):
        yield _refusal("uri", path, value=_short(value))


def _uri_or_uris(value: Any, path: str) -> Iterator[Refusal]:
    yield from (_list(_uri) if isinstance(value, list) else _uri)(value, path)


def _moment(value: Any, path: str) -> Iterator[Refusal]:
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None or not _is_moment(value):
        yield _refusal("time", path, value=_short(value))
    elif not found.group(2):
        yield _refusal("zone", path, value=_short(value))


def _is_moment(value: str) -> bool:
    try:
        instant_of(value)
    except ValueError:
        return False
    return True


def instant_of(written: str) -> datetime:
    """The instant of a written time. Raises `ValueError` for a day or hour that does not exist."""
    head, point, tail = written.partition(".")
    if point:  # however many figures a fraction has, six are read
        figures = re.match(r"\d+", tail)
        length = figures.end() if figures else 0
        written = f"{head}.{tail[:length][:6].ljust(6, '0')}{tail[length:]}"
    return datetime.fromisoformat(written)


def _offset(value: Any, path: str) -> Iterator[Refusal]:
    if not isinstance(value, str) or not _OFFSET.fullmatch(value):
        yield _refusal("offset", path, value=_short(value))


def _version(value: Any, path: str) -> Iterator[Refusal]:
    if not isinstance(value, str) or not _VERSION.fullmatch(value):
        yield _refusal("version", path, value=_short(value))


def _context(value: Any, path: str) -> Iterator[Refusal]:
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, (str, Mapping)):
            yield _is_not(path, "text")


def _master(value: Any, path: str) -> Iterator[Refusal]:
    # Kept as it came: master data of others change nothing here.
    if not isinstance(value, Mapping):
        yield _is_not(path, "object")


def _names(value: Any, path: str) -> Iterator[Refusal]:
    if not isinstance(value, Mapping):
        yield _is_not(path, "object")
        return
    for field in value:
        if ":" not in field:
            yield _refusal("unknown", f"{path}/{field}", field=_short(field))


def _as_it_is(value: Any, path: str) -> Iterator[Refusal]:
    yield from ()


def _is_not(path: str, wanted: str) -> Refusal:
    return _refusal("shape", path, wanted=wanted)


def _refusal(which: str, path: str, **facts: object) -> Refusal:
    return Refusal(CODES[which], {"path": path or "/", **facts})


def _short(value: object) -> str:
    return str(value)[:80]


CODES = {
    "type": "supply.event-type-is-unknown", "missing": "supply.event-field-is-missing", "shape": "supply.event-field-has-another-shape",
    "unknown": "supply.event-field-is-unknown", "word": "supply.event-word-is-invented", "time": "supply.event-time-is-none",
    "zone": "supply.event-time-has-no-zone", "offset": "supply.event-offset-is-none", "uri": "supply.event-name-is-no-uri",
    "negative": "supply.event-quantity-is-negative", "unit": "supply.event-unit-is-unknown", "half": "supply.event-is-half",
    "nothing": "supply.event-is-about-nothing", "ilmd": "supply.event-makes-nothing", "empty": "supply.event-list-is-empty",
    "many": "supply.events-are-too-many", "version": "supply.event-version-is-none",
}  # fmt: skip

_READ_POINT = _object({"id": _uri}, "id")
_QUANTITIES = _list(_object({"epcClass": _uri, "quantity": _quantity, "uom": _unit}, "epcClass"))
_MISTAKE = _object(
    {"declarationTime": _moment, "reason": _word("mistakes"), "correctiveEventIDs": _list(_uri)}, "declarationTime"
)  # fmt: skip
_PAPERS = _list(_object({"type": _word("papers"), "bizTransaction": _uri}, "bizTransaction"))
_SOURCES = _list(_object({"type": _word("parties"), "source": _uri}, "type", "source"))
_DESTINATIONS = _list(_object({"type": _word("parties"), "destination": _uri}, "type", "destination"))
_LASTING = _object({"set": _list(_word("dispositions"), least=1), "unset": _list(_word("dispositions"), least=1)})
_URIS = ("deviceID", "deviceMetadata", "rawData", "dataProcessingMethod", "bizRules")
_NUMBERS = ("value", "minValue", "maxValue", "meanValue", "sDev", "percRank", "percValue")
_REPORT = _object(
    {
        "type": _text, "exception": _text, "time": _moment, "component": _text, "stringValue": _text, "booleanValue": _yes_or_no,
        "hexBinaryValue": _text, "uriValue": _uri, "uom": _text, "microorganism": _uri, "chemicalSubstance": _uri,
        "coordinateReferenceSystem": _uri, **dict.fromkeys(_URIS, _uri), **dict.fromkeys(_NUMBERS, _number),
    },
    "type",
)  # fmt: skip
_METADATA = _object({"time": _moment, "startTime": _moment, "endTime": _moment, **dict.fromkeys(_URIS, _uri)})
_SENSORS = _list(_object({"sensorMetadata": _METADATA, "sensorReport": _list(_REPORT, least=1)}, "sensorReport"))

_EVENT: Mapping[str, Check] = {
    "@context": _context, "type": _text, "eventTime": _moment, "recordTime": _moment, "eventTimeZoneOffset": _offset, "eventID": _uri,
    "certificationInfo": _uri_or_uris, "errorDeclaration": _MISTAKE,
}  # fmt: skip
_WHERE_AND_WHY: Mapping[str, Check] = {
    "bizStep": _word("steps"), "disposition": _word("dispositions"), "readPoint": _READ_POINT, "bizLocation": _READ_POINT,
    "bizTransactionList": _PAPERS, "sourceList": _SOURCES, "destinationList": _DESTINATIONS, "sensorElementList": _SENSORS,
}  # fmt: skip


def _action(value: Any, path: str) -> Iterator[Refusal]:
    if value not in ("ADD", "OBSERVE", "DELETE"):
        yield _refusal("word", path, value=_short(value), known="ADD, OBSERVE, DELETE")


_CHILDREN: Mapping[str, Check] = {
    **_WHERE_AND_WHY, "action": _action, "parentID": _uri, "childEPCs": _list(_uri), "childQuantityList": _QUANTITIES,
}  # fmt: skip
_MADE: Mapping[str, Check] = {**_WHERE_AND_WHY, "persistentDisposition": _LASTING, "ilmd": _names}
_EVENTS: Mapping[str, tuple[Mapping[str, Check], tuple[str, ...]]] = {
    "ObjectEvent": ({**_MADE, "action": _action, "epcList": _list(_uri), "quantityList": _QUANTITIES}, ("action",)),
    "AggregationEvent": (_CHILDREN, ("action",)),
    "AssociationEvent": (_CHILDREN, ("action", "parentID")),
    "TransactionEvent": (
        {
            **_WHERE_AND_WHY, "action": _action, "parentID": _uri, "epcList": _list(_uri), "quantityList": _QUANTITIES,
            "bizTransactionList": _list(_object({"type": _word("papers"), "bizTransaction": _uri}, "bizTransaction"), least=1),
        },
        ("action", "bizTransactionList"),
    ),
    "TransformationEvent": (
        {
            **_MADE, "inputEPCList": _list(_uri), "outputEPCList": _list(_uri), "inputQuantityList": _QUANTITIES,
            "outputQuantityList": _QUANTITIES, "transformationID": _uri,
        },
        (),
    ),
}  # fmt: skip
_DOCUMENT: Mapping[str, Check] = {
    "@context": _context, "type": _text, "id": _uri, "schemaVersion": _version, "creationDate": _moment, "instanceIdentifier": _text,
    "sender": _text, "receiver": _text, "epcisHeader": _master, "epcisBody": _body,
}  # fmt: skip
