"""Draft statutes, composed from the answers of a founding group in the active language: every compulsory item, in plain articles.

They are a draft that a group reads aloud, changes on paper if it wants, and signs. Items: AUSCOOP art. 17-18; residue: art. 182-185.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from rochdale.kernel.money import Money
from rochdale.registry import law_words as words
from rochdale.registry.law_said import said_money
from rochdale.registry.rules.answers import Answers, rows_of, said
from rochdale.registry.rules.pack import Form, Pack

GAP = "……………………"
"""Where an answer is missing: room to write by hand."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article. `item`: the compulsory item it answers."""

    number: int
    title: str
    lines: tuple[str, ...]
    item: str = ""


@dataclass(frozen=True, slots=True)
class StatutesText:
    """The whole draft."""

    title: str
    articles: tuple[Article, ...]


def statutes_text(answers: Answers, pack: Pack | None) -> StatutesText:
    """The draft in the active language; what is not answered is a dotted line."""
    form = pack.form(said(answers, "form", "form") or "") if pack else None
    name = said(answers, "name", "name") or GAP
    articles = tuple(
        Article(number, title, tuple(line for line in lines if line), item)
        for number, (item, title, lines) in enumerate(_articles(answers, pack, form, name), start=1)
    )
    return StatutesText(_("Statutes of %(name)s") % {"name": name}, articles)


_Draft = tuple[str, str, Sequence[str]]


def _articles(answers: Answers, pack: Pack | None, form: Form | None, name: str) -> Iterator[_Draft]:
    yield from _identity(answers, pack, form, name)
    yield from _members(answers)
    yield from _shares(answers)
    yield from _organs(answers, form)
    yield from _ending()


def _identity(answers: Answers, pack: Pack | None, form: Form | None, name: str) -> Iterator[_Draft]:
    kind = words.called(words.FORMS, form.code, form.names) if form else GAP
    law = words.called(words.LAWS, pack.id, {"": pack.title}) if pack else GAP
    acronym = said(answers, "name", "acronym")
    called = _("%(name)s, in short %(acronym)s") % {"name": name, "acronym": acronym} if acronym else name
    yield "legal_form", _("Form"), [_("A cooperative is founded in the form: %(form)s. Its law is: %(law)s.") % {"form": kind, "law": law}]
    yield "name_and_acronym", _("Name"), [_("It is called %(name)s.") % {"name": called}]
    yield "object", _("Object"), [said(answers, "purpose", "object") or GAP]
    seat = ", ".join(reversed(said(answers, "seat", "names") or (GAP,)))
    yield "seat", _("Seat"), [_("Its seat is in %(place)s. The general assembly may move it.") % {"place": seat}]
    years = _("It is founded for %(years)s years, counted from its registration.")
    yield "duration", _("Duration"), [years % {"years": said(answers, "purpose", "years") or GAP}]
    yield "common_bond", _("Common bond"), [said(answers, "purpose", "common_bond") or GAP]
    yield (
        "cooperative_principles",
        _("Principles"),
        [
            _("It keeps the cooperative principles:"),
            _("voluntary and open membership; democratic control by the members; economic participation of the members;"),
            _("autonomy and independence; education, training and information; cooperation among cooperatives; concern for the community."),
        ],
    )


def _members(answers: Answers) -> Iterator[_Draft]:
    parties = [one["name"] for one in rows_of(answers, "parties")]
    count = len(rows_of(answers, "founders"))
    if parties:
        text = _("It goes on from %(names)s. Their members are its members.") % {"names": ", ".join(parties)}
    else:
        text = _("It is founded by the %(count)s people named in the list of founders, which is part of these statutes.")
        text %= {"count": count or GAP}
    yield "founders", _("Founders"), [text]
    yield (
        "",
        _("Becoming a member"),
        [
            _("Whoever shares the common bond, asks in writing, accepts these statutes and takes at least one share may become a member."),
            _("The elected organ decides; the next general assembly ratifies. Nobody is shut out for sex, people, party or religion."),
        ],
    )
    yield (
        "",
        _("Ceasing to be a member"),
        [
            _("A member may leave by saying so in writing. The general assembly may exclude whoever harms the cooperative, once heard."),
            _("Shares are paid back at their face value or less, once the accounts of the year are approved."),
        ],
    )


def _shares(answers: Answers) -> Iterator[_Draft]:
    value, currency = said(answers, "shares", "value"), said(answers, "shares", "currency") or ""
    price = said_money(Money(Decimal(value), currency)) if value and currency else GAP
    most = said(answers, "shares", "most_percent") or GAP
    yield (
        "max_share_pct_per_member",
        _("Shares"),
        [
            _("All shares are equal. One share costs %(price)s.") % {"price": price},
            _("No member holds more than %(percent)s %% of the shares.") % {"percent": most},
            _("Shares pass only to people who share the common bond, in writing, and with the consent of the cooperative."),
        ],
    )
    taken = sum(int(row.get("shares") or 0) for row in rows_of(answers, "founders"))
    whole = said_money(Money(Decimal(value) * taken, currency)) if value and currency and taken else GAP
    brought = said(answers, "parties", "capital")
    if brought and currency:
        told = _("The share capital of those it goes on from, %(amount)s in all, is its share capital.")
        yield "contributors_and_contributions", _("Contributions"), [told % {"amount": said_money(Money(Decimal(brought), currency))}]
        return
    yield (
        "contributors_and_contributions",
        _("Contributions"),
        [
            _("The founders take %(count)s shares, %(amount)s in all. The list of founders says who brings how much.")
            % {"count": taken or GAP, "amount": whole}
        ],
    )


def _organs(answers: Answers, form: Form | None) -> Iterator[_Draft]:
    yield (
        "",
        _("General assembly"),
        [
            _("The general assembly is the highest organ. It meets at least once a year. Each member has one vote."),
            _("It elects, approves the accounts, decides on the surplus and changes these statutes."),
        ],
    )
    names: Mapping[str, Any] = {body.code: body.names for body in form.bodies} if form else {}
    seats = Counter(row["body"] for row in rows_of(answers, "officers"))
    lines = [
        _("%(body)s: %(count)s people.") % {"body": words.called(words.BODIES, code, names.get(code)), "count": count}
        for code, count in seats.items()
    ]
    yield "number_of_officers_and_supervisors", _("Elected organs"), lines or [GAP]
    term = _(
        "They are elected by the general assembly for %(years)s years and may be elected again. The assembly may dismiss them at any time."
    )
    yield "terms_of_office", _("Terms of office"), [term % {"years": said(answers, "officers", "term_years") or GAP}]


def _ending() -> Iterator[_Draft]:
    yield (
        "",
        _("Surplus"),
        [
            _("Of the surplus, a part decided by the assembly goes into a reserve that is never shared out."),
            _("The rest goes, as the assembly decides, to members by what they did with the cooperative, to learning, to the community."),
        ],
    )
    yield (
        "",
        _("End"),
        [
            _("An extraordinary general assembly may dissolve the cooperative."),
            _("What is left after debts and shares goes to other cooperatives or to bodies that further them, never to members."),
        ],
    )


def rows_of_statutes(text: StatutesText) -> list[dict[str, object]]:
    """For paper."""
    return [{"number": str(one.number), "title": one.title, "lines": list(one.lines)} for one in text.articles]
