"""Where a premium went, as bars: what was spent on each project, what it still has, what nobody has decided on."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from rochdale.trade.premium_words import CATEGORIES
from rochdale.trade.queries.premium import Ledger
from rochdale.ui.charts import THREADS, Bar, Part, bars

DYES = dict(zip(CATEGORIES, (*THREADS, ("sun", "")), strict=True))
"""Dye and weave of each kind of project: told apart in print, too."""


def where_it_went(found: Ledger) -> list[Bar]:
    """One bar a project, then what is not spent and what is not planned."""
    parts = []
    for _plan, projects in found.plans:
        for one in projects:
            dye, weave = DYES[one.row.category]
            parts.append(Part(one.row.name, max(one.spent.amount, Decimal(0)), str(CATEGORIES[one.row.category]), dye, weave))
    waiting = found.planned - found.spent
    parts.append(Part(_("Decided, not spent yet"), max(waiting.amount, Decimal(0)), dye="edge"))
    parts.append(Part(_("Not decided yet"), max(found.unplanned.amount, Decimal(0)), dye="rule"))
    return bars([part for part in parts if part.amount])
