"""What of trade belongs to an organization and leaves with it. Other parties leave as what stands on a contract; no limit of theirs does.

An offer or need of somebody else that a match points to comes along as far as both sides know it: its kg are those agreed on, in the
place of its sealed price stands the agreed one, and its state says that it is no longer open.
"""

from rochdale.trade.leaving import buying as _buying  # noqa: F401
from rochdale.trade.leaving import catalogue as _catalogue  # noqa: F401
from rochdale.trade.leaving import frameworks as _frameworks  # noqa: F401
from rochdale.trade.leaving import market as _market  # noqa: F401  # each says what leaves of its tables
from rochdale.trade.leaving import negotiation as _negotiation  # noqa: F401
from rochdale.trade.leaving import prefinance as _prefinance  # noqa: F401
from rochdale.trade.leaving import premium as _premium  # noqa: F401
from rochdale.trade.leaving import pricing as _pricing  # noqa: F401
from rochdale.trade.leaving import profiles as _profiles  # noqa: F401
from rochdale.trade.leaving import publications as _publications  # noqa: F401
from rochdale.trade.leaving import sales as _sales  # noqa: F401
from rochdale.trade.leaving import shipments as _shipments  # noqa: F401
