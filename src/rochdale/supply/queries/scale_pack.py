"""What an enrolled device keeps so that a point can be weighed at without a line: the fewest fields, for some days."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from rochdale.people.rules.devices import PACK_HOLDS
from rochdale.supply.called import claim_name, form_name, grade_name, product_name
from rochdale.supply.models import Facility, Grower, Plot, PriceList, Season, Series
from rochdale.supply.queries.scale import Bought, approvals_in_pack, as_bought, bought

Json = dict[str, object]


def pack(organization_id: UUID, organization_name: str, point: Facility, series: Series, at: datetime) -> Json:
    """Growers (number, name, card, plots, claims), prices, receipt numbers and the point; nothing else of anybody."""
    goods = goods_json(organization_id, at)
    return {
        "id": "supply.scale",
        "until": (at + PACK_HOLDS).isoformat(),
        "made": at.isoformat(),
        "organization": {"id": str(organization_id), "name": organization_name},
        "point": {"id": str(point.id), "name": point.name},
        "series": {"id": str(series.id), "prefix": series.prefix, "last": series.last_number},
        "goods": goods,
        "growers": _growers(organization_id, at),
    }


def goods_json(organization_id: UUID, at: datetime) -> list[Json]:
    """Products in season with prices, also lists that begin within the days a device keeps them."""
    found = bought(organization_id, at)
    rows = PriceList.objects.filter(organization_id=organization_id, in_force_from__gt=at, in_force_from__lte=at + PACK_HOLDS)
    to_come = [as_bought(row) for row in rows.order_by("in_force_from", "number")]
    return [_product(one, [other for other in to_come if other.product == one.product]) for one in found]


def _product(one: Bought, to_come: list[Bought]) -> Json:
    lists = [each for each in (one, *to_come) if each.list_id]
    return {
        "product": one.product.name,
        "name": product_name(one.product.name),
        "forms": [{"code": form, "name": form_name(form)} for form in one.product.delivered],
        "grades": [{"code": grade, "name": grade_name(grade)} for grade in one.product.grades],
        "lists": [_list(each) for each in lists],
    }


def _list(one: Bought) -> Json:
    return {
        "id": str(one.list_id),
        "number": one.list_number,
        "since": one.since.isoformat() if one.since else "",
        "currency": one.currency,
        "digits": one.digits,
        "lines": [
            {"form": line.form, "grade": line.grade, "per_kg": format(line.per_kg, "f"), "claim_adds": line.claim_adds}
            for line in one.lines
        ],
    }


def _growers(organization_id: UUID, at: datetime) -> list[Json]:
    on = localdate(at)
    in_season = Season.objects.filter(organization_id=organization_id, since_on__lte=on, until_on__gt=on).values("product")
    plots: dict[UUID, list[Json]] = defaultdict(list)
    for plot in Plot.objects.filter(organization_id=organization_id, product__in=in_season, retired_at=None).order_by("number", "id"):
        organic = plot.organic_since.isoformat() if plot.organic_since else ""
        plots[plot.grower_id].append({"id": str(plot.id), "number": plot.number, "product": plot.product, "organic": organic})
    claims: dict[UUID, list[Json]] = defaultdict(list)
    for row in approvals_in_pack(organization_id, on):
        until = min(filter(None, [row.until_on, row.certificate.valid_until]))
        scheme = row.certificate.scheme
        claims[row.grower_id].append(
            {"scheme": scheme, "name": claim_name(scheme), "product": row.certificate.product, "until": until.isoformat()}
        )
    rows = Grower.objects.filter(Q(left_on=None) | Q(left_on__gt=on), organization_id=organization_id).select_related("person")
    return [
        {
            "id": str(row.id),
            "number": row.number,
            "name": row.person.name,
            "card": row.card_code,
            "plots": plots[row.id],
            "claims": claims[row.id],
        }
        for row in rows.order_by("number", "id")
    ]
