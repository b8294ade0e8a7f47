"""The questions asked of a seller and of a buyer, a few a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.money import currency_codes
from rochdale.kernel.place import find_places
from rochdale.trade import goods_words as words
from rochdale.trade.goods_words import Text, choices
from rochdale.trade.known import species_of
from rochdale.trade.rules.goods import CertificateFacts, NeedFacts, OfferFacts, Price
from rochdale.ui.forms import ChooseField, DayField, Figure, FigureField, ManyTiles, Match, OperationForm, Tiles
from rochdale.ui.templatetags.ui import written


def find_ports(text: str) -> list[Match]:
    """Places by what people type: name, other name or code; sea ports first."""
    return [Match(found.code, f"{found.name} ({found.code})") for found in find_places(text)]


def currency_choices() -> list[tuple[str, str]]:
    return [(code, code) for code in (*words.CURRENCIES, *sorted(set(currency_codes()) - set(words.CURRENCIES)))]


def whole_kg(value: Decimal) -> int:
    """Whole kg, rounded down: nobody promises more than there is."""
    return int(value)


class PriceForm(forms.Form):
    """A price needs its currency and its unit of weight. A quintal says whether it is 46 or 100 kg."""

    price = FigureField(max_digits=20, decimal_places=6)
    currency = forms.ChoiceField(label=_("In which currency?"), choices=currency_choices)
    price_unit = forms.ChoiceField(
        label=_("For how much?"),
        choices=list(words.UNITS.items()),
        help_text=_("A quintal is 46 kg of green coffee in Central America, 100 kg elsewhere."),
        initial="kg",
    )


class OfferGoodsForm(forms.Form):
    """What is it, and how much?"""

    product = forms.ChoiceField(
        label=_("What do you sell?"), widget=Tiles(words.PICTURES), choices=lambda: choices("products", words.PRODUCTS)
    )
    kg = FigureField(label=_("How much is it?"), unit=_("kg"), max_digits=12, decimal_places=3, help_text=_("Net weight, without bags."))


class LotGoodsForm(OfferGoodsForm):
    """The same of a lot that is sold in parts: first its name and its whole weight."""

    lot = forms.CharField(label=_("What do you call the lot?"), max_length=60, help_text=_("As on your papers, for example DM-26-0418."))
    lot_kg = FigureField(label=_("How much is the whole lot?"), unit=_("kg"), max_digits=12, decimal_places=3)
    field_order = ["product", "lot", "lot_kg", "kg"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kg"].label = _("How much of it do you sell now?")


class QualityForm(forms.Form):
    """Asks only for species of the product that was chosen on the screen before."""

    any_species: Text = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        product = self.data.get("product") or self.initial.get("product") or ""
        species = self.fields["species"]
        assert isinstance(species, forms.ChoiceField)
        if found := species_of(str(product)):
            species.choices = [("", self.any_species), *((code, words.called(words.SPECIES, code)) for code in found)]


class OfferQualityForm(QualityForm):
    """What is known of its quality."""

    any_species = _("Not said")

    species = forms.ChoiceField(label=_("Which kind?"), required=False, choices=lambda: choices("species", words.SPECIES, _("Not said")))
    process = forms.ChoiceField(
        label=_("How was it prepared?"), required=False, choices=lambda: choices("processes", words.PROCESSES, _("Not said"))
    )
    certifications = forms.MultipleChoiceField(
        label=_("Which certificates cover it?"),
        required=False,
        widget=ManyTiles(),
        choices=lambda: choices("certificates", words.CERTIFICATES),
    )
    certified_until = DayField(
        label=_("Until when are they valid?"), required=False, help_text=_("The earliest day, if there are several.")
    )
    protocol = forms.ChoiceField(
        label=_("Was it scored? Under which protocol?"),
        required=False,
        choices=lambda: choices("protocols", words.PROTOCOLS, _("No score")),
    )
    score = FigureField(label=_("Which score?"), unit=_("points"), required=False, max_digits=5, decimal_places=2)


class OfferPlaceForm(forms.Form):
    """Where and when it is ready."""

    port = ChooseField(
        label=_("Where does it leave from?"), help_text=_("Type the name of the port, for example Da Nang."), find=find_ports
    )
    goes_by = forms.ChoiceField(
        label=_("How does it leave?"),
        widget=Tiles({"ship": "ship", "truck": "truck"}),
        choices=[("ship", _("By ship")), ("truck", _("By truck"))],
        initial="ship",
    )
    ready_from = DayField(label=_("From when is it ready there?"))
    ready_until = DayField(label=_("Until when can you keep it?"))


class OfferPriceForm(PriceForm):
    """The least one accepts, which stays sealed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price"].label = _("What is the least you accept?")
        self.fields["price"].help_text = _("On board at the port. Nobody else sees it.")


class CheckForm(OperationForm):
    """The last look before it is sent."""


class NeedGoodsForm(forms.Form):
    """What is needed, and how much?"""

    product = forms.ChoiceField(
        label=_("What do you need?"), widget=Tiles(words.PICTURES), choices=lambda: choices("products", words.PRODUCTS)
    )
    kg = FigureField(label=_("How much do you need?"), unit=_("kg"), max_digits=12, decimal_places=3)


