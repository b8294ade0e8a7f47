"""Questions about laws: which there are in a country, and what was given out of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet, Sum

from rochdale.base.actor import Actor
from rochdale.base.countries import country_name
from rochdale.people.permissions import readable
from rochdale.registry import law_words as words
from rochdale.registry.models import GivenOut
from rochdale.registry.rules.pack import Pack
from rochdale.registry.rules.packs import shipped


def laws_of(country: str) -> list[Pack]:
    """The laws of a country with its own additions, the newest first."""
    found = [pack.within(country) for pack in shipped() if pack.covers(country)]
    return sorted(found, key=lambda pack: str(pack.in_force.start), reverse=True)


def countries_with_law() -> list[str]:
    """Every country that some law here is for."""
    return sorted({country for pack in shipped() for country in pack.countries})


@dataclass(frozen=True, slots=True)
class LawTold:
    """A law as it applies in a country, with the forms it knows: code and name."""

    country: str
    country_name: str
    pack: str
    title: str
    forms: tuple[tuple[str, str], ...]


def laws_told() -> list[LawTold]:
    """Every law in every country it applies in, in the reader's language."""
    return [
        LawTold(
            country, country_name(country), pack.id, words.called(words.LAWS, pack.id, {"": pack.title}),
            tuple((one.code, words.called(words.FORMS, one.code, one.names)) for one in pack.forms),
        )
        for country in countries_with_law()
        for pack in laws_of(country)
    ]  # fmt: skip


def given_out(by: Actor) -> QuerySet[GivenOut]:
    """What the organization acted for gave out, the newest first."""
    return (
        readable(by, "registry.give-out", GivenOut.objects.all(), owner="body_id").filter(body_id=by.organization_id).order_by("-on", "-id")
    )


@dataclass(frozen=True, slots=True)
class GivenSum:
    """Copies of one paper in one language."""

    paper: str
    language: str
    copies: int


def sums_of(body_id: UUID) -> Sequence[GivenSum]:
    """How many of each were given out by a body."""
    rows = GivenOut.objects.filter(body_id=body_id).values("paper", "language").annotate(n=Sum("copies")).order_by("paper", "language")
    return [GivenSum(row["paper"], row["language"], row["n"]) for row in rows]
