"""What was given out of the law: booklets, posters, talks on the radio."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id


class GivenOut(models.Model):
    """So many copies of a paper of the law, given to somebody somewhere. Append-only; a mistake is taken back by a row below zero."""

    class Paper(models.TextChoices):
        BOOKLET = "booklet", _("Booklet")
        POSTER = "poster", _("Poster")
        RADIO = "radio", _("Radio script")

    id = models.UUIDField(primary_key=True, default=new_id)
    body = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    """Who gave it."""
    pack = models.CharField(max_length=60)
    """Law by id@version: this paper says what that version says."""
    country = models.CharField(max_length=2)
    form = models.CharField(max_length=40, blank=True)
    paper = models.CharField(max_length=10, choices=Paper.choices)
    language = models.CharField(max_length=8)
    copies = models.IntegerField()
    """How many; of a talk, how often it was broadcast."""
    place = models.CharField(max_length=200)
    to = models.CharField(max_length=200)
    """To whom: a group, a school, a station. Not a person's name."""
    on = models.DateField()
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(copies=0), name="what_is_given_out_is_some_copies")]
        indexes = [models.Index(fields=["body", "on", "id"], name="given_out_by_a_body")]
