"""Every change of the register."""

from rochdale.registry.operations.certificates import issue_certificate, withdraw_key
from rochdale.registry.operations.corrections import correct_filing
from rochdale.registry.operations.registers import bring_rows

__all__ = ["bring_rows", "correct_filing", "issue_certificate", "withdraw_key"]
