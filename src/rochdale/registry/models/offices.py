"""Offices that keep the register, and the numbers they were allotted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language

from rochdale.kernel.ids import new_id
from rochdale.kernel.period import Period
from rochdale.registry.rules.numbers import Block
from rochdale.registry.rules.offices import Office


class RegisterOffice(models.Model):
    """An office of the register on its days. Who acts for its organization as registrar acts for it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    country = models.CharField(max_length=2)
    code = models.CharField(max_length=40)
    """By which filings name it, as LA-CS."""
    path = models.CharField(max_length=200)
    """Codes from the top of the tree down to its own, with strokes between them."""
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="under")
    body = models.ForeignKey("people.Organization", models.PROTECT, null=True, related_name="+")
    """The organization whose registrars decide here; none: nobody yet."""
    name = models.CharField(max_length=200)
    names = models.JSONField(default=dict)
    """The name by language, as its letters print it."""
    authority = models.CharField(max_length=40, blank=True)
    """Code of the authority in the rule pack."""
    number_code = models.CharField(max_length=20, blank=True)
    """What stands for it in registration numbers: the region or province."""
    territory = models.JSONField(default=list)
    """Codes of the places it registers for (`rules.places`)."""
    is_registering = models.BooleanField(default=True)
    since_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gt=F("since_on")), name="an_office_ends_after_it_begins"
            ),
            models.UniqueConstraint(
                fields=["country", "code"], condition=Q(until_on=None), name="an_office_has_its_code_alone_while_it_lasts"
            ),
        ]
        indexes = [models.Index(fields=["path"], name="offices_by_path"), models.Index(fields=["body"], name="offices_by_body")]

    def __str__(self) -> str:
        """In the reader's language, where it has a name there."""
        return str(self.names.get(get_language() or "", self.name))

    def facts(self) -> Office:
        """As the rules read it."""
        days = Period(self.since_on, self.until_on)
        return Office(self.id, self.country, self.code, self.path, tuple(self.territory), days, self.is_registering)


class NumberBlock(models.Model):
    """Numbers that an office may issue in a year. `used` only grows: what was issued or made void never comes again."""

    id = models.UUIDField(primary_key=True, default=new_id)
    office = models.ForeignKey(RegisterOffice, models.PROTECT, related_name="blocks")
    scope = models.CharField(max_length=60)
    """Within what its numbers are distinct: the rule pack and the name of the series."""
    year = models.PositiveSmallIntegerField()
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    used = models.PositiveIntegerField(default=0)
    desk = models.ForeignKey("registry.Desk", models.PROTECT, null=True, related_name="blocks")
    """The desk without a line that took it along: only there are its numbers issued."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first__gt=0) & Q(last__gte=F("first")), name="a_block_is_a_range_from_one_up"),
            models.CheckConstraint(condition=Q(used__lte=F("last") - F("first") + 1), name="a_block_issues_no_more_than_it_has"),
            models.UniqueConstraint(fields=["scope", "year", "first"], name="a_block_begins_where_no_other_does"),
        ]

    def facts(self) -> Block:
        """As the rules read it."""
        return Block(self.first, self.last, self.used)


class IssuedNumber(models.Model):
    """A number of a block, given to an entity or made void with a reason. Append-only; the database holds that none is given twice."""

    id = models.UUIDField(primary_key=True, default=new_id)
    block = models.ForeignKey(NumberBlock, models.PROTECT, related_name="issued")
    scope = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    value = models.PositiveIntegerField()
    text = models.CharField(max_length=80)
    """The whole number as it is written; empty where it is void."""
    entity = models.ForeignKey("registry.Entity", models.PROTECT, null=True, related_name="numbers")
    void_because = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "year", "value"], name="a_number_is_issued_once"),
            models.CheckConstraint(
                condition=Q(entity__isnull=False, void_because="") | Q(entity__isnull=True) & ~Q(void_because=""),
                name="a_number_is_given_or_void_with_a_reason",
            ),
        ]
