"""`rochdale registry verify-certificate` and `withdraw-key`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from rochdale.base.actor import SYSTEM
from rochdale.base.words import sentence
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.kernel.signing_keys import PublicKey
from rochdale.registry.certificate_page import plain, verdict_of
from rochdale.registry.operations import withdraw_key
from rochdale.registry.queries.certificates import Verified, verified
from rochdale.registry.rules.certificates import proven

NOT_TRUE = 1
"""Exit code of a certificate that proves nothing. 2 is click's own for a wrong option."""
MOST_BYTES = 10_000_000
_TOKEN = re.compile(rb"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}")


@click.command("verify-certificate")
@click.argument("certificate", metavar="FILE|TEXT")
@click.option(
    "--keys",
    "key_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Check with the JWK set in this file alone, not with the register.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify_certificate(certificate: str, key_file: Path | None, as_json: bool) -> None:
    """Whether a certificate is true: its text, its address, or a file with either (the PDF will do).

    Ends with 1 where it proves nothing.
    """
    text = _text(certificate)
    found = Verified(proven(text, _keys(key_file))) if key_file else verified(text, today=localdate(timezone.now()))
    if as_json:
        click.echo(json.dumps(plain(found), ensure_ascii=False, indent=1))
    else:
        verdict = verdict_of(found)
        click.echo(verdict.sentence)
        for line in (verdict.remedy, *(f"  {name}: {value}" for name, value in verdict.facts)):
            if line:
                click.echo(line)
    if not found.is_believed:
        raise SystemExit(NOT_TRUE)


def _text(certificate: str) -> str:
    try:
        file = Path(certificate)
        if not file.is_file():
            return certificate
        content = file.read_bytes()[:MOST_BYTES]
    except (OSError, ValueError):  # a text too long for a name of a file
        return certificate
    if content.startswith(b"%PDF-"):
        held = _TOKEN.search(content)
        return held[0].decode() if held else ""
    return content.decode("utf-8", errors="replace")


def _keys(file: Path) -> dict[str, PublicKey]:
    try:
        held = [PublicKey(str(one["x"])) for one in json.loads(file.read_text(encoding="utf-8"))["keys"] if one.get("crv") == "Ed25519"]
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise click.BadParameter(_("%(file)s is no JWK set.") % {"file": file.name}) from trouble
    return {key.id: key for key in held}


@click.command("withdraw-key")
@click.argument("key_id", metavar="KEY")
@click.option("--reason", required=True, help="Why it is believed no more.")
def withdraw(key_id: str, reason: str) -> None:
    """Believe no certificate signed with KEY any more, but those in the register's own list: its secret half was lost or stolen."""
    try:
        withdraw_key(id=new_id(), by=SYSTEM, at=timezone.now(), key_id=key_id, reason=reason)
    except Refused as refused:
        click.echo(sentence(refused.refusals[0]), err=True)
        raise SystemExit(NOT_TRUE) from None
    click.echo(_("The key %(key)s is withdrawn.") % {"key": key_id})
