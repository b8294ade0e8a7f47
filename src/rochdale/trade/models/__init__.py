"""Tables of trade. Private to this context: others ask `queries` and `operations`."""

from rochdale.trade.models.buying import (
    Allotment,
    Arrival,
    Asked,
    Award,
    BuyingRound,
    HandOut,
    MemberOrder,
    Quote,
    RoundItem,
    RoundPlace,
    SupplierPayment,
    Tender,
)
from rochdale.trade.models.catalogue import AskingPrice, PartnerOffer
from rochdale.trade.models.clearing import Answer, Condition, Container, Counter, Market, Match, Unmatched
from rochdale.trade.models.contracts import Contract, ContractPaper, ContractParty
from rochdale.trade.models.floors import PriceFloor
from rochdale.trade.models.goods import PRICE_UNITS, FirstRefusal, Lot, Need, Offer, OfferCertificate
from rochdale.trade.models.negotiation import Fixation, Negotiation, Turn
from rochdale.trade.models.sales import ContractSignature, ContractVersion, Invoice, Payment, PoolSettlement
from rochdale.trade.models.samples import Allowance, Sample, SampleStep
from rochdale.trade.models.shipments import DocumentRequirement, Milestone, Seal, Shipment, ShipmentContract, ShippingPaper

__all__ = [
    "PRICE_UNITS",
    "Allotment",
    "Allowance",
    "Answer",
    "Arrival",
    "Asked",
    "AskingPrice",
    "Award",
    "BuyingRound",
    "Condition",
    "Container",
    "Contract",
    "ContractPaper",
    "ContractParty",
    "ContractSignature",
    "ContractVersion",
    "Counter",
    "DocumentRequirement",
    "FirstRefusal",
    "Fixation",
    "HandOut",
    "Invoice",
    "Lot",
    "Market",
    "Match",
    "MemberOrder",
    "Milestone",
    "Need",
    "Negotiation",
    "Offer",
    "OfferCertificate",
    "PartnerOffer",
    "Payment",
    "PoolSettlement",
    "PriceFloor",
    "Quote",
    "RoundItem",
    "RoundPlace",
    "Sample",
    "SampleStep",
    "Seal",
    "Shipment",
    "ShipmentContract",
    "ShippingPaper",
    "SupplierPayment",
    "Tender",
    "Turn",
    "Unmatched",
]
