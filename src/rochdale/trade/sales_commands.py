"""`rochdale trade invoice`: an invoice as paper or as UBL. It joins the group of `price_commands`."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import translation
from django.utils.translation import gettext as _

from rochdale.trade import catalogue_commands as _catalogue_commands  # noqa: F401  # joins the group
from rochdale.trade.invoice_paper import invoice_pdf
from rochdale.trade.invoicing import invoice_of
from rochdale.trade.models import Invoice
from rochdale.trade.price_commands import REFUSED, trade
from rochdale.trade.ubl import ubl

__all__ = ["trade"]


@trade.command("invoice")
@click.argument("number")
@click.option("--format", "shape", type=click.Choice(["ubl", "pdf"]), default="ubl", help="UBL 2.1 by EN 16931, or paper.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; standard output without it.")
def invoice(number: str, shape: str, out: Path | None) -> None:
    """Write invoice or credit note NUMBER as it was issued."""
    row = Invoice.objects.filter(number=number).first()
    if row is None:
        click.echo(_("There is no invoice %(number)s.") % {"number": number}, err=True)
        raise SystemExit(REFUSED)
    if shape == "pdf":
        content = invoice_pdf(row, language=translation.get_language() or "en")
    else:
        with translation.override("en"):
            content = ubl(invoice_of(row.content))
    if out:
        out.write_bytes(content)
    else:
        click.echo(content, nl=False)
