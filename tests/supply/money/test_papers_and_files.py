"""Papers in three languages, the payout files a bank can read, and the bank's answer with faults by row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from rochdale.base.imports import kind_of
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refused
from rochdale.supply import money_imports, money_paper
from rochdale.supply.models import Grower
from rochdale.supply.payout_files import PAIN, Credit, Debtor, payout_csv, payout_xml
from rochdale.supply.queries import money as queries
from tests.supply.money.purse import Purse
from tests.supply.money.test_pay_runs import approve, line_of, prepare, to_the_bank
from tests.supply.world import AT

NS = {"p": PAIN}
CREDITS = [
    Credit("Z-1-001", "Keo Ådám", "COEBLALA", "0102 33-4", 120_000_50, "LAK", "Z-1 7"),
    Credit("Z-1-002", "Noi", "MTN", "+237 677 000 000", 5_000_00, "LAK", "Z-1 8"),
    Credit("Z-1-003", "Nothing", "", "1", 0, "LAK", ""),
]
DEBTOR = Debtor("Dongmai Coffee", "DK50 0040 0440 1162 43", "DABADKKK")


def xml() -> ElementTree.Element:
    return ElementTree.fromstring(payout_xml(CREDITS, DEBTOR, message_id="Z-1", execute_on=date(2026, 12, 1), at=AT))


def test_the_bank_file_counts_and_adds_up() -> None:
    root = xml()
    assert root.tag == f"{{{PAIN}}}Document"
    for part in ("GrpHdr", "PmtInf"):
        assert root.findtext(f".//p:{part}/p:NbOfTxs", namespaces=NS) == "2"
        assert root.findtext(f".//p:{part}/p:CtrlSum", namespaces=NS) == "125000.50"
    amounts = [line.text for line in root.iterfind(".//p:InstdAmt", NS)]
    assert amounts == ["120000.50", "5000.00"]
    assert {line.attrib["Ccy"] for line in root.iterfind(".//p:InstdAmt", NS)} == {"LAK"}


@pytest.mark.parametrize(
    ("parent", "children"),
    [
        ("GrpHdr", ["MsgId", "CreDtTm", "NbOfTxs", "CtrlSum", "InitgPty"]),
        (
            "PmtInf",
            ["PmtInfId", "PmtMtd", "NbOfTxs", "CtrlSum", "ReqdExctnDt", "Dbtr", "DbtrAcct", "DbtrAgt", "CdtTrfTxInf", "CdtTrfTxInf"],
        ),
        ("CdtTrfTxInf", ["PmtId", "Amt", "CdtrAgt", "Cdtr", "CdtrAcct", "RmtInf"]),
    ],
)
def test_the_bank_file_has_its_parts_in_the_order_of_the_standard(parent: str, children: list[str]) -> None:
    found = xml().find(f".//p:{parent}", NS)
    assert found is not None
    assert [child.tag.removeprefix(f"{{{PAIN}}}") for child in found] == children


def test_accounts_are_ibans_where_they_are_and_banks_are_named_where_they_have_no_code() -> None:
    root = xml()
    assert root.findtext(".//p:DbtrAcct/p:Id/p:IBAN", namespaces=NS) == "DK5000400440116243"
    assert [one.text for one in root.iterfind(".//p:CdtrAcct/p:Id/p:Othr/p:Id", NS)] == ["010233-4", "+237677000000"]
    assert root.findtext(".//p:DbtrAgt/p:FinInstnId/p:BICFI", namespaces=NS) == "DABADKKK"
    assert [one.text for one in root.iterfind(".//p:CdtrAgt/p:FinInstnId/p:Nm", NS)] == ["MTN"]
    assert root.findtext(".//p:EndToEndId", namespaces=NS) == "Z-1-001"


def test_the_plain_list_leaves_out_who_gets_nothing() -> None:
    lines = payout_csv(CREDITS).decode("utf-8-sig").splitlines()
    assert lines[0] == "reference,name,provider,account,amount,currency,text"
    assert lines[1] == "Z-1-001,Keo Ådám,COEBLALA,0102 33-4,120000.50,LAK,Z-1 7"
    assert len(lines) == 3


def test_a_money_without_cents_is_written_without() -> None:
    credit = Credit("Z-2-001", "A", "MTN", "1", 80_328, "XAF", "")
    root = ElementTree.fromstring(payout_xml([credit], DEBTOR, message_id="Z-2", execute_on=date(2026, 12, 1), at=AT))
    assert root.findtext(".//p:InstdAmt", namespaces=NS) == root.findtext(".//p:CtrlSum", namespaces=NS) == "80328"


def test_a_banks_answer_is_read_with_its_faults_by_row() -> None:
    reading = money_imports.read(b"Reference;Status;Amount\nZ-1-001;ACSC;120000.50\nZ-1-002;maybe;\nZ-1-003;Rejected;\n", "answer.csv")
    assert [row.content for row in reading.rows] == [
        {"reference": "Z-1-001", "status": "paid", "amount": "120000.50"},
        {"reference": "Z-1-003", "status": "failed", "amount": ""},
    ]
    assert [(fault.cell, fault.refusal.code) for fault in reading.faults] == [("B3", "supply.answer-is-unknown")]
    with pytest.raises(Refused) as caught:
        money_imports.read(b"a,b\n1,2\n", "answer.csv")
    assert caught.value.refusals[0].code == "supply.answer-lacks-a-column"


@pytest.mark.django_db
def test_a_row_of_the_answer_settles_a_line(purse: Purse) -> None:
    to_the_bank(purse, "A")
    purse.world.deliver("A", 10)
    line = line_of(purse, approve(purse, prepare(purse, "bank")), "A")
    kind = kind_of("supply.bank-answers")
    assert kind
    kind.keep(
        id=new_id(), by=purse.world.manager, at=purse.at(),
        row={"reference": line.bank_reference, "status": "failed", "amount": "120000"},
    )  # fmt: skip
    assert purse.owed("A") == 120_000


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_list_and_statement_are_printed(purse: Purse, language: str) -> None:
    for grower in "ABC":
        purse.world.deliver(grower, "43.35")
    purse.pay(purse.world.deliver("A", 10), share=Decimal("0.5"))
    run = prepare(purse, note=1_000, receivers={"B": "Her son"})
    lines = queries.pay_lines(run) * 7
    listed = money_paper.pay_list_pdf(run, lines, queries.weighed_since(run), language=language, at=purse.at())
    assert listed.startswith(b"%PDF")
    assert b"/Count 3" in listed, "21 growers stand on three pages"
    grower = Grower.objects.select_related("person", "organization").get(pk=purse.world.growers["A"])
    assert money_paper.statement_pdf(queries.statements(grower), grower, language=language, at=purse.at()).startswith(b"%PDF")
