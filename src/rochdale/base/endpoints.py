"""What every endpoint shares: strict bodies that name a wrong field, figures as text, ids from the caller, lists in pages."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Schema
from ninja.parser import Parser
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from rochdale.base.documents import MOST_BYTES, is_hidden
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import Refusal, Refused

MOST_BODY_BYTES = 256 * 1024
MOST_UPLOAD_BYTES = 3 * MOST_BYTES
"""Several files in one form; each is measured again when it is kept."""
MOST_DEPTH = 8
MOST_DIGITS = 18
MOST_ROWS = 200
REFUSING = frozenset({400, 401, 403, 404, 409, 413})

M = TypeVar("M", bound=Model)
R = TypeVar("R")


class BodyTooLarge(Refused):
    """The request is larger than what is read here. Answered with 413."""


class Malformed(Refused):
    """What was sent has not the shape that was asked for; every refusal names its field. Answered with 400."""


class RefusalShown(Schema):
    """One reason why not."""

    code: str
    facts: dict[str, Any]
    message: str


class Refusals(Schema):
    """Every answer of 400 and above."""

    refused: list[RefusalShown]


class Made(Schema):
    """The id of what was made or changed. The same request sent again is answered with the same id."""

    id: UUID


class Page(Schema, Generic[R]):
    """Some rows of a list; `next` is the address of those that follow."""

    count: int
    next: str | None
    rows: list[R]


class Given(BaseModel):
    """A JSON object sent by a caller: unknown fields and values of another type are refused by name."""

    model_config = ConfigDict(extra="forbid", strict=True)


def _wrong(code: str, **facts: object) -> PydanticCustomError:
    # Only words of ours reach the reader: the type is the code of a refusal.
    return PydanticCustomError(code, "see the code", facts)


def _id(value: object) -> object:
    if isinstance(value, UUID):
        return value
    try:
        found = UUID(value.strip().strip('"')) if isinstance(value, str) else None
    except ValueError:
        found = None
    if not found:
        raise _wrong("base.field-not-an-id")
    return found


def _day(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == len("2026-01-31") else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> object:
    raise _wrong("base.field-not-a-day")


_AMOUNT = re.compile(r"-?\d{1,14}(\.\d{1,6})?", re.ASCII)


def _amount(value: object) -> object:
    if not isinstance(value, str) or not _AMOUNT.fullmatch(value):
        raise _wrong("base.field-not-an-amount")
    return Decimal(value)


def _line(value: str) -> str:
    if any(is_hidden(letter) for letter in value):
        raise _wrong("base.field-hidden-signs")
    return unicodedata.normalize("NFC", value).strip()


def one_of(known: Callable[[], Iterable[str]]) -> AfterValidator:
    """A text that is "" or one of `known`, asked for when it is needed."""

    def check(value: str) -> str:
        if value and value not in (codes := sorted(known())):
            raise _wrong("base.field-not-one-of", known=", ".join(codes))
        return value

    return AfterValidator(check)


Id = Annotated[UUID, BeforeValidator(_id), WithJsonSchema({"type": "string", "format": "uuid"})]
Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
Line = Annotated[str, Field(max_length=200), AfterValidator(_line)]
Code = Annotated[str, Field(max_length=60), AfterValidator(_line)]
Paragraph = Annotated[str, Field(max_length=1000), AfterValidator(_line)]
WholeKg = Annotated[int, Field(ge=-(10**9), le=10**9)]
"""Shape only: what weight may stand is a rule's to say."""
AS_TEXT = WithJsonSchema({"type": "string", "pattern": r"^-?\d+(\.\d+)?$", "examples": ["4.40"]})
Amount = Annotated[Decimal, BeforeValidator(_amount), PlainSerializer(lambda value: f"{value:f}", return_type=str), AS_TEXT]
"""A decimal that travels as text, so that no machine rounds it: "4.40"."""


class Operation(Given):
    """A body that may carry the id of the operation."""

    id: Id | None = None


class StrictJson(Parser):
    """Reads JSON bodies. Raises `Malformed`: no JSON, a name twice, nested too deep. Numbers out of all range become infinite."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The content of the body."""
        try:
            text = request.body.decode()
            _refuse_depth(text)
            return json.loads(text, object_pairs_hook=_once_each, parse_int=_whole)
        except (UnicodeDecodeError, json.JSONDecodeError) as problem:
            where = {"line": getattr(problem, "lineno", 1), "column": getattr(problem, "colno", 1)}
            raise Malformed(Refusal("base.body-not-json", where)) from problem


_TOKENS = re.compile(r'"(?:[^"\\]|\\.?)*+"?|[\[\]{}]', re.DOTALL)
"""Strings, also one that never ends (read in one go, or it would be read again from each of its letters), and brackets."""


