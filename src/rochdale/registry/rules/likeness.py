"""How like two names are, from 0 to 1, and why: what stands in docs/rules/names.md under "How like two names are"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler

from rochdale.registry.rules.names import Spelled, folded, spell

EXACT = 1.0
SAME_BUT_SIGNS = 0.99
SAME_LETTERS = 0.98
SAME_WORDS = 0.97
LETTERS_A_SLIP = 6
"""One slip is forgiven for each six letters begun, two at most."""
MOST_SLIPS = 2
PLACE_ALONE = 0.5
NEAREST = 30
PLACED = 0.98
SAME_WORD = 0.8
"""Jaro-Winkler from which a word counts as another one written otherwise; below five letters only the very word counts."""


class Why(StrEnum):
    """Why a name was found."""

    EXACT = "exact"
    SIGNS = "signs"
    SPACES = "spaces"
    ORDER = "order"
    BEGINS = "begins"
    INSIDE = "inside"
    SLIP = "slip"
    SLIP_AND_ORDER = "slip-and-order"
    ALL_WORDS = "all-words"
    WITHIN = "within"
    SOME_WORDS = "some-words"
    SOUND = "sound"
    PLACE = "place"
    PLACE_ALONE = "place-alone"
    NUMBER = "number"
    FORMER = "former"
    ACRONYM = "acronym"
    RESERVED = "reserved"
    MERGED = "merged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, with what its sentence needs."""

    why: Why
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Likeness:
    """A figure between 0 and 1 and the reason for it."""

    score: float
    reason: Reason


NOTHING = Likeness(0.0, Reason(Why.SOUND, {}))


def likeness(asked: Spelled, held: Spelled) -> Likeness:
    """How like the name asked for is to one that is held; the strongest of all reasons counts."""
    if not asked.squeezed or not held.squeezed:
        return NOTHING
    if same := _same(asked, held):
        return same
    near = [found for found in (_part(asked, held), _slip(asked, held)) if found]
    return max(near, key=lambda found: found.score) if near else _words(asked, held)


def nearest(asked: Spelled, rows: Sequence[tuple[int, str, str]], most: int = NEAREST) -> list[int]:
    """Of many names (id, normalised, squeezed) the ids of those worth comparing in full: nearest in letters, and nearest in words."""
    if len(rows) <= most:
        return [id for id, _, _ in rows]
    letters = process.extract(asked.squeezed, [row[2] for row in rows], scorer=OSA.normalized_similarity, limit=most)
    words = process.extract(asked.normalised, [row[1] for row in rows], scorer=fuzz.token_sort_ratio, limit=most // 2)
    sets = process.extract(asked.normalised, [row[1] for row in rows], scorer=fuzz.token_set_ratio, limit=most // 2)
    return [rows[at][0] for at in dict.fromkeys(at for found in (letters, words, sets) for _, _, at in found)]


def _same(asked: Spelled, held: Spelled) -> Likeness | None:
    if asked.written == held.written:
        return Likeness(EXACT, Reason(Why.EXACT))
    if asked.normalised == held.normalised:
        return Likeness(SAME_BUT_SIGNS, Reason(Why.SIGNS))
    if asked.squeezed == held.squeezed:
        return Likeness(SAME_LETTERS, Reason(Why.SPACES))
    if sorted(asked.words) == sorted(held.words):
        return Likeness(SAME_WORDS, Reason(Why.ORDER))
    return None


def _part(asked: Spelled, held: Spelled) -> Likeness | None:
    share = len(asked.squeezed) / len(held.squeezed)
    if held.squeezed.startswith(asked.squeezed):
        return Likeness(0.86 + 0.1 * share, Reason(Why.BEGINS))
    if asked.normalised in held.normalised or asked.squeezed in held.squeezed:
        return Likeness(0.78 + 0.1 * share, Reason(Why.INSIDE))
    return None


def _slip(asked: Spelled, held: Spelled) -> Likeness | None:
    longer = max(len(asked.squeezed), len(held.squeezed))
    most = min(MOST_SLIPS, 1 + longer // LETTERS_A_SLIP)
    slips = OSA.distance(asked.squeezed, held.squeezed, score_cutoff=most)
    if slips <= most:
        return Likeness(_with_slips(slips, longer), Reason(Why.SLIP, {"slips": slips}))
    if len(asked.words) < 2 or len(asked.words) != len(held.words):
        return None
    slips = OSA.distance(" ".join(sorted(asked.words)), " ".join(sorted(held.words)), score_cutoff=most)
    if slips <= most:
        return Likeness(_with_slips(slips, longer) - 0.01, Reason(Why.SLIP_AND_ORDER, {"slips": slips}))
    return None


def _with_slips(slips: int, longer: int) -> float:
    return 0.55 + 0.41 * (1 - slips / longer)


def _words(asked: Spelled, held: Spelled) -> Likeness:
    """Words the two have in common, each weighed by its letters; a word counts as far as it is like its nearest one."""
    pairs = [(word, *_nearest(word, held.words)) for word in asked.words]
    common = sum(len(word) * near for word, _, near in pairs)
    share_asked = common / sum(map(len, asked.words))
    share_held = min(1.0, common / sum(map(len, held.words)))
    shared = ", ".join(dict.fromkeys(other for _, other, near in pairs if near))
    if all(near for _, _, near in pairs):
        return Likeness((0.72 + 0.12 * share_held) * share_asked, Reason(Why.ALL_WORDS, {"words": shared}))
    if set(held.words) <= {other for _, other, _ in pairs}:
        near_held = sum(near * len(other) for _, other, near in pairs) / sum(len(other) for _, other, _ in pairs)
        return Likeness((0.7 + 0.12 * share_asked) * near_held, Reason(Why.WITHIN, {"words": shared}))
    if shared:
        score = 0.75 * 2 * share_asked * share_held / (share_asked + share_held)
        return Likeness(score, Reason(Why.SOME_WORDS, {"words": shared}))
    return Likeness(0.6 * JaroWinkler.similarity(asked.squeezed, held.squeezed), Reason(Why.SOUND))


def _nearest(word: str, words: tuple[str, ...]) -> tuple[str, float]:
    if word in words:
        return word, 1.0
    if len(word) < 5:
        return "", 0.0
    near, other = max((JaroWinkler.similarity(word, other), other) for other in words)
    return (other, near) if near >= SAME_WORD and len(other) >= 5 else ("", 0.0)


def likeness_with_place(asked: Spelled, held: Spelled, places: Sequence[str]) -> tuple[Likeness, tuple[Reason, ...]]:
    """Where words of the text are those of the place ("novissi vogan"), only the others are compared with the name."""
    plain = likeness(asked, held)
    if plain.score >= SAME_WORDS:
        return plain, ()
    named = {word: place for place in places for word in folded(place).split()}
    placed = [word for word in asked.words if word in named and word not in held.words]
    if not placed:
        return plain, ()
    reason = Reason(Why.PLACE, {"place": named[placed[-1]]})
    rest = " ".join(word for word in asked.words if word not in placed)
    if not rest:
        return Likeness(max(plain.score, PLACE_ALONE), Reason(Why.PLACE_ALONE, reason.facts)), ()
    without = likeness(spell(rest), held)
    score = min(SAME_WORDS, without.score * PLACED)
    return (Likeness(score, without.reason), (reason,)) if score > plain.score else (plain, ())
