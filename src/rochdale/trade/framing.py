"""From stored rows of a framework to its rule: the frame in force, what is called off, the price of a call-off and the floor under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rochdale.base.rates import rate_table
from rochdale.kernel.exchange import factor
from rochdale.kernel.money import EXACT, Money
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.trade.floors import floors_in_force, fob_per_kg
from rochdale.trade.models import CallOff, Filling, Framework, FrameworkVersion, OfferCertificate
from rochdale.trade.rates import require_rate
from rochdale.trade.rules.frameworks import CallFacts, Frame, price_called
from rochdale.trade.rules.price_floor import Goods, minimums_for, refusals_for_price
from rochdale.trade.rules.price_terms import FAIRTRADE, PriceTerms, Reckoned, market_per_kg, under_floor
from rochdale.trade.rules.versions import VersionFacts, number_in_force
from rochdale.trade.terms import Plain, Terms, goods_terms, party_terms

Content = Mapping[str, Any]
PLACES = Decimal("0.0001")


def plain(facts: object) -> dict[str, Any]:
    """A frame or what is called off, as stored: days and figures as text."""
    return {name: _plain(value) for name, value in asdict(facts).items()}  # type: ignore[call-overload]  # a dataclass


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def frame_of(content: Content) -> Frame:
    """What a stored version says."""
    price = {**content["price"], "amount": Decimal(content["price"]["amount"])}
    score = content["min_score"]
    typed = {
        "certificates": tuple(content["certificates"]), "min_score": None if score is None else Decimal(score),
        "valid_from": date.fromisoformat(content["valid_from"]), "valid_until": date.fromisoformat(content["valid_until"]),
        "price": PriceTerms(**price),
    }  # fmt: skip
    return Frame(**{**content, **typed})


def version_facts(row: Framework) -> list[VersionFacts]:
    """All versions with their answers, by number."""
    rows = row.versions.order_by("number").prefetch_related("signatures")
    return [VersionFacts(one.number, {said.organization_id: said.is_yes for said in one.signatures.all()}) for one in rows]


def version_in_force(row: Framework) -> FrameworkVersion | None:
    """The version both sides said yes to last."""
    number = number_in_force(version_facts(row), row.party_ids)
    return None if number is None else row.versions.get(number=number)


def called_kg(row: Framework) -> int:
    """What is called off and not refused."""
    return sum(row.call_offs.exclude(answer__is_yes=False).order_by("number").values_list("kg", flat=True))


def ends_on(row: Framework) -> date | None:
    """The day of a notice."""
    return row.notice.ends_on if hasattr(row, "notice") else None


def reckoned(row: Framework, frame: Frame, call: CallFacts, *, on: date) -> tuple[Reckoned, str, str]:
    """The price for 1 kg by the frame's formula, the floor under it and its source ("" for none). Refused below a verified floor."""
    goods = Goods(frame.product, frame.species, frame.process, row.organization.country, frozenset(frame.certificates))
    found = minimums_for(floors_in_force(), goods, on=on)
    price = market_per_kg(price_called(frame, call))
    require_rate(price.currency, on)
    if frame.price.kind == FAIRTRADE:
        rows = [one.row for one in found.binding if one.row.scheme == FAIRTRADE]
        if not rows:
            raise Refused([Refusal("trade.no-row-to-reckon-with", {"on": on.isoformat()}), *found.warnings])
        rate = factor(price.currency, rows[0].currency, on, rate_table()).value
        price = under_floor(price, rows[0], is_organic=goods.is_organic, factor=rate)
    floors = [(fob_per_kg(one, row.organization.country, on=on, currency=price.currency), one) for one in found.binding]
    if not floors:
        return price, "", ""
    per_kg, minimum = max(floors, key=lambda pair: pair[0])
    below = refusals_for_price(price.per_kg, price.currency, replace(minimum, per_kg=per_kg, currency=price.currency))
    if below:
        raise Refused(Refusal("trade.bid-below-floor", {**below[0].facts, "row": minimum.row.id, "source": minimum.row.source}))
    return price, str(per_kg.quantize(PLACES, context=EXACT)), minimum.row.source


def terms_of_call_off(row: CallOff, number: str, at: datetime, carried: Mapping[str, tuple[str, date]]) -> Terms:
    """The terms of the contract that a confirmed call-off draws up, at its price: one line for each lot that fills it.

    `carried`: number and last day of the seller's certificates by scheme.
    """
    frame, said, framework = frame_of(row.version.content), row.content, row.framework
    fillings = row.fillings.select_related("offer__organization").order_by("position")
    lines = [_line(one, frame, said, carried) for one in fillings]
    total = Money.total((Money(Decimal(str(line["amount"])), said["currency"]) for line in lines), said["currency"])
    content: dict[str, object] = {
        "number": number, "drawn_up_on": at.date().isoformat(), "market": None,
        "buyer": party_terms(framework.buyer, framework.buyer.name), "needs": [], "asked": {},
        "lines": lines, "container": {}, "incoterm": frame.incoterm, "place": frame.place, "destination": "",
        "currency": said["currency"], "rate_on": at.date().isoformat(), "rates": [], "total": str(total.amount), "freight": "",
        "insurance": "", "conditions": [],
        "framework": {"number": framework.number, "version": row.version.number, "call_off": row.number, "sha256": row.sha256},
    }  # fmt: skip
    return Terms(content, total.amount, said["currency"], (framework.organization_id,), frame.product, row.kg)


def _line(one: Filling, frame: Frame, said: Content, carried: Mapping[str, tuple[str, date]]) -> Plain:
    """A lot of the call-off: its own goods, at the quality and with the certificates the frame asks for, at the call-off's price."""
    price = Decimal(said["per_kg"])
    claimed = {row.scheme: row for row in one.offer.certificates.order_by("scheme")}
    return goods_terms(one.offer, one.kg) | {
        "protocol": frame.protocol, "score": "" if frame.min_score is None else str(frame.min_score),
        "certificates": [_claim(scheme, carried, claimed) for scheme in frame.certificates],
        "ready_from": said["call"]["ready_from"], "ready_until": said["call"]["ready_until"],
        "price": str(price.quantize(PLACES, context=EXACT)), "amount": str((Money(price, said["currency"]) * one.kg).rounded().amount),
        "floor": said["floor"], "floor_source": said["floor_source"], "freight": "", "insurance": "",
    }  # fmt: skip


def _claim(scheme: str, carried: Mapping[str, tuple[str, date]], claimed: Mapping[str, OfferCertificate]) -> dict[str, str]:
    """As the seller's register carries it; what the register does not know, as the offer says it."""
    said = claimed.get(scheme)
    number, until = carried.get(scheme, (said.number, said.valid_until) if said else ("", None))
    return {"scheme": scheme, "number": number, "until": until.isoformat() if until else ""}
