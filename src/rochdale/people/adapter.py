"""What the sign-in library asks of us: how accounts are made, found by phone, limited, spoken to."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import filter_users_by_email
from django.db import transaction
from django.forms import BaseForm, Field
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from rochdale.base.actor import Actor
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.contacts import stored_phone
from rochdale.people.fields import PhoneField
from rochdale.people.http import Request, speak
from rochdale.people.known_devices import known_device, remember_device
from rochdale.people.models import Person
from rochdale.people.operations import sign_up
from rochdale.people.proving import is_proven_recently

log = logging.getLogger("rochdale.people.sign_in")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library is not typed for checkers
    """Sign-in by e-mail or phone with a password; works without e-mail and without text messages."""

    error_messages: Mapping[str, str | Promise] = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("This account is closed."),
        "email_password_mismatch": _("E-mail and password do not belong together. Try again."),
        "phone_password_mismatch": _("Phone number and password do not belong together. Try again."),
        "username_password_mismatch": _("Name and password do not belong together. Begin a phone number with + and the country."),
        "invalid_login": _("Name and password do not belong together. Begin a phone number with + and the country."),
        "email_taken": _("Somebody has this e-mail already. Sign in with it, or give another one."),
        "phone_taken": _("Somebody has this phone number already. Sign in with it, or give another one."),
        "enter_current_password": _("This is not your present password. Try again."),
        "incorrect_password": _("This is not your present password. Try again."),
        "invalid_password_reset": _("This link has been used or is too old. Ask for a new one."),
        "too_many_login_attempts": _("Too many wrong passwords for this account. Wait five minutes, then try again."),
        "rate_limited": _("Too many tries. Wait a minute, then try again."),
    }

    def save_user(self, request: Request, user: Person, form: BaseForm, commit: bool = True) -> Person:
        """Open the account through the operation, then set the password, which no operation may see."""
        answers = form.cleaned_data
        by = Actor(id=str(user.pk), name=answers["name"])
        language = translation.get_language() or ""
        with transaction.atomic():
            sign_up(
                id=user.pk,
                by=by,
                at=request.at,
                name=answers["name"],
                email=answers.get("email") or "",
                phone=answers.get("phone") or "",
                language=language,
            )
            person = Person.objects.get(pk=user.pk)
            self.set_password(person, answers["password1"])
        return person

    def set_password(self, user: Person, password: str) -> None:
        """A password needs a name to sign in with beside it; invented persons have none, they belong to every visitor."""
        if user.is_persona:
            raise Refused(Refusal("people.persona-stays-as-it-is"))
        if not (user.email or user.phone or user.sign_in_name):
            raise Refused(Refusal("people.account-needs-a-contact"))
        user.set_password(password)
        user.save(update_fields=["password"])

    def phone_form_field(self, **kwargs: Any) -> Field:
        return PhoneField(**{name: value for name, value in kwargs.items() if name in {"label", "required"}})

    def get_phone(self, user: Person) -> tuple[str, bool] | None:
        # Nobody sends text messages here: a number is known, never verified.
        return (user.phone, False) if user.phone else None

    def set_phone(self, user: Person, phone: str, verified: bool) -> None:
        """Nothing to do: the operation that opens the account has stored the number."""

    def set_phone_verified(self, user: Person, phone: str) -> None:
        """Nothing to do: numbers are not verified."""

    def send_verification_code_sms(self, user: Person, phone: str, code: str, **kwargs: Any) -> None:
        """Never called: ACCOUNT_PHONE_VERIFICATION_ENABLED is off, for want of a way that works in every village."""
        raise NotImplementedError

    def get_user_by_phone(self, phone: str) -> Person | None:
        """The person with this number, however it was typed."""
        try:
            number = stored_phone(phone)
        except Refused:
            return None
        return Person.objects.filter(phone=number).first() if number else None

    def is_safe_url(self, url: str) -> bool:
        """Only this very host is gone to after signing in or out."""
        request = self.request
        return url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}, require_https=request.is_secure())

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Before a change of the ways in: unless something was shown within the last minutes, as everywhere here."""
        return not is_proven_recently(self.request)

    def get_reauthentication_methods(self, user: Person) -> list[dict[str, str]]:
        """The library's ways, in our words."""
        known = {"reauthenticate": _("Use your password"), "mfa_reauthenticate": _("Use a code from your card or app")}
        known["mfa_reauthenticate:webauthn"] = _("Use your passkey")
        return [{**way, "description": str(known[way["id"]])} for way in super().get_reauthentication_methods(user)]

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # The library counts all phone numbers as one account: a village hall would lock itself out. We count per person, so that
        # e-mail and phone of one account share one limit; an unknown name is counted as it was typed.
        email, phone = credentials.get("email"), credentials.get("phone")
        found = filter_users_by_email(email, for_login=True)[:1] if email else [self.get_user_by_phone(phone)] if phone else []
        person = next((one for one in found if one is not None), None)
        typed = str(email or phone or credentials.get("username") or "").strip().lower()
        person = person or Person.objects.filter(sign_in_name=typed).exclude(sign_in_name=None).first()
        # Whoever guesses from elsewhere uses up the tries of strangers, not those of a device on which the person signed in before
        # (device cookies, as OWASP describes them): nobody is shut out by others.
        return f"person:{person.pk}:{known_device(request, person)}" if person else f"typed:{typed}"

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        log.warning("A sign-in was refused, from %s", self.get_client_ip(request))

    def post_login(self, request: HttpRequest, user: Person, **kwargs: Any) -> HttpResponse:
        log.info("Person %s signed in", user.pk)
        response = remember_device(request, super().post_login(request, user, **kwargs), user)
        return speak(response, user.language)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """A letter in the language of the one who gets it. When the mail server is away, signing in and up go on without it."""
        language = getattr(context.get("user"), "language", "") or translation.get_language()
        try:
            with translation.override(language):
                super().send_mail(template_prefix, email, context)
        except OSError:  # includes every SMTP trouble
            log.exception("A letter (%s) could not be sent", template_prefix)

    def format_email_subject(self, subject: str) -> str:
        return subject
