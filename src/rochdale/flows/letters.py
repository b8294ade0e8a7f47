"""Letters by e-mail and in the app to those who sign, when the market has something for them, and to managers whose cash box differs.

Idempotent by the id of the news: nobody gets a letter twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import cast
from uuid import UUID, uuid5

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from rochdale.base import mail
from rochdale.base.actor import SYSTEM
from rochdale.people.operations import keep_notice
from rochdale.people.queries import Letterbox, organizations_by_id
from rochdale.people.queries.notices import addressees
from rochdale.people.rules.kinds import LEADING
from rochdale.trade.permissions import SIGNERS, TRADERS

News = Mapping[str, object]
LINKS = {
    "trade/mail/market_cleared.txt": "/market/matches/",
    "trade/mail/container_released.txt": "/market/matches/",
    "trade/mail/contract_drawn_up.txt": "/market/contracts/",
    "trade/mail/tender_opened.txt": "/market/buying/",
    "trade/mail/tender_awarded.txt": "/market/buying/",
    "trade/mail/day_opened.txt": "/market/days/",
    "trade/mail/day_reminder.txt": "/market/days/",
    "trade/mail/day_closed.txt": "/market/days/",
}
"""Where a letter leads, by its template."""


def market_cleared(id: UUID, news: News) -> None:
    """A market found a match: please answer."""
    _write(
        id,
        news,
        _organizations(news["organization_ids"]),
        "trade/mail/market_cleared.txt",
        {"number": news["number"], "answer_by": news["answer_by"]},
    )


def container_released(id: UUID, news: News) -> None:
    """A container was released: the goods are free again."""
    _write(id, news, _organizations(news["organization_ids"]), "trade/mail/container_released.txt", {})


def contract_drawn_up(id: UUID, news: News) -> None:
    """There is a contract to sign."""
    parties = [*cast(list[str], news["seller_ids"]), str(news["buyer_id"])]
    _write(id, news, _organizations(parties), "trade/mail/contract_drawn_up.txt", {"number": news["number"]})


def tender_opened(id: UUID, news: News) -> None:
    """A supplier is asked for a quote."""
    facts = {"number": news["number"], "answer_by": news["until"]}
    _write(id, news, _organizations(news["organization_ids"]), "trade/mail/tender_opened.txt", facts)


def tender_awarded(id: UUID, news: News) -> None:
    """A supplier hears whether it won."""
    facts = {"number": news["number"], "is_won": news["is_won"]}
    _write(id, news, _organizations(news["organization_ids"]), "trade/mail/tender_awarded.txt", facts)


def bid_made(id: UUID, news: News) -> None:
    """Somebody put a bid: please answer by its day. No price travels in a letter."""
    facts = {"kg": news["kg"], "answer_by": news["answer_by"]}
    _write(id, news, _organizations([news["organization_id"]]), "trade/mail/bid_made.txt", facts)


ENDED = {
    "declined": "trade/mail/bid_declined.txt",
    "withdrawn": "trade/mail/bid_withdrawn.txt",
    "lapsed": "trade/mail/bid_lapsed.txt",
}


def negotiation_ended(id: UUID, news: News) -> None:
    """A negotiation ended without an agreement."""
    _write(id, news, _organizations(news["organization_ids"]), ENDED[str(news["how"])], {})


SAMPLES = {
    "asked": "trade/mail/sample_asked.txt",
    "sent": "trade/mail/sample_sent.txt",
    "approved": "trade/mail/sample_approved.txt",
    "silence": "trade/mail/sample_approved.txt",
    "rejected": "trade/mail/sample_rejected.txt",
    "late": "trade/mail/sample_late.txt",
    "allowance": "trade/mail/sample_allowance.txt",
    "allowance-refused": "trade/mail/sample_allowance.txt",
    "cancelled": "trade/mail/sample_ended.txt",
}


def sample_moved(id: UUID, news: News) -> None:
    """A sample took a step that the other side should know of."""
    facts = {"code": news["code"], "on": news["on"]}
    _write(id, news, _organizations([news["organization_id"]]), SAMPLES[str(news["what"])], facts)


def view_asked(id: UUID, news: News) -> None:
    """Somebody asks to see parts of a profile: those who answer for it read it."""
    _write(id, news, _organizations([news["organization_id"]]), "trade/mail/view_asked.txt", {"asker": news["asker"]}, offices=LEADING)


def view_answered(id: UUID, news: News) -> None:
    """The answer to that."""
    _write(id, news, _organizations([news["asker_id"]]), "trade/mail/view_answered.txt", {"owner": news["organization"]}, offices=TRADERS)


def introduction_proposed(id: UUID, news: News) -> None:
    """A third party proposes a meeting: each side answers alone."""
    sides, facts = _organizations(news["organization_ids"]), {"introducer": news["introducer"]}
    _write(id, news, sides, "trade/mail/introduction_proposed.txt", facts, offices=LEADING)


def connection_made(id: UUID, news: News) -> None:
    """Both said yes."""
    _write(id, news, _organizations(news["organization_ids"]), "trade/mail/connection_made.txt", {}, offices=LEADING)


def market_day_opened(id: UUID, news: News) -> None:
    """A market day is announced."""
    facts = {"number": news["number"], "answer_by": news["answer_by"]}
    _write(id, news, _organizations(news["organization_ids"]), "trade/mail/day_opened.txt", facts, offices=TRADERS)


def market_day_reminded(id: UUID, news: News) -> None:
    """Something is missing before the day closes."""
    facts = {"number": news["number"], "answer_by": news["answer_by"]}
    _write(id, news, _organizations(news["organization_ids"]), "trade/mail/day_reminder.txt", facts, offices=TRADERS)


def market_day_closed(id: UUID, news: News) -> None:
    """A market day is over: its report can be read."""
    _write(id, news, _organizations(news["organization_ids"]), "trade/mail/day_closed.txt", {"number": news["number"]})


def cash_box_differed(id: UUID, news: News) -> None:
    """A cash box held more or less than its book says: the manager looks at it."""
    facts = {name: news[name] for name in ("box", "on", "counted", "expected", "difference")}
    _write(id, news, _organizations(news["organization_ids"]), "supply/mail/cash_differs.txt", facts, offices=("manager",))


def _organizations(ids: object) -> list[UUID]:
    return [UUID(one) for one in cast(Iterable[str], ids)]


def _write(id: UUID, news: News, organizations: list[UUID], template: str, facts: News, *, offices: Collection[str] = SIGNERS) -> None:
    at = datetime.fromisoformat(str(news["at"]))
    names = organizations_by_id(organizations)
    for organization in organizations:
        for box in addressees(organization, offices, at):
            told = {**_in_words(facts, box), "name": box.name, "organization": names[organization].name}
            letter = uuid5(id, f"{organization} {box.person_id}")
            subject, text = mail.letter_of(template, _language(box), told)
            keep_notice(id=letter, at=at, person_id=box.person_id, subject=subject, text=text, link=LINKS.get(template, ""))
            if box.email:
                mail.post(id=letter, by=SYSTEM, at=at, to=box.email, language=_language(box), template=template, facts=told)


def _in_words(facts: News, box: Letterbox) -> dict[str, object]:
    """Days as the reader writes them."""
    with translation.override(_language(box)):
        told = facts.get("answer_by", facts.get("on"))
        day = date_format(date.fromisoformat(str(told))) if told else ""
    return {**facts, "day": day}


def _language(box: Letterbox) -> str:
    return box.language or settings.LANGUAGE_CODE
