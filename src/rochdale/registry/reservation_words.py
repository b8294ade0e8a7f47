"""Names that are kept: states and refusals in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register
from rochdale.registry.rules.reservations import Kept

STATES: Mapping[str, tuple[str, Promise]] = {
    Kept.ASKED: ("wait", _("The office is asked")),
    Kept.KEPT: ("good", _("Kept for you")),
    Kept.REFUSED: ("no", _("Not kept")),
    Kept.GIVEN_UP: ("draft", _("Given up")),
    Kept.USED: ("good", _("Registered under it")),
}
OVER: tuple[str, Promise] = ("need", _("Kept no longer"))
ANSWERS: Mapping[str, Promise] = {Kept.KEPT: _("Keep it"), Kept.REFUSED: _("Do not keep it")}

register(
    {
        "registry.may-not-decide-name": Words(
            _("Whether a name is kept is decided by the office of the place."), _("Ask a registrar of it.")
        ),
        "registry.name-is-asked-for": Words(_("A name is asked for or kept for you already."), _("Give that one up first.")),
        "registry.name-has-moved-on": Words(_("Meanwhile something else was decided."), _("Open the page again.")),
        "registry.name-kept-until-when": Words(_("A name is kept until a day to come."), _("Write the day.")),
        "registry.name-refused-without-reason": Words(_("A no says why."), _("Write why.")),
    }
)
