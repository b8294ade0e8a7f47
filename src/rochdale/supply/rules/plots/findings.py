"""What a check may find: every code with its row in the table of cases (docs/rules/plots.md) and how grave it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from rochdale.kernel.refusal import Refusal

REFUSE, HOLD, REPAIR, FLAG = "refuse", "hold", "repair", "flag"
"""Nothing stored; stored but feeds no traceable lot; corrected with the original kept; stored and listed for a look."""
OUTCOMES: Mapping[str, str] = {REFUSE: "refused", HOLD: "check", FLAG: "check", REPAIR: "repaired"}
VERDICTS = ("refused", "check", "repaired", "accepted")
"""From the gravest to the lightest."""

CASES: Mapping[str, tuple[str, str]] = {
    "supply.plot-bare-geometry": ("F3", HOLD),
    "supply.plot-split": ("F4", REPAIR),
    "supply.plot-id-twice": ("F8", REFUSE),
    "supply.plot-without-geometry": ("P1", REFUSE),
    "supply.plot-geometry-unknown": ("P1", REFUSE),
    "supply.plot-is-a-line": ("P2", REFUSE),
    "supply.plot-id-made": ("P3", REPAIR),
    "supply.plot-producer-missing": ("P4", HOLD),
    "supply.plot-country-missing": ("P4", HOLD),
    "supply.plot-place-missing": ("P4", HOLD),
    "supply.plot-country-unknown": ("P5", REFUSE),
    "supply.plot-country-lower-case": ("P5", REPAIR),
    "supply.plot-coordinate-missing": ("C1", REFUSE),
    "supply.plot-coordinate-unreadable": ("C1", REFUSE),
    "supply.plot-decimal-comma": ("C1", REFUSE),
    "supply.plot-at-zero": ("C2", REFUSE),
    "supply.plot-coordinate-beyond": ("C3", REFUSE),
    "supply.plot-altitude-dropped": ("C4", REPAIR),
    "supply.plot-position-values": ("C4", REFUSE),
    "supply.plot-nesting": ("C5", REFUSE),
    "supply.plot-axes-swapped": ("C6", REFUSE),
    "supply.plot-outside-country": ("C7", REFUSE),
    "supply.plot-near-border": ("C7", HOLD),
    "supply.plot-vertex-far": ("C8", REFUSE),
    "supply.plot-few-decimals": ("C9", FLAG),
    "supply.plot-ring-open": ("R1", REFUSE),
    "supply.plot-ring-short": ("R2", REFUSE),
    "supply.plot-sides-cross": ("R3", REFUSE),
    "supply.plot-sides-overlap": ("R4", REFUSE),
    "supply.plot-spike": ("R4", REFUSE),
    "supply.plot-ring-twice": ("R5", REFUSE),
    "supply.plot-vertex-twice": ("R6", REPAIR),
    "supply.plot-ring-reversed": ("R7", REPAIR),
    "supply.plot-has-holes": ("R8", FLAG),
    "supply.plot-hole-outside": ("R9", REFUSE),
    "supply.plot-parts-overlap": ("R10", REFUSE),
    "supply.plot-point-without-area": ("A1", HOLD),
    "supply.plot-point-too-large": ("A2", REFUSE),
    "supply.plot-needs-polygon": ("A3", REFUSE),
    "supply.plot-area-not-positive": ("A4", REFUSE),
    "supply.plot-area-tiny": ("A4", REFUSE),
    "supply.plot-area-unreadable": ("A4", REFUSE),
    "supply.plot-area-differs": ("A5", FLAG),
    "supply.plot-area-far-off": ("A5", REFUSE),
    "supply.plot-area-unit-missing": ("A6", REFUSE),
    "supply.plot-area-unit-unsized": ("A6", REFUSE),
    "supply.plot-area-unit-unknown": ("A6", REFUSE),
    "supply.plot-very-large": ("A7", FLAG),
    "supply.plot-overlaps": ("O1", FLAG),
    "supply.plot-duplicate": ("O1", HOLD),
    "supply.plot-overlaps-elsewhere": ("O2", FLAG),
    "supply.plot-points-close": ("O3", FLAG),
    "supply.plot-points-close-elsewhere": ("O3", FLAG),
}
"""Code to its row in the table and its grade. Cases of whole files (F1, F2, F5, F6) are raised as `Refused`."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found about one plot. `facts` are plain values, with the row of the table as `rule`."""

    code: str
    facts: Mapping[str, object]

    @property
    def rule(self) -> str:
        """The row of the table: "R3"."""
        return CASES[self.code][0]

    @property
    def grade(self) -> str:
        """`REFUSE`, `HOLD`, `REPAIR` or `FLAG`."""
        return CASES[self.code][1]

    @property
    def outcome(self) -> str:
        """refused, repaired or check."""
        return OUTCOMES[self.grade]

    @property
    def refusal(self) -> Refusal:
        """For `base.words`, which finds the sentence."""
        return Refusal(self.code, self.facts)

    @property
    def plain(self) -> dict[str, Any]:
        """As JSON keeps it; amounts become text."""
        facts = {key: str(value) if isinstance(value, Decimal) else value for key, value in self.facts.items()}
        return {"code": self.code, "facts": facts}

    @classmethod
    def kept(cls, plain: Mapping[str, Any]) -> Self:
        """A finding from what `plain` made."""
        return cls(plain["code"], plain["facts"])


def found(code: str, **facts: object) -> Finding:
    """A finding with its rule among the facts. KeyError for a code that is not in the table."""
    return Finding(code, {"rule": CASES[code][0], **facts})


def is_refused(findings: Iterable[Finding]) -> bool:
    """Whether one of them refuses the plot."""
    return any(finding.grade == REFUSE for finding in findings)


def verdict_of(findings: Iterable[Finding]) -> str:
    """The gravest outcome; "accepted" when nothing was found."""
    return min((finding.outcome for finding in findings), key=VERDICTS.index, default="accepted")
