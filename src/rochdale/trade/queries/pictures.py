"""The pictures of a container: who fills it, and the way of a price from the farm gate to the buyer's port."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from rochdale.trade.queries.lots import LotSeen
from rochdale.trade.queries.matches import ContainerSeen, LineSeen
from rochdale.trade.rules.bags import bag_kg
from rochdale.ui.charts import Bar, Container, Part, Share, bars, container, waterfall
from rochdale.ui.maps import Map, Spot, draw_map
from rochdale.ui.templatetags.ui import written


def way_of_price(seen: ContainerSeen, line: LineSeen) -> list[Bar]:
    """The waterfall of one line for 1 kg. Freight is told as what the container costs and what the way adds to it."""
    fixed = (line.freight * seen.fixed_cost / seen.cost).quantize(Decimal("0.0001")) if seen.cost else Decimal(0)
    way = _("sea, %(km)s km") if seen.mode == "sea" else _("road, %(km)s km")
    parts = [
        Part(_("At the farm gate"), line.price - line.inland, _("members and their cooperative"), dye="leaf", weave="chev", is_first=True),
        Part(_("Way to the port") if seen.mode == "sea" else _("Way to the truck"), line.inland, _("an example until you write your own")),
        Part(_("Price at %(place)s") % {"place": seen.origin}, Decimal(0), is_sum=True),
        *([Part(_("Certificates"), line.extra, dye="sun")] if line.extra else []),
        Part(_("Share of the container"), fixed, _("shared by weight"), dye="bark"),
        Part(_("The way"), line.freight - fixed, way % {"km": written(seen.distance_km)}, dye="bark"),
        *([Part(_("Insurance"), line.insurance, dye="lac")] if line.insurance else []),
        Part(_("Landed in %(place)s") % {"place": seen.destination}, Decimal(0), is_sum=True),
    ]
    return waterfall(parts)


def way_on_map(seen: ContainerSeen) -> Map | None:
    """The way from port to port on a map, both countries set apart; None where it was not kept."""
    if not seen.way:
        return None
    spots = [Spot(seen.way[0], seen.origin), Spot(seen.way[-1], seen.destination)]
    return draw_map(spots, road=seen.way, marked={seen.origin_code[:2], seen.destination_code[:2]})


def way_in_words(seen: ContainerSeen) -> str:
    """What the map shows."""
    facts = {"origin": seen.origin, "destination": seen.destination, "km": written(seen.distance_km)}
    if seen.mode == "sea":
        return _("By sea from %(origin)s to %(destination)s, %(km)s km.") % facts
    return _("By road from %(origin)s to %(destination)s, %(km)s km.") % facts


def sacks(seen: ContainerSeen) -> Container | None:
    """The container filled with sacks; None for goods without bags."""
    if any(share.bags is None for share in seen.shares):
        return None
    holds = int(seen.capacity_kg // (bag_kg(seen.product, "") or 1))
    return container([Share(share.name, share.bags or 0) for share in seen.shares], holds_bags=holds)


def weights(seen: ContainerSeen) -> list[Bar]:
    """Who fills it, in kg."""
    return bars([Part(share.name, Decimal(share.kg), dye="leaf" if share.is_mine else "bark") for share in seen.shares])


def taken(seen: LotSeen) -> list[Bar]:
    """Where a lot is: each part that holds some of it, oldest first, and what is left."""
    parts = [Part(part.offer.reference, Decimal(part.kg), dye="leaf") for part in reversed(seen.parts) if part.kg]
    return bars([*parts, Part(_("Left"), Decimal(seen.kg_left), dye="sun")])


def places_for(line: LineSeen) -> int:
    """Decimals that keep small prices apart."""
    return 2 if line.landed >= 1 else 4
