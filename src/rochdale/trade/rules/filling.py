"""From which lots a call-off is filled (docs/rules/frameworks.md).

The seller names offers of its own: goods as the frame says, together exactly the kg called off, of each no more than is free.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from rochdale.kernel.refusal import Refusal
from rochdale.trade.rules.frameworks import Frame


@dataclass(frozen=True, slots=True)
class Fill:
    """What the seller says: so many kg of that offer."""

    offer_id: UUID
    kg: int


@dataclass(frozen=True, slots=True)
class Part:
    """An offer of the seller as the rule sees it. `left_kg`: what nobody has been promised; `is_open`: on offer today."""

    reference: str
    product: str
    species: str
    process: str
    protocol: str
    score: Decimal | None
    certificates: frozenset[str]
    ready_from: date
    left_kg: int
    is_open: bool


def refusals_for_goods(frame: Frame, part: Part, *, ready_until: date) -> list[Refusal]:
    """Why an offer is not what the frame says, or not there in time: kind, score, certificates, day."""
    return [*_kind(frame, part), *_quality(frame, part), *_in_time(part, ready_until)]


def refusals_for_filling(frame: Frame, filling: Sequence[tuple[Part, int]], *, kg: int, ready_until: date) -> list[Refusal]:
    """Everything that keeps these kg of these offers from filling a call-off of `kg`."""
    if not filling:
        return [Refusal("trade.call-off-names-no-lot", {"kg": kg})]
    refusals = []
    for part, of_it in filling:
        refusals += [*refusals_for_goods(frame, part, ready_until=ready_until), *_kg(part, of_it)]
    named = [part.reference for part, _of_it in filling]
    refusals += [Refusal("trade.lot-named-twice", {"lot": one}) for one in sorted({one for one in named if named.count(one) > 1})]
    total = sum(of_it for _part, of_it in filling)
    if total != kg:
        refusals.append(Refusal("trade.filling-does-not-add-up", {"total_kg": total, "kg": kg}))
    return refusals


def suggested(left: Sequence[int], kg: int) -> list[int]:
    """How much of each offer, the first ones whole, until `kg` are reached. Units: whole kg."""
    found = []
    for free in left:
        found.append(min(free, kg))
        kg -= found[-1]
    return found


def _kind(frame: Frame, part: Part) -> Iterator[Refusal]:
    is_other = part.product != frame.product
    is_other |= any(asked and asked != has for asked, has in ((frame.species, part.species), (frame.process, part.process)))
    if is_other:
        yield Refusal("trade.lot-of-other-goods", {"lot": part.reference})


def _quality(frame: Frame, part: Part) -> Iterator[Refusal]:
    if frame.min_score is not None and (part.protocol != frame.protocol or part.score is None or part.score < frame.min_score):
        yield Refusal("trade.lot-below-score", {"lot": part.reference, "least": frame.min_score, "protocol": frame.protocol})
    for scheme in sorted(set(frame.certificates) - part.certificates):
        yield Refusal("trade.lot-without-certificate", {"lot": part.reference, "scheme": scheme})


def _in_time(part: Part, ready_until: date) -> Iterator[Refusal]:
    if part.ready_from > ready_until:
        yield Refusal("trade.lot-ready-too-late", {"lot": part.reference, "ready": part.ready_from, "last": ready_until})


def _kg(part: Part, kg: int) -> Iterator[Refusal]:
    if not part.is_open:
        yield Refusal("trade.not-open", {"reference": part.reference})
    elif kg <= 0:
        yield Refusal("trade.kg-not-positive", {"kg": kg})
    elif kg > part.left_kg:
        yield Refusal("trade.lot-has-less-free", {"lot": part.reference, "kg": kg, "left_kg": part.left_kg})
