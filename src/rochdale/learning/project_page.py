"""A project: what was promised to who pays for it, what is there by now, and the report on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rochdale.base.paper import pdf
from rochdale.learning.cascade_page import led_by, trained_at
from rochdale.learning.models import Project
from rochdale.learning.queries.workshops import on_the_list
from rochdale.learning.rules.workshops import Tally, by_organization, tally
from rochdale.learning.workshop_page import days_told, somebodies, there
from rochdale.learning.workshop_words import COUNTED, KINDS
from rochdale.people.queries import organizations_by_id
from rochdale.ui.charts import Bar, Part, bars


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that is counted: how many were promised (None: not promised), how many there are."""

    word: Promise
    promised: int | None
    count: int

    @property
    def share(self) -> int | None:
        """In percent of what was promised."""
        return round(100 * self.count / self.promised) if self.promised else None

    @property
    def bars(self) -> list[Bar]:
        """What is there, beside what was promised."""
        there, promised = Decimal(self.count), Decimal(self.promised or 0)
        return bars([Part(_("There"), there, dye="leaf"), Part(_("Promised"), promised, dye="bark", weave="diag")])


def counted(row: Project) -> list[Target]:
    """Everything that is counted of a project. Who was at two of its workshops counts once for each: seats, not heads, as funders ask."""
    people, trainers = Tally(), set[UUID]()
    for workshop in row.workshops.filter(called_off_at=None).order_by("begins_on", "id"):
        of = tally(there(somebodies(on_the_list(workshop))))
        people = Tally(people.people + of.people, people.women + of.women, people.men + of.men, people.young + of.young)
        trainers |= {one.id for one in trained_at(workshop.id)}
    led = [one for one in led_by(trainers) if row.since_on <= one.last_on]
    counts = {
        "people": people.people, "women": people.women, "young": people.young, "trainers": len(trainers), "groups": len(led),
        "group_people": sum(one.people for one in led), "kept": sum(one.kept for one in led),
    }  # fmt: skip
    return [Target(word, row.targets.get(code), counts[code]) for code, word in COUNTED.items()]


def project_report(row: Project, *, at: datetime) -> bytes:
    """The report to who pays for it, as PDF: targets, and each workshop with who was there."""
    holder = organizations_by_id([row.organization_id]).get(row.organization_id)
    workshops = []
    for one in row.workshops.filter(called_off_at=None).order_by("begins_on", "id"):
        people = there(somebodies(on_the_list(one)))
        of = tally(people)
        workshops.append(
            {
                "title": one.title, "kind": str(KINDS[one.kind]), "place": one.place,
                "days": days_told(one),
                "people": of.people, "women": of.women, "men": of.men, "young": of.young,
                "organizations": [[name, count.people, count.women] for name, count in by_organization(people)],
            }
        )  # fmt: skip
    content = {
        "title": row.name, "funder": row.funder, "reference": row.reference, "holder": holder.name if holder else "",
        "period": f"{date_format(row.since_on)} – {date_format(row.until_on)}", "as_of": date_format(at),
        "targets": [[str(one.word), one.promised, one.count, one.share] for one in counted(row)], "workshops": workshops,
        "words": {
            "kicker": _("Report to who pays"), "holder": _("Who answers for it"), "funder": _("Funder"), "period": _("From and to"),
            "reference": _("Agreement"), "as_of": _("As of"), "what": _("What is counted"), "promised": _("Promised"), "there": _("There"),
            "workshops": _("Workshops"), "people": _("People"), "women": _("Women"), "men": _("Men"), "young": _("Up to 35 years"),
            "organization": _("Organization"), "signature": _("Place, day, signature and stamp"),
            "seats": _("Somebody who was at two workshops counts once at each."),
        },
    }  # fmt: skip
    return pdf("learning/paper/project.typ", content, language=(get_language() or "en").split("-")[0], at=at)
