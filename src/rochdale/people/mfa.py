"""What the sign-in library asks of us about second factors: apps that show codes, passkeys, and cards of printed codes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rochdale.people.models import Person


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # the library is not typed for checkers
    """A card of printed codes is a second factor of its own, for those who have no phone; secrets are kept encrypted."""

    error_messages: Mapping[str, str | Promise] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code does not fit. Take a fresh one and try again."),
        "cannot_delete_authenticator": _("Your office needs a second way. Set up another one first."),
        "unverified_email": _("Confirm your e-mail first."),
    }

    def is_mfa_enabled(self, user: Person, types: list[str] | None = None) -> bool:
        """The library asks for apps and passkeys before it asks for a code at the door: there, a card counts too."""
        at_the_door = types is not None and set(types) == {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}
        return bool(super().is_mfa_enabled(user, None if at_the_door else types))

    def get_totp_label(self, user: Person) -> str:
        """How the entry is called in the person's app."""
        return str(user.email or user.phone or user.sign_in_name or user.name)

    def get_totp_issuer(self) -> str:
        """The name of this installation, as people type it."""
        return f"Rochdale {self._get_site_name()}"

    def build_totp_svg(self, url: str) -> str:
        """The QR code, drawn as all others of this house."""
        return str(segno.make(url, error="m").svg_inline(border=4, dark="#231c14", light="#fffdf8", omitsize=True))

    def encrypt(self, text: str) -> str:
        """For the database: worth nothing without the installation's secret key."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The other way. An old secret key among SECRET_KEY_FALLBACKS still opens."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Person, type: Any) -> str:
        """A name for a passkey that says which one it is."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(("second factor:" + str(key)).encode()).digest())) for key in keys])
