"""The pages of the layout, as a reader meets them."""

from __future__ import annotations

import json

import pytest
from django.test import RequestFactory

from rochdale.ui.middleware import RefusalPages


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/gallery/", "/gallery/?refused=yes", "/gallery/pictures/", "/offline/"])
def test_a_page_of_the_layout_is_sound(client, path: str) -> None:
    assert client.get(path).status_code == 200
