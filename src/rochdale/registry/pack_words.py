"""What the program says of a rule pack: what is wrong in the file, and where."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Rule packs, docs/rules/rule-packs.md")
_IMMUTABLE = _("Decisions name the version they were taken under. So what a version says never changes.")
_GRADES = _("Only a fact that was read in the law may refuse an application.")

register(
    {
        "registry.pack-file-not-there": Words(_("%(file)s cannot be read: %(trouble)s."), _("Check the name of the file.")),
        "registry.pack-file-too-large": Words(
            _("The file is larger than %(most)s kB."), _("Leave texts of laws out; name where they stand.")
        ),
        "registry.pack-file-is-not-text": Words(_("The file is not text in UTF-8."), _("Save it as UTF-8 and try again.")),
        "registry.pack-file-is-not-toml": Words(
            _("Line %(line)s, column %(column)s: this is not TOML."), _("Look for a missing quotation mark, bracket or comma there.")
        ),
        "registry.pack-key-is-missing": Words(_("%(path)s: “%(key)s” is missing."), _("Add it.")),
        "registry.pack-key-is-misspelt": Words(_("%(path)s: nobody knows “%(key)s”."), _("Write “%(meant)s”.")),
        "registry.pack-key-is-not-judged": Words(
            _("%(path)s: “%(key)s” is kept, and no filing is judged by it."), _("Check the spelling, or leave it as a note.")
        ),
        "registry.pack-wants-a-number": Words(_("%(path)s: %(text)s is no whole number."), _("Write it as 5, without quotation marks.")),
        "registry.pack-wants-yes-or-no": Words(_("%(path)s: %(text)s is neither true nor false."), _("Write true or false.")),
        "registry.pack-wants-a-text": Words(_("%(path)s: %(text)s is no text."), _("Write it in quotation marks.")),
        "registry.pack-wants-a-list": Words(_("%(path)s: %(text)s is no list."), _("Write it in square brackets.")),
        "registry.pack-wants-a-table": Words(_("%(path)s: %(text)s is no table."), _("Write keys and values in curly brackets.")),
        "registry.pack-wants-a-day": Words(_("%(path)s: %(text)s is no day."), _("Write it as 2011-05-15.")),
        "registry.pack-value-is-none-of": Words(_("%(path)s: %(text)s is not known here."), _("Write one of: %(allowed)s.")),
        "registry.pack-value-is-malformed": Words(
            _("%(path)s: %(text)s is not written as it should be."),
            _("Look at a pack that comes with the program; it has to fit %(limit)s."),
        ),
        "registry.pack-number-too-small": Words(_("%(path)s: %(text)s is too small."), _("Write %(limit)s or more.")),
        "registry.pack-number-too-large": Words(_("%(path)s: %(text)s is too large."), _("Write %(limit)s or less.")),
        "registry.pack-says-too-little": Words(
            _("%(path)s: there should be at least %(limit)s."), _("Add what is missing, or leave it out.")
        ),
        "registry.pack-value-too-long": Words(_("%(path)s: %(text)s is too long."), _("Write at most %(limit)s letters.")),
        "registry.pack-says-it-twice": Words(_("%(path)s: %(text)s stands there twice."), _("Leave one of them.")),
        "registry.pack-names-no-country": Words(_("%(path)s: there is no country %(text)s."), _("Write two letters, as CM.")),
        "registry.pack-names-no-currency": Words(_("%(path)s: there is no currency %(text)s."), _("Write three letters, as XAF.")),
        "registry.pack-names-no-timezone": Words(_("%(path)s: there is no time zone %(text)s."), _("Write it as Africa/Douala.")),
        "registry.pack-names-nothing": Words(
            _("%(path)s: %(text)s is named, and does not stand under “%(where)s”."), _("Add it there, or mend the name.")
        ),
        "registry.pack-ends-before-it-begins": Words(
            _("%(path)s: it ends on %(to)s, and begins on %(from)s."), _("Mend one of the two days.")
        ),
        "registry.pack-verified-without-value": Words(
            _("%(path)s: it was read in the law, and says nothing."), _("Write the value, or the grade “unverified”."), _GRADES, _RULES
        ),
        "registry.pack-verified-without-article": Words(
            _("%(path)s: it may refuse an application, and names no article."), _("Add “cite”."), _GRADES, _RULES
        ),
        "registry.pack-extends-nothing-known": Words(
            _("%(path)s: we do not have the pack %(text)s."), _("Put its file into the same folder, or mend the version.")
        ),
        "registry.pack-version-was-changed": Words(
            _("%(pack)s is in use already and says something else (%(kept)s, not %(given)s)."),
            _("Give the changed pack a new version."),
            _IMMUTABLE,
            _RULES,
        ),
    }
)
