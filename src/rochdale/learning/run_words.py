"""What the pages of a run say, and the refusals and notices about a sheet."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register
from rochdale.learning.models import Found, Origin
from rochdale.learning.rules.course import Grouping, StepKind

KINDS: Mapping[str, tuple[str, Promise]] = {
    StepKind.READ: ("listen", _("Read aloud to the group")),
    StepKind.TALK: ("talk", _("Talk")),
    StepKind.WRITE: ("pencil", _("Write or draw")),
    StepKind.SHARE: ("people", _("Share with the others")),
    StepKind.CLOCK: ("clock", _("By the clock")),
}
"""Icon and word of each kind of step."""
GROUPINGS: Mapping[str, Promise] = {
    Grouping.GROUP: _("The whole group"),
    Grouping.PAIRS: _("In pairs"),
    Grouping.ALL: _("All groups together"),
    Grouping.PAIRS_THEN_GROUP: _("In pairs, then the group"),
    Grouping.GROUP_THEN_ALL: _("The group, then all groups"),
}
ROLES: Mapping[str, Promise] = {
    "reader": _("Reads aloud"),
    "clock": _("Watches the clock"),
    "pen": _("Writes"),
    "voice": _("Speaks for the group"),
}
SEXES: Mapping[str, Promise] = {"f": _("Woman"), "m": _("Man"), "x": _("Another")}
AGES: Mapping[str, Promise] = {"to-17": _("Up to 17"), "18-35": _("18 to 35"), "36-59": _("36 to 59"), "from-60": _("60 and more")}
ORIGINS: Mapping[str, Promise] = {Origin.PHONE: _("On a phone"), Origin.PAGES: _("Page by page"), Origin.PAPER: _("From paper")}
FOUND: Mapping[str, tuple[str, Promise]] = {
    Found.KEPT: ("good", _("Promise kept")),
    Found.ON_THE_WAY: ("wait", _("Promise under way")),
    Found.NOT_KEPT: ("need", _("Promise not kept")),
}

FILES: Mapping[str, Promise] = {
    "epub": _("A book for a phone or a reader (EPUB)"),
    "zip": _("For a learning platform: Kolibri, Moodle (ZIP)"),
    "json": _("For programs (JSON)"),
    "xlsx": _("The questions before and after, for ODK or Kobo (XLSForm)"),
}

PRINTS: Mapping[str, Promise] = {
    "booklet": _("Booklets to fold, one of each module (PDF, A4)"),
    "book": _("All modules as one book (PDF, A5)"),
    "poster": _("Posters for the wall (PDF, A3)"),
}
MODULE_PRINTS: Mapping[str, Promise] = {
    "booklet": _("A booklet to fold (PDF, A4)"), "book": _("The same, page by page (PDF, A5)"), "poster": PRINTS["poster"],
}  # fmt: skip

_METHOD = _("The method, docs/rules/group-runs.md")
register(
    {
        "learning.nobody-is-named": Words(_("Nobody is named."), _("Write at least one name; a nickname will do.")),
        "learning.which-day": Words(_("On which day was it?"), _("Write the day.")),
        "learning.day-lies-ahead": Words(_("That day is still to come."), _("Write the day on which you did it.")),
        "learning.is-no-day": Words(_("“%(text)s” is no day."), _("Write it as year, month and day: 2026-11-27.")),
        "learning.nothing-was-done": Words(_("No activity has its minutes."), _("Write how long you took for what you did.")),
        "learning.text-is-too-long": Words(_("That is longer than %(most)s signs."), _("Say it in fewer words.")),
        "learning.is-no-choice": Words(_("“%(text)s” cannot be chosen here."), _("Choose one of those shown.")),
        "learning.minutes-will-not-do": Words(
            _("“%(text)s” are no minutes."), _("Write a whole number up to %(most)s, or leave it empty where you left the activity out.")
        ),
        "learning.group-is-small": Words(
            _("You are %(count)s. A group has %(fewest)s or more."),
            _("Join another group if there is one; what you did counts."),
            source=_METHOD,
        ),
        "learning.group-is-large": Words(
            _("You are %(count)s. In a group of more than %(most)s not everybody speaks."), _("Make two groups next time."), source=_METHOD
        ),
        "learning.over-the-total": Words(
            _("You took %(minutes)s minutes; the module has %(most)s."),
            _("It is kept as it was. Next time shorten the later steps."),
            source=_METHOD,
        ),
        "learning.after-without-before": Words(
            _("Without an answer before: %(names)s."), _("A certificate needs the answer before and the answer after."), source=_METHOD
        ),
        "learning.promise-is-a-draft": Words(
            _("Without a person or a day, and so a draft: %(what)s."), _("Say who does it, and by when."), source=_METHOD
        ),
        "learning.no-such-module": Words(_("There is no module %(module)s."), _("Open the module again and send what you did from there.")),
        "learning.key-will-not-do": Words(_("That is no key of a group."), _("Look at it again on your slip or on your phone.")),
        "learning.promise-is-looked-after-ahead": Words(_("That day is still to come."), _("Write the day on which somebody looked.")),
    }
)
