"""`rochdale learning verify-credential`."""

from __future__ import annotations

import json
from pathlib import Path

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from rochdale.learning.credential_page import plain, verdict_of
from rochdale.learning.queries.credentials import Verified, verified
from rochdale.learning.rules.baking import Unbakeable, unbaked
from rochdale.learning.rules.credential_checks import Outcome, Trusted, checked
from rochdale.learning.rules.issuers import keys_of

NOT_GOOD = 1
"""Exit code of a certificate that is not good. 2 is click's own for a wrong option."""


@click.command("verify-credential")
@click.argument("certificate", metavar="FILE|TEXT")
@click.option(
    "--issuer",
    "issuer_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Trust the issuer of this DID document (did.json) alone, without a line: what was revoked is not asked.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify_credential(certificate: str, issuer_file: Path | None, as_json: bool) -> None:
    """Whether a certificate of learning (an Open Badge 3.0) is good: its text, or a file with it: PNG, SVG, JWT, JSON.

    Ends with 1 where it is not.
    """
    text, at = _text(certificate), timezone.now()
    found = Verified(checked(text, _trusted(issuer_file), at=at)) if issuer_file else verified(text, at=at)
    if as_json:
        click.echo(json.dumps(plain(found), ensure_ascii=False, indent=1))
    else:
        verdict = verdict_of(found)
        for line in (verdict.sentence, verdict.why, verdict.remedy, *(f"  {name}: {value}" for name, value in verdict.facts)):
            if line:
                click.echo(line)
    if found.checked.outcome not in (Outcome.GOOD, Outcome.UNCHECKED):
        raise SystemExit(NOT_GOOD)


def _text(certificate: str) -> str:
    try:
        file = Path(certificate)
        return unbaked(file.read_bytes()) if file.is_file() else certificate
    except Unbakeable:
        return ""
    except (OSError, ValueError):  # a text too long for a name of a file
        return certificate


def _trusted(file: Path) -> Trusted:
    try:
        return dict([keys_of(json.loads(file.read_text(encoding="utf-8")))])
    except (ValueError, KeyError, TypeError, AttributeError) as trouble:
        raise click.BadParameter(_("%(file)s is no DID document.") % {"file": file.name}) from trouble
