"""A clearing of the market and what it proposed: containers, matches, and why the rest was not matched."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.kernel.ids import new_id
from rochdale.trade.models.goods import Need, Offer


class Market(models.Model):
    """One run of the clearing. `frozen_input` holds sealed limits: only the job and the verifier read it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to start")
        RUNNING = "running", _("Clearing")
        SHOWN = "shown", _("Checked and shown")
        REJECTED = "rejected", _("Held back by the checker")
        STOPPED = "stopped", _("Stopped")

    id = models.UUIDField(primary_key=True, default=new_id)
    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    products = models.JSONField(default=list)
    day = models.ForeignKey("trade.MarketDay", models.PROTECT, null=True, related_name="runs")
    follows = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    """The run of the same market day before it."""
    called_by_id = models.CharField(max_length=64)
    called_by_name = models.CharField(max_length=200)
    called_at = models.DateTimeField()
    answer_by = models.DateField()
    frozen_input = models.JSONField(default=dict)
    defaults_used = models.TextField(blank=True)
    settings_used = models.JSONField(default=dict)
    seed = models.BigIntegerField(default=0)
    plan = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    verdict = models.JSONField(default=list)
    trouble = models.TextField(blank=True)
    job_id = models.UUIDField(null=True)
    currency = models.CharField(max_length=3)
    rate_on = models.DateField()
    surplus = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    bound = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    seconds = models.FloatField(null=True)
    has_stopped_early = models.BooleanField(default=False)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["state", "number"], name="markets_by_state")]

    def __str__(self) -> str:
        return str(self.number)


class Container(models.Model):
    """One container (or truck) of one lane: who shares it, what it costs, when it leaves. Everyone in it answers."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for answers")
        ACCEPTED = "accepted", _("Accepted by all")
        RELEASED = "released", _("Released")

    id = models.UUIDField(primary_key=True, default=new_id)
    market = models.ForeignKey(Market, models.PROTECT, related_name="containers")
    code = models.CharField(max_length=120)
    number = models.PositiveIntegerField()
    product = models.CharField(max_length=60)
    origin = models.CharField(max_length=5)
    destination = models.CharField(max_length=5)
    mode = models.CharField(max_length=20)
    unit = models.CharField(max_length=40)
    capacity_kg = models.PositiveIntegerField()
    load_kg = models.PositiveIntegerField()
    distance_km = models.PositiveIntegerField(default=0)
    cost = models.DecimalField(max_digits=20, decimal_places=4)
    fixed_cost = models.DecimalField(max_digits=20, decimal_places=4)
    departs_on = models.DateField()
    arrives_on = models.DateField()
    way = models.JSONField(default=list)
    """The lane as it was reckoned with, (longitude, latitude) from end to end; empty in containers older than this column."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    settled_at = models.DateTimeField(null=True)
    release_code = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["market", "code"], name="a_container_code_is_used_once_in_a_market")]
        indexes = [models.Index(fields=["state", "market"], name="containers_by_state")]

    def __str__(self) -> str:
        return self.code

    @property
    def party_ids(self) -> set[UUID]:
        """Organizations that must answer: everyone who sells or buys in it."""
        pairs = self.matches.values_list("offer__organization_id", "need__organization_id").order_by("id")
        return {party for pair in pairs for party in pair}


class Match(models.Model):
    """A proposal: so many kg of one offer for one need in one container. Amounts are per kg, in the market's currency."""

    id = models.UUIDField(primary_key=True, default=new_id)
    container = models.ForeignKey(Container, models.PROTECT, related_name="matches")
    offer = models.ForeignKey(Offer, models.PROTECT, related_name="matches")
    need = models.ForeignKey(Need, models.PROTECT, related_name="matches")
    kg = models.PositiveIntegerField()
    price_per_kg = models.DecimalField(max_digits=20, decimal_places=4)
    floor_per_kg = models.DecimalField(max_digits=20, decimal_places=4, null=True)
    floor = models.ForeignKey("trade.PriceFloor", models.PROTECT, null=True, related_name="+")
    extra_per_kg = models.DecimalField(max_digits=20, decimal_places=4, default=0)
    freight_per_kg = models.DecimalField(max_digits=20, decimal_places=4)
    insurance_per_kg = models.DecimalField(max_digits=20, decimal_places=4)
    landed_per_kg = models.DecimalField(max_digits=20, decimal_places=4)
    inland_per_kg = models.DecimalField(max_digits=20, decimal_places=4, default=0)
    freight_amount = models.DecimalField(max_digits=20, decimal_places=4)
    insurance_amount = models.DecimalField(max_digits=20, decimal_places=4)
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["container", "offer", "need"], name="an_offer_and_a_need_meet_once_in_a_container"),
            models.CheckConstraint(condition=Q(kg__gt=0), name="a_match_has_weight"),
        ]


class Unmatched(models.Model):
    """What a market left over of an offer or a need, why, and the smallest change that would have matched it, as a band."""

    id = models.BigAutoField(primary_key=True)
    market = models.ForeignKey(Market, models.PROTECT, related_name="unmatched")
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, related_name="unmatched")
    need = models.ForeignKey(Need, models.PROTECT, null=True, related_name="unmatched")
    kg_left = models.PositiveIntegerField()
    code = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)
    change_code = models.CharField(max_length=80, blank=True)
    change_facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["market", "offer"], condition=Q(need=None), name="what_is_left_of_an_offer_is_told_once"),
            models.UniqueConstraint(fields=["market", "need"], condition=Q(offer=None), name="what_is_left_of_a_need_is_told_once"),
            models.CheckConstraint(condition=Q(offer=None) ^ Q(need=None), name="what_is_left_is_an_offer_or_a_need"),
        ]


class Answer(models.Model):
    """What an organization said to its part in a container. A yes may hang on conditions."""

    id = models.UUIDField(primary_key=True, default=new_id)
    container = models.ForeignKey(Container, models.PROTECT, related_name="answers")
    organization = models.ForeignKey("people.Organization", models.PROTECT, related_name="+")
    is_yes = models.BooleanField()
    reason = models.TextField(blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["container", "organization"], name="an_organization_answers_once")]


class Condition(models.Model):
    """What a yes is subject to, and by when it must be met."""

    class Kind(models.TextChoices):
        SAMPLE = "sample", _("a sample that is approved")
        EVIDENCE = "evidence", _("a complete evidence pack")
        BOARD = "board", _("approval by the board")

    id = models.UUIDField(primary_key=True, default=new_id)
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="conditions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    due = models.DateField()
    met_at = models.DateTimeField(null=True)
    met_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "kind"], name="a_condition_is_made_once")]


class Counter(models.Model):
    """The last number given out of a series, so that numbers of markets and contracts have no gaps."""

    name = models.CharField(primary_key=True, max_length=40)
    last = models.PositiveIntegerField(default=0)
