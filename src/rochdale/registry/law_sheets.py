"""The law on paper: a booklet to fold, a poster for the wall, a talk for the radio. In Typst, from the same lines as the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time

from django.utils import translation
from django.utils.translation import gettext as _

from rochdale.base.paper import pdf
from rochdale.registry.law_papers import booklet, poster, radio_script
from rochdale.registry.law_said import Line, SaidPage, said_page
from rochdale.registry.rules.law_page import law_page, with_form
from rochdale.registry.rules.pack import Pack


def law_pdf(pack: Pack, paper: str, *, form: str, language: str) -> bytes:
    """One paper of a law for one form. KeyError for a paper there is none of."""
    template, make = SHEETS[paper]
    with translation.override(language):
        page = said_page(with_form(law_page(pack), form))
        content = {**make(page, form), "reference": pack.ref, "law": page.law}
    return pdf(template, content, language=language, at=datetime.combine(pack.in_force.start or date(2000, 1, 1), time(), UTC))


def _line(line: Line) -> list[str]:
    return [line.text, line.article, line.grade]


def _booklet(page: SaidPage, _form: str) -> dict[str, object]:
    pages = [{"title": one.title, "lines": [_line(line) for line in one.lines]} for one in booklet(page)]
    return {"title": page.title, "pages": pages, "legend": list(page.legend)}


def _poster(page: SaidPage, form: str) -> dict[str, object]:
    made = poster(page, form=form)
    return {"title": made.title, "kicker": page.title, "lines": list(made.lines), "foot": made.foot}


def _radio(page: SaidPage, form: str) -> dict[str, object]:
    script = radio_script(page, form=form)
    turns = [[script.voices[turn.voice], turn.text] for turn in script.turns]
    minutes = max(1, round(script.seconds / 60))
    return {"title": script.title, "kicker": _("A talk of about %(minutes)s minutes, read slowly") % {"minutes": minutes}, "turns": turns}


SHEETS: Mapping[str, tuple[str, Callable[[SaidPage, str], dict[str, object]]]] = {
    "booklet": ("registry/paper/law_booklet.typ", _booklet),
    "poster": ("registry/paper/law_poster.typ", _poster),
    "radio": ("registry/paper/law_radio.typ", _radio),
}
