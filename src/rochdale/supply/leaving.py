"""What of supply leaves with a cooperative: everything but the balances, which the database adds up again where it arrives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.apps import apps

from rochdale.base.leaving import Scope, part
from rochdale.people.leaving import also_present
from rochdale.supply.models import Grower, ProofRule

SAYS = {
    "Facility": "Its collection points, mills and warehouses.",
    "Season": "Its seasons.",
    "YieldCap": "What a hectare can give, as it reckons.",
    "Ratio": "What a kg of one form becomes of another, as it measured.",
    "Grower": "Its growers: number, village, way of payment.",
    "Plot": "Their plots.",
    "PlotVersion": "The outlines of the plots, in all versions.",
    "Certificate": "Certificates of its growers' group.",
    "Approval": "Which grower stood on which approved list, from when to when.",
    "Inspection": "Inspections of growers.",
    "Gap": "What had to be put right, and whether it was.",
    "Mandate": "What growers allowed to be kept back from their payments.",
    "PriceList": "Its price lists.",
    "Price": "The prices on them.",
    "Series": "How its receipts are numbered.",
    "Lot": "Its lots.",
    "Delivery": "What growers delivered, and what was taken back.",
    "DeliveryPlot": "From which plots a delivery came.",
    "TestWeight": "Trials of its scales.",
    "Run": "Its processing batches.",
    "RunInput": "What went into a batch.",
    "RunOutput": "What came out of a batch.",
    "Movement": "Every change of its stock, in grams. The balances are their sum.",
    "Waybill": "Its waybills.",
    "WaybillLine": "What was on a waybill, and what arrived.",
    "Onward": "What became of its lots after they left.",
    "AccountEntry": "Every change of its growers' accounts, in minor units. The balances are their sum.",
    "CashBox": "Its cash boxes.",
    "CashEntry": "Every change of a cash box. What it holds is their sum.",
    "PayRun": "What it paid to many growers at once.",
    "PayLine": "What each grower got in a pay run.",
    "Payment": "Every payment to a grower.",
    "DayClose": "Its counts of cash.",
    "Sample": "Samples taken from its lots.",
    "QualityResult": "What was found in them, under which protocol.",
    "RiskResult": "What was found about the forest on each plot.",
    "LegalPaper": "Papers of legality, of itself, its growers and their plots.",
    "EvidencePack": "Evidence packs it made.",
    "PackGrower": "Of whose plots an evidence pack tells.",
    "Captured": "Documents of events that others sent it.",
    "CapturedEvent": "The events in them.",
    "SalePayment": "What its growers got out of a sale.",
    "SaleShare": "The same, delivery by delivery.",
    "StatementWord": "Sentences about a sale that its growers read on their statements.",
    "StatementWordTo": "On whose statements they stand.",
}
NEEDS = {
    "LegalPaper": {"document_id": "base.Document"},
    "EvidencePack": {"document_id": "base.Document"},
    "StatementWord": {"picture_id": "base.Document"},
}
"""Columns that name a document without being a key."""


def _own(name: str) -> Callable[[Scope], Any]:
    return lambda scope: apps.get_model("supply", name).objects.filter(organization_id=scope.organization_id)


for _name, _says in SAYS.items():
    part(f"supply.{_name}", says=_says, own=_own(_name), needs=NEEDS.get(_name, {}))

part("supply.ProofRule", says="Rows of the law: they stay with the installation.", own=lambda scope: ProofRule.objects.none())

also_present(lambda scope: Grower.objects.filter(organization_id=scope.organization_id).values("person_id"))
