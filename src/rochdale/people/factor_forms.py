"""Shapes of input for second factors: a code from an app or a card, a passkey's name."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

CODE_KEYS = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": ""}


def _code(hint: Any) -> forms.CharField:
    return forms.CharField(label=_("Your code"), help_text=hint, max_length=20, widget=forms.TextInput(CODE_KEYS))


class _FromAppOrCard:
    def clean_code(self) -> str:
        # Cards print codes in groups; people type the gaps.
        answers: dict[str, Any] = self.cleaned_data  # type: ignore[attr-defined]  # of the form this is mixed into
        answers["code"] = "".join(answers["code"].split()).replace("-", "")
        return str(super().clean_code())  # type: ignore[misc]


class Code(_FromAppOrCard, AuthenticateForm):  # type: ignore[misc]  # the library is not typed for checkers
    """At the door, after the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(_("6 figures from your app, or a fresh code from your card."))


class CodeAgain(_FromAppOrCard, ReauthenticateForm):  # type: ignore[misc]  # the library is not typed for checkers
    """Before a change that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(_("6 figures from your app, or a fresh code from your card."))


class FirstCode(ActivateTOTPForm):  # type: ignore[misc]  # the library is not typed for checkers
    """The app shows its first code: it was set up well."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _code(_("The 6 figures that the app shows now."))


class NewPasskey(AddWebAuthnForm):  # type: ignore[misc]  # the library is not typed for checkers
    """A name to know the passkey by. Each can open the door alone: it asks for a finger, a face or a PIN of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label=_("What do you call it?"), max_length=60, required=False)
        self.fields["passwordless"] = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)


class PasskeyName(EditWebAuthnForm):  # type: ignore[misc]  # the library is not typed for checkers
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label=_("What do you call it?"), max_length=60, initial=self.instance.wrap().name)
