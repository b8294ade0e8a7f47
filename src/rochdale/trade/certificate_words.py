"""What trade says when a certificate does not carry a claim, cannot be written down, or a group of operators is full."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Certificates, docs/rules/profiles.md")
_GROUPS = _("Regulation (EU) 2018/848, Article 36")
_SHIPPED = _("The day of shipment counts, not the day of the offer.")
_ANOTHER = _("Offer it without the certificate, ship earlier, or write down the renewed one.")

register(
    {
        "trade.certificate-not-begun": Words(
            says=_("Certificate %(number)s begins on %(starts)s, %(days)s days after the shipment."),
            remedy=_("Ship later, or offer it without."),
            rule=_SHIPPED,
            source=_RULES,
        ),
        "trade.certificate-has-ended": Words(
            says=_("Certificate %(number)s ends on %(ends)s, %(days)s days before the shipment."),
            remedy=_ANOTHER,
            rule=_SHIPPED,
            source=_RULES,
        ),
        "trade.certificate-is-suspended": Words(
            says=_("Certificate %(number)s is suspended."),
            remedy=_("Ask the certifier, or offer it without the certificate."),
            source=_RULES,
        ),
        "trade.certificate-is-withdrawn": Words(
            says=_("Certificate %(number)s was withdrawn."), remedy=_("Offer it without the certificate."), source=_RULES
        ),
        "trade.certificate-not-for-product": Words(
            says=_("Certificate %(number)s does not cover these goods."),
            remedy=_("Its scope is on the paper. Offer them without."),
            source=_RULES,
        ),
        "trade.certificate-not-for-site": Words(
            says=_("Certificate %(number)s does not cover %(site)s."),
            remedy=_("Its scope is on the paper. Ship from a site that it names."),
            source=_RULES,
        ),
        "trade.certificate-not-held": Words(
            says=_("No certificate of that scheme is written down here."),
            remedy=_("Write it down, with its scope and days."),
            source=_RULES,
        ),
        "trade.certificate-without-name": Words(
            says=_("Number, holder and certifier must all be named."), remedy=_("Copy them from the paper.")
        ),
        "trade.certificate-too-long": Words(
            says=_("No certificate holds for more than %(years)s years."), remedy=_("Look at the days again.")
        ),
        "trade.certificate-covers-nothing": Words(
            says=_("A certificate covers some goods."), remedy=_("Choose what the paper names."), source=_RULES
        ),
        "trade.certificate-is-there": Words(
            says=_("Certificate %(number)s is written down already for that time."), remedy=_("Open it in the list.")
        ),
        "trade.scheme-unknown": Words(says=_("We do not know that scheme."), remedy=_("Choose one of the list.")),
        "trade.status-unknown": Words(says=_("A certificate is valid, suspended or withdrawn."), remedy=_("Choose one of the three.")),
        "trade.status-needs-a-reason": Words(says=_("Say why."), remedy=_("For example: letter of the certifier, with its number.")),
        "trade.status-in-the-future": Words(says=_("%(on)s has not come yet."), remedy=_("Write it down on the day from which it holds.")),
        "trade.certificate-stays-withdrawn": Words(
            says=_("Certificate %(number)s was withdrawn for good."), remedy=_("Write down the new certificate, with its own number.")
        ),
        "trade.status-is-so-already": Words(says=_("That is so already."), remedy=_("Nothing needs to be done.")),
        "trade.group-is-full": Words(
            says=_("The group has %(most)s members. More are not allowed."),
            remedy=_("Found a second group, with its own certificate."),
            rule=_("A group of operators has at most 2,000 members."),
            source=_GROUPS,
        ),
        "trade.group-member-without-land": Words(says=_("Write the hectares, above zero."), remedy=_("As on the map of the plots.")),
        "trade.group-member-too-large": Words(
            says=_("%(hectares)s ha is more than %(most_hectares)s ha, and no turnover of at most %(most_eur)s EUR is shown."),
            remedy=_("Write the organic turnover of a year. Above it, the farmer needs a certificate of their own."),
            rule=_("Each member has at most 5 ha, or an organic turnover of at most 25,000 EUR a year."),
            source=_GROUPS,
        ),
        "trade.group-without-name": Words(
            says=_("A group has a name, a number in the register, and somebody who answers for its control."),
            remedy=_("Write all three."),
            source=_GROUPS,
        ),
        "trade.group-is-there": Words(says=_("There is a group %(name)s already."), remedy=_("Open it in the list.")),
        "trade.grower-unknown": Words(says=_("No grower has the number %(number)s."), remedy=_("Look in the list of growers.")),
        "trade.grower-in-group": Words(
            says=_("%(number)s is in the group %(group)s already."),
            remedy=_("A farmer is in one group at a time. Take them out there first."),
            source=_GROUPS,
        ),
        "trade.grower-left-group": Words(says=_("%(number)s has left this group."), remedy=_("Nothing needs to be done.")),
        "trade.may-not-keep-certificates": Words(
            says=_("%(name)s may not keep the certificates of %(organization)s."),
            remedy=_("Ask the chair, the secretary, the manager or the clerk."),
        ),
    }
)
