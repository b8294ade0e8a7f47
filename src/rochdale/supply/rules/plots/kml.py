"""KML, also packed as KMZ: placemarks with points and polygons. Markup that defines entities is refused unread."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.rules.plots.fields import said, told_by
from rochdale.supply.rules.plots.figures import decoded, figure
from rochdale.supply.rules.plots.raw import RawFile, RawPlot

MOST_BYTES = 100 * 1024**2
_MOST_PARTS = 2_000
_GEOMETRIES = {"Point", "Polygon", "MultiGeometry", "LineString", "LinearRing", "Track", "MultiTrack", "Model"}
_DEEPEST = 50


def unpacked(content: bytes) -> bytes:
    """The document of a KMZ. The package is weighed before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            inside = [part for part in parts if part.filename.casefold().endswith(".kml")]
            if len(parts) > _MOST_PARTS or not inside or any(part.flag_bits & 0x1 for part in parts):
                raise Refused(Refusal("supply.plot-file-package", {"rule": "F1"}))
            with package.open(inside[0]) as file:
                text = file.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        raise Refused(Refusal("supply.plot-file-package", {"rule": "F1"})) from None
    if len(text) > MOST_BYTES:
        raise Refused(Refusal("supply.plot-file-too-large", {"rule": "F1", "most_mb": MOST_BYTES // 1024**2}))
    return text


def read_kml(content: bytes) -> RawFile:
    """All placemarks, of every folder."""
    text = decoded(content)
    try:
        root = fromstring(text, forbid_dtd=True)
    except ParseError as broken:
        line, column = broken.position
        raise Refused(Refusal("supply.plot-file-unreadable", {"rule": "F1", "format": "KML", "line": line, "column": column + 1})) from None
    except (DefusedXmlException, RecursionError, ValueError):
        raise Refused(Refusal("supply.plot-file-not-plots", {"rule": "F1"})) from None
    if _name(root) != "kml":
        raise Refused(Refusal("supply.plot-file-not-plots", {"rule": "F1"}))
    marks = [element for element in root.iter() if _name(element) == "Placemark"]
    if not marks:
        raise Refused(Refusal("supply.plot-file-no-plots", {"rule": "F2"}))
    return RawFile("kml", tuple(_placemark(mark, number) for number, mark in enumerate(marks, start=1)))


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _placemark(mark: Element, number: int) -> RawPlot:
    properties = dict(_properties(mark))
    told = told_by(properties)
    if "id" not in told and mark.get("id"):
        told["id"] = said(mark.get("id"))
    drawn = [child for child in mark if _name(child) in _GEOMETRIES]
    return RawPlot(number, "placemark", _geometry(drawn[0], 0) if drawn else None, told)


def _properties(mark: Element) -> Iterator[tuple[str, str]]:
    """The name, and what stands in ExtendedData: `Data` with a value, `SimpleData` with its text."""
    for element in mark.iter():
        kind = _name(element)
        if kind == "SimpleData":
            yield element.get("name", ""), element.text or ""
        elif kind == "Data":
            yield element.get("name", ""), next((child.text or "" for child in element if _name(child) == "value"), "")
        elif kind == "name" and element in list(mark):
            yield "name", element.text or ""


def _geometry(element: Element, depth: int) -> dict[str, Any]:
    kind = _name(element)
    if kind == "Point":
        positions = _positions(element)
        return {"type": "Point", "coordinates": positions[0] if len(positions) == 1 else positions}
    if kind == "Polygon":
        rings = [_positions(ring) for ring in element.iter() if _name(ring) == "LinearRing"]
        return {"type": "Polygon", "coordinates": rings}
    if kind == "MultiGeometry" and depth < _DEEPEST:
        return _several([_geometry(child, depth + 1) for child in element if _name(child) in _GEOMETRIES])
    return {"type": "LineString" if kind != "Model" else kind, "coordinates": []}


def _several(geometries: list[dict[str, Any]]) -> dict[str, Any]:
    """KML has no type of its own for one plot in parts: polygons alone are one plot, points alone are several."""
    kinds = {geometry["type"] for geometry in geometries}
    if len(kinds) == 1 and kinds <= {"Polygon", "Point"}:
        return {"type": f"Multi{kinds.pop()}", "coordinates": [geometry["coordinates"] for geometry in geometries]}
    return {"type": "GeometryCollection", "geometries": geometries}


def _positions(element: Element) -> list[list[str]]:
    text = next((found.text or "" for found in element.iter() if _name(found) == "coordinates"), "")
    return [[figure(part) for part in position.split(",")] for position in text.split()]
