"""Quotations of exchanges, and scenarios side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import content_sha256, operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.people.queries import organization
from rochdale.trade.known import known
from rochdale.trade.models import Quotation, ScenarioShare, ScenarioSheet
from rochdale.trade.permissions import own_organization, require_trading
from rochdale.trade.rules.price_terms import DIFFERENTIAL, EXCHANGES, PriceTerms, refusals_for_price_terms
from rochdale.trade.scenario_rows import Given, sheet_content


@operation
def record_quotation(
    *, id: UUID, by: Actor, at: datetime, exchange: str, month: str, on: date, value: Decimal, quoted_in: str, source: str
) -> str:
    """Record what an exchange quoted for a month of delivery on a day, in its own unit, and where it was read. Returns the id."""
    own = own_organization(by)
    require_trading(by, own)
    product = EXCHANGES[exchange].product if exchange in EXCHANGES else ""
    read = PriceTerms(DIFFERENTIAL, Decimal(0), exchange=exchange, month=month, quotation=value, quoted_in=quoted_in, quoted_on=on)
    refuse_if(refusals_for_price_terms(read, known(), product=product, on=at.date()))
    if not source.strip():
        raise Refused(Refusal("trade.quotation-without-source"))
    row = Quotation.objects.create(
        id=id, exchange=exchange, month=month, on=on, value=value, quoted_in=quoted_in, source=source.strip(), read_for_id=own,
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    after = {"exchange": exchange, "month": month, "on": on, "price": str(row), "source": row.source}
    audit.record(by=by, at=at, what="trade.record-quotation", about=row, after=after)
    return str(id)


@operation
def save_scenarios(*, id: UUID, by: Actor, at: datetime, name: str, scenarios: Sequence[Given]) -> str:
    """Save one to four scenarios side by side, with the exchange rates of the day. The same name again makes the next number."""
    own = own_organization(by)
    require_trading(by, own)
    if not name.strip():
        raise Refused(Refusal("trade.scenarios-need-names"))
    content = sheet_content(scenarios, on=at.date())
    number = ScenarioSheet.objects.filter(organization_id=own, name=name.strip()).count() + 1
    row = ScenarioSheet.objects.create(
        id=id, organization_id=own, name=name.strip(), number=number, content=content, sha256=content_sha256(content), by_id=by.id,
        by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.save-scenarios", about=row, after={"name": row.name, "number": number, "sha256": row.sha256})
    return str(id)


@operation
def share_scenarios(*, id: UUID, by: Actor, at: datetime, sheet_id: UUID, with_id: UUID, shows_costs: bool = False) -> str:
    """Show a sheet to another organization; `shows_costs`: with the cooperative's own costs line by line. Returns the id of the sheet."""
    sheet = ScenarioSheet.objects.select_for_update().get(pk=sheet_id)
    require(by, "trade.offer", sheet)
    reader = organization(with_id)
    if reader is None or with_id == sheet.organization_id:
        raise Refused(Refusal("trade.partner-unknown", {}))
    if with_id in sheet.reader_ids:
        raise Refused(Refusal("trade.scenarios-already-shared", {"name": reader.name}))
    row = ScenarioShare.objects.create(id=id, sheet=sheet, reader_id=with_id, shows_costs=shows_costs, by_id=by.id, by_name=by.name, at=at)
    after: Mapping[str, object] = {"sheet": str(sheet), "with": reader.name, "shows_costs": shows_costs}
    audit.record(by=by, at=at, what="trade.share-scenarios", about=row, after=after)
    return str(sheet_id)
