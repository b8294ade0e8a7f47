"""What trade says when a call-off cannot be filled from the lots that were named."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Frameworks, docs/rules/frameworks.md")

register(
    {
        "trade.call-off-names-no-lot": Words(
            says=_("Nobody has said from which lots these %(kg)s kg come."),
            remedy=_("The seller names lots it has on offer. If it called off itself, say no and let it call off again."),
            rule=_("The contract of a call-off names its lots, so that its growers are paid."),
            source=_RULES,
        ),
        "trade.only-the-seller-names-lots": Words(
            says=_("The lots are the seller's."), remedy=_("Leave them out; the seller says from which lots it comes.")
        ),
        "trade.lot-unknown": Words(says=_("One of these lots is not among your offers."), remedy=_("Choose from your own lots on offer.")),
        "trade.lot-of-other-goods": Words(
            says=_("“%(lot)s” is not what was agreed on in the frame."), remedy=_("Choose a lot of the same goods, kind and preparation.")
        ),
        "trade.lot-below-score": Words(
            says=_("“%(lot)s” does not have the %(least)s points under %(protocol)s that the frame asks for."),
            remedy=_("Choose another lot, or agree on a change of the frame."),
        ),
        "trade.lot-without-certificate": Words(
            says=_("“%(lot)s” is not offered with the certificate “%(scheme)s” that the frame asks for."),
            remedy=_("Choose another lot, or agree on a change of the frame."),
        ),
        "trade.lot-ready-too-late": Words(
            says=_("“%(lot)s” is ready on %(ready)s; the call-off wants it by %(last)s."), remedy=_("Choose a lot that is ready sooner.")
        ),
        "trade.lot-has-less-free": Words(
            says=_("%(kg)s kg of “%(lot)s” are more than the %(left_kg)s kg that are free."),
            remedy=_("Take less of it and the rest from another lot."),
            rule=_("What is promised or sold of a lot is promised and sold once."),
            source=_RULES,
        ),
        "trade.lot-named-twice": Words(says=_("“%(lot)s” stands there twice."), remedy=_("Name each lot once, with all its kg.")),
        "trade.filling-does-not-add-up": Words(
            says=_("The lots come to %(total_kg)s kg; %(kg)s kg are called off."), remedy=_("Write kg that come to exactly that.")
        ),
    }
)
