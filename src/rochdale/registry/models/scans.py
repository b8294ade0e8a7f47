"""Scans and photographs of the papers of a dossier."""

from __future__ import annotations

from uuid import UUID

from django.db import models

from rochdale.kernel.ids import new_id
from rochdale.registry.models.dossiers import Dossier


class DossierScan(models.Model):
    """One file of a dossier, known by its hash. Taken out, it is shown no more; what was handed in stays."""

    id = models.UUIDField(primary_key=True, default=new_id)
    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="scans")
    what = models.CharField(max_length=60)
    """Code of the document in the rule pack, or OTHER."""
    document_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)
    out_at = models.DateTimeField(null=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["dossier", "at", "id"], name="scans_of_a_dossier")]

    @property
    def organization_id(self) -> UUID | None:
        """Whose it is, as permissions ask for it."""
        return self.dossier.applicant_id
