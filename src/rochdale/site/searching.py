"""The search over all that is public: pieces, the curriculum, the laws. Everything lies in memory or is a few rows: no index of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import gettext as _

from rochdale.learning.queries.programmes import things_to_learn
from rochdale.registry.queries.law import laws_told
from rochdale.site.models import Kind
from rochdale.site.piece_words import KINDS
from rochdale.site.queries import learn_href, pieces_at
from rochdale.site.rules.finding import Entry, found, passage
from rochdale.site.written import words_of


@dataclass(frozen=True, slots=True)
class Hit:
    """What is told of one thing that was found."""

    href: str
    kind: str
    title: str
    passage: str


def hits(typed: str, language: str, at: datetime) -> Sequence[Hit]:
    """The best hits, at most `finding.MOST`."""
    return [Hit(one.href, one.kind, one.title, passage(one, typed)) for one in found(_entries(language, at), typed)]


@lru_cache(maxsize=8)
def _learnt(language: str) -> Sequence[Entry]:
    names = (_("Stage"), _("Module"), _("Activity"))
    return [
        Entry(learn_href(thing.ref), names[len(thing.path) - 1], thing.title, thing.about, words_of(thing.words))
        for thing in things_to_learn(language)
    ]


def _entries(language: str, at: datetime) -> Iterator[Entry]:
    for one in pieces_at([kind.value for kind in Kind], language, at):
        more = " ".join((words_of(one.words.body), one.place, one.organization))
        yield Entry(one.href, str(KINDS[one.kind][1]), one.words.title, one.words.summary, more)
    yield from _learnt(language)
    for law in laws_told():
        for code, name in law.forms:
            yield Entry(
                reverse("registry:law", args=[law.country, law.pack, code]), _("Law"), f"{law.country_name}: {name}", law.title, code
            )
