"""`rochdale learning`: course packs and certificates looked at."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from django.utils.translation import gettext as _
from rich.console import Console

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refusal
from rochdale.learning.booklets import PRINTED
from rochdale.learning.credential_commands import verify_credential
from rochdale.learning.package_words import KINDS
from rochdale.learning.packs import FOLDER, SHIPPED, check_folder
from rochdale.learning.rules.course import CASES
from rochdale.learning.rules.pack_reading import Checked
from rochdale.learning.rules.packages import check_package
from rochdale.learning.taken_away import FORMATS

_SHEETS = (
    "Booklets: folded, one of each module, two pages on a side of A4 to fold and staple; plain, one book of A5 pages in reading order."
)
REFUSED = 1
"""Exit code when the pack has a fault. 2 is click's own for a wrong option."""


@click.group(help="Learning: course packs and certificates.")
def learning() -> None:
    """The group."""


learning.add_command(verify_credential)


@learning.command("check-pack")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check_pack(folder: Path, as_json: bool) -> None:
    """Check the course pack in DIR: each fault with its file and line. Nothing is kept."""
    checked = check_folder(folder)
    if as_json:
        click.echo(json.dumps(as_plain(checked, folder), ensure_ascii=False, indent=1))
    else:
        _show(checked, folder)
    raise SystemExit(REFUSED if checked.faults else 0)


@learning.command("export")
@click.argument("pack")
@click.option("--format", "kind", type=click.Choice([*sorted(FORMATS), "booklet", "poster"]), required=True, help="What to make of it.")
@click.option("--out", "out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
@click.option("--language", default="en", show_default=True, help="Where a text lacks, the first language of the pack stands.")
@click.option("--crop", type=click.Choice(CASES), default=CASES[0], show_default=True, help="Whose worked example is shown.")
@click.option("--module", "wanted", default="", metavar="CODE", help="Only this module, as t1. For booklets and posters.")
@click.option("--sheets", type=click.Choice(["folded", "plain"]), default="folded", show_default=True, help=_SHEETS)
def export(pack: str, kind: str, out: Path, language: str, crop: str, wanted: str, sheets: str) -> None:
    """Write PACK, a stage of the curriculum or a folder, as one file for elsewhere or for a printer."""
    checked = check_folder(FOLDER / pack if pack in SHIPPED else Path(pack))
    if checked.course is None:
        _show(checked, Path(pack))
        raise SystemExit(REFUSED)
    course = checked.course
    _one_of(language, course.languages)
    if kind in FORMATS:
        content = FORMATS[kind](course, language, crop)
    else:
        _one_of(wanted, ["", *(one.id for one in course.modules)])
        modules = [one for one in course.modules if wanted in ("", one.id)]
        content = PRINTED["book" if (kind, sheets) == ("booklet", "plain") else kind](course, modules, language, crop)
    out.write_bytes(content)
    click.echo(f"{out}: {len(content):,} bytes")


@learning.command("check-package")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def check_package_file(file: Path, as_json: bool) -> None:
    """Look at a package that others made: an HTML5 app or SCORM 1.2, in a ZIP. Nothing is unpacked, nothing is kept."""
    checked = check_package(file.read_bytes())
    if as_json:
        told = {"kind": checked.kind, "title": checked.title, "launch": checked.launch, "files": checked.files}
        found = {"faults": [_plain(one) for one in checked.faults], "notices": [_plain(one) for one in checked.notices]}
        click.echo(json.dumps({"file": str(file), "ok": not checked.faults, **told, **found}, ensure_ascii=False, indent=1))
        raise SystemExit(REFUSED if checked.faults else 0)
    shown = Console(soft_wrap=True, highlight=False, markup=False)
    for rows, style in ((checked.faults, "red"), (checked.notices, "yellow")):
        for one in rows:
            shown.print(sentence(one), style=style)
    if checked.kind is None:
        raise SystemExit(REFUSED)
    shown.print(f"{KINDS[checked.kind]}: {checked.title or checked.launch} ({checked.files})", style="green")


def _one_of(text: str, choices: Iterable[str]) -> None:
    if text not in choices:
        click.echo(sentence(Refusal("learning.is-none-of", {"text": text, "choices": ", ".join(choices)})), err=True)
        raise SystemExit(REFUSED)


def as_plain(checked: Checked, folder: Path) -> dict[str, Any]:
    """The answer of `--json`. `pack` is null where there are `faults`."""
    course = checked.course
    told = None if course is None else {
        "id": course.id, "version": course.version, "title": dict(course.title), "licence": course.licence, "sha256": course.sha256,
        "languages": list(course.languages), "minutes": course.minutes,
        "modules": [{"id": one.id, "minutes": one.minutes, "activities": list(one.activities)} for one in course.modules],
    }  # fmt: skip
    return {
        "folder": str(folder), "ok": not checked.faults, "pack": told, "faults": [_plain(one) for one in checked.faults],
        "notices": [_plain(one) for one in checked.notices],
    }  # fmt: skip


def _plain(refusal: Refusal) -> dict[str, Any]:
    return {
        "file": refusal.facts.get("file", ""), "line": refusal.facts.get("line"), "code": refusal.code, "message": sentence(refusal)
    }  # fmt: skip


def _show(checked: Checked, folder: Path) -> None:
    shown = Console(soft_wrap=True, highlight=False, markup=False)
    for rows, style in ((checked.faults, "red"), (checked.notices, "yellow")):
        for one in rows:
            at = ":".join(str(one.facts[key]) for key in ("file", "line") if key in one.facts)
            shown.print(f"{at}: {sentence(one)}" if at else sentence(one), style=style)
    course = checked.course
    if course is None:
        shown.print(_("%(folder)s is refused. Faults: %(count)s.") % {"folder": folder.name, "count": len(checked.faults)})
        return
    facts = {
        "pack": course.ref, "modules": len(course.modules), "activities": sum(len(one.activities) for one in course.modules),
        "minutes": course.minutes,
    }  # fmt: skip
    shown.print(_("%(pack)s is sound: %(modules)s modules, %(activities)s activities, %(minutes)s minutes.") % facts, style="green")
    shown.print(f"SHA-256 {course.sha256}")
