"""Tables of the learning context: groups, the modules they did, who was there, what was made and promised, and what became of it."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Q

from rochdale.kernel.ids import new_id
from rochdale.learning.rules.runs import AGES, LONGEST_NAME, LONGEST_TEXT, SEXES, Did, Person, Promise, RunTold


class Group(models.Model):
    """Growers who learn together. Whoever has its key sees it; nobody has an account."""

    id = models.UUIDField(primary_key=True, default=new_id)
    key_sha256 = models.CharField(max_length=64, unique=True)
    """Of the key that the group keeps on its phone and on its slip."""
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    place = models.CharField(max_length=LONGEST_NAME, blank=True)
    host_id = models.UUIDField(null=True)
    """The organization whose trainer wrote it down; none for a group that began by itself."""
    began_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name or str(self.id)

    @property
    def organization_id(self) -> UUID | None:
        """Whose it is, as permissions ask for it."""
        return self.host_id


class Origin(models.TextChoices):
    """How the sheet of a run came."""

    PHONE = "phone"
    PAGES = "pages"
    PAPER = "paper"


class GroupRun(models.Model):
    """One group doing one module once. Facts are never changed; who corrects them writes a run that names this one."""

    id = models.UUIDField(primary_key=True, default=new_id)
    group = models.ForeignKey(Group, models.PROTECT, related_name="runs")
    pack = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    module = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    origin = models.CharField(max_length=10, choices=Origin)
    began_on = models.DateField()
    minutes = models.PositiveIntegerField()
    """Of its activities, as they were; more than the module has is told, not refused."""
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["group", "-began_on", "id"], name="runs_of_a_group"),
            models.Index(fields=["module"], name="runs_of_a_module"),
        ]
        constraints = [models.CheckConstraint(condition=Q(origin__in=Origin.values), name="a_run_came_in_a_known_way")]

    def __str__(self) -> str:
        return f"{self.module} {self.began_on}"

    def told(self) -> RunTold:
        """As the group told it, for the rules."""
        people = (Person(one.number, one.name, one.sex, one.age, one.before, one.after) for one in self.people.all())
        promises = (Promise(one.number, one.what, one.who, one.by_on) for one in self.promises.all())
        did = tuple(Did(one.activity, one.minutes) for one in self.did.all())
        return RunTold(self.group.name, self.group.place, self.began_on, tuple(people), did, promises=tuple(promises))


class ActivityRun(models.Model):
    """What a group did of an activity."""

    run = models.ForeignKey(GroupRun, models.PROTECT, related_name="did")
    activity = models.CharField(max_length=40)
    minutes = models.PositiveIntegerField(null=True)
    """None where it was left out."""
    made = models.JSONField(default=dict)
    """What stands on the worksheet, by row and column. Nothing of a sensitive activity."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "activity"], name="an_activity_is_done_once_in_a_run")]

    def __str__(self) -> str:
        return self.activity


class Attendance(models.Model):
    """Who was there, and the answers before and after."""

    run = models.ForeignKey(GroupRun, models.PROTECT, related_name="people")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    sex = models.CharField(max_length=1, blank=True, choices=[(one, one) for one in SEXES])
    age = models.CharField(max_length=10, blank=True, choices=[(one, one) for one in AGES])
    before = models.PositiveSmallIntegerField(null=True)
    after = models.PositiveSmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="a_person_stands_once_on_the_sheet"),
            models.CheckConstraint(condition=Q(sex__in=["", *SEXES]), name="sex_is_one_of_the_kept"),
            models.CheckConstraint(condition=Q(age__in=["", *AGES]), name="age_is_one_of_the_bands"),
            models.CheckConstraint(
                condition=(Q(before=None) | Q(before__lte=3)) & (Q(after=None) | Q(after__lte=3)), name="an_answer_is_one_of_four"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ActionItem(models.Model):
    """A promise: what, who, by when. Without a person or a day it is a draft."""

    id = models.UUIDField(primary_key=True, default=new_id)
    run = models.ForeignKey(GroupRun, models.PROTECT, related_name="promises")
    number = models.PositiveIntegerField()
    what = models.CharField(max_length=LONGEST_TEXT)
    who = models.CharField(max_length=LONGEST_NAME, blank=True)
    by_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="a_promise_stands_once_on_the_sheet")]
        indexes = [models.Index(fields=["by_on"], name="promises_by_day")]

    def __str__(self) -> str:
        return self.what


class Found(models.TextChoices):
    """What was found when somebody looked after a promise."""

    KEPT = "kept"
    ON_THE_WAY = "on-the-way"
    NOT_KEPT = "not-kept"


class Visit(models.Model):
    """Somebody looked after a promise. The newest says how it stands; an older one stays."""

    id = models.UUIDField(primary_key=True, default=new_id)
    promise = models.ForeignKey(ActionItem, models.PROTECT, related_name="visits")
    on = models.DateField()
    found = models.CharField(max_length=10, choices=Found)
    note = models.CharField(max_length=LONGEST_TEXT, blank=True)
    by_id = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(found__in=Found.values), name="a_visit_found_one_of_three")]
        indexes = [models.Index(fields=["promise", "-on", "-at"], name="visits_of_a_promise")]

    def __str__(self) -> str:
        return self.found


class RunDraft(models.Model):
    """A sheet that is being filled in page by page, where no script keeps it on the phone. Gone when nobody wrote on it for a season."""

    id = models.UUIDField(primary_key=True, default=new_id)
    """Whoever knows it writes on it."""
    pack = models.CharField(max_length=40)
    module = models.CharField(max_length=40)
    language = models.CharField(max_length=10)
    fields = models.JSONField(default=dict)
    page_at = models.DateTimeField()
    """When the page that is open now was opened."""
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.module} {self.at:%Y-%m-%d}"
