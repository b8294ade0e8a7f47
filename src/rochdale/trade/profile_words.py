"""What trade says when a profile, a request to see, or an introduction cannot be."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Profiles, docs/rules/profiles.md")

register(
    {
        "trade.may-not-keep-profile": Words(
            says=_("%(name)s may not do that for %(organization)s."), remedy=_("Ask the manager, or who trades for it.")
        ),
        "trade.may-not-set-levels": Words(
            says=_("%(name)s may not say who sees what of %(organization)s."), remedy=_("Ask the chair, the secretary or the manager.")
        ),
        "trade.may-not-introduce": Words(
            says=_("%(name)s may not do that for %(organization)s."), remedy=_("Ask the chair, the secretary or the manager.")
        ),
        "trade.goods-in-profile-twice": Words(says=_("These goods stand in your profile already."), remedy=_("Change what stands there.")),
        "trade.goods-without-months": Words(says=_("No month is chosen."), remedy=_("Choose the months in which a buyer can have it.")),
        "trade.kg-of-year-no-range": Words(
            says=_("Kilograms of a year go from a smaller to a larger figure, both above zero."),
            remedy=_("Write a weak year and a good year."),
        ),
        "trade.profile-too-long": Words(
            says=_("The text is longer than %(most)s letters."), remedy=_("Say the most important things first.")
        ),
        "trade.language-unknown": Words(says=_("We do not know that language."), remedy=_("Choose one of the list.")),
        "trade.two-pictures-already": Words(says=_("There are %(most)s pictures already."), remedy=_("Take one out first.")),
        "trade.no-picture": Words(says=_("That is no picture."), remedy=_("Choose a JPEG or PNG file.")),
        "trade.picture-too-large": Words(
            says=_("The picture has %(kb)s kB. At most %(most_kb)s kB can be looked at on a slow line."),
            remedy=_("Send a smaller one: a phone can make it smaller when sharing."),
        ),
        "trade.picture-says-nothing": Words(
            says=_("Say in a few words what it shows."), remedy=_("Whoever cannot see it hears these words.")
        ),
        "trade.contact-is-ones-own": Words(
            says=_("Nobody puts somebody else there."), remedy=_("The person signs in and does it."), source=_RULES
        ),
        "trade.contact-says-nothing": Words(
            says=_("Say what you are there for, and how you are reached."), remedy=_("For example: samples, +856 20 5551234.")
        ),
        "trade.part-unknown": Words(says=_("A profile has no such part."), remedy=_("Choose one of the list.")),
        "trade.level-unknown": Words(says=_("We do not know that answer."), remedy=_("Choose one of the list.")),
        "trade.people-are-not-public": Words(
            says=_("People are not shown to everybody."), remedy=_("Choose those who trade here, or fewer."), source=_RULES
        ),
        "trade.reader-unknown": Words(says=_("There is no such organization."), remedy=_("Choose another one.")),
        "trade.asks-itself": Words(says=_("That is your own profile."), remedy=_("You see all of it.")),
        "trade.request-names-nothing": Words(says=_("Nothing is chosen."), remedy=_("Choose what you would like to see.")),
        "trade.part-is-not-asked-for": Words(
            says=_("That part is not asked for one by one."), remedy=_("Choose papers, plots, quality, prices or people.")
        ),
        "trade.request-says-no-why": Words(
            says=_("Say why, in %(least)s to %(most)s letters."), remedy=_("They read it before they answer.")
        ),
        "trade.request-waits-already": Words(
            says=_("You have asked already, and they have not answered yet."), remedy=_("Wait for the answer.")
        ),
        "trade.request-answered-already": Words(
            says=_("This request was answered already."), remedy=_("Take it back, if you think otherwise now.")
        ),
        "trade.part-was-not-asked-for": Words(says=_("They have not asked for that."), remedy=_("Choose among what they asked for.")),
        "trade.showing-needs-a-day": Words(
            says=_("A yes ends on a day, within %(days)s days."), remedy=_("Write the last day on which they may look."), source=_RULES
        ),
        "trade.nothing-is-shown": Words(says=_("Nothing is shown to them any more."), remedy=_("Nothing needs to be done.")),
        "trade.not-an-introducer": Words(
            says=_("Your organization is not an introducer."), remedy=_("Ask the operator of the market to make it one."), source=_RULES
        ),
        "trade.introducer-already": Words(says=_("%(organization)s is an introducer already."), remedy=_("Nothing needs to be done.")),
        "trade.introduction-needs-two-others": Words(
            says=_("An introduction is between two others."), remedy=_("Choose two organizations, and not your own.")
        ),
        "trade.introduced-already": Words(
            says=_("You have introduced these two already, and it is not over."), remedy=_("Wait for their answers.")
        ),
        "trade.introduction-says-no-why": Words(
            says=_("Say why they should meet, in %(least)s to %(most)s letters."), remedy=_("Both read it before they answer.")
        ),
        "trade.commission-not-stated": Words(
            says=_("Say what you get for it, and from whom."),
            remedy=_("Write “nothing” if you get nothing."),
            rule=_("A commission stands openly in the introduction."),
            source=_RULES,
        ),
        "trade.introduction-already-answered": Words(
            says=_("Your organization has answered already."), remedy=_("Nothing needs to be done.")
        ),
        "trade.connection-is-over": Words(says=_("This connection ended on %(on)s."), remedy=_("Nothing needs to be done.")),
    }
)
