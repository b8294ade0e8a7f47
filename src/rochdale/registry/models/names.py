"""Every name and number by which an entity of the register can be found, and the index in which it is looked up.

All five tables are made from the ledger and can be made again; how the index works: docs/rules/name-search.md.
Texts that are looked up by their beginning are compared sign by sign (`Bytewise` in the migration), on both databases alike.
"""

from __future__ import annotations

from django.db import models

from rochdale.registry.rules.names import LONGEST_WORD

LONGEST = 300
"""Letters of a name."""


class NameKind(models.TextChoices):
    """What a searchable name is to its entity."""

    PRESENT = "present"
    FORMER = "former"
    ACRONYM = "acronym"
    NUMBER = "number"
    RESERVED = "reserved"
    MERGED = "merged"
    """A name or number of another entry that is the same as this entity (`PairDecision`)."""
    REJECTED = "rejected"
    """Asked for and refused: a name that resembles it must show it."""


class RegisterName(models.Model):
    """One name, present or past, or one number of one entity, with the place of its seat."""

    id = models.BigAutoField(primary_key=True)
    entity_id = models.UUIDField(db_index=True)
    name = models.CharField(max_length=LONGEST)
    """As written."""
    normalised = models.CharField(max_length=LONGEST)
    squeezed = models.CharField(max_length=LONGEST)
    kind = models.CharField(max_length=10, choices=NameKind)
    form = models.CharField(max_length=40, blank=True, default="")
    """Code of the legal form in its rule pack; empty: not stated."""
    office = models.CharField(max_length=40, blank=True, default="")
    """Code of the register's office."""
    place = models.CharField(max_length=LONGEST, blank=True, default="")
    """Codes of the places of the seat from wide to narrow, with strokes between them: TG/maritime/zio/zio-3/agbelouve/agokpala."""
    place_names = models.JSONField(default=list, blank=True)
    """Their names, in the same order."""
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    """The first day on which it was no longer the name."""

    class Meta:
        indexes = [
            models.Index(fields=["squeezed", "id"], name="registry_name_squeezed"),
            models.Index(fields=["place"], name="registry_name_place"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=NameKind.values), name="a_name_in_the_register_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True) | models.Q(from_on__isnull=True) | models.Q(until_on__gte=models.F("from_on")),
                name="a_name_in_the_register_ends_after_it_began",
            ),
        ]


class NameWord(models.Model):
    """One word that stands in names, and in how many."""

    id = models.AutoField(primary_key=True)
    word = models.CharField(max_length=LONGEST_WORD, unique=True)
    names = models.IntegerField(default=0)


class NamePosting(models.Model):
    """A word stands in a name of so many words; 0 words: it stands in the name of its place."""

    pk = models.CompositePrimaryKey("word_id", "size", "name_id")
    word_id = models.IntegerField()
    size = models.SmallIntegerField()
    name_id = models.BigIntegerField()


class NameSlip(models.Model):
    """A word, and the word with one letter left out."""

    pk = models.CompositePrimaryKey("letters", "word_id")
    letters = models.CharField(max_length=LONGEST_WORD)
    word_id = models.IntegerField()


class NameEnding(models.Model):
    """The end of a word: what stands inside of a word begins one of its ends."""

    pk = models.CompositePrimaryKey("letters", "word_id")
    letters = models.CharField(max_length=LONGEST_WORD)
    word_id = models.IntegerField()
