"""The sentences about course packs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_FORMAT = _("Course packs, docs/rules/course-packs.md")
_MINUTES = _("A group follows the clock: what does not add up leaves it without time.")
_LICENCE = _("Whoever adapts a course must be free to, also in a paid service.")

register(
    {
        "learning.no-folder": Words(_("%(folder)s is no folder."), _("Check its name.")),
        "learning.too-many-files": Words(_("There are more than %(most)s files in it."), _("Give the folder of one pack.")),
        "learning.file-is-missing": Words(_("%(file)s is missing."), _("Add it."), source=_FORMAT),
        "learning.file-is-too-large": Words(_("%(file)s is larger than %(most)s kB."), _("Divide it."), source=_FORMAT),
        "learning.is-not-utf-8": Words(_("The file is not text in UTF-8."), _("Save it as UTF-8.")),
        "learning.not-yaml": Words(_("This is not YAML."), _("Look for a missing quotation mark, colon or space at the beginning there.")),
        "learning.yaml-alias": Words(_("This YAML points to itself or goes too deep."), _("Write the values out.")),
        "learning.said-twice": Words(_("“%(key)s” stands there twice."), _("Keep one.")),
        "learning.no-front-matter": Words(
            _("The file does not begin with front matter."), _("Begin and end it with a line of three strokes."), source=_FORMAT
        ),
        "learning.key-is-missing": Words(_("“%(key)s” is missing."), _("Add it."), source=_FORMAT),
        "learning.key-is-unknown": Words(_("Nobody reads “%(key)s”."), _("Look whether it is misspelt."), source=_FORMAT),
        "learning.is-no-text": Words(_("“%(key)s” is no text."), _("Put it in quotation marks.")),
        "learning.is-no-list": Words(_("“%(key)s” is no list."), _("Write one entry a line, each after a stroke.")),
        "learning.is-not-by-language": Words(_("“%(key)s” needs a text for each language."), _("Write it as en: …, fr: …")),
        "learning.is-no-yes": Words(_("“%(key)s” is neither true nor false."), _("Write true or false.")),
        "learning.is-none-of": Words(_("“%(text)s” is not known here."), _("Choose one of: %(choices)s.")),
        "learning.minutes-are-no-number": Words(_("“%(text)s” are no minutes."), _("Write a whole number from 1."), _MINUTES),
        "learning.steps-do-not-add-up": Words(
            _("The steps make %(sum)s minutes, the activity says %(minutes)s."), _("Change one of the two."), _MINUTES
        ),
        "learning.module-does-not-add-up": Words(
            _("The activities of %(module)s with opening and close make %(sum)s minutes, the module says %(minutes)s."),
            _("Change one of the two."),
            _MINUTES,
        ),
        "learning.headings-differ": Words(
            _("There are %(headings)s headings for %(steps)s steps."), _("Give each step one heading that begins with ##."), source=_FORMAT
        ),
        "learning.step-says-nothing": Words(_("The step “%(heading)s” says nothing."), _("Write its text.")),
        "learning.rows-are-neither": Words(_("Rows are a number up to 60, or a list of first cells."), _("Write one of the two.")),
        "learning.case-is-missing": Words(_("The body says [case], and there are no cases."), _("Add the cases, or take the line out.")),
        "learning.case-has-no-place": Words(
            _("The body says [case] %(count)s times."), _("Write it once, on a line of its own, where the example is read.")
        ),
        "learning.licence-does-not-fit": Words(
            _("The licence %(licence)s does not fit."), _("Take one that lets everybody adapt and use it, as CC-BY-4.0."), _LICENCE
        ),
        "learning.id-will-not-do": Words(_("“%(text)s” is no name for a pack."), _("Write small letters, figures and strokes.")),
        "learning.version-will-not-do": Words(_("“%(text)s” is no version."), _("Write three numbers, as 1.0.0.")),
        "learning.name-differs": Words(_("The file says that it is %(says)s."), _("Give folder, file and front matter one name.")),
        "learning.activity-is-missing": Words(_("%(id)s has no file in %(language)s."), _("Write it, or take it out of the module.")),
        "learning.answers-are-not-four": Words(_("A question has four answers, from least to most."), _("Write four.")),
        "learning.not-translated": Words(_("Not in %(language)s: %(what)s."), _("It is shown in the first language, and says so.")),
        "learning.markup-is-left-out": Words(_("“%(text)s” is left out: texts have no HTML and no links."), _("Take it out.")),
        "learning.picture-is-too-large": Words(_("%(file)s is larger than %(most)s kB."), _("Draw it with fewer lines.")),
        "learning.picture-is-no-svg": Words(_("%(file)s is no SVG."), _("Save it as plain SVG.")),
        "learning.picture-does-more": Words(
            _("%(file)s holds “%(what)s”, which is more than lines."), _("Keep only lines, shapes and words in it.")
        ),
    }
)
