"""Rows of stock from the old books: `PLACE/FORM/GRADE/CLAIMS/LOT`, e.g. `PKS/parchment/A/fairtrade+organic`; the end may be left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.products import products


@dataclass(frozen=True, slots=True)
class OpeningLot:
    """What a row says: where, in which form, grade and with which claims, under which number of the old books."""

    place: str
    product: str
    form: str
    grade: str
    claims: tuple[str, ...]
    code: str


def product_of(form: str) -> str:
    """The product that has the form: no two have the same. Empty for none."""
    return next((name for name, product in products().items() if form in product.forms), "")


def read_account(account: str) -> OpeningLot | None:
    """What the first column says; None when it is not of that shape."""
    place, *rest = (part.strip() for part in account.split("/"))
    if not place or not 1 <= len(rest) <= 4:
        return None
    form, grade, claims, code = (*rest, "", "", "")[:4]
    names = tuple(sorted({claim.strip() for claim in claims.split("+") if claim.strip()}))
    return OpeningLot(place.upper(), product_of(form), form, grade, names, code)


def refusals_for_row(account: str, amount: Decimal, *, places: Collection[str], codes: Collection[str]) -> Iterator[Refusal]:
    """A row names a place of the cooperative and a form we know, weighs something, and takes no lot's number."""
    found = read_account(account)
    if found is None:
        yield Refusal("supply.opening-account-is-wrong", {"account": account})
        return
    if found.place not in places:
        yield Refusal("supply.opening-place-is-unknown", {"code": found.place, "codes": sorted(places)})
    if not found.product:
        forms = sorted(form for product in products().values() for form in product.forms)
        yield Refusal("supply.opening-form-is-unknown", {"form": found.form, "forms": forms})
    elif found.grade and found.grade not in products()[found.product].grades:
        yield Refusal("supply.grade-is-unknown", {"grade": found.grade, "grades": list(products()[found.product].grades)})
    if found.code in codes:
        yield Refusal("supply.code-is-taken", {"code": found.code})
    if amount <= 0:
        yield Refusal("supply.opening-weighs-nothing", {"account": account})
