"""The worked tables of docs/rules, read as they stand, and the small market they describe."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rochdale.trade.market.problem import Need, Offer, Problem, Route, Split

RULES = Path(__file__).resolve().parents[3] / "docs" / "rules"
GRADES = {0: 9_000, 1: 8_000}
ROUTE = Route("r", "coffee", "LAVTE", "DKCPH", "sea", "20ft", 19_200, 19_200_000, 3)


def table(page: str, first: str) -> list[dict[str, str]]:
    """The rows of the table on a page whose first column is called `first`."""
    lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in (RULES / page).read_text().splitlines()]
    start = next(k for k, cells in enumerate(lines) if cells[0] == first)
    rows = lines[start + 2 :]
    end = next((k for k, cells in enumerate(rows) if cells == [""]), len(rows))
    return [dict(zip(lines[start], cells, strict=True)) for cells in rows[:end]]


def money(text: str) -> int:
    """Ten-thousandths, exactly."""
    whole, _, part = text.partition(".")
    return int(whole) * 10_000 + int(part.ljust(4, "0"))


def offer(name: str = "1", **changes: object) -> Offer:
    """A lot that fits `need()` on `ROUTE`."""
    plain = Offer(name, f"coop {name}", "coffee", "arabica", "washed", "grade", 9_000, frozenset(), 19_200, "LAVTE", 0, 0, 30_000, 0)
    return replace(plain, **changes)  # type: ignore[arg-type]


def need(name: str = "1", **changes: object) -> Need:
    """A need that `offer()` fits."""
    plain = Need(name, f"buyer {name}", "coffee", "", "", "", None, frozenset(), 19_200, 0, None, "DKCPH", 3, 3, 50_000, 50_000)
    return replace(plain, **changes)  # type: ignore[arg-type]


def market(offers: list[Offer], needs: list[Need], *routes: Route, **changes: object) -> Problem:
    """A market over eight slots on `ROUTE`, or on the routes given."""
    return Problem(tuple(offers), tuple(needs), routes or (ROUTE,), "USD", 8, **changes)  # type: ignore[arg-type]


def worked(**changes: object) -> Problem:
    """The market of docs/rules/clearing.md; changes go to need 1."""
    offers = [
        offer(row["offer"], kg=int(row["kg"]), score=GRADES[int(row["grade"])], certificates=_certificates(row),
              reserve=money(row["reserve"]), floor=money(row["minimum"]), extra=money(row["extra"]))
        for row in table("clearing.md", "offer")
    ]  # fmt: skip
    needs = [
        need(row["need"], kg=int(row["kg"]), protocol="grade", min_score=GRADES[int(row["worst grade"])], certificates=_certificates(row),
             limit=money(row["bid"]), bid=money(row["bid"]))
        for row in table("clearing.md", "need")
    ]  # fmt: skip
    return market(offers, [replace(needs[0], **changes), *needs[1:]], split=Split(5_000, 0))  # type: ignore[arg-type]


def trap() -> Problem:
    """Thin cargo that tops up a container for nothing."""
    return market(
        [offer("1", kg=10_000), offer("2", kg=9_200, species="robusta")],
        [
            need("1", kg=10_000, species="arabica", limit=40_000, bid=40_000),
            need("2", kg=9_200, species="robusta", limit=30_500, bid=30_500),
        ],
    )


def _certificates(row: dict[str, str]) -> frozenset[str]:
    return frozenset(name.strip() for name in row["certificates"].split(",") if name.strip() != "-")
