"""`rochdale trade catalogue` and `rochdale trade order`: files for other programs. They join the group of `price_commands`."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from rochdale.people.queries import organizations
from rochdale.trade.catalogue_file import as_bytes, catalogue_of
from rochdale.trade.models import Contract
from rochdale.trade.ordering import order_file
from rochdale.trade.price_commands import REFUSED, trade
from rochdale.trade.rules.catalogue import notices_for

OUT = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; standard output without it.")


@trade.command("catalogue")
@click.argument("organization")
@click.option("--format", "shape", type=click.Choice(["dfc"]), default="dfc", help="JSON-LD of the Data Food Consortium.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day; today without it.")
@OUT
def catalogue(organization: str, shape: str, on: object, out: Path | None) -> None:
    """Write what ORGANIZATION (its name or id) shows to the market, with its lots and how they were milled. No reserve is in it."""
    found = [one for one in organizations() if organization.casefold() in (one.name.casefold(), str(one.id))]
    if len(found) != 1:
        click.echo(_("There is no one organization called %(name)s.") % {"name": organization}, err=True)
        raise SystemExit(REFUSED)
    day = on.date() if hasattr(on, "date") else timezone.localdate()  # a command may read the clock
    told = catalogue_of(UUID(str(found[0].id)), day, with_batches=True)
    for notice in notices_for(told.items):
        click.echo(sentence(notice), err=True)
    _write(as_bytes(told), out)


@trade.command("order")
@click.argument("number")
@click.option("--format", "shape", type=click.Choice(["ubl"]), default="ubl", help="UBL 2.1.")
@OUT
def order(number: str, shape: str, out: Path | None) -> None:
    """Write the order that the buyer of contract NUMBER would send."""
    row = Contract.objects.select_related("buyer").filter(number=number).first()
    if row is None:
        click.echo(_("There is no contract %(number)s.") % {"number": number}, err=True)
        raise SystemExit(REFUSED)
    try:
        content = order_file(row)
    except Refused as refused:
        click.echo(sentence(refused.refusals[0]), err=True)
        raise SystemExit(REFUSED) from None
    _write(content, out)


def _write(content: bytes, out: Path | None) -> None:
    if out:
        out.write_bytes(content)
    else:
        click.echo(content, nl=False)
