"""What is said about a plot and about a file of plots: what is wrong, where, and the way on (docs/rules/plots.md)."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register, sentence
from rochdale.supply.rules.plots import CheckedPlot, Finding

_PAGE = _("How plots are checked, docs/rules/plots.md")
_EU = _("Regulation (EU) 2023/1115, geolocation")
_DRAW_ANEW = _("Walk or draw the plot anew.")
_ONCE = _("Say it once for all of them before they are kept.")
_SAVE_ANEW = _("Save it anew from the program it was made with.")

FILES = {
    "supply.plot-file-not-there": Words(_("The file %(file)s cannot be opened: %(trouble)s."), _("Check its name and who may read it.")),
    "supply.plot-file-empty": Words(_("There is nothing in this file."), _SAVE_ANEW),
    "supply.plot-file-unreadable": Words(
        _("This is no whole %(format)s, first in line %(line)s, column %(column)s."),
        _("Look there for a missing bracket, comma or quotation mark."),
    ),
    "supply.plot-file-not-plots": Words(
        _("The file can be read, but holds no plots in a way we know."),
        _("Bring GeoJSON, KML, a table, or answers of ODK or Kobo."),
    ),
    "supply.plot-file-key-twice": Words(_("“%(key)s” stands twice in one record of this file."), _("Leave one of the two out.")),
    "supply.plot-file-too-deep": Words(_("The file is nested deeper than any map is."), _SAVE_ANEW),
    "supply.plot-file-too-large": Words(_("The file is larger than %(most_mb)s MB."), _("Split it into several files.")),
    "supply.plot-file-too-many": Words(_("The file holds more than %(most)s plots."), _("Split it into several files.")),
    "supply.plot-file-package": Words(
        _("This packed file is damaged, locked, or holds no KML."), _("Bring KMZ, KML or GeoJSON. Of a shapefile, save it as GeoJSON.")
    ),
    "supply.plot-file-no-plots": Words(_("The file holds no plots."), _("Check what was chosen when it was exported.")),
    "supply.plot-file-no-farmers": Words(_("No farmers found: the sheet is empty below its titles."), _("Fill in a row for each farmer.")),
    "supply.plot-file-no-columns": Words(
        _("No column holds coordinates. The titles are: %(headings)s."), _("Name two columns longitude and latitude, or one wkt.")
    ),
    "supply.plot-file-other-crs": Words(
        _("The coordinates are in the system %(crs)s."), _("Save the file anew in WGS 84 (EPSG:4326)."), source=_EU
    ),
    "supply.plot-file-crs-dropped": Words(_("The file names its coordinate system: %(crs)s. That is the right one.")),
    "supply.plot-file-not-utf8": Words(
        _("The file is not in UTF-8. It seems to be in %(encoding)s."), _("Save it anew and choose UTF-8 as its encoding.")
    ),
    "supply.plot-file-asks-producer": Words(_("No plot of the file names its producer."), _ONCE, source=_PAGE),
    "supply.plot-file-asks-country": Words(_("No plot of the file names its country."), _ONCE, source=_PAGE),
    "supply.plot-file-asks-place": Words(_("No plot of the file names its place."), _ONCE, source=_PAGE),
}

RECORDS = {
    "supply.plot-bare-geometry": Words(_("Nothing is said of this outline."), _("Give the producer, the country and the place.")),
    "supply.plot-split": Words(
        _("One record held several plots. This is number %(part)s."), _("Give each its own area, and its own id if you have one.")
    ),
    "supply.plot-id-twice": Words(
        _("The id “%(id)s” was used before in this file, at %(first)s."), _("Give this plot its own id, or leave it out.")
    ),
    "supply.plot-without-geometry": Words(_("There is no point and no outline."), _("Walk the plot, or stand in it, and record it.")),
    "supply.plot-geometry-unknown": Words(_("“%(type)s” is no point and no outline."), _("Bring a point, a polygon or a multipolygon.")),
    "supply.plot-is-a-line": Words(_("This is a line (%(type)s). A line has no area."), _("Draw it as a polygon.")),
    "supply.plot-id-made": Words(_("The plot had no id. It was given %(id)s.")),
    "supply.plot-producer-missing": Words(_("The producer is not named."), _("Give the grower’s name."), source=_EU),
    "supply.plot-country-missing": Words(_("The country is not named."), _("Give its two letters, such as CM."), source=_EU),
    "supply.plot-place-missing": Words(_("The place is not named."), _("Give the village or district."), source=_EU),
    "supply.plot-country-unknown": Words(_("“%(country)s” is no country."), _("Give two letters of ISO 3166-1, such as CM.")),
    "supply.plot-country-lower-case": Words(_("The country “%(written)s” was read as %(country)s.")),
}

_FIGURES = _("Longitude comes first, then latitude, both in degrees with a point.")

FIGURES = {
    "supply.plot-coordinate-missing": Words(_("A coordinate is missing at corner %(vertex)s."), _("Fill it in. It is never taken as 0.")),
    "supply.plot-coordinate-unreadable": Words(_("“%(value)s” at corner %(vertex)s is no coordinate."), _FIGURES),
    "supply.plot-decimal-comma": Words(
        _("“%(value)s” has a comma."), _("Say that this file writes decimals with a comma, or write a point.")
    ),
    "supply.plot-at-zero": Words(
        _("Corner %(vertex)s lies at 0, 0, in the sea off Africa."), _("Record it anew. The device had no position.")
    ),
    "supply.plot-coordinate-beyond": Words(_("Corner %(vertex)s lies at %(lon)s, %(lat)s. There is no such place."), _FIGURES),
    "supply.plot-altitude-dropped": Words(_("The altitude was left out. The outline is kept as it came.")),
    "supply.plot-position-values": Words(_("Corner %(vertex)s has %(count)s figures instead of two."), _FIGURES),
    "supply.plot-nesting": Words(_("The brackets around the coordinates do not fit the kind of geometry."), _SAVE_ANEW),
    "supply.plot-few-decimals": Words(
        _("No coordinate has more than %(most)s decimals. At least %(least)s are asked for."),
        _("Record it anew, or save it with all its decimals."),
        source=_EU,
    ),
}

RINGS = {
    "supply.plot-ring-open": Words(
        _("The outline does not close: it starts at %(lon)s, %(lat)s and ends at %(last_lon)s, %(last_lat)s."),
        _("End where you began."),
    ),
    "supply.plot-ring-short": Words(
        _("The outline has %(positions)s positions, %(distinct)s of them different. An area needs four and three."), _DRAW_ANEW
    ),
    "supply.plot-sides-cross": Words(
        _("Two sides cross at %(lon)s, %(lat)s."), _("Put the corners in the order in which one walks around the plot.")
    ),
    "supply.plot-sides-overlap": Words(_("Two sides lie on each other at %(lon)s, %(lat)s."), _DRAW_ANEW),
    "supply.plot-spike": Words(
        _("At corner %(vertex)s (%(lon)s, %(lat)s) the outline runs back along itself."), _("Take this corner out.")
    ),
    "supply.plot-ring-twice": Words(_("Part %(part)s repeats an outline that is there already."), _("Leave one of the two out.")),
    "supply.plot-vertex-twice": Words(_("Corner %(vertex)s stood there twice. It was kept once.")),
    "supply.plot-ring-reversed": Words(_("The outline ran with the clock. It was turned round, as the standard asks.")),
    "supply.plot-has-holes": Words(
        _("The plot has %(holes)s holes. The EU system ignores them or refuses the plot."), _("Draw it as two plots around the hole.")
    ),
    "supply.plot-hole-outside": Words(
        _("Hole %(hole)s is not inside the outline, or touches another hole, at %(lon)s, %(lat)s."), _DRAW_ANEW
    ),
    "supply.plot-parts-overlap": Words(
        _("Parts %(part)s and %(other)s of the plot overlap at %(lon)s, %(lat)s."), _("Draw each piece of land once.")
    ),
}

PLACES = {
    "supply.plot-axes-swapped": Words(
        _("%(lon)s, %(lat)s lies outside %(country)s. With the two figures swapped, %(better_lon)s, %(better_lat)s, it lies inside."),
        _("If that is the place, swap them in the file and bring it again."),
        rule=_("Longitude before latitude. Nothing is swapped in silence."),
        source="RFC 7946",
    ),
    "supply.plot-outside-country": Words(
        _("%(lon)s, %(lat)s lies %(km)s km outside %(country)s."), _("Check the coordinates and the country."), source=_PAGE
    ),
    "supply.plot-near-border": Words(
        _("%(lon)s, %(lat)s lies %(km)s km outside %(country)s. Our borders are simplified."),
        _("Look on the ground on which side it is."),
        source=_PAGE,
    ),
    "supply.plot-vertex-far": Words(
        _("Corner %(vertex)s at %(lon)s, %(lat)s makes the plot %(km)s km wide. The most is %(most_km)s km."),
        _("Check the sign and the figures of this corner."),
        source=_PAGE,
    ),
}

AREAS = {
    "supply.plot-point-without-area": Words(_("A point needs an area."), _("Give the area in hectares."), source=_EU),
    "supply.plot-point-too-large": Words(
        _("A point is enough up to %(most_ha)s ha. This plot has %(area_ha)s ha."), _("Walk around it and record the outline."), source=_EU
    ),
    "supply.plot-needs-polygon": Words(
        _("The plot has %(area_ha)s ha. Above %(most_ha)s ha it cannot be sent as a point."), _("Send its outline."), source=_EU
    ),
    "supply.plot-area-not-positive": Words(_("The area is given as %(declared_ha)s ha."), _("Give an area above 0, or leave it empty.")),
    "supply.plot-area-tiny": Words(
        _("The outline encloses %(drawn_ha)s ha, less than %(least_ha)s ha."), _("Walk around the whole plot."), source=_PAGE
    ),
    "supply.plot-area-unreadable": Words(_("“%(value)s” is no area."), _("Write a number, and the unit in a column of its own.")),
    "supply.plot-area-differs": Words(
        _("Drawn are %(drawn_ha)s ha, declared %(declared_ha)s ha. They differ by %(percent)s %%."),
        _("Ask the grower which one is right."),
        source=_PAGE,
    ),
    "supply.plot-area-far-off": Words(
        _("Drawn are %(drawn_ha)s ha, declared %(declared_ha)s ha, %(factor)s times apart."),
        _("Check the unit of the area, and whether the outline is this plot’s."),
        source=_PAGE,
    ),
    "supply.plot-area-unit-missing": Words(_("The area has no unit."), _("Say once for the file whether it is in ha, m², acre or rai.")),
    "supply.plot-area-unit-unsized": Words(
        _("“%(unit)s” means another size in each country."), _("Give its size in m², as in %(example)s, or the area in hectares.")
    ),
    "supply.plot-area-unit-unknown": Words(_("We know no unit “%(unit)s”."), _("Use one of these: %(choices)s.")),
    "supply.plot-very-large": Words(
        _("The plot has %(drawn_ha)s ha, more than %(most_ha)s ha."), _("Check that this is one plot of one grower."), source=_PAGE
    ),
}

_BOTH = _("Stand on the border with both growers and record it anew.")

OVERLAPS = {
    "supply.plot-overlaps": Words(
        _("It shares %(overlap_ha)s ha with plot %(other)s of %(grower)s, %(percent)s %% of the smaller."), _BOTH, source=_PAGE
    ),
    "supply.plot-duplicate": Words(
        _("It is nearly the same land as plot %(other)s of %(grower)s: %(percent)s %% of the smaller."),
        _("Keep one of the two, or find out whose it is."),
        source=_PAGE,
    ),
    "supply.plot-overlaps-elsewhere": Words(
        _("It shares %(overlap_ha)s ha, %(percent)s %% of the smaller, with a plot of another cooperative."),
        _("Ask the grower where the border is. We do not say whose the other plot is."),
        source=_PAGE,
    ),
    "supply.plot-points-close": Words(
        _("The point is %(metres)s m from plot %(other)s of %(grower)s."), _("Check that they are two plots."), source=_PAGE
    ),
    "supply.plot-points-close-elsewhere": Words(
        _("The point is %(metres)s m from a plot of another cooperative."), _("Check where the plot is."), source=_PAGE
    ),
}

for _group in (FILES, RECORDS, FIGURES, RINGS, PLACES, AREAS, OVERLAPS):
    register(_group)

KINDS = {
    "feature": _("Feature %(number)s"),
    "geometry": _("Geometry %(number)s"),
    "placemark": _("Placemark %(number)s"),
    "row": _("Row %(number)s"),
    "submission": _("Submission %(number)s"),
}
VERDICTS = {"accepted": _("accepted"), "repaired": _("repaired"), "check": _("to be checked"), "refused": _("refused")}


def called(plot: CheckedPlot) -> str:
    """Where in the file a plot stands and what it is called: "Feature 3, A-12"."""
    where = str(KINDS[plot.kind]) % {"number": plot.number}
    return gettext("%(where)s, %(id)s") % {"where": where, "id": plot.id}


def message(plot: CheckedPlot, finding: Finding) -> str:
    """One finding as a line that can stand alone."""
    return gettext("%(plot)s: %(finding)s") % {"plot": called(plot), "finding": sentence(finding.refusal)}
