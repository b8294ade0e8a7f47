"""What trade says when the money of a sale cannot be shared out, or paid on to growers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_POOLS = _("Settling a pool, docs/rules/settlement.md")

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
        "trade.premium-in-the-pool": Words(
            says=_("%(got)s would be shared out, but without the premium only %(most)s came in."),
            remedy=_("Leave the premium out: the members decide on it in an assembly."),
            source=_POOLS,
        ),
    }
)
