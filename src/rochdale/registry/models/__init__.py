"""The tables of the register."""

from rochdale.registry.models.certificates import Certificate, CertificateKey, KeyWithdrawal
from rochdale.registry.models.ledger import Entity, EntityNow, Filing
from rochdale.registry.models.names import NameEnding, NameKind, NamePosting, NameSlip, NameWord, RegisterName

__all__ = [
    "Certificate",
    "CertificateKey",
    "Entity",
    "EntityNow",
    "Filing",
    "KeyWithdrawal",
    "NameEnding",
    "NameKind",
    "NamePosting",
    "NameSlip",
    "NameWord",
    "RegisterName",
]
