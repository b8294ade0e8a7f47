"""Whether a lot proves itself: what is checked before an evidence pack is issued, and what each failed check wants (supply, section 7).

A block names the record and the way on. Goods outside the scope of the law have no plot checked, unless the buyer asks for it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from rochdale.kernel.refusal import Refusal
from rochdale.supply.rules.law import RuleFacts, country_risk, is_in_scope, papers_for
from rochdale.supply.rules.weights import kg

POLYGON_ABOVE_HA = Decimal(4)
KEPT = timedelta(days=5 * 366)
"""An issued pack is kept five years (Reg. 2023/1115)."""
CUT_OFF = date(2020, 12, 31)


@dataclass(frozen=True, slots=True)
class RiskFacts:
    """The newest answer about an outline."""

    risk: str
    on: date
    provider: str
    provider_version: str = ""
    about_version: int = 1
    """Of the plot: an answer about an older outline is stale."""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A paper of legality."""

    kind: str
    number: str
    issued_on: date
    valid_until: date | None
    about: str
    about_id: UUID
    document_id: UUID | None = None
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class PlotFacts:
    """A plot behind the lot, in its newest version."""

    id: UUID
    number: str
    grower_id: UUID
    grower: str
    producer: str
    country: str
    place: str
    version: int
    version_on: date | None
    geometry: str
    is_point: bool
    area_ha: Decimal | None
    is_held: bool
    verdict: str
    tenure: str
    risk: RiskFacts | None = None
    lon: float = 0
    lat: float = 0
    """The middle of its box."""


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """A delivery behind the lot, and the grams of the lot it contributed."""

    receipt_no: str
    on: date
    grower: str
    plots: tuple[str, ...]
    net_g: int
    weight_g: int


@dataclass(frozen=True, slots=True)
class Lot:
    """What the pack is about."""

    id: UUID
    code: str
    product: str
    form: str
    grade: str
    hs: str
    species: tuple[str, ...]
    season: str
    claims: tuple[str, ...]
    model: str
    total_g: int
    untraced_g: int
    opening_g: int
    sold_as_g: int | None = None
    """What was shipped of it; nothing while it was not."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the pack shall hold."""

    weight_g: int
    species: str
    wants_plots: bool = False
    """The buyer asks for plots although the law does not."""
    listed: tuple[UUID, ...] | None = None
    """Plots to be told of; nothing: exactly those behind the lot."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at, and how it came out."""

    code: str
    looked_at: int
    blocks: tuple[Refusal, ...] = ()
    notes: tuple[Refusal, ...] = ()
    """Worth knowing; they block nothing."""

    @property
    def is_passed(self) -> bool:
        """Nothing of it blocks."""
        return not self.blocks


def checks(
    lot: Lot,
    asked: Asked,
    *,
    plots: Sequence[PlotFacts],
    sources: Sequence[SourceFacts],
    papers: Sequence[PaperFacts],
    law: Sequence[RuleFacts],
    on: date,
) -> tuple[Check, ...]:
    """Every check, in the order in which a person reads them. A pack may be issued when all are passed."""
    always = (
        _check("supply.check-weight", 1, _weight(lot, asked)),
        _check("supply.check-dates", len(sources), _dates(lot, sources)),
        _check("supply.check-species", 1, _species(lot, asked)),
        Check("supply.check-papers", len(papers), tuple(_expired(papers, on)), tuple(_not_shown(plots, papers, law))),
    )
    if not needs_plots(lot, asked, law):
        return always
    return (
        *always,
        _check("supply.check-traced", len(sources), _traced(lot)),
        _check("supply.check-exact", len(plots), _exact(plots, asked)),
        _check("supply.check-outlines", len(plots), _outlines(plots)),
        _check("supply.check-held", len(plots), _held(plots)),
        _check("supply.check-risk", len(plots), _risk(plots)),
        Check("supply.check-country", len({plot.country for plot in plots}), (), tuple(_countries(plots, law))),
    )


def needs_plots(lot: Lot, asked: Asked, law: Sequence[RuleFacts]) -> bool:
    """Whether plots, risk results and statement fields belong into the pack."""
    return asked.wants_plots or is_in_scope(law, lot.hs)


def blocks_of(found: Sequence[Check]) -> list[Refusal]:
    """Everything that keeps the pack from being issued."""
    return [block for check in found for block in check.blocks]


def bad_plots(plots: Sequence[PlotFacts]) -> dict[UUID, list[Refusal]]:
    """By plot: what keeps a lot that holds its harvest from being proved."""
    found: dict[UUID, list[Refusal]] = {}
    for plot in plots:
        wrong = [*_outlines([plot]), *_held([plot]), *_risk([plot])]
        if wrong:
            found[plot.id] = wrong
    return found


def _check(code: str, looked_at: int, blocks: Iterator[Refusal]) -> Check:
    return Check(code, looked_at, tuple(blocks))


