"""The law of a pack in the reader's words: lines with article and grade. `law_papers` makes a booklet, a poster and a talk of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import localize, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.base.words import said
from rochdale.kernel.money import Money
from rochdale.registry import law_words as words
from rochdale.registry.rules.facts import Basis, Fact, Status
from rochdale.registry.rules.law_page import FormLaw, LawPage, Need, ProcedureLaw
from rochdale.registry.rules.pack import Obligation
from rochdale.registry.rules.verdicts import Row
from rochdale.registry.settled import settled


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the law, where it stands, how surely that is known. `is_sure`: read in the law itself."""

    text: str
    article: str = ""
    grade: str = ""
    is_sure: bool = False
    asks: str = ""
    """Of a gap: what the office is asked about."""

    @property
    def is_gap(self) -> bool:
        """Whether nobody has read it in the law."""
        return bool(self.asks)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading. `kind` is stable, for templates: office, form, procedure, statutes, duties, ending, unclear."""

    kind: str
    title: str
    lines: tuple[Line, ...]
    code: str = ""


@dataclass(frozen=True, slots=True)
class SaidPage:
    """The page of a law."""

    title: str
    law: str
    lead: str
    sections: tuple[Section, ...]
    legend: tuple[str, ...]
    ref: str
    """id@version, printed small: this paper says what that version says."""


def said_page(page: LawPage) -> SaidPage:
    """The whole law in the active language."""
    pack = page.pack
    sections = (
        Section("office", _("Where you go"), tuple(_office(page))),
        *(_form_section(page, one) for one in page.forms),
        *(_procedure_section(page, one) for one in page.procedures),
        *_statutes(page),
        Section("duties", _("What you owe every year"), tuple(_duty(page, one) for one in page.obligations)),
        Section("ending", _("How it can end"), tuple(_endings(page))),
        Section("unclear", _("What is not settled"), tuple(_unclear(page))),
    )
    return SaidPage(
        title=_("How to become a cooperative"),
        law=words.called(words.LAWS, pack.id, {"": pack.title}),
        lead=_("Each line names its article, and how surely we know it. Only what was read in the law can refuse you."),
        sections=tuple(one for one in sections if one.lines),
        legend=tuple(f"{count}: {words.called(words.GRADES, status.value)}" for status, count in page.grades if count),
        ref=pack.ref,
    )


def article_of(page: LawPage, basis: Basis) -> str:
    """AUSCOOP, art. 204; or who says so; or nothing."""
    if basis.cite:
        return f"{page.pack.called}, {basis.cite}" if page.pack.called and basis.cite.startswith("art") else basis.cite
    return basis.source or (page.pack.called if basis.status is Status.VERIFIED else "")


def _line(page: LawPage, text: str, fact: Fact, asks: str = "") -> Line:
    grade = words.called(words.GRADES, fact.basis.status.value if fact.is_known else "unverified")
    return Line(
        f"{text[:1].upper()}{text[1:]}", article_of(page, fact.basis), grade, fact.is_verified, "" if fact.is_known else asks or text
    )


def _gap(page: LawPage, subject: str, fact: Fact) -> Line:
    return _line(page, _("%(subject)s: nobody has read it in the law; ask the office") % {"subject": subject}, fact, subject)


def _office(page: LawPage) -> Iterator[Line]:
    """Whom a national addition names; else the authorities of the pack, from the nearest up."""
    if page.office.is_known:
        yield _line(page, str(words.OFFICES.get(page.pack.country, page.office.value)), page.office)
        return
    for one in reversed(page.authorities):
        if not one.scope or any(law.form.code in one.scope for law in page.forms):
            fact = Fact(one.path, one.code, one.basis)
            yield _line(page, words.called(words.AUTHORITIES, one.code, one.names), fact)


def _form_section(page: LawPage, law: FormLaw) -> Section:
    name = words.called(words.FORMS, law.form.code, law.form.names)
    return Section("form", name, tuple(need_line(page, one) for one in law.needs), law.form.code)


def need_line(page: LawPage, need: Need) -> Line:
    """What is needed, as a sentence."""
    if not need.fact.is_known:
        if need.kind == "document":
            paper = words.called(words.DOCUMENTS, need.subject, need.names)
            return _line(page, _("%(paper)s: ask whether the office wants it") % {"paper": paper}, need.fact, paper)
        return _gap(page, _subjects().get(need.kind, need.kind), need.fact)
    return _line(page, _SENTENCES[need.kind](page, need), need.fact)


def _subjects() -> Mapping[str, str]:
    return {"members": _("How many founders"), "delegates": _("How many delegates"), "licence": _("Who gives the licence")}


def _forms(page: LawPage, codes: Iterable[str]) -> str:
    forms = ((code, page.pack.form(code)) for code in codes)
    return ", ".join(words.called(words.FORMS, code, form.names if form else None) for code, form in forms)


def _members(_page: LawPage, need: Need) -> str:
    count = need.fact.number or 0
    return ngettext("At least %(count)s founder", "At least %(count)s founders", count) % {"count": count}


def _document(_page: LawPage, need: Need) -> str:
    name = words.called(words.DOCUMENTS, need.subject, need.names)
    if need.copies > 1:
        name = _("%(paper)s, in %(count)s copies") % {"paper": name, "count": need.copies}
    return _("%(paper)s, in some cases: %(condition)s") % {"paper": name, "condition": need.condition} if need.condition else name


def _body(_page: LawPage, need: Need) -> str:
    name = words.called(words.BODIES, need.subject, need.names)
    if need.kind == "body-if":
        said = _("%(body)s: up to %(most)s people from %(members)s members on")
        return said % {"body": name, "most": need.fact.number, "members": need.copies}
    if need.kind == "body-between":
        return _("%(body)s: %(least)s to %(most)s people") % {"body": name, "least": need.copies, "most": need.fact.number}
    return _("%(body)s: at most %(most)s people") % {"body": name, "most": need.fact.number}


_SENTENCES: Mapping[str, Callable[[LawPage, Need], str]] = {
    "members": _members,
    "founder-forms": lambda page, need: _("Only these can found it: %(forms)s") % {"forms": _forms(page, need.fact.texts)},
    "same-object": lambda _page, _need: _("All founders have the same object"),
    "delegates": lambda _page, need: _("Each founder sends at least %(count)s delegates") % {"count": need.fact.number},
    "name-words": lambda _page, need: _("The name says what it is: %(words)s") % {"words": " / ".join(need.fact.texts)},
    "people-only": lambda _page, _need: _("Founders are people, not organizations"),
    "adults": lambda _page, _need: _("Founders are adults, or emancipated"),
    "no-bar": lambda _page, _need: _("Nobody is shut out for people, party or religion"),
    "capital-subscribed": lambda _page, _need: _("All shares are subscribed before the founding assembly"),
    "capital-paid": lambda _page, need: _("At least %(percent)s %% of the capital is paid") % {"percent": need.fact.number},
    "capital-balance": lambda _page, need: _("The rest of the capital is paid within %(months)s months") % {"months": need.fact.number},
    "not-before": lambda _page, _need: _("You may not work as a cooperative before you are registered"),
    "licence": lambda _page, need: _("A licence of %(authority)s") % {"authority": ", ".join(need.fact.texts)},
    "capital-free": lambda _page, _need: _("The statutes say how much capital there is"),
    "body-between": _body,
    "body-if": _body,
    "body-most": _body,
    "document": _document,
    "requirement": lambda _page, need: words.called(words.REQUIREMENTS, need.subject),
    "official": lambda _page, _need: _("An official attends the founding assembly"),
}


def _procedure_section(page: LawPage, law: ProcedureLaw) -> Section:
    title = words.called(words.PROCEDURES, law.procedure.code, law.procedure.names)
    if law.form is not None:
        form = words.called(words.FORMS, law.form.code, law.form.names)
        title = _("%(act)s: %(form)s") % {"act": title, "form": form}
    lines = [need_line(page, one) for one in law.needs]
    return Section("procedure", title, (*lines, *_time(page, law), *_fees(page, law)), law.procedure.code)


def _time(page: LawPage, law: ProcedureLaw) -> Iterator[Line]:
    if law.file_within is not None:
        if law.file_within.is_known:
            text = _("File it within %(days)s days of the decision") % {"days": law.file_within.number}
            yield _line(page, text, law.file_within)
        else:
            yield _gap(page, _("In how many days it is filed"), law.file_within)
    if law.decision is None:
        return
    days, silent = law.decision.days, law.decision.on_silence
    if not days.is_known:
        yield _gap(page, _("In how many days the office decides"), days)
        return
    sentence = (
        _("The office decides within %(days)s working days")
        if law.decision.kind == "working"
        else _("The office decides within %(days)s days")
    )
    yield _line(page, sentence % {"days": days.number}, days)
    if silent.is_known:
        effect = words.called(words.EFFECTS, silent.texts[0])
        sure = (
            _("If it stays silent: %(effect)s")
            if silent.is_verified
            else _("If it stays silent, some say: %(effect)s. Nothing happens by itself; ask")
        )
        yield _line(page, sure % {"effect": effect}, silent)


def _fees(page: LawPage, law: ProcedureLaw) -> Iterator[Line]:
    for fact, currency in law.fees:
        if fact.number is not None and currency:
            amount = said_money(Money(Decimal(fact.number), currency))
            yield _line(page, _("To be paid: %(amount)s. Ask for a receipt; nobody may ask for more") % {"amount": amount}, fact)


def said_money(money: Money) -> str:
    """1,000 XAF, with the reader's separators."""
    return f"{number_format(f'{money.amount:f}', use_l10n=True, force_grouping=True)} {money.currency}"


