"""What proves a lot: everything behind it, gathered for an evidence pack; packs that were made; who of the growers is told of in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.utils.timezone import localdate

from rochdale.base.operations import content_sha256
from rochdale.people import queries as people
from rochdale.supply.models import (
    Certificate,
    Delivery,
    EvidencePack,
    LegalPaper,
    Lot,
    Onward,
    PackState,
    Plot,
    PlotVersion,
    ProofRule,
    QualityResult,
    RiskResult,
    Run,
)
from rochdale.supply.queries import trace
from rochdale.supply.queries.trace import Backward
from rochdale.supply.rules import evidence, law
from rochdale.supply.rules.evidence import Asked, Check, PaperFacts, PlotFacts, RiskFacts, SourceFacts
from rochdale.supply.rules.law import RuleFacts
from rochdale.supply.rules.products import products

AT_ONCE = 900


@dataclass(frozen=True, slots=True)
class Party:
    """The cooperative, as the pack names it."""

    id: UUID
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Edge:
    """So many grams of a lot went through a run into another."""

    run: str
    kind: str
    on: date
    source: str
    target: str
    weight_g: int


@dataclass(frozen=True, slots=True)
class Quality:
    """One result of a sample."""

    sample: str
    protocol: str
    score: str
    grade: str
    laboratory: str
    on: date
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate whose claim the lot carries."""

    scheme: str
    number: str
    certifier: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything a pack is made from. The same rows give the same dossier."""

    organization: Party
    lot: evidence.Lot
    asked: Asked
    on: date
    plots: tuple[PlotFacts, ...]
    sources: tuple[SourceFacts, ...]
    papers: tuple[PaperFacts, ...]
    law: tuple[RuleFacts, ...]
    edges: tuple[Edge, ...]
    quality: tuple[Quality, ...]
    certificates: tuple[CertificateFacts, ...]
    checks: tuple[Check, ...]
    growers: frozenset[UUID] = frozenset()
    """Whose deliveries are told of."""

    @property
    def needs_plots(self) -> bool:
        """Whether plots, risk and statement belong into the pack."""
        return evidence.needs_plots(self.lot, self.asked, self.law)

    @property
    def is_complete(self) -> bool:
        """Nothing speaks against issuing it."""
        return all(check.is_passed for check in self.checks)

    def sha256(self) -> str:
        """Changes when anything that the pack tells of has changed."""
        told = [self.lot, self.asked, self.plots, self.sources, self.papers, self.law, self.edges]
        return content_sha256([repr(each) for each in told])


def dossier(lot: Lot, asked: Asked, *, on: date) -> Dossier:
    """Gather everything behind a lot and check it."""
    back = trace.behind(lot)
    facts, plots, sources = lot_facts(lot, back), tuple(plots_of(back.plot_ids())), sources_of(back)
    about = {lot.organization_id, *back.grower_ids(), *back.plot_ids()}
    papers, rows = tuple(papers_about(about)), law.in_force(recorded_rules(), on=on)
    found = evidence.checks(facts, asked, plots=plots, sources=sources, papers=papers, law=rows, on=on)
    return Dossier(
        party(lot.organization_id), facts, asked, on, plots, sources, papers, rows, tuple(edges_behind(lot)), tuple(quality_of(lot, back)),
        tuple(certificates_of(lot)), found, frozenset(back.grower_ids()),
    )  # fmt: skip


def asked_for(lot: Lot, *, species: str = "", wants_plots: bool = False, weight_g: int | None = None) -> Asked:
    """The usual pack: the whole lot; the species where the product has only one."""
    known = products()[lot.product].species
    only = known[0] if len(known) == 1 else ""
    total_g = trace.totals([lot.id]).get(lot.id, 0)
    return Asked(total_g if weight_g is None else weight_g, species or only, wants_plots)


def party(organization_id: UUID) -> Party:
    """The cooperative by name and country."""
    found = people.organization(organization_id)
    return Party(organization_id, found.name if found else "", found.country if found else "")


def lot_facts(lot: Lot, back: Backward) -> evidence.Lot:
    """The facts a rule needs of a lot."""
    product = products()[lot.product]
    shipped = Onward.objects.filter(lot=lot, kind="shipped").aggregate(sum=Sum("weight_g"))["sum"]
    return evidence.Lot(
        lot.id, lot.code, lot.product, lot.form, lot.grade, product.hs, product.species, lot.season.name, tuple(lot.claims), lot.model,
        back.total_g, back.untraced_g, back.opening_g + back.found_g, shipped,
    )  # fmt: skip


def plots_of(ids: Iterable[UUID]) -> list[PlotFacts]:
    """Plots in their newest version, each with the newest answer about its risk."""
    found: list[PlotFacts] = []
    ordered = sorted(ids)
    for some in (ordered[start : start + AT_ONCE] for start in range(0, len(ordered), AT_ONCE)):
        risks = _risks(some)
        rows = Plot.objects.filter(pk__in=some).select_related("newest", "grower__person").order_by("number", "id")
        found += [plot_facts(row, risks.get(row.id)) for row in rows.defer("newest__findings", "newest__capture")]
    return sorted(found, key=lambda plot: (plot.number, str(plot.id)))


def _risks(plot_ids: Sequence[UUID]) -> dict[UUID, RiskFacts]:
    """By plot: the newest answer about its newest version that got one."""
    rows = RiskResult.objects.filter(plot_version__plot_id__in=plot_ids).order_by("plot_version__version", "on", "recorded_at", "id")
    values = rows.values_list("plot_version__plot_id", "risk", "on", "provider", "provider_version", "plot_version__version")
    return {
        plot_id: RiskFacts(risk, on, provider, provider_version, version)
        for plot_id, risk, on, provider, provider_version, version in values
    }


def plot_facts(row: Plot, risk: RiskFacts | None) -> PlotFacts:
    """The facts a rule needs of a plot."""
    newest: PlotVersion | None = row.newest
    area = (newest.drawn_area_ha if newest and not newest.is_point else None) or row.declared_area_ha
    return PlotFacts(
        row.id, row.number, row.grower_id, row.grower.number, row.grower.person.name, row.country, row.place or row.grower.village,
        newest.version if newest else 0, localdate(newest.happened_at) if newest else None, newest.geometry if newest else "",
        newest.is_point if newest else False, area, row.is_held, newest.verdict if newest else "", row.tenure, risk,
        (newest.west + newest.east) / 2 if newest else 0, (newest.south + newest.north) / 2 if newest else 0,
    )  # fmt: skip


def sources_of(back: Backward) -> tuple[SourceFacts, ...]:
    """The deliveries behind a lot, in the order of the day."""
    ids = sorted(source.delivery_id for source in back.sources)
    rows: dict[UUID, tuple[str, Any, str]] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = Delivery.objects.filter(pk__in=ids[start : start + AT_ONCE]).order_by("id")
        rows |= {row[0]: row[1:] for row in some.values_list("id", "receipt_no", "happened_at", "grower__number")}
    plots = dict(_numbers(back.plot_ids()))
    found = [
        SourceFacts(
            rows[source.delivery_id][0], localdate(rows[source.delivery_id][1]), rows[source.delivery_id][2],
            tuple(plots[id] for id in source.plot_ids), source.net_g, source.weight_g,
        )
        for source in back.sources
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda source: (source.on, source.receipt_no)))


def _numbers(plot_ids: Iterable[UUID]) -> Iterator[tuple[UUID, str]]:
    ids = sorted(plot_ids)
    for start in range(0, len(ids), AT_ONCE):
        yield from Plot.objects.filter(pk__in=ids[start : start + AT_ONCE]).order_by("id").values_list("id", "number")


def papers_about(ids: Iterable[UUID]) -> Iterator[PaperFacts]:
    """Papers of legality of the cooperative, of growers and of plots."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), AT_ONCE):
        for row in LegalPaper.objects.filter(about_id__in=ordered[start : start + AT_ONCE]).order_by("about", "kind", "number", "id"):
            yield PaperFacts(
                row.kind, row.number, row.issued_on, row.valid_until, row.about, row.about_id, row.document_id, row.sha256
            )  # fmt: skip


