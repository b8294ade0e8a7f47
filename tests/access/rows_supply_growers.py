"""What each role is answered about growers, their plots and the certification path: bolaven's are seen by bolaven's officers alone."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from rochdale.base import imports
from rochdale.kernel.ids import new_id
from rochdale.supply import operations
from rochdale.supply.models import Gap
from rochdale.supply.operations.certification import GapFound
from rochdale.supply.operations.growers import PersonFacts, PlotGiven
from rochdale.supply.plot_imports import PLOTS
from rochdale.supply.rules.certification import questions_for
from tests.access.matrix import Row, World, open_to_all, row
from tests.supply.growers.desk import corners, feature, geojson
from tests.supply.world import square


def prepare(world: World) -> None:
    """Two growers of bolaven, one of them inspected and approved; a plot; a file that waits."""
    by, at = world.cast.actor("noy"), timezone.now()
    grower, other = (
        operations.register_grower(id=new_id(), by=by, at=at, number=number, person=PersonFacts(f"Grower {number}"))
        for number in ("GR1", "GR2")
    )
    held, plot = (
        operations.register_plot(id=new_id(), by=by, at=at, grower_id=grower, number=number, plot=PlotGiven("tea", "LA"), outline=outline)
        for number, outline in (("GR1-1", square("106.41", "15.31")), ("GR1-2", square("106.42", "15.31")))
    )
    today = at.date()
    certificate = operations.keep_certificate(
        id=new_id(), by=by, at=at, scheme="organic", product="tea", number="GR-ORG", certifier="Certifier", valid_from=today,
        valid_until=today + timedelta(days=300),
    )  # fmt: skip
    answers = {question.code: "yes" for question in questions_for("organic")}
    inspection = operations.record_inspection(
        id=new_id(), by=by, at=at, happened_at=at, certificate_id=certificate, grower_id=grower, inspector_name="", answers=answers,
        notes={}, result="conditions", gaps=[GapFound("No hedge", False, "Plant one", today + timedelta(days=90))],
    )  # fmt: skip
    approval = operations.approve_grower(id=new_id(), by=by, at=at, certificate_id=certificate, grower_id=grower, since_on=today)
    run = imports.choose_file(
        id=new_id(), by=by, at=at, kind=PLOTS, name="rows.geojson", content=geojson(feature("R-1", "GR1", 106.45)),
        given={"organization": str(world.cast.bolaven.id), "product": "tea"},
    )  # fmt: skip
    world.made |= {
        "gr_grower": grower, "gr_other": other, "gr_plot": plot, "gr_held": held, "gr_certificate": certificate,
        "gr_inspection": inspection, "gr_approval": approval, "gr_run": run, "gr_gap": Gap.objects.get(inspection_id=inspection).id,
    }  # fmt: skip


def made(name: str) -> object:
    return lambda world: world.made[f"gr_{name}"]


def fresh(world: World) -> object:
    return new_id()


def today(world: World) -> object:
    return timezone.now().date().isoformat()


GROWER, OTHER, PLOT = {"grower_id": made("grower")}, {"grower_id": made("other")}, {"plot_id": made("plot")}
CERTIFICATE, GAP, INSPECTION = {"certificate_id": made("certificate")}, {"gap_id": made("gap")}, {"inspection_id": made("inspection")}
BOTH = CERTIFICATE | GROWER
THEIRS = {"member": 403, "officer": 200, "others": 404}
"""A thing of bolaven's: unknown to all others, closed to its own members."""
THEIRS_DO = THEIRS | {"officer": 302}
OURS = {"member": 403, "officer": 200, "other_officer": 200, "registrar": 200, "operator": 200, "others": 403}
"""Whoever leads an organization keeps growers of its own."""
AT_HOME = {"member": 403, "other_officer": 404, "registrar": 404, "operator": 404, "others": 403}
"""A file that bolaven's officer brought."""
OURS_DO = OURS | {"officer": 302, "other_officer": 302, "registrar": 302, "operator": 302}
SENT = {"operation_id": fresh}
NEW = {**SENT, "number": "GR9", "name": "Somebody New", "means": "cash"}
FACTS = {**SENT, "number": "GR1-9", "product": "tea", "country": "LA", "tenure": "unknown"}
LIST, FORM = {"kind": "csv"}, {"kind": "xlsx"}

