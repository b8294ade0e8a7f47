"""The sales that are walked in a browser: who sells what to whom, by which way, and what each has of its own."""

from __future__ import annotations

from datetime import date

from tests.browser.sales import Trade, day

ALWAYS = frozenset({"Packing list", "Weight note", "Quality note", "Commercial invoice"})
BY_SEA = ALWAYS | {"Bill of lading", "Shipping instruction"}
PLANNED = {"closes_on": day(0), "leaves_on": day(0), "arrives_on": day(45, not_before=date(2027, 1, 20))}
"""It arrives after the day from which the EU asks for evidence packs."""

PINEAPPLE = Trade(
    name="pineapple",
    seller="Afi Koudjo",
    second="Yawa Dzidzom",
    buyer="Giulia Ferrero",
    cooperative="Danyi Pineapple Cooperative",
    shops="La Bottega Comune",
    product="pineapple",
    sold={
        "species": "sugarloaf", "process": "fresh", "certifications": ("fairtrade", "organic"), "port": "TGLFW", "goes_by": "ship",
        "ready_from": day(1), "ready_until": day(60), "price": "495", "currency": "XOF",
    },
    kg="5250",
    asked={"amount": "0.80", "currency": "EUR", "incoterm": "FOB", "place": "TGLFW"},
    answered="0.85",
    price="0.85 EUR",
    roles={"importer": "Frutta Insieme", "importer_country": "IT", "buyer_address": "Via del Molo 9, Genova"},
    way={
        **PLANNED, "origin": "TGLFW", "destination": "ITGOA", "carrier": "Example Line", "vessel": "Lomé Express", "voyage": "051N",
        "number": "BK-3071",
    },
    gone_into={"box": "CSQU3054383"},
    gross_kg="7900",
    seals="TG 4471",
    papers=BY_SEA | {"Certificate of inspection, organic (COI)", "Certificate, Fairtrade", "Certificate, Organic", "Statement on origin"},
    brought={
        "Certificate of inspection, organic (COI)": {"number": "COI.IT.2026.0044118", "issuer": "Ecocert, in TRACES", "issued_on": day(0)},
        "Quality note": {"number": "QN-TG-2391", "issuer": "Inspection at Lomé", "issued_on": day(0)},
    },
    invoiced="4,462.50 EUR",
    costs={"shared_costs": "300"},
    left="4,162.50 EUR",
)  # fmt: skip

FISH_BY_TRUCK = Trade(
    name="truck",
    seller="Mutinta Hamoonga",
    second="Bwalya Phiri",
    buyer="Tendai Moyo",
    cooperative="Kafue Fishers' Cooperative",
    shops="Harare Workers' Stores",
    product="fish",
    sold={
        "species": "kapenta", "process": "dried", "port": "ZMLUN", "goes_by": "truck", "ready_from": day(1), "ready_until": day(40),
        "price": "5.40", "currency": "USD",
    },
    kg="4000",
    asked={"amount": "5.60", "currency": "USD", "incoterm": "FCA", "place": "ZMLUN"},
    answered="5.80",
    price="5.80 USD",
    roles={"buyer_address": "Coventry Road 12, Harare"},
    way={
        "closes_on": day(0), "leaves_on": day(0), "arrives_on": day(3), "origin": "ZMLUN", "destination": "ZWHRE",
        "carrier": "Zambezi Haulage", "vessel": "BAE 4471", "number": "ZH-902",
    },
    gone_into={"box": "BAE 4471", "payload_kg": "28000", "tare_kg": "16000"},
    gross_kg="",
    seals="ZRA 5518",
    mode="truck",
    papers=ALWAYS | {"Consignment note of the truck"},
    brought={
        "Consignment note of the truck": {"number": "CN-5590", "issuer": "Zambezi Haulage", "issued_on": day(0)},
        "Quality note": {"number": "QN-ZM-0462", "issuer": "Fish inspection at Lusaka", "issued_on": day(0)},
    },
    invoiced="23,200.00 USD",
    costs={"shared_costs": "1600", "reserve": "600", "advance_0": "12000", "interest_rate_0": "14", "days_0": "30"},
    left="8,860.00 USD",
)  # fmt: skip
