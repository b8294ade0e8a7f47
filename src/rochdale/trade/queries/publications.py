"""What a sale tells whom: the draft of its closing report, what waits for a yes, and what anybody may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rochdale.base import tenancy
from rochdale.base.actor import Actor
from rochdale.kernel.money import minor_digits
from rochdale.kernel.refusal import Refused
from rochdale.people.permissions import may
from rochdale.people.queries import organizations_by_id
from rochdale.supply.queries.public_lots import published_codes
from rochdale.trade.closing import Content, content_of_report, facts_of, stages_of, told
from rochdale.trade.models import Contract, PoolSettlement, Publication, SaleFigure
from rochdale.trade.publishing import asked_of, is_out
from rochdale.trade.rules.closing import BUYER_LINES, SELLER_LINES
from rochdale.trade.settling import stock_of_line
from rochdale.ui.charts import Bar, Part, waterfall
from rochdale.ui.templatetags.ui import written

STAGES = {
    "growers-first": (_("Growers, at delivery"), "leaf", "chev"),
    "growers-second": (_("Growers, second payment"), "leaf", "chev"),
    "cooperatives": (_("Their cooperatives"), "sun", ""),
    "origin": (_("Way to the port, export"), "bark", "check"),
    "premium": (_("Premium, decided by members"), "lac", "wave"),
    "invoiced": (_("What the sellers got"), "", ""),
    "freight": (_("Freight"), "bark", ""),
    "insurance": (_("Insurance"), "bark", ""),
    "importer": (_("Port, duty, importer"), "indigo", "diag"),
    "landed": (_("Landed"), "", ""),
    "retail": (_("Roasting, shop and what is not told"), "madder", "dot"),
    "shelf": (_("On the shelf, without VAT"), "", ""),
}
"""Steps of a report, in the order of the way, each with dye and weave."""


@dataclass(frozen=True, slots=True)
class ReportSeen:
    """A report as content, drawn."""

    content: Content
    bars: Sequence[Bar]

    @property
    def share(self) -> Decimal | None:
        """In percent."""
        return Decimal(self.content["share"]) * 100 if self.content["share"] else None

    @property
    def places(self) -> int:
        """Digits after the point of its amounts: as many as the currency has."""
        return minor_digits(str(self.content["currency"]))

    @property
    def onward(self) -> str:
        """What was sold on of what arrived, in words; "" where nothing was, or where the report is older than that."""
        return onward_in_words(self.content.get("onward"))

    @property
    def growers(self) -> Decimal:
        """What growers got for 1 kg shipped."""
        return sum((one.per_kg for one in stages_of(self.content) if one.code.startswith("growers")), Decimal(0))

    @property
    def growers_on_shelf(self) -> Decimal:
        """What growers got for 1 kg on the shelf."""
        return self.growers * Decimal(self.content["loss"])


def onward_in_words(said: Content | None) -> str:
    """Of 9,000 kg that arrived, 6,500 kg were sold on to 3 buyers."""
    if not said:
        return ""
    buyers = int(said["buyers"])
    facts = {"arrived": written(Decimal(said["arrived_kg"])), "sold": written(Decimal(said["sold_kg"])), "buyers": buyers}
    return (
        ngettext(
            "Of %(arrived)s kg that arrived, %(sold)s kg were sold on, to %(buyers)s buyer.",
            "Of %(arrived)s kg that arrived, %(sold)s kg were sold on, to %(buyers)s buyers.",
            buyers,
        )
        % facts
    )


def report_of(content: Content) -> ReportSeen:
    """A frozen report, ready to be looked at."""
    parts = []
    for number, one in enumerate(stages_of(content)):
        name, dye, weave = STAGES[one.code]
        parts.append(Part(name, one.per_kg, dye=dye or "sun", weave=weave, is_sum=one.is_sum, is_first=number == 0))
    return ReportSeen(content, waterfall(parts))


@dataclass(frozen=True, slots=True)
class Draft:
    """The closing report before it is frozen, for one who settles; `trouble`: why it cannot be drawn."""

    report: ReportSeen | None
    trouble: Refused | None


def draft_of(contract: Contract, organization_id: UUID) -> Draft | None:
    """With one's own figures and those shown to the parties; None while nothing is settled."""
    settlement = PoolSettlement.objects.filter(contract=contract).first()
    if settlement is None:
        return None
    try:
        facts, sums = facts_of(contract, settlement, told(contract, organization_id).values())
    except Refused as refused:
        return Draft(None, refused)
    return Draft(report_of(content_of_report(contract, facts, sums)), None)


