"""The tables of the register."""

from rochdale.registry.models.names import NameEnding, NameKind, NamePosting, NameSlip, NameWord, RegisterName

__all__ = ["NameEnding", "NameKind", "NamePosting", "NameSlip", "NameWord", "RegisterName"]
