"""From the tables of a pack file, already found sound, to a `Pack`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from rochdale.kernel.period import Period
from rochdale.registry.rules.facts import Basis, Status, facts_of
from rochdale.registry.rules.pack import (
    Authority,
    Body,
    Book,
    Claim,
    Conflict,
    Dissolution,
    Document,
    Form,
    Ground,
    NameRules,
    NumberTemplate,
    Obligation,
    Pack,
    Procedure,
    Requirement,
    Source,
    StatutesList,
    Superseded,
    Suspension,
    WithFacts,
)

Table = Mapping[str, Any]
_Row = TypeVar("_Row")
_EXTRA = frozenset(
    {"authority", "fee", "documents_extra", "documents_source", "official_attends_assembly", "decision_days", "currency", "timezone"}
)
"""Keys of a national addition that are about the registration as a whole."""


def digest_of(tables: Table, *, base: str = "") -> str:
    """SHA-256 of what a pack says: comments and order of keys do not count. `base`: the hash of the pack it extends."""
    said = json.dumps({"base": base, "pack": tables}, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def pack_of(tables: Table, *, sha256: str) -> Pack:
    """The pack that the tables of a file are. Nothing of a pack that it extends is in it yet."""
    head = tables["pack"]
    return Pack(
        id=head["id"],
        version=head["version"],
        title=head["title"],
        sha256=sha256,
        called=head.get("called", ""),
        countries=tuple(head.get("countries", ())),
        languages=tuple(head.get("languages", ())),
        currency=head.get("currency", ""),
        timezone=head.get("timezone", ""),
        in_force=Period(head["in_force_from"], head.get("in_force_to")),
        in_force_status=Status(head.get("in_force_status", "unverified")),
        in_force_claims=tuple(sorted(head.get("in_force_claims", ()))),
        comply_by=head.get("comply_by"),
        note=head.get("note", ""),
        extends=head.get("extends", ""),
        superseded=tuple(
            Superseded(tuple(row["forms"]), row["by"], row["on"], Status(row.get("status", "unverified")))
            for row in head.get("superseded", ())
        ),
        sources=tuple(_source(row) for row in head.get("source", ())),
        overlays={country: _overlay(country, table, head) for country, table in tables.get("overlay", {}).items()},
        **_body(tables, at="", basis=Basis()),
    )


def _overlay(country: str, table: Table, head: Table) -> Pack:
    """A national addition as a pack of its own, to be merged. What it says of the registration goes into the procedure REGISTER."""
    at, basis = f"overlay[{country}].", Basis().within(table)
    extra = {key: value for key, value in table.items() if key in _EXTRA - {"documents_extra", "documents_source"}}
    documents = [
        {"req": True, **({"code": row} if isinstance(row, str) else row)}
        for row in table.get("documents_extra", ())
    ]  # fmt: skip
    source = table.get("documents_source", basis.source)
    asked = Basis(basis.status, basis.cite, source)
    register = Procedure(
        path=f"overlay[{country}]",
        code="REGISTER",
        facts=facts_of(extra, at=f"overlay[{country}]", basis=basis),
        documents=tuple(_document(row, f"{at}documents_extra[{row['code']}]", asked) for row in documents),
    )
    body = _body({key: value for key, value in table.items() if key not in _EXTRA}, at=at, basis=basis)
    body["procedures"] = (register, *body["procedures"])
    return Pack(id=head["id"], version=head["version"], title=head["title"], sha256="",
                currency=table.get("currency", ""), timezone=table.get("timezone", ""), **body)  # fmt: skip


def _body(tables: Table, *, at: str, basis: Basis) -> dict[str, Any]:
    """The tables that a pack and a national addition have alike. `at`: where they stand."""

    def rows(name: str, read: Callable[[Table, str, Basis], _Row]) -> tuple[_Row, ...]:
        return tuple(
            read(row, f"{at}{name}[{row.get('code', row.get('mode', place))}]", basis) for place, row in enumerate(_list(tables.get(name)))
        )

    def one(name: str, *leave: str) -> dict[str, Any]:
        return {"path": f"{at}{name}", "facts": facts_of(tables.get(name, {}), at=f"{at}{name}", basis=basis, leave=frozenset(leave))}

    number, statutes = tables.get("number", {}), tables.get("statutes", {})
    return {
        "authorities": rows("authority", _authority),
        "forms": rows("form", _form),
        "procedures": rows("procedure", _procedure),
        "obligations": rows("obligation", _obligation),
        "dissolutions": rows("dissolution", _dissolution),
        "suspensions": rows("suspension", _suspension),
        "conflicts": rows("conflict", lambda row, _path, _basis: _conflict(row)),
        "holidays": tuple(row["on"] for row in _list(tables.get("holiday"))),
        "membership": WithFacts(**one("membership")),
        "counting": WithFacts(**one("counting")),
        "name_rules": NameRules(**one("name_rules")),
        "statutes": StatutesList(**one("statutes", "items"), items=tuple(statutes.get("items", ())), basis=basis.within(statutes)),
        "number": NumberTemplate(
            **one("number", "example", "placeholder_template", "class_map", "unique"),
            example=number.get("example", ""),
            placeholder_template=number.get("placeholder_template", ""),
            class_map=number.get("class_map", {}),
            unique=number.get("unique", ""),
        ),
    }


def _key(row: Table, place: int) -> str:
    return str(row.get("code") or row.get("mode") or place)


def _list(rows: Any) -> Sequence[Table]:
    return rows if isinstance(rows, list) else []


def _source(row: Table) -> Source:
    return Source(row["cite"], row.get("url", ""), row.get("also", ""), row.get("note", ""), Status(row.get("status", "unverified")))


def _named(row: Table, path: str, basis: Basis, *leave: str) -> dict[str, Any]:
    """What every row with a code has: path, facts, code and names. `leave`: its other structural keys."""
    facts = facts_of(row, at=path, basis=basis, leave=frozenset({"code", "name", *leave}))
    return {"path": path, "facts": facts, "code": row["code"], "names": row.get("name", {})}


def _authority(row: Table, path: str, basis: Basis) -> Authority:
    inner = basis.within(row)
    books = tuple(Book(book["code"], tuple(book.get("columns", ())), inner.within(book)) for book in row.get("paper_books", ()))
    return Authority(
        **_named(row, path, basis, "level", "parent", "scope", "paper_books"),
        level=row.get("level", ""),
        parent=row.get("parent", ""),
        scope=tuple(row.get("scope", ())),
        books=books,
        basis=inner,
    )


def _form(row: Table, path: str, basis: Basis) -> Form:
    inner = basis.within(row)
    bodies = tuple(Body(**_named(body, f"{path}.bodies[{body['code']}]", inner, "condition")) for body in row.get("bodies", ()))
    named = _named(row, path, basis, "kind", "tier", "bodies")
    return Form(**named, kind=row.get("kind", ""), tier=row.get("tier", ""), bodies=bodies)


def _document(row: Table, path: str, basis: Basis) -> Document:
    named = _named(row, path, basis, "forms", "condition")
    if "req" not in named["facts"]:  # listed with a grade, but not that it must be there: a known gap
        named["facts"] |= facts_of({"req": {}}, at=path, basis=basis.within(row))
    return Document(**named, forms=tuple(row.get("forms", ())), condition=row.get("condition", ""))


def _procedure(row: Table, path: str, basis: Basis) -> Procedure:
    inner = basis.within(row)
    return Procedure(
        **_named(row, path, basis, "forms", "from", "to", "intake", "outcome", "documents", "requires"),
        forms=tuple(row.get("forms", ())),
        goes_from=tuple(row.get("from", ())),
        goes_to=tuple(row.get("to", ())),
        intake=tuple(row.get("intake", ())),
        outcome=row.get("outcome", ""),
        note=row.get("note", ""),
        documents=tuple(_document(one, f"{path}.documents[{one['code']}]", inner) for one in row.get("documents", ())),
        requires=tuple(_requirement(one, f"{path}.requires", inner) for one in row.get("requires", ())),
    )


def _requirement(row: Table | str, path: str, basis: Basis) -> Requirement:
    """A code, or a table that names a meeting."""
    if isinstance(row, str):
        return Requirement(path=f"{path}[{row}]", code=row, basis=basis)
    code = row.get("code") or row["meeting"]
    at = f"{path}[{code}]"
    return Requirement(path=at, facts=facts_of(row, at=at, basis=basis, leave=frozenset({"code"})), code=code, basis=basis.within(row))


def _obligation(row: Table, path: str, basis: Basis) -> Obligation:
    return Obligation(
        **_named(row, path, basis, "forms", "content", "to"),
        forms=tuple(row.get("forms", ())),
        content=tuple(row.get("content", ())),
        to=tuple(row.get("to", ())),
        basis=basis.within(row),
    )


def _dissolution(row: Table, path: str, basis: Basis) -> Dissolution:
    inner = basis.within(row)
    grounds = []
    for ground in row.get("grounds", ()):
        at = f"{path}.grounds[{ground['code']}]"
        months = facts_of(ground, at=at, basis=inner).get("months")
        grounds.append(Ground(ground["code"], months, inner.within(ground)))
    facts = facts_of(row, at=path, basis=basis, leave=frozenset({"mode", "grounds"}))
    return Dissolution(path=path, facts=facts, mode=row["mode"], grounds=tuple(grounds), basis=inner)


def _suspension(row: Table, _path: str, basis: Basis) -> Suspension:
    return Suspension(row["procedure"], Period(row["from"], row.get("to")), row["reason"], tuple(row.get("forms", ())), basis.within(row))


def _conflict(row: Table) -> Conflict:
    claims = tuple(Claim(claim["says"], claim["source"], Status(claim.get("status", "unverified"))) for claim in row["claims"])
    begins: date | None = row.get("from")
    return Conflict(row["about"], claims, row.get("resolved_by", ""), tuple(row.get("forms", ())), Period(begins, row.get("to")))
