"""What is asked for a profile, a few questions a screen; and what a buyer looks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from rochdale.base.countries import countries
from rochdale.trade import goods_words as words
from rochdale.trade.forms.goods import QualityForm, find_ports, whole_kg
from rochdale.trade.goods_words import choices
from rochdale.trade.profile_names import ICONS, LANGUAGES, LEVEL_ICONS, LEVELS, PARTS
from rochdale.trade.rules.finding import Sought
from rochdale.trade.rules.profiles import MOST_LETTERS, GoodsFacts
from rochdale.trade.rules.visibility import LONGEST_WHY, PEOPLE, PUBLIC, SHORTEST_WHY
from rochdale.ui.forms import ChooseField, DayField, FigureField, ManyTiles, Match, OperationForm, Tiles

MOST_MATCHES = 12


def language_choices() -> list[tuple[str, Any]]:
    """Languages by their name in the reader's language."""
    return sorted(LANGUAGES.items(), key=lambda pair: str(pair[1]))


def month_choices() -> list[tuple[str, Any]]:
    """January to December."""
    return [(str(number), MONTHS[number]) for number in range(1, len(MONTHS) + 1)]


class AboutForm(OperationForm):
    """Who one is, in one's own words."""

    text = forms.CharField(
        label=_("Who are you? What should a partner know?"), help_text=_("A few sentences, as you would say them."),
        max_length=MOST_LETTERS, required=False, widget=forms.Textarea({"rows": 6}),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("In which languages can people write to you?"), required=False, widget=ManyTiles(), choices=language_choices
    )


class ProfileGoodsForm(forms.Form):
    """What it is."""

    side = forms.ChoiceField(
        label=_("Do you grow it, or buy it?"), widget=Tiles({"grows": "leaf", "buys": "shop"}), initial="grows",
        choices=[("grows", _("We grow it")), ("buys", _("We buy it"))],
    )  # fmt: skip
    product = forms.ChoiceField(label=_("What is it?"), widget=Tiles(words.PICTURES), choices=lambda: choices("products", words.PRODUCTS))


class ProfileQualityForm(QualityForm):
    """Of which kind, and how good in a usual year."""

    any_species = _("Not said")

    species = forms.ChoiceField(label=_("Which kind?"), required=False, choices=lambda: choices("species", words.SPECIES, _("Not said")))
    process = forms.ChoiceField(
        label=_("How was it prepared?"), required=False, choices=lambda: choices("processes", words.PROCESSES, _("Not said"))
    )
    protocol = forms.ChoiceField(
        label=_("Was it scored? Under which protocol?"),
        required=False,
        choices=lambda: choices("protocols", words.PROTOCOLS, _("No score")),
    )
    score = FigureField(label=_("Which score in a usual year?"), unit=_("points"), required=False, max_digits=5, decimal_places=2)


class ProfileMonthsForm(forms.Form):
    """When."""

    available = forms.MultipleChoiceField(
        label=_("In which months can a buyer have it?"), widget=ManyTiles(), choices=month_choices,
        error_messages={"required": _("Choose at least one month.")},
    )  # fmt: skip


class ProfileHarvestForm(forms.Form):
    """When it ripens."""

    harvest = forms.MultipleChoiceField(label=_("When is the harvest?"), widget=ManyTiles(), choices=month_choices, required=False)


class ProfileKgForm(OperationForm):
    """How much a year."""

    least_kg = FigureField(label=_("How much in a weak year?"), unit=_("kg"), max_digits=12, decimal_places=3)
    most_kg = FigureField(label=_("How much in a good year?"), unit=_("kg"), max_digits=12, decimal_places=3)


GOODS_STEPS: Sequence[type[forms.Form]] = (ProfileGoodsForm, ProfileQualityForm, ProfileMonthsForm, ProfileHarvestForm, ProfileKgForm)


