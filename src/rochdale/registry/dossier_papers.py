"""The papers of a dossier: what the group signs, and what the office sends. One sheet in Typst, in the language asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.paper import pdf
from rochdale.kernel.money import Money
from rochdale.registry import law_words as words
from rochdale.registry.change_papers import decided_in, each_told, parties_paper, recorded
from rochdale.registry.dossier_labels import CHANGES, ROLES, SIGNS
from rochdale.registry.dossier_page import decided
from rochdale.registry.judging_dossiers import continued_from, law_of
from rochdale.registry.law_said import said_money
from rochdale.registry.models import Dossier, RegisterOffice
from rochdale.registry.queries.desks import desk_here
from rochdale.registry.queries.dossiers import decision_of, items_asked, parts_for
from rochdale.registry.queries.offices import office_of_seat
from rochdale.registry.rules.answers import legal_on, rows_of, said
from rochdale.registry.rules.attendance import Booking
from rochdale.registry.rules.ledger import Kind, Said
from rochdale.registry.rules.pack import Pack
from rochdale.registry.signing_words import signs_as
from rochdale.registry.state_headings import heading_of
from rochdale.registry.statutes_text import GAP, rows_of_statutes, statutes_text

TEMPLATE = "registry/paper/dossier.typ"
Block = dict[str, object]


def dossier_pdf(row: Dossier, paper: str, *, language: str, today: datetime) -> bytes:
    """A4 pages. KeyError for a paper there is none of."""
    make = PAPERS[paper]
    pack = law_of(row, row.legal_on or today.date())
    with translation.override(language):
        content = {**_head(row), **make(row, pack)}
        if "sheets" in content:
            content["sheets"] = [{**_head(row), **sheet(row, pack)} for sheet in WHOLE]
    return pdf(TEMPLATE, content, language=language, at=datetime.combine((row.received_on or today.date()), time(), UTC))


def _head(row: Dossier) -> Block:
    """The office and its state over a letter; empty where nobody has said it."""
    return {
        "heading": [list(one) for one in heading_of(row.country)],
        "office": str(row.office or ""),
        "number": row.number,
        "reference": f"{row.name or ''} {row.number}".strip(),
        "blocks": [],
        "signs": [],
        "stamp": "",
        "kicker": "",
    }


def _day(on: Any) -> str:
    return date_format(on) if on else GAP


def _place(row: Dossier) -> str:
    return ", ".join(reversed(said(row.answers, "seat", "names") or (GAP,)))


def _facts(rows: list[tuple[str, str]]) -> Block:
    return {"kind": "facts", "rows": [list(pair) for pair in rows]}


def _text(*lines: str) -> Block:
    return {"kind": "text", "lines": [line for line in lines if line]}


def _application(row: Dossier, pack: Pack | None) -> Block:
    form = pack.form(row.form) if pack else None
    papers = [words.called(words.DOCUMENTS, one["name"]) + f" ({one['copies']})" for one in rows_of(row.answers, "papers")]
    chair, old = said(row.answers, "assembly", "chair") or GAP, continued_from(row)
    return {
        "title": _("Application to be registered") if row.kind == Kind.REGISTER.value else str(CHANGES[Kind(row.kind).name]),
        "blocks": [
            _text(_("To: %(office)s") % {"office": row.office or _office_to_be(row) or GAP}),
            _facts(
                [
                    (_("Name"), row.name or GAP),
                    (_("Form"), words.called(words.FORMS, row.form, form.names if form else None) if row.form else GAP),
                    (_("Seat"), _place(row)),
                    (_("Object"), said(row.answers, "purpose", "object") or GAP),
                    *_who_and_when(row, old),
                ]
            ),
            _text(
                _("We ask that our cooperative be registered. What is said in this dossier is true.")
                if row.kind == Kind.REGISTER.value
                else _("We ask that this be recorded in the register. What is said in this dossier is true."),
                *([] if row.kind == Kind.REGISTER.value else decided_in(row)),
            ),
            {"kind": "list", "title": _("In this dossier"), "rows": papers or [GAP]},
        ],
        "signs": [{"role": _("For the founders") if row.kind == Kind.REGISTER.value else _("Led the assembly"), "name": chair}],
    }


def _office_to_be(row: Dossier) -> RegisterOffice | None:
    """Where it will be handed in, by its seat."""
    seat = said(row.answers, "seat", "code")
    return office_of_seat(row.country, seat, legal_on(row.answers) or row.at.date()) if seat else None


def _who_and_when(row: Dossier, old: Said) -> list[tuple[str, str]]:
    if row.kind != Kind.REGISTER.value:
        number = row.entity.now.number if row.entity else ""
        return [(_("Number"), number or GAP), (_("Assembly"), _day(legal_on(row.answers)))]
    goes_on = [(_("It goes on from"), f"{old['name']}, {old['number']}")] if old else []
    founders = str(len(rows_of(row.answers, "founders")) or GAP)
    return [(_("Founders"), founders), (_("Founding assembly"), _day(legal_on(row.answers))), *goes_on]


def _statutes(row: Dossier, pack: Pack | None) -> Block:
    texts = [statutes_text(told, pack) for told in each_told(row)]
    return {
        "title": texts[0].title if len(texts) == 1 else _("Statutes"),
        "kicker": _("Draft, to be read aloud and signed by all founders") if row.received_on is None else "",
        "blocks": [
            *(
                block
                for text in texts
                for block in (_text(text.title if len(texts) > 1 else ""), {"kind": "articles", "rows": rows_of_statutes(text)})
            ),
            _text(
                (
                    _("Agreed by the founding assembly on %(day)s.")
                    if row.kind == Kind.REGISTER.value
                    else _("Agreed by the assembly on %(day)s.")
                )
                % {"day": _day(legal_on(row.answers))}
            ),
        ],
        "signs": [
            {"role": _("Led the assembly"), "name": said(row.answers, "assembly", "chair") or GAP},
            {"role": _("Wrote it down"), "name": said(row.answers, "assembly", "secretary") or GAP},
        ],
    }


def _minutes(row: Dossier, pack: Pack | None) -> Block:
    form = pack.form(row.form) if pack else None
    names = {body.code: body.names for body in form.bodies} if form else {}
    elected = [
        f"{one['name']}: {ROLES.get(one['role'], one['role'])}, {words.called(words.BODIES, one['body'], names.get(one['body']))}"
        for one in rows_of(row.answers, "officers")
    ]
    told, is_founding = row.answers.get("assembly", {}), row.kind == Kind.REGISTER.value
    came = row.attendances.filter(state__in=[Booking.PROMISED.value, Booking.CAME.value]).order_by("-at").first()
    official = {"yes": _("An official attended."), "no": _("No official attended.")}.get(told.get("official", ""), "")
    return {
        "title": _("Minutes of the founding assembly") if is_founding else _("Minutes of the assembly"),
        "kicker": row.name,
        "blocks": [
            _facts(
                [
                    (_("Date"), _day(legal_on(row.answers))),
                    (_("Place"), told.get("place") or GAP),
                    (_("Founders who came") if is_founding else _("How many came"), told.get("present") or GAP),
                    (_("Led the assembly"), told.get("chair") or GAP),
                    (_("Wrote it down"), told.get("secretary") or GAP),
                ]
            ),
            _text(*decided_in(row), official),
            *([{"kind": "list", "title": _("Elected"), "rows": elected or [GAP]}] if "officers" in parts_for(row) else ()),
        ],
        "signs": [
            {"role": _("Led the assembly"), "name": told.get("chair") or GAP},
            {"role": _("Wrote it down"), "name": told.get("secretary") or GAP},
            *([{"role": _("For the office"), "name": came.official_name}] if came else []),
        ],
    }


def _founders(row: Dossier, _pack: Pack | None) -> Block:
    currency = said(row.answers, "shares", "currency") or ""
    rows = [
        [
            str(place),
            one["name"],
            one.get("village", ""),
            str(one.get("shares", "")),
            _paid(one.get("paid"), currency),
            str(SIGNS.get(one["sign"], "")),
        ]
        for place, one in enumerate(rows_of(row.answers, "founders"), start=1)
    ]
    headings = ["", _("Name"), _("Village"), _("Shares"), _("Paid"), _("Signature or thumbprint")]
    return {
        "title": _("List of founders"),
        "kicker": row.name,
        "blocks": [{"kind": "table", "headings": headings, "rows": rows, "is_signed": True}],
        "signs": [{"role": _("Wrote it down"), "name": said(row.answers, "assembly", "secretary") or GAP}],
    }


def _paid(paid: str | None, currency: str) -> str:
    return said_money(Money(Decimal(paid), currency)) if paid and currency else ""


def _officers(row: Dossier, pack: Pack | None) -> Block:
    form = pack.form(row.form) if pack else None
    names = {body.code: body.names for body in form.bodies} if form else {}
    rows = [
        [
            str(place),
            one["name"],
            words.called(words.BODIES, one["body"], names.get(one["body"])),
            str(ROLES.get(one["role"], one["role"])),
            "",
        ]
        for place, one in enumerate(rows_of(row.answers, "officers"), start=1)
    ]
    headings = ["", _("Name"), _("Organ"), _("Elected as"), _("Signature or thumbprint")]
    return {
        "title": _("List of those elected"),
        "kicker": row.name,
        "blocks": [{"kind": "table", "headings": headings, "rows": rows, "is_signed": True}],
    }


def _receipt(row: Dossier, pack: Pack | None) -> Block:
    form = pack.form(row.form) if pack else None
    waits = form.fact("may_operate_before_registration") if form else None
    not_yet = (
        _("Before it is registered the group may not work as a cooperative (%(article)s).") % {"article": waits.basis.cite}
        if waits is not None and waits.value is False
        else ""
    )
    papers = [words.called(words.DOCUMENTS, one["name"]) + f" ({one['copies']})" for one in rows_of(row.answers, "papers")]
    due = _("The office decides by %(day)s.") % {"day": _day(row.due_on)} if row.due_on else ""
    return {
        "title": _("Provisional receipt"),
        "kicker": _("This is not a registration."),
        "blocks": [
            _facts(
                [
                    (_("Number"), row.number),
                    (_("From"), row.name or GAP),
                    (_("Seat"), _place(row)),
                    (_("Brought on"), _day(row.received_on)),
                ]
            ),
            {"kind": "list", "title": _("Papers received"), "rows": papers or [GAP]},
            _text(not_yet, due, _waits_for_the_centre(row)),
        ],
        "signs": [{"role": _("For the office"), "name": ""}],
        "stamp": _("Stamp"),
    }


def _waits_for_the_centre(row: Dossier) -> str:
    """What people are told at a desk without a line."""
    if row.channel != Dossier.Channel.OFFLINE:
        return ""
    return _("It was taken in at a desk without a line. The centre confirms it; the day on which it was brought stays.")


def _letter(row: Dossier, _pack: Pack | None) -> Block:
    decision = decided(decision_of(row))
    if decision is None:
        step, items = items_asked(row)
        said_items = [one["says"] for _key, one, _is_there in items]
        blocks = [
            _text(_("Your application is not refused. Before we decide, please change or add this:")),
            {"kind": "list", "title": "", "rows": said_items, "is_numbered": True},
            _text(step.says.get("note", "") if step else ""),
        ]
        says = step.says if step else {}
        sign = signs_as(says.get("signed", {}), step.by_name if step else "")
        return _signed(row, _("What we ask of you"), blocks, sign, step.at if step else None, says.get("prepared_by", ""))
    sign = signs_as(decision.signed, decision.by)
    if decision.is_yes:
        blocks = [_text(recorded(row, _day(decision.at), decision.number), decision.note)]
        if decision.answers:
            told = [
                _("%(questions)s We decided: %(answer)s") % {"questions": " ".join(asked), "answer": says}
                for says, asked in decision.answers.items()
            ]
            blocks.append({"kind": "list", "title": _("What the law leaves open, and what we decided"), "rows": told})
        if desk_here():
            blocks.append(_text(_("This was decided at a desk without a line. It counts once the centre has confirmed it.")))
        title = _("Your cooperative is registered") if row.kind == Kind.REGISTER.value else _("What you brought is recorded")
        return _signed(row, title, blocks, sign, decision.at, decision.prepared_by)
    grounds = [f"{says} ({article})" if article else says for says, article in decision.grounds]
    blocks = [
        _text(_("Your application of %(day)s is refused. The grounds:") % {"day": _day(row.received_on)}),
        {"kind": "list", "title": "", "rows": grounds, "is_numbered": True},
        _facts([(_("Law"), decision.law)] if decision.law else []),
        _text(decision.note, _("You may answer: what you change is judged anew, and nothing has to be written twice.")),
    ]
    return _signed(row, _("Your application is refused"), blocks, sign, decision.at, decision.prepared_by)


def _signed(row: Dossier, title: str, blocks: list[Block], sign: Mapping[str, str], at: Any, prepared_by: str) -> Block:
    address = _text(_("To: %(office)s") % {"office": row.name}, _place(row), f"{row.office}, {_day(at)}")
    prepared = _text(_("Prepared by %(name)s.") % {"name": prepared_by} if prepared_by else "")
    return {"title": title, "blocks": [address, *blocks, prepared], "signs": [sign], "stamp": _("Stamp")}


def _whole(row: Dossier, _pack: Pack | None) -> Block:
    """All that the group signs, each on a page of its own: filled in by `dossier_pdf`."""
    return {"title": _("Dossier of %(name)s") % {"name": row.name or GAP}, "sheets": ()}


WHOLE = (_application, _statutes, _minutes, _founders, _officers)
PAPERS: Mapping[str, Callable[[Dossier, Pack | None], Block]] = {
    "dossier": _whole,
    "application": _application,
    "statutes": _statutes,
    "minutes": _minutes,
    "founders": _founders,
    "officers": _officers,
    "parties": parties_paper,
    "receipt": _receipt,
    "letter": _letter,
}
