"""What can be achieved, in the words of a language: a module, a whole stage, a bundle."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from rochdale.learning.packs import STAGES, module_of, shipped
from rochdale.learning.paths import BUNDLES
from rochdale.learning.rules.cascade import Level
from rochdale.learning.rules.course import text_in
from rochdale.learning.rules.credentials import Achievement
from rochdale.learning.rules.earning import ModuleId
from rochdale.learning.workshop_words import LEVELS


@cache
def wholes() -> Mapping[str, tuple[ModuleId, ...]]:
    """The modules of each stage and bundle, by its code."""
    stages = {id: tuple((id, module.id) for module in course.modules) for id in STAGES if (course := shipped(id))}
    return {**stages, **{one.code: one.modules for one in BUNDLES}}


def achievement(code: str, site: str, language: str) -> Achievement:
    """What a certificate says of it; short, so that it fits into a code on paper. Refused: `learning.no-such-module`."""
    with translation.override(language):
        name, minutes, path = _told(code, language)
        about = _("%(minutes)s minutes of learning in a group without a teacher.") % {"minutes": minutes}
        return Achievement(site + path, name, about, _("Was there to the end, and answered the question before and after."))


def level_achievement(level: Level, site: str, language: str) -> Achievement:
    """What a trainer's certificate says of a level: what it allows, and what it asks (`rules.cascade`)."""
    with translation.override(language):
        may = {
            Level.FACILITATOR: _("Helps groups to do a module by themselves."),
            Level.TRAINER: _("Prepares groups and facilitators."),
            Level.MASTER: _("Prepares trainers."),
        }
        asks = {
            Level.FACILITATOR: _("Three of four half-days of a workshop, and both answers."),
            Level.TRAINER: _("A whole workshop, both answers, a practice led, and two groups that did a module."),
            Level.MASTER: _("A whole workshop, six groups, and two people prepared who led a group."),
        }
        return Achievement(f"{site}{reverse('learning:workshops')}#{level.value}", str(LEVELS[level]), may[level], asks[level])


def title_of(code: str, language: str) -> str:
    """Its name. Refused: `learning.no-such-module`."""
    with translation.override(language):
        return _told(code, language)[0]


def _told(code: str, language: str) -> tuple[str, int, str]:
    pack, _slash, module_id = code.partition("/")
    if module_id:
        _course, module = module_of(pack, module_id)
        return text_in(module.title, language), module.minutes, reverse("learning:module", args=[pack, module_id])
    minutes = sum(module_of(*one)[1].minutes for one in wholes().get(code, ()))
    if bundle := next((one for one in BUNDLES if one.code == code), None):
        return str(bundle.title), minutes, f"{reverse('learning:programme')}#path-{code}"
    course, _first = module_of(*wholes().get(code, ((code, ""),))[0])
    return text_in(course.title, language), minutes, reverse("learning:stage", args=[code])
