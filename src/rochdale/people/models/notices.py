"""Letters as they are read in the app: one for each person and event, in the person's language, read or not."""

from __future__ import annotations

from django.db import models

from rochdale.kernel.ids import new_id


class Notice(models.Model):
    """What an e-mail says too, for whoever has none or looks here first. Its id is that of the letter, so that none comes twice."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="notices")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    """Path of the page it is about."""
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["person", "read_at", "at"], name="notices_of_a_person")]

    def __str__(self) -> str:
        return self.subject
