"""`rochdale supply epcis`, `evidence` and `verify-evidence`. They are added to the group by `supply.commands`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn
from uuid import UUID

import click
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rochdale.base.words import said, sentence
from rochdale.kernel.refusal import Refusal
from rochdale.supply.models import Lot
from rochdale.supply.pack_contents import Wanted, write_pack
from rochdale.supply.queries import proof
from rochdale.supply.queries.epcis import document_of
from rochdale.supply.rules.epcis import as_text
from rochdale.supply.rules.epcis_checks import refusals_for_document
from rochdale.supply.rules.evidence import blocks_of
from rochdale.supply.rules.pack_file import faults_in, manifest_of

REFUSED = 1
"""Exit code when a file was changed, or a lot does not prove itself. 2 is click's own for a wrong option."""
FILE = click.Path(dir_okay=False, path_type=Path)
MOST_SHOWN = 50


@click.command("epcis")
@click.argument("lot")
def epcis(lot: str) -> None:
    """Print everything that happened to LOT as one EPCIS 2.0 document (JSON-LD)."""
    document = document_of(_lot(lot), at=_now())
    wrong = list(refusals_for_document(document))
    if wrong:  # a mistake of ours: nothing that is not in order leaves
        _stop(wrong)
    click.echo(as_text(document))


@click.command("evidence")
@click.argument("lot")
@click.option("--out", type=FILE, required=True, help="The ZIP file to write.")
@click.option("--species", default="", help="Scientific name, where the product has several, such as “Coffea arabica L.”.")
@click.option("--for", "for_whom", default="", help="The buyer it is for.")
@click.option("--redacted", is_flag=True, help="A draft without names and plots.")
@click.option("--strict", is_flag=True, help="Write nothing when something speaks against the lot.")
def evidence(lot: str, out: Path, species: str, for_whom: str, redacted: bool, strict: bool) -> None:
    """Write the evidence pack of LOT; a draft, and why, when something speaks against it.

    Nothing is issued or kept: that is done on the page of the lot, by whoever answers for it.
    """
    row, at = _lot(lot), _now()
    asked = proof.asked_for(row, species=species)
    found = proof.dossier(row, asked, on=localdate(at))
    blocks = blocks_of(found.checks)
    is_draft = bool(blocks) or redacted
    if blocks and strict:
        _stop(blocks)
    wanted = Wanted(f"{row.code}-{at:%y%m%d}", for_whom or _("whom it concerns"), get_language() or "en", at, redacted, is_draft)
    try:
        pack = write_pack(out, found, wanted)
    except OSError as trouble:
        _stop([Refusal("supply.pack-is-no-pack", {"file": str(out), "trouble": trouble.strerror or ""})])
    click.echo(_("%(files)s files, SHA-256 %(sha256)s") % {"files": len(pack.files) + 1, "sha256": pack.sha256})
    if is_draft:
        click.echo(_("It is a draft."), err=True)
    for block in blocks[:MOST_SHOWN]:
        click.echo(sentence(block), err=True)


@click.command("verify-evidence")
@click.argument("file", type=FILE)
def verify_evidence(file: Path) -> None:
    """Compare each file of a pack with its manifest, and the pack with its seal. Exit code 0 only when all is as it was made."""
    if not file.is_file():
        _stop([Refusal("supply.pack-is-no-pack", {"file": file.name, "trouble": _("there is no such file")})])
    faults = list(faults_in(file))
    if faults:
        _stop(faults)
    manifest = manifest_of(file)
    facts = {"files": len(manifest["files"]), "lot": manifest["lot"], "cooperative": manifest["cooperative"], "at": manifest["made_at"]}
    click.echo(_("Whole: %(files)s files of lot %(lot)s, %(cooperative)s, made %(at)s.") % facts)


def register(group: click.Group) -> None:
    """Add these commands."""
    for command in (epcis, evidence, verify_evidence):
        group.add_command(command)


def _lot(code: str) -> Lot:
    """The lot with that number (or id); with two of the same number in two cooperatives, its id is needed."""
    rows = Lot.objects.select_related("season")
    found = list(rows.filter(code=code).order_by("id")[:2]) or list(rows.filter(pk__in=_ids(code)))
    if len(found) != 1:
        code_of = "supply.not-found" if not found else "supply.lot-is-not-the-only-one"
        _stop([Refusal(code_of, {"what": code})])
    return found[0]


def _ids(text: str) -> list[UUID]:
    try:
        return [UUID(text)]
    except ValueError:
        return []


def _stop(refusals: list[Refusal]) -> NoReturn:
    for refusal in refusals[:MOST_SHOWN]:
        words = said(refusal)
        click.echo(f"{words.says} {words.remedy}".strip(), err=True)
    raise SystemExit(REFUSED)


def _now() -> datetime:
    return datetime.now(tz=UTC)
