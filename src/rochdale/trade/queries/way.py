"""How far the sale of a contract has come, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from rochdale.trade.models import Contract, Invoice, Milestone
from rochdale.trade.queries.sales import is_paid, is_settled
from rochdale.trade.versions import version_in_force

STEPS = ("bound", "agreed", "left", "invoiced", "paid", "shared")


@dataclass(frozen=True, slots=True)
class WayStep:
    """One step: its word of STEPS, and whether it is done, now, or comes later ("next")."""

    name: str
    state: str


def way_of(contract: Contract) -> tuple[WayStep, ...]:
    """The steps of a sale, from the conditions to the sharing out; nothing of a contract that lapsed. The first that is not done is now.

    A step stands done by what is written, in whatever order: an invoice may come before the ship leaves.
    """
    if contract.state == Contract.State.LAPSED:
        return ()
    done = _done(contract)
    now = next((name for name in STEPS if not done[name]), "")
    return tuple(WayStep(name, "done" if done[name] else "now" if name == now else "next") for name in STEPS)


def is_now(name: str, contract: Contract) -> bool:
    """Whether that step of the sale comes next."""
    return any(step.name == name and step.state == "now" for step in way_of(contract))


def _done(contract: Contract) -> dict[str, bool]:
    invoices = contract.invoices.filter(kind=Invoice.Kind.INVOICE).exists()
    left = Milestone.objects.filter(shipment__contracts=contract, kind=Milestone.Kind.DEPARTED, takes_back=None, taken_back_by=None)
    return {
        "bound": contract.state == Contract.State.BINDING,
        "agreed": version_in_force(contract) is not None,
        "left": left.exists(),
        "invoiced": invoices,
        "paid": is_paid(contract),
        "shared": is_settled(contract),
    }
