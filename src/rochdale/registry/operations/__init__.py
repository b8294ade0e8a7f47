"""Every change of the register."""

from rochdale.registry.operations.registers import bring_rows

__all__ = ["bring_rows"]
