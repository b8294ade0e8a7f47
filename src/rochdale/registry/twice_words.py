"""The sentence for each refusal about what may have been registered twice, and why a pair is proposed."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register
from rochdale.registry.rules.twice import PairVerdict

_TWICE = _("What may have been registered twice, docs/rules/names.md")

register(
    {
        "registry.may-not-judge-pairs": Words(_("Only a registrar says whether two are one."), _("Ask the registrar, or sign in as one.")),
        "registry.pair-of-one": Words(_("That is one and the same entry."), _("Choose another one.")),
        "registry.pair-without-reason": Words(_("There is no reason."), _("Write why: whom you asked, and what you found."), source=_TWICE),
        "registry.pair-is-decided": Words(
            _("Somebody decided this already."),
            _("Take that back first, if it was wrong."),
            _("What was decided is never written over."),
            _TWICE,
        ),
        "registry.pair-is-not-decided": Words(_("Nothing is decided here that could be taken back."), _("Look at it again.")),
        "registry.pair-of-two-registers": Words(
            _("They stand in the registers of two countries."),
            _("Say that they are two."),
            _("A register knows its own country alone."),
            _TWICE,
        ),
        "registry.entity-is-merged": Words(
            _("“%(name)s” was registered twice and is found under another entry now."),
            _("Go on with the entry that stays, or take the merging back."),
            _("An entry that goes into another leads straight to the one that stays."),
            _TWICE,
        ),
        "registry.others-stand-under-it": Words(
            _("Other entries were merged into “%(name)s”."),
            _("Let this one stay, or take the other merging back first."),
            _("An entry that goes into another leads straight to the one that stays."),
            _TWICE,
        ),
        "registry.merging-with-open-papers": Words(
            _("Something of “%(name)s” still lies at the office: %(count)s."),
            _("Decide it first, or let the other one stay."),
            _("Nobody who waits for an answer is lost by a merging."),
            _TWICE,
        ),
        "registry.merging-what-is-tied": Words(
            _("%(name)s belongs to a union or has members, or came of a merger or division."),
            _("Let this one stay and %(stays)s go, or have it leave first."),
            _("No union counts a member twice, or loses one, by a merging."),
        ),
        "registry.merging-who-acts": Words(
            _("%(who)s acts for “%(name)s”, and not for the one that stays."),
            _("Let that one stay, or say first that it acts for the other, too."),
            _("Nobody loses the way to the own cooperative by a merging."),
            _TWICE,
        ),
    }
)

DECIDED: Mapping[str, Promise] = {
    PairVerdict.TWO.value: _("They are two"),
    PairVerdict.ONE.value: _("They are one"),
    PairVerdict.OPEN.value: _("Taken back"),
}
