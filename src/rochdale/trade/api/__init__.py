"""The market for programs: the same operations and queries as its pages."""

from rochdale.trade.api.buying import day_router
from rochdale.trade.api.buying import router as buying
from rochdale.trade.api.catalogue import router as catalogue
from rochdale.trade.api.certificates import router as certificates
from rochdale.trade.api.clear import router as clear
from rochdale.trade.api.contracts import router as contracts
from rochdale.trade.api.floors import router as floors
from rochdale.trade.api.frameworks import router as frameworks
from rochdale.trade.api.known import router as known
from rochdale.trade.api.markets import router as markets
from rochdale.trade.api.matches import router as matches
from rochdale.trade.api.needs import router as needs
from rochdale.trade.api.negotiations import router as negotiations
from rochdale.trade.api.offers import router as offers
from rochdale.trade.api.partners import router as partners
from rochdale.trade.api.prefinance import router as prefinance
from rochdale.trade.api.pricing import router as pricing
from rochdale.trade.api.proceeds import router as proceeds
from rochdale.trade.api.profiles import router as profiles
from rochdale.trade.api.samples import router as samples
from rochdale.trade.api.shipments import router as shipments

routers = (
    known,
    offers,
    partners,
    needs,
    floors,
    markets,
    matches,
    negotiations,
    samples,
    contracts,
    shipments,
    catalogue,
    pricing,
    prefinance,
    frameworks,
    clear,
    profiles,
    certificates,
    proceeds,
    buying,
    day_router,
)

__all__ = ["routers"]
