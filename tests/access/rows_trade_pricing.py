"""What each role is answered of quotations and scenarios."""

from __future__ import annotations

from decimal import Decimal

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.trade.operations import save_scenarios, share_scenarios
from rochdale.trade.rules.scenarios import Scenario
from rochdale.trade.scenario_rows import Given
from tests.access.matrix import Row, World, row
from tests.access.rows_trade import OPERATOR, SENT, TRADERS, fresh, made


def prepare(world: World) -> None:
    """A sheet of Noy's that Freja's organization is shown."""
    at, noy = timezone.now(), world.cast.actor("noy")
    scenario = Given(Scenario("One", "FOB", Decimal(5), "USD", "kg", Decimal(600)))
    sheet = save_scenarios(id=new_id(), by=noy, at=at, name="Sheet", scenarios=(scenario,))
    share_scenarios(id=new_id(), by=noy, at=at, sheet_id=sheet, with_id=world.cast.faelles.id)
    world.made["sheet"] = sheet


API = {"anonymous": 401}
MEMBERS = {"no_office": 403, "others": 200}
SHEET = {"sheet_id": made("sheet")}
READERS = {"member": 200, "officer": 200, "buyer": 200, "others": 404}
KEEPERS = {"member": 403, "officer": 200, "others": 404}
ONE = {"name": "A", "term": "FOB", "price": "5", "currency": "USD", "unit": "kg", "kg": "1"}
MADE = {**TRADERS, "officer": 201, "other_officer": 201, "buyer": 201}
QUOTED = {"exchange": "KC", "month": "2028-03", "on": "2026-01-05", "value": "1", "quoted_in": "USc/lb", "source": "S"}

ROWS: list[Row] = [
    row("trade:prices", **MEMBERS),
    row("trade:quotations", **MEMBERS),
    row("trade:new-quotation", **TRADERS),
    row("trade:new-quotation", "POST", sends=SENT, **TRADERS),
    row("trade:rates", **MEMBERS),
    row("trade:new-rate", **OPERATOR),
    row("trade:new-rate", "POST", sends=SENT, **OPERATOR),
    row("trade:scenarios", **MEMBERS),
    row("trade:new-scenario", **TRADERS),
    row("trade:new-scenario", "POST", sends={"step": 1}, **TRADERS),
    row("trade:scenario-sheet", "GET", SHEET, **READERS),
    row("trade:scenario-sheet", "GET", {"sheet_id": fresh}, others=404),
    row("trade:scenario", "GET", {**SHEET, "place": 1}, **READERS),
    row("trade:scenario", "GET", {**SHEET, "place": 2}, others=404),
    row("trade:add-scenario", "GET", SHEET, **KEEPERS),
    row("trade:add-scenario", "POST", SHEET, {"step": 1}, **KEEPERS),
    row("trade:share-scenarios", "GET", SHEET, **KEEPERS),
    row("trade:share-scenarios", "POST", SHEET, SENT, **KEEPERS),
    row("api:quotations", **API, **MEMBERS),
    row("api:record_quotation", "POST", {}, QUOTED, **API, **MADE),
    row("api:scenarios", **API, **MEMBERS),
    row("api:save_scenarios", "POST", {}, {"name": "S", "scenarios": [ONE]}, **API, **MADE),
    row("api:scenario_sheet", "GET", SHEET, **API, **READERS),
]
