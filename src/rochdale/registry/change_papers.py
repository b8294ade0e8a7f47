"""What the papers of a change say: what the assembly decided, the agreement of a merger or plan of a division, what the office recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.kernel.money import Money
from rochdale.registry.called import KINDS
from rochdale.registry.law_said import said_money
from rochdale.registry.models import Dossier
from rochdale.registry.rules.answers import rows_of, said
from rochdale.registry.rules.ledger import Kind
from rochdale.registry.rules.pack import Pack
from rochdale.registry.statutes_text import GAP

Block = dict[str, Any]


def decided_in(row: Dossier) -> list[str]:
    """What the assembly decided, a sentence or two."""
    kind = Kind(row.kind)
    return _DECIDED[kind](row) if kind in _DECIDED else [_found(row)] if kind is Kind.REGISTER else [_changed(row)]


def _found(row: Dossier) -> str:
    text = _("The assembly decided to found %(name)s. The statutes were read aloud, article by article, and agreed.")
    return text % {"name": row.name or GAP}


def _changed(row: Dossier) -> str:
    return _("The assembly of %(name)s decided what stands in this dossier: %(what)s.") % {
        "name": row.name or GAP,
        "what": KINDS[Kind(row.kind)],
    }


def _joins(row: Dossier) -> list[str]:
    sent = said(row.answers, "apex", "sent") or ()
    text = _("The assembly decided that %(name)s joins %(union)s, from %(day)s on.") % _apex(row)
    return [text, *([_("Its delegates there: %(names)s.") % {"names": ", ".join(sent)}] if sent else [])]


def _leaves(row: Dossier) -> list[str]:
    return [_("The assembly decided that %(name)s leaves %(union)s, from %(day)s on.") % _apex(row)]


def _apex(row: Dossier) -> dict[str, str]:
    return {"name": row.name, "union": said(row.answers, "apex", "name") or GAP, "day": _day(said(row.answers, "apex", "on"))}


def _day(text: str | None) -> str:
    return date_format(date.fromisoformat(text)) if text else GAP


def _names(row: Dossier) -> str:
    return ", ".join(one["name"] for one in rows_of(row.answers, "parties")) or GAP


def _merges(row: Dossier) -> list[str]:
    text = _("The assembly decided that %(parties)s go into one, which is called %(name)s. Members and shares of all go there.")
    return [text % {"parties": _names(row), "name": row.name or GAP}]


def _divides(row: Dossier) -> list[str]:
    goes_on = said(row.answers, "parties", "goes_on") == "yes"
    text = _("The assembly decided to divide %(name)s into: %(parties)s.") % {"name": row.name, "parties": _names(row)}
    return [text, _("It goes on itself, with those who stay.") if goes_on else _("It ends with that.")]


_DECIDED: Mapping[Kind, Callable[[Dossier], list[str]]] = {
    Kind.AFFILIATE: _joins,
    Kind.LEAVE: _leaves,
    Kind.MERGE: _merges,
    Kind.DIVIDE: _divides,
}


def parties_paper(row: Dossier, _pack: Pack | None) -> Block:
    """Everybody who takes part, with figures before and after, to be signed."""
    is_merger, told = row.kind == Kind.MERGE.value, row.answers.get("parties", {})
    rows = [
        [str(place), f"{one['name']}, {one.get('number') or one.get('form', '')}", one.get("members", ""), _money(one), ""]
        for place, one in enumerate(rows_of(row.answers, "parties"), start=1)
    ]
    whole = [told.get("members") or GAP, _money(told) or GAP]
    kept = [told.get("members_kept") or GAP, _money({**told, "capital": told.get("capital_kept")}) or GAP]
    facts = [[_("Members afterwards") if is_merger else _("Members before"), whole[0]],
             [_("Share capital afterwards") if is_merger else _("Share capital before"), whole[1]]]  # fmt: skip
    headings = ["", _("Name"), _("Members"), _("Share capital"), _("Signature")]
    if told.get("goes_on") == "yes":
        facts += [[_("Members who stay"), kept[0]], [_("Share capital that stays"), kept[1]]]
    return {
        "title": _("Agreement of the merger") if is_merger else _("Plan of the division"),
        "kicker": row.name,
        "blocks": [
            {"kind": "text", "lines": decided_in(row)},
            {"kind": "table", "headings": headings, "rows": rows, "is_signed": True},
            {"kind": "facts", "rows": facts},
            {"kind": "text", "lines": [_("We declare that the law of cooperatives was kept in all of this.")]},
        ],
        "signs": [{"role": _("Led the assembly"), "name": said(row.answers, "assembly", "chair") or GAP}],
    }  # fmt: skip


def _money(one: Mapping[str, Any]) -> str:
    capital, currency = one.get("capital"), one.get("currency")
    return said_money(Money(Decimal(capital), currency)) if capital and currency else ""


def recorded(row: Dossier, day: str, number: str) -> str:
    """What the letter of the office tells of what was approved."""
    if number and row.kind != Kind.DIVIDE.value:
        text = _("%(name)s stands in the register since %(day)s under the number %(number)s.")
        return text % {"name": row.name, "day": day, "number": number}
    text = _("On %(day)s this was recorded of %(name)s: %(what)s.") % {"name": row.name, "day": day, "what": KINDS[Kind(row.kind)]}
    numbers = _("The new ones, %(names)s, have the numbers %(numbers)s.") % {"names": _names(row), "numbers": number}
    return f"{text} {numbers}" if number else text


def each_told(row: Dossier) -> list[Mapping[str, Any]]:
    """The answers from which statutes are written: of a division, those of each new one."""
    if row.kind != Kind.DIVIDE.value:
        return [row.answers]
    rows = rows_of(row.answers, "parties")
    return [{**row.answers, "form": {"form": one["form"]}, "name": {"name": one["name"]}, "parties": {}} for one in rows] or [row.answers]
