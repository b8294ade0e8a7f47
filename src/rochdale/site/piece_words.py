"""How kinds and states of pieces are called, and the sentence for each refusal about them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register
from rochdale.site.rules.pieces import Kind, State

KINDS: Mapping[str, tuple[str, Promise, Promise]] = {
    Kind.UPDATE: ("calendar", _("News"), _("What happened where, on which day")),
    Kind.STORY: ("talk", _("Story"), _("An interview, or how a cooperative did it")),
    Kind.RESOURCE: ("hand", _("For hard times"), _("What to do when a market closes, when there is a flood or a disease")),
    Kind.PAGE: ("book", _("Page"), _("Something that stays, such as our approach")),
}
"""Icon, name, and what it is for."""
LISTS: Mapping[str, tuple[Promise, Promise, Promise]] = {
    Kind.UPDATE: (
        _("News"), _("What groups and cooperatives did, where, and what became of what they promised."), _("No news yet.")
    ),
    Kind.STORY: (_("Stories"), _("Cooperatives tell how they did it, in their own words."), _("No story yet.")),
    Kind.RESOURCE: (
        _("For hard times"), _("When a market closes, a road is gone or people must stay apart: what a cooperative can do at once."),
        _("Nothing here yet."),
    ),
}  # fmt: skip
"""Of a list: its title, what stands in it, and what is said while it is empty."""
STATES: Mapping[str, tuple[str, Promise]] = {
    State.DRAFT: ("draft", _("Draft")),
    State.SET: ("wait", _("Set for later")),
    State.PUBLISHED: ("good", _("Published")),
    State.WITHDRAWN: ("no", _("Withdrawn")),
}
FIELDS: Mapping[str, str] = {
    "site.title-is-missing": "title", "site.summary-is-missing": "summary", "site.body-is-missing": "body", "site.alt-is-missing": "alt",
    "site.day-is-missing": "day", "site.credit-is-missing": "credit", "site.consent-is-missing": "is_consented",
    "site.nobody-is-shown-there": "picture", "site.too-many-related": "related", "base.photo-too-large": "picture",
    "base.photo-is-none": "picture",
}  # fmt: skip
"""At which field of the form a refusal stands."""

register(
    {
        "site.may-not-edit": Words(
            _("Only editors write here."), _("Whoever leads the market or the register of this server appoints editors.")
        ),
        "site.unknown-language": Words(_("There is no language “%(language)s” here."), _("Choose one of those offered.")),
        "site.address-is-taken": Words(_("There is one already under the address “%(slug)s”."), _("Write on that one.")),
        "site.changed-meanwhile": Words(
            _("%(name)s saved this text at %(at)s, after you had opened it."),
            _("What you typed is still here. Look at the other text below, then save again to put yours in its place."),
        ),
        "site.text-is-too-long": Words(_("That is longer than %(most)s signs."), _("Say it in fewer words.")),
        "site.too-many-related": Words(_("More than %(most)s modules are chosen."), _("Choose those a reader would do next.")),
        "site.title-is-missing": Words(_("It has no title."), _("Write one that says the news.")),
        "site.summary-is-missing": Words(_("It has no summary."), _("Write in one or two sentences what happened.")),
        "site.body-is-missing": Words(_("It has no text."), _("Write it, then publish it.")),
        "site.day-is-missing": Words(_("News has a day."), _("Write on which day it was.")),
        "site.alt-is-missing": Words(_("The picture has no words."), _("Write what it shows, for those who cannot see it.")),
        "site.credit-is-missing": Words(_("The picture names nobody who made it."), _("Write who took or drew it.")),
        "site.consent-is-missing": Words(
            _("People are shown, and nobody has written that they agree."),
            _("Ask each of them, then tick the box. Or take another picture."),
        ),
        "site.nobody-is-shown-there": Words(
            _("What tells of decent work shows nobody."), _("Take the picture away, or take one of things."),
            source=_("The rule of the stage Decent work, docs/rules/public-site.md"),
        ),
        "site.never-published": Words(_("It was never published."), _("A draft is seen by editors only.")),
        "site.why-is-missing": Words(_("Nobody has written why."), _("Write it in a sentence; it is kept with the versions.")),
    }
)  # fmt: skip
