"""The sentence for each refusal about standing: what is brought of a year, time that is given."""

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_STANDING = _("Standing, docs/rules/standing.md")
_RIGHT = _("Ask whoever leads it, or the office.")

register(
    {
        "registry.nothing-owed-of-that": Words(
            _("The law does not ask for that of this cooperative."), _("Look at what is owed."), source=_STANDING
        ),
        "registry.already-accepted": Words(
            _("For the year that ended on %(period)s this was brought and accepted."),
            _("If it was wrong, the office corrects it."),
            _("Each obligation of each year is filed once."),
            _STANDING,
        ),
        "registry.year-not-over": Words(_("The year ends on %(period)s."), _("Bring it once the year is over."), source=_STANDING),
        "registry.act-in-the-future": Words(_("%(on)s has not come yet."), _("Write the day on which it was.")),
        "registry.act-before-the-year-ended": Words(
            _("On %(on)s the year that ends on %(period)s was not over."), _("Write the day of the assembly that looked at that year.")
        ),
        "registry.nothing-attached": Words(_("No paper is attached."), _("Photograph it, or choose a file.")),
        "registry.too-many-papers": Words(_("At most %(most)s files at a time."), _("Put several pages into one PDF.")),
        "registry.submission-has-moved-on": Words(
            _("It lies no more at the office: somebody was quicker."), _("Look at it again."), source=_STANDING
        ),
        "registry.asked-for-nothing": Words(_("What should they bring?"), _("Write one sentence.")),
        "registry.may-not-bring-papers": Words(_("%(name)s may not bring papers for this cooperative."), _RIGHT),
        "registry.may-not-see-submission": Words(_("%(name)s may not see what this cooperative brought."), _RIGHT),
        "registry.may-not-look-through": Words(
            _("%(name)s does not look through papers here."), _("A registrar of its office, or of one above it, does.")
        ),
        "registry.may-not-keep-standing": Words(
            _("%(name)s does not keep the register here."), _("A registrar of its office, or of one above it, does.")
        ),
    }
)
