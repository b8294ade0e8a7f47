"""A frame in short steps, and what is called off within it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.trade import goods_words as words
from rochdale.trade.forms.goods import currency_choices, find_ports, whole_kg
from rochdale.trade.goods_words import choices
from rochdale.trade.rules.frameworks import CallFacts, Frame
from rochdale.trade.rules.price_terms import EXCHANGES, QUOTED_IN, PriceTerms
from rochdale.ui.forms import ChooseField, DayField, FigureField, ManyTiles, OperationForm, Tiles

Choices = Sequence[tuple[str, str]]
UNITS = [(code, code) for code in QUOTED_IN]
EXCHANGE_CHOICES = [("", "–"), *((code, code) for code in EXCHANGES)]


class WhoForm(forms.Form):
    """With whom, and who sells."""

    side = forms.ChoiceField(
        label=_("Do you sell or buy?"),
        widget=Tiles({"sell": "sack", "buy": "shop"}),
        choices=[("sell", _("We sell")), ("buy", _("We buy"))],
    )
    other = forms.ChoiceField(label=_("With whom?"))


class GoodsForm(forms.Form):
    """What it is."""

    product = forms.ChoiceField(label=_("What is it?"), widget=Tiles(words.PICTURES), choices=lambda: choices("products", words.PRODUCTS))
    species = forms.ChoiceField(label=_("Which kind?"), required=False, choices=lambda: choices("species", words.SPECIES, _("Not said")))
    process = forms.ChoiceField(
        label=_("How prepared?"), required=False, choices=lambda: choices("processes", words.PROCESSES, _("Not said"))
    )


class QualityForm(forms.Form):
    """How good it must be."""

    certificates = forms.MultipleChoiceField(
        label=_("Which certificates must it have?"), required=False, widget=ManyTiles(),
        choices=lambda: choices("certificates", words.CERTIFICATES),
    )  # fmt: skip
    protocol = forms.ChoiceField(
        label=_("Must it be scored? Under which protocol?"), required=False,
        choices=lambda: choices("protocols", words.PROTOCOLS, _("No score needed")),
    )  # fmt: skip
    min_score = FigureField(label=_("Which score at least?"), unit=_("points"), required=False, max_digits=5, decimal_places=2)


class MuchForm(forms.Form):
    """How much, and for how long."""

    total_kg = FigureField(label=_("How much in all?"), unit=_("kg"), max_digits=12, decimal_places=0)
    min_kg = FigureField(
        label=_("How much at least at a time?"), unit=_("kg"), max_digits=12, decimal_places=0, required=False,
        help_text=_("The last time may be what is left."),
    )  # fmt: skip
    valid_from = DayField(label=_("From when?"))
    valid_until = DayField(label=_("Until when?"))


class FormulaForm(forms.Form):
    """How the price of each call-off is found."""

    kind = forms.ChoiceField(
        label=_("How is the price found?"),
        choices=[
            ("outright", _("One price for all of it")),
            ("differential", _("The exchange, and so much more or less")),
            ("fairtrade", _("The same, never below the minimum price of Fairtrade")),
        ],
    )
    amount = FigureField(
        label=_("The price, or how much more than the exchange"), max_digits=20, decimal_places=6,
        help_text=_("Below zero for less than the exchange. Written as the exchange writes it."),
    )  # fmt: skip
    currency = forms.ChoiceField(label=_("In which currency?"), choices=currency_choices)
    price_unit = forms.ChoiceField(label=_("For how much?"), choices=list(words.UNITS.items()), initial="kg")
    exchange = forms.ChoiceField(
        label=_("Which exchange?"), required=False, choices=EXCHANGE_CHOICES,
        help_text=_("For a price that follows one: KC arabica, RC robusta, CC and C cocoa."),
    )  # fmt: skip


class RulesForm(forms.Form):
    """Where it is handed over, on which form of contract, how it ends."""

    incoterm = forms.ChoiceField(label=_("On which term?"), choices=[(code, code) for code in ("FOB", "FCA", "EXW")])
    place = ChooseField(label=_("Where is it handed over?"), help_text=_("Type its name, for example Da Nang."), find=find_ports)
    form = forms.ChoiceField(
        label=_("On which form of contract?"),
        choices=[("ESCC", "ESCC"), ("GCA", "GCA"), ("FCC", "FCC"), ("CMAA", "CMAA"), ("own", _("Our own"))],
    )
    notice_days = forms.IntegerField(label=_("How many days before must an end be said?"), min_value=0, initial=60)
    other_words = forms.CharField(label=_("Anything else?"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))


class CheckFrameForm(OperationForm):
    """The last look."""

    over = forms.IntegerField(widget=forms.HiddenInput, initial=0)


def frame_steps(others: Choices | None) -> list[type[forms.Form]]:
    """The screens of a new frame; without the first one for a change (`others` None)."""
    rest: list[type[forms.Form]] = [GoodsForm, QualityForm, MuchForm, FormulaForm, RulesForm, CheckFrameForm]
    if others is None:
        return rest
    who = type("WhoForm", (WhoForm,), {"other": forms.ChoiceField(label=_("With whom?"), choices=list(others))})
    return [who, *rest]


def frame_said(cleaned: Mapping[str, Any]) -> Frame:
    """The frame these answers describe."""
    is_outright = cleaned["kind"] == "outright"
    price = PriceTerms(
        cleaned["kind"], cleaned["amount"], cleaned["currency"] if is_outright else "", cleaned["price_unit"] if is_outright else "",
        "" if is_outright else cleaned["exchange"],
    )  # fmt: skip
    return Frame(
        cleaned["product"], cleaned["species"], cleaned["process"], tuple(sorted(cleaned["certificates"])), cleaned["protocol"],
        cleaned["min_score"], whole_kg(cleaned["total_kg"]), whole_kg(cleaned["min_kg"] or Decimal(0)), cleaned["valid_from"],
        cleaned["valid_until"], price, cleaned["incoterm"], cleaned["place"], cleaned["form"], cleaned["notice_days"],
        cleaned["other_words"],
    )  # fmt: skip


class CallForm(OperationForm):
    """How much now, when, and for a price that follows an exchange, what it says today."""

    kg = FigureField(label=_("How much now?"), unit=_("kg"), max_digits=12, decimal_places=0)
    ready_from = DayField(label=_("From when is it ready?"))
    ready_until = DayField(label=_("Until when?"))
    month = forms.CharField(label=_("Which month of the exchange?"), help_text=_("Year and month, for example 2027-03."), max_length=7)
    quotation = FigureField(label=_("What does the exchange say?"), max_digits=20, decimal_places=6)
    quoted_in = forms.ChoiceField(label=_("How does it write that?"), choices=UNITS)
    quoted_on = DayField(label=_("Of which day?"))


QUOTED = ("month", "quotation", "quoted_in", "quoted_on")


def call_step(*, is_quoted: bool, is_alone: bool = True) -> type[forms.Form]:
    """The questions of a call-off; about the exchange only where the price follows one. `is_alone`: sent from this very screen."""
    unasked = (*(() if is_quoted else QUOTED), *(() if is_alone else ("operation_id",)))
    return type("CallStep", (CallForm,), dict.fromkeys(unasked))  # Django leaves out a field that is None here


def call_said(cleaned: Mapping[str, Any]) -> CallFacts:
    """What was written."""
    return CallFacts(
        whole_kg(cleaned["kg"]), cleaned["ready_from"], cleaned["ready_until"], cleaned.get("month", ""), cleaned.get("quotation"),
        cleaned.get("quoted_in", ""), cleaned.get("quoted_on"),
    )  # fmt: skip


class NoticeForm(OperationForm):
    """When it ends, and why."""

    ends_on = DayField(label=_("On which day does it end?"))
    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea({"rows": 3}), max_length=1000, required=False)
