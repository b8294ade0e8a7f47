"""What leaves of frameworks and call-offs: with both sides, without the names and reasons of the other one's people."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from rochdale.base.leaving import Scope, after_arrival, part
from rochdale.trade.leaving.scopes import Shaped, no_names_of_others
from rochdale.trade.models import (
    CallOff,
    CallOffAnswer,
    Counter,
    Filling,
    Framework,
    FrameworkNotice,
    FrameworkSignature,
    FrameworkVersion,
)


def _sides(scope: Scope) -> QuerySet[Framework]:
    return Framework.objects.filter(Q(organization_id=scope.organization_id) | Q(buyer_id=scope.organization_id))


def _said(scope: Scope, row: FrameworkSignature | CallOffAnswer | FrameworkNotice) -> Shaped:
    hidden: Shaped = {} if row.organization_id == scope.organization_id or not row.reason else {"reason": "…"}
    return no_names_of_others(scope, row.organization_id) | hidden


part(
    "trade.Framework",
    says="The frames it agreed on with others.",
    own=_sides,
    trim=lambda scope, row: no_names_of_others(scope, row.versions.get(number=1).proposed_by_id),
)
part(
    "trade.FrameworkVersion",
    says="What they say, version by version.",
    own=lambda scope: FrameworkVersion.objects.filter(framework__in=_sides(scope)),
    trim=lambda scope, row: no_names_of_others(scope, row.proposed_by_id),
)
part(
    "trade.FrameworkSignature",
    says="What the sides said to each version; the reasons of others stay behind.",
    own=lambda scope: FrameworkSignature.objects.filter(version__framework__in=_sides(scope)),
    trim=_said,
)
part(
    "trade.FrameworkNotice",
    says="On which day a frame ends.",
    own=lambda scope: FrameworkNotice.objects.filter(framework__in=_sides(scope)),
    trim=_said,
)
part(
    "trade.CallOff",
    says="What was called off, at which price.",
    own=lambda scope: CallOff.objects.filter(framework__in=_sides(scope)),
    trim=lambda scope, row: no_names_of_others(scope, row.organization_id),
)
part(
    "trade.Filling",
    says="From which lots it was filled.",
    own=lambda scope: Filling.objects.filter(call_off__framework__in=_sides(scope)),
)
part(
    "trade.CallOffAnswer",
    says="What was said to it.",
    own=lambda scope: CallOffAnswer.objects.filter(call_off__framework__in=_sides(scope)),
    trim=_said,
)


def _count_on(organization_id: UUID, at: datetime) -> None:
    """Numbers go on after the last one that arrived."""
    last: dict[str, int] = {}
    for number in Framework.objects.values_list("number", flat=True).order_by("number"):
        _, year, count = number.split("-")
        last[f"framework {year}"] = max(last.get(f"framework {year}", 0), int(count))
    for name, highest in last.items():
        Counter.objects.update_or_create(name=name, defaults={"last": highest})


after_arrival(_count_on)