class NeedQualityForm(QualityForm):
    """What it must be. Empty means any."""

    any_species = _("Any")

    species = forms.ChoiceField(label=_("Which kind?"), required=False, choices=lambda: choices("species", words.SPECIES, _("Any")))
    process = forms.ChoiceField(label=_("How prepared?"), required=False, choices=lambda: choices("processes", words.PROCESSES, _("Any")))
    certifications = forms.MultipleChoiceField(
        label=_("Which certificates must it have?"),
        required=False,
        widget=ManyTiles(),
        choices=lambda: choices("certificates", words.CERTIFICATES),
    )
    protocol = forms.ChoiceField(
        label=_("Must it be scored? Under which protocol?"),
        required=False,
        choices=lambda: choices("protocols", words.PROTOCOLS, _("No score needed")),
    )
    min_score = FigureField(label=_("Which score at least?"), unit=_("points"), required=False, max_digits=5, decimal_places=2)


class NeedPlaceForm(forms.Form):
    """Where and when it must arrive, from how many."""

    port = ChooseField(label=_("Where must it arrive?"), help_text=_("Type the name of the port, for example Aarhus."), find=find_ports)
    arrive_from = DayField(label=_("From when can you take it?"))
    arrive_until = DayField(label=_("Until when must it be there?"))
    min_lot_kg = FigureField(label=_("What is the smallest delivery?"), unit=_("kg"), required=False, max_digits=12, decimal_places=3)
    max_suppliers = forms.IntegerField(label=_("From how many cooperatives at most?"), required=False, min_value=1)


class NeedPriceForm(PriceForm):
    """The most one pays, which stays sealed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price"].label = _("What is the most you pay?")
        self.fields["price"].help_text = _("Landed at the port, freight and insurance in it. Nobody else sees it.")


OFFER_STEPS: Sequence[type[forms.Form]] = (OfferGoodsForm, OfferQualityForm, OfferPlaceForm, OfferPriceForm, CheckForm)
LOT_STEPS: Sequence[type[forms.Form]] = (LotGoodsForm, *OFFER_STEPS[1:])
NEED_STEPS: Sequence[type[forms.Form]] = (NeedGoodsForm, NeedQualityForm, NeedPlaceForm, NeedPriceForm, CheckForm)


class ChangeOfferForm(OperationForm):
    """What may still be changed of an open offer."""

    kg = FigureField(label=_("How much is it now?"), unit=_("kg"), max_digits=12, decimal_places=3)
    ready_from = DayField(label=_("From when is it ready?"))
    ready_until = DayField(label=_("Until when can you keep it?"))
    reserve_price = FigureField(label=_("What is the least you accept?"), max_digits=20, decimal_places=6)
    visibility = forms.ChoiceField(
        label=_("Who may see it?"),
        help_text=_("Nobody else ever sees the price."),
        widget=Tiles({"market": "people", "private": "lock"}),
        choices=[("market", _("Everybody in the market")), ("private", _("Nobody"))],
    )


class PartForm(OperationForm):
    """The next part of a lot. What it is was said of the part before."""

    kg = FigureField(label=_("How much of it do you sell now?"), unit=_("kg"), max_digits=12, decimal_places=3)
    ready_from = DayField(label=_("From when is it ready?"))
    ready_until = DayField(label=_("Until when can you keep it?"))
    reserve_price = FigureField(
        label=_("What is the least you accept?"), max_digits=20, decimal_places=6, help_text=_("On board at the port. Nobody else sees it.")
    )

    def __init__(self, *args: Any, kg_left: int, price_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kg"].help_text = _("%(kg)s kg are left.") % {"kg": written(kg_left)}
        price = self.fields["reserve_price"].widget
        assert isinstance(price, Figure)
        price.unit = price_in


class PartnerForm(PriceForm, OperationForm):
    """Who is asked first, for how much, at which price, until when."""

    partner = forms.ChoiceField(label=_("Which partner do you ask first?"))
    kg = FigureField(label=_("How much do you keep for it?"), unit=_("kg"), max_digits=12, decimal_places=3)
    until = DayField(label=_("Until when may it answer?"))
    field_order = ["operation_id", "partner", "kg", "price", "currency", "price_unit", "until"]

    def __init__(self, *args: Any, partners: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["price"].label = _("At which price?")
        partner = self.fields["partner"]
        assert isinstance(partner, forms.ChoiceField)
        partner.choices = partners


def offer_facts(cleaned: Mapping[str, Any], country: str) -> OfferFacts:
    """The offer these answers describe."""
    until: date | None = cleaned["certified_until"]
    return OfferFacts(
        country, cleaned["product"], cleaned["species"], cleaned["process"], cleaned["protocol"], cleaned["score"],
        tuple(CertificateFacts(scheme, "", None, until) for scheme in sorted(cleaned["certifications"])), whole_kg(cleaned["kg"]),
        cleaned["port"],
        cleaned["ready_from"], cleaned["ready_until"], _price(cleaned), cleaned["goes_by"] == "truck",
    )  # fmt: skip


def need_facts(cleaned: Mapping[str, Any]) -> NeedFacts:
    """The need these answers describe."""
    return NeedFacts(
        cleaned["product"], cleaned["species"], cleaned["process"], cleaned["protocol"], cleaned["min_score"],
        tuple(sorted(cleaned["certifications"])),
        whole_kg(cleaned["kg"]), whole_kg(cleaned["min_lot_kg"] or Decimal(0)), cleaned["max_suppliers"], cleaned["port"],
        cleaned["arrive_from"],
        cleaned["arrive_until"], _price(cleaned),
    )  # fmt: skip


def _price(cleaned: Mapping[str, Any]) -> Price:
    return Price(cleaned["price"], cleaned["currency"], cleaned["price_unit"])
