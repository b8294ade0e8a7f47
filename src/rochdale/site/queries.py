"""What the site shows at a moment in a language, and what its editors see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from rochdale.learning.queries.programmes import things_to_learn
from rochdale.site.models import Kind, Piece, PieceText, PublishedVersion
from rochdale.site.rules import pieces
from rochdale.site.rules.pieces import FIRST, State, Words, state_of
from rochdale.site.shipped import addresses, drawing, shipped

NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class PieceSeen:
    """A piece as its readers see it."""

    kind: str
    slug: str
    language: str
    """Of its words."""
    words: Words
    is_translated: bool
    """Into the reader's language."""
    is_cleared: bool
    """It was written in this language, or a native speaker has read it."""
    day: date | None = None
    place: str = ""
    organization: str = ""
    related: tuple[str, ...] = ()
    picture_id: UUID | None = None
    credit: str = ""
    drawing: str = ""
    published_at: datetime | None = None
    """None for what comes with the program."""
    begun_at: datetime | None = None
    is_example: bool = False

    @property
    def href(self) -> str:
        """Where it is read."""
        return reverse(f"site:{self.kind}", args=[self.slug])

    @property
    def on(self) -> date | None:
        """The day under which it stands in a list: when it was, else when it was published."""
        return self.day or (self.published_at.date() if self.published_at else None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands under an address now: a piece, nothing, or what was withdrawn."""

    piece: PieceSeen | None
    is_gone: bool = False


def piece_at(kind: str, slug: str, language: str, at: datetime) -> Answer:
    """A piece by its address. A page that was withdrawn gives way to the shipped one; another piece is gone."""
    found = _answer(list(_versions([kind]).filter(piece__slug=slug)), language, at)
    if found.piece or (found.is_gone and kind != Kind.PAGE):
        return found
    return Answer(_shipped(kind, slug, language), found.is_gone)


def pieces_at(kinds: Collection[str], language: str, at: datetime) -> list[PieceSeen]:
    """All that is shown of these kinds, the newest first; what comes with the program last."""
    rows = groupby(_versions(kinds).filter(from_at__lte=at), key=lambda row: row.piece_id)
    answers = {(group[0].piece.kind, group[0].piece.slug): _answer(group, language, at) for _id, of in rows if (group := list(of))}
    found = [one.piece for one in answers.values() if one.piece]
    for kind, slug in addresses():
        told = answers.get((kind, slug), Answer(None))
        if kind in kinds and not told.piece and not (told.is_gone and kind != Kind.PAGE):
            found += [own] if (own := _shipped(kind, slug, language)) else []
    return sorted(found, key=lambda one: (one.on or date.min, one.begun_at or NEVER, one.slug), reverse=True)


def _versions(kinds: Iterable[str]) -> QuerySet[PublishedVersion]:
    return PublishedVersion.objects.filter(piece__kind__in=list(kinds)).select_related("piece").order_by("piece_id", "number")


def _answer(rows: Sequence[PublishedVersion], language: str, at: datetime) -> Answer:
    stands = pieces.shown([row.facts() for row in rows], language, at)
    row = next((row for row in rows if row.number == stands.number), None)
    return Answer(of_version(row, stands.is_translated) if row else None, stands.is_gone)


def of_version(row: PublishedVersion, is_translated: bool) -> PieceSeen:
    """A version as its readers see it."""
    return PieceSeen(
        row.piece.kind, row.piece.slug, row.language, Words(row.title, row.summary, row.body, row.alt), is_translated,
        is_cleared=_is_cleared(row.language, row.piece.source, row.read_by), day=row.day, place=row.place, organization=row.organization,
        related=tuple(row.related), picture_id=row.picture_id, credit=row.credit, published_at=row.from_at, begun_at=row.piece.begun_at,
        is_example=row.piece.is_example, drawing="" if row.picture_id else drawing(row.piece.kind, row.piece.slug),
    )  # fmt: skip


def of_draft(row: Piece, text: PieceText) -> PieceSeen:
    """What it would look like."""
    words = Words(text.title, text.summary, text.body, text.alt)
    return PieceSeen(
        row.kind, row.slug, text.language, words, is_translated=True, is_cleared=_is_cleared(text.language, row.source, ""), day=row.day,
        place=row.place, organization=row.organization, related=tuple(row.related), picture_id=row.picture_id, credit=row.credit,
        published_at=text.at, begun_at=row.begun_at, is_example=row.is_example,
        drawing="" if row.picture_id else drawing(row.kind, row.slug),
    )  # fmt: skip


def _is_cleared(language: str, source: str, read_by: str) -> bool:
    return language == source or bool(read_by) or language not in settings.LANGUAGES_NOT_CLEARED


def _shipped(kind: str, slug: str, language: str) -> PieceSeen | None:
    there = shipped(kind, slug)
    if not there:
        return None
    code = language if language in there else FIRST
    is_cleared = code == FIRST
    return PieceSeen(kind, slug, code, there[code], code == language, is_cleared, drawing=drawing(kind, slug))


def is_public(picture_id: UUID, at: datetime) -> bool:
    """Whether a picture stands in a version that is shown now in some language."""
    having = PublishedVersion.objects.filter(picture_id=picture_id).values("piece_id")
    rows = PublishedVersion.objects.filter(piece_id__in=having).defer("body").order_by("piece_id", "number")
    for _id, of in groupby(rows, key=lambda row: row.piece_id):
        group = list(of)
        for code in {row.language for row in group}:
            stands = pieces.shown([row.facts() for row in group], code, at)
            if any(row.number == stands.number and row.picture_id == picture_id for row in group):
                return True
    return False


def titles_of(related: Iterable[str], language: str) -> list[tuple[str, str]]:
    """Address and title of stages and modules; one that is no more is left out."""
    known = {one.ref: one for one in things_to_learn(language)}
    return [(learn_href(ref), known[ref].title) for ref in related if ref in known]


def learn_href(ref: str) -> str:
    """Where a stage, a module or an activity is read."""
    parts = ref.split("/")
    return reverse(f"learning:{('stage', 'module', 'activity')[len(parts) - 1]}", args=parts)


@dataclass(frozen=True, slots=True)
class TextStanding:
    """A language of a piece, as its editors see it."""

    language: str
    state: State
    last: PublishedVersion | None
    text: PieceText | None
    is_behind: bool
    """The original was saved after this translation."""
    has_changes: bool
    """It was saved after it was last published."""


@dataclass(frozen=True, slots=True)
class PieceStanding:
    """A piece in the editors' list."""

    row: Piece
    title: str
    changed_at: datetime
    languages: tuple[TextStanding, ...]


def standing_of(row: Piece, at: datetime) -> PieceStanding:
    """Each language of the installation, the original first."""
    texts = {one.language: one for one in row.texts.all()}
    versions = sorted(row.versions.all(), key=lambda one: one.number)
    codes = sorted(dict(settings.LANGUAGES), key=lambda code: code != row.source)
    languages = tuple(_text_standing(code, texts, versions, texts[row.source], at) for code in codes)
    return PieceStanding(row, texts[row.source].title, max(one.at for one in texts.values()), languages)


def _text_standing(
    code: str, texts: dict[str, PieceText], versions: Sequence[PublishedVersion], source: PieceText, at: datetime
) -> TextStanding:
    text, own = texts.get(code), [one for one in versions if one.language == code]
    last = own[-1] if own else None
    return TextStanding(
        code, state_of([one.facts() for one in own], at), last, text, is_behind=text is not None and text.at < source.at,
        has_changes=text is not None and last is not None and text.at > last.at,
    )  # fmt: skip


def all_standing(at: datetime) -> list[PieceStanding]:
    """All pieces, the one that was changed last first."""
    found = [standing_of(row, at) for row in Piece.objects.prefetch_related("texts", "versions").order_by("id")]
    return sorted(found, key=lambda one: (one.changed_at, one.row.id), reverse=True)
