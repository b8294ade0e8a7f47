"""What leaves of figures and publications: one's own figures, and what all parties of a contract saw."""

from __future__ import annotations

from rochdale.base.leaving import part
from rochdale.trade.leaving.scopes import contracts_of, no_names_of_others
from rochdale.trade.models import Publication, PublicationAnswer, SaleFigure

part(
    "trade.SaleFigure",
    says="What it told of its sales; not what others told.",
    own=lambda scope: SaleFigure.objects.filter(contract__in=contracts_of(scope), organization_id=scope.organization_id),
)
part(
    "trade.Publication",
    says="Closing reports, words on arrival and articles of its sales. Pictures of others stay behind.",
    own=lambda scope: Publication.objects.filter(contract__in=contracts_of(scope)),
    trim=lambda scope, row: no_names_of_others(scope, row.organization_id) | {"picture_id": None},
)
part(
    "trade.PublicationAnswer",
    says="What the parties said to them.",
    own=lambda scope: PublicationAnswer.objects.filter(publication__contract__in=contracts_of(scope)),
    trim=lambda scope, row: no_names_of_others(scope, row.organization_id),
)
