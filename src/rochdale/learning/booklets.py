"""A course as booklets of A5, in reading order or laid out for folding, and as posters of A3.

Folded, each module is a booklet of its own: what a group needs for one meeting, thin enough to fold and staple, and copied once a group.
In reading order the course is one book.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from rochdale.base.paper import folded, pdf
from rochdale.learning.packs import FOLDER, module_of, shipped
from rochdale.learning.printed import AT, told_of, words
from rochdale.learning.rules.course import Course, Module, text_in
from rochdale.learning.rules.runs import MOST_PEOPLE
from rochdale.learning.run_page import PROMISES
from rochdale.learning.run_words import KINDS, MODULE_PRINTS, PRINTS

BOOKLET, POSTER = "learning/paper/booklet.typ", "learning/paper/poster.typ"


def as_folded(course: Course, modules: Sequence[Module], language: str, crop: str) -> bytes:
    """Booklets on A4, one of each module: both sides, turned on the short edge, folded and stapled."""
    return folded(BOOKLET, [_content(course, (one,), language, crop) for one in modules], language=language, at=AT)


def as_book(course: Course, modules: Sequence[Module], language: str, crop: str) -> bytes:
    """The modules as one book of A5 in reading order, for a screen or a printer that folds by itself."""
    return pdf(BOOKLET, _content(course, modules, language, crop), language=language, at=AT)


def as_posters(course: Course, modules: Sequence[Module], language: str, crop: str) -> bytes:
    """A3: for each module one of its own and one of each activity."""
    return pdf(POSTER, _content(course, modules, language, crop), language=language, at=AT)


PRINTED: Mapping[str, Callable[[Course, Sequence[Module], str, str], bytes]] = {"booklet": as_folded, "book": as_book, "poster": as_posters}
"""By the name under which one asks for them."""


@lru_cache(maxsize=64)
def shipped_print(pack: str, module: str, kind: str, language: str, crop: str) -> bytes:
    """One paper of a shipped pack, of all its modules where none is named; made once. Refused: `learning.no-such-module`."""
    course = shipped(pack)
    modules = (module_of(pack, module)[1],) if module or course is None else course.modules
    return PRINTED[kind](course or module_of(pack, module)[0], modules, language, crop)


@cache
def _sizes() -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = json.loads((FOLDER / "printed.json").read_text(encoding="utf-8"))
    return found


def prints_told(pack: str, module: str, language: str) -> list[tuple[str, Promise, int]]:
    """The papers of a shipped pack or of a module: by what name, what it is, about how many bytes.

    Sizes are measured beforehand by `tools/printed_sizes.py`: setting a whole stage takes seconds, and a page does not wait for that.
    """
    sizes = _sizes()[language][f"{pack}/{module}"]
    return [(kind, word, sizes[kind]) for kind, word in (MODULE_PRINTS if module else PRINTS).items()]


def _content(course: Course, modules: Sequence[Module], language: str, crop: str) -> dict[str, object]:
    stage, is_single = text_in(course.title, language), len(modules) == 1
    with translation.override(language):
        told = [_module(course, one, language, crop) for one in modules]
        head = (
            {"title": told[0]["title"], "kicker": stage, "about": told[0]["about"]}
            if is_single
            else {"title": stage, "kicker": "", "about": ""}
        )
        return head | {
            "length": _length(sum(one.minutes for one in modules)), "modules": told,
            "picture": next(filter(None, (one["picture"] for one in told)), ""),
            "reference": f"{course.ref} · {modules[0].id}" if is_single else course.ref, "credits": ", ".join(course.credits),
            "sha256": course.sha256, "mark": told[0]["mark"] if is_single else "", "people": MOST_PEOPLE, "promises": PROMISES,
            "kinds": [[icon, str(word)] for icon, word in KINDS.values()], "words": {**words(), **_words(course)},
        }  # fmt: skip


def _module(course: Course, module: Module, language: str, crop: str) -> dict[str, object]:
    picture = next((course.drawing(one) for one in course.in_language(module, language) if one.picture), "")
    return told_of(course, module, language, crop) | {
        "length": _length(module.minutes), "picture": picture, "mark": _mark(course, module, language)
    }  # fmt: skip


def _length(minutes: int) -> str:
    return _("%(minutes)s minutes") % {"minutes": minutes}


def _mark(course: Course, module: Module, language: str) -> str:
    """What whoever reads it must know of its language."""
    if any((language, id) not in course.activities for id in module.activities):
        return _("Not yet translated: English")
    return "" if course.is_cleared(language) else _("Not yet read by a native speaker")


def _words(course: Course) -> Mapping[str, object]:
    return {
        "how": _("How it goes"), "group-size": _("Five to seven people"), "roles-title": _("Four roles"), "signs": _("What the signs say"),
        "lead": _(
            "Five to seven people, one phone or one booklet, no teacher. "
            "One reads aloud, one watches the clock, one writes, one speaks for the group."
        ),
        "rules": [
            _("Sit in a circle, so that all see each other."), _("Share out the four roles. Change them after each activity."),
            _("Read a step aloud, then do it together. Nobody works alone."), _("Everyone speaks, and nobody is laughed at."),
            _("A step may take longer or shorter. The module as a whole ends on time."),
            _("Answer the question before you begin, and again when you close."),
        ],
        "contents": _("What is inside"), "cards": _("Copy this page, then cut the copy."), "notes": _("Notes"),
        "licence": _("%(licence)s: copy it, change it, hand it on, also for money. Say from whom it is.")
        % {"licence": course.licence.replace("CC-BY", "CC BY").replace("-4.0", " 4.0")},
        "fold": _("To print: A4 on both sides, turned on the short edge. Fold in the middle, staple twice in the fold."),
    }  # fmt: skip
