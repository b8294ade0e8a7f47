"""Forms of the editor: what a piece says, what is the same in all languages, from when it is shown."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rochdale.learning.queries.programmes import things_to_learn
from rochdale.site.models import Piece, PieceText
from rochdale.site.operations import Circumstances
from rochdale.site.piece_words import KINDS
from rochdale.site.rules.pieces import LONGEST_BODY, LONGEST_LINE, LONGEST_SUMMARY, LONGEST_TITLE, Words
from rochdale.ui.forms import DayField, OperationForm, Tiles

_LINE = {"max_length": LONGEST_LINE, "required": False}


class BeginForm(OperationForm):
    """What it will be, in which language."""

    kind = forms.ChoiceField(
        label=_("What do you write?"), choices=[(kind, words[1]) for kind, words in KINDS.items()],
        widget=Tiles({kind: words[0] for kind, words in KINDS.items()}),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES, widget=Tiles())
    title = forms.CharField(label=_("Its title"), help_text=_("You can change it later. Its address stays."), max_length=LONGEST_TITLE)


class WordsForm(OperationForm):
    """The words of one language. Everything may be empty in a draft."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    title = forms.CharField(label=_("Title"), max_length=LONGEST_TITLE, required=False)
    summary = forms.CharField(
        label=_("In one or two sentences"), help_text=_("Stands in lists, in the feed and on top of the page."),
        widget=forms.Textarea({"rows": 3}), max_length=LONGEST_SUMMARY, required=False,
    )  # fmt: skip
    body = forms.CharField(
        label=_("The text"), widget=forms.Textarea({"rows": 16}), max_length=LONGEST_BODY, required=False,
        help_text=_("An empty line begins a paragraph. ## before a heading, - before each line of a list, > before what somebody said, **strong**, [words](address)."),  # noqa: E501
    )  # fmt: skip
    alt = forms.CharField(
        label=_("What does the picture show?"), help_text=_("For those who cannot see it."), max_length=LONGEST_SUMMARY, required=False
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "summary", "body", "alt"):
            self.fields[name].widget.attrs["lang"] = language

    def words(self) -> Words:
        """As the operation wants them."""
        return Words(**{name: self.cleaned_data[name] for name in ("title", "summary", "body", "alt")})


class WriteForm(WordsForm):
    """The original: its words, and what is the same in every language."""

    day = DayField(label=_("On which day was it?"), required=False)
    place = forms.CharField(label=_("Where?"), **_LINE)  # type: ignore[arg-type]  # two facts for three fields
    organization = forms.CharField(label=_("Which cooperative does it tell of?"), **_LINE)  # type: ignore[arg-type]  # as above
    related = forms.MultipleChoiceField(label=_("Modules a reader could do next"), required=False, widget=forms.SelectMultiple({"size": 8}))
    picture = forms.FileField(
        label=_("A picture"), help_text=_("It is made small. Where and when it was taken is removed from the file."), required=False,
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    without_picture = forms.BooleanField(label=_("Take the picture away"), required=False)
    credit = forms.CharField(label=_("Who took or drew the picture?"), **_LINE)  # type: ignore[arg-type]  # as above
    shows_people = forms.BooleanField(label=_("People can be recognized in it"), required=False)
    is_consented = forms.BooleanField(label=_("Each of them was asked and said yes to being shown here"), required=False)

    field_order = ["title", "summary", "body", "day", "place", "organization", "related", "picture", "alt"]

    def __init__(self, *args: Any, has_picture: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = (get_language() or "en").split("-")[0]
        things = [one for one in things_to_learn(language) if len(one.path) < 3]
        cast(forms.MultipleChoiceField, self.fields["related"]).choices = [
            (one.ref, one.title if len(one.path) == 1 else f"· {one.title}") for one in things
        ]
        if not has_picture:
            del self.fields["without_picture"]

    def circumstances(self) -> Circumstances:
        """As the operation wants them."""
        told = self.cleaned_data
        return Circumstances(
            told["day"], told["place"], told["organization"], tuple(told["related"]), told["credit"], told["shows_people"],
            told["is_consented"],
        )  # fmt: skip


def as_typed(row: Piece, text: PieceText | None) -> dict[str, object]:
    """What stands in the fields when the page is opened."""
    words = {name: getattr(text, name) for name in ("title", "summary", "body", "alt", "revision")} if text else {"revision": 0}
    same = ("day", "place", "organization", "related", "credit", "shows_people", "is_consented")
    return {**words, **{name: getattr(row, name) for name in same}}


class PublishForm(OperationForm):
    """From which day on it is shown, and who has read a translation."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    from_on = DayField(
        label=_("From which day on?"), help_text=_("Today: at once. A later day: it appears by itself in the first minute of that day.")
    )
    read_by = forms.CharField(
        label=_("Which native speaker has read it?"), max_length=LONGEST_LINE, required=False,
        help_text=_("Name and office. As long as this is empty, the page says that no native speaker has read it."),
    )  # fmt: skip

    def __init__(self, *args: Any, is_original: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_original:
            del self.fields["read_by"]
