"""Tables of people: persons and households, organizations and their unions, and the offices held in time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Length, Lower, Upper
from django.db.models.lookups import Exact, GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id
from rochdale.people.labels import KINDS, OFFICES
from rochdale.people.persons import Persons
from rochdale.people.rules.kinds import Kind
from rochdale.people.rules.offices import Term


class OptionalEmailField(models.EmailField[str | None, str | None]):
    """An e-mail address or nothing; never an empty text, which would be unique only once."""

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value) or None


class Household(models.Model):
    """Those who live from one hearth; what a family does is told of the household, not of its children."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=200)
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [CheckConstraint(condition=~Q(name=""), name="household_has_a_name")]

    def __str__(self) -> str:
        return self.name


class Person(AbstractBaseUser):
    """Somebody. With an e-mail or a phone, also somebody who can sign in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=200)
    email = OptionalEmailField(_("e-mail"), null=True, blank=True, unique=True)
    phone = models.CharField(_("phone"), max_length=16, null=True, blank=True, unique=True)
    language = models.CharField(max_length=8, blank=True)
    sex = models.CharField(max_length=6, blank=True, choices=[("female", _("woman")), ("male", _("man")), ("other", _("other"))])
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    household = models.ForeignKey(Household, null=True, blank=True, on_delete=models.PROTECT, related_name="persons")
    is_active = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)
    persona_says = models.CharField(max_length=200, blank=True)
    """What this invented person comes for; set only on those whom a demo visitor can become."""

    objects: ClassVar[Persons] = Persons()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(name=""), name="person_has_a_name"),
            CheckConstraint(
                condition=Q(email=Lower("email")) & Q(GreaterThanOrEqual(Length("email"), 3)), name="email_is_in_small_letters"
            ),
            CheckConstraint(condition=Q(phone__startswith="+") & Q(GreaterThanOrEqual(Length("phone"), 7)), name="phone_is_international"),
            CheckConstraint(
                condition=Q(password="") | Q(password__startswith="!") | Q(email__isnull=False) | Q(phone__isnull=False),
                name="account_has_an_email_or_a_phone",
            ),
            CheckConstraint(condition=Q(birth_year__gte=1890, birth_year__lte=2200), name="birth_year_is_of_a_living_person"),
            CheckConstraint(condition=Q(persona_says="") | Q(is_example=True), name="persona_is_an_example"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_persona(self) -> bool:
        return self.persona_says != ""


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
