"""Drawings of a pack: line art small enough for a slow line, with nothing in it that runs or calls."""

from __future__ import annotations

from collections.abc import Iterator

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from rochdale.kernel.refusal import Refusal

MOST_BYTES = 3_000
_SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = frozenset(
    {"svg", "g", "path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "title", "desc", "defs", "use", "text", "tspan"}
)


def faults_of_picture(file: str, content: bytes) -> Iterator[Refusal]:
    """What a drawing must not be: larger than 3 kB, no SVG, or more than lines and shapes."""
    if len(content) > MOST_BYTES:
        yield Refusal("learning.picture-is-too-large", {"file": file, "most": MOST_BYTES // 1000})
    try:
        root = fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        yield Refusal("learning.picture-is-no-svg", {"file": file})
        return
    if root.tag != f"{_SVG}svg":
        yield Refusal("learning.picture-is-no-svg", {"file": file})
        return
    for node in root.iter():
        name = str(node.tag).removeprefix(_SVG)
        wrong = [key for key, value in node.attrib.items() if key.lower().startswith("on") or "url(" in value or _leads_away(key, value)]
        if name not in ELEMENTS or wrong:
            yield Refusal("learning.picture-does-more", {"file": file, "what": wrong[0] if wrong else name})
            return


def _leads_away(key: str, value: str) -> bool:
    return key.rpartition("}")[2] == "href" and not value.startswith("#")
