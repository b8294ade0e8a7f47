"""Papers of a workshop: invitations, agenda, the sheet to sign in on, the sheet of questions, kit list and allowances, the report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from math import ceil
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rochdale.base.paper import pdf, square_code
from rochdale.learning.cascade_page import sums_of, trained_at
from rochdale.learning.forms.workshops import half_name
from rochdale.learning.models import Participant, Trainer, Workshop
from rochdale.learning.packs import module_of
from rochdale.learning.queries.workshops import halves_of, lines_of, on_the_list
from rochdale.learning.rules.course import materials_of
from rochdale.learning.rules.workshops import by_organization, folded, half_told
from rochdale.learning.run_words import AGES, SEXES
from rochdale.learning.workshop_page import agenda_seen, days_told, partners_told, somebodies, there
from rochdale.learning.workshop_words import FACES, KINDS, LEVELS, QUESTIONS
from rochdale.people.queries import organizations_by_id

BLANK_LINES, EMPTY_LINES = 30, 6
A_TABLE = 6
"""People at one table: the size of a group."""
PAPERS: Mapping[str, Promise] = {
    "invitation": gettext_lazy("Invitations"),
    "agenda": gettext_lazy("Agenda"),
    "sign-in": gettext_lazy("Sign-in sheets"),
    "wall": gettext_lazy("Picture for the wall: sign in by phone"),
    "questions": gettext_lazy("What did you think of it? (20 slips)"),
    "kit": gettext_lazy("Kit list"),
    "allowances": gettext_lazy("Allowance sheet"),
    "report": gettext_lazy("Report of the workshop"),
}
"""By the name under which one asks for them."""


def paper_of(
    kind: str, row: Workshop, held: Mapping[str, Any], *, of: str, at: datetime, door: tuple[str, str], form: QueryDict
) -> bytes:  # fmt: skip
    """One of the papers, as PDF, in the language that is active. `door` are the addresses to sign in and to say what one thought."""
    content = _head(row, kind) | _PARTS[kind](row, held, door, form, of)
    return pdf(f"learning/paper/workshop_{kind.replace('-', '_')}.typ", content, language=of, at=at)


def _head(row: Workshop, kind: str) -> dict[str, Any]:
    holder = organizations_by_id([row.organization_id]).get(row.organization_id)
    return {
        "title": row.title, "kicker": f"{KINDS[row.kind]} · {PAPERS[kind]}", "place": row.place, "days": days_told(row),
        "holder": holder.name if holder else "", "partners": [[str(part), name] for part, name in partners_told(row)],
        "about": row.about, "reference": f"{row.title} · {days_told(row)}",
        "words": {"where": _("Where"), "when": _("When"), "holder": _("Held by"), "partners": _("With")},
    }  # fmt: skip


def _agenda(row: Workshop, of: str) -> list[dict[str, Any]]:
    told = []
    for day, lines in agenda_seen(row, of):
        on, _is_morning = half_told(2 * day - 1, row.begins_on)
        shown = [
            [f"{one.line.begins:%H:%M}", f"{one.line.ends:%H:%M}", one.title or _("Pause"), one.line.leader, one.is_pause] for one in lines
        ]
        told.append({"day": date_format(on), "lines": shown})
    return told


def _invitation(row: Workshop, held: Mapping[str, Any], _door: object, _form: object, of: str) -> dict[str, Any]:
    letters = [[one.name, one.people] for one in held["asked"]]
    return {
        "letters": letters or [["", 0]], "agenda": _agenda(row, of),
        "says": {
            "to": _("Letter to"), "lead": _("We invite you to our workshop."), "send": _("Please send so many people:"),
            "choose": _("Choose women and men, and at least one person up to 35 years. Nobody needs to read well."),
            "answer": _("Please answer until a week before it begins: who comes, and what these people need."),
            "programme": _("What we do"), "signature": _("For those who invite"), "pause": _("Pause"),
        },
    }  # fmt: skip


def _agenda_paper(row: Workshop, _held: object, _door: object, _form: object, of: str) -> dict[str, Any]:
    return {"agenda": _agenda(row, of), "says": {"pause": _("Pause"), "who": _("Who leads it"), "none": _("There is no agenda yet.")}}


def _sign_in(row: Workshop, held: Mapping[str, Any], _door: object, _form: object, _of: str) -> dict[str, Any]:
    known = [[one.name, one.organization, _word(SEXES, one.sex), _word(AGES, one.age)] for one in _by_name(held)]
    blank = max(BLANK_LINES - len(known), EMPTY_LINES)
    return {
        "rows": known + [["", "", "", ""]] * blank, "halves": [half_name(half, row.begins_on) for half in row.days.halves],
        "says": {
            "name": _("Name"), "organization": _("Organization"), "sex": _("Woman or man"), "age": _("Age"), "photo": _("Photographs"),
            "lead": _("Sign once a half-day: your name or your thumb. A tick under “Photographs” means that you may be seen in them."),
            "sexes": " / ".join(str(word) for word in SEXES.values()), "ages": " / ".join(str(word) for word in AGES.values()),
        },
    }  # fmt: skip


def _by_name(held: Mapping[str, Any]) -> list[Participant]:
    return sorted(held["people"], key=lambda one: folded(one.name))


def _word(words: Mapping[str, Promise], code: str) -> str:
    return str(words[code]) if code else ""


def _wall(_row: Workshop, _held: object, door: tuple[str, str], _form: object, _of: str) -> dict[str, Any]:
    return {
        "codes": [
            [square_code(door[0]), _("Sign in at the workshop"), _("Each half-day, with your own phone. No account."), door[0]],
            [square_code(door[1]), _("What did you think of it?"), _("At the end. Nobody sees who wrote it."), door[1]],
        ]
    }  # fmt: skip


def _questions(_row: Workshop, _held: object, _door: object, _form: object, _of: str) -> dict[str, Any]:
    return {
        "questions": [str(one) for one in QUESTIONS.values()], "faces": [str(one) for one in FACES.values()],
        "says": {
            "lead": _("No name. Put it into the box."), "do": _("What will you do differently at home?"),
            "better": _("What should be better next time?"),
        },
    }  # fmt: skip


def _kit(row: Workshop, held: Mapping[str, Any], _door: object, form: QueryDict, of: str) -> dict[str, Any]:
    people = _number(form.get("people", "")) or max(held["signed_up"], row.capacity)
    tables = ceil(int(people) / A_TABLE)
    modules = []
    for pair in dict.fromkeys(line.module for line in lines_of(row.agenda) if line.module):
        course, module = module_of(*pair)
        activities = course.in_language(module, of)
        modules.append({"title": f"{module.id.upper()} {module.title.get(of, '')}".strip(), "materials": list(materials_of(activities))})
    common = [
        [_("Booklets or phones with the modules kept on them"), tables], [_("Watches or phones that show the time"), tables],
        [_("Pens"), int(people)], [_("Large sheets"), 4 * max(tables, 1)], [_("Sign-in sheets"), row.days.count],
        [_("Name tags"), int(people)], [_("A box for the slips, and a hat"), 1],
        [_("Water, for each half-day"), int(people) * len(row.days.halves)],
    ]  # fmt: skip
    return {
        "modules": modules, "common": common, "people": int(people), "tables": tables,
        "says": {
            "lead": _("For %(people)s people at %(tables)s tables.") % {"people": int(people), "tables": tables}, "what": _("What"),
            "count": _("How many"), "there": _("There"), "table": _("For each table"), "all": _("For all"),
        },
    }  # fmt: skip


def _number(text: str) -> Decimal:
    try:
        return max(Decimal(text.replace(",", ".")), Decimal(0)) if len(text) < 12 else Decimal(0)
    except InvalidOperation:
        return Decimal(0)


def _allowances(row: Workshop, held: Mapping[str, Any], _door: object, form: QueryDict, _of: str) -> dict[str, Any]:
    """So much a half-day and so much for the way: for those on the list, by the half-days they were there."""
    half, way, currency = _number(form.get("half", "")), _number(form.get("way", "")), form.get("currency", "")[:3].upper()
    rows, total = [], Decimal(0)
    for one in _by_name(held):
        count = len(halves_of(one))
        amount = half * count + (way if count else 0)
        total += amount
        rows.append([one.name, one.organization, str(count), _amount(amount) if half or way else ""])
    rows += [["", "", "", ""]] * (EMPTY_LINES if rows else BLANK_LINES)
    return {
        "rows": rows, "total": _amount(total) if half or way else "", "currency": currency,
        "says": {
            "name": _("Name"), "organization": _("Organization"), "halves": _("Half-days"), "amount": _("Amount"),
            "received": _("Received: signature or thumb"), "total": _("Together"), "paid": _("Paid out by"), "seen": _("Seen by"),
            "rate": _("%(half)s a half-day, %(way)s for the way (%(currency)s)") % {
                "half": _amount(half), "way": _amount(way), "currency": currency or "…"
            } if half or way else _("So much a half-day: ……… So much for the way: ………"),
        },
    }  # fmt: skip


def _amount(amount: Decimal) -> str:
    return str(number_format(amount, decimal_pos=0 if amount == amount.to_integral() else 2, force_grouping=True))


def _report(row: Workshop, held: Mapping[str, Any], _door: object, _form: object, of: str) -> dict[str, Any]:
    people = there(somebodies(on_the_list(row)))
    trained = trained_at(row.id)
    below = sums_of(one.id for one in trained) if trained else None
    came = held["came"]
    return {
        "agenda": _agenda(row, of), "signed_up": held["signed_up"],
        "came": [
            [_("People who signed in"), str(came.people)], [_("Women"), str(came.women)], [_("Men"), str(came.men)],
            [_("Up to 35 years"), str(came.young)], [_("With both answers"), str(held["pairs"])],
        ],
        "halves": [[half_name(half, row.begins_on), str(count)] for half, count in held["halves"]],
        "organizations": [[name or "–", str(sums.people), str(sums.women), str(sums.young)] for name, sums in by_organization(people)],
        "handed": [[one.what, one.language, str(one.count)] for one in held["handed"]],
        "evaluated": [[str(one.question), [count for _word_, count in one.faces]] for one in held["evaluated"]],
        "faces": [str(one) for one in FACES.values()],
        "said": [[one.will_do, one.better] for one in held["said"]],
        "below": [
            [_("Trainers prepared"), str(below.trainers)], [_("Groups that ran a module"), str(below.groups)],
            [_("People in these groups"), str(below.people)], [_("Promises"), str(below.promises)], [_("Promises kept"), str(below.kept)],
        ] if below else [],
        "says": {
            "who": _("Who was there"), "half": _("Half-day"), "people": _("People"), "organization": _("Organization"), "women": _("Women"),
            "young": _("Up to 35 years"), "handed": _("Handed out"), "what": _("What"), "language": _("Language"), "count": _("How many"),
            "thought": _("What they thought of it"), "question": _("Question"), "do": _("What they will do differently"),
            "better": _("What should be better"), "after": _("What became of it"), "programme": _("What we did"), "pause": _("Pause"),
            "signature": _("Place, day, signature and stamp"),
        },
    }  # fmt: skip


_PARTS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "invitation": _invitation, "agenda": _agenda_paper, "sign-in": _sign_in, "wall": _wall, "questions": _questions, "kit": _kit,
    "allowances": _allowances, "report": _report,
}  # fmt: skip


def card(row: Trainer, level: str, *, at: datetime) -> bytes:
    """The card of a trainer, A6: name, level, and the code that groups write down."""
    holder = organizations_by_id([row.organization_id]).get(row.organization_id)
    level_word = level or str(LEVELS["facilitator"])
    content = {
        "title": row.name, "home": row.home, "level": level_word, "code": f"{row.code[:4]} {row.code[4:]}",
        "holder": holder.name if holder else "", "kicker": _("Trainer's card"),
        "says": _("Groups: write this code on your group's page, under “Who brought you the module?”. So one sees what became of it."),
    }  # fmt: skip
    return pdf("learning/paper/trainer_card.typ", content, language=(get_language() or "en").split("-")[0], at=at)
