"""A lot: what it is, what it was made from, what it went into, what became of it, and what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from rochdale.supply.called import goods_name
from rochdale.supply.models import (
    EvidencePack,
    Lot,
    MovementKind,
    Onward,
    QualityResult,
    Run,
    RunInput,
    RunOutput,
    Sample,
    Stock,
)
from rochdale.supply.queries.stock import owned
from rochdale.supply.rules.protocols import Protocol, protocols

IN_FORCE = {"run__reverses": None, "run__reversal": None}


def every_lot(organization_id: UUID | None) -> QuerySet[Lot]:
    """All lots with what still lies of each (`left_g`), newest first."""
    return with_left(owned(Lot.objects.all(), organization_id))


def with_left(rows: QuerySet[Lot]) -> QuerySet[Lot]:
    """Lots with what still lies of each (`left_g`), newest first."""
    left = Coalesce(Sum("stocks__weight_g"), 0)
    return rows.annotate(left_g=left).select_related("season", "point").order_by("-made_at", "-id")


@dataclass(frozen=True, slots=True)
class Portion:
    """So much of a lot, in a run."""

    lot: Lot
    weight_g: int


@dataclass(frozen=True, slots=True)
class RunSeen:
    """A run: what went in, what came out."""

    run: Run
    inputs: Sequence[Portion]
    outputs: Sequence[Portion]

    @property
    def outturn_pct(self) -> Decimal:
        """kg out of 100 kg in."""
        return Decimal(100 * self.run.out_g) / self.run.in_g

    @property
    def forecast_pct(self) -> Decimal | None:
        """What was to be expected."""
        return None if self.run.forecast is None else 100 * self.run.forecast


def runs(organization_id: UUID | None) -> QuerySet[Run]:
    """All runs, newest first; those taken back with their reversal."""
    rows = Run.objects.filter(reverses=None).select_related("facility", "reversal").order_by("-happened_at", "-id")
    return owned(rows, organization_id)


def run_seen(run: Run) -> RunSeen:
    """A run with its lots."""
    inputs = [Portion(row.lot, row.weight_g) for row in RunInput.objects.filter(run=run).select_related("lot").order_by("id")]
    outputs = [Portion(row.lot, row.weight_g) for row in RunOutput.objects.filter(run=run).select_related("lot").order_by("id")]
    return RunSeen(run, inputs, outputs)


def made_by(lot: Lot) -> RunSeen | None:
    """The run a lot came out of; none for deliveries and opening stock."""
    row = RunOutput.objects.filter(lot=lot, **IN_FORCE).select_related("run").first()
    return run_seen(row.run) if row else None


def went_into(lot: Lot) -> list[RunSeen]:
    """The runs that took of a lot."""
    rows = RunInput.objects.filter(lot=lot, **IN_FORCE).select_related("run").order_by("run__happened_at", "id")
    return [run_seen(row.run) for row in rows]


@dataclass(frozen=True, slots=True)
class Found:
    """A result with the protocol it belongs to; never compared with one of another."""

    result: QualityResult
    protocol: Protocol | None
    sample: Sample

    @property
    def values(self) -> list[tuple[str, str, str]]:
        """Field, value and unit, in the order of the protocol."""
        if self.protocol is None:
            return [(name, str(value), "") for name, value in self.result.values.items()]
        fields = self.protocol.fields
        return [(name, str(self.result.values[name]), fields[name].unit) for name in fields if name in self.result.values]


def results_of(lot: Lot) -> list[Found]:
    """What was found in samples of a lot, newest first, with no sum over protocols."""
    rows = QualityResult.objects.filter(sample__lot=lot).select_related("sample").order_by("-happened_at", "-id")
    return [Found(row, protocols().get(row.protocol), row.sample) for row in rows]


def samples(organization_id: UUID | None) -> QuerySet[Sample]:
    """All samples, newest first."""
    return owned(Sample.objects.select_related("lot").order_by("-happened_at", "-id"), organization_id)


def onward_of(lots: Sequence[UUID]) -> list[Onward]:
    """What became of lots after they left this context."""
    return list(Onward.objects.filter(lot_id__in=lots).select_related("lot").order_by("at", "id"))


def packs_of(lot: Lot) -> list[EvidencePack]:
    """Evidence packs of a lot."""
    return list(EvidencePack.objects.filter(lot=lot).order_by("-happened_at", "-id"))


@dataclass(frozen=True, slots=True)
class LotBalance:
    """Where all of a lot is: it adds up to what it ever held, to the gram."""

    put_in_g: int
    counted_g: int
    left_g: int
    on_road_g: int
    used_g: int
    samples_g: int
    shipped_g: int
    lost_g: int


def balance_of(lot: Lot) -> LotBalance:
    """The lot's own account: in = still there + used + samples + shipped + lost, counted anew on its own line."""
    of_kind = dict.fromkeys(MovementKind.values, 0)
    of_kind |= dict(lot.movements.order_by("kind").values_list("kind").annotate(total=Sum("weight_g")))
    there = Stock.objects.filter(lot=lot).aggregate(all=Sum("weight_g"), road=Sum("weight_g", filter=Q(facility__kind="road")))
    put_in = (MovementKind.DELIVERY, MovementKind.REVERSAL, MovementKind.OUT_OF_RUN, MovementKind.OPENING)
    on_road_g = there["road"] or 0
    return LotBalance(
        put_in_g=sum(of_kind[kind] for kind in put_in), counted_g=of_kind[MovementKind.ADJUSTED],
        left_g=(there["all"] or 0) - on_road_g, on_road_g=on_road_g, used_g=-of_kind[MovementKind.INTO_RUN],
        samples_g=-of_kind[MovementKind.SAMPLE], shipped_g=-of_kind[MovementKind.SHIPPED], lost_g=-of_kind[MovementKind.LOST],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LotLine:
    """A lot as the command line and lists name it."""

    id: UUID
    code: str
    goods: str
    season: str
    made_at: datetime
    left_g: int


def lot_lines(rows: QuerySet[Lot]) -> list[LotLine]:
    """Lots in a line each."""
    return [
        LotLine(row.id, row.code, goods_name(row.form, row.grade, row.claims), row.season.name, row.made_at, row.left_g)  # type: ignore[attr-defined]
        for row in rows
    ]
