"""Quality under a named protocol (`protocols.toml`): what may be entered, what score and class follow. Never across protocols."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

from rochdale.kernel.money import EXACT
from rochdale.kernel.refusal import Refusal, Refused

HUNDRED = Decimal(100)
SCORE_PLACES = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Field:
    """One figure or word of a protocol."""

    name: str
    unit: str
    least: Decimal = Decimal(0)
    most: Decimal = HUNDRED
    weight: Decimal = Decimal(0)
    places: int = 2
    is_text: bool = False
    may_be_empty: bool = False
    is_whole: bool = False
    """The number of pieces looked at."""
    is_part: bool = False
    """So many of these pieces; parts are of one whole."""


@dataclass(frozen=True, slots=True)
class Class:
    """A class of a protocol and its limits: the least score, or the most percent of each part."""

    name: str
    least_score: Decimal | None = None
    most: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Protocol:
    """How quality is judged, by whose edition, and whether its text was read by somebody here."""

    name: str
    title: str
    product: str
    """Empty: any product."""
    edition: str
    source: str
    is_verified: bool
    fields: Mapping[str, Field]
    score: str
    factor: Decimal
    constant: Decimal
    least_score: Decimal
    most_score: Decimal
    classes: Sequence[Class]


Values = Mapping[str, Decimal | str]


@dataclass(frozen=True, slots=True)
class Judged:
    """What follows from the values: a score (none where the protocol has none) and a class (empty for none)."""

    score: Decimal | None
    grade: str


@cache
def protocols() -> Mapping[str, Protocol]:
    """All protocols by name."""
    found = tomllib.loads(Path(__file__).with_name("protocols.toml").read_text(encoding="utf-8"))
    return {name: _protocol(name, facts) for name, facts in found.items()}


def protocols_for(product: str) -> list[Protocol]:
    """Those by which a product can be judged."""
    return [protocol for protocol in protocols().values() if protocol.product in {"", product}]


def protocol_called(name: str, product: str) -> Protocol:
    """The protocol of that name for a product, or `Refused`: a score without a protocol says nothing."""
    found = protocols().get(name)
    if found is None or found.product not in {"", product}:
        raise Refused(Refusal("supply.protocol-is-unknown", {"protocol": name, "protocols": [one.title for one in protocols_for(product)]}))
    return found


def refusals_for_values(protocol: Protocol, values: Values) -> Iterator[Refusal]:
    """Every field is there and within its range; the parts of a whole are not more than the whole."""
    for name in values.keys() - protocol.fields.keys():
        yield Refusal("supply.protocol-has-no-such-field", {"field": name, "protocol": protocol.title})
    parts, whole = Decimal(0), None
    for field_ in protocol.fields.values():
        value = values.get(field_.name)
        if value is None or value == "":
            if not field_.may_be_empty:
                yield Refusal("supply.value-is-missing", {"field": field_.name, "protocol": protocol.title})
        elif not field_.is_text:
            number = Decimal(value)
            parts += number if field_.is_part else 0
            whole = number if field_.is_whole else whole
            yield from _refusals_for_number(field_, number)
    if whole is not None and parts > whole:
        yield Refusal("supply.more-beans-than-were-cut", {"counted": parts, "beans": whole})


def _refusals_for_number(field_: Field, number: Decimal) -> Iterator[Refusal]:
    if not number.is_finite() or not field_.least <= number <= field_.most:
        facts = {"field": field_.name, "value": number, "least": field_.least, "most": field_.most, "unit": field_.unit}
        yield Refusal("supply.value-is-out-of-range", facts)
    elif field_.places == 0 and number != number.to_integral_value():
        yield Refusal("supply.value-is-not-whole", {"field": field_.name, "value": number})


def judge(protocol: Protocol, values: Values) -> Judged:
    """The score and the class of values without a refusal."""
    score = _score(protocol, values)
    return Judged(score, next((one.name for one in protocol.classes if _holds(one, protocol, values, score)), ""))


def refusals_for_score(protocol: Protocol, score: Decimal | None) -> Iterator[Refusal]:
    """A score stays within what the protocol can give."""
    if score is not None and not protocol.least_score <= score <= protocol.most_score:
        yield Refusal("supply.score-is-out-of-range", {"score": score, "least": protocol.least_score, "most": protocol.most_score})


def _score(protocol: Protocol, values: Values) -> Decimal | None:
    if not protocol.score:
        return None
    weighted = (EXACT.multiply(one.weight, Decimal(values.get(one.name) or 0)) for one in protocol.fields.values())
    total = sum(weighted, Decimal(0))
    if protocol.score == "affine":
        total = EXACT.add(EXACT.multiply(protocol.factor, total), protocol.constant)
    return total.quantize(SCORE_PLACES, ROUND_HALF_UP)


def _holds(one: Class, protocol: Protocol, values: Values, score: Decimal | None) -> bool:
    if one.least_score is not None and (score is None or score < one.least_score):
        return False
    whole = next((Decimal(values[name]) for name, field_ in protocol.fields.items() if field_.is_whole), HUNDRED)
    return all(HUNDRED * Decimal(values[name]) <= most * whole for name, most in one.most.items())


def require_comparable(names: Sequence[str]) -> None:
    """Return when all results are of one protocol; raises `Refused` else: an SCA 84 and an assessment of 84 are two things."""
    if len(set(names)) > 1:
        titles = [protocols()[name].title if name in protocols() else name for name in sorted(set(names))]
        raise Refused(Refusal("supply.protocols-do-not-compare", {"protocols": titles}))


def average(results: Sequence[tuple[str, Decimal]]) -> Decimal:
    """The mean of scores of one protocol. Raises `Refused` for two protocols, or none."""
    require_comparable([name for name, _ in results])
    if not results:
        raise Refused(Refusal("supply.no-score"))
    return (sum((score for _, score in results), Decimal(0)) / len(results)).quantize(SCORE_PLACES, ROUND_HALF_UP)


def at_reference_moisture(weight_g: int, moisture_pct: Decimal, reference_pct: Decimal) -> int:
    """What goods would weigh at another moisture, in whole grams: kg x (1 - m) / (1 - m_ref).

    >>> at_reference_moisture(1_000_000, Decimal(13), Decimal(12))
    988636
    """
    if not (0 <= moisture_pct <= HUNDRED and 0 <= reference_pct < HUNDRED):
        raise Refused(Refusal("supply.moisture-is-no-share", {"moisture": moisture_pct}))
    exact = Decimal(weight_g) * (HUNDRED - moisture_pct) / (HUNDRED - reference_pct)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def _protocol(name: str, facts: Mapping[str, Any]) -> Protocol:
    fields = {key: _field(key, told) for key, told in facts["fields"].items()}
    classes = [
        Class(one["name"], _decimal(one.get("least_score")), {key: Decimal(most) for key, most in one.get("most", {}).items()})
        for one in facts.get("classes", ())
    ]
    return Protocol(
        name=name, title=facts["name"], product=facts["product"], edition=facts["edition"], source=facts["source"],
        is_verified=facts["grade"] == "verified", fields=fields, score=facts["score"], factor=Decimal(facts.get("factor", 1)),
        constant=Decimal(facts.get("constant", 0)), least_score=Decimal(facts.get("least_score", 0)),
        most_score=Decimal(facts.get("most_score", 100)), classes=tuple(classes),
    )  # fmt: skip


def _field(name: str, told: Mapping[str, Any]) -> Field:
    numbers: dict[str, Any] = {key: Decimal(told[key]) for key in ("least", "most", "weight") if key in told}
    rest = {key: told[key] for key in ("unit", "places", "is_text", "may_be_empty", "is_whole", "is_part") if key in told}
    return Field(name, **numbers, **rest)


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
