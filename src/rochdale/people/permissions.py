"""Who may do what: pure predicates over an actor and a subject, deny by default, each with its reason.

A permission answers twice: for one object (`may`, `require`) and as a filter for a list (`readable`). A subject has an
`organization_id`, or is an id itself; a right to create is checked against the parent, usually the organization acted for
(`require(by, "trade.offer", by)`: an actor is a subject too). Every predicate denies when actor or subject is None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from rules.predicates import Predicate

from rochdale.base.actor import SYSTEM, Actor
from rochdale.kernel.refusal import NotAllowed, Refusal
from rochdale.people.rules.kinds import LEADING

M = TypeVar("M", bound=Model)
Rows = Callable[[Actor, str], Q]
NOTHING = Q(pk__in=[])
EVERYTHING = Q()


class Grant:
    """A predicate with the filter that says the same of a list. Combine with `&` and `|`; there is no `not`: rights are only added."""

    def __init__(self, name: str, allows: Callable[[Actor, object], bool], rows: Rows) -> None:
        # `rules` skips a predicate that answers None instead of denying; bool() and the None checks close that door.
        def decide(by: Actor | None = None, subject: object = None) -> bool:
            return by is not None and subject is not None and bool(allows(by, subject))

        self.predicate = Predicate(decide, name)
        self.name = name
        self.rows = rows

    def allows(self, by: Actor | None, subject: object) -> bool:
        return bool(self.predicate.test(by, subject))

    def __and__(self, other: Grant) -> Grant:
        return Grant(
            f"({self.name} and {other.name})",
            lambda by, subject: self.allows(by, subject) and other.allows(by, subject),
            lambda by, owner: self.rows(by, owner) & other.rows(by, owner),
        )

    def __or__(self, other: Grant) -> Grant:
        return Grant(
            f"({self.name} or {other.name})",
            lambda by, subject: self.allows(by, subject) or other.allows(by, subject),
            lambda by, owner: _either(self.rows(by, owner), other.rows(by, owner)),
        )


def _either(one: Q, other: Q) -> Q:
    # Django drops an empty Q in an "or", which would turn "everything or nothing" into nothing.
    return EVERYTHING if EVERYTHING in (one, other) else one | other


@dataclass(frozen=True, slots=True)
class Permission:
    """A named right: who has it, and the refusal code told to everybody else."""

    name: str
    grant: Grant
    reason: str


_permissions: dict[str, Permission] = {}


def permit(name: str, grant: Grant, reason: str) -> None:
    """Declare the right `name` (`context.verb-object`), held by whom `grant` says; others are refused with the code `reason`."""
    if name in _permissions:
        raise ValueError(f"permitted twice: {name}")
    _permissions[name] = Permission(name, grant, reason)


def permissions() -> tuple[Permission, ...]:
    """All declared rights by name, for the tests and the reference page."""
    return tuple(_permissions[name] for name in sorted(_permissions))


def may(by: Actor | None, name: str, subject: object) -> bool:
    """Whether `by` has the right `name` over `subject`. KeyError for a right nobody declared."""
    permission = _permissions[name]
    # The installation itself seeds, imports and keeps time; no request ever carries this actor.
    return by is not None and subject is not None and (by.id == SYSTEM.id or permission.grant.allows(by, subject))


def require(by: Actor | None, name: str, subject: object) -> None:
    """Return when allowed; else raise `NotAllowed` with the reason of the right."""
    if not may(by, name, subject):
        raise NotAllowed(refusal_of(by, name))


def refusal_of(by: Actor | None, name: str) -> Refusal:
    """Why not, with the names of the person and the organization acted for."""
    facts = {"name": by.name, "organization": by.organization_name} if by else {"name": "", "organization": ""}
    return Refusal(_permissions[name].reason, facts)


def readable(by: Actor | None, name: str, rows: QuerySet[M], *, owner: str = "organization_id") -> QuerySet[M]:
    """Those of `rows` over which `by` has the right `name`. `owner` is the path to the owning organization's id."""
    permission = _permissions[name]
    if by is None:
        return rows.none()
    return rows if by.id == SYSTEM.id else rows.filter(permission.grant.rows(by, owner))


def owner_of(subject: object) -> UUID | None:
    """The organization a subject belongs to."""
    return subject if isinstance(subject, UUID) else getattr(subject, "organization_id", None)


def owns(by: Actor, subject: object) -> bool:
    """Whether `by` acts for the organization the subject belongs to."""
    return by.organization_id is not None and by.organization_id == owner_of(subject)


acts_for_owner = Grant(
    "acts for the owner", owns, lambda by, owner: Q(**{owner: by.organization_id}) if by.organization_id is not None else NOTHING
)
"""The actor acts for the organization the subject belongs to, in whatever office."""


def holds(*offices: str) -> Grant:
    """The actor holds one of `offices` in the organization acted for. Says nothing of the subject: combine with `acts_for_owner`."""
    wanted = frozenset(str(office) for office in offices)

    def has_one(by: Actor, subject: object = None) -> bool:
        return by.organization_id is not None and not wanted.isdisjoint(by.offices)

    return Grant(f"holds {' or '.join(sorted(wanted))}", has_one, lambda by, owner: EVERYTHING if has_one(by) else NOTHING)


def officer_of_owner(*offices: str) -> Grant:
    """The actor holds one of `offices` in the organization the subject belongs to."""
    return acts_for_owner & holds(*offices)


is_own_office = Grant(
    "holds this office",
    lambda by, subject: by.id == str(getattr(subject, "person_id", "")),
    lambda by, owner: Q(person_id=by.id),
)
"""The subject is an office the actor holds."""

is_own_delegation = Grant(
    "gave or got this delegation",
    lambda by, subject: by.id in {str(getattr(subject, "deputy_id", "")), str(getattr(getattr(subject, "office", None), "person_id", ""))},
    lambda by, owner: Q(deputy_id=by.id) | Q(office__person_id=by.id),
)
"""The subject is a delegation that the actor gave, or by which the actor deputizes."""

is_market_operator = holds("market-operator")
is_registrar = holds("registrar")
anyone_signed_in = Grant("is signed in", lambda by, subject: True, lambda by, owner: EVERYTHING)
nobody = Grant("is nobody", lambda by, subject: False, lambda by, owner: NOTHING)

LEADERS = tuple(sorted(LEADING))

permit("people.register-organization", is_market_operator | is_registrar, "people.may-not-register-organizations")
permit("people.register-person", holds(*LEADERS, "clerk") | is_market_operator | is_registrar, "people.may-not-register-persons")
permit("people.appoint", officer_of_owner(*LEADERS), "people.may-not-appoint")
permit("people.appoint-first-leader", is_market_operator | is_registrar, "people.may-not-appoint")
permit("people.end-office", officer_of_owner(*LEADERS) | is_own_office, "people.may-not-appoint")
permit("people.let-in-again", officer_of_owner(*LEADERS), "people.may-not-let-in-again")
permit("people.delegate", is_own_office, "people.may-not-delegate")
permit("people.end-delegation", officer_of_owner(*LEADERS) | is_own_delegation, "people.may-not-end-delegation")
permit("people.see-officers", acts_for_owner, "people.may-not-see-officers")
permit("people.admit-members", officer_of_owner(*LEADERS), "people.may-not-admit-members")
permit("people.read-audit-trail", officer_of_owner(*LEADERS), "people.may-not-read-audit-trail")
permit("people.enrol-device", officer_of_owner(*LEADERS), "people.may-not-enrol-devices")
permit("people.strike-off-device", officer_of_owner(*LEADERS), "people.may-not-strike-off-devices")
