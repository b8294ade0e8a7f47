"""Input at the scale: what a clerk types (kilograms, bags), and the exact figures a receipt is written from."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.supply.called import claim_name, form_name, grade_name, product_name
from rochdale.supply.operations.deliveries import Goods
from rochdale.supply.queries.scale import AtScale, Bought
from rochdale.supply.rules.deliveries import Weighed
from rochdale.supply.rules.weights import grams
from rochdale.ui.forms import Figure, FigureField, ManyTiles, OperationForm, Tiles

BETWEEN = "/"
DEFECTS = {"unripe": _("Unripe"), "floaters": _("Floaters"), "insects": _("Insect damage"), "mould": _("Mould")}
KG = _("kg")


class FindGrower(forms.Form):
    """Number, name, or what a scanner reads from a card."""

    q = forms.CharField(
        label=_("Who brings it?"), max_length=60, help_text=_("Number, name, or the card."),
        widget=forms.TextInput({"autofocus": True, "autocomplete": "off"}),
    )  # fmt: skip


class WeighForm(OperationForm):
    """One delivery as the clerk types it."""

    goods = forms.ChoiceField(label=_("What is it?"), widget=Tiles())
    grade = forms.ChoiceField(label=_("Which grade?"), required=False, widget=Tiles())
    gross = FigureField(label=_("How much does it weigh?"), help_text=_("As the scale shows it, bags included."), unit=KG, min_value=0)
    bags = forms.IntegerField(label=_("How many bags?"), required=False, min_value=0, max_value=9999, widget=Figure())
    bag_each = FigureField(label=_("One empty bag weighs"), required=False, unit=KG, min_value=0)
    tare = FigureField(label=_("Other tare (crate, pallet)"), required=False, unit=KG, min_value=0)
    deduction = FigureField(label=_("Deducted from the weight"), required=False, unit=KG, min_value=0)
    price_deduction = FigureField(label=_("Deducted from the price of a kg"), required=False, min_value=0)
    moisture = FigureField(label=_("Moisture"), required=False, unit="%", min_value=0, max_value=100)
    plots = forms.MultipleChoiceField(label=_("From which plots?"), required=False, widget=ManyTiles())
    claims = forms.MultipleChoiceField(label=_("Put down as"), required=False, widget=ManyTiles())

    def __init__(self, *args: Any, bought: Sequence[Bought] = (), at_scale: AtScale | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bought = {one.product.name: one for one in bought}
        self.fields["gross"].widget.attrs["autofocus"] = True
        self._of_goods(bought)
        for name, label in DEFECTS.items():
            self.fields[f"defect_{name}"] = forms.IntegerField(label=label, required=False, min_value=0, max_value=100)
        self._of_grower(at_scale)

    def _of_goods(self, bought: Sequence[Bought]) -> None:
        """What is bought at a price first; the first grade that has one is chosen."""
        goods, grade = self._choice("goods"), self._choice("grade")
        several = len(bought) > 1
        found = [(one, form) for one in bought for form in one.product.delivered]
        found.sort(key=lambda pair: not pair[0].buys(pair[1]))
        goods.choices = [
            (f"{one.product.name}{BETWEEN}{form}", f"{product_name(one.product.name)}: {form_name(form)}" if several else form_name(form))
            for one, form in found
        ]
        grades = dict.fromkeys(grade for one in bought for grade in one.product.grades)
        grade.choices = [("", _("not graded")), *((code, grade_name(code)) for code in grades)]
        if found:
            goods.initial = f"{found[0][0].product.name}{BETWEEN}{found[0][1]}"
            priced = [line.grade for line in found[0][0].lines if line.form == found[0][1]]
            grade.initial = min(priced, default="")

    def _of_grower(self, at_scale: AtScale | None) -> None:
        plots = at_scale.plots if at_scale else []
        may_carry = [one.scheme for one in at_scale.claims if not one.why_not] if at_scale else []
        self._choice("plots").choices = [(str(plot.id), plot.number) for plot in plots]
        self._choice("claims").choices = [(scheme, claim_name(scheme)) for scheme in may_carry]
        if len(plots) == 1:
            self.fields["plots"].initial = [str(plots[0].id)]
        self.fields["claims"].initial = may_carry

    def _choice(self, name: str) -> forms.ChoiceField:
        return cast(forms.ChoiceField, self.fields[name])

    @property
    def defect_fields(self) -> list[forms.BoundField]:
        """One count for each defect."""
        return [self[f"defect_{name}"] for name in DEFECTS]

    def weighed(self) -> Weighed:
        """What the scale said, in grams. Raises `Refused`."""
        given = self.cleaned_data
        bags, each = given["bags"], given["bag_each"] or Decimal(0)
        defects = {name: given[f"defect_{name}"] for name in DEFECTS if given[f"defect_{name}"]}
        tare_g = (bags or 0) * grams(each) + grams(given["tare"] or 0)
        return Weighed(grams(given["gross"]), tare_g, grams(given["deduction"] or 0), bags, given["moisture"], defects)

    def what(self) -> Goods:
        """What was brought."""
        product, form = self.cleaned_data["goods"].split(BETWEEN)
        given = self.cleaned_data
        return Goods(product, form, given["grade"], tuple(sorted(given["claims"])), tuple(UUID(plot) for plot in given["plots"]))


@dataclass(frozen=True, slots=True)
class Written:
    """A receipt as it is to be written."""

    point_id: UUID
    grower_id: UUID
    goods: Goods
    weighed: Weighed
    price_list_id: UUID | None
    price_deduction: Decimal
    series_id: UUID
    number: int | None
    shown_minor: int | None


class ReceiptForm(OperationForm):
    """The exact figures of one delivery: from the page that showed the price, or from a device without a line."""

    point = forms.UUIDField()
    grower = forms.UUIDField()
    product = forms.CharField(max_length=40)
    form = forms.CharField(max_length=40)
    grade = forms.CharField(max_length=40, required=False)
    claims = forms.CharField(max_length=400, required=False)
    plots = forms.CharField(max_length=4000, required=False)
    gross_g = forms.IntegerField(min_value=0)
    tare_g = forms.IntegerField(min_value=0)
    deduction_g = forms.IntegerField(min_value=0)
    bags = forms.IntegerField(min_value=0, max_value=9999, required=False)
    moisture = forms.DecimalField(required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2)
    defects = forms.JSONField(required=False)
    price_list = forms.UUIDField(required=False)
    price_deduction = forms.DecimalField(required=False, min_value=0)
    series = forms.UUIDField()
    number = forms.IntegerField(required=False, min_value=1)
    shown_minor = forms.IntegerField(required=False)
    weighed_at = forms.DateTimeField(required=False)
    """The moment at which the price was shown: the same when the form is sent twice."""

    def clean_plots(self) -> tuple[UUID, ...]:
        """Ids between commas."""
        try:
            return tuple(UUID(plot) for plot in self.cleaned_data["plots"].split(",") if plot)
        except ValueError as wrong:
            raise forms.ValidationError(_("This is no plot."), "invalid") from wrong

    def clean_defects(self) -> dict[str, int]:
        """Counts by name."""
        found = self.cleaned_data["defects"] or {}
        if not isinstance(found, dict) or not all(name in DEFECTS and isinstance(count, int) for name, count in found.items()):
            raise forms.ValidationError(_("These are no defects."), "invalid")
        return found

    def written(self) -> Written:
        """The receipt."""
        given = self.cleaned_data
        claims = tuple(sorted(claim for claim in given["claims"].split(",") if claim))
        return Written(
            given["point"], given["grower"], Goods(given["product"], given["form"], given["grade"], claims, given["plots"]),
            Weighed(given["gross_g"], given["tare_g"], given["deduction_g"], given["bags"], given["moisture"], given["defects"]),
            given["price_list"], given["price_deduction"] or Decimal(0), given["series"], given["number"], given["shown_minor"],
        )  # fmt: skip


def as_fields(written: Written, operation_id: UUID) -> Mapping[str, str]:
    """The same as fields of `ReceiptForm`, for the page that asks once more: plain figures in every language."""
    goods, weighed = written.goods, written.weighed
    found = {
        "operation_id": operation_id, "point": written.point_id, "grower": written.grower_id, "product": goods.product, "form": goods.form,
        "grade": goods.grade, "claims": ",".join(goods.claims), "plots": ",".join(str(plot) for plot in goods.plot_ids),
        "gross_g": weighed.gross_g, "tare_g": weighed.tare_g, "deduction_g": weighed.deduction_g,
        "bags": "" if weighed.bags is None else weighed.bags, "moisture": "" if weighed.moisture_pct is None else weighed.moisture_pct,
        "defects": json.dumps(weighed.defects), "price_list": written.price_list_id or "",
        "price_deduction": format(written.price_deduction, "f"), "series": written.series_id, "number": written.number or "",
        "shown_minor": "" if written.shown_minor is None else written.shown_minor,
    }  # fmt: skip
    return {name: str(value) for name, value in found.items()}


class ReverseForm(OperationForm):
    """Take a delivery back."""

    reason = forms.CharField(label=_("Why is it taken back?"), max_length=300)


class TestWeightForm(OperationForm):
    """The scale under a known weight."""

    scale = forms.CharField(label=_("Which scale?"), max_length=60, help_text=_("The name or number on it."))
    known = FigureField(label=_("What does the test weight weigh?"), unit=KG, min_value=0)
    shown = FigureField(label=_("What does the scale show?"), unit=KG, min_value=0)

    def in_grams(self) -> tuple[int, int]:
        """Known and shown. Raises `Refused` for a weight finer than a gram."""
        return grams(self.cleaned_data["known"]), grams(self.cleaned_data["shown"])


class BringForm(OperationForm):
    """A file that a device saved."""

    file = forms.FileField(label=_("Which file?"), help_text=_("The device calls it rochdale-kept.json."))

    def pieces(self) -> list[dict[str, Any]]:
        """What lies in the file; a sentence when it is no such file."""
        try:
            found = json.loads(self.cleaned_data["file"].read(8_000_001).decode())
        except (ValueError, UnicodeDecodeError):
            found = None
        if not isinstance(found, list) or not all(isinstance(piece, dict) for piece in found):
            self.add_error("file", _("This is no file that a device saved."))
            return []
        return found
