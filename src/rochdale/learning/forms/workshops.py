"""Shapes of input of workshops, trainers and projects."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rochdale.learning.operations.projects import ProjectTold
from rochdale.learning.operations.workshops import Plan, Told
from rochdale.learning.paths import BUNDLES
from rochdale.learning.rules.cascade import Level
from rochdale.learning.rules.runs import LONGEST_NAME, LONGEST_TEXT
from rochdale.learning.rules.workshops import Days, Kind, Line, Session, half_told
from rochdale.learning.run_words import AGES, SEXES
from rochdale.learning.workshop_words import ANSWERS, COUNTED, FACES, KINDS, LEVELS, PARTS, QUESTIONS
from rochdale.ui.forms import DayField, OperationForm, Tiles

NONE = [("", "–")]
FOUR = [*NONE, *((str(number), str(number + 1)) for number in range(4))]
"""The answers before and after, as numbered on the sheet."""
PARTNER_LINES = 5


class PlanForm(OperationForm):
    """What a workshop is to be."""

    kind = forms.ChoiceField(
        label=_("What is it for?"), choices=list(KINDS.items()),
        widget=Tiles({"trainers": "people", "course": "book", "meeting": "talk", "consultation": "pencil"}),
    )  # fmt: skip
    title = forms.CharField(label=_("What is it called?"), max_length=200)
    place = forms.CharField(label=_("Where?"), help_text=_("Village, house, district: as on the invitation."), max_length=200)
    begins_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))
    capacity = forms.IntegerField(label=_("How many places are there?"), min_value=1, initial=30)
    language = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES)
    about = forms.CharField(
        label=_("What should those who come know?"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )
    partners = forms.CharField(
        label=_("Who helps?"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("One a line: host, partner or funder, a colon, and the name. Example: host: Coffee growers of Ban Nong"),
    )  # fmt: skip
    project = forms.ChoiceField(label=_("Which project pays for it?"), required=False)

    def __init__(self, *args: Any, projects: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["project"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("None")), *projects]
        if len(choice.choices) == 1:
            del self.fields["project"]

    def clean_partners(self) -> tuple[tuple[str, str], ...]:
        """Pairs of name and part; a line without a part is a partner."""
        told = []
        for line in str(self.cleaned_data["partners"]).splitlines():
            head, mark, rest = line.partition(":")
            part = next((code for code, word in PARTS.items() if head.strip().casefold() in {code, str(word).casefold()}), "")
            name = rest.strip() if mark and part else line.strip()
            if name:
                told.append((name[:200], part or "partner"))
        return tuple(told)

    def plan(self) -> Plan:
        """As the operation asks for it."""
        told = self.cleaned_data
        days = Days(told["begins_on"], told["ends_on"], told["capacity"])
        return Plan(
            Kind(told["kind"]), told["title"], told["place"], told["language"], days, told["about"], told.get("project") or None,
            told["partners"],
        )  # fmt: skip


class LineForm(forms.Form):
    """A line of the agenda. Empty: no line."""

    day = forms.IntegerField(label=_("Which day"), required=False, min_value=1, widget=forms.NumberInput({"class": "short"}))
    begins = forms.TimeField(label=_("Begins"), required=False, widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), required=False, min_value=1, widget=forms.NumberInput({"class": "short"}))
    module = forms.ChoiceField(label=_("Module"), required=False)
    title = forms.CharField(label=_("Or what else?"), required=False, max_length=200)
    leader = forms.CharField(label=_("Who leads it"), required=False, max_length=LONGEST_NAME)

    def __init__(self, *args: Any, modules: Iterable[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["module"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [*NONE, ("pause", _("Pause")), *modules]
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def clean(self) -> dict[str, Any]:
        """A line has its day, its beginning and its minutes, or nothing at all."""
        told = super().clean() or {}
        if self.has_changed() and not all(told.get(name) for name in ("day", "begins", "minutes")) and not self.errors:
            raise forms.ValidationError(_("Write the day, when it begins, and for how many minutes."))
        return told

    def line(self) -> Line | None:
        """As the rules read it; None for an empty one."""
        told = self.cleaned_data
        if not told.get("day"):
            return None
        code, of = told["module"], (told["day"], told["begins"], told["minutes"])
        if code == "pause":
            return Line(*of, kind=Session.PAUSE)
        module = (code.split("/")[0], code.split("/")[1]) if code else None
        return Line(*of, told["title"], module, told["leader"], Session.MODULE if module else Session.TALK)


class ProposeForm(OperationForm):
    """An agenda made of a bundle of modules."""

    bundle = forms.ChoiceField(label=_("Which modules?"), choices=[(one.code, one.title) for one in BUNDLES])
    begins = forms.TimeField(label=_("When does a day begin?"), initial="08:30", widget=forms.TimeInput({"type": "time"}, format="%H:%M"))


class PersonForm(OperationForm):
    """Somebody who signs up or signs in."""

    name = forms.CharField(label=_("Your name"), help_text=_("A nickname will do."), max_length=LONGEST_NAME)
    organization = forms.CharField(
        label=_("Your group, cooperative or office"), required=False, max_length=LONGEST_NAME, widget=forms.TextInput({"list": "places"})
    )
    sex = forms.ChoiceField(label=_("Woman or man"), required=False, choices=[*NONE, *SEXES.items()])
    age = forms.ChoiceField(label=_("Age"), required=False, choices=[*NONE, *AGES.items()])
    may_be_shown = forms.BooleanField(label=_("I may be seen in photographs of this workshop"), required=False)

    def told(self) -> Told:
        """As the operations read it."""
        of = self.cleaned_data
        return Told(of["name"], of["organization"], of["sex"], of["age"], of["may_be_shown"])


def half_name(half: int, begins_on: date) -> str:
    """The day of a half-day and which half it is."""
    day, is_morning = half_told(half, begins_on)
    word = _("morning") if is_morning else _("afternoon")
    return f"{date_format(day, 'SHORT_DATE_FORMAT')} {word}"


class SheetLineForm(forms.Form):
    """A line of the sheet that people signed on paper."""

    name = forms.CharField(label=_("Name"), required=False, max_length=LONGEST_NAME)
    organization = forms.CharField(
        label=_("Organization"), required=False, max_length=LONGEST_NAME, widget=forms.TextInput({"list": "places"})
    )
    sex = forms.ChoiceField(label=_("Woman or man"), required=False, choices=[*NONE, *SEXES.items()])
    age = forms.ChoiceField(label=_("Age"), required=False, choices=[*NONE, *AGES.items()])
    halves = forms.TypedMultipleChoiceField(label=_("Half-days"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple)
    before = forms.TypedChoiceField(label=_("Answer before"), required=False, choices=FOUR, coerce=int, empty_value=None)
    after = forms.TypedChoiceField(label=_("Answer after"), required=False, choices=FOUR, coerce=int, empty_value=None)
    has_practised = forms.BooleanField(label=_("Led a practice"), required=False)
    may_be_shown = forms.BooleanField(label=_("Photographs"), required=False)

    def __init__(self, *args: Any, days: Days, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        halves = self.fields["halves"]
        assert isinstance(halves, forms.TypedMultipleChoiceField)
        halves.choices = [(str(half), half_name(half, days.begins_on)) for half in days.halves]
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label

    def told(self) -> Told | None:
        """None for a line without a name."""
        of = self.cleaned_data
        if not of.get("name"):
            return None
        return Told(
            of["name"], of["organization"], of["sex"], of["age"], of["may_be_shown"], frozenset(of["halves"]), of["before"], of["after"],
            of["has_practised"],
        )  # fmt: skip


class CorrectForm(SheetLineForm, OperationForm):
    """A line put right, or struck out."""

    is_out = forms.BooleanField(label=_("Was not there: strike the line out"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].required = True


class AskForm(OperationForm):
    """An invitation."""

    name = forms.CharField(label=_("Whom do you invite?"), help_text=_("A group, a cooperative, an office."), max_length=200)
    people = forms.IntegerField(label=_("How many people?"), min_value=1, max_value=100, initial=2)


class AnswerForm(OperationForm):
    """What was answered to an invitation."""

    answer = forms.ChoiceField(choices=[(code, word) for code, (_look, word) in ANSWERS.items() if code])


class HandForm(OperationForm):
    """What was handed out."""

    what = forms.CharField(label=_("What did you hand out?"), max_length=200, widget=forms.TextInput({"list": "materials"}))
    language = forms.ChoiceField(label=_("In which language?"), required=False, choices=[*NONE, *settings.LANGUAGES])
    count = forms.IntegerField(label=_("How many?"), min_value=1, max_value=10_000)


class PictureForm(OperationForm):
    """A photograph, and that all who can be recognized agreed."""

    picture = forms.FileField(
        label=_("A picture"), help_text=_("It is made small. Where and when it was taken is removed from the file."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    caption = forms.CharField(label=_("What does the picture show?"), help_text=_("For those who cannot see it."), max_length=LONGEST_TEXT)
    all_agree = forms.BooleanField(label=_("Each of them was asked and said yes to being shown here"), required=False)
    is_public = forms.BooleanField(label=_("Everybody may see it on the page of the workshop"), required=False)


class EvaluationForm(OperationForm):
    """What somebody thought of it."""

    will_do = forms.CharField(
        label=_("What will you do differently at home?"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 2})
    )
    better = forms.CharField(
        label=_("What should be better next time?"), required=False, max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, question in QUESTIONS.items():
            self.fields[code] = forms.TypedChoiceField(
                label=str(question), required=False, coerce=int, empty_value=None, choices=[(face, word) for face, word in FACES.items()],
                widget=Tiles({}),
            )  # fmt: skip
        self.order_fields([*QUESTIONS, "will_do", "better"])

    def answers(self) -> dict[str, int]:
        """By question, what was chosen."""
        return {code: self.cleaned_data[code] for code in QUESTIONS if self.cleaned_data.get(code) is not None}


class PrepareForm(OperationForm):
    """Who of a workshop reached a level there."""

    level = forms.ChoiceField(label=_("Which level?"), choices=list(LEVELS.items()), initial=Level.TRAINER.value)
    trained_by = forms.ChoiceField(label=_("Who prepared them?"), required=False)
    outside = forms.CharField(label=_("Somebody from outside: who?"), required=False, max_length=LONGEST_NAME)
    people = forms.MultipleChoiceField(label=_("Who?"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, trainers: Iterable[tuple[str, str]], people: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("trained_by", [("", _("Somebody from outside")), *trainers]), ("people", list(people))):
            field = self.fields[name]
            assert isinstance(field, (forms.ChoiceField, forms.MultipleChoiceField))
            field.choices = choices


class EnrolForm(OperationForm):
    """A trainer who was prepared elsewhere."""

    name = forms.CharField(label=_("What is the trainer called?"), max_length=LONGEST_NAME)
    home = forms.CharField(label=_("From which group or cooperative?"), required=False, max_length=LONGEST_NAME)
    level = forms.ChoiceField(label=_("Which level?"), choices=list(LEVELS.items()), initial=Level.TRAINER.value)
    outside = forms.CharField(label=_("Prepared where and by whom?"), max_length=LONGEST_NAME)
    on = DayField(label=_("On which day?"))


class RaiseForm(OperationForm):
    """A further level."""

    level = forms.ChoiceField(label=_("Which level?"), choices=list(LEVELS.items()))
    trained_by = forms.ChoiceField(label=_("Who prepared this trainer?"), required=False)
    on = DayField(label=_("On which day?"))

    def __init__(self, *args: Any, trainers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["trained_by"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("Somebody from outside")), *trainers]


class WithdrawForm(OperationForm):
    """A level that counts no more."""

    on = DayField(label=_("From which day?"))
    why = forms.CharField(label=_("Why?"), max_length=LONGEST_TEXT, widget=forms.Textarea({"rows": 2}))


class TimeForm(forms.Form):
    """From which day to which."""

    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))


class CodeForm(OperationForm):
    """The code on a trainer's card."""

    code = forms.CharField(label=_("The code on the trainer's card"), max_length=20)


class ProjectForm(OperationForm):
    """A project and its targets."""

    name = forms.CharField(label=_("What is the project called?"), max_length=200)
    funder = forms.CharField(label=_("Who pays for it?"), max_length=200)
    reference = forms.CharField(label=_("Number of the agreement"), required=False, max_length=80)
    since_on = DayField(label=_("First day"))
    until_on = DayField(label=_("Last day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, word in COUNTED.items():
            self.fields[code] = forms.IntegerField(label=str(word), required=False, min_value=0, max_value=1_000_000)

    def told(self) -> ProjectTold:
        """As the operation asks for it."""
        of = self.cleaned_data
        targets = {code: of[code] for code in COUNTED if of.get(code)}
        return ProjectTold(of["name"], of["funder"], of["since_on"], of["until_on"], of["reference"], targets)
