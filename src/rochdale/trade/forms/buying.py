"""Rounds of orders, quotes, awards, arrivals: few questions to a screen. Screens that differ from item to item are made for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from rochdale.trade.buying_words import UNITS
from rochdale.trade.forms.goods import currency_choices
from rochdale.trade.queries.tenders import Compared
from rochdale.trade.rules.buying import STEPS, RoundFacts
from rochdale.trade.rules.tender import Quote, QuoteLine, Share, Wanted
from rochdale.ui.forms import ChooseField, DayField, FigureField, ManyTiles, Match, OperationForm

PERCENT = Decimal(100)
Choices = Sequence[tuple[str, str]]
Steps = tuple[type[forms.Form], ...]


def places_of(unit: str) -> int:
    """Decimals that are written of a quantity in this unit."""
    return 0 if STEPS[unit] == 1 else 1


def quantity_field(label: object, unit: str, **kwargs: Any) -> FigureField:
    """So much of a unit."""
    return FigureField(label=label, unit=UNITS[unit], max_digits=12, decimal_places=1, min_value=0, required=False, **kwargs)


class RoundDaysForm(forms.Form):
    """Until when, and by when."""

    order_until = DayField(label=_("Until which day do members order?"))
    needed_by = DayField(label=_("By which day are the goods needed?"))


class RoundRulesForm(OperationForm):
    """In which money, and how cooperative suppliers are preferred."""

    currency = forms.ChoiceField(label=_("In which currency do members pay?"), choices=currency_choices)
    preference = FigureField(
        label=_("How much dearer may a cooperative supplier be, and still win?"), unit="%", max_digits=4, decimal_places=1,
        initial=Decimal(5), min_value=0, help_text=_("As your members agreed. It stands in the tender. 0: not at all."),
    )  # fmt: skip


def round_steps(products: Choices, points: Choices) -> Steps:
    """The screens of a new round, with the harvests and collection points of the cooperative."""

    class RoundWhatForm(forms.Form):
        title = forms.CharField(label=_("What is bought together?"), max_length=120, help_text=_("For example: fertiliser for the rains."))
        product = forms.ChoiceField(label=_("Which harvest pays it back?"), choices=products)
        places = forms.MultipleChoiceField(label=_("Where do members fetch it?"), choices=points, widget=ManyTiles())

    return RoundWhatForm, RoundDaysForm, RoundRulesForm


def round_facts(said: Mapping[str, Any]) -> RoundFacts:
    """What was answered on all screens."""
    return RoundFacts(said["title"], said["currency"], said["order_until"], said["needed_by"], said["preference"] / PERCENT)


class ItemForm(OperationForm):
    """One more thing on the list."""

    what = forms.CharField(label=_("What is it?"), max_length=120, help_text=_("As a shop writes it: NPK 15-15-15, bag of 50 kg."))
    unit = forms.ChoiceField(label=_("In what is it counted?"), choices=lambda: list(UNITS.items()))


class MemberForm(forms.Form):
    """For whom is ordered."""

    def __init__(self, *args: Any, find: Callable[[str], list[Match]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"] = ChooseField(
            label=_("Who orders?"), help_text=_("Name or number of the member."), find=find, suggestions=find("")
        )


class OrderForm(OperationForm):
    """How much of each thing, and where it is fetched."""

    def __init__(self, *args: Any, items: Sequence[Any], places: Choices, said: Mapping[UUID, Decimal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for item in self.items:
            was = said.get(item.id)
            self.fields[f"quantity_{item.position}"] = quantity_field(item.what, item.unit, initial=was.normalize() if was else None)
        self.fields["place"] = forms.ChoiceField(label=_("Where is it fetched?"), choices=places)

    def quantities(self) -> list[tuple[UUID, Decimal]]:
        """By item; an empty field is nothing."""
        return [(item.id, self.cleaned_data[f"quantity_{item.position}"] or Decimal(0)) for item in self.items]


class TenderForm(OperationForm):
    """When suppliers quote."""

    others_from = DayField(
        label=_("From which day may other suppliers quote?"), help_text=_("Until then only cooperatives do. Suppliers see this day.")
    )
    until = DayField(label=_("Until which day do all quote?"), help_text=_("Until the end of that day. Then quotes are opened."))

    def moments(self, at: datetime) -> dict[str, datetime]:
        """From the beginning of one day, or now, to the end of the other."""
        zone = get_current_timezone()
        begins = datetime.combine(self.cleaned_data["others_from"], time(), zone)
        ends = datetime.combine(self.cleaned_data["until"] + timedelta(days=1), time(), zone)
        return {"others_from": at if begins.date() == at.astimezone(zone).date() else begins, "until": ends}


class SupplierForm(OperationForm):
    """An organization that works with Rochdale."""

    def __init__(self, *args: Any, find: Callable[[str], list[Match]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supplier"] = ChooseField(label=_("Which organization?"), help_text=_("Type its name."), find=find)


class PaperSupplierForm(OperationForm):
    """A supplier that quotes on paper."""

    name = forms.CharField(label=_("What is it called?"), max_length=200)
    address = forms.CharField(label=_("Where is it?"), max_length=300, required=False)
    is_cooperative = forms.BooleanField(label=_("It is a cooperative"), required=False)


class QuoteTermsForm(forms.Form):
    """What holds for the whole quote."""

    currency = forms.ChoiceField(label=_("In which currency do you quote?"), choices=currency_choices)
    valid_until = DayField(label=_("Until which day does the quote stand?"))
    is_whole = forms.BooleanField(label=_("Only all of it together, or nothing"), required=False)


def quote_steps(items: Sequence[Wanted]) -> Steps:
    """The screens of a quote: what holds for all, one screen for each thing, one last look."""
    return (QuoteTermsForm, *(_line_form(item) for item in items), OperationForm)


def _line_form(item: Wanted) -> type[forms.Form]:
    figures: dict[str, Any] = {"max_digits": 16, "decimal_places": 4, "min_value": 0, "required": False}
    fields = {
        f"price_{item.position}": FigureField(
            label=_("Price for one"), help_text=_("Leave it empty if you do not supply this."), **figures
        ),
        f"delivery_{item.position}": FigureField(
            label=_("Delivery of all of it to the places named"), help_text=_("One amount. 0 if it is in the price."), **figures
        ),
        f"minimum_{item.position}": quantity_field(_("The least you supply"), item.unit),
        f"lead_{item.position}": forms.IntegerField(label=_("How many days until it is there?"), min_value=0, required=False),
    }
    return type(f"Line{item.position}Form", (forms.Form,), {"item": item, **fields})


def quote_said(said: Mapping[str, Any], items: Sequence[Wanted]) -> Quote:
    """What was answered on all screens."""
    zero = Decimal(0)
    lines = [
        QuoteLine(
            item.position, said[f"price_{item.position}"], said[f"delivery_{item.position}"] or zero,
            said[f"minimum_{item.position}"] or zero, said[f"lead_{item.position}"] or 0,
        )
        for item in items if said.get(f"price_{item.position}") is not None
    ]  # fmt: skip
    return Quote(said["currency"], said["valid_until"], said["is_whole"], tuple(lines))


def quote_before(quote: Quote | None) -> dict[str, object]:
    """A quote given before, as the fields show it."""
    if quote is None:
        return {}
    shown: dict[str, object] = {"currency": quote.currency, "valid_until": quote.valid_until, "is_whole": quote.is_whole}
    for line in quote.lines:
        shown |= {
            f"price_{line.position}": line.price, f"delivery_{line.position}": line.delivery, f"minimum_{line.position}": line.minimum,
            f"lead_{line.position}": line.lead_days,
        }  # fmt: skip
    return shown


class PaperForm(forms.Form):
    """The paper a quote was typed in from."""

    file = forms.FileField(label=_("Photo or PDF of the quote"), required=False)


class AwardReasonForm(OperationForm):
    """The last look before a second person decides."""

    reason = forms.CharField(
        label=_("Why, if it is not the best on the table?"), widget=forms.Textarea({"rows": 3}), max_length=1000, required=False
    )


def award_steps(rows: Sequence[Compared]) -> Steps:
    """One screen for each thing, with a quantity for each supplier; the best has all of it to begin with."""
    return (*(_award_form(row) for row in rows if row.offers), AwardReasonForm)


def _award_form(row: Compared) -> type[forms.Form]:
    fields = {
        award_name(row.item.position, number): quantity_field(
            offer.supplier, row.item.unit, initial=row.item.quantity.normalize() if offer.is_best else None
        )
        for number, offer in enumerate(row.offers)
    }
    return type(f"Award{row.item.position}Form", (forms.Form,), {"row": row, **fields})


def award_name(position: int, number: int) -> str:
    """The field of a supplier's quantity."""
    return f"give_{position}_{number}"


