"""Pictures of amounts, drawn on the server: bars, waterfalls, pillars in time, and a container filled with sacks.

Geometry only; `c-bars`, `c-pillars`, `c-container` and `c-map` put it on the page. Every picture has the same numbers as text beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise

Text = str | Promise

THREADS: tuple[tuple[str, str], ...] = (
    ("leaf", "chev"),
    ("madder", "dot"),
    ("indigo", "diag"),
    ("lac", "wave"),
    ("bark", "check"),
    ("sun", "line"),
)
"""Dye and weave of each cooperative in a picture, in order: told apart in print and by colour-blind eyes. Six at most."""
THINNEST_PERCENT = Decimal("0.4")
"""So that a small amount is still seen."""


def thread(number: int) -> tuple[str, str]:
    """Dye and weave of the `number`th cooperative (from 0); they begin again after six."""
    return THREADS[number % len(THREADS)]


@dataclass(frozen=True, slots=True)
class Part:
    """One amount of a chart. In a waterfall a `is_sum` part shows what has come together so far; its amount is not added."""

    name: Text
    amount: Decimal
    note: Text = ""
    dye: str = "sun"
    weave: str = ""
    is_sum: bool = False
    is_first: bool = False
    """A waterfall's first part, written without a plus."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One drawn bar. `start`, `width` and `end` are percent of the picture's width."""

    part: Part
    start: Decimal
    width: Decimal
    end: Decimal
    sign: str
    """Written before the amount: plus, minus, or nothing."""
    size: Decimal
    """The amount without its sign; of a sum, what has come together."""


def _percent(amount: Decimal, whole: Decimal) -> Decimal:
    return (100 * amount / whole).quantize(Decimal("0.01")) if whole else Decimal(0)


def bars(parts: Sequence[Part]) -> list[Bar]:
    """Bars from zero, the longest filling the width. Amounts are 0 or more, all in one unit."""
    whole = max((part.amount for part in parts), default=Decimal(0))
    return [_bar(part, Decimal(0), part.amount, whole, "") for part in parts]


def waterfall(parts: Sequence[Part]) -> list[Bar]:
    """Amounts that add up, each beginning where the last one ended; a negative one goes back. Sums run from zero."""
    steps: list[tuple[Part, Decimal, Decimal, str]] = []
    total = Decimal(0)
    for part in parts:
        if part.is_sum:
            steps.append((part, Decimal(0), total, ""))
            continue
        sign = "" if part.is_first else ("\u2212" if part.amount < 0 else "+")
        steps.append((part, total, total + part.amount, sign))
        total += part.amount
    whole = max((max(start, end) for part, start, end, sign in steps), default=Decimal(0))
    return [_bar(part, start, end, whole, sign) for part, start, end, sign in steps]


def _bar(part: Part, start: Decimal, end: Decimal, whole: Decimal, sign: str) -> Bar:
    left, right = _percent(min(start, end), whole), _percent(max(start, end), whole)
    width = max(right - left, THINNEST_PERCENT)
    return Bar(part, min(left, 100 - width), width, _percent(end, whole), sign, end if part.is_sum else abs(part.amount))


@dataclass(frozen=True, slots=True)
class Pillar:
    """One amount in time: the name of its day, week or month, and how much."""

    name: Text
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Column:
    """One drawn pillar, in units of the picture."""

    pillar: Pillar
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Columns:
    """Amounts in time, side by side, on one line; the highest fills the height."""

    columns: Sequence[Column]
    highest: Pillar | None

    @property
    def first(self) -> Pillar | None:
        """The name at the left end."""
        return self.columns[0].pillar if self.columns else None

    @property
    def last(self) -> Pillar | None:
        """The name at the right end."""
        return self.columns[-1].pillar if len(self.columns) > 1 else None


COLUMNS_WIDTH, COLUMNS_HEIGHT = 360, 120
WIDEST_COLUMN = 40


def columns(pillars: Sequence[Pillar]) -> Columns:
    """Pillars side by side, in the order given. Amounts are 0 or more, all in one unit."""
    most = max((pillar.amount for pillar in pillars), default=Decimal(0))
    step = min(COLUMNS_WIDTH / max(len(pillars), 1), WIDEST_COLUMN)
    drawn = []
    for place, pillar in enumerate(pillars):
        height = max(float(COLUMNS_HEIGHT * pillar.amount / most), 1.0) if most and pillar.amount else 0.0
        drawn.append(Column(pillar, place * step + step * 0.1, COLUMNS_HEIGHT - height, step * 0.8, height))
    return Columns(drawn, max(pillars, key=lambda pillar: pillar.amount, default=None))


@dataclass(frozen=True, slots=True)
class Share:
    """What one cooperative puts into a container, in bags of one size."""

    name: Text
    bags: int


@dataclass(frozen=True, slots=True)
class Sack:
    """Where one drawn sack lies, in units of the picture."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Stack:
    """The sacks of one cooperative, and the bracket below them."""

    name: Text
    bags: int
    dye: str
    weave: str
    sacks: Sequence[Sack]
    start: float
    end: float

    @property
    def middle(self) -> float:
        """Where its name stands."""
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Container:
    """A container filled with sacks; one sack stands for `bags_a_sack` bags."""

    stacks: Sequence[Stack]
    bags_a_sack: int
    bags: int
    free_bags: int
    has_room_for_names: bool
    """Whether names fit below their brackets; else they stand in a key under the picture."""


COLUMNS, ROWS = 16, 4
SACK_WIDTH, SACK_HEIGHT = 18.25, 25
LEFT, TOP = 34, 66
ROUND_NUMBERS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000)
LETTER_WIDTH = 7.6
"""Of a 13 px letter, on average, to tell whether names fit."""


def container(shares: Sequence[Share], *, holds_bags: int = 0) -> Container:
    """Lay out the sacks, column by column, cooperative by cooperative. `holds_bags` (0: just what is in it) leaves the rest empty."""
    bags = sum(share.bags for share in shares)
    holds = max(holds_bags, bags, 1)
    a_sack = next((number for number in ROUND_NUMBERS if -(-holds // number) <= COLUMNS * ROWS), holds)
    stretch = COLUMNS * ROWS / -(-holds // a_sack)
    counts = _sacks([share.bags for share in shares], a_sack)
    stacks: list[Stack] = []
    first = 0
    for number, (share, count) in enumerate(zip(shares, counts, strict=True)):
        dye, weave = thread(number)
        sacks = [_sack(place) for place in range(first, first + count)]
        start, end = _bracket(first), _bracket(first + count)
        stacks.append(Stack(share.name, share.bags, dye, weave, sacks, start + 1, max(end - 1, start + 4)))
        first += count
    fits = stretch >= 1 and all(len(str(stack.name)) * LETTER_WIDTH <= stack.end - stack.start + 6 for stack in stacks)
    return Container(stacks, a_sack, bags, holds - bags, fits)


def _sack(place: int) -> Sack:
    return Sack(LEFT + place // ROWS * SACK_WIDTH, TOP + place % ROWS * SACK_HEIGHT)


def _bracket(place: int) -> float:
    return LEFT + place / ROWS * SACK_WIDTH


def _sacks(bags: Sequence[int], a_sack: int) -> list[int]:
    """Whole sacks by largest remainder, so that their sum is right; whoever has a bag has a sack."""
    total = round(sum(bags) / a_sack)
    counts = [max(count // a_sack, 1) if count else 0 for count in bags]
    by_remainder = sorted(range(len(bags)), key=lambda number: -(bags[number] % a_sack))
    for number in by_remainder:
        if sum(counts) < total and bags[number] % a_sack:
            counts[number] += 1
    return counts
