"""Who does what under a contract; what was shipped, what came in, what is given back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.base.countries import countries
from rochdale.trade.invoicing import Shipped
from rochdale.trade.rules.versions import Clauses
from rochdale.trade.settling import Report
from rochdale.ui.forms import DayField, FigureField, OperationForm

Sellers = Sequence[tuple[UUID, str]]
PERCENT = Decimal(100)


class RolesForm(OperationForm):
    """Who sells, exports, imports, is paid and holds the money of a pool; by when, and what happens when something is missing."""

    over = forms.IntegerField(widget=forms.HiddenInput)
    seller_id = forms.ChoiceField(label=_("Who is the seller by law?"), help_text=_("One organization. It writes the invoice."))
    seller_address = forms.CharField(label=_("Its address"), max_length=200, required=False)
    seller_registration = forms.CharField(label=_("Its number in the register"), max_length=60, required=False)
    seller_vat_id = forms.CharField(
        label=_("Its VAT number, if it has one"), help_text=_("With the letters of the country."), max_length=30, required=False
    )
    exporter = forms.CharField(label=_("Who exports?"), help_text=_("As on the customs declaration."), max_length=200)
    exporter_licence = forms.CharField(label=_("Number of the export licence"), max_length=60, required=False)
    importer = forms.CharField(
        label=_("Who first places the goods on the market there?"), help_text=_("The importer. Often not the buyer."), max_length=200
    )
    importer_country = forms.ChoiceField(label=_("In which country?"), choices=countries)
    buyer_address = forms.CharField(label=_("Address of the buyer"), max_length=200, required=False)
    payee = forms.CharField(label=_("Who is paid?"), max_length=200)
    account = forms.CharField(label=_("To which account?"), help_text=_("IBAN, or the number as the bank writes it."), max_length=40)
    bank = forms.CharField(label=_("BIC of the bank"), max_length=11, required=False)
    days_to_pay = forms.IntegerField(label=_("How many days after the invoice?"), min_value=0, initial=30)
    weights = forms.ChoiceField(label=_("Which weight counts?"), choices=[("shipped", _("Shipped weight")), ("landed", _("Landed weight"))])
    tolerance = FigureField(label=_("How much more or less is allowed?"), unit="%", max_digits=4, decimal_places=2, initial=Decimal(3))
    pool_holder_id = forms.ChoiceField(label=_("Who holds the money until it is shared out?"))
    bears_shortfall = forms.ChoiceField(
        label=_("Who pays for space that stays empty?"),
        choices=[("short", _("Whoever brought too little")), ("all", _("All, by weight"))],
    )
    bears_claim = forms.ChoiceField(
        label=_("Who bears a claim on quality?"),
        choices=[("lot", _("Whose lot it is")), ("all", _("All, by weight"))],
    )
    step = FigureField(
        label=_("How much more for one point of quality?"), unit="%", max_digits=4, decimal_places=2, initial=Decimal(0), required=False,
        help_text=_("0: quality is not weighed."),
    )  # fmt: skip
    base_score = FigureField(label=_("From which score on?"), max_digits=5, decimal_places=2, initial=Decimal(80), required=False)
    reference_moisture = FigureField(
        label=_("At which moisture are kg compared?"), unit="%", max_digits=4, decimal_places=2, initial=Decimal(12), required=False
    )
    disputes = forms.CharField(label=_("Where are disputes settled?"), max_length=300, required=False)
    other = forms.CharField(label=_("Anything else?"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3}))

    POOL = ("pool_holder_id", "bears_shortfall", "bears_claim", "step", "base_score", "reference_moisture")

    def __init__(self, *args: Any, sellers: Sellers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(id), name) for id, name in sellers]
        for name in ("seller_id", "pool_holder_id"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        if len(choices) == 1:
            for name in self.POOL:
                del self.fields[name]

    def clauses(self) -> Clauses:
        """What was written."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in {"operation_id", "over"}}
        pool = {"pool_holder_id": None, "bears_shortfall": "short", "bears_claim": "lot"} | said
        figures = {name: (pool.get(name) or Decimal(0)) / PERCENT for name in ("tolerance", "step", "reference_moisture")}
        ids = {"seller_id": UUID(said["seller_id"]), "pool_holder_id": UUID(pool["pool_holder_id"]) if pool["pool_holder_id"] else None}
        return Clauses(**{**pool, **figures, **ids, "base_score": pool.get("base_score") or Decimal(0)})


