"""Frozen terms as `rochdale.trade.terms` writes them, for one buyer and as many sellers as a test wants."""

from __future__ import annotations

from typing import Any

SELLERS = (
    "Dongmai Coffee Cooperative",
    "Phoukeo Growers",
    "Namsai Women's Coffee Cooperative",
    "Huaykong Hill Cooperative",
    "Tadlo Natural Coffee",
    "Ban Lak 40",
)
SOURCE = "fairtradeanz, questions and answers; hacofco.de"


def line(number: int, **changed: Any) -> dict[str, Any]:
    """One lot of 3,200 kg at 4.9512 USD, floor 4.8502."""
    return {
        "seller": {"name": SELLERS[number], "acting": "", "country": "LA", "place": "LAPKZ"},
        "reference": f"LOT-{number + 1:02d}",
        "product": "coffee",
        "species": "arabica",
        "process": "washed",
        "protocol": "SCA-2004",
        "score": "84.25",
        "certificates": [
            {"scheme": "fairtrade", "number": f"FLO 3{number}017", "until": "2027-12-31"},
            {"scheme": "organic", "number": "LA-BIO-140", "until": ""},
        ],
        "kg": 3200,
        "bags": 54,
        "bag_kg": "60",
        "ready_from": "2026-12-07",
        "ready_until": "2027-02-28",
        "price": "4.9512",
        "amount": "15843.84",
        "floor": "4.8502",
        "floor_source": SOURCE,
        "freight": "512.40",
        "insurance": "50.81",
        "landed_per_kg": "5.1272",
        **changed,
    }


def terms(*, sellers: int = 3, **changed: Any) -> dict[str, Any]:
    """A contract of so many sellers with a consumer cooperative in Aarhus."""
    lines = [line(number) for number in range(sellers)]
    return {
        "number": "RC-2026-0007",
        "drawn_up_on": "2026-11-20",
        "market": 3,
        "buyer": {"name": "Fælleskøb Aarhus", "acting": "", "country": "DK", "place": "DKAAR"},
        "needs": ["HOUSE-BLEND-27"],
        "asked": {"protocol": "SCA-2004", "min_score": "83", "certifications": ["fairtrade"]},
        "lines": lines,
        "container": {
            "code": "coffee:VNDAD-DKAAR:20ft/24/1",
            "mode": "sea",
            "unit": "20ft",
            "load_kg": 19_200,
            "capacity_kg": 19_200,
            "departs_on": "2026-12-21",
            "arrives_on": "2027-02-01",
            "distance_km": 17_046,
        },
        "incoterm": "FOB",
        "place": "VNDAD",
        "destination": "DKAAR",
        "currency": "USD",
        "rate_on": "2026-11-20",
        "rates": [
            {"currency": "DKK", "per_eur": "7.4604", "on": "2026-10-30", "source": "European Central Bank"},
            {"currency": "USD", "per_eur": "1.1573", "on": "2026-10-30", "source": "European Central Bank"},
        ],
        "total": f"{15843.84 * sellers:.2f}",
        "freight": f"{512.40 * sellers:.2f}",
        "insurance": f"{50.81 * sellers:.2f}",
        "conditions": [
            {"organization": "Fælleskøb Aarhus", "kind": "sample", "due": "2026-12-05"},
            {"organization": "Dongmai Coffee Cooperative", "kind": "board", "due": "2026-12-10"},
            {"organization": "Phoukeo Growers", "kind": "evidence", "due": "2026-12-14"},
        ],
        **changed,
    }
