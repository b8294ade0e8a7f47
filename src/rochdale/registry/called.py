"""Forms, states, offices, countries and seats of the register as the reader calls them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from rochdale.base.countries import country_name
from rochdale.registry import law_words
from rochdale.registry.dossier_labels import ROLES
from rochdale.registry.models import RegisterOffice
from rochdale.registry.rules.ledger import BY_ID, Kind, Status
from rochdale.registry.rules.packs import shipped

STATUSES: Mapping[str, Promise] = {
    Status.REGISTERED: _("registered"),
    Status.LIQUIDATION: _("in liquidation"),
    Status.DISSOLVED: _("dissolved"),
}
KINDS: Mapping[str, Promise] = {
    Kind.HISTORIC: _("Brought from an older register, not examined here"),
    Kind.CHANGE: _("A change, by a later year of that register"),
    Kind.CORRECTION: _("A correction"),
    Kind.REGISTER: _("Registered"),
    Kind.CONVERT: _("It took another form"),
    Kind.AMEND_STATUTES: _("Its statutes were changed"),
    Kind.CHANGE_OFFICERS: _("Others were elected"),
    Kind.CHANGE_SEAT: _("It moved its seat"),
    Kind.AFFILIATE: _("It joined a union"),
    Kind.LEAVE: _("It left a union"),
    Kind.MERGE: _("Several went into one"),
    Kind.DIVIDE: _("One was divided"),
    Kind.ANNUAL_FILE: _("Its yearly papers"),
    Kind.AGM_MINUTES: _("Minutes of its general assembly"),
    Kind.DISSOLVE: _("Its members decided to end it"),
    Kind.LIQUIDATOR: _("Another liquidator"),
    Kind.STRIKE_OFF: _("Dissolved"),
    Kind.RESTORE: _("In the register again"),
}
FIELDS: Mapping[str, Promise] = {
    "form": _("Form"),
    "name": _("Name"),
    "trading_name": _("Name in trade"),
    "acronym": _("Acronym"),
    "number": _("Number"),
    "office": _("Office"),
    "seat": _("Seat"),
    "object": _("Object"),
    "activities": _("Activities"),
    "pack": _("Law"),
    "status": _("Status"),
    "liquidator": _("Liquidator"),
    "obligation": _("What was due"),
    "period": _("Year that ended on"),
    "officers": _("Elected"),
    "same_person": _("Whether it stays the same legal person, which no source settles"),
    "members": _("Members when it was filed"),
    "apexes": _("Belongs to"),
    "successors": _("Went into"),
}
"""What a filing says, in the order in which it is told."""


def form_name(code: str, country: str = "") -> str:
    """The legal form, named as by the law of the country; what a foreign register wrote stays as it is. Nothing for nothing."""
    if not code:
        return ""
    own = [form.names for pack in shipped() if country in pack.countries for form in pack.forms if form.code == code]
    if own or code in law_words.FORMS:
        return law_words.called(law_words.FORMS, code, own[0] if own else None)
    return code


def office_name(code: str) -> str:
    """The office whose register it is."""
    return office_names([code])[code]


def office_names(codes: Sequence[str]) -> dict[str, str]:
    """By code: an office that is set up, else an authority of a law, else a country's register, else the code."""
    rows = RegisterOffice.objects.filter(code__in=codes).order_by("since_on", "id")
    own = {row.code: str(row) for row in rows}
    return {code: own.get(code) or _authority(code) for code in codes}


def _authority(code: str) -> str:
    if code in law_words.AUTHORITIES:
        return str(law_words.AUTHORITIES[code])
    name = country_name(code)
    return code if name == code else str(_("Register of %(country)s") % {"country": name})


def law_name(ref: str) -> str:
    """A rule pack, by id and version, as people call the law; nothing for none."""
    id = ref.partition("@")[0]
    title = next((pack.title for pack in shipped() if pack.id == id), "")
    return f"{law_words.called(law_words.LAWS, id, {'': title})} ({ref})" if title else ref


def status_name(code: str) -> str:
    """What an entity is now, in one word."""
    return str(STATUSES.get(code, code))


def obligation_name(code: str) -> str:
    """What is owed, as the reader calls it."""
    return law_words.called(law_words.OBLIGATIONS, code)


def year_end(text: str) -> str:
    """The last day of a year, as the reader writes it."""
    return date_format(date.fromisoformat(text), "DATE_FORMAT")


def seat_name(names: Sequence[str], country: str = "") -> str:
    """A place as on a letter: from its village to its country."""
    return ", ".join([*reversed(names), *([country_name(country)] if country else [])])


def _tie(about: Mapping[str, Any]) -> str:
    """Another entity as a filing names it; of a member with how many delegates it sends, and until when."""
    count, until_on = about.get("delegates"), about.get("until_on")
    if not count:
        return str(about["name"])
    told = ngettext("%(name)s, by %(count)s delegate", "%(name)s, by %(count)s delegates", count) % {"name": about["name"], "count": count}
    return _("%(members)s until %(day)s") % {"members": told, "day": year_end(str(until_on))} if until_on else told


def value_name(field: str, value: object, country: str) -> str:
    """What a filing says of one field, as text."""
    if field == "seat" and isinstance(value, dict):
        return seat_name([str(name) for name in value.get("names", [])])
    if field == "officers" and isinstance(value, list):
        return ", ".join(f"{one['name']} ({ROLES.get(one['role'], one['role'])})" for one in value)
    if field in BY_ID and isinstance(value, dict):
        return "; ".join(_tie(about) for about in value.values())
    if isinstance(value, (list, tuple)):
        return ", ".join(str(one) for one in value)
    known: Mapping[str, Callable[[str], str]] = {
        "form": lambda code: form_name(code, country), "office": office_name, "status": status_name, "pack": law_name,
        "obligation": obligation_name, "period": year_end,
    }  # fmt: skip
    return known[field](str(value)) if field in known else str(value)
