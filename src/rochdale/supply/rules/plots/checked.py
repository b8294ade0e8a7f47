"""What comes of a check: plots with their findings and a verdict, and what else is known of a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.plots.findings import Finding, verdict_of

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@dataclass(frozen=True, slots=True)
class CheckedPlot:
    """One plot after all checks."""

    index: int
    """Its place among the plots of the file, from 0."""
    number: int
    kind: str
    """What the file counts (feature, placemark, row, submission, geometry) and which one this is, as people count."""
    id: str
    """The submitter's own id, else one made from the outline."""
    own_id: str
    """As the submitter calls it; "" when it was not called anything."""
    name: str
    producer: str
    country: str
    place: str
    told: Mapping[str, str]
    """What else the file says, by the words of `fields.FIELDS`: crop, planting_year, tenure, grower_number, accuracy_m, …"""
    geometry: Mapping[str, Any] | None
    """As it is kept, after repairs: GeoJSON in WGS84. None for a refused plot."""
    original: Mapping[str, Any] | None
    """As it came, when it was repaired or refused and can be drawn at all."""
    is_point: bool
    declared_area_ha: Decimal | None
    drawn_area_ha: Decimal | None
    """Geodesic on WGS84, net of holes, four places; None for a point and for what cannot be measured."""
    outer_area_ha: Decimal | None
    """The shells alone: this area decides about 4 ha."""
    bbox: Box | None
    geometry_sha256: str
    """"" for a refused plot."""
    same_as: str = ""
    """The plot of the caller's own that has the same outline and the same or no id: keeping this one would change nothing."""
    findings: tuple[Finding, ...] = ()

    @property
    def verdict(self) -> str:
        """accepted, repaired, check or refused."""
        return verdict_of(self.findings)

    @property
    def is_held(self) -> bool:
        """Stored, but feeds no lot that claims traceability until somebody has looked."""
        return any(finding.grade == "hold" for finding in self.findings)

    @property
    def area_ha(self) -> Decimal | None:
        """Drawn where it is drawn, else declared."""
        return self.drawn_area_ha if self.drawn_area_ha is not None else self.declared_area_ha


@dataclass(frozen=True, slots=True)
class PlotFile:
    """A file after all checks."""

    format: str
    features: tuple[CheckedPlot, ...]
    notices: tuple[Refusal, ...] = ()
    asks: frozenset[str] = field(default_factory=frozenset)
    """Which of producer, country and place no record of the file names: to be said once for the whole import."""

    @property
    def is_any_refused(self) -> bool:
        """Whether at least one plot is refused."""
        return any(plot.verdict == "refused" for plot in self.features)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A plot that is already kept, near the ones of the file."""

    plot_id: str
    grower: str
    """Shown only when `is_own`."""
    is_own: bool
    """Whether it is of the cooperative that brings the file. Of others nothing is told."""
    geometry: Mapping[str, Any] | bytes
    """GeoJSON as decoded, or WKB."""
    own_id: str = ""
    """What its submitter called it."""
