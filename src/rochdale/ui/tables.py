"""Tables whose search, order and page stand in the address, so that a link shows another reader the same rows.

Pages are turned by key, not by number: the address says after which row to go on, so a row added meanwhile neither repeats nor
hides another, and page 400 costs what page 1 costs.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Q, QuerySet
from django.utils.functional import Promise

T = TypeVar("T")
Text = str | Promise
NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its name in the address, its heading, what a cell shows, and by which field it sorts ("" for never)."""

    name: str
    heading: Text
    show: Callable[[T], object]
    order: str = ""
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as drawn: where a click leads and how the rows are sorted by it now ("", "ascending", "descending")."""

    text: Text
    is_number: bool
    url: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, and the heading it has on a phone."""

    value: object
    heading: Text
    is_number: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the address behind its first cell ("" for none) and its cells."""

    url: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Page:
    """What `c-table` draws."""

    name: str
    headings: Sequence[Heading]
    rows: Sequence[Row]
    found: int
    is_uncounted: bool
    """More were found than were counted."""
    typed: str
    may_search: bool
    kept: Mapping[str, str]
    """What the search form carries along."""
    next_url: str
    previous_url: str
    clear_url: str

    @property
    def has_orders(self) -> bool:
        """Whether its reader may choose an order."""
        return any(heading.url for heading in self.headings)


@dataclass(frozen=True, slots=True)
class Mark:
    """A place between rows: the sort value and the key of the row it lies at, and which side is wanted."""

    value: Any
    key: Any
    is_back: bool

    def token(self) -> str:
        """The mark as it stands in the address."""
        text = json.dumps([self.value, self.key], cls=DjangoJSONEncoder, separators=(",", ":"))
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _mark(token: str, is_back: bool) -> Mark | None:
    try:
        value, key = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (ValueError, binascii.Error, TypeError):
        return None
    return Mark(value, key, is_back)


@dataclass(frozen=True, slots=True)
class Order:
    """By which field, and whether downwards. The key is always last, upwards."""

    field: str
    is_down: bool


class Table(Generic[T]):
    """Rows from a queryset, or from a list when a query returns dataclasses.

    `search` names text fields (`"cooperative__name"`); every typed word must be found in one of them. For rows of a queryset `means`
    adds what else a word finds, as what is kept as a code but read as a name. `order` is the first order, e.g. `"-score"` (a column's
    name). `name` keeps two tables on one page apart in the address. With `most`, rows of a queryset are counted no further, and those of
    a page are found by their keys first and read then: so an index alone answers, however many there are.
    """

    def __init__(
        self,
        rows: QuerySet[Any] | Sequence[T],
        columns: Sequence[Column[T]],
        *,
        search: Sequence[str] = (),
        means: Callable[[str], Q] = lambda word: NOTHING,
        order: str = "",
        link: Callable[[T], str] | None = None,
        key: str = "pk",
        size: int = 25,
        name: str = "",
        most: int = 0,
    ) -> None:
        self.rows, self.columns, self.search, self.means, self.order = rows, columns, search, means, order
        self.link, self.key, self.size, self.name, self.most = link, key, size, name, most

    def page(self, params: Mapping[str, str]) -> Page:
        """The rows that `params` (a `QueryDict`) asks for, with every address on from here. A damaged address shows the first page."""
        typed = params.get(self._named("q"), "").strip()[:100]
        column, order = self._order(params.get(self._named("sort"), "") or self.order)
        source = self._source().searched(typed.split(), self.search)
        mark = _mark(params.get(self._named("before"), ""), True) or _mark(params.get(self._named("after"), ""), False)
        found = source.count(self.most)
        try:
            rows, has_more = source.cut(order, mark, self.size, by_keys=bool(self.most))
        except (ValueError, TypeError, ValidationError):
            mark, (rows, has_more) = None, source.cut(order, None, self.size, by_keys=bool(self.most))
        kept = {self._named("sort"): params.get(self._named("sort"), "")}
        here = {self._named("q"): typed, **kept}
        has_next = bool(rows) and (has_more or bool(mark and mark.is_back))
        has_previous = bool(rows) and (has_more if mark and mark.is_back else mark is not None)
        return Page(
            name=self.name or "rows",
            headings=[self._heading(each, column, order, typed) for each in self.columns],
            rows=[self._row(row) for row in rows],
            found=min(found, self.most) if self.most else found,
            is_uncounted=bool(self.most) and found > self.most,
            typed=typed,
            may_search=bool(self.search),
            kept={key: value for key, value in kept.items() if value},
            next_url=self._url({**here, self._named("after"): source.mark(rows[-1], order).token()}) if has_next else "",
            previous_url=self._url({**here, self._named("before"): source.mark(rows[0], order).token()}) if has_previous else "",
            clear_url=self._url(kept),
        )

    def all(self, params: Mapping[str, str], *, most: int) -> list[T]:
        """Every row that `params` asks for, in its order, for a file to take away."""
        typed = params.get(self._named("q"), "").strip()[:100]
        _, order = self._order(params.get(self._named("sort"), "") or self.order)
        return self._source().searched(typed.split(), self.search).cut(order, None, most)[0]

    def _source(self) -> _Source:
        return _Stored(self.rows, self.key, self.means) if isinstance(self.rows, QuerySet) else _Listed(list(self.rows), self.key)

    def _named(self, part: str) -> str:
        return f"{self.name}-{part}" if self.name else part

    def _url(self, params: Mapping[str, str]) -> str:
        return "?" + urlencode({key: value for key, value in params.items() if value})

    def _order(self, wanted: str) -> tuple[str, Order]:
        name = wanted.removeprefix("-")
        field = next((column.order for column in self.columns if column.name == name and column.order), "")
        return (name, Order(field, wanted.startswith("-"))) if field else ("", Order(self.key, False))

    def _heading(self, column: Column[T], sorted_by: str, order: Order, typed: str) -> Heading:
        is_this = column.name == sorted_by
        if not column.order:
            return Heading(column.heading, column.is_number, "", "")
        sort = f"-{column.name}" if is_this and not order.is_down else column.name
        url = self._url({self._named("q"): typed, self._named("sort"): sort})
        return Heading(column.heading, column.is_number, url, ("descending" if order.is_down else "ascending") if is_this else "")

    def _row(self, row: T) -> Row:
        cells = [Cell(column.show(row), column.heading, column.is_number) for column in self.columns]
        return Row(self.link(row) if self.link else "", cells)


def _at(row: Any, path: str) -> Any:
    for part in path.split("__"):
        row = None if row is None else getattr(row, part)
    return row


def counted(rows: QuerySet[Any], most: int) -> int:
    """How many rows there are, counted no further than one beyond `most`."""
    return rows.order_by()[: most + 1].count()


class _Source:
    """Rows that can be searched, counted and cut."""

    key: str

    def searched(self, words: Sequence[str], fields: Sequence[str]) -> _Source:
        raise NotImplementedError

    def count(self, most: int) -> int:
        """All; with `most`, no further than one beyond it."""
        raise NotImplementedError

    def cut(self, order: Order, mark: Mark | None, size: int, *, by_keys: bool = False) -> tuple[list[Any], bool]:
        """At most `size` rows beside the mark, and whether more lie beyond them."""
        raise NotImplementedError

    def mark(self, row: Any, order: Order) -> Mark:
        return Mark(_at(row, order.field), _at(row, self.key), False)


class _Stored(_Source):
    def __init__(self, rows: QuerySet[Any], key: str, means: Callable[[str], Q]) -> None:
        self.rows, self.key, self.means = rows, key, means

    def searched(self, words: Sequence[str], fields: Sequence[str]) -> _Source:
        rows = self.rows
        for word in words if fields else ():
            wanted = self.means(word)
            for field in fields:
                wanted |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(wanted)
        return _Stored(rows, self.key, self.means)

    def count(self, most: int) -> int:
        return counted(self.rows, most) if most else self.rows.count()

    def cut(self, order: Order, mark: Mark | None, size: int, *, by_keys: bool = False) -> tuple[list[Any], bool]:
        is_back = mark is not None and mark.is_back
        field, upwards = F(order.field), order.is_down == is_back
        by_field = (
            field.asc(nulls_first=is_back or None, nulls_last=not is_back or None)
            if upwards
            else field.desc(nulls_first=is_back or None, nulls_last=not is_back or None)
        )
        rows = self.rows.order_by(by_field, f"-{self.key}" if is_back else self.key)
        if mark:
            rows = rows.filter(self._beside(order, mark))
        found = self._by_keys(rows[: size + 1]) if by_keys else list(rows[: size + 1])
        kept, has_more = found[:size], len(found) > size
        return (kept[::-1] if is_back else kept), has_more

    def _by_keys(self, cut: QuerySet[Any]) -> list[Any]:
        keys = list(cut.values_list(self.key, flat=True))
        rows = {_at(row, self.key): row for row in self.rows.order_by().filter(**{f"{self.key}__in": keys})}
        return [rows[key] for key in keys]

    def _beside(self, order: Order, mark: Mark) -> Q:
        further = "lt" if mark.is_back else "gt"
        same = Q(**{f"{self.key}__{further}": mark.key})
        if mark.value is None:
            is_null = Q(**{f"{order.field}__isnull": True})
            return (is_null & same) | ~is_null if mark.is_back else is_null & same
        beyond = "gt" if order.is_down == mark.is_back else "lt"
        wanted = Q(**{f"{order.field}__{beyond}": mark.value}) | (Q(**{order.field: mark.value}) & same)
        return wanted if mark.is_back else wanted | Q(**{f"{order.field}__isnull": True})


class _Listed(_Source):
    def __init__(self, rows: list[Any], key: str) -> None:
        self.rows, self.key = rows, key

    def searched(self, words: Sequence[str], fields: Sequence[str]) -> _Source:
        def has(row: Any, word: str) -> bool:
            return any(word.casefold() in str(_at(row, field) or "").casefold() for field in fields)

        return _Listed([row for row in self.rows if all(has(row, word) for word in words)] if fields else self.rows, self.key)

    def count(self, most: int) -> int:
        return len(self.rows)

    def cut(self, order: Order, mark: Mark | None, size: int, *, by_keys: bool = False) -> tuple[list[Any], bool]:
        rows = self._sorted(order)
        if mark is None:
            return rows[:size], len(rows) > size
        at = next((number for number, row in enumerate(rows) if str(_at(row, self.key)) == str(mark.key)), -1)
        if mark.is_back:
            first = max(at - size, 0)
            return rows[first : max(at, 0)], first > 0
        return rows[at + 1 : at + 1 + size], len(rows) > at + 1 + size

    def _sorted(self, order: Order) -> list[Any]:
        by_key = sorted(self.rows, key=lambda row: str(_at(row, self.key)))
        known: Iterable[Any] = (row for row in by_key if _at(row, order.field) is not None)
        unknown = [row for row in by_key if _at(row, order.field) is None]
        return sorted(known, key=lambda row: _at(row, order.field), reverse=order.is_down) + unknown
