"""How a registration begins and how it is handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry.dossier_labels import CHANGES
from rochdale.registry.queries.names import search
from rochdale.registry.rules.ledger import Kind
from rochdale.ui.forms import OperationForm, Tiles

CHANGE_ICONS = {
    "change-officers": "people", "change-seat": "plot", "amend-statutes": "book", "convert": "seal", "affiliate": "plus", "leave": "next",
    "merge": "people", "divide": "truck",
}  # fmt: skip


class BeginForm(OperationForm):
    """A new group, or one that goes on from an older law."""

    number = forms.CharField(
        label=_("Is the group registered already? Its number"), max_length=80, required=False,
        help_text=_("As a common initiative group has it. It stays one and the same in the register. Leave it empty for a new group."),
    )  # fmt: skip

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        self.continued: UUID | None = None

    def clean_number(self) -> str:
        """The number must be that of an entity of this country: nothing else is continued."""
        number = self.cleaned_data["number"].strip()
        if number:
            found = [hit for hit in search(number, place=self.country) if hit.matched == number]
            if not found:
                raise forms.ValidationError(_("The register knows no group with the number %(number)s."), params={"number": number})
            self.continued = found[0].entity_id
        return str(number)


class ChooseFormForm(OperationForm):
    """Which of the forms that are open on that day."""

    form = forms.ChoiceField(label=_("What do you want to be?"), widget=Tiles())

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].choices = list(choices)  # type: ignore[attr-defined]

    def answers(self) -> dict[str, Any]:
        """As the dossier keeps it."""
        return {"form": self.cleaned_data["form"]}


class ChangeForm(OperationForm):
    """What is to be changed."""

    kind = forms.ChoiceField(
        label=_("What has changed?"),
        choices=[(Kind[name].value, text) for name, text in CHANGES.items()],
        widget=Tiles(icons=CHANGE_ICONS),
    )


class HandInForm(OperationForm):
    """The dossier as it is; although the law stands against it, where it does."""

    although = forms.BooleanField(
        label=_("Hand it in all the same"), help_text=_("That is your right. The office decides, and says why."), required=False
    )

    def __init__(self, *args: Any, asks: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks:
            del self.fields["although"]
