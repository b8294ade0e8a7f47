"""Words of paper books: their columns, what a line comes to, who is right."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.registry.rules.books import STRUCK, Outcome, Right

Text = str | Promise

COLUMNS: Mapping[str, Text] = {
    "date": _("Day"),
    "rsc_formality_no": _("Number of the formality"),
    "registration_no": _("Registration number"),
    "operator": _("Cooperative"),
    "declarant": _("Who declared it"),
    "object": _("What about"),
    "observations": _("Remarks"),
    STRUCK: _("Struck out"),
}
BOOKS: Mapping[str, Text] = {"REGISTRE_ARRIVEE": _("Book of arrivals"), "": _("A book of the office’s own")}
OUTCOMES: Mapping[Outcome, tuple[str, Text]] = {
    Outcome.MATCHED: ("good", _("Alike")),
    Outcome.DIFFERS: ("need", _("Differs")),
    Outcome.BOOK_ONLY: ("need", _("In the book only")),
    Outcome.SYSTEM_ONLY: ("need", _("In the register only")),
    Outcome.CANCELLED: ("draft", _("Struck out")),
}
RIGHTS: Mapping[str, Text] = {
    Right.BOOK.value: _("The book. The register is put right."),
    Right.REGISTER.value: _("The register. It is noted in the book."),
    Right.NEITHER.value: _("Neither; it stays as it is."),
}
