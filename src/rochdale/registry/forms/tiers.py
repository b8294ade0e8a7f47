"""Unions: a founder of one that is an entity itself, and an entity that joins or leaves one. Each is represented by named delegates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry import law_words as words
from rochdale.registry.forms.parts import FounderForm, PartForm
from rochdale.registry.models import EntityNow
from rochdale.ui.forms import DayField

MANDATE = ("elected_on", "from_on", "until_on")


class MandateForm(PartForm):
    """Who speaks for a member in its union, elected when and for how long."""

    sent = forms.CharField(
        label=_("Its delegates"), help_text=_("One name on each line."), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    elected_on = DayField(label=_("Which assembly elected them? Its day"), required=False)
    from_on = DayField(label=_("Their mandate begins on"), required=False)
    until_on = DayField(label=_("and lasts until"), required=False)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("from_on") and told.get("until_on") and told["until_on"] <= told["from_on"]:
            self.add_error("until_on", _("A mandate ends after it began."))
        return told

    def clean_sent(self) -> list[str]:
        """Names, without empty lines."""
        return [" ".join(line.split()) for line in self.cleaned_data["sent"].splitlines() if line.strip()]


class MemberForm(FounderForm, MandateForm):
    """A founder of a union: an entity of the register, or one of another register by its name and form."""

    entity = forms.CharField(widget=forms.HiddenInput, required=False)
    form = forms.ChoiceField(label=_("Its legal form"), required=False)
    field_order = ("entity", "name", "form", "village", "sent", *MANDATE, "shares", "paid")

    def __init__(self, *args: Any, chosen: EntityNow | None = None, **kwargs: Any) -> None:
        self.chosen = chosen
        super().__init__(*args, **kwargs)

    def fit(self) -> None:
        super().fit()
        del self.fields["sign"]
        allowed = self.law.fact("min_members.of").texts if self.law else ()
        codes = allowed or [form.code for form in (self.pack.forms if self.pack else ())]
        self.fields["form"].choices = [("", "–"), *((code, words.called(words.FORMS, code)) for code in codes)]  # type: ignore[attr-defined]
        if self.chosen is not None:
            self.initial["entity"] = str(self.chosen.entity_id)
            for name in ("name", "form", "village"):
                del self.fields[name]

    def answers(self) -> dict[str, Any]:
        told = {**super().answers(), **register_says(self.chosen), "sign": "signature"}
        return {**told, "delegates": str(len(told["sent"])) if told["sent"] else ""}


class ApexForm(MandateForm):
    """Which union it joins, and since when."""

    part = "apex"
    entity = forms.CharField(widget=forms.HiddenInput)
    on = DayField(label=_("Since when does it belong to it?"), help_text=_("The day on which the union took it in."), required=False)
    field_order = ("entity", "on", "sent", *MANDATE)

    def __init__(self, *args: Any, chosen: EntityNow, **kwargs: Any) -> None:
        self.chosen = chosen
        super().__init__(*args, **kwargs)

    def fit(self) -> None:
        self.initial = {**(self.initial or {}), "entity": str(self.chosen.entity_id)}
        self.initial["sent"] = "\n".join(self.initial.get("sent") or ())

    def answers(self) -> dict[str, Any]:
        return {**super().answers(), **register_says(self.chosen)}


class LeaveForm(PartForm):
    """Which union it leaves, and when."""

    part = "apex"
    entity = forms.ChoiceField(label=_("Which one does it leave?"), widget=forms.RadioSelect)
    on = DayField(label=_("From when on does it belong to it no more?"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        self.names = dict(choices)
        super().__init__(*args, **kwargs)
        self.fields["entity"].choices = choices  # type: ignore[attr-defined]

    def answers(self) -> dict[str, Any]:
        told = super().answers()
        return {**told, "name": self.names[told["entity"]]}


class FindForm(forms.Form):
    """An entity of the register, looked for by its name or number."""

    find = forms.CharField(label=_("Its name or number in the register"), max_length=200, required=False)


def register_says(now: EntityNow | None) -> dict[str, Any]:
    """What a dossier keeps of an entity that was chosen; nothing for none."""
    if now is None:
        return {}
    seat = now.state.get("seat") or {}
    village = str((seat.get("names") or [""])[-1])
    return {"entity": str(now.entity_id), "name": now.name, "form": now.form, "number": now.number, "village": village}
