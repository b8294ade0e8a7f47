"""Sign-in for the API: 401 without a session, 403 without the token of the form."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import path
from ninja import NinjaAPI

from rochdale.people.api import session_actor
from tests.cast import Cast

api = NinjaAPI(auth=session_actor, urls_namespace="people-test")


@api.get("/who")
def who(request: HttpRequest) -> str:
    return str(request.auth.name)


@api.post("/change")
def change(request: HttpRequest) -> str:
    return "changed"


urlpatterns = [path("api/", api.urls)]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def test_whoever_is_not_signed_in_hears_401(client: Client) -> None:
    assert client.get("/api/who").status_code == 401
    assert Client(enforce_csrf_checks=True).post("/api/change").status_code == 401


def test_whoever_is_signed_in_is_the_actor(client: Client, cast: Cast) -> None:
    client.force_login(cast.noy)
    assert client.get("/api/who").json() == "Noy Sengdara"
    assert client.post("/api/change").json() == "changed"


def test_a_change_without_the_token_is_refused(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.noy)
    assert client.get("/api/who").status_code == 200
    assert client.post("/api/change").status_code == 403
