"""What stands on the paper of a contract: every figure from its frozen terms and from what was agreed on, every word in one language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rochdale.base.countries import country_name
from rochdale.base.operations import content_sha256
from rochdale.kernel.money import minor_digits
from rochdale.trade.agreed import Agreed, agreed_content
from rochdale.trade.bid_called import trade_rows
from rochdale.trade.bids import bid_of
from rochdale.trade.called import certificate_names, goods_name, place_and_code, place_name, quality_name
from rochdale.trade.models import Condition
from rochdale.ui.templatetags.ui import written

PRICE_PLACES = 4
UNITS = {"20ft": gettext_lazy("20-foot container"), "40ft-reefer": gettext_lazy("40-foot cooled container"), "truck": gettext_lazy("Truck")}

CARRIAGE_FOR_SELLER = frozenset({"CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"})
"""Terms of Incoterms 2020 under which the seller arranges and pays the main carriage."""
Terms = Mapping[str, Any]
Pairs = list[tuple[str, str]]


def contract_content(terms: Terms, agreed: Agreed | None) -> dict[str, object]:
    """Everything the template sets, already in words of the language that is active."""
    number, day = terms["number"], _date(terms["drawn_up_on"])
    return {
        "title": _("Contract of sale"),
        "number": number,
        "reference": _("Contract %(number)s") % {"number": number},
        "drawn_up": _("Drawn up on %(day)s") % {"day": day},
        "stamp": _("Binds once its conditions are met") if terms["conditions"] else _("Without conditions"),
        "is_conditional": bool(terms["conditions"]),
        "parties": {"title": _("The parties"), "rows": _parties(terms)},
        "goods": _goods(terms),
        "amounts": {"rows": _amounts(terms)},
        "floor": {"title": _("Minimum prices"), "rows": _floors(terms)},
        "delivery": {"title": _("Delivery"), "rows": _delivery(terms)},
        "asked": {"title": _("Terms of the trade") if terms.get("agreed") else _("What the buyer asked for"), "rows": _asked(terms)},
        "money": {"title": _("Currency"), "rows": _rates(terms)},
        "conditions": {"title": _("Conditions"), **_conditions(terms)},
        "agreed": agreed_content(agreed),
        "by_hand": _by_hand(agreed),
        "signatures": _signatures(terms),
        "origin": _origin(terms),
        "verify": _fingerprint(terms, agreed),
    }


def _sellers(terms: Terms) -> list[Mapping[str, Any]]:
    """Each seller once, in the order of the goods."""
    return list({(line["seller"]["name"], line["seller"]["acting"]): line["seller"] for line in terms["lines"]}.values())


def _parties(terms: Terms) -> list[dict[str, str]]:
    sellers = _sellers(terms)
    roles = [_("Seller")] if len(sellers) == 1 else [_("Seller %(number)s") % {"number": number} for number in range(1, len(sellers) + 1)]
    return [_party(role, party) for role, party in zip((*roles, _("Buyer")), (*sellers, terms["buyer"]), strict=True)]


def _party(role: str, party: Mapping[str, Any]) -> dict[str, str]:
    acting = _("represented by %(name)s") % {"name": party["acting"]} if party["acting"] else ""
    return {
        "role": role,
        "name": party["name"],
        "acting": acting,
        "place": place_and_code(party["place"]),
        "country": country_name(party["country"]),
    }


def _goods(terms: Terms) -> dict[str, object]:
    currency, kg = terms["currency"], sum(line["kg"] for line in terms["lines"])
    where = _("%(term)s %(place)s") % {"term": terms["incoterm"], "place": place_name(terms["place"])}
    return {
        "title": _("The goods and their price"),
        "headings": [_("Lot, seller, quality and certificates"), _("Net weight"), _("Price for 1 kg"), _("Amount")],
        "rows": [_lot(line, currency) for line in terms["lines"]],
        "sums": [_("All goods, %(where)s") % {"where": where}, _kg(kg), _money(terms["total"], currency)],
    }


def _lot(line: Terms, currency: str) -> dict[str, object]:
    goods = goods_name(line["product"], line["species"], line["process"])
    return {
        "lot": line["reference"],
        "seller": line["seller"]["name"],
        "goods": goods,
        "quality": quality_name(line["protocol"], _number(line["score"])),
        "certificates": [_certificate(one) for one in line["certificates"]],
        "kg": _kg(line["kg"]),
        "bags": _bags(line),
        "price": written(Decimal(line["price"]), PRICE_PLACES),
        "unit": currency,
        "amount": _money(line["amount"], currency),
    }


def _certificate(one: Mapping[str, str]) -> str:
    name = f"{certificate_names([one['scheme']])[0]} {one['number']}".strip()
    return _("%(certificate)s, valid until %(day)s") % {"certificate": name, "day": _date(one["until"])} if one["until"] else name


def _bags(line: Terms) -> str:
    if line["bags"] is None or line["bag_kg"] is None:
        return ""
    facts = {"bags": written(line["bags"]), "kg": written(Decimal(line["bag_kg"]).normalize())}
    return ngettext("%(bags)s bag of %(kg)s kg", "%(bags)s bags of %(kg)s kg", line["bags"]) % facts


def _amounts(terms: Terms) -> Pairs:
    """Freight and insurance, apart from the goods; the last row is the sum."""
    currency = terms["currency"]
    if not terms["freight"]:
        return []
    place, landed = place_name(terms["destination"]), sum(Decimal(terms[part] or 0) for part in ("total", "freight", "insurance"))
    return [
        (_("Freight to %(place)s, paid by the buyer") % {"place": place}, _money(terms["freight"], currency)),
        (_("Insurance, paid by the buyer"), _money(terms["insurance"] or "0", currency)),
        (_("Goods landed in %(place)s") % {"place": place}, _money(str(landed), currency)),
    ]


def _floors(terms: Terms) -> list[dict[str, str]]:
    """Each floor that applied, with its lots and its source."""
    lots: dict[tuple[str, str], list[str]] = {}
    for line in terms["lines"]:
        if line["floor"]:
            lots.setdefault((line["floor"], line["floor_source"]), []).append(line["reference"])
    if not lots:
        return [{"says": _("No verified minimum price applied to these goods on that day."), "source": ""}]
    return [_floor(terms, floor, source, references) for (floor, source), references in sorted(lots.items())]


def _floor(terms: Terms, floor: str, source: str, references: Sequence[str]) -> dict[str, str]:
    lots = _("All lots") if len(references) == len(terms["lines"]) else ", ".join(references)
    facts = {"price": f"{written(Decimal(floor), PRICE_PLACES)} {terms['currency']}", "lots": lots, "term": terms["incoterm"]}
    return {
        "says": _("%(lots)s: at least %(price)s for 1 kg, %(term)s. A premium, if any, comes on top.") % facts,
        "source": _("Source: %(source)s") % {"source": source} if source else "",
    }


def _delivery(terms: Terms) -> Pairs:
    rows = [(_("Term"), _("%(term)s %(place)s, Incoterms 2020") % {"term": terms["incoterm"], "place": place_and_code(terms["place"])})]
    windows = sorted({(line["ready_from"], line["ready_until"]) for line in terms["lines"]})
    rows += [
        (_("Goods ready"), "\n".join(_("%(first)s to %(last)s") % {"first": _date(first), "last": _date(last)} for first, last in windows))
    ]
    if terms["container"]:
        return rows + _carriage(terms)
    is_for_seller = terms["incoterm"] in CARRIAGE_FOR_SELLER
    return [*rows, (_("Carriage"), _("Arranged and paid by the seller") if is_for_seller else _("Arranged and paid by the buyer"))]


def _carriage(terms: Terms) -> Pairs:
    container = terms["container"]
    load = {"load": written(container["load_kg"]), "most": written(container["capacity_kg"])}
    return [
        (
            _("Carried in"),
            _("%(unit)s, %(km)s km") % {"unit": UNITS.get(container["unit"], container["unit"]), "km": written(container["distance_km"])},
        ),
        (
            _("Load of the whole container") if container["mode"] == "sea" else _("Load of the whole truck"),
            _("%(load)s kg of %(most)s kg") % load,
        ),
        (_("Leaves %(place)s") % {"place": place_name(terms["place"])}, _date(container["departs_on"])),
        (_("Arrives in %(place)s") % {"place": place_and_code(terms["destination"])}, _date(container["arrives_on"])),
    ]


def _asked(terms: Terms) -> Pairs:
    if terms.get("agreed"):
        return _of_the_trade(terms)
    asked = terms["asked"]
    if not asked:
        return []
    quality = quality_name(asked["protocol"], _number(asked["min_score"]))
    rows = [(_("Need"), ", ".join(terms["needs"]))]
    rows += [(_("Quality"), _("at least %(quality)s") % {"quality": quality} if asked["min_score"] else quality)] if quality else []
    return [*rows, (_("Certificates"), ", ".join(certificate_names(asked["certifications"])) or _("none asked for"))]


def _rates(terms: Terms) -> list[str]:
    facts = {"currency": terms["currency"], "day": _date(terms["rate_on"])}
    rows = [_("All amounts are in %(currency)s, at the rates of %(day)s. They are not computed again.") % facts]
    found: dict[tuple[str, str], list[str]] = {}
    for rate in terms["rates"]:
        found.setdefault((rate["on"], rate["source"]), []).append(f"{written(Decimal(rate['per_eur']).normalize())} {rate['currency']}")
    return rows + [_rate(on, source, amounts) for (on, source), amounts in found.items()]


def _rate(on: str, source: str, amounts: Sequence[str]) -> str:
    facts = {"day": _date(on), "amounts": ", ".join(amounts), "source": source}
    return _("For 1 EUR on %(day)s: %(amounts)s. Source: %(source)s") % facts


def _conditions(terms: Terms) -> dict[str, object]:
    kinds = {value: str(label) for value, label in Condition.Kind.choices}
    rows = [[one["organization"], kinds[one["kind"]], _date(one["due"])] for one in terms["conditions"]]
    says = _("The contract lapses if one of them is not met by its day.") if rows else _("None. It binds from the day it was drawn up.")
    return {"headings": [_("Set by"), _("It wants"), _("At the latest on")], "rows": rows, "says": says}


def _by_hand(agreed: Agreed | None) -> dict[str, object]:
    """What people settle between themselves, as far as no version settles it: a label, and how many ruled lines."""
    rows = [] if agreed else [{"label": _("Payment: how, when, to which account"), "lines": 2}]
    rows += [{"label": _("Samples and claims") if agreed else _("Weight allowed more or less, samples and claims"), "lines": 2}]
    if agreed is None or not agreed.clauses.disputes:
        rows += [{"label": _("Disputes: law, court or arbitration, and its place"), "lines": 2}]
    return {
        "title": _("To be agreed by hand"),
        "lead": _("Rochdale knows nothing of these. Write them in, or strike them out."),
        "rows": rows,
    }


def _signatures(terms: Terms) -> dict[str, object]:
    return {"title": _("Signatures"), "parties": _parties(terms), "lines": [_("Name"), _("Office"), _("Place and date"), _("Signature")]}


def _fingerprint(terms: Terms, agreed: Agreed | None) -> dict[str, object]:
    """Of the terms, and of the version, as they are stored, so that paper and record can be compared."""
    rows = [(_("Fingerprint of these terms (SHA-256)"), _in_eights(content_sha256(terms)))]
    if agreed:
        label = _("Fingerprint of version %(number)s (SHA-256)") % {"number": agreed.number}
        rows.append((label, _in_eights(agreed.sha256)))
    return {"rows": rows, "says": _("The same terms give the same fingerprint. One changed letter gives another.")}


def _in_eights(sha256: str) -> list[str]:
    return [sha256[at : at + 8] for at in range(0, len(sha256), 8)]


def _of_the_trade(terms: Terms) -> Pairs:
    """What two sides negotiated beside goods, price for 1 kg and place; what stands elsewhere on the paper is left out."""
    rows = trade_rows(bid_of(terms["agreed"]))
    if terms.get("premium"):
        rows.append((_("Premium, beside the price"), _money(terms["premium"]["amount"], terms["currency"])))
    return rows


def _origin(terms: Terms) -> str:
    if terms.get("negotiation"):
        return _("Drawn up by Rochdale from a negotiation that both sides agreed on.")
    if terms["market"] is None:
        return _("Drawn up by Rochdale from a first refusal that was taken.")
    return _("Drawn up by Rochdale from market no. %(number)s.") % {"number": terms["market"]}


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _date(text: str) -> str:
    """With the month as a word: 5/12 is two days, depending on who reads it."""
    return date_format(_day(text), "j F Y")


def _kg(kg: int) -> str:
    return f"{written(kg)} kg"


def _money(amount: str, currency: str) -> str:
    return f"{written(Decimal(amount), minor_digits(currency))} {currency}"
