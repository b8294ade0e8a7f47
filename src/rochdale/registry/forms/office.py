"""What an officer says of a dossier: answers to open questions, what is asked for, grounds, a decision, another office."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry.rules.dossiers import Ground, Item, Move
from rochdale.registry.signing_words import PROPOSED
from rochdale.ui.forms import DayField, OperationForm, Tiles

Choices = Sequence[tuple[str, str]]
MOST_ITEMS = 4


class SettleForm(OperationForm):
    """An answer to each question the law leaves open, what was asked for and is there now, and the law where several may apply."""

    def __init__(self, *args: Any, questions: Choices, items: Sequence[tuple[str, str, bool]], laws: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions, self.items = list(questions), list(items)
        if laws:
            self.fields["law"] = forms.ChoiceField(label=_("Which law applies?"), choices=[("", "–"), *laws], required=False)
        if len(self.questions) > 1:
            self.fields["all"] = forms.CharField(
                label=_("One answer for all that you leave empty"), required=False, max_length=500, widget=forms.Textarea({"rows": 2})
            )
        for place, (_key, says) in enumerate(self.questions):
            self.fields[f"asked_{place}"] = forms.CharField(label=says, required=False, max_length=500, widget=forms.Textarea({"rows": 2}))
        for place, (_key, says, is_there) in enumerate(self.items):
            self.fields[f"item_{place}"] = forms.BooleanField(label=says, required=False, initial=is_there)

    def says(self) -> dict[str, Any]:
        """As the dossier keeps it."""
        told = self.cleaned_data
        answers = {key: (told[f"asked_{place}"] or told.get("all", "")).strip() for place, (key, _says) in enumerate(self.questions)}
        asked = {key: answer for key, answer in answers.items() if answer}
        settled = [key for place, (key, _says, _is_there) in enumerate(self.items) if told[f"item_{place}"]]
        law = {"law": told["law"]} if told.get("law") else {}
        return {"asked": asked, "settled": settled, **law}


class AskForm(OperationForm):
    """What the group is asked to change or add: what the checks found, and what the officer writes."""

    def __init__(self, *args: Any, found: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = list(found)
        for place, (_key, says) in enumerate(self.found):
            self.fields[f"found_{place}"] = forms.BooleanField(label=says, required=False)
        for place in range(1, MOST_ITEMS + 1):
            self.fields[f"own_{place}"] = forms.CharField(
                label=_("What is to be changed or added?") if place == 1 else _("Anything else?"), max_length=300, required=False
            )
        self.fields["note"] = forms.CharField(
            label=_("A word to the group"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
        )

    def asked(self) -> list[Item]:
        """The items, those of the checks first."""
        told = self.cleaned_data
        found = [Item(says, *_split(key)) for place, (key, says) in enumerate(self.found) if told[f"found_{place}"]]
        own = [Item(told[f"own_{place}"].strip()) for place in range(1, MOST_ITEMS + 1) if told[f"own_{place}"].strip()]
        return [*found, *own]


def _split(key: str) -> tuple[str, str]:
    check, _stroke, subject = key.partition("/")
    return check, subject


class RefuseForm(OperationForm):
    """Grounds: rules of the law that are broken, or the officer's own with the text it stands on."""

    says = forms.CharField(label=_("Another ground, in your words"), max_length=500, required=False, widget=forms.Textarea({"rows": 2}))
    cite = forms.CharField(label=_("The text it stands on"), help_text=_("Law and article."), max_length=200, required=False)
    note = forms.CharField(label=_("A word to the group"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, found: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = list(found)
        own = dict(self.fields)
        self.fields.clear()
        self.fields["operation_id"] = own.pop("operation_id")
        for place, (_key, says) in enumerate(self.found):
            self.fields[f"found_{place}"] = forms.BooleanField(label=says, required=False)
        self.fields.update(own)

    def grounds(self) -> list[Ground]:
        """Those of the law first."""
        told = self.cleaned_data
        found = [Ground(*_split(key)) for place, (key, _says) in enumerate(self.found) if told[f"found_{place}"]]
        own = Ground(says=told["says"].strip(), cite=told["cite"].strip())
        return [*found, own] if own.says or own.cite else found


class ProposeForm(OperationForm):
    """What to decide, for whoever signs."""

    outcome = forms.ChoiceField(
        label=_("What do you propose?"), choices=list(PROPOSED.items()),
        widget=Tiles(icons={Move.APPROVE: "seal", Move.ASK_FOR_CHANGES: "need", Move.REFUSE: "no"}),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Why?"), max_length=1000, widget=forms.Textarea({"rows": 3}), help_text=_("Only the office reads this, not the group.")
    )


class ApproveForm(OperationForm):
    """The yes. The number is issued; it is typed only where the law's way of building it is not known."""

    number = forms.CharField(
        label=_("Number"), help_text=_("Leave it empty to take the next one of your block."), max_length=80, required=False
    )
    note = forms.CharField(label=_("A word to the group"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, is_built: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_built:
            self.fields["number"].required = True
            self.fields["number"].help_text = _("Nobody has read how this law builds its numbers. Write it as your office does.")


class TransferForm(OperationForm):
    """Which office goes on, and why."""

    office = forms.ChoiceField(label=_("Which office?"))
    reason = forms.CharField(label=_("Why?"), max_length=300, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = list(offices)  # type: ignore[attr-defined]


class KeyForm(OperationForm):
    """A paper dossier, as it stands in the book of arrivals."""

    office = forms.ChoiceField(label=_("Office"))
    received_on = DayField(label=_("When was it brought?"), help_text=_("The day in the book: every term counts from it."))
    book = forms.CharField(label=_("Book"), max_length=20, required=False)
    page = forms.CharField(label=_("Page"), max_length=10, required=False)
    line = forms.CharField(label=_("Line"), max_length=10, required=False)

    def __init__(self, *args: Any, offices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = list(offices)  # type: ignore[attr-defined]
        if len(offices) == 1:
            self.fields["office"].widget = forms.HiddenInput()
            self.fields["office"].initial = offices[0][0]


class BlockForm(OperationForm):
    """Numbers for an office under one's own."""

    office = forms.ChoiceField(label=_("For which office?"))
    scope = forms.ChoiceField(label=_("Which numbers?"))
    year = forms.IntegerField(label=_("Year"), min_value=1900, max_value=9999)
    first = forms.IntegerField(label=_("First"), min_value=1, max_value=9_999_999)
    last = forms.IntegerField(label=_("Last"), min_value=1, max_value=9_999_999)

    def __init__(self, *args: Any, offices: Choices, scopes: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["office"].choices = list(offices)  # type: ignore[attr-defined]
        self.fields["scope"].choices = list(scopes)  # type: ignore[attr-defined]
