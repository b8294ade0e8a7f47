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
from rochdale.trade.models.certificates import Certificate, CertificateChange, CertificatePaper, CertifiedGroup, GroupMember
from rochdale.trade.models.clearing import Answer, Condition, Container, Counter, Market, Match, Unmatched
from rochdale.trade.models.contracts import Contract, ContractPaper, ContractParty
from rochdale.trade.models.days import DayReminder, MarketDay
from rochdale.trade.models.floors import PriceFloor
from rochdale.trade.models.frameworks import CallOff, CallOffAnswer, Framework, FrameworkNotice, FrameworkSignature, FrameworkVersion
from rochdale.trade.models.goods import PRICE_UNITS, FirstRefusal, Lot, Need, Offer, OfferCertificate
from rochdale.trade.models.introductions import Connection, Introducer, Introduction, IntroductionAnswer
from rochdale.trade.models.negotiation import Fixation, Negotiation, Turn
from rochdale.trade.models.onward import OnwardSale
from rochdale.trade.models.prefinance import Pledge, Prefinance, PrefinanceAnswer, PrefinanceEnd, PrefinanceMove, PrefinanceTerms
from rochdale.trade.models.premium import PremiumEntry, PremiumPlan, PremiumProject, PremiumSetting
from rochdale.trade.models.pricing import Quotation, ScenarioShare, ScenarioSheet
from rochdale.trade.models.profiles import (
    ContactPerson,
    ListedReader,
    PartShown,
    Profile,
    ProfileGoods,
    ProfilePicture,
    ViewAnswer,
    ViewEnd,
    ViewRequest,
)
from rochdale.trade.models.publications import Publication, PublicationAnswer, SaleFigure
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
    "CallOff",
    "CallOffAnswer",
    "Certificate",
    "CertificateChange",
    "CertificatePaper",
    "CertifiedGroup",
    "Condition",
    "Connection",
    "ContactPerson",
    "Container",
    "Contract",
    "ContractPaper",
    "ContractParty",
    "ContractSignature",
    "ContractVersion",
    "Counter",
    "DayReminder",
    "DocumentRequirement",
    "FirstRefusal",
    "Fixation",
    "Framework",
    "FrameworkNotice",
    "FrameworkSignature",
    "FrameworkVersion",
    "GroupMember",
    "HandOut",
    "Introducer",
    "Introduction",
    "IntroductionAnswer",
    "Invoice",
    "ListedReader",
    "Lot",
    "Market",
    "MarketDay",
    "Match",
    "MemberOrder",
    "Milestone",
    "Need",
    "Negotiation",
    "Offer",
    "OfferCertificate",
    "OnwardSale",
    "PartShown",
    "PartnerOffer",
    "Payment",
    "Pledge",
    "PoolSettlement",
    "Prefinance",
    "PrefinanceAnswer",
    "PrefinanceEnd",
    "PrefinanceMove",
    "PrefinanceTerms",
    "PremiumEntry",
    "PremiumPlan",
    "PremiumProject",
    "PremiumSetting",
    "PriceFloor",
    "Profile",
    "ProfileGoods",
    "ProfilePicture",
    "Publication",
    "PublicationAnswer",
    "Quotation",
    "Quote",
    "RoundItem",
    "RoundPlace",
    "SaleFigure",
    "Sample",
    "SampleStep",
    "ScenarioShare",
    "ScenarioSheet",
    "Seal",
    "Shipment",
    "ShipmentContract",
    "ShippingPaper",
    "SupplierPayment",
    "Tender",
    "Turn",
    "Unmatched",
    "ViewAnswer",
    "ViewEnd",
    "ViewRequest",
]
