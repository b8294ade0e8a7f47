"""Tables of workshops: when and where, who was asked, who was there, what was handed out, what they thought of it."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import F, Q

from rochdale.base.tenancy import OwnedRows
from rochdale.kernel.ids import new_id
from rochdale.learning.rules.runs import AGES, LONGEST_NAME, LONGEST_TEXT, SEXES
from rochdale.learning.rules.workshops import Days, Kind, Somebody


class Project(models.Model):
    """What pays for workshops: a funder, a time and targets."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization_id = models.UUIDField()
    """Who answers for it to the funder."""
    name = models.CharField(max_length=200)
    funder = models.CharField(max_length=200)
    reference = models.CharField(max_length=80, blank=True)
    """Of the funder's agreement."""
    since_on = models.DateField()
    until_on = models.DateField()
    targets = models.JSONField(default=dict)
    """By the name of what is counted (`workshop_words.COUNTED`), how many were promised."""
    at = models.DateTimeField()

    objects = OwnedRows["Project"].as_manager()

    class Meta:
        indexes = [models.Index(fields=["organization_id", "-since_on"], name="projects_of_an_organization")]
        constraints = [models.CheckConstraint(condition=Q(until_on__gte=F("since_on")), name="a_project_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class Workshop(models.Model):
    """A gathering of one or several days. Its facts may change until it was held; what people did there is never changed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    organization_id = models.UUIDField()
    """Who holds it, and whose officers see who was there."""
    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="workshops")
    kind = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Kind])
    title = models.CharField(max_length=200)
    about = models.CharField(max_length=2000, blank=True)
    place = models.CharField(max_length=200)
    language = models.CharField(max_length=10)
    begins_on = models.DateField()
    ends_on = models.DateField()
    capacity = models.PositiveIntegerField()
    code = models.CharField(max_length=24, unique=True)
    """Stands in the picture on the wall by which people sign in; not to be guessed."""
    agenda = models.JSONField(default=list)
    """Lines in order: `day`, `begins` (HH:MM), `minutes`, `title`, `module` (pack and module, or null), `leader`, `kind`."""
    partners = models.JSONField(default=list)
    """Who helps, as written on the invitation: `name` and `part` (host, partner, funder)."""
    called_off_at = models.DateTimeField(null=True)
    called_off_why = models.CharField(max_length=LONGEST_TEXT, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["-begins_on", "id"], name="workshops_by_day"),
            models.Index(fields=["organization_id", "-begins_on"], name="workshops_of_an_organization"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="a_workshop_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(kind__in=[one.value for one in Kind]), name="a_workshop_is_of_a_known_kind"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def days(self) -> Days:
        """As the rules ask for them."""
        return Days(self.begins_on, self.ends_on, self.capacity)


class Asked(models.Model):
    """An invitation: to an organization, for so many people; and what was answered."""

    id = models.UUIDField(primary_key=True, default=new_id)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="asked")
    name = models.CharField(max_length=200)
    people = models.PositiveIntegerField()
    answer = models.CharField(max_length=10, blank=True, choices=[("comes", "comes"), ("declines", "declines")])
    answered_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["workshop", "name"], name="asked_of_a_workshop")]
        constraints = [models.CheckConstraint(condition=Q(answer__in=["", "comes", "declines"]), name="who_is_asked_comes_or_declines")]

    def __str__(self) -> str:
        return self.name


class Came(models.TextChoices):
    """How somebody came onto the list."""

    SIGNED_UP = "signed-up"
    AT_THE_DOOR = "door"
    PAPER = "paper"


class Participant(models.Model):
    """Somebody on the list of a workshop. A line is never changed: who corrects it writes a line that takes its place."""

    id = models.UUIDField(primary_key=True, default=new_id)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="people")
    name = models.CharField(max_length=LONGEST_NAME)
    organization = models.CharField(max_length=LONGEST_NAME, blank=True)
    sex = models.CharField(max_length=1, blank=True, choices=[(one, one) for one in SEXES])
    age = models.CharField(max_length=10, blank=True, choices=[(one, one) for one in AGES])
    may_be_shown = models.BooleanField(default=False)
    """Agreed to be seen in photographs."""
    came = models.CharField(max_length=10, choices=Came)
    before = models.PositiveSmallIntegerField(null=True)
    after = models.PositiveSmallIntegerField(null=True)
    has_practised = models.BooleanField(default=False)
    """Led a practice before the others."""
    replaces = models.UUIDField(null=True, unique=True)
    """The line whose place this one takes."""
    is_out = models.BooleanField(default=False)
    """Stood on the list and does not belong there."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["workshop", "at", "id"], name="people_of_a_workshop")]
        constraints = [
            models.CheckConstraint(condition=Q(sex__in=["", *SEXES]), name="a_participant_is_of_a_kept_sex"),
            models.CheckConstraint(condition=Q(age__in=["", *AGES]), name="a_participant_is_in_one_of_the_bands"),
            models.CheckConstraint(
                condition=(Q(before=None) | Q(before__lte=3)) & (Q(after=None) | Q(after__lte=3)), name="a_participant_gives_one_of_four"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def facts(self, halves: frozenset[int]) -> Somebody:
        """For the rules, with the half-days of its sign-ins."""
        return Somebody(self.name, self.organization, self.sex, self.age, halves, self.before, self.after)


class SignIn(models.Model):
    """A participant was there in a half-day."""

    id = models.UUIDField(primary_key=True, default=new_id)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="sign_ins")
    half = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "half"], name="a_participant_signs_in_once_a_half_day")]

    def __str__(self) -> str:
        return str(self.half)


class Handed(models.Model):
    """What was handed out at a workshop."""

    id = models.UUIDField(primary_key=True, default=new_id)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="handed")
    what = models.CharField(max_length=200)
    language = models.CharField(max_length=10, blank=True)
    count = models.PositiveIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.what


class Evaluation(models.Model):
    """What somebody thought of a workshop. Without a name, and not to be joined to one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="evaluations")
    answers = models.JSONField(default=dict)
    """By question, one of four faces."""
    will_do = models.CharField(max_length=LONGEST_TEXT, blank=True)
    better = models.CharField(max_length=LONGEST_TEXT, blank=True)

    def __str__(self) -> str:
        return str(self.id)


class Picture(models.Model):
    """A photograph of a workshop. Kept only where all who can be recognized agreed."""

    id = models.UUIDField(primary_key=True, default=new_id)
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="pictures")
    document = models.ForeignKey("base.Document", models.PROTECT, related_name="+")
    caption = models.CharField(max_length=LONGEST_TEXT)
    is_public = models.BooleanField(default=False)
    taken_back_at = models.DateTimeField(null=True)
    """Somebody on it does not want to be shown any more."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.caption

    @property
    def organization_id(self) -> UUID:
        """Whose it is, as permissions ask for it."""
        return self.workshop.organization_id
