"""What each role is answered where the money of a sale goes on: growers paid, premium decided and spent, what is told and shown."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.trade.models import Contract, PremiumPlan, PremiumProject, Publication
from rochdale.trade.operations import answer_publication, issue_invoice, name_article, record_premium, send_word
from tests.access.matrix import Row, World, open_to_all, row
from tests.access.rows_trade import SALE, SENT, fresh, made
from tests.trade.sales import shipped_whole


def prepare(world: World) -> None:
    """A premium that came in, a project of an assembly, a word on arrival and an article of the sale that `rows_trade` makes."""
    at, noy, freja = timezone.now(), world.cast.actor("noy"), world.cast.actor("freja")
    contract = Contract.objects.get(pk=world.made["sale"])
    few = [replace(one, kg=Decimal(10)) for one in shipped_whole(contract)]
    invoice = issue_invoice(
        id=new_id(), by=noy, at=at, contract_id=contract.id, shipped=few, shipped_on=at.date(), premium=Decimal(10)
    )  # fmt: skip
    entry = record_premium(id=new_id(), by=noy, at=at, invoice_id=invoice, amount=Decimal(10), on=at.date(), reference="P-1")
    plan = PremiumPlan.objects.create(
        organization=world.cast.bolaven, product="coffee", currency="USD", held_on=at.date(), members=3, needed=2, present=3, yes=3, no=0,
        abstained=0, document_id=new_id(), by_id="1", by_name="Noy", prepared_by_id="2", prepared_by_name="Vilay", at=at,
    )  # fmt: skip
    project = PremiumProject.objects.create(
        organization=world.cast.bolaven, plan=plan, name="Tables", category="quality", budget_minor=Money(Decimal(5), "USD").minor
    )  # fmt: skip
    word = send_word(id=new_id(), by=freja, at=at, contract_id=contract.id, text="It is here")
    article = name_article(id=new_id(), by=freja, at=at, contract_id=contract.id, name="Plateau")
    row_of = Publication.objects.get(pk=article)
    answer_publication(id=new_id(), by=noy, at=at, publication_id=row_of.id, sha256=row_of.sha256, is_yes=True)
    world.made |= {
        "shown": row_of.code, "premium": entry, "premium_invoice": invoice, "project": project.id, "word": word, "article": article,
    }  # fmt: skip


LEDGER = {"product": "coffee", "currency": "USD"}
PROJECT, ENTRY, DUE = {"project_id": made("project")}, {"entry_id": made("premium")}, {"invoice_id": made("premium_invoice")}
WORD, ARTICLE, NOTHING = {"publication_id": made("word")}, {"publication_id": made("article")}, {"publication_id": fresh}
PROPOSAL, NO_SHEET = {"proposal_id": fresh}, {"contract_id": fresh}
IN_ONE = {"no_office": 403, "others": 200}
KEEPERS = {"officer": 200, "other_officer": 200, "buyer": 403, "member": 403, "registrar": 200, "operator": 200, "no_office": 403}
SALE_PARTIES = {"member": 200, "officer": 200, "buyer": 200, "others": 404}
TELLERS = {"member": 403, "officer": 200, "buyer": 200, "others": 404}
OURS_ONLY = {"member": 403, "officer": 200, "buyer": 403, "no_office": 403, "others": 404}
BUYER = {"buyer": 200, "others": 404}
UNKNOWN = {"no_office": 403, "others": 404}

ROWS: list[Row] = [
    row("trade:pay-growers", "GET", SALE, member=403, officer=200, others=404),
    row("trade:pay-growers", "POST", SALE, SENT, member=403, officer=200, others=404),
    row("trade:premium", **IN_ONE),
    row("trade:premium-ledger", "GET", LEDGER, **IN_ONE),
    row("trade:premium-board", "GET", LEDGER, **IN_ONE),
    row("trade:plan-premium", "GET", LEDGER, **KEEPERS),
    row("trade:plan-premium", "POST", LEDGER, {"step": 1}, **KEEPERS),
    row("trade:premium-rule", "GET", {"product": "coffee"}, **KEEPERS),
    row("trade:premium-rule", "POST", {"product": "coffee"}, SENT, **KEEPERS),
    row("trade:record-premium", "GET", DUE, **{**OURS_ONLY, "registrar": 404, "operator": 404, "other_officer": 404}),
    row("trade:record-premium", "POST", DUE, SENT, **OURS_ONLY),
    row("trade:premium-proposal", "GET", PROPOSAL, **UNKNOWN),
    row("trade:premium-proposal", "POST", PROPOSAL, SENT, **UNKNOWN),
    row("trade:refuse-premium", "POST", PROPOSAL, SENT, **UNKNOWN),
    row("trade:spend-premium", "GET", PROJECT, **OURS_ONLY),
    row("trade:spend-premium", "POST", PROJECT, SENT, **OURS_ONLY),
    row("trade:take-back-premium", "GET", ENTRY, **OURS_ONLY),
    row("trade:take-back-premium", "POST", ENTRY, SENT, **OURS_ONLY),
    row("trade:closing", "GET", SALE, **SALE_PARTIES),
    row("trade:closing", "GET", NO_SHEET, others=404),
    row("trade:tell-figure", "GET", SALE, **TELLERS),
    row("trade:tell-figure", "POST", SALE, SENT, **TELLERS),
    row("trade:publish-report", "POST", SALE, SENT, member=403, officer=409, others=404),
    row("trade:send-word", "GET", SALE, **BUYER),
    row("trade:send-word", "POST", SALE, SENT, **BUYER),
    row("trade:name-article", "GET", SALE, **BUYER),
    row("trade:name-article", "POST", SALE, SENT, **BUYER),
    row("trade:publication", "GET", WORD, **SALE_PARTIES),
    row("trade:publication", "GET", NOTHING, others=404),
    row("trade:answer-publication", "POST", WORD, {**SENT, "sha256": "0"}, member=403, officer=409, buyer=409, others=404),
    row("trade:publication-picture", "GET", WORD, others=404),
    row("trade:report-file", "GET", ARTICLE, others=404),
    open_to_all("trade:shown", "GET", {"code": made("shown")}),
    row("trade:shown", "GET", {"code": "NONE"}, anonymous=404, others=404),
    row("api:settlement", "GET", SALE, anonymous=401, others=404),
    row("api:pay_growers", "POST", SALE, {"amount": "1", "paid_currency": "USD"}, anonymous=401, member=403, officer=409, others=404),
    row("api:premium_ledger", "GET", LEDGER, anonymous=401, **IN_ONE),
    row("api:closing_report", "GET", {"code": made("shown")}, anonymous=401, others=404),
]