def _refuse_depth(text: str) -> None:
    depth, name = 0, ""
    for token in _TOKENS.finditer(text):
        if token[0][0] == '"':
            name = token[0][1:61] if depth == 1 else name
            continue
        depth += 1 if token[0] in "[{" else -1
        if depth > MOST_DEPTH:
            raise Malformed(Refusal("base.body-too-deep", {"field": name.rstrip('"'), "most": MOST_DEPTH}))


def _once_each(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise Malformed(Refusal("base.field-twice", {"field": name[:60]}))
        found[name] = value
    return found


def _whole(text: str) -> int | float:
    return int(text) if len(text) <= MOST_DIGITS else float("inf")


def refuse_large_body(request: HttpRequest) -> None:
    """Raise `BodyTooLarge` before a byte of a body over the limit is read."""
    is_form = (request.content_type or "").startswith("multipart/")
    most = MOST_UPLOAD_BYTES if is_form else MOST_BODY_BYTES
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise BodyTooLarge(Refusal("base.body-too-large", {"most_kb": most // 1024}))


_CODES: Mapping[str, str] = {
    "missing": "base.field-missing",
    "extra_forbidden": "base.field-unknown",
    "string_type": "base.field-not-text",
    "string_unicode": "base.field-hidden-signs",
    "string_too_long": "base.field-too-long",
    "too_long": "base.list-too-long",
    "bool_type": "base.field-not-true-or-false",
    "bool_parsing": "base.field-not-true-or-false",
    "list_type": "base.field-not-a-list",
    "literal_error": "base.field-not-one-of",
    "greater_than_equal": "base.field-too-small",
    "less_than_equal": "base.field-too-large",
}
_SHAPES: Mapping[str, str] = {
    "int": "base.field-not-a-whole-number",
    "finite": "base.field-not-a-whole-number",
    "model": "base.field-not-an-object",
    "uuid": "base.field-not-an-id",
}
_FACTS: Mapping[str, str] = {"max_length": "most", "ge": "least", "le": "most", "expected": "known"}
_SOURCES = frozenset({"body", "query", "path", "form", "file", "header", "given"})


def malformed(errors: Iterable[Mapping[str, Any]]) -> list[Refusal]:
    """What pydantic found, as refusals that name the field: `reserve.amount`, `certificates.0.scheme`, or "" for the whole body."""
    return [_refusal(error) for error in errors]


def _refusal(error: Mapping[str, Any]) -> Refusal:
    kind = str(error["type"])
    code = kind if kind.startswith("base.") else _CODES.get(kind) or _SHAPES.get(kind.split("_")[0], "base.field-wrong")
    facts = {_FACTS.get(name, name): value for name, value in error.get("ctx", {}).items() if name in _FACTS or kind == code}
    return Refusal(code, {"field": _field(error["loc"]), **facts})


def _field(loc: Sequence[object]) -> str:
    parts = [str(part) for part in loc]
    while parts and parts[0] in _SOURCES:
        parts.pop(0)
    return ".".join(parts)[:120]


def operation_id(request: HttpRequest, given: Operation | None) -> UUID:
    """The id the caller gave to its operation, in the body or as `Idempotency-Key`; a fresh one where it gave none."""
    text, sent = request.headers.get("Idempotency-Key"), given and given.id
    if text is None:
        return sent or new_id()
    try:
        key = _id(text)
    except PydanticCustomError:
        raise Malformed(Refusal("base.field-not-an-id", {"field": "Idempotency-Key"})) from None
    assert isinstance(key, UUID)
    if sent and sent != key:
        raise Malformed(Refusal("base.two-ids", {"field": "id", "header": "Idempotency-Key"}))
    return key


def refuse_unknown(names: Iterable[str], known: Container[str]) -> None:
    """Raise `Malformed` for the parameters of an address, or the fields of a form, that nobody reads."""
    unknown = [Refusal("base.field-unknown", {"field": name[:60]}) for name in sorted(names) if name not in known]
    if unknown:
        raise Malformed(unknown)


class Paging(Given):
    """Which rows of a list."""

    model_config = ConfigDict(strict=False)  # an address holds nothing but text
    page: Annotated[int, Field(ge=1, le=10**6)] = 1
    per_page: Annotated[int, Field(ge=1, le=MOST_ROWS)] = 50


def page_of(request: HttpRequest, rows: QuerySet[M], paging: Paging, shown: Callable[[M], R]) -> Page[R]:
    """The rows of a page, which must come in an order that ends with the key. Raises `Malformed` for a parameter nobody reads."""
    refuse_unknown(request.GET, type(paging).model_fields)
    count, first = rows.count(), (paging.page - 1) * paging.per_page
    end = first + paging.per_page
    query = request.GET.copy()
    query["page"] = str(paging.page + 1)
    return Page(
        count=count, next=f"{request.path}?{query.urlencode()}" if end < count else None, rows=[shown(row) for row in rows[first:end]]
    )
