"""Who does what under a contract, and its clauses, as they stand on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.countries import country_name
from rochdale.trade.models import Contract
from rochdale.trade.rules.versions import Clauses
from rochdale.trade.versions import clauses_of, version_in_force
from rochdale.ui.templatetags.ui import written


@dataclass(frozen=True, slots=True)
class Yes:
    """A party's yes to a version, as recorded."""

    organization: str
    name: str
    on: date


@dataclass(frozen=True, slots=True)
class Agreed:
    """The version in force: its clauses, what its parties are called, and who said yes to it."""

    number: int
    sha256: str
    clauses: Clauses
    names: Mapping[UUID, str]
    answers: Sequence[Yes]


def agreed_of(contract: Contract) -> Agreed | None:
    """What the parties of a contract agreed on last, or None while they have not."""
    version = version_in_force(contract)
    if version is None:
        return None
    rows = version.signatures.select_related("organization").order_by("at", "id")
    names = {row.organization_id: row.organization.name for row in rows}
    answers = [Yes(row.organization.name, row.by_name, row.at.date()) for row in rows]
    return Agreed(version.number, version.sha256, clauses_of(version), names, answers)


def agreed_content(agreed: Agreed | None) -> dict[str, object]:
    """The same for the template, in words of the language that is active; without rows while nothing was agreed on."""
    if agreed is None:
        return {"title": "", "rows": [], "headings": [], "answers": [], "says": ""}
    said = agreed.clauses
    licence = _("licence %(number)s") % {"number": said.exporter_licence} if said.exporter_licence else ""
    rows = [
        (_("Seller by law"), _lines(agreed.names[said.seller_id], said.seller_address, said.seller_registration, said.seller_vat_id)),
        (_("Exporter"), _lines(said.exporter, licence)),
        (_("Importer"), f"{said.importer}, {country_name(said.importer_country)}"),
        (_("Address of the buyer"), said.buyer_address),
        (_("Is paid"), _lines(said.payee, said.account, said.bank)),
        (_("Days to pay"), written(said.days_to_pay)),
        (_("Which weight counts?"), _("Landed weight") if said.weights == "landed" else _("Shipped weight")),
        (_("Weight allowed more or less"), _percent(said.tolerance)),
        *_pool(agreed),
        (_("Disputes"), said.disputes),
        (_("Further"), said.other),
    ]
    return {
        "title": _("Who does what"),
        "rows": [(name, value) for name, value in rows if value],
        "headings": [_("Party"), _("Said yes in Rochdale"), _("On")],
        "answers": [[one.organization, one.name, date_format(one.on, "j F Y")] for one in agreed.answers],
        "says": _("Version %(number)s. An amendment is the next version, and counts once every party has said yes to it.")
        % {"number": agreed.number},
    }


def _pool(agreed: Agreed) -> list[tuple[str, str]]:
    """How a pool's money is held and shared out; nothing where one cooperative sells."""
    said = agreed.clauses
    if said.pool_holder_id is None:
        return []
    quality = _("%(step)s more for each point above %(score)s, less for each below")
    facts = {"step": _percent(said.step), "score": written(said.base_score.normalize())}
    return [
        (_("Holds the money of the pool"), agreed.names[said.pool_holder_id]),
        (_("Space that stays empty"), _("Whoever brought too little") if said.bears_shortfall == "short" else _("All, by weight")),
        (_("A claim on quality"), _("Whose lot it is") if said.bears_claim == "lot" else _("All, by weight")),
        (_("Quality"), quality % facts if said.step else _("not weighed")),
        (_("Moisture at which kg are compared"), _percent(said.reference_moisture)),
    ]


def _percent(share: Decimal) -> str:
    return f"{written((share * 100).normalize())} %"


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
