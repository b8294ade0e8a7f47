"""What people type to find somebody in the register, and the days they ask about."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.registry.called import STATUSES, form_name, office_names
from rochdale.registry.queries.public import Asked, offices
from rochdale.registry.rules.packs import shipped
from rochdale.ui.forms import DayField


class SearchForm(forms.Form):
    """A name, a piece of one, or a number. Shown, never read: what was sent is read by `NarrowForm`."""

    use_required_attribute = False
    q = forms.CharField(
        label=_("Name or number"),
        help_text=_("An earlier name will do, or a part of it. One wrong letter does no harm."),
        max_length=200,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )


class NarrowForm(forms.Form):
    """Only those of a form, a status or an office. Carries the text and the place along; what it does not know it takes for nothing."""

    use_required_attribute = False
    form = forms.ChoiceField(label=_("Form"))  # "any" is a choice: nothing is left empty
    status = forms.ChoiceField(label=_("Status"), choices=[("", _("Any")), *STATUSES.items()])
    office = forms.ChoiceField(label=_("Office"))
    q = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    within = forms.RegexField(r"^[A-Z]{2}(/[^/]+)*$", required=False, max_length=300, widget=forms.HiddenInput)
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        forms_known = dict.fromkeys(form.code for pack in shipped() for form in pack.forms)
        self.fields["form"].choices = [("", _("Any")), *((code, form_name(code)) for code in forms_known)]  # type: ignore[attr-defined]
        self.fields["office"].choices = [("", _("Any")), *office_names(offices()).items()]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """What is asked for. A part that cannot be read asks for nothing."""
        self.is_valid()
        says = self.cleaned_data
        return Asked(
            text=says.get("q", "").strip(),
            place=says.get("within", ""),
            form=says.get("form", ""),
            status=says.get("status", ""),
            office=says.get("office", ""),
            after=says.get("after"),
        )


class DaysForm(forms.Form):
    """What it was on a day, and as it was known on which."""

    on = DayField(label=_("What was it on this day?"), required=False)
    known = DayField(label=_("As it was known on this day"), help_text=_("Empty: as it is known today."), required=False)
