"""Tables as people bring and take them: CSV and Excel. Knows no Django, so that engines and the command line can read them too."""

from rochdale.base.tables.cells import Cell, Formula, Limits, Row, Table, address, as_text
from rochdale.base.tables.reading import read_table
from rochdale.base.tables.writing import csv_bytes, safe, xlsx_bytes

__all__ = ["Cell", "Formula", "Limits", "Row", "Table", "address", "as_text", "csv_bytes", "read_table", "safe", "xlsx_bytes"]
