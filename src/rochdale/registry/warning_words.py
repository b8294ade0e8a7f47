"""The sentence for each refusal about warnings, findings and the end of an entity."""

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_WARNINGS = _("Warnings, docs/rules/standing.md")

register(
    {
        "registry.letter-out-of-turn": Words(
            _("The turn of this letter has not come; look again on %(on)s."),
            _("Wait until then."),
            _("Each warning gives its days, and the last one is still theirs."),
            _WARNINGS,
        ),
        "registry.letter-on-a-wrong-day": Words(
            _("%(on)s is too early, or still to come."), _("Write the day on which it was sent."), source=_WARNINGS
        ),
        "registry.letter-without-proof": Words(
            _("Without proof a warning counts for nothing."), _("Write the number of the registered letter, or who signed for it.")
        ),
        "registry.batch-of-nobody": Words(_("Nobody is chosen."), _("Tick at least one.")),
        "registry.ground-not-met": Words(
            _("%(count)s of them do not meet this ground, or are spared today."),
            _("Look at the list again."),
            _("Whoever files, has more time, a court or a review is not warned."),
            _WARNINGS,
        ),
        "registry.batch-gives-no-time": Words(_("A warning gives at least one day."), _("Write how many.")),
        "registry.ground-is-read-from-papers": Words(
            _("This is read from the papers; nobody writes it down."), _("Choose what a person can find."), source=_WARNINGS
        ),
        "registry.found-already": Words(_("That was found already."), _("End the older finding first.")),
        "registry.ended-already": Words(_("It ended on %(on)s."), _("Look at it again.")),
        "registry.no-letter-to-return": Words(
            _("No letter of that day could have come back."), _("Write a day between its sending and today.")
        ),
        "registry.act-does-not-fit-status": Words(
            _("That does not fit where the cooperative stands now."),
            _("Look at where it stands."),
            _("Its end is decided, it is wound up, and then it is struck off."),
            _WARNINGS,
        ),
        "registry.liquidator-not-named": Words(_("Somebody must wind it up."), _("Write the name of the liquidator.")),
        "registry.already-before-the-office": Words(_("This lies at the office already."), _("Wait for its answer.")),
    }
)
