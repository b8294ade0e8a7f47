"""What came in of a premium, what the assembly decided, what was spent, and what the organization asks of itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.money import Money
from rochdale.trade.operations.premium import Paper
from rochdale.trade.premium_words import CATEGORIES
from rochdale.trade.rules.premium import Assembly, Project
from rochdale.ui.forms import DayField, FigureField, OperationForm

MOST_PROJECTS = 4
PERCENT = Decimal(100)


def paper_of(file: UploadedFile[Any] | None) -> Paper | None:
    """A file as it was brought; nothing for none."""
    return Paper(file.name or "", file.read()) if file else None


class PremiumReceiptForm(OperationForm):
    """What came in."""

    amount = FigureField(label=_("How much premium came in?"), max_digits=20, decimal_places=4)
    on = DayField(label=_("On which day?"))
    reference = forms.CharField(label=_("What is the reference of the bank?"), max_length=100)


class ExpenseForm(OperationForm):
    """What was paid, for what, with its receipt."""

    what = forms.CharField(label=_("What was paid for?"), max_length=200)
    amount = FigureField(label=_("How much?"), max_digits=20, decimal_places=4)
    currency = forms.ChoiceField(label=_("In which money?"))
    on = DayField(label=_("On which day?"))
    receipt = forms.FileField(label=_("Receipt"), help_text=_("A photo or a PDF."), required=False)

    def __init__(self, *args: Any, currencies: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["currency"]).choices = [(code, code) for code in currencies]


class PremiumRuleForm(OperationForm):
    """What is asked of a product's premium."""

    percent = FigureField(label=_("How much at least for better harvests or quality?"), unit="%", max_digits=5, decimal_places=2)
    most_years = forms.IntegerField(label=_("After how many years should it be spent?"), min_value=1, max_value=30)
    source = forms.CharField(label=_("Where is that written?"), help_text=_("Standard, clause, edition."), max_length=200, required=False)
    is_verified = forms.BooleanField(label=_("I have read it there"), required=False)


def _count(label: Any, hint: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=hint, min_value=0, max_value=1_000_000)


class AssemblyForm(OperationForm):
    """Who was there."""

    title = _("The assembly")
    held_on = DayField(label=_("On which day was the general assembly?"))
    members = _count(_("How many members may vote?"))
    needed = _count(_("How many must be present by the bylaws?"), _("The quorum."))
    present = _count(_("How many were present?"))


class VotesForm(forms.Form):
    """How they voted."""

    title = _("The vote")
    yes = _count(_("How many said yes?"))
    no = _count(_("How many said no?"))
    abstained = _count(_("How many abstained?"))


def _project_fields(number: int) -> dict[str, forms.Field]:
    choices = [("", "—"), *CATEGORIES.items()]
    return {
        f"name_{number}": forms.CharField(
            label=_("Project %(number)s") % {"number": number + 1}, help_text=_("In the words of the assembly."), max_length=120,
            required=number == 0,
        ),
        f"category_{number}": forms.ChoiceField(label=_("What kind?"), choices=choices, required=number == 0),
        f"budget_{number}": FigureField(label=_("How much for it?"), max_digits=20, decimal_places=4, required=number == 0),
    }  # fmt: skip


def project_steps(count: int) -> list[type[forms.Form]]:
    """A screen for each project; the first must be filled."""
    return [type("ProjectForm", (forms.Form,), {"title": _("What the money goes to"), **_project_fields(n)}) for n in range(count)]


class MinutesForm(forms.Form):
    """The paper that proves it."""

    title = _("The minutes")
    minutes = forms.FileField(label=_("Minutes of the assembly"), help_text=_("A photo or a PDF, with signatures."), required=False)


PLAN_STEPS: list[type[forms.Form]] = [AssemblyForm, VotesForm, *project_steps(MOST_PROJECTS), MinutesForm]


def assembly_of(answers: Mapping[str, Any]) -> Assembly:
    """As answered."""
    return Assembly(*(answers[name] for name in ("held_on", "members", "needed", "present", "yes", "no", "abstained")))


def projects_of(answers: Mapping[str, Any], currency: str) -> list[Project]:
    """Those of which anything was written."""
    found = []
    for number in range(MOST_PROJECTS):
        name, category, budget = (answers.get(f"{field}_{number}") for field in ("name", "category", "budget"))
        if name or budget:
            found.append(Project(name or "", category or "", Money(budget or Decimal(0), currency)))
    return found
