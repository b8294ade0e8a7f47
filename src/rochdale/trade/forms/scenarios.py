"""A scenario in short steps: each asks a handful of figures, and what was said last time stands there already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.trade.floors import verified_rows
from rochdale.trade.forms.goods import currency_choices
from rochdale.trade.goods_words import UNITS, Text
from rochdale.trade.rules.farm_gate import Step
from rochdale.trade.rules.landed_cost import TERMS, Costs, Origin
from rochdale.trade.rules.scenarios import Scenario
from rochdale.trade.scenario_rows import Given
from rochdale.ui.forms import FigureField, OperationForm

PERCENT = Decimal(100)
ZERO = Decimal(0)


def _amount(label: Text, help_text: Text = "", **more: Any) -> FigureField:
    return FigureField(label=label, help_text=help_text, max_digits=20, decimal_places=8, required=False, **more)


def _percent(label: Text, help_text: Text = "") -> FigureField:
    return FigureField(label=label, help_text=help_text, unit="%", max_digits=6, decimal_places=3, required=False)


def floor_choices() -> list[tuple[str, str]]:
    """Verified minimum prices, and none."""
    rows = [(str(row.id), f"{row_name} ({row.source})") for row, row_name in verified_rows()]
    return [("", str(_("None"))), *rows]


class StepForm(forms.Form):
    """One step. `title`: what it is about; `what`: of which amounts are."""

    title: Text = ""


class PriceStep(StepForm):
    """The price that is thought of."""

    title = _("The price")

    name = forms.CharField(label=_("What do you call it?"), help_text=_("How it differs, for example: organic, FOB."), max_length=40)
    term = forms.ChoiceField(label=_("Under which term?"), choices=[(term, term) for term in TERMS], initial="FOB")
    price = FigureField(label=_("At which price, without premium?"), max_digits=20, decimal_places=8)
    currency = forms.ChoiceField(label=_("In which currency?"), choices=currency_choices, initial="USD")
    unit = forms.ChoiceField(label=_("For how much?"), choices=list(UNITS.items()), initial="kg")
    kg = FigureField(label=_("How much is shipped?"), unit=_("kg"), max_digits=12, decimal_places=3)


class TopStep(StepForm):
    """What certified goods have on top of it."""

    title = _("On top of it")

    floor = forms.ChoiceField(label=_("Which minimum price holds?"), required=False, choices=floor_choices)
    organic = _amount(_("How much more for organic?"), _("For the same weight as the price."))
    premium = _amount(_("Which premium?"), _("For the same weight. It is for the members to decide on, and no part of what they are paid."))


class OriginStep(StepForm):
    """Until the goods are on board, for all of them."""

    title = _("To the ship")

    origin_inland = _amount(_("What does the way to the port cost?"), _("For all that is shipped."))
    origin_clearance = _amount(_("What do export papers and customs cost?"))
    origin_loading = _amount(_("What does loading on board cost?"))


class WayStep(StepForm):
    """From the ship to the buyer's door, for all of them."""

    title = _("To the buyer")

    freight = _amount(_("What does the freight cost?"), _("For all that is shipped."))
    insurance = _percent(_("Which rate of insurance?"), _("Of 110 % of what the goods are worth on arrival."))
    terminal = _amount(_("What does unloading at the port cost?"))
    duty = _percent(_("Which duty?"), _("Of what the goods are worth on arrival."))
    clearance = _amount(_("What does customs clearance cost?"))
    inland = _amount(_("What does the way from the port cost?"))


class AdvanceStep(StepForm):
    """Money paid in advance by the buyer."""

    title = _("Money in advance")

    advance = _percent(_("How much does the buyer pay in advance?"), _("Of what the goods are worth on board."))
    interest = _percent(_("At which interest, a year?"))
    days = forms.IntegerField(label=_("For how many days?"), min_value=0, required=False)


class CooperativeStep(StepForm):
    """What the cooperative spends, for one kg of what is shipped."""

    title = _("At the cooperative")

    certification = _amount(_("What does certification cost?"), _("For one kg of what is shipped, as all on this page."))
    finance = _amount(_("What does money cost the cooperative?"))
    retention = _amount(_("What does the cooperative keep?"))
    mill = _amount(_("What does milling cost?"))


class YieldStep(StepForm):
    """Back from what is shipped to what the grower brings, in up to two steps."""

    title = _("Back to the grower")

    first_form = forms.CharField(
        label=_("What is it before milling?"), help_text=_("For example parchment."), max_length=40, required=False
    )
    first_outturn = _amount(_("How many kg does one kg of it give?"), _("As measured: 0.8 when 5 kg become 4."))
    first_cost = _amount(_("What does the work on one kg of it cost?"))
    second_form = forms.CharField(label=_("And before that?"), help_text=_("For example cherry."), max_length=40, required=False)
    second_outturn = _amount(_("How many kg does one kg of that give?"))
    second_cost = _amount(_("What does the work on one kg of that cost?"))