class InvoiceForm(OperationForm):
    """What was shipped of each lot, and when."""

    shipped_on = DayField(label=_("When was it shipped?"))

    def __init__(self, *args: Any, lots: Iterable[tuple[str, str, int]], currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = []
        for position, (reference, seller, kg) in enumerate(lots):
            name = f"kg_{position}"
            self.names.append(name)
            label = _("%(lot)s, %(seller)s") % {"lot": reference, "seller": seller}
            self.fields[name] = FigureField(label=label, unit=_("kg"), max_digits=12, decimal_places=3, min_value=0, initial=Decimal(kg))
        self.fields["premium"] = FigureField(
            label=_("Premium, if any"), unit=currency, max_digits=20, decimal_places=4, required=False, min_value=0,
            help_text=_("The whole amount. It stands on a line of its own and is never part of the price."),
        )  # fmt: skip

    def shipped(self) -> tuple[Shipped, ...]:
        """By lot."""
        return tuple(Shipped(position, self.cleaned_data[name]) for position, name in enumerate(self.names))


class PaymentForm(OperationForm):
    """What the bank says came in."""

    amount = FigureField(label=_("How much came in?"), max_digits=20, decimal_places=4)
    on = DayField(label=_("On which day?"))
    reference = forms.CharField(
        label=_("What is the reference of the bank?"), help_text=_("As on the statement of the account."), max_length=100
    )


class CreditForm(OperationForm):
    """What is given back."""

    amount = FigureField(label=_("How much is given back?"), max_digits=20, decimal_places=4)
    reason = forms.CharField(label=_("Why?"), help_text=_("It stands on the credit note."), max_length=200)


class ReasonForm(OperationForm):
    """Why."""

    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea({"rows": 3}), max_length=1000)


class SettlementForm(OperationForm):
    """What the sale cost together, and what each cooperative brought and has had."""

    shared_costs = FigureField(
        label=_("What did it cost together?"), help_text=_("Transport, port, bank, samples."), max_digits=20, decimal_places=4, min_value=0
    )
    dead_freight = FigureField(
        label=_("How much of that was for space left empty?"), max_digits=20, decimal_places=4, min_value=0, required=False
    )
    reserve = FigureField(label=_("What does the pool keep?"), max_digits=20, decimal_places=4, min_value=0, required=False)

    ASKED: Mapping[str, tuple[Any, str]] = {
        "moisture": (_("Moisture measured"), "%"),
        "score": (_("Points of quality"), ""),
        "advance": (_("Advance it has had"), ""),
        "interest_rate": (_("Interest on it, a year"), "%"),
        "days": (_("For how many days"), ""),
        "own_costs": (_("Costs of its own"), ""),
        "claim": (_("Taken off for the quality of its lots"), ""),
    }

    def __init__(self, *args: Any, sellers: Sequence[tuple[UUID, str, Decimal | None]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sellers = [id for id, _name, _score in sellers]
        for number, (_id, name, score) in enumerate(sellers):
            for key, (label, unit) in self.ASKED.items():
                self.fields[f"{key}_{number}"] = FigureField(
                    label=_("%(name)s: %(what)s") % {"name": name, "what": label}, unit=unit, max_digits=20, decimal_places=4,
                    required=False, min_value=0, initial=score if key == "score" else None,
                )  # fmt: skip

    def reports(self) -> tuple[Report, ...]:
        """By cooperative."""
        return tuple(self._report(id, number) for number, id in enumerate(self.sellers))

    def _report(self, id: UUID, number: int) -> Report:
        said = {key: self.cleaned_data[f"{key}_{number}"] for key in self.ASKED}
        zero = Decimal(0)
        return Report(
            id, None if said["moisture"] is None else said["moisture"] / PERCENT, said["score"], said["advance"] or zero,
            (said["interest_rate"] or zero) / PERCENT, int(said["days"] or 0), said["own_costs"] or zero, said["claim"] or zero,
        )  # fmt: skip


class DecisionForm(OperationForm):
    """A yes to what was shown: its hash comes back."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
