"""`rochdale trade`: what goods cost landed, and what a price leaves at the farm gate. Nothing is stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

import click
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rich.console import Console
from rich.table import Table

from rochdale.base.words import sentence
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refused
from rochdale.trade import price_words as _price_words  # noqa: F401  # registers the sentences used here
from rochdale.trade.rules.farm_gate import Step, farm_gate
from rochdale.trade.rules.landed_cost import Costs, Landed, landed

REFUSED = 1
"""Exit code when a figure cannot be. 2 is click's own for a wrong option."""
PERCENT = Decimal(100)
LINES: Mapping[str, Any] = {
    "fob": "FOB",
    "freight": gettext_lazy("Freight"),
    "insurance": gettext_lazy("Insurance"),
    "cif": "CIF",
    "terminal": gettext_lazy("Terminal"),
    "duty": gettext_lazy("Duty"),
    "clearance": gettext_lazy("Clearance"),
    "inland": gettext_lazy("On to the buyer"),
    "finance": gettext_lazy("Cost of the advance"),
}


class Figure(click.ParamType[Decimal]):
    """A decimal figure with a point."""

    name = "figure"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Decimal:
        """As a `Decimal`."""
        try:
            found = Decimal(str(value))
        except InvalidOperation:
            self.fail(_("“%(value)s” is no figure.") % {"value": value}, param, ctx)
        return found if found.is_finite() else self.fail(_("“%(value)s” is no figure.") % {"value": value}, param, ctx)


FIGURE = Figure()


@click.group(help="What goods cost landed, what a price leaves at the farm gate, invoices.")
def trade() -> None:
    """The group; the sentence above is what `rochdale --help` shows."""


@trade.command("landed-cost")
@click.option("--fob", type=FIGURE, required=True, help="Value of the goods on board, premium included.")
@click.option("--currency", required=True, help="Of every amount, such as USD.")
@click.option("--kg", type=FIGURE, required=True, help="Weight of the goods.")
@click.option("--freight", type=FIGURE, default="0", help="Main carriage.")
@click.option("--insurance", type=FIGURE, default="0", help="Rate in %, on 110 % of the CIF value.")
@click.option("--terminal", type=FIGURE, default="0", help="Handling at the port of arrival.")
@click.option("--duty", type=FIGURE, default="0", help="Rate in %, on the CIF value.")
@click.option("--clearance", type=FIGURE, default="0", help="Clearing through customs.")
@click.option("--inland", type=FIGURE, default="0", help="From the port to the buyer.")
@click.option("--advance", type=FIGURE, default="0", help="Share of the value paid in advance, in %.")
@click.option("--interest", type=FIGURE, default="0", help="Interest on the advance, in % a year of 360 days.")
@click.option("--days", type=click.IntRange(min=0), default=0, help="How long the advance stands.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def landed_cost(*, fob: Decimal, currency: str, kg: Decimal, as_json: bool, **told: Any) -> None:
    """What goods cost at the buyer's door, line by line."""
    costs = Costs(
        freight=told["freight"], insurance_rate=told["insurance"] / PERCENT, terminal=told["terminal"], clearance=told["clearance"],
        inland=told["inland"], duty_rate=told["duty"] / PERCENT, advance_share=told["advance"] / PERCENT,
        interest_rate=told["interest"] / PERCENT, days=told["days"],
    )  # fmt: skip
    if kg <= 0:
        raise click.BadParameter(_("The weight must be more than 0 kg."), param_hint="--kg")
    try:
        found = landed(fob, costs)
        lines = _lines(found, currency)
    except Refused as refused:
        _refuse(refused, as_json=as_json)
    each = found.total / kg
    if as_json:
        plain = {name: str(amount.amount) for name, amount in lines.items()}
        total = str(Money(found.total, currency).rounded().amount)
        click.echo(json.dumps(plain | {"landed": total, "per_kg": f"{each:.4f}", "currency": currency}, indent=1))
        return
    table = Table(_("Line"), _("Amount"))
    for name, amount in lines.items():
        table.add_row(str(LINES[name]), str(amount))
    table.add_row(_("Landed"), f"{Money(found.total, currency)}")
    table.add_row(_("For a kg"), f"{each:.4f} {currency}")
    Console(soft_wrap=False).print(table)


def _lines(found: Landed, currency: str) -> dict[str, Money]:
    return {name: Money(getattr(found, name), currency).rounded() for name in LINES}


@trade.command("farm-gate")
@click.option("--price", type=FIGURE, required=True, help="For a kg FOB, without premium.")
@click.option("--currency", required=True, help="Of every amount, such as USD.")
@click.option("--less", multiple=True, metavar="WHAT=AMOUNT", help="Taken off a kg, such as export=0.40. May be said more than once.")
@click.option("--step", "steps", multiple=True, metavar="FORM:OUTTURN:COST", help="One form back, such as parchment:0.80:0.25, in order.")
@click.option("--into", default="", help="Another currency in which the result is shown.")
@click.option("--rate", type=FIGURE, default="0", help="Units of that currency for one of the first.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def farm_gate_of(
    *, price: Decimal, currency: str, less: tuple[str, ...], steps: tuple[str, ...], into: str, rate: Decimal, as_json: bool
) -> None:
    """What a price leaves for a kg of each form, back to what the grower brings."""
    try:
        taken = {name: FIGURE.convert(amount, None, None) for name, _mark, amount in (one.partition("=") for one in less)}
        back = [Step(form, FIGURE.convert(share, None, None), FIGURE.convert(cost, None, None)) for form, share, cost in map(_three, steps)]
        worth = farm_gate(price, taken, back)
        forms = [_told(form, each, currency, into, rate) for form, each in worth.items()]
    except Refused as refused:
        _refuse(refused, as_json=as_json)
    if as_json:
        click.echo(json.dumps({"currency": currency, "forms": forms}, ensure_ascii=False, indent=1))
        return
    table = Table(_("Form"), f"{currency} / kg", *([f"{into} / kg"] if into else []))
    for row in forms:
        table.add_row(*row.values())
    Console(soft_wrap=False).print(table)


def _three(text: str) -> tuple[str, str, str]:
    parts = text.split(":")
    if len(parts) != 3:
        raise click.BadParameter(text, param_hint="--step FORM:OUTTURN:COST")
    return parts[0], parts[1], parts[2]


def _told(form: str, each: Decimal, currency: str, into: str, rate: Decimal) -> dict[str, str]:
    Money(each, currency)  # refuses a currency that is none
    told = {"form": form, "per_kg": f"{each:.6f}"}
    return told | ({f"in_{into}": str(Money(each * rate, into).rounded().amount)} if into else {})


def _refuse(refused: Refused, *, as_json: bool) -> NoReturn:
    says = sentence(refused.refusals[0])
    told = {"refused": {"code": refused.refusals[0].code, "message": says}}
    click.echo(json.dumps(told, ensure_ascii=False) if as_json else says, err=not as_json)
    raise SystemExit(REFUSED)
