"""The sales that are walked in a browser: who sells what to whom, by which way, and what each has of its own."""

from __future__ import annotations

from datetime import date

from tests.browser.sales import EVIDENCE, Trade, day

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

TEA = Trade(
    name="tea",
    seller="Nirmala Perera",
    second="Kumari Wijesinghe",
    buyer="Femke de Wit",
    cooperative="Uva Highland Tea Society",
    shops="De Samenwerking",
    product="tea",
    sold={
        "species": "sinensis", "process": "orthodox", "certifications": ("rainforest-alliance",), "port": "LKCMB", "goes_by": "ship",
        "ready_from": day(1), "ready_until": day(60), "price": "4.90", "currency": "USD",
    },
    kg="1500",
    asked={
        "amount": "5.00", "currency": "USD", "incoterm": "FOB", "place": "LKCMB", "grade": "Orange Pekoe broken",
        "sample_clause": "sas-nans",
    },
    answered="5.25",
    price="5.25 USD",
    roles={"buyer_address": "Maashaven 4, Rotterdam"},
    way={
        **PLANNED, "origin": "LKCMB", "destination": "NLRTM", "carrier": "Example Line", "vessel": "Adam’s Peak", "voyage": "027W",
        "number": "BK-5518",
    },
    gone_into={"box": "CSQU3054383"},
    gross_kg="3900",
    seals="LK 0931",
    papers=BY_SEA | {"Certificate, Rainforest Alliance", "Statement on origin", "Number of the registered exporter (REX)"},
    brought={
        "Quality note": {"number": "QN-LK-9303", "issuer": "Tea tasters at Colombo", "issued_on": day(0)},
        "Number of the registered exporter (REX)": {"number": "LKREX002207", "issuer": "Customs of Sri Lanka", "issued_on": day(0)},
    },
    invoiced="7,875.00 USD",
    costs={"shared_costs": "475.50"},
    left="7,399.50 USD",
)  # fmt: skip

COFFEE_FOR_JAPAN = Trade(
    name="japan",
    seller="Viengkham Rattana",
    second="Soulivanh Phan",
    buyer="Haruka Ishii",
    cooperative="Plateau Coffee Union",
    shops="Midori Consumers' Union",
    product="coffee",
    sold={
        "species": "arabica", "process": "washed", "port": "VNDAD", "goes_by": "ship", "ready_from": day(1), "ready_until": day(60),
        "price": "4.10", "currency": "USD", "protocol": "SCA-2004", "score": "83",
    },
    kg="3000",
    asked={"amount": "690", "currency": "JPY", "incoterm": "FOB", "place": "VNDAD"},
    answered="705",
    price="705 JPY",
    roles={
        "seller_address": "Paksong, Champasak", "exporter": "Plateau Coffee Export", "exporter_licence": "LA-EXP-0442",
        "account": "0102000320011", "bank": "COEBLALA", "buyer_address": "Honmoku Pier 3, Yokohama",
    },
    way={
        **PLANNED, "origin": "VNDAD", "destination": "JPYOK", "carrier": "Example Line", "vessel": "Pacific Kiso", "voyage": "040E",
        "number": "BK-8820",
    },
    gone_into={"box": "CSQU3054383"},
    gross_kg="5300",
    seals="LA 7702",
    papers=BY_SEA
    | {
        "ICO certificate of origin", "Phytosanitary certificate", "Fumigation certificate", "Transit document", "Residue report",
        "Import notification",
    },
    keeps_back=frozenset({"ICO certificate of origin", "Residue report"}),
    brought={
        "ICO certificate of origin": {"number": "LA-0014-2302", "issuer": "Lao Coffee Board", "issued_on": day(0)},
        "Residue report": {
            "number": "LAB-26-0990", "issuer": "Food laboratory", "issued_on": day(0), "found_ppm": "0.008", "loq_ppm": "0.005",
            "is_accredited": "on",
        },
        "Import notification": {"number": "NACCS-7712991", "issuer": "Broker in Yokohama", "issued_on": day(0)},
    },
    invoiced="2,115,000 JPY",
    costs={"shared_costs": "215000"},
    left="1,900,000 JPY",
)  # fmt: skip

