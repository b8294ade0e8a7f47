"""What a pack file can get wrong that no schema sees: names that lead nowhere, things said twice, days out of order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from zoneinfo import available_timezones

from rochdale.kernel.country import country_codes
from rochdale.kernel.money import is_currency
from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.pack import Pack

Table = Mapping[str, Any]
_PLACEHOLDER = re.compile(r"\{(\w*)(?::0\d+d)?\}")
PLACEHOLDERS = frozenset({"region", "province", "district", "office", "class", "form", "yy", "yyyy", "seq", "seq_office", "seq_nat"})
"""What a number can be built of."""


def faults_in_tables(tables: Table) -> Iterator[Refusal]:
    """What is wrong within one file. The schema has been kept."""
    head = tables["pack"]
    for country in (*head["countries"], *tables.get("overlay", {})):
        if country not in country_codes():
            yield Refusal("registry.pack-names-no-country", {"path": "pack.countries", "text": country})
    for country in tables.get("overlay", {}).keys() - set(head["countries"]):
        yield Refusal("registry.pack-names-nothing", {"path": f"overlay.{country}", "text": country, "where": "pack.countries"})
    for path, table in (("pack", head), *((f"overlay.{code}", one) for code, one in tables.get("overlay", {}).items())):
        yield from _faults_in_settings(path, table)
        yield from _twice(path, table)
    yield from _twice("", tables)
    yield from _periods(tables)


def _faults_in_settings(path: str, table: Table) -> Iterator[Refusal]:
    if "currency" in table and not is_currency(table["currency"]):
        yield Refusal("registry.pack-names-no-currency", {"path": f"{path}.currency", "text": table["currency"]})
    if "timezone" in table and table["timezone"] not in available_timezones():
        yield Refusal("registry.pack-names-no-timezone", {"path": f"{path}.timezone", "text": table["timezone"]})


def _twice(path: str, table: Table) -> Iterator[Refusal]:
    """A code that two rows of one list have."""
    for key, rows in table.items():
        if not isinstance(rows, list):
            continue
        coded = [row for row in rows if isinstance(row, Mapping)]
        counts = Counter(row["code"] for row in coded if "code" in row)
        yield from (Refusal("registry.pack-says-it-twice", {"path": f"{path}.{key}".strip("."), "text": code})
                    for code, count in counts.items() if count > 1)  # fmt: skip
        for row in coded:
            yield from _twice(f"{path}.{key}[{row.get('code', '')}]".strip("."), row)


def _periods(tables: Table) -> Iterator[Refusal]:
    head = tables["pack"]
    rows = [("pack", head.get("in_force_from"), head.get("in_force_to"))]
    rows += [(f"{name}[{place}]", row.get("from"), row.get("to")) for name in ("suspension", "conflict")
             for place, row in enumerate(tables.get(name, ()), start=1)]  # fmt: skip
    for path, begins, ends in rows:
        if begins is not None and ends is not None and ends <= begins:
            yield Refusal("registry.pack-ends-before-it-begins", {"path": path, "from": begins, "to": ends})


def faults_in_pack(pack: Pack) -> Iterator[Refusal]:
    """What is wrong with the whole, with the pack it extends in it and each national addition."""
    views = (pack, *(pack.within(country) for country in pack.overlays))
    seen: set[tuple[str, str]] = set()
    for view in views:
        for fault in (*_names(view), *_values(view)):
            key = (str(fault.facts["path"]), str(fault.facts.get("text")))
            if key not in seen:
                seen.add(key)
                yield fault


def _names(pack: Pack) -> Iterator[Refusal]:
    """Codes that name no row."""
    forms, authorities = {form.code for form in pack.forms}, {one.code for one in pack.authorities}
    named: list[tuple[str, tuple[str, ...], set[str], str]] = []
    for procedure in pack.procedures:
        named.append((f"{procedure.path}.forms", procedure.forms, forms, "form"))
        named += [(f"{document.path}.forms", document.forms, forms, "form") for document in procedure.documents]
    named += [(f"{form.path}.min_members.of", form.fact("min_members.of").texts, forms, "form") for form in pack.forms]
    named += [(f"{one.path}.parent", (one.parent,) if one.parent else (), authorities, "authority") for one in pack.authorities]
    named += [(f"{one.path}.scope", one.scope, forms, "form") for one in pack.authorities]
    named += [(f"{one.path}.forms", one.forms, forms, "form") for one in pack.obligations]
    named += [("pack.superseded.forms", row.forms, forms, "form") for row in pack.superseded]
    named += [("conflict.forms", row.forms, forms, "form") for row in pack.conflicts]
    for row in pack.suspensions:
        named.append(("suspension.procedure", (row.procedure,), {one.code for one in pack.procedures}, "procedure"))
        named.append(("suspension.forms", row.forms, forms, "form"))
    for path, codes, known, where in named:
        for code in codes:
            if code not in known:
                yield Refusal("registry.pack-names-nothing", {"path": path, "text": code, "where": where})


def _values(pack: Pack) -> Iterator[Refusal]:
    for fact in pack.all_facts().values():
        if fact.basis.status == "verified" and not fact.is_known:
            yield Refusal("registry.pack-verified-without-value", {"path": fact.path})
    for text in (*pack.number.fact("template").texts, pack.number.placeholder_template):
        for name in _PLACEHOLDER.findall(text):
            if name not in PLACEHOLDERS:
                allowed = ", ".join(sorted(PLACEHOLDERS))
                yield Refusal("registry.pack-value-is-none-of", {"path": "number.template", "text": name, "allowed": allowed})


def notices_in_pack(pack: Pack) -> Iterator[Refusal]:
    """What is worth a second look: a fact that may refuse, and names no article to refuse with."""
    for fact in pack.all_facts().values():
        if fact.is_verified and not fact.basis.cite:
            yield Refusal("registry.pack-verified-without-article", {"path": fact.path})
