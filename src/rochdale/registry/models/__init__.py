"""The tables of the register."""

from rochdale.registry.models.ledger import Entity, EntityNow, Filing
from rochdale.registry.models.names import NameEnding, NameKind, NamePosting, NameSlip, NameWord, RegisterName

__all__ = ["Entity", "EntityNow", "Filing", "NameEnding", "NameKind", "NamePosting", "NameSlip", "NameWord", "RegisterName"]