class ShelfStep(StepForm):
    """What a consumer pays, and what growers count in."""

    title = _("On the shelf")

    shelf = _amount(_("What does one kg cost on the shelf, without VAT?"), _("Leave it empty if you do not know."))
    shelf_currency = forms.ChoiceField(
        label=_("In which currency is that?"), choices=lambda: [("", _("The same")), *currency_choices()], required=False
    )
    kg_for_shelf = _amount(_("How many kg shipped make one kg sold?"), _("1.19 for roasted coffee."), initial=Decimal(1))
    growers_currency = forms.ChoiceField(
        label=_("Which currency do growers count in?"), choices=lambda: [("", _("The same")), *currency_choices()], required=False
    )


class KeepStep(StepForm, OperationForm):
    """The name of the sheet."""

    title = _("Keep it")

    sheet = forms.CharField(label=_("Under which name do you keep the sheet?"), max_length=100)


STEPS: Sequence[type[StepForm]] = (PriceStep, TopStep, OriginStep, WayStep, AdvanceStep, CooperativeStep, YieldStep, ShelfStep, KeepStep)


def given_of(said: Mapping[str, Any]) -> Given:
    """The scenario these answers describe; what was left empty is nothing."""

    def amount(name: str) -> Decimal:
        return said.get(name) or ZERO

    steps = tuple(
        Step(said[f"{place}_form"].strip(), amount(f"{place}_outturn"), amount(f"{place}_cost"))
        for place in ("first", "second")
        if said.get(f"{place}_form")
    )
    costs = Costs(
        amount("freight"), amount("insurance") / PERCENT, amount("terminal"), amount("clearance"), amount("inland"),
        amount("duty") / PERCENT, amount("advance") / PERCENT, amount("interest") / PERCENT, int(said.get("days") or 0),
    )  # fmt: skip
    scenario = Scenario(
        said["name"].strip(), said["term"], said["price"], said["currency"], said["unit"], said["kg"], amount("organic"), amount("premium"),
        Origin(amount("origin_inland"), amount("origin_clearance"), amount("origin_loading")), costs, amount("certification"),
        amount("finance"), amount("retention"), amount("mill"), steps, amount("shelf"), said.get("kg_for_shelf") or Decimal(1),
    )  # fmt: skip
    shelf = said.get("shelf_currency") or ""
    growers = said.get("growers_currency") or ""
    same = scenario.currency
    return Given(scenario, "" if shelf == same else shelf, "" if growers == same else growers, said.get("floor") or "")


def answers_of(given: Given) -> dict[str, Any]:
    """The answers that would give this scenario again."""
    one = given.scenario
    names = (
        "name",
        "term",
        "price",
        "currency",
        "unit",
        "organic",
        "premium",
        "kg",
        "certification",
        "finance",
        "retention",
        "mill",
        "shelf",
    )
    said: dict[str, Any] = {name: getattr(one, name) for name in names}
    said |= {f"origin_{name}": getattr(one.origin, name) for name in ("inland", "clearance", "loading")}
    said |= {name: getattr(one.costs, name) for name in ("freight", "terminal", "clearance", "inland", "days")}
    shares = {"insurance": "insurance_rate", "duty": "duty_rate", "advance": "advance_share", "interest": "interest_rate"}
    said |= {name: getattr(one.costs, of) * PERCENT for name, of in shares.items()}
    for place, step in zip(("first", "second"), one.steps, strict=False):
        said |= {f"{place}_form": step.form, f"{place}_outturn": step.outturn, f"{place}_cost": step.cost}
    said |= {"kg_for_shelf": one.kg_for_shelf, "shelf_currency": given.shelf_currency, "growers_currency": given.growers_currency}
    said["floor"] = given.floor
    return {name: _plain(value) for name, value in said.items() if value not in (ZERO, None)}


def _plain(value: Any) -> Any:
    return value.normalize() if isinstance(value, Decimal) else value


class ShareForm(OperationForm):
    """With whom, and how much of it."""

    reader = forms.ChoiceField(label=_("Whom do you show it to?"))
    shows_costs = forms.BooleanField(
        label=_("They may also see our own costs, line by line"),
        required=False,
        help_text=_("Otherwise these are one line: the cooperative."),
    )

    def __init__(self, *args: Any, readers: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = self.fields["reader"]
        assert isinstance(reader, forms.ChoiceField)
        reader.choices = list(readers)
