"""What trade says when the money of a sale cannot be shared out, or paid on to growers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_POOLS = _("Settling a pool, docs/rules/settlement.md")

_GROWERS = _("Paying growers out of a sale, docs/rules/proceeds.md")

register(
    {
        "trade.pool-keeps-of-a-loss": Words(
            says=_("%(left)s is left after costs: %(reserve)s cannot be kept of it."),
            remedy=_("Keep nothing back. What is missing is then shared out as claims."),
            source=_POOLS,
        ),
        "trade.pool-nothing-organic": Words(
            says=_("%(organic)s was paid more for organic goods, but no lot has an organic certificate."),
            remedy=_("Check the certificates of the lots, or leave it out."),
            source=_POOLS,
        ),
        "trade.pool-organic-above-receipts": Words(
            says=_("%(organic)s for organic goods is more than all that came in, %(got)s."),
            remedy=_("Check it on the invoice."),
            source=_POOLS,
        ),
        "trade.pool-organic-kg-above-kg": Words(
            says=_("%(code)s cannot have more organic kg than kg."), remedy=_("Check its lots."), source=_POOLS
        ),
        "trade.not-settled-yet": Words(
            says=_("Nobody has reckoned yet what %(contract)s left for you."),
            remedy=_("Wait for the settlement, or prepare it."),
            source=_POOLS,
        ),
        "trade.lot-without-books": Words(
            says=_("The books of %(lots)s are not kept here: no delivery is known behind it."),
            remedy=_("Pay these growers by season and grade, under second payments."),
            source=_GROWERS,
        ),
        "trade.growers-get-nothing": Words(says=_("There is nothing to pay."), remedy=_("Write an amount above zero.")),
        "trade.more-than-the-sale-left": Words(
            says=_("%(asked)s is more than the %(left)s that this sale still has for growers."),
            remedy=_("Write less."),
            rule=_("All payments out of a sale together stay within what its settlement left."),
            source=_GROWERS,
        ),
        "trade.premium-in-the-price": Words(
            says=_("%(premium)s of that would be premium."),
            remedy=_("Write at most %(left)s. On the premium the members decide in an assembly."),
            rule=_("A premium never enters a price to members."),
            source=_GROWERS,
        ),
        "trade.premium-in-the-pool": Words(
            says=_("%(got)s would be shared out, but without the premium only %(most)s came in."),
            remedy=_("Leave the premium out: the members decide on it in an assembly."),
            source=_POOLS,
        ),
    }
)
