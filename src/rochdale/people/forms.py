"""Shapes of input for signing in, opening an account and the own profile."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm, ResetPasswordForm, ResetPasswordKeyForm, SetPasswordForm, SignupForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import sentence
from rochdale.people.fields import PhoneField
from rochdale.people.models import Person
from rochdale.people.rules.kinds import OfficeName
from rochdale.people.rules.persons import refusals_for_name
from rochdale.ui.forms import OperationForm

PASSWORD_HINT = _("At least 8 letters or figures. A sentence is easy to keep in mind.")


def _own_password(field: forms.Field, label: Any, hint: Any = "") -> None:
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


class SignIn(LoginForm):  # type: ignore[misc]  # the library is not typed for checkers
    """E-mail or phone, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Your e-mail, phone number or name"),
            help_text=_("A phone number with + and the country. A name as on your slip."),
            max_length=254,
            widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
        )
        self.order_fields(["login", "password"])
        _own_password(self.fields["password"], _("Your password"))


class SignUp(SignupForm):  # type: ignore[misc]  # the library is not typed for checkers
    """Name, e-mail or phone, and a password."""

    field_order = ["name", "phone", "email", "password1"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label=_("What is your name?"), widget=forms.TextInput({"autocomplete": "name"}))
        self.fields["phone"] = PhoneField(label=_("Your phone number"), required=False)
        self.fields["email"] = forms.EmailField(
            label=_("Your e-mail"),
            help_text=_("One of the two is enough."),
            required=False,
            widget=forms.EmailInput({"autocomplete": "email"}),
        )
        self.order_fields(self.field_order)
        _own_password(self.fields["password1"], _("Choose a password"), PASSWORD_HINT)

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])

    def _clean_phone(self) -> None:
        # The library would send a text message to a number that is taken; we send none, and say so at the field.
        phone = self.cleaned_data.get("phone")
        if phone and Person.objects.filter(phone=phone).exists():
            self.add_error("phone", str(get_adapter().error_messages["phone_taken"]))

    def clean(self) -> dict[str, Any]:
        answers = cast("dict[str, Any]", super().clean())
        if not {"email", "phone"} & self.errors.keys() and not (answers.get("email") or answers.get("phone")):
            raise forms.ValidationError(_("Give a phone number or an e-mail. You sign in with it."), "no-contact")
        return answers


class ChangePassword(ChangePasswordForm):  # type: ignore[misc]  # the library is not typed for checkers
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _own_password(self.fields["oldpassword"], _("Your present password"))
        _own_password(self.fields["password1"], _("Choose a new password"), PASSWORD_HINT)
        _own_password(self.fields["password2"], _("The new password once more"))


class SetPassword(SetPasswordForm):  # type: ignore[misc]  # the library is not typed for checkers
    """A first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _own_password(self.fields["password1"], _("Choose a password"), PASSWORD_HINT)
        _own_password(self.fields["password2"], _("The password once more"))


class ResetPassword(ResetPasswordForm):  # type: ignore[misc]  # the library is not typed for checkers
    """Where to send the letter with the link."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(label=_("Your e-mail"), widget=forms.EmailInput({"autocomplete": "email"}))


class ResetPasswordKey(ResetPasswordKeyForm):  # type: ignore[misc]  # the library is not typed for checkers
    """A new password, by the link of the letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _own_password(self.fields["password1"], _("Choose a new password"), PASSWORD_HINT)
        _own_password(self.fields["password2"], _("The new password once more"))


class Language(OperationForm):
    """The language of every page."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class Name(OperationForm):
    """The own name."""

    name = forms.CharField(label=_("What is your name?"), widget=forms.TextInput({"autocomplete": "name"}))

    def clean_name(self) -> str:
        return clean_name(self.cleaned_data["name"])


class Contacts(OperationForm):
    """Where the person is reached and signs in with; the password shows that it is the person who asks."""

    phone = PhoneField(label=_("Your phone number"), required=False)
    email = forms.EmailField(label=_("Your e-mail"), required=False, widget=forms.EmailInput({"autocomplete": "email"}))
    password = forms.CharField(label=_("Your password"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"}))

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.person, password):
            raise get_adapter().validation_error("incorrect_password")
        return password


class Appointment(OperationForm):
    """Who gets which office."""

    contact = forms.CharField(
        label=_("The person's e-mail or phone number"), help_text=_("The person needs an account first."), max_length=254
    )
    office = forms.ChoiceField(label=_("Which office?"), choices=[(office.value, office.value) for office in OfficeName])

    def __init__(self, *args: Any, offices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["office"]).choices = offices


def clean_name(name: str) -> str:
    """For fields of forms: the name, or the sentences why it is none."""
    refusals = refusals_for_name(name)
    if refusals:
        raise forms.ValidationError([sentence(refusal) for refusal in refusals])
    return name