def _statutes(page: LawPage) -> Iterator[Section]:
    if not page.statutes:
        return
    fact = Fact("statutes.items", page.statutes, page.pack.statutes.basis)
    lines = [_line(page, words.called(words.ITEMS, item), fact) for item in page.statutes]
    if page.statutes_about > len(page.statutes):
        told = _("We know %(known)s of about %(about)s items; have the office name the others")
        lines.append(_line(page, told % {"known": len(page.statutes), "about": page.statutes_about}, page.pack.statutes.fact("about")))
    yield Section("statutes", _("What the statutes must say"), tuple(lines))


def _duty(page: LawPage, duty: Obligation) -> Line:
    name = words.called(words.OBLIGATIONS, duty.code, duty.names)
    if duty.content:
        parts = ", ".join(words.called(words.CONTENTS, part) for part in duty.content)
        name = _("%(duty)s (%(parts)s)") % {"duty": name, "parts": parts}
    if duty.to:
        name = _("%(duty)s, to %(receivers)s") % {
            "duty": name,
            "receivers": ", ".join(words.called(words.RECEIVERS, one) for one in duty.to),
        }
    event = words.called(words.EVENTS, (*duty.fact("due.event").texts, "")[0])
    months, days = duty.fact("due.months_after"), duty.fact("due.days_after")
    if months.is_known:
        text = _("%(duty)s: within %(months)s months after %(event)s")
        return _line(page, text % {"duty": name, "months": months.number, "event": event}, months)
    if days.is_known:
        return _line(page, _("%(duty)s: within %(days)s days after %(event)s") % {"duty": name, "days": days.number, "event": event}, days)
    text = _("%(duty)s. By when: nobody has read it in the law; ask the office") % {"duty": name}
    return _line(page, text, Fact(f"{duty.path}.due", None, duty.basis), words.called(words.OBLIGATIONS, duty.code, duty.names))


