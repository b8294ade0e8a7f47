"""The premium ledger: what came in, what the assembly decided (written by one person, confirmed by another), what was spent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from rochdale.base import audit, documents, two_persons
from rochdale.base.actor import Actor
from rochdale.base.models import Proposal
from rochdale.base.operations import operation
from rochdale.base.rates import rate_table
from rochdale.kernel.exchange import convert
from rochdale.kernel.ids import new_id
from rochdale.kernel.money import Money
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.trade.models import Invoice, PremiumEntry, PremiumPlan, PremiumProject, PremiumSetting
from rochdale.trade.operations.premium_words import tell_growers
from rochdale.trade.permissions import own_organization
from rochdale.trade.queries.premium import dues_of, ledger, spent_on
from rochdale.trade.rules.premium import Assembly, Project, refusals_for_assembly, refusals_for_expense, refusals_for_plan

DECIDE = "trade.decide-premium-plan"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file somebody brought: minutes, a receipt."""

    name: str
    content: bytes


@operation
def record_premium(*, id: UUID, by: Actor, at: datetime, invoice_id: UUID, amount: Decimal, on: date, reference: str) -> str:
    """Premium of an invoice came in. What differs from what is due is flagged, not refused. Returns the id of the entry."""
    organization = own_organization(by)
    require(by, "trade.keep-premium", organization)
    invoice = Invoice.objects.select_related("contract__first_refusal", "contract__container").get(pk=invoice_id)
    due = next((one for one in dues_of(invoice.contract, organization) if one.invoice.id == invoice.id), None)
    if due is None:
        raise Refused(Refusal("trade.no-premium-due", {"invoice": invoice.number}))
    money = Money(amount, invoice.currency).rounded()
    if money.amount <= 0:
        raise Refused(Refusal("trade.premium-amount-not-above-zero"))
    if not invoice.issued_on <= on <= at.date():
        raise Refused(Refusal("trade.premium-day-out-of-range", {"first": invoice.issued_on, "last": at.date()}))
    row = PremiumEntry.objects.create(
        id=id, organization_id=organization, kind=PremiumEntry.Kind.RECEIPT, product=due.product, currency=invoice.currency,
        amount_minor=money.minor, on=on, what=reference.strip()[:200], invoice=invoice, kg=due.kg, rate=due.rate, due_minor=due.money.minor,
        by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    after = {"invoice": invoice.number, "amount": str(money), "due": str(due.money)}
    audit.record(by=by, at=at, what="trade.record-premium", about=row, after=after)
    return str(id)


@operation
def propose_premium_plan(
    *,
    id: UUID,
    by: Actor,
    at: datetime,
    product: str,
    currency: str,
    assembly: Assembly,
    projects: Sequence[Project],
    minutes: Paper | None,
) -> str:
    """What the assembly decided, with its minutes. Nothing may be spent before another person confirms it. Returns the proposal's id."""
    organization = own_organization(by)
    require(by, "trade.prepare-premium-plan", organization)
    stands = ledger(organization, product, currency, at.date())
    refusals = [*refusals_for_assembly(assembly, at.date())]
    refusals += refusals_for_plan(projects, received=stands.received, planned=stands.planned)
    refuse_if([*refusals, *([] if minutes else [Refusal("trade.premium-plan-without-minutes")])])
    assert minutes is not None, "refused above"
    document = documents.keep(by=by, at=at, name=minutes.name, content=minutes.content)
    counts = {name: value for name, value in asdict(assembly).items() if name != "held_on"}
    content = {
        "organization_id": str(organization), "product": product, "currency": currency, "held_on": assembly.held_on.isoformat(), **counts,
        "document_id": str(document.id), "received": str(stands.received),
        "projects": [{"name": one.name.strip(), "category": one.category, "budget_minor": one.budget.minor} for one in projects],
    }  # fmt: skip
    return two_persons.propose(id=uuid5(id, "premium"), by=by, at=at, act=DECIDE, content=content)


def _decide(proposal: Proposal, by: Actor, at: datetime) -> object:
    """The second person has read the minutes and confirms. What came in or was planned meanwhile is looked at again."""
    content = proposal.content
    organization, currency = UUID(content["organization_id"]), content["currency"]
    stands = ledger(organization, content["product"], currency, at.date())
    projects = [Project(one["name"], one["category"], Money.of_minor(one["budget_minor"], currency)) for one in content["projects"]]
    refuse_if(refusals_for_plan(projects, received=stands.received, planned=stands.planned))
    counts: Any = {name: content[name] for name in ("members", "needed", "present", "yes", "no", "abstained")}
    plan = PremiumPlan.objects.create(
        id=proposal.id, organization_id=organization, product=content["product"], currency=currency,
        held_on=date.fromisoformat(content["held_on"]), document_id=UUID(content["document_id"]), prepared_by_id=proposal.by_id,
        prepared_by_name=proposal.by_name, by_id=by.id, by_name=by.name, at=at, **counts,
    )  # fmt: skip
    for one in projects:
        PremiumProject.objects.create(
            id=new_id(), organization_id=organization, plan=plan, name=one.name[:120], category=one.category, budget_minor=one.budget.minor
        )
    after = {"product": plan.product, "projects": len(projects), "present": plan.present, "yes": plan.yes}
    audit.record(by=by, at=at, what="trade.decide-premium-plan", about=plan, after=after)
    tell_growers(plan, by, at)
    return {"plan": str(plan.id)}


@operation
def spend_premium(
    *, id: UUID, by: Actor, at: datetime, project_id: UUID, amount: Decimal, currency: str, on: date, what: str, receipt: Paper | None
) -> str:
    """Book an expense on a project, with its receipt. Paid in another currency, it counts at the rate of the day. Returns its id."""
    organization = own_organization(by)
    require(by, "trade.keep-premium", organization)
    project = PremiumProject.objects.select_for_update(of=("self",)).select_related("plan").get(pk=project_id, organization_id=organization)
    plan = project.plan
    paid = convert(Money(amount, currency), plan.currency, on, rate_table())
    refusals = refusals_for_expense(
        paid.amount, spent=spent_on(project), budget=project.budget, on=on, voted_on=plan.held_on, today=at.date()
    )
    refusals += [] if what.strip() else [Refusal("trade.premium-expense-says-nothing")]
    refuse_if([*refusals, *([] if receipt else [Refusal("trade.premium-expense-without-receipt")])])
    assert receipt is not None, "refused above"
    document = documents.keep(by=by, at=at, name=receipt.name, content=receipt.content)
    rates = [
        {"currency": one.currency, "per_eur": f"{one.per_eur:f}", "on": one.on.isoformat(), "source": one.source}
        for one in paid.factor.rates
    ]
    row = PremiumEntry.objects.create(
        id=id, organization_id=organization, kind=PremiumEntry.Kind.EXPENSE, product=plan.product, currency=plan.currency,
        amount_minor=-paid.amount.minor, on=on, what=what.strip()[:200], project=project, document_id=document.id,
        paid={"money": str(Money(amount, currency)), "rates": rates} if rates else {}, by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.spend-premium", about=row, after={"project": project.name, "amount": str(paid.amount)})
    return str(id)


@operation
def take_back_premium_entry(*, id: UUID, by: Actor, at: datetime, entry_id: UUID, reason: str) -> str:
    """Correct a receipt or an expense that was wrong, by a row of its own. A receipt on which plans rest stays. Returns the row's id."""
    organization = own_organization(by)
    require(by, "trade.keep-premium", organization)
    found = PremiumEntry.objects.select_for_update(of=("self",)).get(pk=entry_id, organization_id=organization)
    if found.takes_back_id is not None or PremiumEntry.objects.filter(takes_back=found).exists():
        raise Refused(Refusal("trade.payment-already-taken-back", {"reference": found.what}))
    if not reason.strip():
        raise Refused(Refusal("trade.taking-back-needs-a-reason"))
    stands = ledger(organization, found.product, found.currency, at.date())
    if found.kind == PremiumEntry.Kind.RECEIPT and stands.received - found.money < stands.planned:
        raise Refused(Refusal("trade.premium-is-planned", {"planned": str(stands.planned)}))
    same = ("organization_id", "kind", "product", "currency", "on", "what", "invoice_id", "kg", "rate", "due_minor", "project_id", "paid")
    copied: Any = {name: getattr(found, name) for name in same}
    row = PremiumEntry.objects.create(
        id=id, amount_minor=-found.amount_minor, takes_back=found, reason=reason.strip(), by_id=by.id, by_name=by.name, at=at, **copied,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.take-back-premium-entry", about=row, after={"what": found.what}, reason=reason.strip())
    return str(id)


@operation
def set_premium_rule(
    *, id: UUID, by: Actor, at: datetime, product: str, bettering: Decimal, most_years: int, source: str, is_verified: bool
) -> str:
    """What the organization asks of a product's premium, with its source. Returns the id of the row."""
    organization = own_organization(by)
    require(by, "trade.set-premium-rule", organization)
    if not 0 <= bettering <= 1 or not 0 < most_years <= 30:
        raise Refused(Refusal("trade.premium-rule-cannot-be"))
    row = PremiumSetting.objects.create(
        id=id, organization_id=organization, product=product, bettering=bettering, most_years=most_years, source=source.strip()[:200],
        is_verified=is_verified and bool(source.strip()), by_id=by.id, by_name=by.name, at=at,
    )  # fmt: skip
    audit.record(by=by, at=at, what="trade.set-premium-rule", about=row, after={"product": product, "bettering": str(bettering)})
    return str(id)


def _may_make(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "trade.prepare-premium-plan", UUID(content["organization_id"]))


def _may_check(by: Actor, content: Mapping[str, Any]) -> None:
    require(by, "trade.confirm-premium-plan", UUID(content["organization_id"]))


two_persons.act(DECIDE, lapses_after=timedelta(days=30), may_make=_may_make, may_check=_may_check, perform=_decide)
