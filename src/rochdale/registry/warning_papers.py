"""Warnings and referrals on paper: one file with a letter for each entity, in a language of the country, under its state heading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.paper import pdf
from rochdale.registry import law_words as words
from rochdale.registry.called import seat_name
from rochdale.registry.models import WarningBatch, WarningEntry, WarningLetter
from rochdale.registry.queries.entities import places_of
from rochdale.registry.rules.pack import Pack
from rochdale.registry.rules.warnings import Level, warned_until
from rochdale.registry.signing_words import signs_as
from rochdale.registry.standing_rows import law_of_entity
from rochdale.registry.state_headings import heading_of

TEMPLATE = "registry/paper/dossier.typ"
Sheet = dict[str, object]
Signer = tuple[Mapping[str, str], str]
"""By what right, and who."""


def warnings_pdf(batch: WarningBatch, level: Level, entries: Sequence[WarningEntry], *, language: str, today: date, sign: Signer) -> bytes:
    """A sheet for each entity. What was sent already bears the day on which it was sent."""
    with translation.override(language):
        content: Sheet = {
            "title": TITLES[level](), "reference": f"{TITLES[level]()} {batch.at:%Y-%m-%d}", "heading": [],
            "sheets": [_sheet(batch, level, entry, language, today, sign) for entry in entries],
        }  # fmt: skip
    return pdf(TEMPLATE, content, language=language, at=datetime.combine(today, time(), UTC))


TITLES = {
    Level.FIRST: lambda: _("First warning"),
    Level.SECOND: lambda: _("Second and last warning"),
    Level.REFERRAL: lambda: _("Referral to the court"),
}


def _sheet(batch: WarningBatch, level: Level, entry: WarningEntry, language: str, today: date, sign: Signer) -> Sheet:
    now = entry.entity.now
    letters = sorted(entry.letters.all(), key=lambda one: (one.at, one.id))
    sent = [one for one in letters if one.level == level and one.returned_on is None]
    day = sent[-1].sent_on if sent else today
    law = law_of_entity(now, day)
    place = seat_name(places_of(now.state), entry.entity.country)
    head = _lines(_("To: %(office)s") % {"office": now.name if level is not Level.REFERRAL else _("the competent court")})
    where = _lines(place if level is not Level.REFERRAL else "", f"{batch.office!s}, {_day(day)}")
    body = _referral(entry, letters) if level is Level.REFERRAL else _warning(batch, level, day)
    return {
        "heading": [list(one) for one in heading_of(batch.office.country)], "office": str(batch.office),
        "number": now.number, "kicker": "", "title": TITLES[level](),
        "blocks": [head, where, {"kind": "facts", "rows": _facts(batch, entry, law, place)}, *body],
        "signs": [signs_as(sign[0], sign[1])], "stamp": _("Stamp"),
    }  # fmt: skip


def _facts(batch: WarningBatch, entry: WarningEntry, law: Pack | None, place: str) -> list[list[str]]:
    now = entry.entity.now
    return [
        [_("Cooperative"), now.name],
        [_("Seat"), place],
        [_("Number"), now.number],
        [_("What the register finds"), ground_name(batch.ground)],
        [_("Since"), _day(entry.since_on)],
        [_("Law"), article_of_ground(law, batch.ground)],
    ]


def _warning(batch: WarningBatch, level: Level, day: date) -> list[Sheet]:
    until = _day(warned_until(day, batch.wait_days))
    if level is Level.FIRST:
        first = _("This is the first of two warnings. You have until %(day)s.") % {"day": until}
    else:
        first = _("This is the second and last warning. You have until %(day)s. After that the case goes to the court.") % {"day": until}
    ways = [
        _("Bring what is missing to this office, on paper or in the register."),
        _("Ask for more time, and say why."),
        _("Tell us why it is not so: then the case is looked at again."),
    ]
    return [
        _lines(first),
        {"kind": "list", "title": _("What you can do"), "rows": ways, "is_numbered": True},
        _lines(_("Whoever does one of these is warned no more from that day on.")),
    ]


def _referral(entry: WarningEntry, letters: Sequence[WarningLetter]) -> list[Sheet]:
    rows = [_sent(one) for one in letters if one.level < Level.REFERRAL]
    return [
        _lines(_("The register refers this cooperative to the court, which decides on its dissolution.")),
        {"kind": "list", "title": _("Warnings that were sent"), "rows": rows},
        _lines(_("Nothing was brought, no time was given, and no review is open.")),
    ]


def _sent(one: WarningLetter) -> str:
    said = f"{TITLES[Level(one.level)]()}: {_day(one.sent_on)}, {one.proof}"
    return said + " – " + _("came back on %(day)s") % {"day": _day(one.returned_on)} if one.returned_on else said


def _lines(*lines: str) -> Sheet:
    return {"kind": "text", "lines": [line for line in lines if line]}


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")


def ground_name(code: str) -> str:
    """As the reader calls it."""
    return words.called(words.GROUNDS, code)


def article_of_ground(law: Pack | None, code: str) -> str:
    """AUSCOOP, art. 178 (reported): the grade stands beside an article that nobody has read."""
    for way in law.dissolutions if law else ():
        for ground in way.grounds:
            if ground.code == code:
                basis = ground.months.basis if ground.months is not None else ground.basis
                cite = ", ".join(part for part in (law.called if law else "", basis.cite) if part)
                return f"{cite} ({words.called(words.GRADES, basis.status.value)})"
    return "–"
