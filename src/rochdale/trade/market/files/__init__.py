"""Files that people bring to the market and take from it. Front door: `read_offers`, `read_needs`, `write_results`."""

from __future__ import annotations

from rochdale.trade.market.files.reading import read_needs, read_offers
from rochdale.trade.market.files.rows import Fault, Held, NeedRow, OfferRow, Reading
from rochdale.trade.market.files.writing import write_results

__all__ = ["Fault", "Held", "NeedRow", "OfferRow", "Reading", "read_needs", "read_offers", "write_results"]
