"""`rochdale registry check-pack`: look at the file of a rule pack and keep nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from rich.console import Console

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.registry.law_words import GRADES, called
from rochdale.registry.rules.pack import Pack
from rochdale.registry.rules.packs import Checked, check, shipped

REFUSED = 1
"""Exit code when the pack has a fault. 2 is click's own for a wrong option."""


@click.command("check-pack")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check_pack(file: Path, as_json: bool) -> None:
    """Check the rule pack in FILE (TOML): each fault with its place. Packs it extends are looked for beside it."""
    try:
        checked = check(_content(file), known=_known(file))
    except Refused as refused:
        checked = Checked(None, refused.refusals)
    if as_json:
        click.echo(json.dumps(as_plain(checked, file), ensure_ascii=False, indent=1))
    else:
        _show(checked, file)
    raise SystemExit(REFUSED if checked.faults else 0)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as trouble:
        raise Refused(Refusal("registry.pack-file-not-there", {"file": str(file), "trouble": trouble.strerror or ""})) from None


def _known(file: Path) -> tuple[Pack, ...]:
    """Packs that a file may extend: those shipped, and sound ones in its folder."""
    return (*shipped(), *_beside(file))


def _beside(file: Path) -> Iterator[Pack]:
    for other in sorted(file.parent.glob("*.toml")):
        if other.resolve() != file.resolve():
            found = check(other.read_bytes(), known=shipped()).pack
            if found is not None:
                yield found


def as_plain(checked: Checked, file: Path) -> dict[str, Any]:
    """The answer of `--json`. `pack` is null and there are `faults` where the pack is refused."""
    pack = checked.pack
    told = None if pack is None else {"id": pack.id, "version": pack.version, "title": pack.title, "sha256": pack.sha256,
                                      "countries": list(pack.countries), "forms": [form.code for form in pack.forms]}  # fmt: skip
    return {
        "file": str(file),
        "ok": not checked.faults,
        "pack": told,
        "faults": [_plain(fault) for fault in checked.faults],
        "notices": [_plain(notice) for notice in checked.notices],
        "facts": checked.grades(),
        "gaps": checked.gaps(),
    }


def _plain(refusal: Refusal) -> dict[str, str]:
    return {"path": str(refusal.facts.get("path", "")), "code": refusal.code, "message": sentence(refusal)}


def _show(checked: Checked, file: Path) -> None:
    shown = Console(soft_wrap=True, highlight=False, markup=False)
    for fault in checked.faults:
        shown.print(sentence(fault), style="red")
    for notice in checked.notices:
        shown.print(sentence(notice), style="yellow")
    if checked.pack is None:
        shown.print(_("%(file)s is refused. Faults: %(count)s.") % {"file": file.name, "count": len(checked.faults)})
        return
    shown.print(_("%(pack)s is sound: %(title)s") % {"pack": checked.pack.ref, "title": checked.pack.title}, style="green")
    shown.print(f"SHA-256 {checked.pack.sha256}")
    for status, count in checked.grades().items():
        if count:
            shown.print(f"{count:>5}  {called(GRADES, status)}")
    gaps = checked.gaps()
    if gaps:
        shown.print(_("Known gaps, for which the registrar is asked: %(count)s") % {"count": len(gaps)})
        for path in gaps:
            shown.print(f"       {path}")
