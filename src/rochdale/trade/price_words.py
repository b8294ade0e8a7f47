"""What is said when a cost or a price cannot be reckoned."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

register(
    {
        "trade.incoterm-is-unknown": Words(
            says=_("Incoterms 2020 knows no term “%(term)s”."), remedy=_("Choose one of these: %(known)s."), source="Incoterms 2020"
        ),
        "trade.insurance-rate-cannot-be": Words(
            says=_("At a rate of %(rate)s the insurance would cost as much as the goods."), remedy=_("Write 0.3 for 0.3 %.")
        ),
        "trade.cost-is-negative": Words(
            says=_("A cost cannot be below zero, and goods are worth something: %(lines)s."), remedy=_("Check the figures.")
        ),
        "trade.outturn-cannot-be": Words(
            says=_("The outturn is a share above 0 and at most 1: %(forms)s."),
            remedy=_("Write 0.2 when 5 kg become 1 kg."),
            source="docs/rules/farm-gate.md",
        ),
        "trade.retail-price-is-missing": Words(
            says=_("Without a shelf price there is no share of it."), remedy=_("Write the price of a kg without VAT.")
        ),
    }
)
