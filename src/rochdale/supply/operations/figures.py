"""Local figures: what a hectare can give at most, and how much of one form becomes how much of the next."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from rochdale.base import audit
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.supply.models import Ratio, YieldCap
from rochdale.supply.operations.shared import known_product, owner


@operation
def set_yield_cap(*, id: UUID, by: Actor, at: datetime, product: str, form: str, kg_per_ha: int, source: str) -> str:
    """Say what a hectare can give at most in a season, in one form, and who says so. Returns the id of the figure."""
    organization = owner(by, "supply.set-up")
    if form not in known_product(product).forms:
        raise Refused(Refusal("supply.form-is-not-of-the-product", {"form": form, "product": product}))
    _refuse_without_source(source)
    if kg_per_ha <= 0:
        raise Refused(Refusal("supply.figure-is-not-above-zero"))
    row, _ = YieldCap.objects.update_or_create(
        organization_id=organization, product=product, form=form, defaults={"kg_per_ha": kg_per_ha, "source": source.strip()[:300]},
        create_defaults={"id": id, "kg_per_ha": kg_per_ha, "source": source.strip()[:300]},
    )  # fmt: skip
    after = {"product": product, "form": form, "kg_per_ha": kg_per_ha, "source": row.source}
    audit.record(by=by, at=at, what="supply.set-yield-cap", about=row, after=after)
    return str(row.id)


@operation
def set_ratio(*, id: UUID, by: Actor, at: datetime, product: str, from_form: str, to_form: str, factor: Decimal, source: str) -> str:
    """Say how many kg of one form come out of 1 kg of another here, and who says so. Returns the id of the figure."""
    organization = owner(by, "supply.set-up")
    found = known_product(product)
    for form in (from_form, to_form):
        if form not in found.forms:
            raise Refused(Refusal("supply.form-is-not-of-the-product", {"form": form, "product": product}))
    if not found.is_later(to_form, from_form):
        raise Refused(Refusal("supply.form-does-not-follow", {"form": to_form, "from": from_form}))
    _refuse_without_source(source)
    if not 0 < factor <= 1:
        raise Refused(Refusal("supply.outturn-is-no-share", {"factor": factor}))
    told = {"factor": factor, "source": source.strip()[:300]}
    row, _ = Ratio.objects.update_or_create(
        organization_id=organization,
        product=product,
        from_form=from_form,
        to_form=to_form,
        defaults=told,
        create_defaults={"id": id} | told,
    )
    after = {"from": from_form, "to": to_form, "factor": str(factor), "source": row.source}
    audit.record(by=by, at=at, what="supply.set-ratio", about=row, after=after)
    return str(row.id)


def _refuse_without_source(source: str) -> None:
    if not source.strip():
        raise Refused(Refusal("supply.figure-needs-a-source"))
