"""Officials at founding assemblies: states, answers and refusals in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register
from rochdale.registry.rules.attendance import Booking

STATES: Mapping[str, tuple[str, Promise]] = {
    Booking.ASKED: ("wait", _("Asked")),
    Booking.PROMISED: ("good", _("Somebody comes")),
    Booking.DECLINED: ("no", _("Nobody can come")),
    Booking.CANCELLED: ("draft", _("Taken back")),
    Booking.CAME: ("good", _("Somebody came")),
    Booking.MISSED: ("need", _("Nobody came")),
}
ANSWERS: Mapping[str, Promise] = {
    Booking.PROMISED: _("Somebody comes"),
    Booking.DECLINED: _("Nobody can come"),
    Booking.CAME: _("Somebody came"),
    Booking.MISSED: _("Nobody came"),
}

register(
    {
        "registry.may-not-book-official": Words(
            _("Whether somebody comes is said by the office of the place."), _("Ask a clerk or registrar of it.")
        ),
        "registry.seat-comes-first": Words(_("Nobody knows yet which office is yours."), _("Say first where your seat is.")),
        "registry.official-is-asked-for": Words(_("You have asked already."), _("Take that one back first.")),
        "registry.assembly-is-past": Words(_("%(on)s is past."), _("Choose a day to come.")),
        "registry.assembly-is-to-come": Words(_("The assembly is on %(on)s."), _("Come back after it.")),
        "registry.booking-has-moved-on": Words(_("Meanwhile something else was said."), _("Open the page again.")),
        "registry.promise-without-official": Words(_("A promise names who goes."), _("Choose somebody of the office.")),
        "registry.booking-without-reason": Words(_("A no says why."), _("Write why.")),
    }
)
