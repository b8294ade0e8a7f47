"""From a file to checked plots, the one door of this package: raw figures first, then rings, the place, the area, and the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from rochdale.kernel.country import country_codes
from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.plots.area_units import declared_ha
from rochdale.supply.rules.plots.areas import declared_findings, outline_findings, point_findings
from rochdale.supply.rules.plots.canonical import as_it_came, fingerprint, geometry_of
from rochdale.supply.rules.plots.checked import Box, CheckedPlot, Neighbour, PlotFile
from rochdale.supply.rules.plots.findings import REPAIR, Finding, found, is_refused
from rochdale.supply.rules.plots.measure import parts_ha, rounded
from rochdale.supply.rules.plots.overlaps import Land, land_of, neighbour_land, overlap_findings
from rochdale.supply.rules.plots.placing import far_vertex, place_findings, swap_finding
from rochdale.supply.rules.plots.positions import Shape, shape_of, split
from rochdale.supply.rules.plots.raw import RawFile, RawPlot
from rochdale.supply.rules.plots.reading import read_raw
from rochdale.supply.rules.plots.rings import ring_findings
from rochdale.supply.rules.plots.tolerances import AS_DECIDED, NOTHING_GIVEN, Given, Tolerances

NAMED = ("producer", "country", "place")
"""What the EU system asks of each plot besides its outline."""
_ASKS = {
    "producer": "supply.plot-file-asks-producer",
    "country": "supply.plot-file-asks-country",
    "place": "supply.plot-file-asks-place",
}
_COUNTRIES = frozenset(country_codes())
Progress = Callable[[int, int], None]
"""Called with how many plots are checked, and of how many."""


def _quiet(done: int, total: int) -> None:
    """For callers who show no progress."""


def check_plots(
    content: bytes,
    name: str,
    *,
    given: Given = NOTHING_GIVEN,
    neighbours: Iterable[Neighbour] = (),
    tolerances: Tolerances = AS_DECIDED,
    on_progress: Progress = _quiet,
) -> PlotFile:
    """Every plot of a file with its verdict. Raises `Refused` when the file cannot be read at all; nothing else ever."""
    return check_raw(
        read_raw(content, name, decimal_mark=given.decimal_mark),
        given=given, neighbours=neighbours, tolerances=tolerances, on_progress=on_progress,
    )  # fmt: skip


def check_raw(
    raw: RawFile, *, given: Given, neighbours: Iterable[Neighbour], tolerances: Tolerances, on_progress: Progress = _quiet
) -> PlotFile:
    """The same for records that are already read: `neighbours` may be looked up by what they hold."""
    asks = _asked(raw.plots, given)
    plots: list[CheckedPlot] = []
    seen: dict[str, int] = {}
    made: dict[str, int] = {}
    for done, record in enumerate(raw.plots, start=1):
        for one in _each(record):
            plot = _checked(one, len(plots), given, asks, tolerances)
            plots.append(_identified(plot, one, seen, made))
        on_progress(done, len(raw.plots))
    kept = _with_overlaps(plots, tuple(neighbours), tolerances)
    notices = (*raw.notices, *(Refusal(code, {"rule": "P4"}) for word, code in _ASKS.items() if word in asks))
    return PlotFile(raw.format, tuple(kept), notices, frozenset(asks))


@dataclass(frozen=True, slots=True)
class _One:
    """One plot of a record; a record may hold several."""

    raw: RawPlot
    geometry: Any
    part: int = 0
    """Which one of a record that was split; 0 where it was not."""
    is_alone: bool = True
    """Whether the record's declared area is this plot's."""


def _each(record: RawPlot) -> list[_One]:
    geometries = split(record.geometry)
    kind = record.geometry.get("type") if isinstance(record.geometry, dict) else None
    if kind not in ("GeometryCollection", "MultiPoint"):
        return [_One(record, geometries[0])]
    return [_One(record, geometry, part, len(geometries) == 1) for part, geometry in enumerate(geometries, start=1)]


def _asked(records: Sequence[RawPlot], given: Given) -> set[str]:
    """What to ask once: of a file that names producer, country and place nowhere. One that names them somewhere is asked row by row."""
    if any(record.told.get(word) for record in records for word in NAMED):
        return set()
    # A plot of which nothing at all is said is asked about by itself.
    return {word for word in NAMED if not getattr(given, word)} if any(record.told for record in records) else set()


@dataclass(slots=True)
class _Draft:
    """What is known of a plot while it is checked."""

    findings: list[Finding] = field(default_factory=list)
    geometry: Mapping[str, Any] | None = None
    declared: Decimal | None = None
    net_ha: float | None = None
    shells_ha: float | None = None


def _checked(one: _One, index: int, given: Given, asks: set[str], tolerances: Tolerances) -> CheckedPlot:
    told = one.raw.told
    draft = _Draft(list(one.raw.findings))
    country = _attributed(draft, one, given, asks)
    if one.part:
        draft.findings.append(found("supply.plot-split", part=one.part))
    _declare(draft, told if one.is_alone else {}, given)
    shape = shape_of(one.geometry, decimals=tolerances.decimals, counts_decimals=one.raw.counts_decimals)
    if not (one.raw.findings and is_refused(one.raw.findings)):
        draft.findings += shape.findings
        _measure(draft, shape, country, tolerances)
    is_touched = draft.geometry is None or any(finding.grade == "repair" for finding in shape.findings)
    return CheckedPlot(
        index=index, number=one.raw.number, kind=one.raw.kind, id="", own_id="", name=told.get("name", ""),
        producer=told.get("producer", "") or given.producer, country=country, place=told.get("place", "") or given.place,
        told={word: text for word, text in told.items() if word not in {"id", "name", "area", "area_ha", "area_unit", *NAMED}},
        geometry=draft.geometry, original=as_it_came(one.geometry) if is_touched else None, is_point=shape.point is not None,
        declared_area_ha=_kept(draft.declared),
        drawn_area_ha=_kept(draft.net_ha), outer_area_ha=_kept(draft.shells_ha), bbox=_box(shape),
        geometry_sha256=fingerprint(draft.geometry) if draft.geometry else "", findings=tuple(draft.findings),
    )  # fmt: skip


def _attributed(draft: _Draft, one: _One, given: Given, asks: set[str]) -> str:
    """The country; and findings for what is missing of producer, country and place."""
    told = one.raw.told
    missing = [word for word in NAMED if not (told.get(word) or getattr(given, word) or word in asks)]
    if one.raw.kind == "geometry" and missing:
        draft.findings.append(found("supply.plot-bare-geometry", missing=missing))
    else:
        draft.findings += [found(_MISSING[word]) for word in missing]
    written = told.get("country", "") or given.country
    country = written.strip()
    if country and country.upper() not in _COUNTRIES:
        draft.findings.append(found("supply.plot-country-unknown", country=country[:40]))
        return ""
    if country != country.upper():
        draft.findings.append(found("supply.plot-country-lower-case", written=country, country=country.upper()))
    return country.upper()


_MISSING = {word: f"supply.plot-{word}-missing" for word in NAMED}


def _declare(draft: _Draft, told: Mapping[str, str], given: Given) -> None:
    declared = declared_ha(told, given)
    if isinstance(declared, Finding):
        draft.findings.append(declared)
    else:
        draft.declared = declared
        draft.findings += declared_findings(declared)


def _measure(draft: _Draft, shape: Shape, country: str, tolerances: Tolerances) -> None:
    """What needs sound figures: rings, place and area. What is refused at one step is not measured at the next."""
    if is_refused(shape.findings):
        points = list(shape.points)
        is_beyond = any(finding.code == "supply.plot-coordinate-beyond" for finding in shape.findings)
        swap = swap_finding(points, country, tolerances) if country and is_beyond else None
        draft.findings += [swap] if swap else []
        return
    wrong = (far_vertex(shape, tolerances) or ring_findings(shape)) if shape.parts else []
    placed = place_findings(list(shape.points), country, tolerances) if country and not wrong else []
    draft.findings += [*wrong, *placed]
    if shape.parts and not wrong:
        draft.net_ha, draft.shells_ha = parts_ha(shape.parts)
        draft.findings += outline_findings(draft.net_ha, draft.declared, tolerances)
    elif shape.point and not any(finding.rule in {"A4", "A6"} for finding in draft.findings):
        draft.findings += point_findings(draft.declared, tolerances)
    if not is_refused(draft.findings):
        draft.geometry = geometry_of(shape)


def _kept(hectares: float | Decimal | None) -> Decimal | None:
    return None if hectares is None else rounded(hectares)


def _box(shape: Shape) -> Box | None:
    points = list(shape.points)
    if not points:
        return None
    lons, lats = zip(*points, strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def _identified(plot: CheckedPlot, one: _One, seen: dict[str, int], made: dict[str, int]) -> CheckedPlot:
    """The submitter's own id, kept forever; the second one with the same is refused. Without any, one made from the outline."""
    own = one.raw.told.get("id", "")
    own = f"{own}-{one.part}" if own and one.part else own
    if not own:
        fresh = f"P-{plot.geometry_sha256[:10].upper()}" if plot.geometry_sha256 else f"{plot.kind}-{plot.number}"
        made[fresh] = made.get(fresh, 0) + 1
        fresh = fresh if made[fresh] == 1 else f"{fresh}-{made[fresh]}"
        return replace(plot, id=fresh, findings=(*plot.findings, found("supply.plot-id-made", id=fresh)))
    if own in seen:
        twice = found("supply.plot-id-twice", id=own[:80], first=seen[own])
        return replace(plot, id=own, own_id=own, geometry=None, geometry_sha256="", findings=(*plot.findings, twice))
    seen[own] = plot.number
    return replace(plot, id=own, own_id=own)


