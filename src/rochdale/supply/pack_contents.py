"""What lies in an evidence pack: each file made from the dossier of the lot, written as it is read (`rules.pack_file`)."""

from __future__ import annotations

import base64
import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils import translation

from rochdale.base import documents
from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refusal
from rochdale.supply.pack_paper import declaration_text, summary_pdf
from rochdale.supply.proof_words import CHECKS
from rochdale.supply.queries.proof import Dossier
from rochdale.supply.rules.evidence import PaperFacts, PlotFacts
from rochdale.supply.rules.pack_file import PackFile, as_json
from rochdale.supply.rules.pack_places import areas_of
from rochdale.supply.rules.plots.traces import ExportPlot, traces_geojson
from rochdale.supply.rules.weights import kg

COMMON_NAMES = {"Coffea arabica L.": "Arabica coffee", "Coffea canephora Pierre ex A.Froehner": "Robusta coffee",
                "Theobroma cacao L.": "Cocoa"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom a pack is made and how: its number, language, and whether names and outlines are left out."""

    number: str
    for_whom: str
    language: str
    at: datetime
    is_redacted: bool = False
    is_draft: bool = False


def write_pack(path: Path, found: Dossier, wanted: Wanted) -> PackFile:
    """Write the whole pack to `path`. The same dossier, number, reader, language and moment give the same bytes."""
    facts = {
        "number": wanted.number, "made_at": wanted.at.isoformat(timespec="seconds"), "for": wanted.for_whom, "is_draft": wanted.is_draft,
        "is_redacted": wanted.is_redacted, "cooperative": found.organization.name, "lot": found.lot.code,
        "net_weight_kg": str(kg(found.asked.weight_g)), "plots": len(found.plots) if found.needs_plots else 0,
    }  # fmt: skip
    with translation.override(wanted.language), PackFile(path, facts) as pack:
        pack.add("summary.pdf", [summary_pdf(found, number=wanted.number, for_whom=wanted.for_whom, language=wanted.language, at=wanted.at,
                                             is_redacted=wanted.is_redacted, is_draft=wanted.is_draft)])  # fmt: skip
        pack.add("declaration.txt", [declaration_text(found, for_whom=wanted.for_whom, is_draft=wanted.is_draft).encode()])
        pack.add("checks.json", [as_json(_checks(found, wanted))])
        pack.add("lot-graph.json", [as_json(_graph(found, wanted))])
        pack.add("quality.json", [as_json([_plain(asdict(each)) for each in found.quality])])
        pack.add("certificates.json", [as_json([_plain(asdict(each)) for each in found.certificates])])
        pack.add("law.json", [as_json([_plain(asdict(row)) for row in found.law])])
        if wanted.is_redacted:
            _add_areas(pack, found)
        else:
            _add_papers(pack, found.papers)
            if found.needs_plots:
                _add_plots(pack, found, wanted)
    return pack


def _add_plots(pack: PackFile, found: Dossier, wanted: Wanted) -> None:
    features: list[bytes] = []
    for place, content in enumerate(traces_geojson(_exported(found.plots)), start=1):
        pack.add(f"plots/plots-{place}.geojson", [content])
        features += [line.rstrip(b",") for line in content.split(b"\n")[1:-2]]  # one feature on a line
    pack.add("plots/plots.csv", _plot_list(found.plots))
    pack.add("deforestation.csv", _risks(found.plots))
    pack.add("statement.json", _statement(found, wanted, features))


def _add_areas(pack: PackFile, found: Dossier) -> None:
    """Instead of plots: how many lie in each square of a tenth of a degree, and how many hectares they have together."""
    if not found.needs_plots:
        return
    areas = areas_of(found.plots)
    features = [
        {
            "type": "Feature",
            "id": area.code,
            "properties": {"Plots": area.plots, "Area": float(round(area.area_ha, 1))},
            "geometry": {"type": "Point", "coordinates": [area.lon, area.lat]},
        }
        for area in areas
    ]
    pack.add("areas.geojson", [as_json({"type": "FeatureCollection", "features": features})])
    classes = Counter(plot.risk.risk if plot.risk else "missing" for plot in found.plots)
    rows = sorted(classes.items())
    pack.add("deforestation.csv", _table(["risk", "plots"], ([risk, str(count)] for risk, count in rows)))


def _add_papers(pack: PackFile, papers: Iterable[PaperFacts]) -> None:
    told: list[dict[str, Any]] = []
    for place, paper in enumerate(papers, start=1):
        document = documents.document(paper.document_id) if paper.document_id else None
        path = f"documents/{place:03d}-{paper.kind}{documents.ending_of(document.name)}" if document else ""
        if document:
            pack.add(path, [documents.content_of(document)])
        told.append({**_plain(asdict(paper)), "about_id": str(paper.about_id), "file": path})
    pack.add("legality.json", [as_json(told)])


def _exported(plots: Iterable[PlotFacts]) -> Iterator[ExportPlot]:
    for plot in plots:
        yield ExportPlot(plot.number, plot.producer, plot.country, plot.place, json.loads(plot.geometry), plot.area_ha)


def _plot_list(plots: Iterable[PlotFacts]) -> Iterator[bytes]:
    heads = ["plot", "version", "grower", "producer", "country", "place", "area_ha", "shape", "tenure", "outline_of", "risk"]
    rows = (
        [
            plot.number, str(plot.version), plot.grower, plot.producer, plot.country, plot.place, str(plot.area_ha or ""),
            "point" if plot.is_point else "polygon", plot.tenure, str(plot.version_on or ""), plot.risk.risk if plot.risk else "",
        ]
        for plot in plots
    )  # fmt: skip
    return _table(heads, rows)


def _risks(plots: Iterable[PlotFacts]) -> Iterator[bytes]:
    heads = ["plot", "version", "risk", "provider", "provider_version", "on"]
    rows = (
        [plot.number, str(plot.risk.about_version), plot.risk.risk, plot.risk.provider, plot.risk.provider_version, str(plot.risk.on)]
        for plot in plots
        if plot.risk
    )
    return _table(heads, rows)


def _table(heads: list[str], rows: Iterable[list[str]]) -> Iterator[bytes]:
    """CSV in pieces. A cell that a spreadsheet would take for a formula gets a quote in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow(["'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in row])
        if out.tell() > 1 << 16:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


def _statement(found: Dossier, wanted: Wanted, features: Sequence[bytes]) -> Iterator[bytes]:
    """The fields of a due diligence statement, ready for whoever files it: producers one after the other, since there are many."""
    lot, species = found.lot, found.asked.species
    commodity = {
        "descriptionOfGoods": f"{lot.product} {lot.form} {lot.code}",
        "goodsMeasure": {"netWeight": str(kg(found.asked.weight_g)), "volume": None, "supplementaryUnit": None},
        "hsHeading": lot.hs,
        "speciesInfo": [{"scientificName": species, "commonName": COMMON_NAMES.get(species, lot.product.title())}],
    }
    dates = [source.on.isoformat() for source in found.sources]
    outside = {
        "productionDateRange": {"from": min(dates, default=None), "to": max(dates, default=None)},
        "supplier": {"name": found.organization.name, "country": found.organization.country},
        "customer": {"name": wanted.for_whom},
    }
    statement: dict[str, Any] = {
        "operatorType": None, "internalReferenceNumber": wanted.number, "activityType": "IMPORT", "countryOfActivity": None,
        "borderCrossCountry": None, "comment": "", "operator": {"nameAndAddress": None, "email": None, "phone": None, "EORI": None},
        "geoLocationConfidential": False, "associatedStatements": [], "outsideTheForm": outside,
    }  # fmt: skip
    head = json.dumps(statement, ensure_ascii=False)
    yield f'{head[:-1]}, "commodities": [{json.dumps(commodity, ensure_ascii=False)[:-1]}, "producers": [\n'.encode()
    for place, producer in enumerate(_producers(found.plots, features)):
        yield b",\n" * bool(place) + json.dumps(producer, ensure_ascii=False).encode()
    yield b"\n]}]}\n"


def _producers(plots: Sequence[PlotFacts], features: Sequence[bytes]) -> Iterator[Mapping[str, str]]:
    """Each grower with the own plots, as they stand in the file of all plots."""
    ordered = sorted(zip(plots, features, strict=True), key=lambda pair: (pair[0].grower, str(pair[0].grower_id), pair[0].country))
    for (_id, country), some in groupby(ordered, key=lambda pair: (pair[0].grower_id, pair[0].country)):
        own = list(some)
        content = b'{"type":"FeatureCollection","features":[' + b",".join(feature for _plot, feature in own) + b"]}"
        yield {"country": country, "name": own[0][0].producer, "geometryGeojson": base64.b64encode(content).decode()}


def _graph(found: Dossier, wanted: Wanted) -> dict[str, Any]:
    """Lots and runs, and the grams each delivery put in; in a redacted draft deliveries are told by month, without number and grower."""
    runs = [{**_plain(asdict(edge)), "weight_kg": str(kg(edge.weight_g))} for edge in found.edges]
    head = {"lot": found.lot.code, "total_kg": str(kg(found.lot.total_g)), "untraced_kg": str(kg(found.lot.untraced_g)), "runs": runs}
    if wanted.is_redacted:
        months: Counter[str] = Counter()
        for source in found.sources:
            months[f"{source.on:%Y-%m}"] += source.weight_g
        return {**head, "deliveries_by_month": [{"month": month, "kg": str(kg(grams))} for month, grams in sorted(months.items())]}
    rows = [
        {
            "receipt": source.receipt_no, "on": source.on.isoformat(), "grower": source.grower, "plots": list(source.plots),
            "net_kg": str(kg(source.net_g)), "contributes_kg": str(kg(source.weight_g)),
        }
        for source in found.sources
    ]  # fmt: skip
    return {**head, "deliveries": rows}


def _checks(found: Dossier, wanted: Wanted) -> list[dict[str, Any]]:
    def told(refusal: Refusal) -> dict[str, Any]:
        return {"code": refusal.code} if wanted.is_redacted else {"code": refusal.code, "says": sentence(refusal)}

    return [
        {
            "check": check.code,
            "what": str(CHECKS[check.code]),
            "looked_at": check.looked_at,
            "result": "passed" if check.is_passed else "failed",
            "blocks": [told(block) for block in check.blocks],
            "notes": [told(note) for note in check.notes],
        }
        for check in found.checks
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    return value if value is None or isinstance(value, (bool, int, str, float)) else str(value)
