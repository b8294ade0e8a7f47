"""Work that a device kept, carried by hand as a file (`people/outbox.js`, `file()`) and taken at the office.

An officer who is signed in brings the file; each piece is recorded on account of whoever signed it on the device, after that person's PIN,
and with the offices held when it was done. It goes through the same page as if the device had sent it: the same view, form and operation,
and the same id, so that a piece the device sends later as well is done once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.messages.storage.base import BaseStorage
from django.contrib.sessions.backends.cache import SessionStore
from django.db import transaction
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, resolve
from django.utils.dateparse import parse_datetime

from rochdale.base.words import sentence
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people import queries
from rochdale.people.device_secrets import is_signed
from rochdale.people.http import ActingRequest
from rochdale.people.kept_work import AT, BY, SIGNATURE
from rochdale.people.models import Device, Person
from rochdale.people.rules.kinds import STRICT

MOST_PIECES = 5000
NOT_OURS = Refusal("people.kept-piece-is-not-ours")
NO_OFFICE = Refusal("people.kept-piece-has-no-office")
NO_PAGE = Refusal("people.kept-piece-has-no-page")
Piece = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one piece: where it is shown now, or why it was not taken."""

    piece_id: str
    address: str
    who: str
    at: datetime | None
    leads_to: str
    says: str

    @property
    def is_done(self) -> bool:
        """Whether it is in the books now (or was before)."""
        return not self.says


class _Unread(BaseStorage):
    """What a page says to a person goes nowhere: nobody is there to read it."""

    def _get(self, *args: Any, **kwargs: Any) -> tuple[list[Any], bool]:
        return [], True

    def _store(self, messages: list[Any], response: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return []


def take_file(request: ActingRequest, pieces: Sequence[Piece]) -> list[Taken]:
    """Each piece in turn, the oldest first. A piece that is refused holds up no other."""
    organization_id = request.actor.organization_id
    devices = list(Device.objects.filter(organization_id=organization_id).order_by("id")) if organization_id else []
    in_order = sorted(pieces[:MOST_PIECES], key=lambda piece: str(piece.get("at", "")))
    return [_taken(request, piece, devices) for piece in in_order]


def _taken(request: ActingRequest, piece: Piece, devices: Sequence[Device]) -> Taken:
    at, person = _moment(piece), None
    told = {name: str(piece.get(name, "")) for name in ("id", "address")}
    try:
        device, person = signer_of(piece, devices)
        with transaction.atomic():
            leads_to = _sent(request, piece, device, person)
        return Taken(told["id"], told["address"], person.name, at, leads_to, "")
    except Refused as refused:
        says = " ".join(sentence(refusal) for refusal in refused.refusals)
        return Taken(told["id"], told["address"], person.name if person else "", at, "", says)


def _moment(piece: Piece) -> datetime | None:
    try:
        found = parse_datetime(str(piece.get("at", "")))
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def signer_of(piece: Piece, devices: Sequence[Device]) -> tuple[Device, Person]:
    """Which of these devices signed the piece, after whose PIN. Refused when none did, or one that was struck off by then."""
    by, at = str(piece.get("who", "")), _moment(piece)
    text = "\n".join((by, *(str(piece.get(name, "")) for name in ("at", "address", "body"))))
    try:
        person_id = UUID(by)
    except ValueError as wrong:
        raise Refused(NOT_OURS) from wrong
    for device in devices:
        is_there = at is not None and (device.struck_off_at is None or at < device.struck_off_at)
        if is_there and is_signed(str(piece.get("signature", "")), device_id=device.id, person_id=person_id, text=text):
            person = Person.objects.filter(pk=person_id).first()
            if person is not None:
                return device, person
    raise Refused(NOT_OURS)


def _sent(request: ActingRequest, piece: Piece, device: Device, person: Person) -> str:
    """Do what the page at the piece's address does with its form; where that leads to."""
    at = _moment(piece)
    assert at is not None
    actor = queries.actor(person.id, min(at, request.at), organization_id=device.organization_id)
    if actor is None or actor.organization_id != device.organization_id:
        raise Refused(NO_OFFICE)
    try:
        match = resolve(str(piece["address"]).partition("?")[0])
    except Resolver404 as wrong:
        raise Refused(NO_PAGE) from wrong
    if not getattr(match.func, "takes_kept_work", False):
        raise Refused(NO_PAGE)
    inner = _as_sent(request, piece, person)
    inner.actor, inner.at, inner.withheld = replace(actor, offices=actor.offices - STRICT), request.at, frozenset()  # type: ignore[attr-defined]
    inner.device, inner.resolver_match = device, match  # type: ignore[attr-defined]
    response = match.func(inner, *match.args, **match.kwargs)
    if response.status_code not in {302, 303}:
        raise Refused(NO_PAGE)
    return str(response["Location"])


def _as_sent(request: ActingRequest, piece: Piece, person: Person) -> HttpRequest:
    inner = HttpRequest()
    inner.method, inner.path = "POST", str(piece["address"])
    inner.path_info = inner.path
    inner.META = {name: value for name, value in request.META.items() if name.startswith(("SERVER_", "HTTP_HOST", "wsgi"))}
    for name, key in ((BY, "who"), (AT, "at"), (SIGNATURE, "signature")):
        inner.META[f"HTTP_{name.upper().replace('-', '_')}"] = str(piece.get(key, ""))
    inner.POST, inner.user, inner.session = QueryDict(str(piece.get("body", ""))), person, SessionStore()
    inner._messages = _Unread(inner)  # type: ignore[attr-defined]
    return inner


def takes_kept_work(view: Any) -> Any:
    """Mark the view of a page whose form may come from a file: it answers a refusal by raising, and leads on when it is done."""
    view.takes_kept_work = True
    return view
