"""The sentences of the kernel's refusals: the kernel knows no language, and every floor above it shows them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

register(
    {
        "kernel.unknown-currency": Words(
            says=_("“%(currency)s” is not a currency code."),
            remedy=_("Write three letters, such as EUR, USD, XAF or LAK."),
            source="ISO 4217",
        ),
        "kernel.currencies-differ": Words(
            says=_("%(first)s and %(second)s cannot be added."),
            remedy=_("Convert one of them first, at a dated rate."),
        ),
        "kernel.nothing-to-split-by": Words(
            says=_("%(amount)s cannot be shared out: the weights sum to nothing."),
            remedy=_("Give at least one weight above zero, and none below."),
        ),
        "kernel.not-a-number": Words(
            says=_("“%(text)s” is not a number."),
            remedy=_("Write figures only, such as 1234.50."),
        ),
        "kernel.number-reads-two-ways": Words(
            says=_("“%(text)s” may mean %(one)s or %(other)s."),
            remedy=_("Write it without the comma."),
        ),
        "kernel.not-a-date": Words(
            says=_("“%(text)s” is not a date we can read."),
            remedy=_("Write year, month and day, such as 2026-03-31."),
            source="ISO 8601",
        ),
        "kernel.period-ends-before-it-starts": Words(
            says=_("It starts on %(start)s but ends on %(end)s."),
            remedy=_("Choose an end after the start."),
        ),
        "kernel.unknown-unit": Words(
            says=_("“%(unit)s” is not a unit of weight we know."),
            remedy=_("Choose one of these: %(choices)s."),
        ),
        "kernel.unit-without-size": Words(
            says=_("“%(unit)s” does not say how many kilograms it is."),
            remedy=_("Choose one of these: %(choices)s."),
            rule=_("A quintal is 46 kg of green coffee or 100 kg; a bag weighs what its owner declares."),
        ),
        "kernel.unknown-country": Words(
            says=_("“%(code)s” is not a country code."),
            remedy=_("Write two letters, such as LA, CM or DK."),
            source="ISO 3166-1",
        ),
        "kernel.unknown-place": Words(
            says=_("“%(code)s” is not in our list of ports and places."),
            remedy=_("Search by name, or write the five letters of its UN/LOCODE, such as CMDLA."),
            source="UN/LOCODE 2023-1",
        ),
        "kernel.place-misspelt": Words(
            says=_("“%(code)s” is not in our list of ports and places."),
            remedy=_("Did you mean %(guesses)s?"),
            source="UN/LOCODE 2023-1",
        ),
        "kernel.sea-term-without-port": Words(
            says=_("%(term)s needs a port, and %(place)s has none."),
            remedy=_("Name the port where the goods are loaded, or use FCA."),
            rule=_("FAS, FOB, CFR and CIF are for sea and inland waterways only."),
            source="Incoterms 2020",
        ),
        "kernel.missing-rate": Words(
            says=_("There is no exchange rate for %(currency)s on %(on)s."),
            remedy=_("Choose another currency, or ask the operator to enter a rate with its day and its source."),
            rule=_("A missing rate is never taken as 0 or 1."),
        ),
        "kernel.rate-not-above-zero": Words(
            says=_("The rate of %(currency)s on %(on)s is %(rate)s."),
            remedy=_("Enter a rate above zero."),
        ),
        "kernel.rate-of-earlier-day": Words(
            says=_("For %(on)s the rate of %(currency)s is that of %(rate_on)s."),
            source="%(source)s",
        ),
        "kernel.rate-is-old": Words(
            says=_("The rate of %(currency)s is %(days)s days old, from %(rate_on)s."),
            remedy=_("Enter a newer rate if you have one."),
            source="%(source)s",
        ),
    }
)
