"""Who may do what in the register. Its content is public; a dossier is seen by who works on it and by the office, and those above it."""

from __future__ import annotations

from django.db.models import Q

from rochdale.base.actor import SYSTEM, Actor
from rochdale.kernel.refusal import Refusal, Refused
from rochdale.people.permissions import LEADERS, NOTHING, Grant, acts_for_owner, holds, may, permit
from rochdale.people.queries import organization
from rochdale.registry.models import Dossier, RegisterOffice
from rochdale.registry.rules.offices import sees

AT_THE_DESK = ("clerk", "registrar")
"""Offices in a registrar's body whose holders take dossiers in."""


def own_paths(by: Actor) -> list[str]:
    """The offices for which the organization acted for keeps the register, by their place in the tree."""
    rows = RegisterOffice.objects.filter(body_id=by.organization_id, until_on=None) if by.organization_id else RegisterOffice.objects.none()
    return list(rows.order_by("path").values_list("path", flat=True))


def _office_of(subject: object) -> RegisterOffice | None:
    return subject if isinstance(subject, RegisterOffice) else getattr(subject, "office", None)


def _is_above(by: Actor, subject: object) -> bool:
    office = _office_of(subject)
    return office is not None and sees(office.path, own_paths(by))


def _rows_above(by: Actor, _owner: str) -> Q:
    found = NOTHING
    for path in own_paths(by):
        found |= Q(office__path=path) | Q(office__path__startswith=f"{path}/")
    return found


is_at_the_office = Grant("keeps the register there or above", _is_above, _rows_above)
"""The actor acts for the office of the subject, or for one above it."""
is_at_this_office = Grant(
    "keeps the register there",
    lambda by, subject: (
        (office := _office_of(subject)) is not None and by.organization_id is not None and office.body_id == by.organization_id
    ),
    lambda by, _owner: Q(office__body_id=by.organization_id) if by.organization_id else NOTHING,
)
is_not_theirs_alone = Grant(
    "was handed in",
    lambda _by, subject: not isinstance(subject, Dossier) or subject.received_on is not None or bool(subject.keyed_by_id),
    lambda _by, _owner: Q(received_on__isnull=False) | ~Q(keyed_by_id=""),
)
"""A draft is its applicant's alone until it is handed in."""
was_keyed_there = Grant(
    "was keyed for people without an account",
    lambda _by, subject: isinstance(subject, Dossier) and subject.applicant_id is None,
    lambda _by, _owner: Q(applicant_id=None),
)
works_for_applicant = acts_for_owner & holds(*LEADERS, "clerk", "facilitator", "treasurer")

permit("registry.bring", holds("registrar"), "registry.may-not-bring")
permit("registry.issue-certificate", holds("registrar"), "registry.may-not-issue-certificate")
permit("registry.withdraw-key", holds("registrar"), "registry.may-not-withdraw-key")
permit("registry.correct", holds("registrar"), "registry.may-not-correct")
permit("registry.judge-pairs", holds("registrar"), "registry.may-not-judge-pairs")
permit("registry.set-up-office", holds("registrar") & is_at_the_office, "registry.may-not-set-up-offices")
permit("registry.allot-numbers", holds("registrar") & is_at_the_office, "registry.may-not-allot-numbers")
permit("registry.apply", holds(*LEADERS, "clerk", "facilitator"), "registry.may-not-apply")
permit("registry.key-dossier", holds(*AT_THE_DESK) & is_at_this_office, "registry.may-not-key-dossiers")
permit(
    "registry.see-dossier",
    works_for_applicant | (holds(*AT_THE_DESK) & is_at_the_office & is_not_theirs_alone),
    "registry.may-not-see-dossier",
)
permit("registry.work-on-dossier", works_for_applicant | (holds(*AT_THE_DESK) & is_at_this_office), "registry.may-not-work-on-dossier")
permit(
    "registry.speak-for-dossier",
    works_for_applicant | (holds(*AT_THE_DESK) & is_at_this_office & was_keyed_there),
    "registry.may-not-work-on-dossier",
)
permit("registry.decide", holds("registrar") & is_at_the_office & is_not_theirs_alone, "registry.may-not-decide")
permit("registry.prepare", holds(*AT_THE_DESK) & is_at_the_office & is_not_theirs_alone, "registry.may-not-prepare")
permit("registry.name-roles", holds("registrar", *LEADERS) & is_at_the_office, "registry.may-not-name-roles")
permit("registry.book-official", holds(*AT_THE_DESK) & is_at_the_office, "registry.may-not-book-official")
permit("registry.cancel-official", works_for_applicant, "registry.may-not-work-on-dossier")
permit("registry.decide-name", holds("registrar") & is_at_the_office, "registry.may-not-decide-name")
permit("registry.give-up-name", works_for_applicant, "registry.may-not-work-on-dossier")
permit("registry.see-inbox", holds(*AT_THE_DESK), "registry.may-not-see-inbox")
permit("registry.give-out", holds(*AT_THE_DESK, "facilitator", "trainer", "manager"), "registry.may-not-give-out")


def keeps_register(by: Actor, country: str, office: str) -> bool:
    """Whether somebody acts for the office with that code, or for one above it; where the office was never set up, for its country.

    The installation itself acts for all.
    """
    own = organization(by.organization_id) if by.organization_id else None
    if own is None or own.country != country:
        return by.id == SYSTEM.id
    kept_by = RegisterOffice.objects.filter(country=country, code=office).order_by("-since_on").first()
    return kept_by is None or sees(kept_by.path, own_paths(by))


def may_issue(by: Actor | None, country: str, office: str) -> bool:
    """Whether somebody may issue certificates of what that office registered."""
    return by is not None and may(by, "registry.issue-certificate", by) and keeps_register(by, country, office)


def require_office(by: Actor, country: str, office: str) -> None:
    """Return where somebody keeps the register there; else raise `Refused` (`registry.of-another-office`)."""
    if not keeps_register(by, country, office):
        raise Refused(Refusal("registry.of-another-office"))


works_for_entity = acts_for_owner & holds(*LEADERS, "clerk", "facilitator", "treasurer")
"""The actor works for the organization that acts for an entity (`standing_rows.Account`)."""
permit("registry.bring-papers", works_for_entity | (holds(*AT_THE_DESK) & is_at_the_office), "registry.may-not-bring-papers")
permit("registry.see-submission", acts_for_owner | (holds(*AT_THE_DESK) & is_at_the_office), "registry.may-not-see-submission")
permit("registry.look-through", holds("registrar") & is_at_the_office, "registry.may-not-look-through")
permit("registry.keep-standing", holds("registrar") & is_at_the_office, "registry.may-not-keep-standing")
permit("registry.set-up-desk", holds("registrar") & is_at_the_office, "registry.may-not-set-up-desks")
permit("registry.bring-report", holds("registrar") & is_at_the_office, "registry.may-not-bring-reports")
permit("registry.settle-desk-item", holds("registrar") & is_at_the_office, "registry.may-not-settle-desk-items")
permit("registry.write-desk-report", holds(*AT_THE_DESK) & is_at_this_office, "registry.may-not-write-desk-reports")
permit("registry.see-books", holds(*AT_THE_DESK) & is_at_the_office, "registry.may-not-see-books")
permit("registry.reconcile-book", holds(*AT_THE_DESK) & is_at_this_office, "registry.may-not-reconcile-books")
permit("registry.close-book-page", holds("registrar") & is_at_the_office, "registry.may-not-close-book-pages")