def _with_overlaps(plots: Sequence[CheckedPlot], neighbours: Sequence[Neighbour], tolerances: Tolerances) -> list[CheckedPlot]:
    """Plots with what lies on or beside them. A neighbour that is the same plot, come again, is no neighbour."""
    own = {(fingerprint(one.geometry), one.own_id): one.plot_id for one in neighbours if one.is_own and not isinstance(one.geometry, bytes)}
    same = {plot.index: _same(plot, own) for plot in plots if plot.geometry}
    again = {plot_id for plot_id in same.values() if plot_id}
    known = {plot.own_id for plot in plots if plot.own_id}
    others = [one for one in neighbours if not (one.is_own and (one.plot_id in again or one.own_id in known or one.plot_id in known))]
    lands = [Land(plot.id, plot.producer, True, land_of(plot.geometry), plot.index) for plot in plots if plot.geometry]
    findings = overlap_findings([*lands, *map(neighbour_land, others)], tolerances)
    return [replace(plot, same_as=same.get(plot.index, ""), findings=_told(plot, findings.get(plot.index, []))) for plot in plots]


def _told(plot: CheckedPlot, overlaps: Sequence[Finding]) -> tuple[Finding, ...]:
    """All findings. Of a refused plot nothing is kept, so that nothing was repaired either."""
    findings = (*plot.findings, *overlaps)
    return tuple(finding for finding in findings if finding.grade != REPAIR) if is_refused(findings) else findings


def _same(plot: CheckedPlot, own: Mapping[tuple[str, str], str]) -> str:
    """The own plot of the same outline, if it goes by the same id or this one by none."""
    if plot.own_id:
        return own.get((plot.geometry_sha256, plot.own_id), "")
    return next((plot_id for (outline, _), plot_id in own.items() if outline == plot.geometry_sha256), "")