def shares_said(said: Mapping[str, Any], rows: Sequence[Compared]) -> list[Share]:
    """Who supplies how much, as answered."""
    return [
        Share(row.item.position, offer.supplier_id, quantity)
        for row in rows
        for number, offer in enumerate(row.offers)
        if (quantity := said.get(award_name(row.item.position, number)))
    ]


class ArrivalForm(OperationForm):
    """What came, where, with which paper."""

    def __init__(self, *args: Any, lines: Choices, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"] = forms.ChoiceField(label=_("What came?"), choices=lines)
        self.fields["place"] = forms.ChoiceField(label=_("Where did it come?"), choices=places)
        self.fields["quantity"] = FigureField(label=_("How much was counted?"), max_digits=12, decimal_places=1, min_value=0)
        self.fields["note"] = forms.CharField(label=_("Number of the delivery note"), max_length=100)


class HandOutForm(OperationForm):
    """Signed for: paid, or charged."""

    means = forms.ChoiceField(label=_("How is it paid?"))

    def __init__(self, *args: Any, means: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["means"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = means


class SupplierPaymentForm(OperationForm):
    """What the supplier was paid."""

    amount = FigureField(label=_("How much was paid?"), help_text=_("With a minus: it came back."), max_digits=20, decimal_places=4)
    on = DayField(label=_("On which day?"))
    reference = forms.CharField(label=_("What is the reference of the bank?"), max_length=100)


def in_two_weeks(on: date) -> date:
    """A day to begin with."""
    return on + timedelta(days=14)
