"""Mergers and divisions judged: members and share capital before and after, under which law the parties stand, whether the union saw it.

Figures are as the parties tell them in the dossier. All of it is reported, not read (AUSCOOP art. 174, 264): it warns and never refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.facts import Basis, Fact, Status
from rochdale.registry.rules.pack import Procedure
from rochdale.registry.rules.verdicts import Row, Verdict, judged, with_basis


@dataclass(frozen=True, slots=True)
class Party:
    """One before or after: its members and share capital, as told. `currency`: ISO 4217; `law`: id of the pack it stands under."""

    name: str
    members: int | None = None
    capital: Decimal | None = None
    currency: str = ""
    law: str = ""


def balance_rows(procedure: Procedure, before: Sequence[Party], after: Sequence[Party]) -> Iterator[Row]:
    """The share capital of all before equals that of all after; nobody is a member afterwards who was none."""
    basis = procedure.fact("only_between").basis
    capital, members = (Fact(f"{procedure.path}.{name}", True, basis) for name in ("capital_stays", "members_stay"))
    currencies = sorted({one.currency for one in (*before, *after) if one.currency})
    if len(currencies) > 1:
        reason = Refusal("registry.capital-of-two-countries", {"currencies": ", ".join(currencies)})
        yield Row("capital-stays", Verdict.ASK, capital, with_basis(reason, basis))
    elif (was := _sum(one.capital for one in before)) is not None and (now := _sum(one.capital for one in after)) is not None:
        said = {"before": f"{was:f}", "after": f"{now:f}", "currency": currencies[0] if currencies else ""}
        yield judged("capital-stays", capital, is_kept=was == now, broken=Refusal("registry.capital-differs", said))
    counted, told = (_sum(None if one.members is None else Decimal(one.members) for one in side) for side in (before, after))
    if counted is not None and told is not None:
        more: dict[str, object] = {"before": int(counted), "after": int(told)}
        yield judged("members-stay", members, is_kept=told <= counted, broken=Refusal("registry.members-appear", more))


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    """Of all; None while one of them is not told."""
    found = list(values)
    return sum((one for one in found if one is not None), Decimal(0)) if all(one is not None for one in found) else None


def law_rows(procedure: Procedure, parties: Iterable[Party], law: str) -> Iterator[Row]:
    """Only entities under one and the same law take part, as far as that law says so."""
    if procedure.has("only_between"):
        for one in parties:
            reason = Refusal("registry.party-under-another-law", {"name": one.name})
            yield judged("only-between", procedure.fact("only_between"), is_kept=one.law == law, broken=reason, subject=one.name)


def apex_rows(procedure: Procedure, answer: str | None) -> Iterator[Row]:
    """The union over the parties supervises it."""
    if procedure.fact("apex_supervises").value is True and answer:
        reason = Refusal("registry.union-did-not-supervise")
        yield judged("apex-supervises", procedure.fact("apex_supervises"), is_kept=answer == "yes", broken=reason)


def unread_row(law: str) -> Row:
    """A law in which nobody has read how entities merge or divide."""
    fact = Fact("procedure.MERGE_DIVIDE", None, Basis(Status.UNVERIFIED))
    return Row("merger-known", Verdict.ASK, fact, with_basis(Refusal("registry.merger-not-read", {"law": law}), fact.basis))