PAPAYA = Trade(
    name="papaya",
    seller="Priyanka Fernando",
    second="Dilani Rajapaksha",
    buyer="Elena Conti",
    cooperative="Kalpitiya Lagoon Society",
    shops="Altra Via Importers",
    product="papaya",
    sold={
        "species": "solo", "process": "fresh", "certifications": ("organic",), "port": "LKCMB", "goes_by": "ship", "ready_from": day(1),
        "ready_until": day(30), "price": "0.70", "currency": "USD",
    },
    kg="4200",
    asked={"amount": "0.98", "currency": "EUR", "incoterm": "FOB", "place": "LKCMB"},
    answered="1.05",
    price="1.05 EUR",
    roles={},
    way={
        **PLANNED, "origin": "LKCMB", "destination": "ITGOA", "carrier": "Example Line", "vessel": "Adam’s Peak", "voyage": "028W",
        "number": "BK-5530",
    },
    gone_into={"box": "CSQU3054383"},
    gross_kg="6700",
    seals="LK 0944",
    papers=BY_SEA | {"Certificate of inspection, organic (COI)", "Certificate, Organic", "Statement on origin"},
    brought={
        "Certificate of inspection, organic (COI)": {"number": "COI.IT.2026.0044310", "issuer": "Control Union", "issued_on": day(0)},
        "Quality note": {"number": "QN-LK-9310", "issuer": "Fruit inspection at Colombo", "issued_on": day(0)},
    },
    invoiced="4,410.00 EUR",
    costs={"shared_costs": "310", "advance_0": "1500", "interest_rate_0": "12", "days_0": "50"},
    left="2,575.00 EUR",
)  # fmt: skip

FROZEN_FISH = Trade(
    name="fish",
    seller="Priyanka Fernando",
    second="Dilani Rajapaksha",
    buyer="Elena Conti",
    cooperative="Kalpitiya Lagoon Society",
    shops="Altra Via Importers",
    product="fish",
    sold={
        "species": "tuna", "process": "frozen", "port": "LKCMB", "goes_by": "ship", "ready_from": day(1), "ready_until": day(45),
        "price": "3.10", "currency": "USD",
    },
    kg="8000",
    asked={"amount": "3.30", "currency": "USD", "incoterm": "FOB", "place": "LKCMB"},
    answered="3.42",
    price="3.42 USD",
    roles={},
    way={
        **PLANNED, "origin": "LKCMB", "destination": "ITGOA", "carrier": "Example Line", "vessel": "Adam’s Peak", "voyage": "029W",
        "number": "BK-5531",
    },
    gone_into={"box": "CSQU3054383"},
    gross_kg="10900",
    seals="LK 0945",
    papers=BY_SEA | {"Statement on origin", "Number of the registered exporter (REX)"},
    brought={
        "Quality note": {"number": "QN-LK-9311", "issuer": "Fish inspection at Colombo", "issued_on": day(0)},
        "Number of the registered exporter (REX)": {"number": "LKREX003880", "issuer": "Customs of Sri Lanka", "issued_on": day(0)},
    },
    invoiced="27,360.00 USD",
    costs={"shared_costs": "2360"},
    left="25,000.00 USD",
)  # fmt: skip

COCOA = Trade(
    name="cocoa",
    seller="Aïssatou Mbarga",
    second="Clarisse Ateba",
    buyer="Giulia Ferrero",
    cooperative="Mefou Cocoa Cooperative",
    shops="La Bottega Comune",
    product="cocoa",
    sold={
        "certifications": ("fairtrade",), "port": "CMDLA", "goes_by": "ship", "ready_from": day(1), "ready_until": day(60), "price": "2600",
        "currency": "XAF", "price_unit": "kg",
    },
    kg="1000",
    asked={"amount": "2600", "currency": "XAF", "incoterm": "FOB", "place": "CMDLA"},
    answered="2650",
    price="2,650 XAF",
    roles={"importer": "Frutta Insieme", "importer_country": "IT", "buyer_address": "Via del Molo 9, Genova"},
    way={
        **PLANNED, "origin": "CMDLA", "destination": "ITGOA", "carrier": "Example Line", "vessel": "Wouri Bridge", "voyage": "140N",
        "number": "BK-6610",
    },
    gone_into={"box": "CSQU3054383"},
    gross_kg="3300",
    seals="CM 7781",
    papers=BY_SEA
    | {
        "Phytosanitary certificate", "Fumigation certificate", "Permit of the national board", "Movement certificate EUR.1",
        "Certificate, Fairtrade", EVIDENCE,
    },
    keeps_back=frozenset({EVIDENCE}),
    brought={
        "Permit of the national board": {"number": "ONCC-26-9120", "issuer": "National Cocoa and Coffee Board", "issued_on": day(0)},
        "Phytosanitary certificate": {"number": "PS-CM-41002", "issuer": "Ministry of Agriculture", "issued_on": day(0)},
    },
    invoiced="2,650,000 XAF",
    costs={"shared_costs": "120000", "advance_0": "1500000", "interest_rate_0": "12", "days_0": "60"},
    left="1,000,000 XAF",
)  # fmt: skip
