"""What a certificate covers, and on which day (docs/rules/profiles.md).

A certificate is asked anew each time it is used: the day tested is the day of shipment, never the day of the offer or of the contract.
A claim needs the right day, a status of that day, and a scope that names the product (and the site, where sites are named).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from rochdale.kernel.refusal import Refusal

MOST_YEARS = 10
MOST_IN_A_GROUP = 2_000
"""Members of an EU organic group of operators: Reg. (EU) 2018/848, Art. 36(1)."""
MOST_HECTARES = Decimal(5)
MOST_TURNOVER_EUR = Decimal(25_000)


class Status(StrEnum):
    """What the certifier says of a certificate."""

    VALID = "valid"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Change:
    """From this day on, the certificate has this status."""

    on: date
    status: Status


@dataclass(frozen=True, slots=True)
class CertificateHeld:
    """A certificate as its paper and the certifier say it. Both days are inclusive; no sites: every site of the holder."""

    scheme: str
    number: str
    holder: str
    certifier: str
    products: frozenset[str]
    sites: frozenset[str]
    valid_from: date
    valid_until: date
    changes: tuple[Change, ...] = ()
    """In the order in which they were written down."""

    def held_until(self, on: date) -> date:
        """The last day up to `on` on which it was valid: the day before it was stopped, its own last day, or the day before `on`."""
        stops = [change.on for change in self.changes if change.on <= on and change.status is not Status.VALID]
        if self.status_on(on) is not Status.VALID and stops:
            return min(max(stops) - timedelta(days=1), self.valid_until)
        return min(self.valid_until, on - timedelta(days=1))

    def status_on(self, on: date) -> Status:
        """What the certifier said of it on that day. A later day wins, on one day the later word."""
        said = [change for change in self.changes if change.on <= on]
        return max(enumerate(said), key=lambda pair: (pair[1].on, pair[0]))[1].status if said else Status.VALID


def refusals_for_claim(certificate: CertificateHeld, *, product: str, site: str = "", on: date) -> list[Refusal]:
    """Why goods of `product` (from `site`, "" for not said) shipped on that day cannot carry the certificate; empty when they can.

    Codes: `trade.certificate-not-begun`, `-has-ended`, `-is-suspended`, `-is-withdrawn`, `-not-for-product`, `-not-for-site`.
    """
    named: dict[str, object] = {"scheme": certificate.scheme, "number": certificate.number}
    return [*_day(certificate, on, named), *_status(certificate, on, named), *_scope(certificate, product, site, named)]


def _day(certificate: CertificateHeld, on: date, named: dict[str, object]) -> Iterator[Refusal]:
    if on < certificate.valid_from:
        facts = {"starts": certificate.valid_from, "on": on, "days": (certificate.valid_from - on).days}
        yield Refusal("trade.certificate-not-begun", named | facts)
    if on > certificate.valid_until:
        facts = {"ends": certificate.valid_until, "on": on, "days": (on - certificate.valid_until).days}
        yield Refusal("trade.certificate-has-ended", named | facts)


def _status(certificate: CertificateHeld, on: date, named: dict[str, object]) -> Iterator[Refusal]:
    status = certificate.status_on(on)
    if status is Status.SUSPENDED:
        yield Refusal("trade.certificate-is-suspended", named | {"on": on})
    if status is Status.WITHDRAWN:
        yield Refusal("trade.certificate-is-withdrawn", named | {"on": on})


def _scope(certificate: CertificateHeld, product: str, site: str, named: dict[str, object]) -> Iterator[Refusal]:
    if product not in certificate.products:
        yield Refusal("trade.certificate-not-for-product", named | {"product": product, "covers": sorted(certificate.products)})
    if site and certificate.sites and _same(site) not in {_same(one) for one in certificate.sites}:
        yield Refusal("trade.certificate-not-for-site", named | {"site": site, "covers": sorted(certificate.sites)})


def _same(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class Claim:
    """The certificate that carries a claim, or why none does."""

    certificate: CertificateHeld | None
    refusals: tuple[Refusal, ...]


def claim_of(held: Sequence[CertificateHeld], *, scheme: str, product: str, site: str = "", on: date) -> Claim:
    """The certificate of that scheme that carries the goods on that day, the longest valid first; else the reasons of the nearest."""
    ordered = sorted((one for one in held if one.scheme == scheme), key=lambda one: (one.valid_until, one.number), reverse=True)
    if not ordered:
        return Claim(None, (Refusal("trade.certificate-not-held", {"scheme": scheme}),))
    asked = [(one, refusals_for_claim(one, product=product, site=site, on=on)) for one in ordered]
    certificate, refusals = min(asked, key=lambda pair: len(pair[1]))
    return Claim(None if refusals else certificate, tuple(refusals))


def refusals_for_certificate(certificate: CertificateHeld, *, products: Collection[str]) -> list[Refusal]:
    """Why a certificate cannot be written down: it names holder, number and certifier, ends after it begins, and covers something known."""
    refusals = []
    words = {"number": certificate.number, "holder": certificate.holder, "certifier": certificate.certifier}
    refusals += [Refusal("trade.certificate-without-name", {"field": field}) for field, word in words.items() if not word.strip()]
    if certificate.valid_until < certificate.valid_from:
        facts = {"scheme": certificate.scheme, "ends": certificate.valid_until}
        refusals.append(Refusal("trade.certificate-ends-before-it-starts", facts))
    elif certificate.valid_until.year - certificate.valid_from.year > MOST_YEARS:
        refusals.append(Refusal("trade.certificate-too-long", {"years": MOST_YEARS}))
    if not certificate.products:
        refusals.append(Refusal("trade.certificate-covers-nothing"))
    unknown = sorted(certificate.products - set(products))
    return refusals + [Refusal("trade.product-unknown", {"product": one, "known": sorted(products)}) for one in unknown]


def refusals_for_status(certificate: CertificateHeld, status: Status, *, on: date, today: date, reason: str) -> list[Refusal]:
    """A change says why, is not in the future, and nothing follows a withdrawal: the next certificate has another number or day."""
    refusals = []
    if not reason.strip():
        refusals.append(Refusal("trade.status-needs-a-reason"))
    if on > today:
        refusals.append(Refusal("trade.status-in-the-future", {"on": on}))
    if any(change.status is Status.WITHDRAWN for change in certificate.changes):
        refusals.append(Refusal("trade.certificate-stays-withdrawn", {"number": certificate.number}))
    elif certificate.status_on(on) is status:
        refusals.append(Refusal("trade.status-is-so-already", {"number": certificate.number}))
    return refusals


def refusals_for_group_member(*, members: int, hectares: Decimal, turnover_eur: Decimal | None) -> list[Refusal]:
    """Why a farmer cannot join an EU organic group of operators of so many members now.

    At most 2,000 members; each with at most 5 ha, or an organic turnover of at most EUR 25,000 a year (`turnover_eur`, None: not known).
    Source: Reg. (EU) 2018/848, Art. 36(1).
    """
    refusals = []
    if members >= MOST_IN_A_GROUP:
        refusals.append(Refusal("trade.group-is-full", {"most": MOST_IN_A_GROUP}))
    if hectares <= 0:
        refusals.append(Refusal("trade.group-member-without-land"))
    is_small = hectares <= MOST_HECTARES or (turnover_eur is not None and turnover_eur <= MOST_TURNOVER_EUR)
    if not is_small:
        facts = {"hectares": hectares, "most_hectares": MOST_HECTARES, "most_eur": MOST_TURNOVER_EUR}
        refusals.append(Refusal("trade.group-member-too-large", facts))
    return refusals