def _weight(lot: Lot, asked: Asked) -> Iterator[Refusal]:
    if lot.total_g <= 0:
        yield Refusal("supply.pack-of-nothing", {"lot": lot.code})
    wanted = lot.total_g if lot.sold_as_g is None else lot.sold_as_g
    if asked.weight_g != wanted:
        yield Refusal("supply.pack-weighs-otherwise", {"lot": lot.code, "kg": kg(asked.weight_g), "lot_kg": kg(wanted)})
    elif asked.weight_g != lot.total_g:
        yield Refusal("supply.pack-of-a-part", {"lot": lot.code, "kg": kg(asked.weight_g), "lot_kg": kg(lot.total_g)})


def _dates(lot: Lot, sources: Sequence[SourceFacts]) -> Iterator[Refusal]:
    if lot.opening_g or not sources:
        yield Refusal("supply.pack-without-dates", {"lot": lot.code, "kg": kg(lot.opening_g)})


def _species(lot: Lot, asked: Asked) -> Iterator[Refusal]:
    if asked.species not in lot.species:
        yield Refusal("supply.pack-without-species", {"lot": lot.code, "species": ", ".join(lot.species)})


def _traced(lot: Lot) -> Iterator[Refusal]:
    if lot.untraced_g > 0:
        yield Refusal("supply.pack-is-untraced", {"lot": lot.code, "kg": kg(lot.untraced_g)})
    if lot.model != "segregated":
        yield Refusal("supply.pack-of-mass-balance", {"lot": lot.code})


def _exact(plots: Sequence[PlotFacts], asked: Asked) -> Iterator[Refusal]:
    """One bad plot taints all that are listed: so exactly those that feed the lot are."""
    if asked.listed is None:
        return
    behind = {plot.id: plot.number for plot in plots}
    for id in sorted(set(asked.listed) - behind.keys(), key=str):
        yield Refusal("supply.plot-feeds-nothing", {"plot": str(id)})
    for id in sorted(behind.keys() - set(asked.listed), key=str):
        yield Refusal("supply.plot-is-left-out", {"plot": behind[id]})


def _outlines(plots: Sequence[PlotFacts]) -> Iterator[Refusal]:
    for plot in plots:
        facts = {"plot": plot.number, "grower": plot.grower}
        if not plot.geometry:
            yield Refusal("supply.proof-has-no-outline", facts)
        elif plot.is_point and plot.area_ha is None:
            yield Refusal("supply.point-has-no-area", facts)
        elif plot.is_point and plot.area_ha is not None and plot.area_ha > POLYGON_ABOVE_HA:
            yield Refusal("supply.point-is-too-large", {**facts, "area": plot.area_ha})


def _held(plots: Sequence[PlotFacts]) -> Iterator[Refusal]:
    for plot in plots:
        if plot.is_held:
            yield Refusal("supply.plot-is-held", {"plot": plot.number, "grower": plot.grower})


def _risk(plots: Sequence[PlotFacts]) -> Iterator[Refusal]:
    for plot in plots:
        facts = {"plot": plot.number, "grower": plot.grower}
        if plot.risk is None:
            yield Refusal("supply.risk-is-missing", facts)
        elif plot.risk.about_version != plot.version or (plot.version_on and plot.risk.on < plot.version_on):
            yield Refusal("supply.risk-is-stale", {**facts, "on": plot.risk.on, "drawn": plot.version_on})
        elif plot.risk.risk == "high":
            yield Refusal("supply.risk-is-high", {**facts, "provider": plot.risk.provider, "on": plot.risk.on})
        elif plot.risk.risk != "low":
            yield Refusal("supply.risk-is-open", {**facts, "provider": plot.risk.provider, "on": plot.risk.on})


def _expired(papers: Sequence[PaperFacts], on: date) -> Iterator[Refusal]:
    for paper in papers:
        if paper.valid_until is not None and paper.valid_until < on:
            yield Refusal("supply.paper-is-over", {"paper": paper.kind, "number": paper.number, "until": paper.valid_until})


def _not_shown(plots: Sequence[PlotFacts], papers: Sequence[PaperFacts], law: Sequence[RuleFacts]) -> Iterator[Refusal]:
    """By country, for how many plots no paper shows the right to the land: a note, since rows of legality are seldom verified."""
    by_plot: dict[UUID, set[str]] = {}
    for paper in papers:
        by_plot.setdefault(paper.about_id, set()).add(paper.kind)
    for country in sorted({plot.country for plot in plots}):
        wanted = papers_for(law, country, "land")
        own = [plot for plot in plots if plot.country == country]
        bare = [plot for plot in own if not _shows(by_plot, wanted, (plot.id, plot.grower_id))]
        if bare and wanted:
            yield Refusal("supply.land-is-not-shown", {"country": country, "plots": len(bare), "papers": wanted})


def _shows(by_plot: dict[UUID, set[str]], wanted: Collection[str], about: tuple[UUID, ...]) -> bool:
    return any(not by_plot.get(id, set()).isdisjoint(wanted) for id in about)


def _countries(plots: Sequence[PlotFacts], law: Sequence[RuleFacts]) -> Iterator[Refusal]:
    for country in sorted({plot.country for plot in plots}):
        row = country_risk(law, country)
        if row is None:
            yield Refusal("supply.country-has-no-row", {"country": country})
        else:
            code = "supply.country-row-is-verified" if row.is_verified else "supply.country-row-is-unverified"
            yield Refusal(code, {"country": country, "level": row.value, "source": row.source})