ROWS: list[Row] = [
    row("supply:growers", **OURS | {"member": 302}),
    row("supply:growers-file", "GET", LIST, **OURS),
    row("supply:growers-file", "GET", {"kind": "exe"}, **OURS_DO),
    row("supply:grower-duplicates", **OURS),
    row("supply:grower-cards", **OURS),
    row("supply:new-grower", **OURS),
    row("supply:new-grower", "POST", sends=NEW, **OURS_DO),
    row("supply:grower", "GET", GROWER, **THEIRS),
    row("supply:grower-contacts", "GET", GROWER, **THEIRS),
    row("supply:grower-contacts", "POST", GROWER, SENT | {"purpose": "To see who may look"}, **THEIRS_DO),
    row("supply:change-grower", "GET", GROWER, **THEIRS),
    row("supply:change-grower", "POST", GROWER, SENT | {"purpose": "To see who may change"}, **THEIRS_DO),
    row("supply:grower-left", "GET", OTHER, **THEIRS),
    row("supply:grower-left", "POST", OTHER, SENT | {"left_on": today}, **THEIRS_DO),
    row("supply:grower-back", "POST", OTHER, SENT, **THEIRS_DO),
    row("supply:grower-card", "GET", GROWER, **THEIRS),
    row("supply:renew-card", "POST", GROWER, SENT, **THEIRS_DO),
    row("supply:new-plot", "GET", GROWER, **THEIRS),
    row("supply:new-plot", "POST", GROWER, FACTS, **THEIRS_DO),
    row("supply:plots", **OURS),
    row("supply:plots-file", "GET", FORM, **OURS),
    row("supply:plots-geojson", **OURS),
    row("supply:plots-form", **OURS),
    row("supply:bring-plots", **OURS),
    row("supply:bring-plots", "POST", sends=SENT, **OURS),
    row("supply:plots-preview", "GET", {"run_id": made("run")}, officer=200, **AT_HOME),
    row("supply:plots-preview", "POST", {"run_id": made("run")}, SENT, officer=302, **AT_HOME),
    row("supply:plot", "GET", PLOT, **THEIRS),
    row("supply:change-plot", "GET", PLOT, **THEIRS),
    row("supply:change-plot", "POST", PLOT, FACTS, **THEIRS_DO),
    row("supply:draw-plot", "GET", PLOT, **THEIRS),
    row("supply:draw-plot", "POST", PLOT, SENT | {"points": lambda world: corners(106.43, 15.31)}, **THEIRS_DO),
    row("supply:release-plot", "GET", PLOT, **THEIRS),
    row("supply:release-plot", "POST", PLOT, SENT | {"reason": "I have been there"}, **THEIRS_DO),
    row("supply:retire-plot", "GET", PLOT, **THEIRS),
    row("supply:retire-plot", "POST", {"plot_id": made("held")}, SENT | {"reason": "Sold"}, **THEIRS_DO),
    open_to_all("supply:walk"),
    row("supply:walk", "POST", sends=SENT | {"plot": "GR1-2", "points": lambda world: corners(106.44, 15.31)},
        member=403, officer=302, other_officer=200, registrar=200, operator=200, others=403),
    open_to_all("supply:visit", "GET", {"scheme": "organic"}),
    open_to_all("supply:visit", "GET", {"scheme": "no-such"}, code=404),
    row("supply:visit", "POST", {"scheme": "organic"}, SENT, **OURS),
    row("supply:certificates", **OURS),
    row("supply:new-certificate", **OURS),
    row("supply:new-certificate", "POST", sends={
        **SENT, "scheme": "fairtrade", "product": "tea", "number": "GR-F", "certifier": "C", "valid_from": today, "valid_until": today,
    }, **OURS_DO),
    row("supply:certificate", "GET", CERTIFICATE, **THEIRS),
    row("supply:approved-list", "GET", CERTIFICATE, **THEIRS),
    row("supply:suspend-certificate", "POST", CERTIFICATE, SENT | {"suspend": "yes"}, **THEIRS_DO),
    row("supply:certified-grower", "GET", BOTH, **THEIRS),
    row("supply:certified-grower", "POST", BOTH, SENT | {"since_on": today}, **THEIRS),
    row("supply:inspect-grower", "GET", BOTH, **THEIRS),
    row("supply:inspect-grower", "POST", BOTH, SENT, **THEIRS),
    row("supply:end-approval", "GET", {"approval_id": made("approval")}, **THEIRS),
    row("supply:end-approval", "POST", {"approval_id": made("approval")}, SENT | {"until_on": today, "because": "Moved away"}, **THEIRS_DO),
    row("supply:inspection", "GET", INSPECTION, **THEIRS),
    row("supply:close-gap", "GET", GAP, **THEIRS),
    row("supply:close-gap", "POST", GAP, SENT | {"evidence": "Photograph 12"}, **THEIRS_DO),
]  # fmt: skip
