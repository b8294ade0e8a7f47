"""Kinds of what trade keeps, as the privacy page names them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.privacy import Level, kind

kind(
    "trade.deeds",
    title=_("Your name in the market"),
    why=_("So that a party knows who offered, answered and signed."),
    seen_by=_("Those who act for your organization, and the parties of a container you answered for."),
    outlasts=_("What was offered and answered stays, with a made-up name."),
)
kind(
    "trade.limits",
    title=_("Reserves and limits"),
    why=_("So that a market can be cleared without anybody's limit being known."),
    seen_by=_("Your own officers, and the clearing. Not the operator, not the other side."),
    level=Level.INTERNAL,
)
kind(
    "trade.certificates",
    title=_("Certificates of your lots"),
    why=_("So that a buyer can trust what stands on the bag."),
    seen_by=_("Everybody sees which certificates a lot on the market has. Numbers are seen by those with whom they are shared."),
    level=Level.INTERNAL,
    shared_says=_("The certificates of all your lots, with their numbers and days. No price."),
)
kind(
    "trade.sales",
    title=_("What was sold"),
    why=_("So that a contract can be shown and counted."),
    seen_by=_("The parties of the contract, and the market's operator."),
    level=Level.INTERNAL,
    shared_says=_("Number, day, goods and kg of your contracts. No price and not the other party's name: they are not yours alone."),
)

kind(
    "trade.loans",
    title=_("Money borrowed against contracts"),
    why=_("So that both sides know what was drawn, what it costs and what is paid back."),
    seen_by=_("The cooperative that borrows and its lender. Nobody else, not the market's operator."),
    level=Level.INTERNAL,
)

ID = "joins rows; says nothing by itself"
WHEN = "tells when"
