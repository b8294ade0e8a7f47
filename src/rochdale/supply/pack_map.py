"""Pictures of an evidence summary as SVG: the region, and the plots in it. Drawn for paper, so colours stand in the file."""

from __future__ import annotations

import math
from collections.abc import Sequence

from rochdale.supply.rules.evidence import PlotFacts
from rochdale.supply.rules.pack_places import areas_of, middles
from rochdale.ui.maps import WIDTH, Spot, draw_map

INK, EDGE, LAND, MARKED, SEA, LEAF, MADDER = "#231c14", "#847660", "#f1eadb", "#e2d3b3", "#e9eef2", "#2a6535", "#9b2a1e"
MOST_SPOTS = 60
SIZE, MARGIN, SCALE, LEAST_HEIGHT = 300, 18, 22, 150
KM_PER_DEGREE = 111.2


def locator_svg(plots: Sequence[PlotFacts]) -> str:
    """The country with a dot for each square of a tenth of a degree in which plots lie; larger where there are more."""
    areas = sorted(areas_of(plots), key=lambda area: -area.plots)[:MOST_SPOTS]
    if not areas:
        return ""
    drawn = draw_map([Spot((area.lon, area.lat), "") for area in areas], marked={plot.country for plot in plots})
    most = areas[0].plots
    dots = "".join(
        f'<circle cx="{label.x:.1f}" cy="{label.y:.1f}" r="{3 + 5 * math.sqrt(area.plots / most):.1f}" fill="{LEAF}" fill-opacity=".8" '
        f'stroke="#fff" stroke-width=".8"/>'
        for label, area in zip(drawn.labels, areas, strict=True)
    )
    outline = f'stroke="{EDGE}" stroke-width="1"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {drawn.height}"><rect width="{WIDTH}" height="{drawn.height}" '
        f'fill="{SEA}"/><g transform="scale(.5)"><path d="{drawn.land}" fill="{LAND}" {outline}/>'
        f'<path d="{drawn.marked}" fill="{MARKED}" {outline}/></g>{dots}</svg>'
    )


def plots_svg(plots: Sequence[PlotFacts]) -> str:
    """Each plot where it lies, in one scale; rings for those whose risk is not known to be low."""
    drawn = [plot for plot in plots if plot.geometry]
    points = middles(drawn)
    if not points:
        return ""
    lat = sum(y for _x, y in points) / len(points)
    stretch = math.cos(math.radians(lat))
    flat = [(x * stretch, y) for x, y in points]
    west, north = min(x for x, _y in flat), max(y for _x, y in flat)
    wide = max(max(x for x, _y in flat) - west, north - min(y for _x, y in flat), 0.005)
    unit = (SIZE - 2 * MARGIN) / wide
    places = {
        (round((x - west) * unit + MARGIN), round((north - y) * unit + MARGIN), plot.risk is not None and plot.risk.risk == "low")
        for (x, y), plot in zip(flat, drawn, strict=True)
    }
    used = max(y for _x, y, _low in places) + MARGIN + SCALE
    height = max(used, LEAST_HEIGHT)
    down, right = (height - used) // 2, (SIZE - max(x for x, _y, _low in places) - MARGIN) // 2
    dots = "".join(_dot(x + right, y + down, is_low) for x, y, is_low in sorted(places, key=lambda place: (not place[2], place)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {height}"><rect width="{SIZE}" height="{height}" fill="{LAND}"/>'
        f"{dots}{_scale(unit, height)}</svg>"
    )


def _dot(x: int, y: int, is_low: bool) -> str:
    if is_low:
        return f'<circle cx="{x}" cy="{y}" r="3" fill="{LEAF}" fill-opacity=".75"/>'
    return f'<circle cx="{x}" cy="{y}" r="4.5" fill="none" stroke="{MADDER}" stroke-width="2"/>'


def _scale(unit: float, height: int) -> str:
    """A round length of at most a third of the width."""
    most_km = SIZE / 3 / unit * KM_PER_DEGREE
    km = max((size * 10.0**power for size in (1, 2, 5) for power in range(-2, 4) if size * 10.0**power <= most_km), default=most_km)
    length = km / KM_PER_DEGREE * unit
    words = f"{km:g} km" if km >= 1 else f"{km * 1000:g} m"
    return (
        f'<path d="M{MARGIN} {height - 12}v6h{length:.1f}v-6" fill="none" stroke="{INK}"/>'
        f'<text x="{MARGIN + length + 6:.1f}" y="{height - 5}" font-size="11" font-family="Bitter" fill="{INK}">{words}</text>'
    )
