"""`rochdale registry search` and `rochdale registry check-name`: who is registered under a name, and whether a new name is free."""

from __future__ import annotations

import json
from typing import Any

import click
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refused
from rochdale.registry.name_words import SCOPES, VERDICTS, told
from rochdale.registry.queries.name_checks import NameCheck, check_name, place_of
from rochdale.registry.queries.names import LIMIT, Hit, search

REFUSED = 1
"""Exit code when the text is no name. 2 is click's own for a wrong option."""
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


@click.command("search")
@click.argument("text")
@click.option("--place", default="", metavar="CODE", help="Only what has its seat in this place, such as TG/maritime/zio.")
@click.option("--form", default="", metavar="CODE", help="Only cooperatives of this legal form.")
@click.option("--limit", default=LIMIT, show_default=True, type=click.IntRange(1, 200), help="So many at most.")
@JSON
def find(text: str, place: str, form: str, limit: int, as_json: bool) -> None:
    """Cooperatives that TEXT may mean: names of today and earlier ones, acronyms, numbers, misspelt ones too; best first."""
    hits = search(text, place=place_of(place), form=form, limit=limit, similar=True)
    if as_json:
        click.echo(json.dumps([plain(hit) for hit in hits], ensure_ascii=False, indent=1))
        return
    if not hits:
        click.echo(_("Nothing in the register is called so, or nearly so."))
        return
    table = Table(_("Name"), _("Number"), _("Place"), _("Likeness"), _("Why"), box=None, pad_edge=False)
    for hit in hits:
        table.add_row(hit.name, hit.number, ", ".join(reversed(hit.place)), percent(hit.score), _why(hit))
    Console(soft_wrap=False).print(table)


@click.command("check-name")
@click.argument("text")
@click.option("--place", required=True, metavar="CODE", help="Where the seat will be, such as TG/maritime/zio/zio-3/agbelouve/agokpala.")
@click.option("--office", default="", metavar="CODE", help="The office that registers; without it, any.")
@JSON
def check(text: str, place: str, office: str, as_json: bool) -> None:
    """Whether a cooperative may be called TEXT in a place: free, a warning, or for an officer to look at."""
    try:
        checked = check_name(text, place_of(place), office=office)
    except Refused as refused:
        first = refused.refusals[0]
        answer = {"refused": {"code": first.code, "message": sentence(first)}}
        click.echo(json.dumps(answer, ensure_ascii=False, indent=1) if as_json else sentence(first), err=not as_json)
        raise SystemExit(REFUSED) from None
    if as_json:
        click.echo(json.dumps(_plain_check(checked), ensure_ascii=False, indent=1))
    else:
        _show(checked)


def plain(hit: Hit) -> dict[str, Any]:
    """A hit as JSON values. `place` goes from narrow to wide, as on a letter; `score` from 0 to 1."""
    return {
        "id": str(hit.entity_id),
        "name": hit.name,
        "number": hit.number,
        "place": ", ".join(reversed(hit.place)),
        "score": hit.score,
        "place_code": hit.place_code,
        "matched": hit.matched,
        "reasons": [str(one.why) for one in hit.reasons],
        "why": told(hit.reasons),
    }


def _plain_check(checked: NameCheck) -> dict[str, Any]:
    return {
        "name": checked.name,
        "place": checked.place,
        "compared_as": checked.compared_as,
        "form_words": list(checked.form_words),
        "verdict": str(checked.verdict),
        "message": str(VERDICTS[checked.verdict]),
        "bearers": checked.bearers,
        "clashes": [plain(one.hit) | {"scope": str(one.scope)} for one in checked.clashes],
    }


def _show(checked: NameCheck) -> None:
    shown = Console(soft_wrap=False)
    shown.print(str(VERDICTS[checked.verdict]), highlight=False, markup=False)
    if not checked.clashes:
        return
    table = Table(_("Name"), _("Where"), _("Place"), _("Likeness"), _("Why"), box=None, pad_edge=False)
    for one in checked.clashes:
        place = ", ".join(reversed(one.hit.place))
        table.add_row(one.hit.name, str(SCOPES[one.scope]), place, percent(one.hit.score), _why(one.hit))
    shown.print(table)


def _why(hit: Hit) -> str:
    why = told(hit.reasons)
    return why if hit.matched == hit.name else f"{hit.matched}: {why}"


def percent(score: float) -> str:
    """0.9512 as 95 %."""
    return f"{round(100 * score)} %"
