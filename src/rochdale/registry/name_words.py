"""What the register says of names: why one was found, where it clashes, and why a text is none."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register
from rochdale.registry.rules.likeness import Reason, Why
from rochdale.registry.rules.name_checks import Scope, Verdict

_NAMES = _("Names of cooperatives, docs/rules/names.md")

register(
    {
        "registry.name-is-missing": Words(says=_("There is no name."), remedy=_("Write the name of the cooperative.")),
        "registry.name-is-only-its-form": Words(
            says=_("“%(name)s” says what kind of cooperative it is, not what it is called."),
            remedy=_("Add a name of its own."),
            rule=_("The words of the legal form are no name."),
            source=_NAMES,
        ),
    }
)

REASONS: Mapping[Why, Promise] = {
    Why.EXACT: _("the very name"),
    Why.SIGNS: _("the same name but for capitals, accents, signs or the words of its form"),
    Why.SPACES: _("the same letters, written together or apart"),
    Why.ORDER: _("the same words in another order"),
    Why.BEGINS: _("begins so"),
    Why.INSIDE: _("has it inside"),
    Why.SLIP: _("may be misspelt: one letter differs"),
    Why.SLIP_AND_ORDER: _("other order of words, one letter differs"),
    Why.ALL_WORDS: _("has all these words: %(words)s"),
    Why.WITHIN: _("is part of what was asked: %(words)s"),
    Why.SOME_WORDS: _("has words in common: %(words)s"),
    Why.SOUND: _("looks alike"),
    Why.PLACE: _("in %(place)s"),
    Why.PLACE_ALONE: _("its place is called so: %(place)s"),
    Why.NUMBER: _("a number of it"),
    Why.FORMER: _("an earlier name"),
    Why.ACRONYM: _("its acronym"),
    Why.MERGED: _("another entry of it, now merged"),
    Why.RESERVED: _("a name that is reserved"),
    Why.REJECTED: _("a name that was refused"),
}
"""Why a name was found; they stand one after the other with commas between them."""

TWO_SLIPS: Mapping[Why, Promise] = {
    Why.SLIP: _("may be misspelt: two letters differ"),
    Why.SLIP_AND_ORDER: _("other order of words, two letters differ"),
}

VERDICTS: Mapping[Verdict, Promise] = {
    Verdict.FREE: _("The name is free here."),
    Verdict.WARN: _("Others are called so elsewhere. The name may be given; it is always shown with its place."),
    Verdict.REVIEW: _("A name like it is borne in this place. An officer looks at it before it is given."),
}
SCOPES: Mapping[Scope, Promise] = {Scope.SAME: _("here"), Scope.WIDER: _("elsewhere")}


def told(reasons: tuple[Reason, ...]) -> str:
    """Reasons in the reader's language, in one line."""
    return ", ".join(str(_words_for(one)) % one.facts for one in reasons)


def _words_for(one: Reason) -> Promise:
    return TWO_SLIPS[one.why] if one.facts.get("slips") == 2 else REASONS[one.why]
