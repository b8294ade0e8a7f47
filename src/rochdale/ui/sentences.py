"""Plain sentences in place of Django's, and the words of Django that readers meet in dates.

Django has no Lao at all, so every string of its that can be seen stands here once, for our own catalogues.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, ngettext_lazy

_NO_DAY = _("This is not a day. Write it like 2027-03-31.")
_NO_FILE = _("No file has arrived. Choose it again.")

OF_FIELDS: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("This is still empty.")},
    forms.IntegerField: {"invalid": _("This is not a whole number.")},
    forms.FloatField: {"invalid": _("This is not a number. Write it like 86.5.")},
    forms.DecimalField: {"invalid": _("This is not a number. Write it like 86.5.")},
    forms.DateField: {"invalid": _NO_DAY},
    forms.DateTimeField: {"invalid": _NO_DAY},
    forms.FileField: {"invalid": _NO_FILE, "missing": _NO_FILE, "empty": _("The file is empty. Choose another one.")},
    forms.ChoiceField: {"invalid_choice": _("Choose one of those shown.")},
    forms.MultipleChoiceField: {"invalid_choice": _("Choose from those shown."), "invalid_list": _("Choose from those shown.")},
    forms.UUIDField: {"invalid": _("This page is out of date. Load it again.")},
    forms.URLField: {"invalid": _("This is not an address of a page. It begins with https://.")},
}
OF_VALIDATORS: dict[type[validators.BaseValidator], Any] = {
    validators.MinValueValidator: _("The least is %(limit_value)s."),
    validators.MaxValueValidator: _("The most is %(limit_value)s."),
    validators.MinLengthValidator: ngettext_lazy(
        "Write at least %(limit_value)d letter.", "Write at least %(limit_value)d letters.", "limit_value"
    ),
    validators.MaxLengthValidator: ngettext_lazy(
        "Write at most %(limit_value)d letter.", "Write at most %(limit_value)d letters.", "limit_value"
    ),
}
NO_EMAIL = _("This is not an e-mail address. It looks like name@place.org.")

MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)
DAYS = (
    gettext_noop("Monday"),
    gettext_noop("Tuesday"),
    gettext_noop("Wednesday"),
    gettext_noop("Thursday"),
    gettext_noop("Friday"),
    gettext_noop("Saturday"),
    gettext_noop("Sunday"),
)


def speak_plainly() -> None:
    """Give Django's fields and validators our sentences; a field's own message still stands above them."""
    for field, messages in OF_FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **messages}
    for validator, message in OF_VALIDATORS.items():
        validator.message = message
    validators.EmailValidator.message = NO_EMAIL
    validators.validate_email.message = NO_EMAIL
