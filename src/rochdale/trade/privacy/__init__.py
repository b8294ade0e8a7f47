"""What trade keeps of people, and what an organization may let others see of its trade: this context's part of the privacy register."""

from rochdale.trade.privacy import buying as _buying  # noqa: F401
from rochdale.trade.privacy import catalogue as _catalogue  # noqa: F401
from rochdale.trade.privacy import frameworks as _frameworks  # noqa: F401
from rochdale.trade.privacy import market as _market  # noqa: F401  # each classifies its tables
from rochdale.trade.privacy import negotiation as _negotiation  # noqa: F401
from rochdale.trade.privacy import prefinance as _prefinance  # noqa: F401
from rochdale.trade.privacy import premium as _premium  # noqa: F401
from rochdale.trade.privacy import pricing as _pricing  # noqa: F401
from rochdale.trade.privacy import profiles as _profiles  # noqa: F401
from rochdale.trade.privacy import publications as _publications  # noqa: F401
from rochdale.trade.privacy import sales as _sales  # noqa: F401
from rochdale.trade.privacy import shipments as _shipments  # noqa: F401
