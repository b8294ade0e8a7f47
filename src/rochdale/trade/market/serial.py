"""Problems and plans as JSON: whole numbers and text only, keys in a fixed order, so that the same market always gives the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from rochdale.kernel.refusal import Refusal

from .changes import Change
from .explanation import LeftoverExplanation
from .plan import FamilyBound, Match, Plan, Shipment
from .problem import Need, Offer, Problem, Route, Split


def canonical(problem: Problem) -> Problem:
    """The same market with its rows in order of id, so that the order of a file's rows decides nothing."""
    return replace(
        problem,
        offers=tuple(sorted(problem.offers, key=lambda offer: offer.id)),
        needs=tuple(sorted(problem.needs, key=lambda need: need.id)),
        routes=tuple(sorted(problem.routes, key=lambda route: route.id)),
    )


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """Plain lists and numbers; sets become sorted lists."""
    return asdict(problem, dict_factory=_plain)


def problem_from_json(content: Mapping[str, Any]) -> Problem:
    """The reverse of `problem_to_json`. Raises KeyError or TypeError where a field is missing or unknown."""
    plain = dict(content)
    return Problem(
        **plain
        | {
            "offers": tuple(_offer(row) for row in plain["offers"]),
            "needs": tuple(Need(**row | {"certificates": frozenset(row["certificates"])}) for row in plain["needs"]),
            "routes": tuple(Route(**row) for row in plain["routes"]),
            "split": Split(**plain["split"]),
        }
    )


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Plain lists and numbers; the multipliers keep only what differs from 0."""
    return asdict(plan, dict_factory=_plain)


def plan_from_json(content: Mapping[str, Any]) -> Plan:
    """The reverse of `plan_to_json`."""
    plain = dict(content)
    return Plan(
        **plain
        | {
            "matches": tuple(Match(**row) for row in plain["matches"]),
            "shipments": tuple(Shipment(**row) for row in plain["shipments"]),
            "families": tuple(FamilyBound(**row) for row in plain["families"]),
        }
    )


def explained_to_json(rows: Iterable[LeftoverExplanation]) -> list[dict[str, Any]]:
    """What was left, and why."""
    return [asdict(row) for row in rows]


def explained_from_json(rows: Iterable[Mapping[str, Any]]) -> list[LeftoverExplanation]:
    """The reverse of `explained_to_json`."""
    return [LeftoverExplanation(**dict(row) | {"verdict": Refusal(**row["verdict"]), "change": _change(row["change"])}) for row in rows]


def _change(row: Mapping[str, Any] | None) -> Change | None:
    return Change(**dict(row) | {"also": _change(row["also"])}) if row else None


def problem_sha256(problem: Problem) -> str:
    """SHA-256 of the canonical input as compact JSON with sorted keys. It is sealed: see docs/rules/pooling.md."""
    text = json.dumps(problem_to_json(canonical(problem)), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _offer(row: Mapping[str, Any]) -> Offer:
    ends = tuple((name, last) for name, last in row["certificate_last_slot"])
    return Offer(**dict(row) | {"certificates": frozenset(row["certificates"]), "certificate_last_slot": ends})


def _plain(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    return {key: sorted(value) if isinstance(value, frozenset) else value for key, value in pairs}