def _endings(page: LawPage) -> Iterator[Line]:
    for way in page.endings:
        for ground in way.grounds:
            name = words.called(words.GROUNDS, ground.code)
            fact = ground.months or Fact(f"{way.path}.grounds[{ground.code}]", True, ground.basis)
            if ground.months is not None and ground.months.number:
                name = _("%(ground)s, for %(months)s months") % {"ground": name, "months": ground.months.number}
            yield _line(page, name, fact)
        if way.has("residue_to"):
            yield _line(page, _("What is left over goes to other cooperatives, never to members"), way.fact("residue_to"))


def _unclear(page: LawPage) -> Iterator[Line]:
    for conflict in page.conflicts:
        for claim in conflict.claims:
            says = words.CLAIMS.get(f"{conflict.about}/{claim.says}", claim.source)
            text = _("%(form)s: %(says)s") % {"form": _forms(page, conflict.forms), "says": says}
            counts = _(" – this counts here") if settled().get(conflict.about) == claim.says else ""
            yield Line(text + counts, "", words.called(words.GRADES, claim.status.value))
    for one in page.suspensions:
        text = _("From %(from)s to %(last)s: %(says)s") % {
            "from": localize(one.period.start),
            "last": localize(one.period.last),
            "says": words.STOPS.get(one.key, one.reason),
        }
        yield Line(text, "", words.called(words.GRADES, one.basis.status.value))


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A verdict as people read it."""

    check: str
    verdict: str
    says: str
    remedy: str
    article: str
    grade: str


def said_row(row: Row) -> SaidRow:
    """A row of a judgement in the active language, codes named. A row that passed has no sentence of its own."""
    grade = words.called(words.GRADES, row.fact.basis.status.value)
    article = row.fact.basis.cite or row.fact.basis.source
    if row.reason is None:
        return SaidRow(row.check, row.verdict.value, "", "", article, grade)
    told = said(words.in_words(row.reason))
    return SaidRow(row.check, row.verdict.value, told.says, told.remedy, article, grade)
