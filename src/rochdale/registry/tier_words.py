"""What is said where an entity cannot join or leave a union."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Unions, mergers and divisions, docs/rules/tiers.md")
_CIRCLE = _("Nobody stands above itself.")

register(
    {
        "registry.belongs-already": Words(
            _("It belongs to that union already on that day."), _("Look at its page in the register."), source=_RULES
        ),
        "registry.belongs-not": Words(
            _("It does not belong to that union on that day."), _("Check which one, and the day."), source=_RULES
        ),
        "registry.own-ancestor": Words(
            _("That union belongs, by way of others, to this entity itself."), _("Choose another union."), _CIRCLE, _RULES
        ),
        "registry.tie-in-the-future": Words(_("%(on)s is yet to come."), _("Have it recorded once the day has come."), source=_RULES),
        "registry.tie-before-it-was": Words(_("%(name)s stands in the register since %(since)s only."), _("Check the day."), source=_RULES),
        "registry.admission-to-be-shown": Words(
            _("It is the union that takes a member in: %(name)s."),
            _("Look at the decision of the union, and write down what you saw."),
            source=_RULES,
        ),
        "registry.no-union-by-its-form": Words(
            _("By its form %(name)s is no union over this member."), _("Check that the right one was chosen."), source=_RULES
        ),
        "registry.party-not-registered": Words(
            _("%(name)s is dissolved or in liquidation."), _("Only who is registered merges or divides."), source=_RULES
        ),
        "registry.number-for-each": Words(
            _("%(count)s new ones need a number each."), _("Write them in their order, with “%(apart)s” between them."), source=_RULES
        ),
        "registry.capital-differs": Words(
            _("Share capital before: %(before)s %(currency)s, afterwards: %(after)s %(currency)s."),
            _("Shares move and neither come nor go: have the figures checked."),
            source=_RULES,
        ),
        "registry.capital-of-two-countries": Words(
            _("The share capital is in several currencies: %(currencies)s."),
            _("Check that it is the same before and after, and write down how you reckoned."),
            source=_RULES,
        ),
        "registry.members-appear": Words(
            _("There were %(before)s members before, and are %(after)s afterwards."),
            _("Members move: new ones are admitted before or after. Have the figures checked."),
            source=_RULES,
        ),
        "registry.party-under-another-law": Words(
            _("%(name)s stands under another law."), _("Let it come under this law first."), source=_RULES
        ),
        "registry.union-did-not-supervise": Words(
            _("The union over them did not supervise it."), _("Ask the union for its report."), source=_RULES
        ),
        "registry.merger-not-read": Words(
            _("Nobody has read how cooperatives merge or divide under %(law)s."),
            _("Look it up in the law, and write down on what ground you decide."),
            source=_RULES,
        ),
        "registry.party-decision-to-be-shown": Words(
            _("%(name)s decides in its own assembly."), _("Look at its minutes, and write down what you saw."), source=_RULES
        ),
        "registry.register-abroad-to-agree": Words(
            _("%(name)s stands in the register of another country."),
            _("Look at its minutes and at what that register wrote, and write down what you saw."),
            source=_RULES,
        ),
    }
)
