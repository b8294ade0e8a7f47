"""The lists of negotiations and samples, and how each stands."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from rochdale.base.actor import Actor
from rochdale.trade.called import goods_name
from rochdale.trade.models import Negotiation, Sample
from rochdale.trade.threads import newest_turn
from rochdale.ui.icons import chip
from rochdale.ui.tables import Column, Table


def negotiations_table(rows: QuerySet[Negotiation], by: Actor) -> Table[Negotiation]:
    """With whom, about what, until when. No price: it stands in the thread."""
    return Table(
        rows,
        [
            Column("what", _("What"), _goods, order="offer__product"),
            Column("lot", _("Lot"), lambda row: row.offer.reference, order="offer__reference"),
            Column("with", _("With"), lambda row: row.buyer.name if by.organization_id == row.seller_id else row.seller.name),
            Column("until", _("Answer by"), lambda row: date_format(row.valid_until), order="valid_until"),
            Column("state", _("State"), lambda row: negotiation_chip(row, by)),
        ],
        search=("offer__reference", "seller__name", "buyer__name", "offer__product"),
        order="-until",
        link=lambda row: reverse("trade:negotiation", args=[row.pk]),
    )


def _goods(row: Negotiation) -> str:
    return goods_name(row.offer.product, row.offer.species, row.offer.process)


def negotiation_chip(row: Negotiation, by: Actor) -> SafeString:
    """How a thread stands for one of its sides."""
    if row.state != Negotiation.State.OPEN:
        return chip({"agreed": "good", "declined": "no"}.get(row.state, "draft"), row.get_state_display())
    newest = newest_turn(row)
    is_ours = newest is not None and newest.side == row.side_of(by.organization_id)
    return chip("wait", _("Waiting for the other side")) if is_ours else chip("need", _("Waiting for your answer"))


def samples_table(rows: QuerySet[Sample], by: Actor) -> Table[Sample]:
    """Which sample, of what, from or to whom, by when."""
    return Table(
        rows,
        [
            Column("code", _("Sample"), lambda row: row.code, order="code"),
            Column("kind", _("Kind"), lambda row: row.get_kind_display(), order="kind"),
            Column("lot", _("Lot"), lambda row: row.lot, order="lot"),
            Column("with", _("With"), lambda row: row.buyer.name if by.organization_id == row.seller_id else row.seller.name),
            Column("due", _("Due on"), lambda row: date_format(row.due_on), order="due_on"),
            Column("state", _("State"), sample_chip),
        ],
        search=("code", "lot", "seller__name", "buyer__name"),
        order="-due",
        link=lambda row: reverse("trade:sample", args=[row.pk]),
    )


def sample_chip(row: Sample) -> SafeString:
    """How a sample stands."""
    states = {"due": "need", "sent": "wait", "received": "need", "approved": "good", "rejected": "no"}
    return chip(states[row.state], row.get_state_display())
