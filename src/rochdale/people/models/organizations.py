"""Organizations and their unions, the offices held in them in time, and who deputizes for whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact

from rochdale.kernel.ids import new_id
from rochdale.people.labels import KINDS, OFFICES
from rochdale.people.models.persons import Person
from rochdale.people.rules.kinds import Kind
from rochdale.people.rules.offices import Term


class Organization(models.Model):
    """A cooperative, a union of them, or one of the bodies that serve or watch them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=24, choices=[(kind.value, label) for kind, label in KINDS.items()])
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    """ISO 3166-1 alpha-2."""
    place = models.CharField(max_length=5, blank=True)
    """UN/LOCODE without a space, e.g. LAPKZ."""
    language = models.CharField(max_length=8, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(name=""), name="organization_has_a_name"),
            CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="organization_is_of_a_known_kind"),
            CheckConstraint(condition=Q(country=Upper("country")) & Q(Exact(Length("country"), 2)), name="country_has_two_capital_letters"),
            CheckConstraint(
                condition=Q(place="") | (Q(place=Upper("place")) & Q(Exact(Length("place"), 5))),
                name="place_has_five_capital_letters_or_figures",
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="organizations_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def organization_id(self) -> UUID:
        """An organization is its own owner: permissions ask every subject for this."""
        return self.id


class Affiliations(models.QuerySet["Affiliation"]):
    def on(self, on: date) -> Self:
        """Those in force on that day."""
        return self.filter(Q(until_on__isnull=True) | Q(until_on__gt=on), since_on__lte=on)


class Offices(models.QuerySet["Office"]):
    def at(self, at: datetime) -> Self:
        """Those held at that moment."""
        return self.filter(Q(until_at__isnull=True) | Q(until_at__gt=at), since_at__lte=at)


class Affiliation(models.Model):
    """One organization belongs to a union, from a day on and up to but not including another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="affiliations")
    union = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="members")
    since_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    objects = Affiliations.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(until_on__isnull=True) | Q(until_on__gt=F("since_on")), name="affiliation_ends_after_it_starts"),
            CheckConstraint(condition=~Q(member=F("union")), name="union_is_not_its_own_member"),
            UniqueConstraint(fields=["member", "union"], condition=Q(until_on=None), name="member_is_affiliated_once_at_a_time"),
        ]


class Office(models.Model):
    """A person holds an office in an organization, from a moment on and up to but not including another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="offices")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="offices")
    office = models.CharField(max_length=20, choices=[(office.value, label) for office, label in OFFICES.items()])
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    objects = Offices.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(until_at__isnull=True) | Q(until_at__gt=F("since_at")), name="office_ends_after_it_starts"),
            CheckConstraint(condition=Q(office__in=[office.value for office in OFFICES]), name="office_is_a_known_one"),
            UniqueConstraint(fields=["person", "organization", "office"], condition=Q(until_at=None), name="office_is_held_once_at_a_time"),
        ]
        indexes = [models.Index(fields=["organization", "office"], name="officers_of_organization")]

    def __str__(self) -> str:
        return f"{self.office} {self.since_at:%Y-%m-%d}"

    def term(self) -> Term:
        """The facts a rule needs of this row."""
        return Term(self.since_at, self.until_at)


class Delegations(models.QuerySet["Delegation"]):
    def at(self, at: datetime) -> Self:
        """Those in force at that moment: begun, not over, and the office behind them still held."""
        held = Q(office__until_at__isnull=True) | Q(office__until_at__gt=at)
        return self.filter(held, since_at__lte=at, until_at__gt=at, office__since_at__lte=at, office__person__is_active=True)


class Delegation(models.Model):
    """An officer lets a deputy act in the officer's name for a period. It never outlasts the office."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="delegations")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations")
    since_at = models.DateTimeField()
    until_at = models.DateTimeField()
    """Moved forward when it is ended early."""
    reason = models.CharField(max_length=300)

    objects = Delegations.as_manager()

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(until_at__gt=F("since_at")), name="delegation_ends_after_it_starts"),
            CheckConstraint(condition=~Q(reason=""), name="delegation_has_a_reason"),
        ]
        indexes = [models.Index(fields=["deputy", "until_at"], name="delegations_of_a_deputy")]

    @property
    def organization_id(self) -> UUID:
        """The organization of the office."""
        return self.office.organization_id
