"""Mergers and divisions: who takes part, with members and share capital before and after. Figures are as the parties tell them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry import law_words as words
from rochdale.registry.forms.parts import YES_NO, PartForm
from rochdale.registry.forms.tiers import register_says
from rochdale.registry.models import EntityNow
from rochdale.registry.standing_rows import law_of_entity
from rochdale.ui.forms import DayField, FigureField

MOST_MEMBERS = 10_000_000


def _members(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=MOST_MEMBERS, required=False)


def _capital(label: Any) -> FigureField:
    return FigureField(label=label, max_digits=16, decimal_places=2, min_value=Decimal(0), required=False)


class PartyForm(PartForm):
    """One that goes into the other or into a new one: an entity of the register."""

    part = "parties"
    entity = forms.CharField(widget=forms.HiddenInput)
    members = _members(_("How many members has it?"))
    capital = _capital(_("How much share capital?"))
    decided_on = DayField(label=_("When did its assembly decide it?"), required=False)

    def __init__(self, *args: Any, chosen: EntityNow | None = None, **kwargs: Any) -> None:
        self.chosen = chosen
        super().__init__(*args, **kwargs)

    def fit(self) -> None:
        self.fields["capital"].widget.unit = self.currency
        if self.chosen is not None:
            self.initial["entity"] = str(self.chosen.entity_id)

    @property
    def currency(self) -> str:
        """That of the law under which it stands: it may be of another country."""
        law = law_of_entity(self.chosen, self.chosen.since_on) if self.chosen else None
        return law.currency if law else self.pack.currency if self.pack else ""

    def answers(self) -> dict[str, Any]:
        country = self.chosen.entity.country if self.chosen else ""
        return {**super().answers(), **register_says(self.chosen), "country": country, "currency": self.currency}


class IntoForm(PartForm):
    """What becomes of all of them."""

    part = "parties"
    into = forms.ChoiceField(label=_("Into which one do they go?"), widget=forms.RadioSelect, required=False)
    members = _members(_("How many members has it afterwards?"))
    capital = _capital(_("How much share capital has it afterwards?"))
    apex_saw = forms.ChoiceField(label=_("Did the union over them supervise it?"), choices=YES_NO, widget=forms.RadioSelect, required=False)

    def fit(self) -> None:
        self.fields["capital"].widget.unit = self.pack.currency if self.pack else ""
        rows = (self.initial or {}).get("rows") or ()
        self.fields["into"].choices = [  # type: ignore[attr-defined]
            ("", _("Into a new one")),
            *((row["entity"], row["name"]) for row in rows),
        ]
        if self.procedure is None or self.procedure.fact("apex_supervises").value is not True:
            del self.fields["apex_saw"]

    def answers(self) -> dict[str, Any]:
        return {**super().answers(), "currency": self.pack.currency if self.pack else ""}


class ComesForm(PartForm):
    """One that comes out of a division."""

    part = "parties"
    name = forms.CharField(label=_("What will it be called?"), max_length=200)
    form = forms.ChoiceField(label=_("Its legal form"))
    village = forms.CharField(label=_("Village or town"), max_length=100, required=False)
    members = _members(_("How many members go there?"))
    capital = _capital(_("How much share capital goes there?"))
    chair = forms.CharField(label=_("Who is elected to lead it?"), max_length=100, required=False)

    def __init__(self, *args: Any, chosen: EntityNow | None = None, **kwargs: Any) -> None:
        self.chosen = chosen
        super().__init__(*args, **kwargs)

    def fit(self) -> None:
        self.fields["capital"].widget.unit = self.pack.currency if self.pack else ""
        tier = self.law.tier if self.law else "primary"
        found = [form for form in (self.pack.forms if self.pack else ()) if form.tier == tier]
        self.fields["form"].choices = [(form.code, words.called(words.FORMS, form.code, form.names)) for form in found]  # type: ignore[attr-defined]
        if self.law is not None:
            self.initial.setdefault("form", self.law.code)

    def answers(self) -> dict[str, Any]:
        return {**super().answers(), "currency": self.pack.currency if self.pack else ""}


class DividedForm(PartForm):
    """What it was before, and what becomes of it."""

    part = "parties"
    members = _members(_("How many members had it before?"))
    capital = _capital(_("How much share capital had it before?"))
    goes_on = forms.ChoiceField(
        label=_("Does it go on itself, with those who stay?"), choices=YES_NO, widget=forms.RadioSelect, initial="no"
    )
    members_kept = _members(_("If it goes on: how many members stay?"))
    capital_kept = _capital(_("If it goes on: how much share capital stays?"))
    apex_saw = forms.ChoiceField(label=_("Did the union over them supervise it?"), choices=YES_NO, widget=forms.RadioSelect, required=False)

    def fit(self) -> None:
        for name in ("capital", "capital_kept"):
            self.fields[name].widget.unit = self.pack.currency if self.pack else ""
        if self.procedure is None or self.procedure.fact("apex_supervises").value is not True:
            del self.fields["apex_saw"]

    def answers(self) -> dict[str, Any]:
        return {**super().answers(), "currency": self.pack.currency if self.pack else ""}
