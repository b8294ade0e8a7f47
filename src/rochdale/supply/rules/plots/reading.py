"""From bytes and a name to plots nobody has checked yet. What cannot be read at all is refused here."""

from __future__ import annotations

import io
import zipfile

from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.rules.plots.figures import decoded, parse_json
from rochdale.supply.rules.plots.geojson import is_geojson, read_geojson
from rochdale.supply.rules.plots.kml import read_kml, unpacked
from rochdale.supply.rules.plots.odk import read_submissions, submissions_in
from rochdale.supply.rules.plots.raw import RawFile
from rochdale.supply.rules.plots.tables import read_plot_table

MOST_BYTES = 60 * 1024**2
MOST_PLOTS = 100_000
_JSON = (".geojson", ".json")
_KML = (".kml",)
_WORKBOOKS = (".xlsx", ".xlsm")
_TABLES = (".csv", ".tsv", ".txt", *_WORKBOOKS)
ENDINGS = (*_JSON, *_KML, ".kmz", *_TABLES)


def read_raw(content: bytes, name: str, *, decimal_mark: str = "") -> RawFile:
    """All records of a file. The ending of its name decides what it should be; without a known one its first letters do."""
    if len(content) > MOST_BYTES:
        raise Refused(Refusal("supply.plot-file-too-large", {"rule": "F1", "most_mb": MOST_BYTES // 1024**2}))
    read = _read(content, name.casefold(), decimal_mark)
    if len(read.plots) > MOST_PLOTS:
        raise Refused(Refusal("supply.plot-file-too-many", {"rule": "F1", "most": MOST_PLOTS}))
    return read


def _read(content: bytes, name: str, decimal_mark: str) -> RawFile:
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise Refused(Refusal("supply.plot-file-empty", {"rule": "F2"}))
    if content.startswith(b"PK") and not name.endswith((*_JSON, *_KML)) and not _is_workbook(content, name):
        return read_kml(unpacked(content))
    kind = _kind(content, name)
    if kind == "json":
        return _read_json(content)
    return read_kml(content) if kind == "kml" else read_plot_table(content, decimal_mark=decimal_mark)


def _is_workbook(content: bytes, name: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return any(name.startswith("xl/") for name in package.namelist())
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError):
        return name.endswith(_WORKBOOKS)


def _kind(content: bytes, name: str) -> str:
    if name.endswith(_JSON):
        return "json"
    if name.endswith((*_KML, ".kmz")):
        return "kml"
    if name.endswith(_TABLES):
        return "table"
    head = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if head.startswith((b"{", b"[")):
        return "json"
    return "kml" if head.startswith((b"<?xml", b"<kml")) else "table"


def _read_json(content: bytes) -> RawFile:
    value = parse_json(decoded(content))
    if is_geojson(value):
        return read_geojson(value)
    submissions = submissions_in(value)
    if submissions is None:
        raise Refused(Refusal("supply.plot-file-not-plots", {"rule": "F1"}))
    return read_submissions(submissions)