def edges_behind(lot: Lot) -> Iterator[Edge]:
    """The runs behind a lot, one line for each lot that went into one and each that came out."""
    graph = trace.graph_behind([lot.id])
    ids = {lot.id, *(id for run in graph.runs.values() for id in (*run.inputs, *run.outputs))}
    codes = dict(Lot.objects.filter(pk__in=ids).order_by("id").values_list("id", "code"))
    runs = {row.id: (row.code, row.kind, row.happened_at) for row in Run.objects.filter(pk__in=graph.runs).order_by("id")}
    for id, run in sorted(graph.runs.items(), key=lambda pair: (runs[pair[0]][2], pair[0])):
        code, kind, at = runs[id]
        for source, weight_g in sorted(run.inputs.items(), key=lambda pair: codes[pair[0]]):
            yield Edge(code, kind, localdate(at), codes[source], code, weight_g)
        for target, weight_g in sorted(run.outputs.items(), key=lambda pair: codes[pair[0]]):
            yield Edge(code, kind, localdate(at), code, codes[target], weight_g)


def quality_of(lot: Lot, back: Backward) -> Iterator[Quality]:
    """Results of samples of the lot and of what it was made of."""
    rows = QualityResult.objects.filter(sample__lot_id__in=[lot.id, *back.lots]).select_related("sample").order_by("happened_at", "id")
    for row in rows:
        score = "" if row.score is None else format(row.score.normalize(), "f")
        yield Quality(row.sample.code, row.protocol, score, row.grade, row.laboratory, localdate(row.happened_at), row.values)


