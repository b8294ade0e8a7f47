"""The laws, for everybody: what you need, how long it takes, which article says so; a case judged, a term counted, papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.base.countries import country_name
from rochdale.base.words import said
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refused
from rochdale.people.http import ActingRequest, Request, actor_of, signed_in
from rochdale.people.permissions import may, require
from rochdale.registry import law_words as words
from rochdale.registry import operations
from rochdale.registry.dossier_page import laws_told, verdicts_told
from rochdale.registry.forms.law import CaseForm, GivenForm, TermForm, country_choices
from rochdale.registry.law_said import said_page
from rochdale.registry.law_sheets import SHEETS, law_pdf
from rochdale.registry.queries.law import given_out, laws_of, sums_of
from rochdale.registry.rules.deadlines import Counting, Term, Unit, due
from rochdale.registry.rules.filing_facts import FilingFacts
from rochdale.registry.rules.judging import Case, Day, judge
from rochdale.registry.rules.law_page import law_page, with_form
from rochdale.registry.rules.pack import Pack
from rochdale.registry.rules.packs import shipped
from rochdale.registry.rules.verdicts import Verdict
from rochdale.registry.settled import settled
from rochdale.ui.forms import add_refusals

ENOUGH = 99
"""As many copies of a paper as any office asks for."""


@require_safe
def laws(request: HttpRequest) -> HttpResponse:
    """Choose a country, then a form."""
    country = request.GET.get("country", "")
    found = [(pack, [(one.code, words.called(words.FORMS, one.code, one.names)) for one in pack.forms]) for pack in laws_of(country)]
    told = [(pack, words.called(words.LAWS, pack.id, {"": pack.title}), forms) for pack, forms in found]
    by = actor_of(request)
    context = {
        "countries": country_choices(), "country": country if found else "", "called": country_name(country) if found else "",
        "laws": told, "may_give": may(by, "registry.give-out", by),
    }  # fmt: skip
    return render(request, "registry/laws.html", context)


def _law(country: str, pack_id: str, form: str) -> Pack:
    pack = next((pack for pack in laws_of(country) if pack.id == pack_id), None)
    if pack is None or pack.form(form) is None:
        raise Http404
    return pack


@require_safe
def law(request: HttpRequest, country: str, pack: str, form: str) -> HttpResponse:
    """The law of one form: each line with its article and how surely it is known."""
    found = _law(country, pack, form)
    page = said_page(with_form(law_page(found), form))
    return render(
        request, "registry/law.html", {"page": page, "country": country, "pack": pack, "form": form, "called": country_name(country)}
    )


@require_safe
def law_paper(request: HttpRequest, country: str, pack: str, form: str, paper: str) -> HttpResponse:
    """Booklet, poster or radio script as PDF; `?in=lo` in another language."""
    found = _law(country, pack, form)
    if paper not in SHEETS:
        raise Http404
    asked = request.GET.get("in", "")
    language = asked if asked in dict(settings.LANGUAGES) else (get_language() or "en")
    made = law_pdf(found, paper, form=form, language=language)
    headers = {"Content-Disposition": f'inline; filename="{pack}-{form}-{paper}-{language}.pdf"'}
    return HttpResponse(made, content_type="application/pdf", headers=headers)


@require_safe
def ask_law(request: Request) -> HttpResponse:
    """Would it be refused? A case judged by the law of its day and of today; nothing is kept."""
    form = CaseForm(request.GET or None, initial={"country": request.GET.get("country", "")})
    days = _judged(form.cleaned_data, request.at.date()) if form.is_valid() else []
    return render(request, "registry/ask_law.html", {"form": form, "days": days})


def _judged(case: dict[str, Any], today: date) -> list[dict[str, Any]]:
    country = case["country"]
    currency = next((pack.currency for pack in laws_of(country) if pack.currency), "XXX")
    subscribed, paid = (Money(case[name], currency) if case[name] is not None else None for name in ("subscribed", "paid"))
    facts = FilingFacts(
        case["act"], country, case["form"], members=case["members"], capital=subscribed, subscribed=subscribed, paid=paid,
        documents=dict.fromkeys(case["papers"], ENOUGH) if case["papers"] else None, filed_on=case["filed_on"],
    )  # fmt: skip
    judgement = judge(shipped(), Case(facts, case["on"], today), settled=settled())
    return [_day(judgement.legal), _day(judgement.today)] if judgement.legal.on != today else [_day(judgement.legal)]


def _day(day: Day) -> dict[str, Any]:
    return {
        "on": day.on, "law": laws_told([day.pack]) if day.pack else (), "verdict": day.verdict.value,
        "against": verdicts_told(day.of(Verdict.REFUSE)), "asked": verdicts_told(day.of(Verdict.ASK)),
        "told": verdicts_told(day.of(Verdict.WARN)),
    }  # fmt: skip


@require_safe
def count_term(request: HttpRequest) -> HttpResponse:
    """Count a term: days, working days or months, as the register counts them."""
    form = TermForm(request.GET or None)
    found = None
    if form.is_valid():
        told = form.cleaned_data
        found = due(told["start"], Term(told["count"], Unit(told["unit"])), Counting())
    warnings = [said(one) for one in found.warnings] if found else []
    return render(request, "registry/count_term.html", {"form": form, "found": found, "warnings": warnings})


@require_http_methods(["GET", "POST"])
@signed_in
def given(request: ActingRequest) -> HttpResponse:
    """What was given out of the laws, and a new entry."""
    require(request.actor, "registry.give-out", request.actor)
    form = GivenForm(request.POST or None, laws=shipped(), initial={"on": request.at.date(), "language": get_language()})
    if form.is_valid():
        told = form.cleaned_data
        pack = next(one for one in shipped() if one.ref == told["law"])
        try:
            operations.give_out(
                id=told["operation_id"], by=request.actor, at=request.at, pack=pack.ref, country=pack.countries[0], form="",
                **{name: told[name] for name in ("paper", "language", "copies", "place", "to", "on")},
            )  # fmt: skip
            return redirect("registry:given")
        except Refused as refusal:
            add_refusals(form, refusal, {"registry.given-out-in-the-future": "on", "registry.taken-back-too-many": "copies"})
    assert request.actor.organization_id is not None
    sums = [(dict(form.fields["paper"].choices)[one.paper], one.language, one.copies) for one in sums_of(request.actor.organization_id)]  # type: ignore[attr-defined]
    return render(request, "registry/given.html", {"form": form, "rows": given_out(request.actor)[:50], "sums": sums})
