"""The tables of the register."""

from rochdale.registry.models.attendance import Attendance
from rochdale.registry.models.books import BookLine, BookPage
from rochdale.registry.models.certificates import Certificate, CertificateKey, KeyWithdrawal
from rochdale.registry.models.desks import Desk, DeskHere, DeskItem, DeskReport
from rochdale.registry.models.dossiers import Dossier, DossierRound, DossierStep
from rochdale.registry.models.law import GivenOut
from rochdale.registry.models.ledger import Entity, EntityNow, EntityTie, Filing
from rochdale.registry.models.names import NameEnding, NameKind, NamePosting, NameSlip, NameWord, RegisterName
from rochdale.registry.models.offices import IssuedNumber, NumberBlock, RegisterOffice
from rochdale.registry.models.reservations import NameReservation
from rochdale.registry.models.scans import DossierScan
from rochdale.registry.models.signing import OfficeRole
from rochdale.registry.models.standing import ActsFor, GrantedExtension, StandingNow, Submission, SubmissionStep
from rochdale.registry.models.twice import PairDecision, ProposedPair
from rochdale.registry.models.warnings import Finding, Stay, WarningBatch, WarningEntry, WarningLetter

__all__ = [
    "ActsFor",
    "Attendance",
    "BookLine",
    "BookPage",
    "Certificate",
    "CertificateKey",
    "Desk",
    "DeskHere",
    "DeskItem",
    "DeskReport",
    "Dossier",
    "DossierRound",
    "DossierScan",
    "DossierStep",
    "Entity",
    "EntityNow",
    "EntityTie",
    "Filing",
    "Finding",
    "GivenOut",
    "GrantedExtension",
    "IssuedNumber",
    "KeyWithdrawal",
    "NameEnding",
    "NameKind",
    "NamePosting",
    "NameReservation",
    "NameSlip",
    "NameWord",
    "NumberBlock",
    "OfficeRole",
    "PairDecision",
    "ProposedPair",
    "RegisterName",
    "RegisterOffice",
    "StandingNow",
    "Stay",
    "Submission",
    "SubmissionStep",
    "WarningBatch",
    "WarningEntry",
    "WarningLetter",
]
