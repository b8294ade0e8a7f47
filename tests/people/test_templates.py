"""Every page and letter of the sign-in library that a person can be shown is ours."""

from __future__ import annotations

import re
from pathlib import Path

import allauth
import pytest
from django.template.loader import get_template
from django.urls import get_resolver

from rochdale.people import urls

LIBRARY = Path(allauth.__file__).parent / "templates"
SENT = re.compile(r"""["'](account/(?:email|messages)/\w+?)(?:\.txt)?["']""")
NEVER = {
    "account/email/account_already_exists": "only when confirming the e-mail is a must",
    "account/email/login_code": "no sign-in by code",
    "account/email/password_reset_code": "passwords are reset by link",
    "account/email/email_deleted": "an e-mail is changed, not deleted",
    "account/messages/login_code_sent": "no sign-in by code",
    "account/messages/phone_verification_sent": "nobody sends text messages",
    "account/messages/phone_verified": "nobody sends text messages",
    "account/messages/cannot_delete_primary_email": "the library's e-mail page is not used",
    "account/messages/email_deleted": "the library's e-mail page is not used",
    "account/messages/primary_email_set": "the library's e-mail page is not used",
    "account/messages/unverified_primary_email": "the library's e-mail page is not used",
}


def names_in_the_library() -> set[str]:
    sources = (Path(allauth.__file__).parent / "account").rglob("*.py")
    return {name for source in sources for name in SENT.findall(source.read_text(encoding="utf-8"))}


def is_ours(template: str) -> bool:
    return "rochdale" in Path(get_template(template).origin.name).parts


@pytest.mark.parametrize("pattern", urls._account, ids=lambda pattern: pattern.name)
def test_every_page_of_the_library_is_drawn_by_us(pattern: object) -> None:
    view = pattern.callback.view_class
    assert is_ours(view.template_name)


@pytest.mark.parametrize("name", sorted(names_in_the_library() - NEVER.keys()))
def test_every_letter_and_message_of_the_library_is_written_by_us(name: str) -> None:
    parts = [f"{name}.txt"] if "messages" in name else [f"{name}_subject.txt", f"{name}_message.txt"]
    assert all(is_ours(part) for part in parts)


def test_no_other_address_of_the_library_is_open() -> None:
    routes = {str(pattern.pattern) for pattern in get_resolver().url_patterns if "allauth" in getattr(pattern.callback, "__module__", "")}
    assert routes <= {str(pattern.pattern) for pattern in urls._account}
