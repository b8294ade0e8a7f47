"""The contract on paper holds everything that was agreed, in every language, and obeys nobody's markup."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from rochdale.base.operations import content_sha256
from rochdale.trade.agreed import Agreed, Yes
from rochdale.trade.contract_paper import contract_pdf
from rochdale.trade.rules.versions import Clauses
from tests.trade.paper_terms import SOURCE, terms

LAO = "ສະຫະກອນຜູ້ປູກກາເຟແມ່ຍິງເມືອງປາກຊ່ອງແຂວງຈຳປາສັກ" * 3
HOSTILE = '#panic("x")'


def text_of(pdf: bytes, folder: Path) -> str:
    program = shutil.which("pdftotext")
    if not program:
        pytest.skip("pdftotext (package poppler-utils) is not installed")
    (folder / "contract.pdf").write_bytes(pdf)
    return subprocess.run([program, "-layout", str(folder / "contract.pdf"), "-"], capture_output=True, text=True, check=True).stdout


def words_of(pdf: bytes, folder: Path) -> str:
    return re.sub(r"\s+", " ", text_of(pdf, folder))


def named(name: str, **changed: Any) -> dict[str, Any]:
    content = terms(sellers=1, **changed)
    content["lines"][0]["seller"]["name"] = name
    return content


@pytest.mark.parametrize(
    "written",
    [
        "Contract of sale",
        "RC-2026-0007",
        "Drawn up on 20 November 2026",
        "Seller 3 Namsai Women’s Coffee Cooperative Pakxe (LAPKZ), Laos",
        "Buyer Fælleskøb Aarhus Aarhus (DKAAR), Denmark",
        "LOT-01 Dongmai Coffee Cooperative 3,200 kg 4.9512 15,843.84 USD",
        "54 bags of 60 kg",
        "84.25 points, SCA cupping, 2004",
        "Fairtrade FLO 30017, valid until 31 December 2027",
        "All goods, FOB Da Nang 9,600 kg 47,531.52 USD",
        "Freight to Aarhus, paid by the buyer 1,537.20 USD",
        "Insurance, paid by the buyer 152.43 USD",
        "Goods landed in Aarhus 49,221.15 USD",
        "All lots: at least 4.8502 USD for 1 kg, FOB.",
        f"Source: {SOURCE}",
        "FOB Da Nang (VNDAD), Incoterms 2020",
        "20-foot container, 17,046 km",
        "19,200 kg of 19,200 kg",
        "Leaves Da Nang 21 December 2026",
        "Arrives in Aarhus (DKAAR) 1 February 2027",
        "For 1 EUR on 30 October 2026: 7.4604 DKK, 1.1573 USD. Source: European Central Bank",
        "at least 83 points, SCA cupping, 2004",
        "Fælleskøb Aarhus a sample that is approved 5 December 2026",
        "Dongmai Coffee Cooperative approval by the board 10 December 2026",
        "Payment: how, when, to which account",
        "Disputes: law, court or arbitration, and its place",
        "Drawn up by Rochdale from market no. 3.",
        "Page 1 of 3",
    ],
)
def test_what_was_agreed_is_printed(written: str, tmp_path: Path) -> None:
    # Quotation marks are set as a book sets them.
    assert written in words_of(contract_pdf(terms(), language="en"), tmp_path).replace("'", "’")


def test_the_fingerprint_is_that_of_the_stored_terms(tmp_path: Path) -> None:
    text = words_of(contract_pdf(terms(), language="en"), tmp_path).replace(" ", "")
    assert content_sha256(terms()) in text


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
@pytest.mark.parametrize("sellers", [1, 6])
def test_the_same_terms_give_the_same_bytes(language: str, sellers: int) -> None:
    content = terms(sellers=sellers)
    assert contract_pdf(content, language=language) == contract_pdf(content, language=language)


def test_every_seller_signs_and_headings_come_again_on_the_next_page(tmp_path: Path) -> None:
    pages = text_of(contract_pdf(terms(sellers=6), language="en"), tmp_path).split("\f")
    assert "Net weight" in pages[0] and "Net weight" in pages[1]
    assert len(re.findall(r"Place and date", "".join(pages))) == 7
    assert "LOT-06" in pages[1] and "All goods" in pages[1], "the sum stands with the last lot"


def test_a_french_reader_gets_her_own_commas_and_months(tmp_path: Path) -> None:
    text = words_of(contract_pdf(terms(), language="fr"), tmp_path)
    assert "47 531,52 USD" in text
    assert "20 novembre 2026" in text
    assert "84,25" in text


def test_a_long_lao_name_breaks_within_the_page(tmp_path: Path) -> None:
    text_of(contract_pdf(named(LAO), language="lo"), tmp_path)
    boxes = subprocess.run(["pdftotext", "-bbox", str(tmp_path / "contract.pdf"), "-"], capture_output=True, text=True, check=True).stdout
    words = re.findall(r'xMin="([\d.]+)".*xMax="([\d.]+)".*>(.*)</word>', boxes)
    lao = [(float(start), float(end)) for start, end, word in words if re.search("[\u0e80-\u0eff]{8}", word)]
    assert len(lao) > 4
    assert min(start for start, end in lao) > 40
    assert max(end for start, end in lao) < 595 - 40, "A4 is 595 points wide"


def test_what_people_are_called_is_printed_and_never_obeyed(tmp_path: Path) -> None:
    content = named(HOSTILE)
    content["buyer"]["name"] = content["needs"][0] = content["conditions"][0]["organization"] = HOSTILE
    assert words_of(contract_pdf(content, language="en"), tmp_path).count("#panic(") >= 6


def test_a_first_refusal_leaves_carriage_to_the_buyer(tmp_path: Path) -> None:
    content = terms(
        sellers=1, market=None, needs=[], asked={}, container={}, destination="", rates=[], freight="", insurance="", conditions=[]
    )
    content["lines"][0] |= {"floor": "", "floor_source": "", "freight": "", "insurance": ""}
    text = words_of(contract_pdf(content, language="en"), tmp_path)
    assert "Carriage Arranged and paid by the buyer" in text
    assert "No verified minimum price applied to these goods on that day." in text
    assert "None. It binds from the day it was drawn up." in text
    assert "Goods landed" not in text and "What the buyer asked for" not in text


def test_a_union_that_sells_for_a_cooperative_is_named(tmp_path: Path) -> None:
    content = named("Dongmai Coffee Cooperative")
    content["lines"][0]["seller"]["acting"] = "Plateau Coffee Union"
    assert words_of(contract_pdf(content, language="en"), tmp_path).count("represented by Plateau Coffee Union") == 2


def test_goods_without_bags_floor_or_certificate_have_no_empty_words(tmp_path: Path) -> None:
    content = terms(sellers=1, incoterm="FCA", place="ZMLUN", destination="ZWHRE")
    content["lines"][0] |= {
        "product": "fish",
        "species": "tilapia",
        "process": "dried",
        "protocol": "",
        "score": "",
        "certificates": [],
        "bags": None,
        "bag_kg": None,
    }
    content["container"] |= {"mode": "truck", "unit": "truck"}
    text = words_of(contract_pdf(content, language="en"), tmp_path)
    assert "FCA Lusaka (ZMLUN), Incoterms 2020" in text
    assert "Load of the whole truck" in text
    assert "bags of" not in text and "None" not in text.replace("None. It binds", "")


DONGMAI = UUID(int=7)
AGREED = Agreed(
    2, "ab" * 32,
    Clauses(
        seller_id=DONGMAI, seller_address="Ban Nongluang", seller_vat_id="", seller_registration="LA-2024-17", exporter="Plateau Exports",
        exporter_licence="EX-77", importer="Nordic Green Imports", importer_country="DK", buyer_address="",
        payee="Dongmai Coffee Cooperative",
        account="LA0100000017", bank="COEBLALA", pool_holder_id=DONGMAI, days_to_pay=30, tolerance=Decimal("0.03"), weights="landed",
        bears_shortfall="short", bears_claim="all", step=Decimal("0.02"), base_score=Decimal(83), reference_moisture=Decimal("0.12"),
        disputes="Arbitration in London", other="",
    ),
    {DONGMAI: "Dongmai Coffee Cooperative"},
    (Yes("Dongmai Coffee Cooperative", "Noy", date(2026, 12, 3)), Yes("Fælleskøb Aarhus", "Freja", date(2026, 12, 4))),
)  # fmt: skip
"""Version 2 of who does what, to which both sides said yes."""


@pytest.mark.parametrize(
    "written",
    [
        "Seller by law Dongmai Coffee Cooperative Ban Nongluang LA-2024-17",
        "Exporter Plateau Exports licence EX-77",
        "Importer Nordic Green Imports, Denmark",
        "Is paid Dongmai Coffee Cooperative LA0100000017 COEBLALA",
        "Days to pay 30",
        "Which weight counts? Landed weight",
        "Weight allowed more or less 3",
        "Holds the money of the pool Dongmai Coffee Cooperative",
        "Space that stays empty Whoever brought too little",
        "A claim on quality All, by weight",
        "Quality 2 % more for each point above 83, less for each below",
        "Fælleskøb Aarhus Freja 4 December 2026",
        "Version 2. An amendment is the next version, and counts once every party has said yes to it.",
        "Fingerprint of version 2 (SHA-256)",
        "Samples and claims",
    ],
)
def test_who_does_what_is_printed_once_it_is_agreed_on(written: str, tmp_path: Path) -> None:
    text = words_of(contract_pdf(terms(), agreed=AGREED, language="en"), tmp_path)
    assert written in text
    assert "Payment: how, when" not in text and "Disputes: law" not in text, "what is agreed is not left to be written by hand"


def test_where_disputes_are_settled_is_left_to_the_hand_that_signs_when_no_version_says_it(tmp_path: Path) -> None:
    silent = replace(AGREED, clauses=replace(AGREED.clauses, disputes=""))
    assert "Disputes: law, court or arbitration" in words_of(contract_pdf(terms(), agreed=silent, language="en"), tmp_path)


@pytest.mark.parametrize(("language", "beside"), [("en", "lo"), ("fr", "en"), ("lo", "fr")])
def test_two_languages_lie_side_by_side_on_one_paper_with_one_set_of_signatures(language: str, beside: str, tmp_path: Path) -> None:
    paper = contract_pdf(terms(), agreed=AGREED, language=language, beside=beside)
    assert paper == contract_pdf(terms(), agreed=AGREED, language=language, beside=beside)
    text = words_of(paper, tmp_path)
    known = {"en": "Net weight", "fr": "Poids net", "lo": r"[\u0e80-\u0eff]{2}"}
    assert all(re.search(known[one], text) for one in (language, beside))
    told = subprocess.run(["pdfinfo", str(tmp_path / "contract.pdf")], capture_output=True, text=True, check=True).stdout
    found = re.search(r"Page size: +([\d.]+) x ([\d.]+)", told)
    assert found and float(found[1]) > float(found[2]), "the page lies"
    assert text.replace(" ", "").count(content_sha256(terms())) == 1
