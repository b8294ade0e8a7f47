"""What is said where a filing or a row of a brought register cannot be kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

register(
    {
        "registry.may-not-bring": Words(
            says=_("Only a registrar brings a register."),
            remedy=_("Ask the registrar, or sign in as one."),
            rule=_("What changes the register is a registrar’s."),
        ),
        "registry.correction-of-nothing": Words(
            says=_("A correction names the filing that it corrects, and nothing else does."),
            remedy=_("Open the filing and correct it from there."),
            rule=_("Nothing in the register is changed without a filing."),
        ),
        "registry.correction-changes-nothing": Words(_("It says that already."), _("Change what was wrong, or leave it.")),
        "registry.correction-of-another": Words(
            says=_("That filing is not of this entity, or it is a correction itself."),
            remedy=_("Correct the first filing again."),
            rule=_("A correction takes the place of a filing of the same entity."),
        ),
        "registry.nothing-to-change": Words(
            says=_("Nothing was filed about this entity yet."),
            remedy=_("Register it first."),
            rule=_("An entity begins with its registration."),
        ),
        "registry.file-lacks-columns": Words(
            says=_("For the layout %(layout)s the file lacks: %(columns)s."),
            remedy=_("Choose another layout, or add the columns."),
        ),
        "registry.row-no-key": Words(
            says=_("The row has no identifier."), remedy=_("Give each row its own, and keep it from year to year.")
        ),
        "registry.row-key-twice": Words(
            says=_("Row %(first)s has the identifier %(key)s already."),
            remedy=_("Keep the row that is right, or give the other one its own."),
        ),
        "registry.row-no-name": Words(says=_("The row has no name."), remedy=_("Write the name as it is registered.")),
        "registry.row-name-too-long": Words(says=_("The name has more than %(most)s letters."), remedy=_("Shorten it.")),
        "registry.row-no-point": Words(
            says=_("“%(value)s” is no point."), remedy=_("Write POINT (longitude latitude), or leave it empty.")
        ),
        "registry.row-no-day": Words(
            says=_("“%(value)s” is no day."), remedy=_("Write it as 2026-11-27 or 27/11/2026, or leave it empty.")
        ),
        "registry.older-than-brought": Words(
            says=_("A register of %(newest)s was brought already. One of %(as_of)s would change what counts today."),
            remedy=_("Bring years in their order. What an older year says otherwise is a correction."),
        ),
        "registry.rows-known-already": Words(
            says=_("%(count)s rows tell of what the register has already, %(new)s are new."), remedy=_("Only what changed is filed.")
        ),
        "registry.rows-missing-now": Words(
            says=_("%(count)s of this register stand in the file no more."), remedy=_("They stay as they are; look at them.")
        ),
        "registry.row-no-country": Words(says=_("“%(value)s” is no country."), remedy=_("Write its two letters, as TG or LA.")),
    }
)
