"""A certificate on paper: state heading, what the register says, room for stamp and signature, and the code that proves it."""

from __future__ import annotations

from collections.abc import Mapping

import segno
from django.utils import translation
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from rochdale.base.countries import country_name
from rochdale.base.made_up import shown_name
from rochdale.base.paper import pdf
from rochdale.registry.called import form_name, law_name, office_name, status_name
from rochdale.registry.models import Certificate
from rochdale.registry.projection import filings_of
from rochdale.registry.rules.certificates import Statement, claims_of, statement_of
from rochdale.registry.rules.ledger import Status, state_on
from rochdale.registry.rules.packs import shipped
from rochdale.registry.signing_words import signs_as
from rochdale.registry.state_headings import heading_of

TEMPLATE = "registry/paper/certificate.typ"
FINEST = 22
"""Version of a QR code: 105 squares a side, half a millimetre each on 52 mm; finer ones are made with less repair of stains."""


def certificate_pdf(row: Certificate, *, link: str, language: str) -> bytes:
    """One page. `link` is the address that holds the statement. The same certificate in the same language gives the same bytes."""
    with translation.override(language):
        content = _content(row, link)
    return pdf(TEMPLATE, content, language=language, at=row.issued_at)


def _content(row: Certificate, link: str) -> Mapping[str, object]:
    it = says(row)
    country = row.entity.country
    place = place_named(it.place)
    return {
        "title": _("Certificate of registration"),
        "reference": _("Certificate %(serial)s") % {"serial": it.serial},
        "keywords": [it.serial, row.statement],
        "heading": [list(pair) for pair in heading_of(country)] or [[country_name(country).upper(), ""]],
        "office": office_name(it.office),
        "name": " – ".join(part for part in (it.name, suffix_of(row)) if part),
        "place": place,
        "sentence": _sentence(it),
        "facts": [(name, value) for name, value in (*_facts(it, country), (_("Liquidator"), liquidator_of(row))) if value],
        "stamp": _("Stamp of the office"),
        "signs": [tuple(signs_as(row.signed, shown_name(row.by_name)).values())],
        "issued": _("Issued on %(day)s") % {"day": date_format(localtime(row.issued_at), "DATE_FORMAT")},
        "qr": _code(link),
        "serial": [_("Serial"), it.serial],
        "check": _("Check it: scan the code. It works without a line on a phone that opened the page before."),
        "address": link.partition("?")[0],
        "remark": _("It tells of its day only. The page says what has become of it since. A reprint has another serial."),
    }


def _code(link: str) -> str:
    made = segno.make(link, error="m", micro=False, boost_error=False)
    if int(made.version) > FINEST:
        made = segno.make(link, error="l", micro=False, boost_error=False)
    return str(made.svg_inline(border=0, dark="#231c14", omitsize=True))


def _state(row: Certificate) -> Mapping[str, object]:
    filed = next((filings for _entity, filings in filings_of({row.entity_id})), [])
    return state_on(filed, row.on)


def suffix_of(row: Certificate) -> str:
    """What the law wants behind the name on every paper of a cooperative in liquidation, as "société en liquidation"; else nothing."""
    state = _state(row)
    if state.get("status") != Status.LIQUIDATION:
        return ""
    id = str(state.get("pack") or "").partition("@")[0]
    laws = [pack for pack in shipped() if pack.covers(row.entity.country) and (pack.id == id or pack.form(str(state.get("form", ""))))]
    written = [text for pack in laws for way in pack.dissolutions for text in way.fact("suffix_on_documents").texts]
    return (*written, status_name(Status.LIQUIDATION))[0]


def liquidator_of(row: Certificate) -> str:
    """Who winds it up on the day of the certificate; nobody where it is not wound up."""
    state = _state(row)
    return str(state.get("liquidator") or "") if state.get("status") == Status.LIQUIDATION else ""


def says(row: Certificate) -> Statement:
    """What a certificate says, as it was signed."""
    return statement_of(claims_of(row.statement))


def _sentence(it: Statement) -> str:
    return _("The register of cooperatives says that on %(day)s the following was registered:") % {"day": date_format(it.on, "DATE_FORMAT")}


def _facts(it: Statement, country: str) -> list[tuple[str, str]]:
    return [
        (_("Number"), it.number),
        (_("Form"), form_name(it.form, country)),
        (_("Law"), law_name(it.law)),
        (_("Status"), status_name(it.status)),
        (_("As of"), date_format(it.on, "DATE_FORMAT")),
    ]


def place_named(place: str) -> str:
    """The place of a statement, with its country by name where two letters stand."""
    names, _comma, country = place.rpartition(", ")
    return f"{names}, {country_name(country)}" if names else country_name(country)
