"""Lists of packs, papers, events and rows of the law, and the checks of a lot in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from rochdale.base.countries import country_name
from rochdale.base.words import Said, said
from rochdale.supply.called import weight
from rochdale.supply.models import Captured, CapturedEvent, EvidencePack, LegalPaper, PackState, RuleKind
from rochdale.supply.proof_words import CHECKS, RISKS, TOPICS, in_names, paper_name
from rochdale.supply.queries.proof import Dossier
from rochdale.supply.rules.law import RuleFacts
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table

STATES = {PackState.DRAFT: "draft", PackState.ISSUED: "good", PackState.SUPERSEDED: "wait", PackState.WITHDRAWN: "no"}
MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class CheckShown:
    """One check as a page shows it: the first blocks in words, and how many more there are."""

    name: str | Promise
    looked_at: int
    is_passed: bool
    blocks: Sequence[Said]
    more: int
    notes: Sequence[Said]


def shown_checks(found: Dossier) -> list[CheckShown]:
    """The checks of a lot, those that failed first."""
    shown = [
        CheckShown(
            CHECKS[check.code], check.looked_at, check.is_passed, [said(block) for block in check.blocks[:MOST_SHOWN]],
            max(len(check.blocks) - MOST_SHOWN, 0), [said(in_names(note)) for note in check.notes],
        )
        for check in found.checks
    ]  # fmt: skip
    return sorted(shown, key=lambda check: check.is_passed)


def state_chip(row: EvidencePack) -> SafeString:
    """Where a pack stands."""
    return chip(STATES[PackState(row.state)], row.get_state_display())


def packs_table(rows: QuerySet[EvidencePack]) -> Table[EvidencePack]:
    """Packs, newest first."""
    columns: list[Column[EvidencePack]] = [
        Column("number", _("Number"), lambda row: row.number, order="number"),
        Column("lot", _("Lot"), lambda row: row.lot.code, order="lot__code"),
        Column("for", _("For whom"), lambda row: row.for_whom, order="for_whom"),
        Column("kg", _("Net weight"), lambda row: weight(row.weight_g), order="weight_g", is_number=True),
        Column("on", _("Made on"), lambda row: date_format(localtime(row.recorded_at), "SHORT_DATE_FORMAT"), order="recorded_at"),
        Column("state", _("State"), state_chip, order="state"),
    ]
    search = ("number", "lot__code", "for_whom")
    return Table(rows, columns, search=search, order="-on", link=lambda row: reverse("supply:pack", args=[row.pk]))


def papers_table(rows: QuerySet[LegalPaper]) -> Table[LegalPaper]:
    """Papers of legality, those that end first on top."""
    columns: list[Column[LegalPaper]] = [
        Column("kind", _("Paper"), lambda row: paper_name(row.kind), order="kind"),
        Column("number", _("Number"), lambda row: row.number or "–", order="number"),
        Column("about", _("About"), lambda row: row.get_about_display(), order="about"),
        Column("from", _("Issued on"), lambda row: date_format(row.issued_on, "SHORT_DATE_FORMAT"), order="issued_on"),
        Column(
            "until", _("Valid until"), lambda row: date_format(row.valid_until, "SHORT_DATE_FORMAT") if row.valid_until else "–",
            order="valid_until",
        ),
    ]  # fmt: skip
    return Table(rows, columns, search=("kind", "number"), order="until")


def documents_table(rows: QuerySet[Captured]) -> Table[Captured]:
    """Documents of others, newest first."""
    columns: list[Column[Captured]] = [
        Column("on", _("Taken in"), lambda row: date_format(localtime(row.recorded_at), "SHORT_DATETIME_FORMAT"), order="recorded_at"),
        Column("sender", _("From"), lambda row: row.sender or "–", order="sender"),
        Column("events", _("Events"), lambda row: str(len(row.content["epcisBody"]["eventList"])), is_number=True),
        Column("id", _("Document"), lambda row: str(row.content.get("id", row.document_sha256[:16]))),
    ]
    return Table(rows, columns, search=("sender",), order="-on", link=lambda row: reverse("supply:captured-document", args=[row.pk]))


def events_table(rows: QuerySet[CapturedEvent]) -> Table[CapturedEvent]:
    """Events by instant; the time as it was written, in the zone of whoever wrote it."""
    columns: list[Column[CapturedEvent]] = [
        Column("when", _("When, as written"), lambda row: f"{row.content['eventTime']} ({row.content['eventTimeZoneOffset']})",
               order="happened_at"),
        Column("kind", _("Event"), lambda row: f"{row.kind} {row.content.get('action', '')}".strip(), order="kind"),
        Column("step", _("Step"), lambda row: str(row.content.get("bizStep", "–"))),
        Column("goods", _("Goods"), lambda row: str(_goods(row))),
        Column("mistake", _("Holds"), lambda row: chip("no", _("declared wrong")) if row.is_mistake else chip("good", _("yes"))),
    ]  # fmt: skip
    return Table(rows, columns, search=("event_id", "kind"), order="when")


GOODS = ("quantityList", "inputQuantityList", "outputQuantityList", "childQuantityList")


def _goods(row: CapturedEvent) -> str:
    listed = [each for field in GOODS for each in row.content.get(field, [])]
    if not listed:
        return ", ".join(row.content.get("epcList", row.content.get("childEPCs", []))[:3]) or "–"
    return ", ".join(f"{each.get('quantity', '')} {each.get('uom', '')} {each['epcClass']}".strip() for each in listed[:3])


def law_table(rows: Sequence[RuleFacts]) -> Table[RuleFacts]:
    """Rows of the law in force, with their source."""
    kinds = dict(RuleKind.choices)
    columns: list[Column[RuleFacts]] = [
        Column("kind", _("Row"), lambda row: str(kinds[row.kind]), order="kind"),
        Column("key", _("About"), _about, order="key"),
        Column("value", _("Holds"), _holds),
        Column("since", _("Since"), lambda row: date_format(row.since_on, "SHORT_DATE_FORMAT"), order="since_on"),
        Column("source", _("Source"), lambda row: row.source),
        Column("grade", _("Read"), lambda row: chip("good", _("verified")) if row.is_verified else chip("need", _("verify"))),
    ]
    return Table(rows, columns, order="kind", size=100, key="since_on")


ABOUT = {"large": _("Large and medium operators"), "small": _("Micro and small operators"), "*": _("Every country")}


def _about(row: RuleFacts) -> str:
    return country_name(row.key) if len(row.key) == 2 else str(ABOUT.get(row.key, row.key))


def _holds(row: RuleFacts) -> str:
    if row.kind == "applies":
        return date_format(date.fromisoformat(row.value), "SHORT_DATE_FORMAT")
    if row.kind == "paper":
        return f"{TOPICS.get(row.topic, row.topic)}: {paper_name(row.value)}"
    return str({**RISKS, "in": _("needs a statement"), "out": _("needs no statement")}.get(row.value, row.value))
