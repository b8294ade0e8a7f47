"""What a person sees and does on the pages of the own person."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_signup", "account_reset_password", "account_reset_password_done", "account_inactive", "people:demo"],
)
def test_pages_open_to_everybody_are_drawn(client: Client, cast: Cast, name: str) -> None:
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert b"Rochdale" in response.content
