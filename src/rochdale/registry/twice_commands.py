"""`rochdale registry find-twice`: go through the register of an office for what may have been registered twice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click
from django.utils.translation import ngettext

from rochdale.registry.models import EntityNow, ProposedPair, RegisterOffice
from rochdale.registry.twice_finding import codes_under, find_all
from rochdale.registry.twice_page import pair_told

SHOWN = 20


@click.command("find-twice")
@click.option("--office", required=True, metavar="CODE", help="The office whose register is gone through, with those under it, such as TG.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def find_twice(office: str, as_json: bool) -> None:
    """Find entries that may be one, and keep them for the office to decide. Nothing is merged by this."""
    rows = list[ProposedPair]()
    for country in _countries(office):
        codes = codes_under(country, office)
        find_all(country, codes)
        found = ProposedPair.objects.filter(country=country, office__in=codes, other_office__in=codes, verdict="")
        rows += found.select_related("first__now__entity", "second__now__entity").order_by("-evidence", "id")
    if as_json:
        click.echo(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=1))
        return
    counted = ngettext("%(count)s pair waits for somebody to say.", "%(count)s pairs wait for somebody to say.", len(rows))
    click.echo("\n".join([counted % {"count": f"{len(rows):,}"}, *_told(rows[:SHOWN])]))


def _countries(office: str) -> list[str]:
    """Of offices with that code, set up or only named by filings."""
    found = RegisterOffice.objects.filter(code=office).order_by("country").values_list("country", flat=True)
    named = EntityNow.objects.filter(office=office).order_by("entity__country").values_list("entity__country", flat=True).distinct()
    return sorted({*found, *named})


def _told(rows: Sequence[ProposedPair]) -> list[str]:
    lines = []
    for row in rows:
        it = pair_told(row)
        lines.append(f"{it.percent} %  {it.first.name} | {it.second.name}  ({'; '.join(says for _look, says in it.reasons)})")
    return lines


def _plain(row: ProposedPair) -> dict[str, Any]:
    it = pair_told(row)
    sides = [{"id": str(one.id), "name": one.name, "number": one.number, "place": one.place} for one in (it.first, it.second)]
    return {
        "evidence": row.evidence,
        "first": sides[0],
        "second": sides[1],
        "apart_km": row.why["apart_km"],
        "why": [says for _look, says in it.reasons],
    }
