"""E-mail addresses and phone numbers as they are stored: small letters; E.164 with plus and country."""

from __future__ import annotations

import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, is_valid_number, parse

from rochdale.kernel.refusal import Refusal, Refused


def stored_email(typed: str) -> str | None:
    """The address in small letters, None when nothing was typed. Raises `Refused` when it is no address."""
    email = unicodedata.normalize("NFC", typed.strip()).lower()
    if not email:
        return None
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(Refusal("people.email-is-not-an-address", {"email": typed.strip()[:100]})) from None
    return email


def stored_phone(typed: str) -> str | None:
    """The number as +8562055123456, None when nothing was typed. Raises `Refused` when it is no full number."""
    text = typed.strip()
    if not text:
        return None
    text = f"+{text[2:]}" if text.startswith("00") else text
    try:
        number = parse(text[:40])
    except NumberParseException:
        number = None
    if number is None or not is_valid_number(number):
        raise Refused(Refusal("people.phone-is-not-international", {"phone": typed.strip()[:40]}))
    return format_number(number, PhoneNumberFormat.E164)
