"""Tables as people bring and take them: CSV and Excel. Knows no Django, so that engines and the command line can read them too."""

from rochdale.base.tables.cells import Cell, Formula, Row, Table, address, as_text
from rochdale.base.tables.reading import read_table
from rochdale.base.tables.writing import csv_bytes, xlsx_bytes

__all__ = ["Cell", "Formula", "Row", "Table", "address", "as_text", "csv_bytes", "read_table", "xlsx_bytes"]
