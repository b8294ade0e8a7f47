"""Farm plots: files read, every figure tested before a geometry is built, areas on the ellipsoid, overlaps, and the EU system's files.

`check_plots` answers with every plot, its findings and a verdict (docs/rules/plots.md); `traces_geojson` writes them out again.
"""

from rochdale.supply.rules.plots.area_units import HA_PER, UNSIZED
from rochdale.supply.rules.plots.areas import refusal_as_point
from rochdale.supply.rules.plots.borders import country_at, is_in, is_near
from rochdale.supply.rules.plots.canonical import fingerprint
from rochdale.supply.rules.plots.checked import CheckedPlot, Neighbour, PlotFile
from rochdale.supply.rules.plots.checking import check_plots, check_raw
from rochdale.supply.rules.plots.farmers import Farmer, farmers_in
from rochdale.supply.rules.plots.findings import CASES, Finding, verdict_of
from rochdale.supply.rules.plots.raw import RawFile, RawPlot
from rochdale.supply.rules.plots.reading import ENDINGS, MOST_BYTES, read_raw
from rochdale.supply.rules.plots.tolerances import AS_DECIDED, NOTHING_GIVEN, Given, Tolerances
from rochdale.supply.rules.plots.traces import ExportPlot, export_findings, traces_geojson
from rochdale.supply.rules.plots.xlsform import words_needed, xlsform

__all__ = [
    "AS_DECIDED",
    "CASES",
    "ENDINGS",
    "HA_PER",
    "MOST_BYTES",
    "NOTHING_GIVEN",
    "UNSIZED",
    "CheckedPlot",
    "ExportPlot",
    "Farmer",
    "Finding",
    "Given",
    "Neighbour",
    "PlotFile",
    "RawFile",
    "RawPlot",
    "Tolerances",
    "check_plots",
    "check_raw",
    "country_at",
    "export_findings",
    "farmers_in",
    "fingerprint",
    "is_in",
    "is_near",
    "read_raw",
    "refusal_as_point",
    "traces_geojson",
    "verdict_of",
    "words_needed",
    "xlsform",
]
