"""What the pages of workshops and of the cascade say, and their refusals."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rochdale.base.words import Words, register
from rochdale.learning.models import Came, Result
from rochdale.learning.rules.cascade import Level
from rochdale.learning.rules.workshops import Kind

KINDS: Mapping[str, Promise] = {
    Kind.TRAINERS: _("Training of trainers"),
    Kind.COURSE: _("Course"),
    Kind.MEETING: _("Meeting"),
    Kind.CONSULTATION: _("Consultation"),
}
CAME: Mapping[str, Promise] = {Came.SIGNED_UP: _("Signed up"), Came.AT_THE_DOOR: _("At the door"), Came.PAPER: _("From paper")}
PARTS: Mapping[str, Promise] = {"host": _("Host"), "partner": _("Partner"), "funder": _("Funder")}
ANSWERS: Mapping[str, tuple[str, Promise]] = {
    "": ("wait", _("Not answered yet")),
    "comes": ("good", _("Comes")),
    "declines": ("need", _("Declines")),
}
QUESTIONS: Mapping[str, Promise] = {
    "use": _("Can you use it at home?"),
    "spoke": _("Could you speak when you wanted to?"),
    "time": _("Was the time well used?"),
    "again": _("Would you send somebody else?"),
}
FACES: Mapping[int, Promise] = {1: _("Not at all"), 2: _("A little"), 3: _("Mostly"), 4: _("Very much")}
LEVELS: Mapping[str, Promise] = {
    Level.FACILITATOR: _("Facilitator"),
    Level.TRAINER: _("Trainer"),
    Level.MASTER: _("Master trainer"),
}
RESULTS: Mapping[str, Promise] = {
    Result.REGISTERED: _("Registered"),
    Result.DELIVERED: _("First delivery"),
    Result.SOLD: _("First sale"),
    Result.ASSEMBLY: _("Assembly held"),
}
COUNTED: Mapping[str, Promise] = {
    "people": _("People"),
    "women": _("Women"),
    "young": _("Up to 35 years"),
    "trainers": _("Trainers prepared"),
    "groups": _("Groups that ran a module"),
    "group_people": _("People in these groups"),
    "kept": _("Promises kept"),
}
"""What a project promises a funder, and a report counts."""

_METHOD = _("The method, docs/rules/group-runs.md")
_CASCADE = _("The cascade, docs/rules/workshops.md")
register(
    {
        "learning.workshop-ends-before-it-begins": Words(_("It ends before it begins."), _("Choose a last day on or after the first.")),
        "learning.workshop-is-too-long": Words(_("%(days)s days are more than the %(most)s a workshop may last."), _("Make two of it.")),
        "learning.workshop-has-no-places": Words(_("A workshop has between 1 and %(most)s places."), _("Write how many can come.")),
        "learning.session-on-no-day": Words(
            _("Day %(day)s at %(at)s lies on no day of the workshop."), _("Choose one of its days.")
        ),
        "learning.session-has-no-time": Words(
            _("Day %(day)s at %(at)s: the minutes will not do."), _("Write at least one, and end before midnight.")
        ),
        "learning.sessions-overlap": Words(
            _("Day %(day)s at %(at)s begins before the session before it is over."), _("Move one of them.")
        ),
        "learning.half-day-is-signed": Words(
            _("People signed in on a day that would fall away."), _("Keep that day.")
        ),
        "learning.workshop-was-held": Words(_("People signed in: it took place."), _("What was held cannot be called off.")),
        "learning.workshop-is-off": Words(_("This workshop was called off."), _("Look for another in the list.")),
        "learning.workshop-is-over": Words(_("This workshop was over on %(on)s."), _("Look for another in the list.")),
        "learning.workshop-is-full": Words(
            _("All %(places)s places are taken."), _("Ask those who hold it, or look for another in the list.")
        ),
        "learning.workshop-lies-ahead": Words(_("This workshop has not begun yet."), _("Come back when it is over.")),
        "learning.no-such-half-day": Words(_("This workshop has no half-day %(half)s."), _("Look at its days.")),
        "learning.half-day-lies-ahead": Words(_("That day is still to come."), _("Sign in on the day itself.")),
        "learning.picture-without-consent": Words(
            _("Somebody on it was not asked."), _("Ask all who can be recognized, or take another picture.")
        ),
        "learning.no-pictures-here": Words(
            _("No pictures are kept of a workshop on children’s work."), _("The text stays; take a picture at another one."), source=_METHOD
        ),
        "learning.line-was-replaced": Words(_("This line was corrected before."), _("Correct the new one.")),
        "learning.project-ends-before-it-begins": Words(_("It ends before it begins."), _("Choose a last day on or after the first.")),
        "learning.half-days-are-missing": Words(
            _("Was there %(count)s of %(of)s half-days."), _("Let her be there for the rest another time."), source=_CASCADE
        ),
        "learning.answers-are-missing": Words(
            _("The answer before or the answer after is missing."), _("Without both there is no certificate."), source=_CASCADE
        ),
        "learning.practice-is-missing": Words(
            _("Has not led a practice before the others."), _("Let her lead one activity while somebody watches."), source=_CASCADE
        ),
        "learning.groups-are-missing": Words(
            _("Brought %(count)s of %(of)s groups to a module."), _("The groups write the code of the card on their page."), source=_CASCADE
        ),
        "learning.prepared-are-missing": Words(
            _("Prepared %(count)s of %(of)s others who led a group."), _("They count once their groups did a module."), source=_CASCADE
        ),
        "learning.nobody-prepares-the-own-self": Words(_("Nobody prepares the own self."), _("Choose who did it.")),
        "learning.cascade-runs-in-a-circle": Words(
            _("Who is to have prepared this trainer was prepared by the same trainer."), _("Choose somebody else.")
        ),
        "learning.who-prepared-was-no-trainer": Words(
            _("Who prepared this trainer was not yet a trainer on that day."), _("It is kept and shown as it was."), source=_CASCADE
        ),
        "learning.no-level-counts": Words(_("%(name)s holds no level today."), _("Write down a level first.")),
        "learning.level-is-held": Words(_("%(name)s has this level already."), _("Choose another, or leave it.")),
        "learning.withdrawn-before-reached": Words(
            _("The level was reached on %(on)s."), _("Choose a day from then on, and not one to come.")
        ),
        "learning.level-is-withdrawn": Words(_("This level was withdrawn before."), _("There is nothing left to do.")),
        "learning.no-such-trainer": Words(_("No trainer has this code."), _("Look at it again on the card.")),
        "learning.another-brought-it": Words(
            _("Your group named another trainer before."), _("That stays. Tell the organization if it is wrong.")
        ),
        "learning.group-is-anothers": Words(
            _("Another organization said that this group is theirs."), _("Talk to the group; who has its key is right.")
        ),
        "learning.outcomes-come-by-themselves": Words(
            _("Results are not written by hand."), _("They come from the register, the deliveries and the contracts.")
        ),
        "learning.may-not-hold-workshops": Words(
            _("Workshops are held by trainers, facilitators and leaders of an organization."), _("Ask one of them.")
        ),
        "learning.may-not-keep-trainers": Words(
            _("Levels are given by trainers and leaders of the organization that held the workshop."), _("Ask one of them.")
        ),
        "learning.may-not-see-cascade": Words(_("This is seen by those who teach, and by leaders."), _("Ask one of them.")),
        "learning.may-not-keep-projects": Words(_("Projects are kept by leaders of the organization."), _("Ask one of them.")),
        "learning.may-not-tie-groups": Words(
            _("This is said by trainers, facilitators and leaders of an organization."), _("Ask one of them.")
        ),
    }
)  # fmt: skip
