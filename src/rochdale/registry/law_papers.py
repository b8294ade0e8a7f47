"""The law in the forms in which it is given out: a booklet, a poster, a radio script. Made of `law_said.SaidPage`, in its language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rochdale.registry.law_said import Line, SaidPage, Section


@dataclass(frozen=True, slots=True)
class BookletPage:
    """One page of a booklet: a heading and at most so many lines."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """What hangs on a wall: few lines in large letters."""

    title: str
    lines: tuple[str, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What one of two voices says."""

    voice: str
    text: str


@dataclass(frozen=True, slots=True)
class RadioScript:
    """A talk between two voices, with how long it lasts when read slowly."""

    title: str
    turns: tuple[Turn, ...]
    seconds: int
    voices: Mapping[str, str] = field(default_factory=dict)


LINES_PER_PAGE = 8
"""Of an A6 page in letters that can be read in poor light."""
POSTER_LINES = 7


def booklet(page: SaidPage) -> tuple[BookletPage, ...]:
    """The page in pieces that fit a folded sheet: a cover, then each section, long ones on several pages."""
    cover = BookletPage(page.title, (Line(page.law), Line(page.lead)))
    rest = [
        BookletPage(section.title, section.lines[start : start + LINES_PER_PAGE])
        for section in page.sections
        for start in range(0, len(section.lines), LINES_PER_PAGE)
    ]
    return (cover, *rest)


def poster(page: SaidPage, *, form: str) -> Poster:
    """The first things a group needs to become that form. What was read in the law comes first; gaps are left to the office."""
    wanted = [one for section in page.sections if section.code in (form, "REGISTER") for one in section.lines]
    known = sorted((one for one in wanted if not one.is_gap), key=lambda one: not one.is_sure)
    lines = tuple(dict.fromkeys(one.text for one in known))[:POSTER_LINES]
    gaps = [one.asks for one in wanted if one.is_gap]
    if gaps and len(lines) < POSTER_LINES:
        lines = (*lines, _("Ask the office about: %(subjects)s") % {"subjects": ", ".join(gaps)})
    title = next((section.title for section in page.sections if section.code == form), page.title)
    return Poster(title, lines, _("Ask at the office of the register. Ask for a receipt for every payment."))


def radio_script(page: SaidPage, *, form: str) -> RadioScript:
    """A talk: one asks as a farmer would, one answers as an officer would. Articles are not read out; doubt is."""
    turns = [Turn("a", _("We work together already. How do we become a cooperative?")),
             Turn("b", _("I tell you what the law says. What we only heard, or what nobody has read, I say so."))]  # fmt: skip
    asks = {form: _("What do we need to begin?"), "REGISTER": _("And what do we bring to the office?"),
            "statutes": _("What has to stand in our statutes?"), "duties": _("And afterwards, what do we owe?")}  # fmt: skip
    for section in page.sections:
        question = asks.get(section.code or section.kind)
        if question:
            turns += [Turn("a", question), Turn("b", _answer(section))]
    turns.append(Turn("a", _("And who helps us?")))
    turns.append(Turn("b", _("Ask at the office of the register. Ask for a receipt for every payment.")))
    return RadioScript(page.title, tuple(turns), _seconds(turns), {"a": _("A farmer"), "b": _("An officer of the register")})


def _answer(section: Section) -> str:
    """What is known, then what was only heard, then what to ask about: each said once."""
    sure = [one.text for one in section.lines if one.is_sure]
    heard = [one.text for one in section.lines if not one.is_sure and not one.is_gap]
    gaps = [one.asks for one in section.lines if one.is_gap]
    said = [". ".join(sure)] if sure else []
    said += [_("We have heard: %(heard)s") % {"heard": ". ".join(heard)}] if heard else []
    said += [_("Ask the office about: %(subjects)s") % {"subjects": ", ".join(gaps)}] if gaps else []
    return f"{'. '.join(said)}."


def _seconds(turns: Iterable[Turn]) -> int:
    """Read slowly: two words in a second; Lao, which leaves no space between words, eight letters in a second."""
    text = " ".join(turn.text for turn in turns)
    return len(text) // 8 if (get_language() or "").startswith("lo") else len(text.split()) // 2
