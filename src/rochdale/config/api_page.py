"""The page that describes the API: drawn on the server from its own schema, without a script or another host."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldShown:
    """One field of a body, a form or an address."""

    name: str
    type: str
    shape: str
    """The shape among those below that the type names, or ""."""
    is_needed: bool


@dataclass(frozen=True, slots=True)
class EndpointShown:
    """One thing that can be asked or done."""

    id: str
    method: str
    path: str
    summary: str
    group: str
    fields: tuple[FieldShown, ...]
    answers: FieldShown | None

    @property
    def steps(self) -> list[str]:
        """The path in parts, so that a small screen can break it."""
        return self.path.strip("/").split("/")


@dataclass(frozen=True, slots=True)
class ShapeShown:
    """An object that is sent or answered."""

    name: str
    fields: tuple[FieldShown, ...]


class ApiPage(DocsBase):
    """Draws `/api/docs`."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        """The groups of endpoints as doors; with `?part=` one group with the shapes it uses, in the reader's language."""
        groups: dict[str, list[EndpointShown]] = {}
        for endpoint in _endpoints(api):
            groups.setdefault(endpoint.group, []).append(endpoint)
        shown: dict[str, object] = {"version": api.version, "schema_url": self.get_openapi_url(api, kwargs)}
        found = groups.get(request.GET.get("part", ""))
        if found is None:
            shown["groups"] = [(name, gettext(name), len(one)) for name, one in groups.items()]
        else:
            endpoints = [(gettext(one.summary), one) for one in found]
            shown |= {"part": gettext(found[0].group), "endpoints": endpoints, "shapes": _used(found, _shapes(api))}
        return render(request, "config/api.html", shown)


def _used(endpoints: Sequence[EndpointShown], shapes: Sequence[ShapeShown]) -> list[ShapeShown]:
    """The shapes that endpoints name, and those that these name in turn, by name."""
    known = {shape.name: shape for shape in shapes}
    answers = [one.answers for one in endpoints if one.answers]
    waiting = [field.shape for field in (*answers, *(field for one in endpoints for field in one.fields))]
    found: dict[str, ShapeShown] = {}
    while waiting:
        name = waiting.pop()
        if name in known and name not in found:
            found[name] = known[name]
            waiting += [field.shape for field in known[name].fields]
    return [found[name] for name in sorted(found)]


@cache
def _endpoints(api: NinjaAPI) -> tuple[EndpointShown, ...]:
    schema = api.get_openapi_schema()
    return tuple(_endpoint(schema, path, method, found) for path, methods in schema["paths"].items() for method, found in methods.items())


@cache
def _shapes(api: NinjaAPI) -> tuple[ShapeShown, ...]:
    found = api.get_openapi_schema()["components"]["schemas"]
    return tuple(ShapeShown(name, tuple(_fields(shape))) for name, shape in sorted(found.items()))


def _endpoint(schema: Json, path: str, method: str, found: Json) -> EndpointShown:
    fields = (*_parameters(found), *_body(schema, found))
    return EndpointShown(found["operationId"], method.upper(), path, found["summary"], found["tags"][0], fields, _answers(found))


def _parameters(found: Json) -> Iterator[FieldShown]:
    for one in found.get("parameters", []):
        yield _field(one["name"], one["schema"], bool(one.get("required")))


def _body(schema: Json, found: Json) -> Iterator[FieldShown]:
    for content in found.get("requestBody", {}).get("content", {}).values():
        yield from _fields(_resolved(schema, content["schema"]))


def _fields(shape: Json) -> Iterator[FieldShown]:
    for name, one in shape.get("properties", {}).items():
        yield _field(name, one, name in shape.get("required", []))


def _field(name: str, found: Json, is_needed: bool) -> FieldShown:
    shapes = _NAMED.findall(str(found))
    return FieldShown(name, _type(found), shapes[0] if shapes else "", is_needed)


def _answers(found: Json) -> FieldShown | None:
    for status, answer in found["responses"].items():
        content = answer.get("content", {})
        if int(status) < 300 and "application/json" in content:
            return _field("", content["application/json"]["schema"], True)
    return None


def _resolved(schema: Json, found: Json) -> Json:
    choices = [one for one in found.get("anyOf", [found]) if one.get("type") != "null"]
    name = choices[0].get("$ref", "").rpartition("/")[2]
    return dict(schema["components"]["schemas"][name]) if name else choices[0]


_NAMED = re.compile(r"#/components/schemas/(\w+)")


def _type(found: Json) -> str:
    """A schema in a word: `Offer`, `date`, `list of Word`, `sample or evidence`."""
    if "anyOf" in found:
        return " | ".join(_type(one) for one in found["anyOf"])
    if "$ref" in found:
        return str(found["$ref"]).rpartition("/")[2]
    if found.get("type") == "array":
        return f"[{_type(found.get('items', {}))}]"
    if "enum" in found:
        return " | ".join(f"“{one}”" for one in found["enum"])
    return str(found.get("format") or ("amount" if "pattern" in found else found.get("type", "")))
