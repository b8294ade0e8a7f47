"""Shapes of input for sharing, looking, erasing, and opening balances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.base import opening
from rochdale.base.looks import LONGEST, SHORTEST
from rochdale.base.opening import Ledger
from rochdale.base.privacy import Kind
from rochdale.ui.forms import ChooseField, DayField, Match, OperationForm, Tiles

MOST_MATCHES = 12
PICTURES = {"people.officers": "people", "base.deeds": "book", "trade.certificates": "seal", "trade.sales": "coins"}


class Purpose(OperationForm):
    """Why somebody looks."""

    purpose = forms.CharField(
        label=_("What do you look for?"),
        help_text=_("A few words. Those whose data it is will read them."),
        min_length=SHORTEST,
        max_length=LONGEST,
    )


class Share(OperationForm):
    """What is shared with whom, and for what."""

    what = forms.ChoiceField(label=_("What do you share?"), widget=Tiles(icons=PICTURES), error_messages={"required": _("Choose one.")})
    reader = ChooseField(
        label=_("Who may see it?"),
        help_text=_("Type the name of the organization. Leave it empty to let everybody see it."),
        find=lambda text: [],
        required=False,
    )
    purpose = forms.CharField(
        label=_("What is it for?"), help_text=_("For example: so that the union can call our officers."), max_length=300
    )

    def __init__(self, *args: Any, kinds: Iterable[Kind], readers: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["what"]).choices = [(kind.code, kind.title) for kind in kinds]
        reader = cast(ChooseField, self.fields["reader"])
        reader.find = lambda text: _called(text, readers)


def _called(text: str, readers: Mapping[str, str]) -> list[Match]:
    wanted = text.casefold().split()
    return [Match(id, name) for id, name in readers.items() if all(word in name.casefold() for word in wanted)][:MOST_MATCHES]


class EraseMyself(OperationForm):
    """The last question before something that cannot be taken back."""

    understood = forms.BooleanField(
        label=_("I know that this cannot be taken back."), error_messages={"required": _("Tick it if you know that.")}
    )


class RequestToErase(OperationForm):
    """The request that a person signed."""

    request = forms.FileField(label=_("The signed request"), help_text=_("A photograph or a PDF."), allow_empty_file=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["request"].widget.attrs["accept"] = ".pdf,.jpg,.jpeg,.png"


class NewHold(OperationForm):
    """A dispute, and until when nothing is erased for it."""

    reason = forms.CharField(label=_("What is the dispute about?"), max_length=300, help_text=_("The person reads it."))
    until_on = DayField(label=_("Until when?"), help_text=_("It ends by itself on that day."))


class Decision(OperationForm):
    """Yes, with the fingerprint of what was seen; or no, with a reason."""

    content_sha256 = forms.CharField(max_length=64, widget=forms.HiddenInput)


class No(OperationForm):
    """Why not."""

    reason = forms.CharField(label=_("Why not?"), max_length=300)


class OldBooks(OperationForm):
    """A table of what stood in the old books on a day."""

    on = DayField(label=_("On which day did it stand so?"), help_text=_("The day of the last entry in the old books."))
    file = forms.FileField(label=_("Which file?"), help_text=_("Excel (.xlsx) or CSV."), allow_empty_file=True)

    def __init__(self, *args: Any, ledger: Ledger, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ledger = ledger
        self.fields["file"].widget.attrs["accept"] = ",".join(opening.ENDINGS)
