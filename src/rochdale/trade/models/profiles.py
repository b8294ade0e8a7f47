"""What an organization says of itself to those who look for a partner, and who may see which part of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from rochdale.kernel.ids import new_id
from rochdale.trade.rules.visibility import LEVELS, PARTS


class Profile(models.Model):
    """What an organization tells of itself in its own words, and in which languages it can be written to."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.OneToOneField("people.Organization", models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    languages = models.JSONField(default=list)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()


class ProfileGoods(models.Model):
    """Something that it grows or buys: in which months, and about how much a year."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    is_bought = models.BooleanField()
    product = models.CharField(max_length=60)
    species = models.CharField(max_length=60, blank=True)
    process = models.CharField(max_length=60, blank=True)
    harvest = models.PositiveSmallIntegerField(default=0)
    """Months as bits: January is 1, February 2, March 4 and so on."""
    available = models.PositiveSmallIntegerField()
    least_kg = models.PositiveIntegerField()
    most_kg = models.PositiveIntegerField()
    protocol = models.CharField(max_length=60, blank=True)
    score = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "is_bought", "product", "species", "process"], name="goods_stand_in_a_profile_once"
            ),
            models.CheckConstraint(condition=Q(available__gt=0, available__lt=4096), name="goods_are_there_in_some_month"),
            models.CheckConstraint(condition=Q(harvest__lt=4096), name="a_harvest_has_twelve_months_at_most"),
            models.CheckConstraint(condition=Q(least_kg__gt=0, most_kg__gte=F("least_kg")), name="kg_of_a_year_are_a_range"),
            models.CheckConstraint(condition=Q(score=None) | ~Q(protocol=""), name="a_score_in_a_profile_names_its_protocol"),
        ]
        indexes = [models.Index(fields=["product", "is_bought"], name="goods_in_profiles")]


class PartShown(models.Model):
    """Who may see a part of a profile. A part without a row is private."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    part = models.CharField(max_length=20)
    level = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "part"], name="a_part_of_a_profile_has_one_level"),
            models.CheckConstraint(condition=Q(part__in=list(PARTS)), name="a_part_of_a_profile_is_known"),
            models.CheckConstraint(condition=Q(level__in=list(LEVELS)), name="a_level_of_a_profile_is_known"),
            models.CheckConstraint(condition=~Q(part="people", level="public"), name="people_are_not_shown_to_everybody"),
        ]


class ListedReader(models.Model):
    """An organization on the list of another one: it sees the parts of the profile that are for the list."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    reader = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "reader"], name="a_reader_stands_on_a_list_once"),
            models.CheckConstraint(condition=~Q(organization=F("reader")), name="nobody_is_on_its_own_list"),
        ]


class ContactPerson(models.Model):
    """Somebody to talk to. The person put themself there, and takes themself out."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    about = models.CharField(max_length=200)
    reached = models.CharField(max_length=200)
    """Telephone or e-mail, as the person wrote it."""
    languages = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "person"], name="a_person_is_a_contact_once")]


class ProfilePicture(models.Model):
    """One of at most two pictures of a profile."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    document_id = models.UUIDField()
    says = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "place"], name="a_picture_has_its_place_alone"),
            models.CheckConstraint(condition=Q(place__in=[1, 2]), name="a_profile_has_two_pictures_at_most"),
            models.CheckConstraint(condition=~Q(says=""), name="a_picture_says_what_it_shows"),
        ]


class ViewRequest(models.Model):
    """An organization asks another one to see parts of its profile, and says why."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    """Whose profile it is."""
    asker = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    parts = models.JSONField()
    why = models.TextField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="a_request_to_see_says_why"),
            models.CheckConstraint(condition=~Q(organization=F("asker")), name="nobody_asks_itself"),
        ]


class ViewAnswer(models.Model):
    """Yes for some parts up to and including a day, or no with a reason. The consent itself is a `Sharing` of the same parts."""

    id = models.UUIDField(primary_key=True, default=new_id)
    request = models.OneToOneField(ViewRequest, models.PROTECT, related_name="answer")
    parts = models.JSONField()
    """Nothing: no."""
    until_on = models.DateField(null=True)
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=False) | (Q(until_on=None) & ~Q(reason="")), name="a_yes_to_see_has_a_day_and_a_no_a_reason"
            ),
        ]


class ViewEnd(models.Model):
    """What was allowed is over: taken back by the owner, or its day has passed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    request = models.OneToOneField(ViewRequest, models.PROTECT, related_name="end")
    has_passed = models.BooleanField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
