"""GeoJSON (RFC 7946): collections, single features, bare geometries, and the older `crs` member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.rules.plots.fields import said, told_by
from rochdale.supply.rules.plots.figures import Figure
from rochdale.supply.rules.plots.raw import RawFile, RawPlot

GEOMETRIES = frozenset({"Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"})
_WGS84 = ("CRS84", "OGC:CRS84", "EPSG:4326", "EPSG::4326", "4326", "WGS84")


def is_geojson(value: Any) -> bool:
    """Whether the top of a JSON file says that it is one."""
    return isinstance(value, dict) and value.get("type") in {"FeatureCollection", "Feature", *GEOMETRIES}


def read_geojson(value: Mapping[str, Any]) -> RawFile:
    """The plots of a decoded file. Refuses another coordinate system and a file without features."""
    notices = _system(value)
    if value["type"] == "FeatureCollection":
        features = value.get("features")
        if not isinstance(features, list) or not features:
            raise Refused(Refusal("supply.plot-file-no-plots", {"rule": "F2"}))
        plots = tuple(_feature(feature, number) for number, feature in enumerate(features, start=1))
    elif value["type"] == "Feature":
        plots = (_feature(value, 1),)
    else:
        plots = (RawPlot(1, "geometry", value),)
    return RawFile("geojson", plots, notices)


def _system(value: Mapping[str, Any]) -> tuple[Refusal, ...]:
    crs = value.get("crs")
    if crs is None:
        return ()
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = said(properties.get("name")) if isinstance(properties, dict) else ""
    plain = name.upper().replace(" ", "")
    if not plain.endswith(_WGS84):
        raise Refused(Refusal("supply.plot-file-other-crs", {"rule": "F5", "crs": name[:60] or "?"}))
    return (Refusal("supply.plot-file-crs-dropped", {"rule": "F5", "crs": name[:60]}),)


def _feature(feature: Any, number: int) -> RawPlot:
    if not isinstance(feature, dict):
        return RawPlot(number, "feature", None)
    if feature.get("type") in GEOMETRIES:
        return RawPlot(number, "geometry", feature)
    properties = feature.get("properties")
    told = _told(properties) if isinstance(properties, dict) else {}
    own = feature.get("id")
    # Programs number features by themselves; only a text is somebody's own id.
    if "id" not in told and own and isinstance(own, str) and not isinstance(own, Figure):
        told["id"] = said(own)
    return RawPlot(number, "feature", feature.get("geometry"), told)


def _told(properties: Mapping[str, Any]) -> dict[str, str]:
    told = told_by(properties)
    if "area_ha" not in told and said(properties.get("Area")):
        # The EU system's own property, in hectares by its description.
        told["area_ha"] = said(properties["Area"])
    return told
