"""The answers of a founding group, part by part: what is still missing, and what they mean to the rules of a pack.

Answers are plain JSON, as a phone sends them: money and counts as texts of figures, days in ISO form. Parts: docs/rules/applications.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from rochdale.kernel.money import Money
from rochdale.registry.rules.filing_facts import FilingFacts, Found, Founder, ItemFound, procedure_for
from rochdale.registry.rules.pack import Form, Pack, Procedure

Answers = Mapping[str, Any]
PARTS = ("form", "name", "seat", "purpose", "founders", "shares", "officers", "assembly", "statutes", "papers")
"""In the order in which they are asked. A group may jump between them."""
PARTS_OF: Mapping[str, tuple[str, ...]] = {
    "CONVERT": PARTS,
    "AMEND_STATUTES": ("name", "purpose", "assembly", "statutes", "papers"),
    "CHANGE_SEAT": ("seat", "assembly", "papers"),
    "CHANGE_OFFICERS": ("officers", "assembly", "papers"),
    "AFFILIATE": ("apex", "assembly"),
    "LEAVE": ("apex", "assembly"),
    "MERGE": ("parties", "form", "name", "seat", "purpose", "shares", "officers", "assembly", "statutes", "papers"),
    "DIVIDE": ("parties", "assembly", "statutes", "papers"),
}
"""The parts that a change of an entity asks, by its kind; it begins with what the register says. A registration has all."""
LIGHT = frozenset({"AMEND_STATUTES", "CHANGE_SEAT", "CHANGE_OFFICERS", "AFFILIATE", "LEAVE"})
"""Changes after which the entity is the same in form and law."""
SIGNED = frozenset({"signature", "thumbprint"})
ITEM_ANSWERS: Mapping[str, tuple[str, str]] = {
    "legal_form": ("form", "form"),
    "name_and_acronym": ("name", "name"),
    "object": ("purpose", "object"),
    "seat": ("seat", "code"),
    "duration": ("purpose", "years"),
    "common_bond": ("purpose", "common_bond"),
    "founders": ("founders", "rows"),
    "number_of_officers_and_supervisors": ("officers", "rows"),
    "terms_of_office": ("officers", "term_years"),
    "max_share_pct_per_member": ("shares", "most_percent"),
    "contributors_and_contributions": ("shares", "value"),
}
"""The answer from which each compulsory item of statutes is written. Cooperative principles are in all that are composed here."""


def said(answers: Answers, part: str, key: str) -> Any:
    """One answer, or None."""
    found = answers.get(part, {}).get(key)
    return None if found in ("", []) else found


def rows_of(answers: Answers, part: str) -> Sequence[Mapping[str, Any]]:
    """The rows of a part that has rows: founders, officers, papers."""
    return said(answers, part, "rows") or ()


def missing_in(part: str, answers: Answers, pack: Pack | None, kind: str = "REGISTER") -> tuple[str, ...]:
    """Codes of what a part still lacks, in the order of its questions; nothing where it is complete. `kind`: of the filing, in capitals."""
    form = pack.form(said(answers, "form", "form") or "") if pack else None
    if part == "papers":
        return tuple(_papers(answers, pack.procedure(procedure_for(kind)) if pack else None, form))
    if part == "parties" or ((kind in LIGHT or kind == "DIVIDE") and part in _LIGHTER):
        return tuple(_LIGHTER[part](answers))
    return tuple(_MISSING[part](answers, pack, form))


def _need(answers: Answers, part: str, *keys: str) -> Iterator[str]:
    return (f"{part}.{key}" for key in keys if said(answers, part, key) is None)


_ASKED_OF_FOUNDERS = (
    ("adults", "member_rules.adult_or_emancipated"),
    ("people_only", "member_rules.legal"),
    ("same_object", "min_members.same_object"),
)


def _founders(answers: Answers, _pack: Pack | None, form: Form | None) -> Iterator[str]:
    rows = rows_of(answers, "founders")
    least = (form.min_members.number if form else None) or 1
    if len(rows) < least:
        yield "founders.rows"
    if form is not None and form.has("delegates_per_founder_min") and any(not row.get("delegates") for row in rows):
        yield "founders.delegates"
    if any(row.get("sign") not in SIGNED for row in rows):
        yield "founders.sign"
    for key, asked in _ASKED_OF_FOUNDERS:
        if form is not None and form.has(asked) and not (key == "people_only" and form.fact(asked).value is True):
            yield from _need(answers, "founders", key)


def _officers(answers: Answers, _pack: Pack | None, form: Form | None) -> Iterator[str]:
    seats = Counter(row["body"] for row in rows_of(answers, "officers"))
    for body in form.bodies if form else ():
        if body.code != "AG" and seats[body.code] < max(1, body.fact("min").number or 0) and not body.has("condition"):
            yield f"officers.body-{body.code}"
    if not seats:
        yield "officers.rows"
    yield from _need(answers, "officers", "term_years")


def _statutes(answers: Answers, pack: Pack | None, form: Form | None) -> Iterator[str]:
    for item in pack.statutes.items if pack else ():
        if item in ITEM_ANSWERS and said(answers, *ITEM_ANSWERS[item]) is None:
            yield f"statutes.{item}"
    if form is not None and form.has("member_rules.no_ethnic_political_religious_bar"):
        yield from _need(answers, "statutes", "bar")
    yield from _need(answers, "statutes", "read")


def _papers(answers: Answers, procedure: Procedure | None, form: Form | None) -> Iterator[str]:
    there = {row["name"] for row in rows_of(answers, "papers")}
    for document in procedure.documents if procedure else ():
        asked = form is None or document.is_for(form.code)
        if asked and document.code not in there and not document.condition and document.fact("req").value is not False:
            yield f"papers.{document.code}"
    done = said(answers, "papers", "required") or {}
    for required in procedure.requires if procedure else ():
        if not done.get(required.code):
            yield f"papers.requires-{required.code}"


def _parties(answers: Answers) -> Iterator[str]:
    rows, is_division = rows_of(answers, "parties"), said(answers, "parties", "goes_on") is not None
    if len(rows) < (1 if said(answers, "parties", "goes_on") == "yes" else 2):
        yield "parties.rows"
    if any(not row.get(key) for row in rows for key in ("members", "capital")):
        yield "parties.figures"
    if not is_division and any(not row.get("decided_on") for row in rows if row.get("entity")):
        yield "parties.decided_on"
    yield from _need(answers, "parties", "members", "capital")


_LIGHTER: Mapping[str, Callable[[Answers], Iterator[str]]] = {
    "purpose": lambda answers: _need(answers, "purpose", "object"),
    "statutes": lambda answers: _need(answers, "statutes", "read"),
    "apex": lambda answers: _need(answers, "apex", "entity", "on"),
    "parties": lambda answers: _parties(answers),
    "officers": lambda answers: iter(() if rows_of(answers, "officers") else ("officers.rows",)),
}
"""What these parts need where nothing is founded."""
_MISSING: Mapping[str, Callable[[Answers, Pack | None, Form | None], Iterator[str]]] = {
    "form": lambda answers, _pack, _form: _need(answers, "form", "form"),
    "name": lambda answers, _pack, _form: _need(answers, "name", "name"),
    "seat": lambda answers, _pack, _form: _need(answers, "seat", "code"),
    "purpose": lambda answers, _pack, _form: _need(answers, "purpose", "object", "common_bond", "years"),
    "founders": _founders,
    "shares": lambda answers, _pack, _form: _need(answers, "shares", "value", "most_percent"),
    "officers": _officers,
    "assembly": lambda answers, _pack, _form: _need(answers, "assembly", "on", "place", "present", "chair", "secretary"),
    "statutes": _statutes,
}


def legal_on(answers: Answers) -> date | None:
    """The day of the act: of the founding assembly."""
    found = said(answers, "assembly", "on")
    return date.fromisoformat(found) if found else None


def facts_of_answers(
    answers: Answers,
    *,
    kind: str,
    country: str,
    from_form: str = "",
    filed_on: date | None = None,
    read: Mapping[str, Mapping[str, Any]] | None = None,
) -> FilingFacts:
    """What the rules of a pack look at. `read`: what an officer found in the statutes by item, as {"found", "where"}."""
    value, currency = said(answers, "shares", "value"), said(answers, "shares", "currency") or "XXX"
    founders, rows = rows_of(answers, "founders"), rows_of(answers, "officers")
    subscribed = _money(value, sum((int(row.get("shares") or 0) for row in founders), 0), currency)
    paid = Money(sum((Decimal(row.get("paid") or 0) for row in founders), Decimal(0)), currency) if value else None
    fee = said(answers, "papers", "fee_paid")
    if kind == "MERGE":
        subscribed, paid = _amount(answers, "parties", "capital", said(answers, "parties", "currency") or currency), None
    return FilingFacts(
        kind, country,
        form=said(answers, "form", "form") or "",
        name=said(answers, "name", "name"),
        members=len(founders) or _count(said(answers, "parties", "members")),
        founders=tuple(Founder(row["name"], row.get("form", ""), _count(row.get("delegates"))) for row in founders),
        has_same_object=_yes(said(answers, "founders", "same_object")),
        members_with_legal=_no(said(answers, "founders", "people_only")),
        members_with_minors=_no(said(answers, "founders", "adults")),
        has_bar=_yes(said(answers, "statutes", "bar")),
        capital=subscribed, subscribed=subscribed, paid=paid,
        documents={row["name"]: int(row.get("copies") or 1) for row in rows_of(answers, "papers")} if "papers" in answers else None,
        statutes=_items(answers, read or {}),
        bodies=dict(Counter(row["body"] for row in rows)),
        fulfilled={code: done == "yes" for code, done in (said(answers, "papers", "required") or {}).items() if done},
        official_attended=_yes(said(answers, "assembly", "official")),
        fee_paid=Money(Decimal(fee), said(answers, "papers", "fee_currency") or currency) if fee else None,
        filed_on=filed_on,
        from_form=from_form,
    )  # fmt: skip


def _money(value: str | None, shares: int, currency: str) -> Money | None:
    return Money(Decimal(value) * shares, currency) if value else None


def _amount(answers: Answers, part: str, key: str, currency: str) -> Money | None:
    found = said(answers, part, key)
    return Money(Decimal(found), currency) if found else None


def _count(text: Any) -> int | None:
    return int(text) if text else None


def _yes(answer: str | None) -> bool | None:
    return None if answer is None else answer == "yes"


def _no(answer: str | None) -> bool | None:
    return None if answer is None else answer == "no"


def _items(answers: Answers, read: Mapping[str, Mapping[str, Any]]) -> dict[str, ItemFound]:
    """What the composed statutes say; what an officer read stands above it."""
    found = {"cooperative_principles": ItemFound(Found.FOUND)}
    for item, (part, key) in ITEM_ANSWERS.items():
        found[item] = ItemFound(Found.MISSING if said(answers, part, key) is None else Found.FOUND)
    if rows_of(answers, "parties"):
        found["founders"] = ItemFound(Found.FOUND)
    for item, one in read.items():
        found[item] = ItemFound(Found(one["found"]), is_confirmed=True, where=one.get("where", ""))
    return found


def answers_of_state(state: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What the register says of an entity, as the parts of the guide: a change begins with it."""
    return {
        "form": {"form": state.get("form", "")},
        "name": {"name": state.get("name", ""), "acronym": state.get("acronym", "")},
        "seat": {"names": list(state["seat"]["names"]), "code": state["seat"]["code"]} if state.get("seat") else {},
        "purpose": {"object": state.get("object", "")},
        "officers": {"rows": [dict(row) for row in state.get("officers", ())]},
    }


