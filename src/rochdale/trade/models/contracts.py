"""Contracts: what both sides agreed, frozen as terms, and the papers printed from them."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id
from rochdale.trade.models.clearing import Container
from rochdale.trade.models.frameworks import CallOff
from rochdale.trade.models.goods import FirstRefusal, Offer
from rochdale.trade.models.negotiation import Negotiation


class Contract(models.Model):
    """Between one buyer and the cooperatives that share a container for it, one partner and one cooperative, or two sides that agreed."""

    class State(models.TextChoices):
        CONDITIONAL = "conditional", _("Waiting for conditions")
        BINDING = "binding", _("Binding")
        LAPSED = "lapsed", _("Lapsed")

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.CharField(max_length=30, unique=True)
    container = models.ForeignKey(Container, models.PROTECT, null=True, related_name="contracts")
    first_refusal = models.OneToOneField(FirstRefusal, models.PROTECT, null=True, related_name="contract")
    negotiation = models.OneToOneField(Negotiation, models.PROTECT, null=True, related_name="contract")
    call_off = models.OneToOneField(CallOff, models.PROTECT, null=True, related_name="contract")
    buyer = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices)
    terms = models.JSONField()
    terms_sha256 = models.CharField(max_length=64)
    total = models.DecimalField(max_digits=20, decimal_places=4)
    currency = models.CharField(max_length=3)
    drawn_up_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["container", "buyer"], name="a_buyer_has_one_contract_for_a_container"),
            models.CheckConstraint(
                condition=Q(container__isnull=False, first_refusal=None, negotiation=None, call_off=None)
                | Q(container=None, first_refusal__isnull=False, negotiation=None, call_off=None)
                | Q(container=None, first_refusal=None, negotiation__isnull=False, call_off=None)
                | Q(container=None, first_refusal=None, negotiation=None, call_off__isnull=False),
                name="a_contract_comes_from_one_agreement",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def offer(self) -> Offer | None:
        """The one offer it sells; None for a container, in which several lie."""
        source = self.first_refusal or self.negotiation
        return source.offer if source else None

    @property
    def party_ids(self) -> set[UUID]:
        """Organizations that sign it."""
        return set(self.parties.values_list("organization_id", flat=True).order_by("id"))

    @property
    def seller_ids(self) -> set[UUID]:
        """Those of them who sell."""
        return set(self.parties.filter(is_buyer=False).values_list("organization_id", flat=True).order_by("id"))


class ContractParty(models.Model):
    """An organization that signs a contract."""

    id = models.BigAutoField(primary_key=True)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="parties")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    is_buyer = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "organization", "is_buyer"], name="a_party_signs_once")]


class ContractPaper(models.Model):
    """The contract as printed in one language ("lo"), or in two side by side ("en+lo"), with the version in force then: a document."""

    id = models.BigAutoField(primary_key=True)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="papers")
    version = models.ForeignKey("trade.ContractVersion", models.PROTECT, null=True, related_name="papers")
    language = models.CharField(max_length=10)
    document_id = models.UUIDField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "language"], condition=Q(version=None), name="a_contract_is_printed_once_in_a_language"
            ),
            models.UniqueConstraint(fields=["version", "language"], name="a_version_is_printed_once_in_a_language"),
        ]
