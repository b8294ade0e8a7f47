"""What a bid asks for, a few questions a screen; and the short way of a counter-offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rochdale.trade import goods_words as words
from rochdale.trade.bid_called import CLAUSES, EXCHANGE_NAMES, FLOOR_ON, FORM_NAMES, PRICE_KINDS, WEIGHT_NAMES
from rochdale.trade.forms.goods import currency_choices, find_ports, whole_kg
from rochdale.trade.forms.pricing import months_from
from rochdale.trade.forms.sales import PERCENT
from rochdale.trade.goods_words import choices
from rochdale.trade.models import Quotation
from rochdale.trade.rules.negotiation import INCOTERMS, Bid
from rochdale.trade.rules.price_terms import OUTRIGHT, QUOTED_IN, TO_BE_FIXED, PriceTerms
from rochdale.ui.forms import ChooseField, DayField, FigureField, OperationForm, Tiles
from rochdale.ui.templatetags.ui import written

KIND_PICTURES = {"outright": "coins", "differential": "chart", "to-be-fixed": "calendar", "fairtrade": "seal"}
FIXING = ("caller", "fix_by", "floor_on")
QUOTED = ("exchange", "month", "quotation", "quoted_in", "quoted_on")


class BidWeightForm(forms.Form):
    """How much, and what kind of price."""

    over = forms.IntegerField(widget=forms.HiddenInput, required=False)
    kg = FigureField(label=_("How much?"), unit=_("kg"), max_digits=12, decimal_places=3)
    price_kind = forms.ChoiceField(
        label=_("What kind of price?"), widget=Tiles(KIND_PICTURES), choices=list(PRICE_KINDS.items()), initial=OUTRIGHT
    )


class BidPriceForm(forms.Form):
    """The price itself; asks only for what the kind of price needs."""

    amount = FigureField(label=_("At which price?"), max_digits=20, decimal_places=6)
    currency = forms.ChoiceField(label=_("In which currency?"), choices=currency_choices)
    price_unit = forms.ChoiceField(label=_("For how much?"), choices=list(words.UNITS.items()), initial="kg")
    exchange = forms.ChoiceField(label=_("At which exchange?"), choices=list(EXCHANGE_NAMES.items()))
    month = forms.ChoiceField(label=_("Which month of delivery?"))
    quotation = FigureField(label=_("What does it stand at?"), max_digits=20, decimal_places=6)
    quoted_in = forms.ChoiceField(label=_("In which unit?"), choices=[(unit, unit) for unit in QUOTED_IN])
    quoted_on = DayField(label=_("On which day?"))
    caller = forms.ChoiceField(label=_("Who fixes it?"), choices=[("buyer", _("The buyer")), ("seller", _("The seller"))])
    fix_by = DayField(label=_("Until when?"))
    floor_on = forms.ChoiceField(
        label=_("What is a minimum price tested on?"), required=False, choices=list(FLOOR_ON.items()),
        help_text=_("Where it is fixed in steps. Each step never pays the growers less."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = str(self.data.get("price_kind") or self.initial.get("price_kind") or OUTRIGHT)
        self._name_months()
        unasked = [*QUOTED, *FIXING] if kind == OUTRIGHT else ["currency", "price_unit"]
        if kind not in (OUTRIGHT, TO_BE_FIXED):
            unasked += FIXING
        for name in unasked:
            del self.fields[name]
        if kind != OUTRIGHT:
            self.fields["amount"].label = _("How much more than the exchange?")
            self.fields["amount"].help_text = _("The differential, in the unit of the quotation. Below zero for less.")

    def _name_months(self) -> None:
        """Those that may be traded from the day of the quotation on, and the one that was said before."""
        said, day = (self.data.get(name) or self.initial.get(name) or "" for name in ("month", "quoted_on"))
        with suppress(ValueError):
            day = date.fromisoformat(str(day))
        found = dict(months_from(day)) if isinstance(day, date) else {}
        if said and str(said) not in found:
            found = {str(said): str(said)} | found
        month = self.fields["month"]
        assert isinstance(month, forms.ChoiceField)
        month.choices = list(found.items())


class BidDeliveryForm(forms.Form):
    """Where and when."""

    incoterm = forms.ChoiceField(label=_("Which term?"), help_text=_("Incoterms 2020."), choices=[(term, term) for term in INCOTERMS])
    place = ChooseField(label=_("Which place?"), help_text=_("Type its name. A term of the sea names a port."), find=find_ports)
    ship_from = DayField(label=_("From when is it shipped?"))
    ship_until = DayField(label=_("Until when?"))
    costs_to_board = FigureField(
        label=_("What lies between that place and the ship, for 1 kg?"), required=False, min_value=0, max_digits=20, decimal_places=6,
        help_text=_("Only where a minimum price holds and the term is not FOB."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if str(self.data.get("incoterm") or self.initial.get("incoterm") or "FOB") == "FOB":
            del self.fields["costs_to_board"]


class BidQualityForm(forms.Form):
    """What the goods are, as the contract will say it. Empty: as the lot is described."""

    crop_year = forms.CharField(label=_("Which crop year?"), max_length=20, required=False)
    grade = forms.CharField(label=_("Which grade?"), max_length=60, required=False)
    screen = forms.CharField(label=_("Which screen?"), max_length=60, required=False)
    defects = forms.CharField(label=_("How many defects at most?"), max_length=60, required=False)
    protocol = forms.ChoiceField(
        label=_("Under which protocol?"), required=False, choices=lambda: choices("protocols", words.PROTOCOLS, _("No score"))
    )
    score = FigureField(label=_("Which score at least?"), unit=_("points"), required=False, max_digits=5, decimal_places=2)
    bags = forms.IntegerField(label=_("How many bags?"), required=False, min_value=1)
    bag_kg = FigureField(label=_("Of how many kg each?"), unit=_("kg"), required=False, max_digits=7, decimal_places=3, min_value=0)


class BidClausesForm(forms.Form):
    """What the contract says beside the goods."""

    form = forms.ChoiceField(label=_("Under which form of contract?"), required=False, choices=list(FORM_NAMES.items()))
    tolerance = FigureField(label=_("How much more or less is allowed?"), unit="%", max_digits=4, decimal_places=2, initial=Decimal(3))
    weights = forms.ChoiceField(label=_("Which weight counts?"), choices=list(WEIGHT_NAMES.items()))
    sample_clause = forms.ChoiceField(label=_("Is a sample approved first?"), required=False, choices=list(CLAUSES.items()))
    silence_days = forms.IntegerField(
        label=_("After how many days is silence a yes?"), help_text=_("Empty: silence is never a yes."), required=False, min_value=1
    )
    payment = forms.CharField(label=_("How is it paid?"), max_length=200, required=False)
    arbitration = forms.CharField(label=_("Where is a dispute settled?"), max_length=100, required=False)


class BidSendForm(OperationForm):
    """The last look: until when, and a word beside it."""

    valid_until = DayField(label=_("Until when may they answer?"))
    note = forms.CharField(label=_("A word beside it"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))


BID_STEPS: Sequence[type[forms.Form]] = (
    BidWeightForm, BidPriceForm, BidDeliveryForm, BidQualityForm, BidClausesForm, BidSendForm,
)  # fmt: skip


class CounterForm(OperationForm):
    """The short way: another weight or price, all else as it was."""

    over = forms.IntegerField(widget=forms.HiddenInput)
    kg = FigureField(label=_("How much?"), unit=_("kg"), max_digits=12, decimal_places=3)
    amount = FigureField(label=_("At which price?"), max_digits=20, decimal_places=6)
    quotation = FigureField(label=_("What does the exchange stand at?"), max_digits=20, decimal_places=6)
    quoted_on = DayField(label=_("On which day?"))
    valid_until = DayField(label=_("Until when may they answer?"))
    note = forms.CharField(label=_("A word beside it"), required=False, max_length=500, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, price: PriceTerms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if price.kind == OUTRIGHT:
            del self.fields["quotation"], self.fields["quoted_on"]
        else:
            self.fields["amount"].label = _("How much more than the exchange?")
        widget = self.fields["amount"].widget
        widget.unit = f"{price.currency}/{price.unit}" if price.kind == OUTRIGHT else price.quoted_in


class AcceptForm(OperationForm):
    """A yes to what was shown: number and hash come back."""

    over = forms.IntegerField(widget=forms.HiddenInput)
    sha256 = forms.CharField(widget=forms.HiddenInput)


class EndForm(OperationForm):
    """A no, or taking back, with a reason."""

    over = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea({"rows": 3}), max_length=500)


class TakeBackForm(EndForm):
    """Taking an own bid back may go without a reason."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class FixForm(OperationForm):
    """So many kg at the quotation of a day: one that was recorded, or one that is written here."""

    kg = FigureField(label=_("How much is fixed?"), unit=_("kg"), max_digits=12, decimal_places=3)
    recorded = forms.ChoiceField(label=_("At which quotation?"), required=False, help_text=_("As recorded, with its source."))
    quotation = FigureField(label=_("What does the exchange stand at?"), max_digits=20, decimal_places=6, required=False)
    on = DayField(label=_("On which day?"), required=False)

    def __init__(self, *args: Any, recorded: Sequence[Quotation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.id): row for row in recorded}
        choice = self.fields["recorded"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [*((key, f"{date_format(row.on)}: {_quoted(row)}") for key, row in self.rows.items()), ("", _("Another one"))]
        if not recorded:
            del self.fields["recorded"]
            self.fields["quotation"].required = self.fields["on"].required = True

    def clean(self) -> dict[str, Any]:
        """The figure and day of the chosen row; else both as written."""
        said: dict[str, Any] = super().clean() or {}
        row = self.rows.get(said.get("recorded") or "")
        if row is not None:
            return said | {"quotation": row.value, "on": row.on}
        for name in ("quotation", "on"):
            if said.get(name) is None and name not in self.errors:
                self.add_error(name, self.fields[name].error_messages["required"])
        return said


def _quoted(row: Quotation) -> str:
    return f"{written(row.value.normalize())} {row.quoted_in}, {row.source}"


def bid_from(said: Mapping[str, Any]) -> Bid:
    """The bid these answers describe."""
    return Bid(
        kg=whole_kg(said["kg"]), price=_price(said), incoterm=said["incoterm"], place=said["place"], ship_from=said["ship_from"],
        ship_until=said["ship_until"], valid_until=said["valid_until"], costs_to_board=said.get("costs_to_board"), form=said["form"],
        crop_year=said["crop_year"], grade=said["grade"], screen=said["screen"], defects=said["defects"], protocol=said["protocol"],
        score=said["score"], bags=said["bags"], bag_kg=said["bag_kg"], tolerance=said["tolerance"] / PERCENT, weights=said["weights"],
        sample_clause=said["sample_clause"], silence_days=said["silence_days"], payment=said["payment"], arbitration=said["arbitration"],
    )  # fmt: skip


def _price(said: Mapping[str, Any]) -> PriceTerms:
    if said["price_kind"] == OUTRIGHT:
        return PriceTerms(OUTRIGHT, said["amount"], said["currency"], said["price_unit"])
    return PriceTerms(
        said["price_kind"], said["amount"], "", "", said["exchange"], said["month"], said["quotation"], said["quoted_in"],
        said["quoted_on"], said.get("fix_by"), said.get("caller", ""), said.get("floor_on") or "",
    )  # fmt: skip


def initial_of(bid: Bid) -> dict[str, Any]:
    """A bid as the form asks for it, so that a counter-offer begins where the other side stopped."""
    price = bid.price
    said = {name: getattr(bid, name) for name in Bid.__dataclass_fields__ if name not in {"price", "tolerance"}}
    quoted = {name: getattr(price, name) for name in (*QUOTED, *FIXING)}
    return {
        **said, **quoted, "tolerance": (bid.tolerance * PERCENT).normalize(), "price_kind": price.kind, "amount": price.amount,
        "currency": price.currency, "price_unit": price.unit,
    }  # fmt: skip
