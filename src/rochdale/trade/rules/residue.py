"""A report on residues, as Japan reads it (docs/rules/shipments.md).

"Not detected" says only that nothing was found above what the laboratory can measure: a limit of quantification above the legal limit
proves nothing. Figures in ppm (mg/kg).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rochdale.kernel.refusal import Refusal

DEFAULT_LIMIT_PPM = Decimal("0.01")
"""Japan's uniform limit where no other is set."""


@dataclass(frozen=True, slots=True)
class Residue:
    """What a report says of the substance nearest to its limit. `found_ppm` is None for "not detected"."""

    found_ppm: Decimal | None
    loq_ppm: Decimal
    limit_ppm: Decimal = DEFAULT_LIMIT_PPM
    is_accredited: bool = True
    """By a laboratory accredited to ISO/IEC 17025."""


def refusals_for_residue(report: Residue, *, issued_on: date, lot_made_on: date | None = None) -> list[Refusal]:
    """Why a report does not let goods in."""
    refusals = []
    limit = f"{report.limit_ppm.normalize():f}"
    if report.found_ppm is not None and report.found_ppm > report.limit_ppm:
        refusals.append(Refusal("trade.residue-above-limit", {"found": f"{report.found_ppm.normalize():f}", "limit": limit}))
    if report.loq_ppm > report.limit_ppm:
        refusals.append(Refusal("trade.residue-measured-too-coarsely", {"loq": f"{report.loq_ppm.normalize():f}", "limit": limit}))
    if not report.is_accredited:
        refusals.append(Refusal("trade.laboratory-not-accredited"))
    if lot_made_on is not None and issued_on < lot_made_on:
        refusals.append(Refusal("trade.report-older-than-lot", {"issued": issued_on, "made": lot_made_on}))
    return refusals
