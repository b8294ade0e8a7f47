"""Rule packs: read, checked, loaded; a broken one is refused with each fault named (docs/rules/rule-packs.md).

The identity of a pack is its id, version and hash. Whoever keeps packs asks `refusals_for_keeping` before keeping one more.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.registry.rules.facts import Status
from rochdale.registry.rules.pack import Pack, merged
from rochdale.registry.rules.pack_faults import faults_in_pack, faults_in_tables, notices_in_pack
from rochdale.registry.rules.pack_reading import digest_of, pack_of
from rochdale.registry.rules.pack_schema import faults_by_schema, unknown_keys

FOLDER = Path(__file__).resolve().parents[1] / "packs"
MOST_BYTES = 1_000_000
_PLACE = re.compile(r"at line (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class Checked:
    """A pack file looked at. `pack` is None where there is a fault. Notices refuse nothing."""

    pack: Pack | None
    faults: tuple[Refusal, ...] = ()
    notices: tuple[Refusal, ...] = ()

    def grades(self) -> dict[str, int]:
        """How many facts have each grade, additions of nations not counted; known gaps have a grade too."""
        facts = self.pack.all_facts().values() if self.pack else ()
        return {status.value: sum(fact.basis.status is status for fact in facts) for status in Status}

    def gaps(self) -> list[str]:
        """Paths of facts without a value."""
        return [path for path, fact in self.pack.all_facts().items() if not fact.is_known] if self.pack else []


def check(content: bytes, *, known: Iterable[Pack] = ()) -> Checked:
    """Look at the file of a pack. `known`: packs that it may extend."""
    try:
        tables = _tables(content)
    except Refused as refused:
        return Checked(None, refused.refusals)
    misspelt, notices = unknown_keys(tables)
    faults = [*faults_by_schema(tables), *misspelt]
    if not faults:
        faults = list(faults_in_tables(tables))
    if faults:
        return Checked(None, tuple(faults), tuple(notices))
    try:
        pack = _built(tables, {one.ref: one for one in known})
    except Refused as refused:
        return Checked(None, refused.refusals, tuple(notices))
    faults = list(faults_in_pack(pack))
    return Checked(None if faults else pack, tuple(faults), (*notices, *notices_in_pack(pack)))


def load(content: bytes, *, known: Iterable[Pack] = ()) -> Pack:
    """The pack in a file; `Refused` with every fault where it is broken."""
    checked = check(content, known=known)
    if checked.pack is None:
        raise Refused(checked.faults)
    return checked.pack


@cache
def shipped() -> tuple[Pack, ...]:
    """The packs that come with the program, by id."""
    return tuple(load(path.read_bytes()) for path in sorted(FOLDER.glob("*.toml")))


def refusals_for_keeping(pack: Pack, kept: Mapping[str, str]) -> list[Refusal]:
    """A version that somebody used never changes. `kept`: hash by id@version of all packs kept so far."""
    known = kept.get(pack.ref)
    if known is None or known == pack.sha256:
        return []
    return [Refusal("registry.pack-version-was-changed", {"pack": pack.ref, "kept": known[:12], "given": pack.sha256[:12]})]


def _tables(content: bytes) -> dict[str, Any]:
    if len(content) > MOST_BYTES:
        raise Refused(Refusal("registry.pack-file-too-large", {"most": MOST_BYTES // 1000}))
    try:
        text = content.decode("utf-8-sig")
        return tomllib.loads(text, parse_float=Decimal)
    except UnicodeDecodeError:
        raise Refused(Refusal("registry.pack-file-is-not-text")) from None
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line, column = place.groups() if place else (str(text.count("\n") + 1), "1")
        raise Refused(Refusal("registry.pack-file-is-not-toml", {"line": line, "column": column, "path": f"{line}:{column}"})) from None


def _built(tables: Mapping[str, Any], known: Mapping[str, Pack]) -> Pack:
    ref = tables["pack"].get("extends", "")
    if not ref:
        return pack_of(tables, sha256=digest_of(tables))
    base = known.get(ref)
    if base is None:
        raise Refused(Refusal("registry.pack-extends-nothing-known", {"path": "pack.extends", "text": ref}))
    own = pack_of(tables, sha256=digest_of(tables, base=base.sha256))
    return extended(base, own)


def extended(base: Pack, own: Pack) -> Pack:
    """`base` with all that `own` adds or says otherwise. Name, version and days are those of `own`; its national additions come last."""
    overlays = {**base.overlays, **own.overlays}
    for country in base.overlays.keys() & own.overlays.keys():
        overlays[country] = merged(base.overlays[country], own.overlays[country])
    return replace(
        merged(base, own), id=own.id, version=own.version, title=own.title, sha256=own.sha256, overlays=overlays,
        in_force=own.in_force, in_force_status=own.in_force_status, in_force_claims=own.in_force_claims, extends=own.extends,
    )  # fmt: skip
