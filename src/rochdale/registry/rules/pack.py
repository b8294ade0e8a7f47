"""A rule pack as the program holds it: the law of a place, every fact with its grade. Frozen; `packs` reads and checks the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, TypeVar

from rochdale.kernel.period import Period
from rochdale.registry.rules.facts import Basis, Fact, Facts, Status

Names = Mapping[str, str]
"""A name by language code."""
_NOTHING: Mapping[str, Any] = {}
NO_BASIS, ALWAYS = Basis(), Period(None)


@dataclass(frozen=True, slots=True)
class WithFacts:
    """A table of a pack: where it stands, and its facts by dotted key within it."""

    path: str
    facts: Facts = field(default_factory=dict)

    def fact(self, key: str) -> Fact:
        """The fact of that key; one without value where the pack is silent."""
        return self.facts.get(key, Fact(f"{self.path}.{key}"))

    def has(self, key: str) -> bool:
        """Whether the pack speaks of it at all, if only to say that it is unknown."""
        return key in self.facts


@dataclass(frozen=True, slots=True)
class Source:
    """What was read, and where."""

    cite: str
    url: str = ""
    also: str = ""
    note: str = ""
    status: Status = Status.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Book:
    """A bound paper book of an authority, with its columns."""

    code: str
    columns: tuple[str, ...]
    basis: Basis = NO_BASIS


@dataclass(frozen=True, slots=True)
class Authority(WithFacts):
    """Who keeps the register, or licenses."""

    code: str = ""
    level: str = ""
    parent: str = ""
    scope: tuple[str, ...] = ()
    names: Names = field(default_factory=dict)
    books: tuple[Book, ...] = ()
    basis: Basis = NO_BASIS


@dataclass(frozen=True, slots=True)
class Body(WithFacts):
    """An organ that a form has, with its sizes."""

    code: str = ""
    names: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Form(WithFacts):
    """A legal form that a group can take."""

    code: str = ""
    kind: str = ""
    tier: str = ""
    names: Names = field(default_factory=dict)
    bodies: tuple[Body, ...] = ()

    @property
    def min_members(self) -> Fact:
        """How many must found it."""
        return self.fact("min_members")


@dataclass(frozen=True, slots=True)
class Document(WithFacts):
    """A paper of a dossier. `condition`: in words, where it is not always asked for; `forms`: empty for all."""

    code: str = ""
    forms: tuple[str, ...] = ()
    condition: str = ""
    names: Names = field(default_factory=dict)

    def is_for(self, form: str) -> bool:
        """Whether it is asked of that form."""
        return not self.forms or form in self.forms


@dataclass(frozen=True, slots=True)
class Requirement(WithFacts):
    """What must have been done before an act, as a convened meeting or an expert's report."""

    code: str = ""
    basis: Basis = NO_BASIS


@dataclass(frozen=True, slots=True)
class DecisionDays:
    """In how many days an authority decides, and what its silence means."""

    days: Fact
    kind: str
    """calendar or working."""
    on_silence: Fact


@dataclass(frozen=True, slots=True)
class Procedure(WithFacts):
    """An act before the register: what it needs, how long it takes, what comes of it."""

    code: str = ""
    forms: tuple[str, ...] = ()
    goes_from: tuple[str, ...] = ()
    goes_to: tuple[str, ...] = ()
    intake: tuple[str, ...] = ()
    outcome: str = ""
    note: str = ""
    names: Names = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    requires: tuple[Requirement, ...] = ()

    @property
    def decision_days(self) -> DecisionDays:
        """Time for the decision; without value where the pack does not know."""
        kind = self.fact("decision_days.kind").texts or ("calendar",)
        return DecisionDays(self.fact("decision_days"), kind[0], self.fact("decision_days.on_silence"))


@dataclass(frozen=True, slots=True)
class Obligation(WithFacts):
    """What is owed again and again after an event: `due.event`, and `due.months_after` or `due.days_after`."""

    code: str = ""
    forms: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    names: Names = field(default_factory=dict)
    basis: Basis = NO_BASIS


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground for dissolution. `months`: how long it must have lasted; None where the ground knows no time."""

    code: str
    months: Fact | None
    basis: Basis = NO_BASIS


@dataclass(frozen=True, slots=True)
class Dissolution(WithFacts):
    """A way an entity ends."""

    mode: str = ""
    grounds: tuple[Ground, ...] = ()
    basis: Basis = NO_BASIS


@dataclass(frozen=True, slots=True)
class StatutesList(WithFacts):
    """Compulsory items of statutes, as far as they were read. Facts: `complete`, and `about`, how many the law is said to have."""

    items: tuple[str, ...] = ()
    basis: Basis = NO_BASIS

    @property
    def about(self) -> int:
        """How many items the law has, at least those that were read."""
        return max(len(self.items), self.fact("about").number or 0)


@dataclass(frozen=True, slots=True)
class NameRules(WithFacts):
    """Within which place a name is unique, and what happens on a clash."""


@dataclass(frozen=True, slots=True)
class NumberTemplate(WithFacts):
    """How registration numbers are built."""

    example: str = ""
    placeholder_template: str = ""
    class_map: Mapping[str, str] = field(default_factory=dict)
    unique: str = ""

    @property
    def used(self) -> str:
        """The template of the law, or that for demonstrations where nobody has read it; empty where there is neither."""
        return (*self.fact("template").texts, self.placeholder_template)[0]


@dataclass(frozen=True, slots=True)
class Superseded:
    """From a day on, forms of this pack follow another one."""

    forms: tuple[str, ...]
    by: str
    on: date
    status: Status


@dataclass(frozen=True, slots=True)
class Suspension:
    """An extraordinary time in which a procedure stood still. `forms`: empty for all."""

    procedure: str
    period: Period
    reason: str
    forms: tuple[str, ...] = ()
    basis: Basis = NO_BASIS

    @property
    def key(self) -> str:
        """REGISTER/2013-05-15: by which its words are found in other languages than the pack's."""
        return f"{self.procedure}/{self.period.start}"


