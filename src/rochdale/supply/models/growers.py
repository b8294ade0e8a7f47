"""Growers, their plots in versions, and the certification path: approvals, inspections, what has to be put right."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from rochdale.supply.models.owned import Done, Owned
from rochdale.supply.models.places import Facility


class PayoutMeans(models.TextChoices):
    """How a grower is paid."""

    CASH = "cash", _("Cash")
    MOBILE = "mobile", _("Mobile money")
    BANK = "bank", _("Bank account")


class Grower(Owned):
    """A person who delivers to the cooperative. Name, sex, birth year and household are the person's (`people`)."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    number = models.CharField(max_length=30)
    """Member code; later that of the member register."""
    village = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    """Where the grower is called. A family may share it: nobody signs in with it."""
    point = models.ForeignKey(Facility, models.PROTECT, null=True, related_name="growers")
    """Where the grower usually delivers."""
    card_code = models.CharField(max_length=40)
    """What the QR of the grower's card holds: says nothing outside this cooperative."""
    means = models.CharField(max_length=6, choices=PayoutMeans.choices, default=PayoutMeans.CASH)
    account_holder = models.CharField(max_length=200, blank=True)
    account_number = models.CharField(max_length=60, blank=True)
    account_provider = models.CharField(max_length=100, blank=True)
    """Bank or operator of mobile money."""
    registered_at = models.DateTimeField()
    left_on = models.DateField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(number=""), name="a_grower_has_a_number"),
            CheckConstraint(condition=Q(means="cash") | ~Q(account_number=""), name="whoever_is_paid_into_an_account_has_one"),
            UniqueConstraint(fields=["organization", "number"], name="a_grower_number_is_used_once"),
            UniqueConstraint(fields=["organization", "card_code"], name="a_card_is_of_one_grower"),
            UniqueConstraint(fields=["organization", "person"], name="a_person_is_one_grower_of_a_cooperative"),
        ]
        indexes = [models.Index(fields=["organization", "village", "number"], name="growers_by_village")]

    def __str__(self) -> str:
        return self.number


class Tenure(models.TextChoices):
    """By what right the grower uses the land; which paper proves it is a row for each country."""

    TITLE = "title", _("Land title")
    CUSTOM = "custom", _("Customary right")
    LEASE = "lease", _("Lease")
    SHARE = "share", _("Sharecropping")
    STATE = "state", _("State land with permission")
    UNKNOWN = "unknown", _("Not known")


class Plot(Owned):
    """A piece of land with one crop. What it looks like is told by its newest version."""

    grower = models.ForeignKey(Grower, models.PROTECT, related_name="plots")
    number = models.CharField(max_length=40)
    own_number = models.CharField(max_length=80, blank=True)
    """As whoever brought the file calls it; kept forever."""
    name = models.CharField(max_length=100, blank=True)
    product = models.CharField(max_length=40)
    planted_year = models.PositiveSmallIntegerField(null=True)
    declared_area_ha = models.DecimalField(max_digits=10, decimal_places=4, null=True)
    country = models.CharField(max_length=2)
    place = models.CharField(max_length=100, blank=True)
    tenure = models.CharField(max_length=8, choices=Tenure.choices, default=Tenure.UNKNOWN)
    tenure_paper = models.CharField(max_length=200, blank=True)
    """Number or description of the paper that shows the right."""
    organic_since = models.DateField(null=True)
    """End of the transition: from this day its harvest may be called organic, if the group is certified."""
    is_held = models.BooleanField(default=False)
    """Something has to be looked at before it may feed a lot that claims traceability."""
    retired_at = models.DateTimeField(null=True)
    newest = models.OneToOneField("PlotVersion", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            CheckConstraint(condition=~Q(number=""), name="a_plot_has_a_number"),
            CheckConstraint(condition=Q(declared_area_ha=None) | Q(declared_area_ha__gt=0), name="a_declared_area_is_above_zero"),
            CheckConstraint(
                condition=Q(planted_year=None) | Q(planted_year__gte=1850, planted_year__lte=2200), name="planted_in_a_real_year"
            ),
            UniqueConstraint(fields=["organization", "number"], name="a_plot_number_is_used_once"),
        ]
        indexes = [models.Index(fields=["grower", "number"], name="plots_of_a_grower")]

    def __str__(self) -> str:
        return self.number


class Capture(models.TextChoices):
    """How the outline was found."""

    FILE = "file", _("From a file")
    WALKED = "walked", _("Walked with a phone")
    DRAWN = "drawn", _("Drawn on a map")
    TYPED = "typed", _("Typed in")


