"""Fields, widgets and the renderer that make `{{ form }}` look like the components of this house.

Set `FORM_RENDERER = "rochdale.ui.forms.Renderer"`. Forms parse only; what may be is asked of rules by operations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import loader
from django.utils.datastructures import MultiValueDict
from django.utils.formats import get_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import sentence
from rochdale.kernel.ids import new_id
from rochdale.kernel.number import parse_number
from rochdale.kernel.refusal import Refused

Text = str | Promise


class Renderer(DjangoTemplates):
    """Our templates for forms and fields, Django's own for bare inputs."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    def get_template(self, template_name: str) -> Any:
        """Templates under `ui/` come from the project's engine, with components and translations."""
        if template_name.startswith("ui/"):
            return loader.get_template(template_name)
        return super().get_template(template_name)


class Figure(forms.TextInput):
    """A number with its unit, written large, with the number keys of a phone."""

    def __init__(self, unit: Text = "", attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", **(attrs or {})})
        self.unit = unit

    def format_value(self, value: Any) -> str | None:
        """As the reader writes it: shown as 4.125, a Lao reader would send back four thousand."""
        if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
            return number_format(f"{Decimal(str(value)):f}", use_l10n=True, force_grouping=True)
        return cast("str | None", super().format_value(value))


class Tiles(forms.RadioSelect):
    """A choice of a few, each with picture and word. `icons` gives the picture by value."""

    def __init__(self, icons: Mapping[str, str] | None = None, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(dict(attrs or {}))
        self.icons = dict(icons or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option with its picture."""
        return {**super().create_option(name, value, *args, **kwargs), "icon": self.icons.get(str(value), "")}


class ManyTiles(forms.CheckboxSelectMultiple):
    """Several of a few, each with picture and word."""

    def __init__(self, icons: Mapping[str, str] | None = None, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(dict(attrs or {}))
        self.icons = dict(icons or {})

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The option with its picture."""
        return {**super().create_option(name, value, *args, **kwargs), "icon": self.icons.get(str(value), "")}


class Day(forms.DateInput):
    """A day, chosen in the calendar of the device."""

    input_type = "date"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(dict(attrs or {}), format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day. Reads the ISO form a browser sends, and the reader's own way of writing it."""

    widget = Day

    def to_python(self, value: Any) -> Any:
        """ISO first, so that 2027-03-04 is never read another way round."""
        self.input_formats = ["%Y-%m-%d", *get_format("DATE_INPUT_FORMATS")]
        return super().to_python(value)


def read_figure(text: str, *, decimal: str, thousands: str) -> Decimal:
    """The number a reader typed, with her separators or with a point: "86.5" is eighty-six and a half in every language here.

    Refuses what is no number (`kernel.not-a-number`).
    """
    if thousands == "." and re.fullmatch(r"[-+]?[1-9]\d{0,2}(\.\d{3})+", text.strip()):
        return parse_number(text.replace(".", ""))
    try:
        return parse_number(text)
    except Refused:
        return parse_number(text, decimal_mark=decimal)


class FigureField(forms.DecimalField):
    """A number with a unit, read with the reader's separators or with a point."""

    def __init__(self, *, unit: Text = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", Figure(unit))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """The number, or a sentence that says it is none."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return read_figure(value, decimal=get_format("DECIMAL_SEPARATOR"), thousands=get_format("THOUSAND_SEPARATOR"))
        except Refused as refused:
            raise forms.ValidationError(sentence(refused.refusals[0]), "invalid") from refused


@dataclass(frozen=True, slots=True)
class Match:
    """One thing that a typed word can mean."""

    value: str
    label: str


class Typed(str):
    """A typed name, and the value chosen among what it can mean ("" for none)."""

    chosen: str

    def __new__(cls, text: str, chosen: str = "") -> Typed:
        """A text that remembers a choice."""
        typed = super().__new__(cls, text)
        typed.chosen = chosen
        return typed


class Choose(forms.TextInput):
    """Type a name; suggestions are a `datalist`. When several things match, they are offered to choose from, without script."""

    def __init__(self, suggestions: Iterable[Match] = (), attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.suggestions = tuple(suggestions)
        self.matches: tuple[Match, ...] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Joins the input to its suggestions."""
        context = super().get_context(name, value, attrs)
        if self.suggestions and (id := context["widget"]["attrs"].get("id")):
            context["widget"]["attrs"]["list"] = f"{id}_list"
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> Any:
        """What is typed, with the choice among its matches when it has not changed since they were offered."""
        text = data.get(name)
        if text is None:
            return None
        return Typed(text, data.get(f"{name}-match", "") if data.get(f"{name}-typed") == text else "")


class ChooseField(forms.CharField):
    """One of many known things (a port, a place, a cooperative), found by what people type. Cleans to its value."""

    default_error_messages = {
        "none": _("We know nothing by the name “%(typed)s”. Try fewer letters."),
        "several": _("More than one is meant by “%(typed)s”. Choose one."),
    }

    def __init__(self, *, find: Callable[[str], Sequence[Match]], suggestions: Iterable[Match] = (), **kwargs: Any) -> None:
        super().__init__(widget=Choose(suggestions), **kwargs)
        self.find = find

    def clean(self, value: Any) -> str:
        """The value of the one match; refused with a sentence when there is none or more than one."""
        typed = super().clean(value)
        if not typed:
            return ""
        matches = tuple(self.find(typed))
        chosen = getattr(value, "chosen", "")
        if any(match.value == chosen for match in matches):
            return str(chosen)
        exact = [match for match in matches if typed.casefold() in {match.value.casefold(), match.label.casefold()}]
        if len(exact) == 1 or len(matches) == 1:
            return (exact or matches)[0].value
        if not matches:
            raise forms.ValidationError(self.error_messages["none"], "none", {"typed": typed})
        self.widget.matches = matches[:12]
        raise forms.ValidationError(self.error_messages["several"], "several", {"typed": typed})


class OperationForm(forms.Form):
    """A form for one operation. Carries the operation's id, so that sending it twice does it once."""

    operation_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)


class ReasonForm(OperationForm):
    """Why something is refused, dropped or taken back: as long as every register keeps it."""

    reason = forms.CharField(label=_("Why?"), widget=forms.Textarea({"rows": 3}), max_length=300)


class DecisionForm(OperationForm):
    """A yes to exactly what was shown: its hash comes back."""

    sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)


def add_refusals(form: forms.Form, refused: Refused, fields: Mapping[str, str] | None = None) -> None:
    """Put each refusal's sentence at its field (`fields` maps code to field), else on top of the form."""
    for refusal in refused.refusals:
        form.add_error((fields or {}).get(refusal.code), sentence(refusal))


SHAPES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.HiddenInput, "hidden"),
    (Figure, "figure"),
    (Choose, "choose"),
    (forms.RadioSelect, "tiles"),
    (forms.CheckboxSelectMultiple, "tiles"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Select, "select"),
    (forms.FileInput, "file"),
    (forms.DateInput, "date"),
)


def shape_of(field: forms.BoundField) -> str:
    """Name of the component that draws this field."""
    return next((name for kind, name in SHAPES if isinstance(field.field.widget, kind)), "text")
