"""Declared against drawn: points above 4 ha, areas of nothing, areas that do not fit, areas too large to believe."""

from __future__ import annotations

from decimal import Decimal

from rochdale.supply.rules.plots.findings import Finding, found
from rochdale.supply.rules.plots.measure import rounded
from rochdale.supply.rules.plots.tolerances import Tolerances


def point_findings(declared: Decimal | None, tolerances: Tolerances) -> list[Finding]:
    """A point stands for its declared area, so it needs one, and a small one."""
    if declared is None:
        return [found("supply.plot-point-without-area")]
    if declared > tolerances.polygon_above_ha:
        return [found("supply.plot-point-too-large", area_ha=rounded(declared), most_ha=tolerances.polygon_above_ha)]
    return []


def outline_findings(net_ha: float, declared: Decimal | None, tolerances: Tolerances) -> list[Finding]:
    """The drawn area, net of holes, by itself and against the declared one."""
    drawn = Decimal(str(net_ha))
    if drawn < tolerances.smallest_ha:
        return [found("supply.plot-area-tiny", drawn_ha=rounded(drawn), least_ha=tolerances.smallest_ha)]
    findings = []
    if drawn > tolerances.very_large_ha:
        findings.append(found("supply.plot-very-large", drawn_ha=rounded(drawn), most_ha=tolerances.very_large_ha))
    if declared is not None and declared > 0:
        findings += _differing(drawn, declared, tolerances)
    return findings


def _differing(drawn: Decimal, declared: Decimal, tolerances: Tolerances) -> list[Finding]:
    factor = max(drawn, declared) / min(drawn, declared)
    facts = {"drawn_ha": rounded(drawn), "declared_ha": rounded(declared)}
    if factor > tolerances.area_factor:
        return [found("supply.plot-area-far-off", **facts, factor=factor.quantize(Decimal("0.1")), most=tolerances.area_factor)]
    if factor > 1 + tolerances.area_differs:
        percent = ((factor - 1) * 100).quantize(Decimal("0.1"))
        return [found("supply.plot-area-differs", **facts, percent=percent, most_percent=int(tolerances.area_differs * 100))]
    return []


def declared_findings(declared: Decimal | None) -> list[Finding]:
    """An area of nothing is none."""
    return [found("supply.plot-area-not-positive", declared_ha=rounded(declared))] if declared is not None and declared <= 0 else []


def refusal_as_point(net_of_all_ha: Decimal, tolerances: Tolerances) -> list[Finding]:
    """Why an outline cannot be handed on as a point: its shell is above the limit."""
    if net_of_all_ha > tolerances.polygon_above_ha:
        return [found("supply.plot-needs-polygon", area_ha=rounded(net_of_all_ha), most_ha=tolerances.polygon_above_ha)]
    return []
