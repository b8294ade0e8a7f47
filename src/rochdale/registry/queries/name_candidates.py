"""Which names may be meant: ids from the index, few enough to be compared one by one. How and why so: docs/rules/name-search.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from rapidfuzz.distance import OSA

from rochdale.registry.models import NameEnding, NamePosting, NameSlip, NameWord, RegisterName
from rochdale.registry.rules.names import Spelled, slips

MOST_VARIANTS = 24
"""Words that are tried for a beginning, a part or two slips: the most frequent ones."""
MOST_SLIPPED = 100
"""Words one slip away that are tried: short words have many."""
MOST_SPLITS = 3
ENOUGH = 10
"""So many names are a few."""
MOST_READ = 50_000
"""Postings of one word that are read. A word in more names than that only narrows what the others found."""
LETTERS_FOR_TWO_SLIPS = 8
FREQUENT = 8_000
"""Where each word of what was typed stands in more names than that, a few names are enough, and those are found by trying."""
MOST_TRIED = 500
"""Names of each length, of the rarest of several very frequent words, that are asked whether they have the others."""
_LAST = "\U0010ffff"
_WORDS = 400
"""Words that are looked at for a beginning or a part."""


@dataclass(frozen=True, slots=True)
class WordFound:
    """A word of the register that may stand for one that was asked for."""

    id: int
    names: int
    slips: int = 0


Group = tuple[WordFound, ...]
"""What may stand for one word, the likeliest first."""
_Posted = dict[int, int]
"""A name and its number of words; 0 where only the name of its place has the word."""


def whole_names(asked: Spelled, rows: QuerySet[RegisterName], most: int) -> tuple[QuerySet[RegisterName], QuerySet[RegisterName]]:
    """Of these names those that are the text, and so many that begin with it."""
    same = rows.filter(squeezed=asked.squeezed)
    begun = rows.filter(squeezed__gt=asked.squeezed, squeezed__lt=asked.squeezed + _LAST)
    return same.order_by("squeezed", "id")[: 2 * most], begun.order_by("squeezed", "id")[:most]


def names_with_part(asked: Spelled, most: int) -> list[int]:
    """Names in which the text stands somewhere: inside of a word, or over several (the first to its end, the last from its beginning)."""
    first, *others = asked.words
    if not others:
        return _nearest([*_beginning(first), *_inside(first)], 1, most)
    middle = _very_words(others[:-1])
    groups = [_ending(first), *(middle.get(word, ()) for word in others[:-1]), _beginning(others[-1])]
    return _common(groups, len(asked.words), most, every=True) if all(groups) else []


def names_with_all_words(asked: Spelled, most: int) -> list[int]:
    """Names in which each word stands, in whatever order; the last one may be begun only."""
    if len(asked.words) == 1:
        return []
    found = _very_words(asked.words)
    groups = [found.get(word, ()) for word in asked.words[:-1]]
    groups.append((*found.get(asked.words[-1], ()), *_beginning(asked.words[-1])))
    return _common(groups, len(asked.words), most, every=True) if all(groups) else []


def like_names(asked: Spelled, most: int) -> list[int]:
    """Names that share words with the text, each word as it is or one slip away (two in long words); those with most and rarest first."""
    readings = [*_joined_pairs(asked.words), *_split_words(asked.words)]
    variants = _variants({word for words in (asked.words, *readings) for word in words})
    found: dict[int, None] = {}
    for words in (asked.words, *(words for words in readings if all(word in variants for word in words))):
        if groups := [variants[word] for word in dict.fromkeys(words) if word in variants]:
            found |= dict.fromkeys(_common(groups, len(words), most))
    return list(found)


def _joined_pairs(words: Sequence[str]) -> list[tuple[str, ...]]:
    """A space too many: "no vissi" may be "novissi"."""
    return [(*words[:at], words[at] + words[at + 1], *words[at + 2 :]) for at in range(len(words) - 1)]


def _split_words(words: Sequence[str]) -> list[tuple[str, ...]]:
    """A space too few, or a letter in its place: "novissixdjigbodi" may be "novissi djigbodi". For words the register does not know."""
    known = _very_words(words)
    readings = []
    for at, word in enumerate(words):
        if word in known or len(word) < 4:
            continue
        halves = [(word[:cut], word[cut + gap :]) for gap in (0, 1) for cut in range(2, len(word) - gap - 1)]
        parts = _very_words([half for pair in halves for half in pair])
        likely = [pair for pair in halves if pair[0] in parts and pair[1] in parts]
        likely.sort(key=lambda pair: -min(len(pair[0]), len(pair[1])))
        readings += [(*words[:at], *pair, *words[at + 1 :]) for pair in likely[:MOST_SPLITS]]
    return readings


def _common(groups: Sequence[Group], size: int, most: int, *, every: bool = False) -> list[int]:
    """Names that have a word of each group, or (unless `every`) of all but one; those of about so many words first.

    The two rarest groups are read, and others while that stays cheap. Of the rest it is only asked whether they have what was found.
    """
    if len(groups) == 1:
        return _nearest(groups[0], size, most)
    by_names = sorted(groups, key=_names)
    if every:
        return _as_typed(by_names, size, most)
    if _names(by_names[0]) > MOST_READ:
        return _intersection(by_names, size, most)
    cheap = max(1, _cheap(by_names))
    read = [_posted(group, size) for group in by_names[:cheap]]
    common = set.intersection(*map(set, read))
    for group in by_names[cheap:]:
        if len(common) > most:
            common = _having(common, read, group, size, most) or common
    ordered = _by_size(common, read, size, most)
    return ordered if len(ordered) == most else _all_but_one(ordered, read, size, most)[:most]


def _as_typed(by_names: Sequence[Group], size: int, most: int) -> list[int]:
    """Names that have a word of each group: where all are frequent a few are enough."""
    if _names(by_names[0]) > FREQUENT:
        return _intersection(by_names, size, 2 * ENOUGH) or _in_all(by_names, 4 * most)
    rarest, *others = by_names
    read = [_posted(rarest, None)]
    common = set(read[0])
    for group in others:
        if _names(group) <= FREQUENT:
            common &= _posted(group, None).keys()
        elif len(common) > most:
            having = _having(common, read, group, size, most)
            common = having if len(having) >= ENOUGH or len(common) <= 4 * most else common & _posted(group, None).keys()
    return _by_size(common, read, size, most)


def _in_all(groups: Sequence[Group], most: int) -> list[int]:
    each = [f"SELECT name_id FROM {_table(NamePosting)} WHERE word_id IN ({_marks(group)})" for group in groups]
    return [id for (id,) in _rows(f"{' INTERSECT '.join(each)} LIMIT {most}", [id for group in groups for id in _ids(group)])]


def _cheap(by_names: Sequence[Group]) -> int:
    """How many of the groups are read."""
    total = 0
    for count, group in enumerate(by_names):
        total += _names(group)
        if _names(group) > MOST_READ or (count >= 2 and total > MOST_READ):
            return count
    return len(by_names)


def _names(group: Group) -> int:
    return sum(word.names for word in group)


def _posted(group: Group, size: int | None) -> _Posted:
    """The names in which a word of the group stands; with a size only those of about so many words, or whose place is called so."""
    question = f"SELECT name_id, size FROM {_table(NamePosting)} WHERE word_id IN ({_marks(group)})"
    if size is None:
        return dict(_rows(question, _ids(group)))
    sizes = [0, *range(max(1, size - 1), size + 3)]
    return dict(_rows(f"{question} AND size IN ({_marks(sizes)})", [*_ids(group), *sizes]))


def _having(found: set[int], read: Sequence[_Posted], group: Group, size: int, most: int) -> set[int]:
    """Those of the names, the likeliest looked at, that have a word of this group, too."""
    of_size: dict[int, list[int]] = {}
    for id in _by_size(found, read, size, 4 * most):
        of_size.setdefault(_size(id, read), []).append(id)
    question = f"SELECT name_id FROM {_table(NamePosting)} WHERE word_id IN ({_marks(group)}) AND size = %s AND name_id IN"
    having: set[int] = set()
    for words, ids in of_size.items():
        having.update(id for (id,) in _rows(f"{question} ({_marks(ids)})", [*_ids(group), words, *ids]))
    return having


def _all_but_one(ordered: list[int], read: Sequence[_Posted], size: int, most: int) -> list[int]:
    """After those that have all words, those that lack one: the most frequent first."""
    found = dict.fromkeys(ordered)
    for left_out in reversed(range(len(read))):
        others = [one for at, one in enumerate(read) if at != left_out]
        if others and len(found) < most:
            found |= dict.fromkeys(_by_size(set.intersection(*map(set, others)), others, size, most))
    return list(found)


def _by_size(found: Iterable[int], read: Sequence[_Posted], size: int, most: int) -> list[int]:
    """The names of about so many words; each stands in all of what was read."""
    words = read[0]
    return [id for _, id in nsmallest(most, [(abs((words[id] or _size(id, read)) - size), id) for id in found])]


def _size(id: int, read: Sequence[_Posted]) -> int:
    return max(one.get(id, 0) for one in read)


def _intersection(groups: Sequence[Group], size: int, most: int) -> list[int]:
    """Where every word stands in very many names: those that have them all, tried from the rarest group on.

    `OFFSET 0` keeps PostgreSQL from reading all of the frequent words at once.
    """
    table = _table(NamePosting)
    first, *others = groups
    same = "o.size = p.size AND o.name_id = p.name_id LIMIT 1 OFFSET 0"
    also = "".join(f" AND EXISTS (SELECT 1 FROM {table} o WHERE o.word_id IN ({_marks(group)}) AND {same})" for group in others)
    tried = f"SELECT name_id, size FROM {table} WHERE word_id IN ({_marks(first)}) AND size = %s LIMIT {MOST_TRIED}"
    question = f"SELECT name_id FROM ({tried}) p WHERE TRUE{also} LIMIT {most}"
    values = [value for group in others for value in _ids(group)]
    found: dict[int, None] = {}
    for near in (size, size + 1, size - 1):
        if near > 0 and len(found) < most / 2:
            found |= dict.fromkeys(id for (id,) in _rows(question, [*_ids(first), near, *values]))
    return list(found)


def _nearest(words: Iterable[WordFound], size: int, most: int) -> list[int]:
    """Names of one group alone: for each word those of about that many words, the shortest first, then those whose place is called so."""
    words = list(dict.fromkeys(words))
    if not words:
        return []
    each = max(10, most // min(len(words), 10))
    table = _table(NamePosting)
    wanted = [
        part
        for word in words
        for part in (
            f"SELECT name_id FROM {table} WHERE word_id = {word.id} AND size = {size} LIMIT {each}",
            f"SELECT name_id FROM {table} WHERE word_id = {word.id} AND size > 0 ORDER BY size LIMIT {each}",
            f"SELECT name_id FROM {table} WHERE word_id = {word.id} AND size = 0 LIMIT 10",
        )
    ]
    found: dict[int, None] = {}
    for start in range(0, len(wanted), 90):
        union = " UNION ALL ".join(f"SELECT * FROM ({part}) AS part" for part in wanted[start : start + 90])
        found |= dict.fromkeys(id for (id,) in _rows(union, []))
        if len(found) >= most:
            break
    return list(found)[: 2 * most]


def _very_words(words: Sequence[str]) -> dict[str, Group]:
    if not words:
        return {}
    question = f"SELECT word, id, names FROM {_table(NameWord)} WHERE word IN ({_marks(words)})"
    return {word: (WordFound(id, names),) for word, id, names in _rows(question, list(words))}


def _variants(words: Iterable[str]) -> dict[str, Group]:
    """For each word those of the register that are at most one slip away (two in long words), the nearest and most frequent first."""
    keys: dict[str, set[str]] = {}
    for word in words:
        for letters in slips(word):
            keys.setdefault(letters, set()).add(word)
    question = (
        f"SELECT s.letters, w.word, w.id, w.names FROM {_table(NameSlip)} s JOIN {_table(NameWord)} w ON w.id = s.word_id"
        f" WHERE s.letters IN ({_marks(keys)})"
    )
    found: dict[str, dict[int, WordFound]] = {}
    for letters, held, id, names in _rows(question, list(keys)):
        for word in keys[letters]:
            apart = OSA.distance(word, held)
            if apart <= (2 if len(word) >= LETTERS_FOR_TWO_SLIPS else 1):
                found.setdefault(word, {})[id] = WordFound(id, names, apart)
    return {word: _likeliest(of.values()) for word, of in found.items()}


def _likeliest(words: Iterable[WordFound]) -> Group:
    ordered = sorted(words, key=lambda one: (one.slips, -one.names, one.id))
    near = [one for one in ordered if one.slips < 2]
    return tuple(near[:MOST_SLIPPED] + ordered[len(near) : len(near) + MOST_VARIANTS])


def _beginning(letters: str) -> Group:
    return _frequent(f"SELECT id, names FROM {_table(NameWord)} WHERE word >= %s AND word < %s LIMIT {_WORDS}", [letters, letters + _LAST])


def _inside(letters: str) -> Group:
    return _of_endings("s.letters >= %s AND s.letters < %s", [letters, letters + _LAST])


def _ending(letters: str) -> Group:
    very = _very_words([letters]).get(letters, ())
    return (*very, *_of_endings("s.letters = %s", [letters]))


def _of_endings(where: str, values: list[Any]) -> Group:
    endings, words = _table(NameEnding), _table(NameWord)
    return _frequent(
        f"SELECT w.id, w.names FROM (SELECT word_id FROM {endings} s WHERE {where} LIMIT {_WORDS}) e JOIN {words} w ON w.id = e.word_id",
        values,
    )


def _frequent(question: str, values: list[Any]) -> Group:
    found = {WordFound(id, names) for id, names in _rows(question, values)}
    return tuple(nlargest(MOST_VARIANTS, found, key=lambda one: (one.names, one.id)))


def _ids(group: Group) -> list[int]:
    return [word.id for word in group]


def _marks(values: Iterable[object]) -> str:
    return ", ".join("%s" for _ in values)


def _table(model: Any) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _rows(question: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
