"""A profile on one page of paper: what this reader may see, in the reader's language."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.countries import country_name
from rochdale.base.paper import pdf
from rochdale.people.queries import OrganizationFacts
from rochdale.trade.called import certificate_names, place_and_code
from rochdale.trade.profile_names import languages_named
from rochdale.trade.profile_shown import GoodsShown, card_goods
from rochdale.trade.profile_tables import STATES, scope_told
from rochdale.trade.queries.certificates import CertificateSeen
from rochdale.trade.queries.profiles import ProfileSeen

TEMPLATE = "trade/paper/profile.typ"
MOST_LETTERS, MOST_GOODS, MOST_CERTIFICATES = 700, 5, 6
"""So that it stays one page."""


def profile_pdf(who: OrganizationFacts, seen: ProfileSeen, *, language: str, at: datetime) -> bytes:
    """One A4 page. The same profile on the same day gives the same bytes."""
    with translation.override(language):
        content = _content(who, seen, at)
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return pdf(TEMPLATE, content, language=language, at=day)


def _content(who: OrganizationFacts, seen: ProfileSeen, at: datetime) -> dict[str, object]:
    place = place_and_code(who.place) if who.place else ""
    text = seen.text if len(seen.text) <= MOST_LETTERS else seen.text[:MOST_LETTERS].rsplit(" ", 1)[0] + " …"
    goods = [card_goods(id, facts) for id, facts in seen.goods]
    return {
        "title": who.name,
        "kind": who.kind_label,
        "where": ", ".join(word for word in (place, country_name(who.country)) if word),
        "reference": _("Profile of %(name)s") % {"name": who.name},
        "text": text,
        "languages": [_("Languages"), ", ".join(languages_named(list(seen.languages)))],
        "goods": {"title": _("What, when and how much"), "rows": [_goods(one) for one in goods[:MOST_GOODS]]},
        "certificates": {"title": _("Certificates"), "rows": [_certificate(one) for one in seen.certificates[:MOST_CERTIFICATES]]},
        "stand": _("As shown on %(day)s. A certificate counts on the day of shipment: ask again before you sign.")
        % {"day": date_format(at.date())},
    }


def _goods(one: GoodsShown) -> dict[str, object]:
    kg = _("%(kg)s kg a year") % {"kg": one.kg}
    return {
        "name": one.name,
        "small": ", ".join(word for word in (_("Buys") if one.is_bought else _("Grows"), kg, one.quality) if word),
        "months": [{"letter": month.letter, "on": month.is_available, "harvest": month.is_harvest} for month in one.calendar.months],
        "says": one.calendar.says,
    }


def _certificate(one: CertificateSeen) -> tuple[str, str]:
    facts = {"number": one.facts.number, "covers": scope_told(one), "day": date_format(one.facts.valid_until), "state": STATES[one.state]}
    return certificate_names([one.facts.scheme])[0], _("%(number)s, for %(covers)s, until %(day)s, %(state)s") % facts
