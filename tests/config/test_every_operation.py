"""Every documented operation of the API, asked with whatever its schema allows and forbids: it never breaks, answers as described, keeps
out whoever is not signed in, and tells nothing of others."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from rochdale.people.models import Person
from rochdale.trade.models import Need, Offer
from tests.access.matrix import World, visitor
from tests.cast import make_cast

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.xdist_group("every-operation"),
]  # its world is made once
DOCUMENT = json.loads((Path(__file__).parents[2] / "docs" / "reference" / "openapi.json").read_text(encoding="utf-8"))
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
RESERVE, LIMIT, ADDRESS = "98765.43", "87654.32", "planted-address.example"
"""What nobody of Bolaven may ever read: a reserve and a limit of others, and where others are reached."""
QUIETLY = settings(
    max_examples=4, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None
)

schema = schemathesis.openapi.from_dict(DOCUMENT)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The things of the access matrix, with secrets planted in what is not Bolaven's."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World(make_cast())
        import_module("tests.access.rows_trade").prepare(world)
        bolaven = world.cast.bolaven.id
        Offer.objects.exclude(organization_id=bolaven).update(reserve_price=RESERVE)
        Need.objects.exclude(organization_id=bolaven).update(max_landed_price=LIMIT)
        for word, person in world.cast.people.items():
            if word not in {"noy", "kham", "vilay"}:
                Person.objects.filter(pk=person.pk).update(email=f"{word}@{ADDRESS}")
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def noy(world: World, django_db_blocker: Any) -> tuple[Client, dict[str, str]]:
    """Noy's browser, with the token that every change needs."""
    with django_db_blocker.unblock():
        client = visitor(world, "officer")
        return client, {"X-CSRFToken": client.get("/api/me").json()["csrf_token"]}


OPERATIONS = {f"{found.method.upper()} {found.path}": found for found in (each.ok() for each in schema.get_all_operations())}
"""By name: two tests of one name are one to pytest-xdist, and the second would never run."""


@pytest.mark.parametrize("name", OPERATIONS)
def test_signed_in(name: str, noy: tuple[Client, dict[str, str]]) -> None:
    client, token = noy

    @QUIETLY
    @given(case=OPERATIONS[name].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        response = asked(case, client, token)
        case.validate_response(response, checks=CHECKS)
        assert not [secret for secret in (RESERVE, LIMIT, ADDRESS) if secret.encode() in response.content]

    ask()


@pytest.mark.parametrize("name", OPERATIONS)
def test_not_signed_in(name: str, world: World) -> None:
    @QUIETLY
    @given(case=OPERATIONS[name].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        response = asked(case, Client(), {})
        case.validate_response(response, checks=CHECKS)
        # 404 is an address that does not exist: what stands for an id there is none.
        assert response.status_code in {401, 404}, f"{case.method} {case.path} answered a stranger {response.status_code}"

    ask()


def asked(case: schemathesis.Case, client: Client, extra: dict[str, str]) -> Response:
    """What the program answers through Django's test client, in the shape the checks read; what it changed is undone."""
    prepared = requests.Request(**case.as_transport_kwargs(base_url="http://testserver", headers=extra)).prepare()
    kind = prepared.headers.get("Content-Type", "")
    body = prepared.body if isinstance(prepared.body, bytes) else (prepared.body or "").encode()
    headers = {
        name: value for name, value in prepared.headers.items() if name.lower() not in {"cookie", "accept-encoding"}
    }  # the visitor has the own ones
    with transaction.atomic():
        answer = client.generic(str(prepared.method), prepared.path_url, body, kind, headers=headers)
        content = b"".join(answer) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return Response(answer.status_code, {name: [value] for name, value in answer.headers.items()}, content, prepared, 0.0, True)


def test_no_operation_is_left_out() -> None:
    asked = {(operation.ok().method.upper(), operation.ok().path) for operation in schema.get_all_operations()}
    described = {(method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods}
    assert asked == described
