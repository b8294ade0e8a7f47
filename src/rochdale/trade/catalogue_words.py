"""What is said of published prices and of catalogues of the Data Food Consortium."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register

_RULES = _("Catalogues, docs/rules/catalogue.md")

register(
    {
        "trade.offer-is-not-public": Words(
            says=_("%(reference)s is not shown to the market."),
            remedy=_("Show it to everybody in the market first."),
            rule=_("A price is published only for what others can see."),
            source=_RULES,
        ),
        "trade.no-price-is-published": Words(
            says=_("No price is published for %(reference)s."), remedy=_("There is nothing to take back.")
        ),
        "trade.catalogue-without-price": Words(
            says=_("%(reference)s goes out without a price."), remedy=_("Publish one, if others may know it."), source=_RULES
        ),
        "trade.catalogue-currency-without-unit": Words(
            says=_("The price of %(reference)s is left out: the Data Food Consortium has no unit for %(currency)s."),
            remedy=_("It stands in the file as a remark."),
            source=_RULES,
        ),
        "trade.catalogue-row-already-kept": Words(
            says=_("This row of the same file was kept before."), remedy=_("Look at the list of what partners offer.")
        ),
        "trade.catalogue-is-no-json": Words(
            says=_("This is no JSON: it cannot be read from line %(line)s on."),
            remedy=_("Ask your partner for the file again, as it leaves their program."),
            source=_RULES,
        ),
        "trade.catalogue-too-deep": Words(
            says=_("Things lie more than %(most)s deep in each other in this file."),
            remedy=_("No catalogue does that. Ask for another file."),
        ),
        "trade.catalogue-too-much": Words(
            says=_("There are more than %(most)s things in this file."), remedy=_("Ask for the catalogue in parts.")
        ),
        "trade.catalogue-without-products": Words(
            says=_("There is no product in this file that we can read."),
            remedy=_("It must hold things of the type dfc-b:SuppliedProduct."),
            rule=_("A context that gives dfc-b another meaning makes all its words unknown."),
            source=_RULES,
        ),
        "trade.catalogue-context-not-fetched": Words(
            says=_("The file explains its words at %(address)s. We fetch nothing from there."),
            remedy=_("Its words are read as those of the Data Food Consortium."),
            source=_RULES,
        ),
        "trade.catalogue-type-misspelt": Words(
            says=_("Thing %(number)s (%(node)s) is a “%(type)s”, which does not exist. It is left out."),
            remedy=_("Is %(near)s meant? Tell your partner."),
        ),
        "trade.catalogue-type-unknown": Words(says=_("Thing %(number)s (%(node)s) is a “%(type)s”, which we do not know. It is left out.")),
        "trade.catalogue-more-notices": Words(says=_("%(count)s more remarks are not shown.")),
        "trade.catalogue-thing-missing": Words(says=_("%(node)s speaks of %(missing)s, which is not in the file.")),
        "trade.catalogue-currency-unknown": Words(
            says=_("The price of %(node)s is in “%(unit)s”, which is no currency we know. It is left out.")
        ),
        "trade.catalogue-unit-no-weight": Words(
            says=_("%(node)s is counted in “%(unit)s”, which is no weight. Its price for 1 kg cannot be told.")
        ),
        "trade.catalogue-quantity-zero": Words(says=_("%(node)s weighs nothing, it says. Its price for 1 kg cannot be told.")),
        "trade.catalogue-item-without-name": Words(says=_("A product without a name."), remedy=_("Ask your partner what it is.")),
        "trade.catalogue-figure-unreadable": Words(
            says=_("“%(text)s” is no figure."), remedy=_("Figures have a point and no other marks, as in 12.06.")
        ),
        "trade.catalogue-figure-below-zero": Words(says=_("“%(text)s” is below zero."), remedy=_("Ask your partner what is meant.")),
    }
)
