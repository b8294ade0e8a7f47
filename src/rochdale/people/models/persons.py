"""Persons and the households they live in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import CheckConstraint, Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id
from rochdale.people.persons import Persons


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
    sign_in_name = models.CharField(max_length=40, null=True, blank=True, unique=True)
    """For those who have neither e-mail nor phone: a short name in small letters, printed on the slip that invites them."""
    language = models.CharField(max_length=8, blank=True)
    sex = models.CharField(max_length=6, blank=True, choices=[("female", _("woman")), ("male", _("man")), ("other", _("other"))])
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    household = models.ForeignKey(Household, null=True, blank=True, on_delete=models.PROTECT, related_name="persons")
    is_active = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)
    persona_says = models.CharField(max_length=200, blank=True)
    """What this invented person comes for; set only on those whom a demo visitor can become."""
    erased_at = models.DateTimeField(null=True, blank=True)
    """When the name and all that is personal were taken out; the number stays, so that ledgers still add up."""

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
                condition=Q(password="")
                | Q(password__startswith="!")
                | Q(email__isnull=False)
                | Q(phone__isnull=False)
                | Q(sign_in_name__isnull=False),
                name="account_has_a_name_to_sign_in_with",
            ),
            CheckConstraint(
                condition=Q(sign_in_name=Lower("sign_in_name")) & Q(GreaterThanOrEqual(Length("sign_in_name"), 4)),
                name="sign_in_name_is_in_small_letters",
            ),
            CheckConstraint(
                condition=Q(erased_at=None)
                | Q(email=None, phone=None, sign_in_name=None, birth_year=None, household=None, is_active=False),
                name="an_erased_person_has_no_contacts",
            ),
            CheckConstraint(condition=Q(birth_year__gte=1890, birth_year__lte=2200), name="birth_year_is_of_a_living_person"),
            CheckConstraint(condition=Q(persona_says="") | Q(is_example=True), name="persona_is_an_example"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_persona(self) -> bool:
        return self.persona_says != ""
