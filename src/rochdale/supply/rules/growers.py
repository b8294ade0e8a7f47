"""What a grower and a plot must be, apart from its outline (`rules.plots`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from rochdale.kernel.country import country_codes
from rochdale.kernel.guess import folded
from rochdale.kernel.refusal import Refusal

LONGEST_NUMBER, LONGEST_PLOT_NUMBER = 30, 40


def refusals_for_number(number: str) -> Iterator[Refusal]:
    """A member code of 1 to 30 signs."""
    if not number or len(number) > LONGEST_NUMBER:
        yield Refusal("supply.grower-needs-a-number", {"number": number[:40]})


def refusals_for_account(means: str, account_number: str) -> Iterator[Refusal]:
    """Whoever is paid into an account has one."""
    if means not in {"cash", "mobile", "bank"}:
        yield Refusal("supply.means-are-unknown", {"means": means})
    elif means != "cash" and not account_number.strip():
        yield Refusal("supply.account-is-missing")


def refusals_for_plot(
    number: str, *, planted_year: int | None, declared_area_ha: Decimal | None, country: str, at: datetime
) -> Iterator[Refusal]:
    """A number, a country of ISO 3166-1, an area above zero, a year that has been."""
    if not number or len(number) > LONGEST_PLOT_NUMBER:
        yield Refusal("supply.plot-needs-a-number", {"number": number[:60]})
    if country not in country_codes():
        yield Refusal("supply.plot-country-is-unknown", {"country": country})
    if declared_area_ha is not None and declared_area_ha <= 0:
        yield Refusal("supply.plot-area-is-not-above-zero", {"area": str(declared_area_ha)})
    if planted_year is not None and not 1850 <= planted_year <= at.year:
        yield Refusal("supply.plot-is-planted-in-no-year", {"year": str(planted_year)})


def refusals_for_leaving(left_on: date, *, registered_on: date, today: date) -> Iterator[Refusal]:
    """Nobody leaves before coming, or in the future."""
    if left_on < registered_on or left_on > today:
        yield Refusal("supply.left-on-no-such-day", {"on": left_on, "since": registered_on, "today": today})


@dataclass(frozen=True, slots=True)
class Known:
    """What two growers must have in common to be looked at as perhaps one."""

    id: UUID
    name: str
    birth_year: int | None
    village: str

    @property
    def likeness(self) -> tuple[str, int, str] | None:
        """Same name, birth year and village, however they are written; None where one of them is not known."""
        if self.birth_year is None or not self.village.strip():
            return None
        return folded(self.name), self.birth_year, folded(self.village)


def possible_duplicates(growers: Iterable[Known]) -> list[tuple[UUID, ...]]:
    """Growers who may be one person: shown to somebody who knows them, never merged."""
    alike: dict[tuple[str, int, str], list[UUID]] = {}
    for grower in growers:
        if grower.likeness:
            alike.setdefault(grower.likeness, []).append(grower.id)
    return [tuple(ids) for ids in alike.values() if len(ids) > 1]