@dataclass(frozen=True, slots=True)
class PublicationSeen:
    """A publication for one of its parties."""

    row: Publication
    answers: Sequence[tuple[str, bool | None]]
    is_out: bool
    may_answer: bool

    @property
    def is_printed(self) -> bool:
        """A word that a cooperative at least lets its growers read on their statements."""
        return self.row.kind == Publication.Kind.ARRIVAL and any(said for _name, said in self.answers)


def publications_of(contract: Contract, by: Actor) -> list[PublicationSeen]:
    """All of a contract, newest first."""
    rows = contract.publications.select_related("contract", "organization").order_by("-at", "-id")
    return [publication_seen(row, by) for row in rows]


def publication_seen(row: Publication, by: Actor) -> PublicationSeen:
    """With what everybody asked has said."""
    asked = asked_of(row)
    said = dict(row.answers.order_by("id").values_list("organization_id", "is_yes"))
    names = sorted((one.name, id) for id, one in organizations_by_id(asked).items())
    may_answer = by.organization_id in asked and by.organization_id not in said and may(by, "trade.publish", row.contract)
    return PublicationSeen(row, [(name, said.get(id)) for name, id in names], is_out(row), may_answer)


def figures_seen(contract: Contract, by: Actor) -> list[tuple[str, list[SaleFigure]]]:
    """What one's own side told, and what others show the parties: by who told it, sellers first, each in the order of the way."""
    order, names = (*SELLER_LINES, *BUYER_LINES), dict[UUID, str]()
    found: dict[UUID, list[SaleFigure]] = {}
    for row in sorted(told(contract, by.organization_id).values(), key=lambda row: order.index(row.code)):
        found.setdefault(row.organization_id, []).append(row)
        names[row.organization_id] = row.organization.name
    ids = sorted(found, key=lambda id: (id == contract.buyer_id, names[id], str(id)))
    return [(names[id], found[id]) for id in ids]


def shown(code: str) -> Publication | None:
    """What anybody may see under a public code."""
    row = Publication.objects.select_related("contract__first_refusal", "organization").filter(code=code).first()
    return row if row and is_out(row) else None


def report_out(contract: Contract) -> Publication | None:
    """The newest closing report of a contract that is out."""
    rows = contract.publications.filter(kind=Publication.Kind.REPORT).select_related("contract").order_by("-at", "-id")
    return next((row for row in rows if is_out(row)), None)


def report_asked(contract: Contract) -> Publication | None:
    """The newest closing report that the parties were asked about, shown or not."""
    return contract.publications.filter(kind=Publication.Kind.REPORT).order_by("-at", "-id").first()


def says_more(contract: Contract, asked: Publication | None) -> bool:
    """Whether a report drawn up now would say other than the one that the parties were asked about."""
    settlement = PoolSettlement.objects.filter(contract=contract).first()
    if asked is None or settlement is None:
        return asked is None
    facts, sums = facts_of(contract, settlement, told(contract, None, is_public=True).values())
    return bool(content_of_report(contract, facts, sums) != asked.content)


def lots_shown(row: Publication) -> list[tuple[dict[str, str], str]]:
    """The lots of an article, each with the code of its public page where its cooperative has one."""
    with tenancy.everywhere("whose lots they are is public, with the article"):
        stock = stock_of_line(row.contract)
    codes = published_codes([id for id in stock if id])
    return [(lot, codes.get(id, "") if id else "") for lot, id in zip(row.content["lots"], stock, strict=True)]
