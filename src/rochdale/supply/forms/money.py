"""Shapes of input of payments, debts, cash boxes, pay runs and second payments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.money import Money
from rochdale.supply.called import claim_name, form_name, grade_name, product_name
from rochdale.supply.models import Account, CashBox, EntryKind, PayoutMeans
from rochdale.supply.operations.paying import Handover
from rochdale.supply.rules.cash import LOOSE, pieces
from rochdale.supply.rules.products import products
from rochdale.ui.forms import DayField, FigureField, OperationForm, Tiles

MARKS = [("signature", _("Signature")), ("thumbprint", _("Thumb")), ("none", _("No mark"))]
MEANS = [("cash", _("Cash")), ("mobile", _("Mobile money"))]
WAYS = [("issue", _("Into the box")), ("return", _("Out of the box"))]
MARK_ICONS = {"signature": "pencil", "thumbprint": "hand", "none": "no"}
MEANS_ICONS = {"cash": "coins", "mobile": "phone", "bank": "shop"}
Choices = Sequence[tuple[Any, Any]]


def offer(into: forms.Form, /, **choices: Choices) -> None:
    """What can be chosen in each field, and in its widget."""
    for name, offered in choices.items():
        field = cast(forms.ChoiceField, into.fields[name])
        field.choices = offered


class MoneyField(FigureField):
    """An amount of one currency; cleans to `Money`."""

    def __init__(self, *, currency: str, **kwargs: Any) -> None:
        super().__init__(unit=currency, min_value=0, **kwargs)
        self.currency = currency

    def clean(self, value: Any) -> Any:
        """Money, or nothing for an empty field."""
        number = super().clean(value)
        return None if number is None else Money(number, self.currency)


class HandoverForm(OperationForm):
    """How money reaches the grower. Fields of an operation that pays at the counter."""

    means = forms.ChoiceField(label=_("How is it paid?"), choices=MEANS, initial="cash")
    box = forms.ChoiceField(label=_("From which cash box?"), required=False)
    reference = forms.CharField(label=_("Reference of the mobile payment"), max_length=60, required=False)
    mark = forms.ChoiceField(label=_("How does the grower confirm it?"), choices=MARKS, initial="signature")
    receiver_name = forms.CharField(label=_("Somebody else receives it. Who?"), max_length=200, required=False)

    def __init__(self, *args: Any, boxes: Iterable[CashBox], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(str(box.id), box.name) for box in boxes]
        self.fields["means"].widget = Tiles(MEANS_ICONS)
        self.fields["mark"].widget = Tiles(MARK_ICONS)
        offer(self, means=MEANS, mark=MARKS)
        offer(self, box=found or [("", _("There is no cash box in this currency"))])

    def handover(self, note_minor: int = 1) -> Handover:
        """As the operation wants it."""
        given = self.cleaned_data
        box = UUID(given["box"]) if given["means"] == PayoutMeans.CASH and given["box"] else None
        return Handover(given["means"], box, given["mark"], given["receiver_name"], given["reference"], note_minor)


class PayForm(HandoverForm):
    """Hand over what was reckoned: the amounts shown come along, so that nothing else is paid."""

    share = forms.DecimalField(max_digits=6, decimal_places=5, widget=forms.HiddenInput)
    keep_advance = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    keep_credit = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    note_minor = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def keeps(self) -> dict[str, int]:
        """What is kept back, by account."""
        kept = {Account.ADVANCE.value: self.cleaned_data["keep_advance"], Account.CREDIT.value: self.cleaned_data["keep_credit"]}
        return {account: minor for account, minor in kept.items() if minor}


class ReckonForm(forms.Form):
    """Reckon a first payment in another way. Sent by GET: it changes nothing."""

    percent = FigureField(label=_("How much of the value is paid now?"), unit="%", min_value=1, max_value=100, decimal_places=3)
    note = forms.ChoiceField(label=_("Smallest note in the box"))

    def __init__(self, *args: Any, currency: str, debts: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, note=note_choices(currency))
        labels = {Account.ADVANCE: _("Keep back for advances"), Account.CREDIT: _("Keep back for inputs on credit")}
        for account in debts:
            self.fields[f"keep_{account}"] = MoneyField(currency=currency, label=labels[Account(account)], required=False)


def piece_name(minor: int, currency: str) -> str:
    """100,000 — as the note says it, without cents."""
    return number_format(f"{Money.of_minor(minor, currency).amount.normalize():f}", force_grouping=True)


def note_choices(currency: str) -> Choices:
    """Notes and coins of the currency, largest first, and "to the last unit"."""
    return [
        *((str(piece), f"{piece_name(piece, currency)} {currency}") for piece in pieces(currency).minor),
        ("1", _("Exactly, without rounding")),
    ]


class OwedForm(HandoverForm):
    """Pay at the counter what an account holds, or a part of it."""

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = MoneyField(currency=currency, label=_("How much of it?"))
        self.order_fields(["amount", "means", "box", "reference", "mark", "receiver_name"])


class AdvanceForm(OwedForm):
    """Lend money before the harvest."""

    def __init__(self, *args: Any, product_choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].label = _("How much is lent?")
        self.fields["product"] = forms.ChoiceField(label=_("Against the harvest of what?"), choices=product_choices)
        self.fields["note"] = forms.CharField(label=_("Note"), max_length=300, required=False)
        self.order_fields(["amount", "product", "means", "box", "reference", "mark", "receiver_name", "note"])


class CreditForm(OperationForm):
    """Seedlings, fertilizer or tools on credit."""

    what = forms.CharField(label=_("What is given?"), max_length=300, help_text=_("For example 2 bags of compost."))

    def __init__(self, *args: Any, currency: str, product_choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = MoneyField(currency=currency, label=_("What is it worth?"))
        self.fields["product"] = forms.ChoiceField(label=_("Against the harvest of what?"), choices=product_choices)


class MandateForm(OperationForm):
    """The grower has signed that a debt may be kept back."""

    account = forms.ChoiceField(label=_("For which debt?"), choices=[row for row in Account.choices if row[0] != Account.DELIVERIES])
    percent = FigureField(label=_("At most how much of one payment?"), unit="%", min_value=1, max_value=100, initial=Decimal(50))
    signed_on = DayField(label=_("Signed on"))


class BoxForm(OperationForm):
    """A cash box."""

    name = forms.CharField(label=_("What is the cash box called?"), max_length=100, help_text=_("For example Paksong road, box 1."))
    facility = forms.ChoiceField(label=_("Where is it?"))
    currency = forms.CharField(label=_("Currency"), min_length=3, max_length=3)

    def __init__(self, *args: Any, places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, facility=places)


class FloatForm(OperationForm):
    """Cash into a box, or out of it."""

    way = forms.ChoiceField(label=_("Into the box or out of it?"), choices=WAYS)
    note = forms.CharField(label=_("From whom, or to whom?"), max_length=300, required=False)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["way"].widget = Tiles({"issue": "plus", "return": "minus"})
        offer(self, way=WAYS)
        self.fields["amount"] = MoneyField(currency=currency, label=_("How much?"))
        self.order_fields(["way", "amount", "note"])


class CountForm(OperationForm):
    """How many of each note and coin lie in the box. The amount that should be there is not shown."""

    on = DayField(label=_("Which day is closed?"))
    note = forms.CharField(label=_("Anything to remark?"), max_length=300, required=False)

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency, self.pieces = currency, pieces(currency).minor
        for piece in self.pieces:
            label = f"{piece_name(piece, currency)} {currency} ×"
            self.fields[f"piece_{piece}"] = forms.IntegerField(
                label=label, min_value=0, required=False, widget=forms.NumberInput({"inputmode": "numeric", "placeholder": "0"})
            )
        if not self.pieces:
            self.fields["loose"] = MoneyField(currency=currency, label=_("How much lies in the box?"))
        self.order_fields(["on", *(f"piece_{piece}" for piece in self.pieces), "loose", "note"])

    def clean(self) -> dict[str, Any]:
        """An empty form says nothing; an empty box is written as 0."""
        answers = super().clean() or {}
        if self.pieces and all(answers.get(f"piece_{piece}") is None for piece in self.pieces) and not self.errors:
            self.add_error(f"piece_{self.pieces[0]}", _("Nothing is written yet. For an empty box write 0."))
        return answers

    def counts(self) -> dict[str, int]:
        """By note or coin in minor units."""
        if not self.pieces:
            return {LOOSE: self.cleaned_data["loose"].minor}
        return {str(piece): self.cleaned_data[f"piece_{piece}"] or 0 for piece in self.pieces}


class RunForm(OperationForm):
    """Who is paid, by which means, in which notes."""

    season = forms.ChoiceField(label=_("Of which season?"))
    currency = forms.ChoiceField(label=_("In which currency?"))
    means = forms.ChoiceField(label=_("How are they paid?"), choices=PayoutMeans.choices, initial="cash")
    point = forms.ChoiceField(label=_("Growers of which point?"), required=False)
    village = forms.CharField(label=_("Only one village?"), max_length=100, required=False)
    box = forms.ChoiceField(label=_("From which cash box?"), required=False)
    note = FigureField(
        label=_("Smallest note that is paid out"), min_value=0, required=False, help_text=_("What is below it stays on the account.")
    )

    def __init__(self, *args: Any, seasons: Choices, currencies: Choices, points: Choices, boxes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["means"].widget = Tiles(MEANS_ICONS)
        offer(self, means=PayoutMeans.choices)
        offer(self, season=seasons, currency=currencies)
        offer(self, point=[("", _("All points")), *points])
        offer(self, box=boxes or [("", _("There is no cash box"))])


class ReceiverForm(OperationForm):
    """A named other person who may receive the money."""

    receiver_name = forms.CharField(label=_("Who may receive it?"), max_length=200, required=False)


class PayoutForm(forms.Form):
    """From which account the bank pays."""

    debtor_name = forms.CharField(label=_("Name of the account's holder"), max_length=70)
    debtor_account = forms.CharField(label=_("Number of the account (IBAN or other)"), max_length=34)
    debtor_bank = forms.CharField(label=_("Code of the bank (BIC)"), max_length=11, required=False)
    execute_on = DayField(label=_("On which day should the bank pay?"))


KINDS = {EntryKind.SECOND.value: _("Second payment"), EntryKind.PREMIUM.value: _("Premium")}


class SecondForm(OperationForm):
    """So much more for each kg."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=list(KINDS.items()))
    season = forms.ChoiceField(label=_("Of which season?"))
    currency = forms.ChoiceField(label=_("In which currency?"))
    form = forms.ChoiceField(label=_("For which goods?"), required=False)
    grade = forms.ChoiceField(label=_("Of which grade?"), required=False)
    claim = forms.ChoiceField(label=_("Only with which certificate?"), required=False)
    per_kg = FigureField(label=_("How much for one kg?"), min_value=Decimal("0.0001"), max_digits=14, decimal_places=4)

    def __init__(self, *args: Any, seasons: Choices, currencies: Choices, claims: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = products().values()
        forms_known = dict.fromkeys(form for product in found for form in product.delivered)
        grades = dict.fromkeys(grade for product in found for grade in product.grades)
        offer(self, season=seasons, currency=currencies)
        offer(self, form=[("", _("All goods")), *((form, form_name(form)) for form in forms_known)])
        offer(self, grade=[("", _("All grades")), *((grade, grade_name(grade)) for grade in grades)])
        offer(self, claim=[("", _("All deliveries")), *((claim, claim_name(claim)) for claim in claims)])


class SettleForm(OperationForm):
    """A price for deliveries that were left open, of one form and grade."""

    goods = forms.ChoiceField(label=_("For which deliveries?"))
    per_kg = FigureField(label=_("How much for one kg?"), min_value=Decimal("0.0001"), max_digits=14, decimal_places=4)

    def __init__(self, *args: Any, goods: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, goods=goods)


class FirstShareForm(OperationForm):
    """How much of a delivery's value is paid at once."""

    percent = FigureField(
        label=_("How much of a delivery's value is paid at once?"), unit="%", min_value=1, max_value=100, decimal_places=1
    )


def product_choices() -> Choices:
    """Products by name."""
    return [(name, product_name(name)) for name in products()]