def says_of_change(kind: str, answers: Answers, before: Mapping[str, Any]) -> dict[str, Any]:
    """What the filing of a light change says: only what is otherwise than before. Some of `rules.ledger.FIELDS`."""
    told: Mapping[str, Callable[[], dict[str, Any]]] = {
        "AMEND_STATUTES": lambda: {
            "name": said(answers, "name", "name") or "",
            "acronym": said(answers, "name", "acronym") or "",
            "object": said(answers, "purpose", "object") or "",
        },
        "CHANGE_SEAT": lambda: {"seat": {**answers["seat"]}},
        "CHANGE_OFFICERS": lambda: {"officers": officers_said(answers)},
        "AFFILIATE": lambda: {"apexes": {answers["apex"]["entity"]: membership_said(answers["apex"])}},
        "LEAVE": lambda: {"apexes": {answers["apex"]["entity"]: {"name": answers["apex"]["name"], "gone": True}}},
    }
    return {name: value for name, value in told[kind]().items() if value != (before.get(name) or "")}


def officers_said(answers: Answers) -> list[dict[str, Any]]:
    """Those elected, as the register tells everybody: name, office, organ."""
    return [{key: one[key] for key in ("name", "role", "body")} for one in rows_of(answers, "officers")]


def membership_said(told: Mapping[str, Any], name: str = "") -> dict[str, Any]:
    """A membership of a union as the register tells everybody: which one, by how many delegates, elected when, for how long. Who they are
    stays in the dossier."""
    mandate = {key: told[key] for key in ("elected_on", "from_on", "until_on") if told.get(key)}
    return {"name": name or told["name"], **({"delegates": len(told["sent"])} if told.get("sent") else {}), **mandate}


def entities_told(answers: Answers) -> list[Mapping[str, Any]]:
    """The founders that are entities of the register: of a union."""
    return [row for row in rows_of(answers, "founders") if row.get("entity")]
