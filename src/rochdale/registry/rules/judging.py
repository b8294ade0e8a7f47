"""A filing judged by the law of its legal date and by that of today. Both are kept; the legal date governs, today's is advice.

Cases P1 to P9: docs/rules/rule-packs.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules import dossier_checks as dossier
from rochdale.registry.rules import form_checks as forms
from rochdale.registry.rules.applying import Applicable, Question, Settled, which_pack
from rochdale.registry.rules.facts import Fact
from rochdale.registry.rules.filing_facts import FilingFacts, Found, Owing, procedure_for
from rochdale.registry.rules.form_checks import Unsaid
from rochdale.registry.rules.pack import Form, Pack
from rochdale.registry.rules.verdicts import Row, Verdict, as_stored, from_stored, with_basis, worst

FOUNDING = frozenset({"REGISTER", "CONVERT", "MERGE"})
"""Acts by which an entity takes a form: its form is judged."""
WRITING_STATUTES = frozenset({"REGISTER", "AMEND_STATUTES", "CONVERT", "MERGE"})


@dataclass(frozen=True, slots=True)
class Day:
    """A filing judged as on one day: the pack by id@version and hash, rows with a verdict, checks that wait for an answer."""

    on: date
    pack: str
    sha256: str
    rows: tuple[Row, ...]
    unsaid: tuple[Unsaid, ...] = ()
    statutes_checked: int = 0
    statutes_about: int = 0
    """12 of about 18: how many compulsory items were found, of how many the law has."""
    candidates: tuple[str, ...] = ()
    """Laws among which the registrar chooses, by id@version."""

    @property
    def verdict(self) -> Verdict:
        """The gravest of all rows."""
        return worst(self.rows)

    def of(self, verdict: Verdict) -> tuple[Row, ...]:
        """The rows with that verdict."""
        return tuple(row for row in self.rows if row.verdict is verdict)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Both days."""

    legal: Day
    today: Day

    @property
    def verdict(self) -> Verdict:
        """That of the legal date: it governs."""
        return self.legal.verdict

    @property
    def is_other_today(self) -> bool:
        """Whether the law of today would say otherwise."""
        return self.legal.verdict is not self.today.verdict


@dataclass(frozen=True, slots=True)
class Case:
    """A filing with its days. `under`: id of the pack of an entity that exists; `chosen`: the registrar's answer where several laws might
    apply, by id@version; `owing` by day: what is overdue then."""

    filing: FilingFacts
    legal_on: date
    today: date
    under: str = ""
    chosen: str = ""
    owing_then: Owing | None = None
    owing_now: Owing | None = None


def judge(packs: Iterable[Pack], case: Case, *, settled: Settled) -> Judgement:
    """The filing at its legal date and at today's. Packs: every version that is kept."""
    kept = tuple(packs)
    return Judgement(
        _on(kept, case, case.legal_on, case.owing_then, settled),
        _on(kept, case, case.today, case.owing_now, settled),
    )


def _on(packs: tuple[Pack, ...], case: Case, on: date, owing: Owing | None, settled: Settled) -> Day:
    filing = case.filing
    question = Question(filing.country, on, filing.form, procedure_for(filing.kind), case.under)
    found = which_pack(packs, question, settled=settled)
    pack = _settled_pack(found, case.chosen)
    candidates = tuple(one.ref for one in found.packs)
    rows = [row for row in found.rows if not (row.check == "regime" and pack is not None)]
    if pack is None:
        return Day(on, "", "", tuple(rows), candidates=candidates)
    given = [*rows, *_all(pack, case, owing)]
    checked = [item for item, one in (filing.statutes or {}).items() if item in pack.statutes.items and one.found is Found.FOUND]
    return Day(
        on, pack.ref, pack.sha256,
        rows=tuple(row for row in given if isinstance(row, Row)),
        unsaid=tuple(dict.fromkeys(one for one in given if isinstance(one, str))),
        statutes_checked=len(checked), statutes_about=pack.statutes.about, candidates=candidates,
    )  # fmt: skip


def _settled_pack(found: Applicable, chosen: str) -> Pack | None:
    """The law to judge by: the one that applies, or the registrar's choice. Asked about the form alone, the law is clear."""
    if any(row.check == "regime" for row in found.rows):
        return next((one for one in found.packs if one.ref == chosen), None)
    return found.packs[0] if found.packs else None


def _all(pack: Pack, case: Case, owing: Owing | None) -> Iterator[Row | Unsaid]:
    """Every check that the kind of filing calls for, in the order in which people read a dossier."""
    filing, form = case.filing, pack.form(case.filing.form)
    if form is None and filing.form:
        fact = Fact("form")
        yield Row("form", Verdict.ASK, fact, with_basis(Refusal("registry.form-unknown-to-law", {"form": filing.form}), fact.basis))
    if form is not None and filing.kind in FOUNDING:
        yield from _of_form(form, filing)
    procedure = pack.procedure(procedure_for(filing.kind))
    if procedure is not None:
        if form is not None:
            yield from dossier.forms_rows(procedure, form, filing)
        yield from dossier.documents_rows(procedure, filing)
        yield from dossier.requirements_rows(procedure, filing)
        yield from dossier.days_rows(procedure, filing, case.legal_on)
        yield from dossier.fee_rows(procedure, filing)
    if filing.kind in WRITING_STATUTES:
        yield from dossier.statutes_rows(pack, filing)
    if filing.kind == "SHARE_TRANSFER":
        yield from dossier.transfer_rows(pack, filing)
    if owing is not None:
        yield from dossier.standing_rows(owing)


def _of_form(form: Form, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    for rows in (forms.members_rows, forms.union_rows, forms.name_rows, forms.capital_rows, forms.bodies_rows, dossier.licence_rows):
        yield from rows(form, filing)


def stored(judgement: Judgement) -> dict[str, Any]:
    """As JSON keeps it with the filing, for good."""
    return {"legal": _day_stored(judgement.legal), "today": _day_stored(judgement.today)}


def read(kept: Mapping[str, Any]) -> Judgement:
    """What `stored` wrote."""
    return Judgement(_day_read(kept["legal"]), _day_read(kept["today"]))


def _day_stored(day: Day) -> dict[str, Any]:
    return {
        "on": day.on.isoformat(), "pack": day.pack, "sha256": day.sha256, "verdict": day.verdict.value,
        "rows": [as_stored(row) for row in day.rows], "unsaid": list(day.unsaid), "candidates": list(day.candidates),
        "statutes_checked": day.statutes_checked, "statutes_about": day.statutes_about,
    }  # fmt: skip


def _day_read(kept: Mapping[str, Any]) -> Day:
    rows = tuple(from_stored(row) for row in kept["rows"])
    return Day(
        date.fromisoformat(kept["on"]), kept["pack"], kept["sha256"], rows, tuple(kept["unsaid"]),
        kept["statutes_checked"], kept["statutes_about"], tuple(kept["candidates"]),
    )  # fmt: skip