def certificates_of(lot: Lot) -> Iterator[CertificateFacts]:
    """Certificates of the claims that the lot carries, in force when it was made."""
    on = localdate(lot.made_at)
    rows = Certificate.objects.filter(
        organization_id=lot.organization_id, scheme__in=lot.claims, product=lot.product, valid_from__lte=on, valid_until__gte=on
    )  # fmt: skip
    for row in rows.order_by("scheme", "number", "id"):
        yield CertificateFacts(row.scheme, row.number, row.certifier, row.valid_from, row.valid_until)


def recorded_rules() -> list[RuleFacts]:
    """Rows of the law that were recorded here, whichever day they hold."""
    return [rule_facts(row) for row in ProofRule.objects.order_by("kind", "key", "topic", "since_on", "id")]


def rule_facts(row: ProofRule) -> RuleFacts:
    """A recorded row as the rule reads it."""
    return RuleFacts(row.kind, row.key, row.value, row.topic, row.since_on, row.until_on, row.source, row.is_verified)


def packs_of(lot: Lot) -> QuerySet[EvidencePack]:
    """Packs that were made of a lot, newest first."""
    return EvidencePack.objects.filter(lot=lot).select_related("lot", "reader").order_by("-recorded_at", "-id")


def all_packs(organization_id: UUID) -> QuerySet[EvidencePack]:
    """All packs of a cooperative, newest first."""
    return EvidencePack.objects.filter(organization_id=organization_id).select_related("lot", "reader").order_by("-recorded_at", "-id")


def packs_of_grower(grower_id: UUID) -> list[EvidencePack]:
    """Issued packs that tell of this grower's plots: for the grower's own page (`supply/proof/issued_for_grower.html`)."""
    rows = EvidencePack.objects.filter(growers__grower_id=grower_id).exclude(state=PackState.DRAFT)
    return list(rows.select_related("lot").order_by("-recorded_at", "-id"))


def lots_with_plot(plot_id: UUID) -> dict[UUID, tuple[Lot, int]]:
    """By lot: every lot that holds harvest of a plot, and the grams of deliveries in it that came from it, alone or with others."""
    came = trace.forward_of_plot(plot_id).came
    rows = Lot.objects.filter(pk__in=came).order_by("made_at", "id")
    return {row.id: (row, int(came[row.id])) for row in rows}


def free_siblings(lot: Lot, bad: Iterable[UUID]) -> list[Lot]:
    """Lots of the same form and season that hold nothing of these plots: what can be offered instead."""
    touched = {id for plot_id in bad for id in trace.forward_of_plot(plot_id).came}
    rows = Lot.objects.filter(Q(season_id=lot.season_id), product=lot.product, form=lot.form, stocks__weight_g__gt=0)
    return list(rows.exclude(pk__in=touched | {lot.id}).distinct().order_by("made_at", "id")[:20])
