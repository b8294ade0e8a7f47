"""What this context keeps of a person, for the file of one's own data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from rochdale.base.erased import Hold
from rochdale.base.own_data import mine
from rochdale.base.privacy import Text, kind_of
from rochdale.people.labels import office_label
from rochdale.people.models import Delegation, Device, Invitation, Notice, Office, Person, Pin, Sharing

Rows = Iterable[Mapping[str, Any]]


def _person(person_id: UUID) -> Rows:
    fields = ("id", "name", "email", "phone", "sign_in_name", "language", "sex", "birth_year")
    rows = Person.objects.filter(pk=person_id).values(*fields, "household__name", "household__place", "last_login")
    has_pin = Pin.objects.filter(person_id=person_id).exists()
    factors = list(Authenticator.objects.filter(user_id=person_id).order_by("created_at", "id").values_list("type", flat=True))
    return [{**row, "has_pin": has_pin, "second_factors": factors} for row in rows]


def _offices(person_id: UUID) -> Rows:
    rows = Office.objects.filter(person_id=person_id).order_by("since_at", "id")
    return rows.values("organization__name", "office", "since_at", "until_at")


def _delegations(person_id: UUID) -> Rows:
    """The other person's name is left out."""
    given = Delegation.objects.filter(office__person_id=person_id).order_by("since_at", "id")
    got = Delegation.objects.filter(deputy_id=person_id).order_by("since_at", "id")
    fields = ("office__organization__name", "office__office", "since_at", "until_at")
    return [{"as": "officer", **row} for row in given.values(*fields, "reason")] + [{"as": "deputy", **row} for row in got.values(*fields)]


DEPUTIZING = {"officer": _("the officer"), "deputy": _("the deputy")}


def _kind(what: str) -> Text:
    found = kind_of(what)
    return found.title if found else what


mine(
    "person",
    title=_("You"),
    says=_("Your entry. Of passwords, PINs and codes only that there is one: they cannot be read by anybody."),
    columns={
        "name": _("Name"),
        "email": _("E-mail"),
        "phone": _("Phone number"),
        "sign_in_name": _("Sign-in name"),
        "language": _("Language"),
        "sex": _("Sex"),
        "birth_year": _("Birth year"),
        "household__name": _("Household"),
        "household__place": _("Place of the household"),
        "last_login": _("Last signed in"),
        "has_pin": _("A PIN is set"),
        "second_factors": _("Second factors"),
    },
    rows=_person,
)
mine(
    "offices",
    title=_("Offices and memberships"),
    says=_("Where you are a member or hold an office, from when to when."),
    columns={"organization__name": _("Organization"), "office": _("Office"), "since_at": _("Since"), "until_at": _("Until")},
    rows=_offices,
    words={"office": office_label},
)
mine(
    "delegations",
    title=_("Deputizing"),
    says=_("Who acted for whom, without the other one's name."),
    columns={
        "as": _("You were"),
        "office__organization__name": _("Organization"),
        "office__office": _("Office"),
        "since_at": _("Since"),
        "until_at": _("Until"),
    },
    rows=_delegations,
    words={"office__office": office_label, "as": lambda side: DEPUTIZING[side]},
)
mine(
    "sign-ins",
    title=_("Where you are signed in"),
    says=_("Each device from which you are signed in now."),
    columns={"created_at": _("Since"), "last_seen_at": _("Last seen"), "ip": _("Address on the network"), "user_agent": _("Program")},
    rows=lambda person_id: (
        UserSession.objects.filter(user_id=person_id).order_by("created_at", "id").values("created_at", "last_seen_at", "ip", "user_agent")
    ),
)
mine(
    "devices",
    title=_("Devices you enrolled"),
    says=_("Phones and tablets of your organization."),
    columns={"name": _("Name"), "kind": _("Kind"), "organization__name": _("Organization"), "enrolled_at": _("Since")},
    rows=lambda person_id: (
        Device.objects.filter(enrolled_by_id=person_id)
        .order_by("enrolled_at", "id")
        .values("name", "kind", "organization__name", "enrolled_at")
    ),
)
mine(
    "invitations",
    title=_("Invitations you accepted"),
    says=_("With the name as it stood on them."),
    columns={"at": _("When"), "name": _("Name"), "organization__name": _("Organization"), "offices": _("Offices")},
    rows=lambda person_id: (
        Invitation.objects.filter(accepted_by_id=person_id).order_by("at", "id").values("at", "name", "organization__name", "offices")
    ),
    words={"offices": lambda offices: ", ".join(office_label(office) for office in offices)},
)
mine(
    "consents",
    title=_("What you let others see"),
    says=_("Consents you gave or took back for your organization."),
    columns={"since_at": _("Since"), "what": _("What"), "purpose": _("Why"), "until_at": _("Until")},
    rows=lambda person_id: (
        Sharing.objects.filter(given_by_id=str(person_id)).order_by("since_at", "id").values("since_at", "what", "purpose", "until_at")
    ),
    words={"what": _kind},
)
mine(
    "notices",
    title=_("Letters you got"),
    says=_("As they stand in the app."),
    columns={"at": _("When"), "subject": _("About"), "text": _("Text"), "read_at": _("Read")},
    rows=lambda person_id: Notice.objects.filter(person_id=person_id).order_by("at", "id").values("at", "subject", "text", "read_at"),
)
mine(
    "holds",
    title=_("What keeps you from being erased"),
    says=_("While a dispute runs, an organization can ask for it."),
    columns={"organization_name": _("Organization"), "reason": _("Reason"), "placed_at": _("Since"), "until_on": _("Until")},
    rows=lambda person_id: (
        Hold.objects.filter(person_id=person_id).order_by("placed_at", "id").values("organization_name", "reason", "placed_at", "until_on")
    ),
)
