"""What is printed of growers: their cards and the approved list, in the language of whoever prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from rochdale.base.made_up import shown_name
from rochdale.base.paper import pdf, square_code
from rochdale.supply.called import claim_name, product_name
from rochdale.supply.models import Approval, Certificate, Grower

CARDS, LIST = "supply/paper/cards.typ", "supply/paper/approved_list.typ"


def cards_pdf(rows: Sequence[Grower], organization: str, *, language: str, at: datetime, is_single: bool = False) -> bytes:
    """Cards with name, number and the code that the scale reads. The code says nothing outside the cooperative."""
    with translation.override(language):
        content = {
            "title": _("Cards of growers"), "single": is_single, "organization": organization, "number": _("Number"),
            "keep": _("Show this card at the scale. Lost? Tell the cooperative: the card is then changed."),
            "cards": [{"name": shown_name(row.person.name), "number": row.number, "qr": square_code(row.card_code)} for row in rows],
        }  # fmt: skip
    return pdf(CARDS, content, language=language, at=at)


def approved_list_pdf(certificate: Certificate, rows: Sequence[Approval], organization: str, *, language: str, at: datetime) -> bytes:
    """The approved-grower list of a certificate with lines to sign."""
    with translation.override(language):
        content = {
            "title": _("Approved growers"),
            "reference": certificate.number,
            "organization": organization,
            "facts": [
                [_("Scheme"), claim_name(certificate.scheme)],
                [_("Product"), product_name(certificate.product)],
                [_("Certificate"), f"{certificate.number}, {certificate.certifier}"],
                [_("Valid"), f"{date_format(certificate.valid_from)} – {date_format(certificate.valid_until)}"],
                [_("Printed"), date_format(at, "DATE_FORMAT")],
                [_("Growers"), str(len(rows))],
            ],
            "headings": [_("Number"), _("Name"), _("Village"), _("Approved from")],
            "rows": [
                [row.grower.number, shown_name(row.grower.person.name), row.grower.village, date_format(row.since_on)] for row in rows
            ],
            "none": _("Nobody is approved today."),
            "signatures": [[_("Internal control"), _("name, day, signature")], [_("For the cooperative"), _("name, day, signature")]],
        }
    return pdf(LIST, content, language=language, at=at)