@dataclass(frozen=True, slots=True)
class Claim:
    """One side of a contradiction."""

    says: str
    source: str
    status: Status


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sources that contradict each other: all are kept. `resolved_by`: who says what counts here."""

    about: str
    claims: tuple[Claim, ...]
    resolved_by: str = ""
    forms: tuple[str, ...] = ()
    period: Period = ALWAYS


@dataclass(frozen=True, slots=True)
class Pack:
    """The law of one or more countries, in one version."""

    id: str
    version: str
    title: str
    sha256: str
    called: str = ""
    """What people call the law, as "AUSCOOP": it stands before an article."""
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    currency: str = ""
    timezone: str = ""
    in_force: Period = ALWAYS
    in_force_status: Status = Status.UNVERIFIED
    in_force_claims: tuple[date, ...] = ()
    """The first days that different sources give. Between the earliest and the latest it is not known which law held."""
    comply_by: date | None = None
    note: str = ""
    country: str = ""
    """Whose additions are in it; empty for the pack as all its countries have it."""
    extends: str = ""
    superseded: tuple[Superseded, ...] = ()
    sources: tuple[Source, ...] = ()
    authorities: tuple[Authority, ...] = ()
    forms: tuple[Form, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    dissolutions: tuple[Dissolution, ...] = ()
    statutes: StatutesList = field(default_factory=lambda: StatutesList("statutes"))
    membership: WithFacts = field(default_factory=lambda: WithFacts("membership"))
    counting: WithFacts = field(default_factory=lambda: WithFacts("counting"))
    name_rules: NameRules = field(default_factory=lambda: NameRules("name_rules"))
    number: NumberTemplate = field(default_factory=lambda: NumberTemplate("number"))
    holidays: tuple[date, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    overlays: Mapping[str, Pack] = field(default_factory=dict)
    """National additions by country code; `within` puts one in."""

    @property
    def ref(self) -> str:
        """id@version: what a regime period and a decision keep, together with the hash."""
        return f"{self.id}@{self.version}"

    def form(self, code: str) -> Form | None:
        """The form of that code."""
        return next((one for one in self.forms if one.code == code), None)

    def procedure(self, code: str) -> Procedure | None:
        """The procedure of that code."""
        return next((one for one in self.procedures if one.code == code), None)

    def obligation(self, code: str) -> Obligation | None:
        """The obligation of that code."""
        return next((one for one in self.obligations if one.code == code), None)

    def covers(self, country: str) -> bool:
        """Whether it is law in that country."""
        return country in self.countries

    def within(self, country: str) -> Pack:
        """The pack with that country's additions in it."""
        overlay = self.overlays.get(country)
        return replace(merged(self, overlay) if overlay else self, country=country, overlays=_NOTHING)

    def all_facts(self) -> dict[str, Fact]:
        """Every fact by its full path, national additions left out."""
        return {fact.path: fact for fact in _facts_in(self)}


def _facts_in(thing: Any) -> Iterator[Fact]:
    if isinstance(thing, Fact):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from _facts_in(one)
    elif hasattr(thing, "__dataclass_fields__"):
        for each in fields(thing):
            value = getattr(thing, each.name)
            yield from (value.values() if each.name == "facts" else _facts_in(value))


_Table = TypeVar("_Table")
_ONCE = frozenset({"id", "version", "title", "sha256", "path", "in_force", "in_force_status", "overlays", "basis"})
"""What an addition never changes in the table it adds to."""


def merged(one: _Table, addition: _Table) -> _Table:
    """`one` with the addition in it: facts by key, rows by code, rows without code after the others, texts where the addition has one."""
    changed: dict[str, Any] = {}
    for each in fields(one):  # type: ignore[arg-type]
        if each.name not in _ONCE:
            changed[each.name] = _merged_value(getattr(one, each.name), getattr(addition, each.name))
    return replace(one, **changed)  # type: ignore[type-var]


def _merged_value(one: Any, addition: Any) -> Any:
    if isinstance(one, Mapping):
        return {**one, **{key: value for key, value in addition.items() if not _is_only_weaker(value, one.get(key))}}
    if isinstance(one, tuple) and any(hasattr(row, "__dataclass_fields__") for row in (*one, *addition)):
        return _merged_rows(one, addition)
    if isinstance(one, WithFacts):
        return merged(one, addition)
    return addition if addition not in (None, "", (), ALWAYS) else one


def _is_only_weaker(said: Any, known: Any) -> bool:
    """Whether an addition says once more, less surely, what is known: that weakens nothing."""
    if not isinstance(said, Fact) or not isinstance(known, Fact) or not known.is_known:
        return False
    grades = list(Status)
    return said.value == known.value and grades.index(said.basis.status) > grades.index(known.basis.status)


def _merged_rows(rows: tuple[Any, ...], additions: tuple[Any, ...]) -> tuple[Any, ...]:
    found = {getattr(row, "code", "") or index: row for index, row in enumerate(rows)}
    for index, row in enumerate(additions, start=len(rows)):
        key = getattr(row, "code", "") or index
        found[key] = merged(found[key], row) if isinstance(found.get(key), WithFacts) else row
    return tuple(found.values())