def goods_said(cleaned: Mapping[str, Any]) -> GoodsFacts:
    """The goods these answers describe."""
    return GoodsFacts(
        cleaned["side"] == "buys", cleaned["product"], cleaned["species"], cleaned["process"],
        frozenset(int(month) for month in cleaned["harvest"]), frozenset(int(month) for month in cleaned["available"]),
        whole_kg(cleaned["least_kg"]), whole_kg(cleaned["most_kg"]), cleaned["protocol"], cleaned["score"],
    )  # fmt: skip


class LevelForm(OperationForm):
    """Who may see a part."""

    level = forms.ChoiceField(label=_("Who may see it?"), widget=Tiles(LEVEL_ICONS), choices=list(LEVELS.items()))

    def __init__(self, *args: Any, part: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if part == PEOPLE:
            field = cast(forms.ChoiceField, self.fields["level"])
            field.choices = [(code, name) for code, name in LEVELS.items() if code != PUBLIC]


def _by_name(text: str, organizations: Mapping[str, str]) -> list[Match]:
    wanted = text.casefold().split()
    return [Match(id, name) for id, name in organizations.items() if all(word in name.casefold() for word in wanted)][:MOST_MATCHES]


class ReaderForm(OperationForm):
    """Whom one puts on the list."""

    reader = ChooseField(label=_("Which organization?"), help_text=_("Type some letters of its name."), find=lambda text: [])

    def __init__(self, *args: Any, organizations: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(ChooseField, self.fields["reader"]).find = lambda text: _by_name(text, organizations)


class ContactForm(OperationForm):
    """Somebody puts themself among the people to talk to."""

    about = forms.CharField(label=_("What are you there for?"), help_text=_("For example: samples and contracts."), max_length=200)
    reached = forms.CharField(label=_("How are you reached?"), help_text=_("Telephone or e-mail, as you like it."), max_length=200)
    languages = forms.MultipleChoiceField(
        label=_("Which languages do you speak?"), required=False, widget=ManyTiles(), choices=language_choices
    )


class PictureForm(OperationForm):
    """A picture with its words."""

    picture = forms.FileField(
        label=_("Which picture?"), help_text=_("JPEG or PNG, at most 300 kB."), allow_empty_file=True,
        widget=forms.ClearableFileInput({"accept": ".jpg,.jpeg,.png"}),
    )  # fmt: skip
    says = forms.CharField(label=_("What does it show?"), help_text=_("For whoever cannot see it."), max_length=200)


class AskForm(OperationForm):
    """What somebody would like to see, and why."""

    parts = forms.MultipleChoiceField(label=_("What would you like to see?"), widget=ManyTiles(ICONS))
    why = forms.CharField(
        label=_("What for?"), help_text=_("They read it before they answer."), widget=forms.Textarea({"rows": 3}), min_length=SHORTEST_WHY,
        max_length=LONGEST_WHY,
    )  # fmt: skip

    def __init__(self, *args: Any, parts: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["parts"]).choices = [(part, PARTS[part]) for part in parts]


class ShowForm(OperationForm):
    """What is shown, and until when."""

    parts = forms.MultipleChoiceField(label=_("What do you show them?"), widget=ManyTiles(ICONS))
    until_on = DayField(label=_("Until which day?"), help_text=_("It ends by itself on that day. You can take it back before."))

    def __init__(self, *args: Any, parts: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.MultipleChoiceField, self.fields["parts"]).choices = [(part, PARTS[part]) for part in parts]


class IntroduceForm(OperationForm):
    """Who should meet whom, why, and what the introducer gets."""

    one = ChooseField(label=_("Whom do you introduce?"), help_text=_("Type some letters of its name."), find=lambda text: [])
    other = ChooseField(label=_("To whom?"), help_text=_("Type some letters of its name."), find=lambda text: [])
    text = forms.CharField(
        label=_("Why should they meet?"), help_text=_("Both read it."), widget=forms.Textarea({"rows": 4}), max_length=1000
    )
    commission = forms.CharField(
        label=_("What do you get for it, and from whom?"),
        help_text=_("It stands openly in the introduction. Write “nothing” if you get nothing."), max_length=300,
    )  # fmt: skip
    parts = forms.MultipleChoiceField(
        label=_("What would they show each other, besides people to talk to?"), required=False, widget=ManyTiles(ICONS)
    )

    def __init__(self, *args: Any, organizations: Mapping[str, str], parts: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("one", "other"):
            cast(ChooseField, self.fields[name]).find = lambda text: _by_name(text, organizations)
        cast(forms.MultipleChoiceField, self.fields["parts"]).choices = [(part, PARTS[part]) for part in parts]


class GrantForm(ReaderForm):
    """Who may introduce others, and why."""

    reason = forms.CharField(label=_("Why may it introduce others?"), help_text=_("Everybody may read it."), max_length=300)


class FindForm(forms.Form):
    """What a buyer looks for. Everything may stay empty; the address holds it all."""

    side = forms.ChoiceField(
        label=_("Whom do you look for?"), widget=Tiles({"grows": "leaf", "buys": "shop"}), required=False, initial="grows",
        choices=[("grows", _("Who grows it")), ("buys", _("Who buys it"))],
    )  # fmt: skip
    product = forms.ChoiceField(label=_("What?"), required=False, choices=lambda: choices("products", words.PRODUCTS, _("Anything")))
    month = forms.ChoiceField(
        label=_("To be had in which month?"), required=False, choices=lambda: [("", _("Any month")), *month_choices()]
    )
    kg = FigureField(label=_("How much a year at least?"), unit=_("kg"), required=False, max_digits=12, decimal_places=3, min_value=0)
    scheme = forms.ChoiceField(
        label=_("With which certificate?"), required=False, choices=lambda: choices("certificates", words.CERTIFICATES, _("Any or none"))
    )
    certified_in = DayField(label=_("Valid in the month of which day?"), help_text=_("The month of your shipment."), required=False)
    country = forms.ChoiceField(label=_("In which country?"), required=False, choices=lambda: [("", _("Any country")), *countries()])
    near = ChooseField(label=_("Near which place?"), help_text=_("Type the name of a town or port."), required=False, find=find_ports)
    within_km = FigureField(
        label=_("Within how many kilometres?"), unit=_("km"), required=False, max_digits=5, decimal_places=0, min_value=0
    )
    species = forms.ChoiceField(label=_("Which kind?"), required=False, choices=lambda: choices("species", words.SPECIES, _("Any")))
    process = forms.ChoiceField(label=_("How prepared?"), required=False, choices=lambda: choices("processes", words.PROCESSES, _("Any")))
    protocol = forms.ChoiceField(
        label=_("Scored under which protocol?"), required=False, choices=lambda: choices("protocols", words.PROTOCOLS, _("No score needed"))
    )
    min_score = FigureField(label=_("Which score at least?"), unit=_("points"), required=False, max_digits=5, decimal_places=2)

    def clean(self) -> dict[str, Any]:
        """A score needs its protocol, kilometres need a place."""
        said = super().clean() or {}
        if said.get("min_score") is not None and not said.get("protocol"):
            self.add_error("protocol", _("Choose the protocol: scores of two protocols are never compared."))
        if said.get("within_km") is not None and not said.get("near"):
            self.add_error("near", _("Say from where the kilometres are counted."))
        return said

    def sought(self) -> Sought:
        """What was asked for."""
        said = self.cleaned_data
        near, kg = said["within_km"], said["kg"]
        return Sought(
            is_bought=said["side"] == "buys", product=said["product"], species=said["species"], process=said["process"],
            protocol=said["protocol"], min_score=said["min_score"], month=int(said["month"]) if said["month"] else None,
            scheme=said["scheme"], certified_in=said["certified_in"], country=said["country"],
            within_km=None if near is None else int(near), kg=None if kg is None else whole_kg(kg),
        )  # fmt: skip
