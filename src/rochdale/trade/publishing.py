"""Whose yes a publication waits for, and whether it is out."""

from __future__ import annotations

from uuid import UUID

from rochdale.trade.models import Publication


def asked_of(row: Publication) -> set[UUID]:
    """A report: all parties. A word on arrival, an article on the shelf: those who sold."""
    contract = row.contract
    return contract.party_ids if row.kind == Publication.Kind.REPORT else contract.seller_ids


def is_out(row: Publication) -> bool:
    """Whether everybody asked has said yes. A word on arrival is never shown to the public: it is for growers."""
    said = dict(row.answers.order_by("id").values_list("organization_id", "is_yes"))
    return row.kind != Publication.Kind.ARRIVAL and all(said.get(one) for one in asked_of(row))