class PlotVersion(Owned, Done):
    """An outline or point of a plot, as somebody brought it, with what the checks found. Never changed: a new outline is a new version."""

    plot = models.ForeignKey(Plot, models.PROTECT, related_name="versions")
    version = models.PositiveSmallIntegerField()
    geometry = models.TextField()
    """GeoJSON geometry in WGS84, longitude first, after repairs; text, so that every decimal stays as it was."""
    geometry_sha256 = models.CharField(max_length=64)
    is_point = models.BooleanField()
    drawn_area_ha = models.DecimalField(max_digits=10, decimal_places=4, null=True)
    """Geodesic, net of holes; nothing for a point."""
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    capture = models.CharField(max_length=6, choices=Capture.choices)
    accuracy_m = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    verdict = models.CharField(
        max_length=10, choices=[("accepted", _("accepted")), ("repaired", _("repaired")), ("check", _("to be checked"))]
    )
    findings = models.JSONField(default=list)
    """Codes and facts, worded when shown."""

    class Meta:
        constraints = [
            UniqueConstraint(fields=["plot", "version"], name="versions_of_a_plot_are_counted"),
            CheckConstraint(condition=Q(west__lte=F("east"), south__lte=F("north")), name="a_box_has_its_corners_in_order"),
        ]
        indexes = [
            models.Index(fields=["organization", "west", "south"], name="plots_by_place"),
            models.Index(fields=["organization", "geometry_sha256"], name="plots_by_outline"),
        ]


class Certificate(Owned):
    """The certificate of a group of growers (organic, Fairtrade, …) by which what they deliver may carry a claim."""

    scheme = models.CharField(max_length=40)
    product = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    certifier = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_until = models.DateField()
    most_growers = models.PositiveIntegerField(null=True)
    """Where the scheme limits the group (EU organic: 2,000)."""
    suspended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(valid_until__gte=F("valid_from")), name="a_group_certificate_ends_after_it_starts"),
            UniqueConstraint(fields=["organization", "scheme", "number"], name="a_certificate_is_kept_once"),
        ]


class Approval(Owned):
    """A grower stands on the approved list of a certificate from a day up to but not including another."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="approvals")
    grower = models.ForeignKey(Grower, models.PROTECT, related_name="approvals")
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    because = models.CharField(max_length=300, blank=True)
    """Why it ended."""

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(until_on=None) | Q(until_on__gte=F("since_on")), name="an_approval_ends_after_it_starts"),
            UniqueConstraint(fields=["certificate", "grower"], condition=Q(until_on=None), name="a_grower_is_approved_once"),
        ]


class Inspection(Owned, Done):
    """The yearly visit of the internal control to one grower, with the answers to the list of questions. Never changed."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="inspections")
    grower = models.ForeignKey(Grower, models.PROTECT, related_name="inspections")
    inspector_name = models.CharField(max_length=200)
    answers = models.JSONField(default=dict)
    result = models.CharField(
        max_length=12, choices=[("approved", _("approved")), ("conditions", _("with conditions")), ("refused", _("refused"))]
    )
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["certificate", "grower", "happened_at"], name="inspections_of_a_grower")]


class Gap(Owned):
    """A non-conformity found at an inspection, what corrects it, and until when."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="gaps")
    what = models.CharField(max_length=300)
    is_major = models.BooleanField()
    corrective_action = models.CharField(max_length=300)
    due_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.CharField(max_length=64, blank=True)
    closed_by_name = models.CharField(max_length=200, blank=True)
    evidence = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [CheckConstraint(condition=~Q(what="") & ~Q(corrective_action=""), name="a_gap_says_what_corrects_it")]


class Mandate(Owned):
    """A grower has signed that the cooperative may keep back a debt from what it pays for deliveries."""

    grower = models.ForeignKey(Grower, models.PROTECT, related_name="mandates")
    account = models.CharField(max_length=10)
    """`advance` or `credit`."""
    most_share = models.DecimalField(max_digits=4, decimal_places=3)
    """The most that may be kept of one payment, as a share of it."""
    signed_on = models.DateField()
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            CheckConstraint(condition=Q(most_share__gt=0, most_share__lte=1), name="a_mandate_is_for_a_share"),
            UniqueConstraint(fields=["grower", "account"], condition=Q(until_on=None), name="a_mandate_is_given_once"),
        ]
