"""Who does what in the tests' contract, and everything of it shipped."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from rochdale.base.actor import Actor
from rochdale.trade.invoicing import Shipped
from rochdale.trade.models import Contract
from rochdale.trade.rules.versions import Clauses


def clauses(by: Actor, **changed: object) -> Clauses:
    """The organization of `by` sells and holds the pool's money; a company in Aarhus imports."""
    seller = by.organization_id
    assert seller is not None
    said = Clauses(
        seller_id=seller, seller_address="Ban Nongluang", seller_vat_id="", seller_registration="LA-2024-17", exporter="Bolaven Export Co",
        exporter_licence="EX-77", importer="Nordic Green Imports", importer_country="DK", buyer_address="Roskildevej 65",
        payee="Bolaven Farmers", account="LA0100000017", bank="COEBLALA", pool_holder_id=seller, days_to_pay=30, tolerance=Decimal("0.03"),
        weights="shipped", bears_shortfall="short", bears_claim="lot", step=Decimal("0.02"), base_score=Decimal(83),
        reference_moisture=Decimal("0.12"),
        disputes="London", other="",
    )  # fmt: skip
    return replace(said, **changed)  # type: ignore[arg-type]


def shipped_whole(contract: Contract) -> list[Shipped]:
    """All kg of every lot."""
    return [Shipped(position, Decimal(line["kg"])) for position, line in enumerate(contract.terms["lines"])]
