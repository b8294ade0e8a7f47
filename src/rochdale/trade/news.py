"""What trade tells the other contexts. Fields are plain JSON values, `at` an ISO moment; sealed limits are never among them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LotOffered:
    """A lot was put on the market."""

    offer_id: str
    organization_id: str
    product: str
    kg: int


@dataclass(frozen=True, slots=True)
class NeedPosted:
    """A buyer said what it would take."""

    need_id: str
    organization_id: str
    product: str
    kg: int


@dataclass(frozen=True, slots=True)
class MarketCleared:
    """A clearing was checked and shown; `organization_ids` have a proposal to answer by `answer_by` (ISO day)."""

    market_id: str
    number: int
    organization_ids: tuple[str, ...]
    answer_by: str
    at: str


@dataclass(frozen=True, slots=True)
class ContainerReleased:
    """Somebody said no, or a day passed: the kg are free for the next clearing."""

    container_id: str
    code: str
    organization_ids: tuple[str, ...]
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class ContractDrawnUp:
    """Everybody said yes: there is a contract."""

    contract_id: str
    number: str
    buyer_id: str
    seller_ids: tuple[str, ...]
    product: str
    kg: int
    at: str


@dataclass(frozen=True, slots=True)
class TenderOpened:
    """Suppliers are asked for a quote until a day (ISO)."""

    tender_id: str
    number: str
    organization_ids: tuple[str, ...]
    until: str
    at: str


@dataclass(frozen=True, slots=True)
class TenderAwarded:
    """A tender is decided: these suppliers won something, or nothing."""

    tender_id: str
    number: str
    organization_ids: tuple[str, ...]
    is_won: bool
    at: str


@dataclass(frozen=True, slots=True)
class BidMade:
    """One side put terms to the other, which may answer until a day. No price."""

    negotiation_id: str
    number: int
    organization_id: str
    kg: int
    answer_by: str
    at: str


@dataclass(frozen=True, slots=True)
class NegotiationEnded:
    """Without an agreement: declined, withdrawn or lapsed. `kg` are free again."""

    negotiation_id: str
    how: str
    organization_ids: tuple[str, ...]
    kg: int
    at: str


@dataclass(frozen=True, slots=True)
class SampleMoved:
    """A sample was asked for, sent, approved, rejected, or is late. `organization_id` hears of it."""

    sample_id: str
    code: str
    what: str
    organization_id: str
    on: str
    at: str


@dataclass(frozen=True, slots=True)
class ShipmentLeft:
    """A shipment left, or its departure was taken back (`is_back`): `lots` are pairs of lot in store and kg as text."""

    shipment_id: str
    number: str
    buyers: tuple[str, ...]
    lots: tuple[tuple[str, str], ...]
    on: str
    at: str
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class ViewAsked:
    """Somebody asks an organization to see parts of its profile."""

    request_id: str
    organization_id: str
    asker: str
    at: str


@dataclass(frozen=True, slots=True)
class ViewAnswered:
    """The organization said yes or no to whoever asked."""

    request_id: str
    asker_id: str
    organization: str
    is_yes: bool
    at: str


@dataclass(frozen=True, slots=True)
class IntroductionProposed:
    """A third party proposes that two organizations meet."""

    introduction_id: str
    organization_ids: tuple[str, ...]
    introducer: str
    at: str


@dataclass(frozen=True, slots=True)
class ConnectionMade:
    """Both said yes."""

    connection_id: str
    organization_ids: tuple[str, ...]
    at: str


@dataclass(frozen=True, slots=True)
class MarketDayOpened:
    """A market day is announced: offers and needs come in until a day (ISO)."""

    day_id: str
    number: int
    organization_ids: tuple[str, ...]
    answer_by: str
    at: str


@dataclass(frozen=True, slots=True)
class MarketDayReminded:
    """Something is missing of these organizations before the market day closes."""

    day_id: str
    number: int
    organization_ids: tuple[str, ...]
    answer_by: str
    at: str


@dataclass(frozen=True, slots=True)
class MarketDayClosed:
    """A market day is closed; its report can be read."""

    day_id: str
    number: int
    organization_ids: tuple[str, ...]
    at: str
