"""What editors do: begin a piece, write it, publish it, withdraw it. Each is an editor's alone, and each is in the audit trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from django.utils.text import slugify

from rochdale.base import audit, documents, photos
from rochdale.base.actor import Actor
from rochdale.base.operations import operation
from rochdale.kernel.refusal import Refusal, Refused, refuse_if
from rochdale.people.permissions import require
from rochdale.site.models import Kind, Piece, PieceFields, PieceText, PublishedVersion
from rochdale.site.rules import pieces
from rochdale.site.rules.pieces import MOST_RELATED, PieceFacts, Words, refusals_for_publishing
from rochdale.site.rules.writing import all_removed, cleaned, one_line, typeset
from rochdale.site.shipped import shipped

LONGEST_SLUG = 80
SAME_IN_ALL = tuple(field.name for field in PieceFields._meta.get_fields())
"""Names of the fields of a piece that no translation changes."""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What is the same in every language, as it was typed."""

    day: date | None = None
    place: str = ""
    organization: str = ""
    related: tuple[str, ...] = ()
    credit: str = ""
    shows_people: bool = False
    is_consented: bool = False


class Written(TypedDict):
    """What became of a text that was saved."""

    revision: int
    removed: list[str]


@operation
def begin_piece(
    *, id: UUID, by: Actor, at: datetime, kind: str, language: str, title: str, slug: str = "", is_example: bool = False
) -> str:
    """Begin a piece in a language; the id of the operation is the piece's. With the `slug` of a shipped text it begins with its words.

    Refused: `site.title-is-missing`, `site.address-is-taken`, `site.unknown-language`.
    """
    require(by, "site.edit", by)
    refuse_if(_unknown(language))
    title = one_line(title, language)[: pieces.LONGEST_TITLE]
    if not title:
        raise Refused(Refusal("site.title-is-missing"))
    if slug and Piece.objects.filter(kind=kind, slug=slug).exists():
        raise Refused(Refusal("site.address-is-taken", {"slug": slug}))
    row = Piece.objects.create(
        id=id, kind=Kind(kind), slug=slug or _address(kind, title, id), source=language, is_example=is_example, begun_at=at
    )
    there = shipped(kind, slug)
    texts = {code: asdict(words) for code, words in there.items()} or {language: {"title": title}}
    PieceText.objects.bulk_create(
        PieceText(piece=row, language=code, by_id=by.id, by_name=by.name, at=at, **words) for code, words in texts.items()
    )
    audit.record(by=by, at=at, what="site.begin-piece", about=row, after={"kind": kind, "slug": row.slug})
    return str(row.id)


def _unknown(language: str) -> list[Refusal]:
    return [] if language in dict(settings.LANGUAGES) else [Refusal("site.unknown-language", {"language": language})]


def _address(kind: str, title: str, id: UUID) -> str:
    """The title in Latin letters, where it has some; else a part of the id."""
    slug = slugify(title)[: LONGEST_SLUG - 10].strip("-") or kind
    is_taken = slug == kind or Piece.objects.filter(kind=kind, slug=slug).exists() or bool(shipped(kind, slug))
    return f"{slug}-{id.hex[-8:]}" if is_taken else slug


@operation
def write_text(
    *, id: UUID, by: Actor, at: datetime, piece_id: UUID, language: str, revision: int, words: Words,
    circumstances: Circumstances | None = None, picture: bytes | None = None, without_picture: bool = False,
) -> Written:  # fmt: skip
    """Save the text of a language, and with `circumstances` what is the same in all. Nothing of it is public yet.

    `revision` is that of the text the editor had before her: refused with `site.changed-meanwhile` when somebody saved since.
    Returns the new revision, and what was removed of the text. Refused too: `site.text-is-too-long`, `site.too-many-related`,
    what `base.photos` says of a picture.
    """  # fmt: skip
    require(by, "site.edit", by)
    refuse_if(_unknown(language))
    row = Piece.objects.select_for_update().get(pk=piece_id)
    text = row.texts.filter(language=language).first() or PieceText(piece=row, language=language)
    if text.revision != revision:
        raise Refused(Refusal("site.changed-meanwhile", {"name": text.by_name, "at": text.at.astimezone().strftime("%H:%M")}))
    summary, body = cleaned(words.summary), cleaned(words.body)
    lines = {name: one_line(getattr(words, name), language) for name in ("title", "summary", "alt")}
    lines["body"] = typeset(body.text, language)
    refuse_if(_too_long(lines))
    for name, value in {**lines, "by_id": by.id, "by_name": by.name, "at": at, "revision": revision + 1}.items():
        setattr(text, name, value)
    text.save()
    _write_circumstances(row, by, at, circumstances, picture, without_picture)
    audit.record(by=by, at=at, what="site.write-text", about=row, after={"language": language, "revision": text.revision})
    return {"revision": text.revision, "removed": all_removed([summary, body])}


LONGEST: Mapping[str, int] = {
    "title": pieces.LONGEST_TITLE, "summary": pieces.LONGEST_SUMMARY, "alt": pieces.LONGEST_SUMMARY, "body": pieces.LONGEST_BODY,
}  # fmt: skip


def _too_long(texts: Mapping[str, str]) -> list[Refusal]:
    return [
        Refusal("site.text-is-too-long", {"field": name, "most": LONGEST[name]})
        for name, text in texts.items()
        if len(text) > LONGEST[name]
    ]


def _write_circumstances(
    row: Piece, by: Actor, at: datetime, told: Circumstances | None, picture: bytes | None, without_picture: bool
) -> None:
    if told is not None:
        if len(told.related) > MOST_RELATED:
            raise Refused(Refusal("site.too-many-related", {"most": MOST_RELATED}))
        row.day, row.shows_people, row.is_consented = told.day, told.shows_people, told.is_consented
        row.related = list(told.related)
        row.place, row.organization, row.credit = (
            one_line(line)[: pieces.LONGEST_LINE] for line in (told.place, told.organization, told.credit)
        )
    if without_picture:
        row.picture = None
    if picture:
        row.picture = documents.keep(by=by, at=at, name="picture.jpg", content=photos.rewritten(picture), about=row)
    row.save()


@operation
def publish(
    *, id: UUID, by: Actor, at: datetime, piece_id: UUID, language: str, revision: int, from_at: datetime, read_by: str = ""
) -> str:
    """Publish the text of a language as it stands, from a moment on. Returns the id of the version.

    Whoever publishes has seen that `revision`. A moment in the past is now: what was published is not made older.
    Refused: `site.changed-meanwhile`, what `rules.pieces` finds missing.
    """
    require(by, "site.edit", by)
    row = Piece.objects.select_for_update().get(pk=piece_id)
    text = row.texts.filter(language=language).first() or PieceText(piece=row, language=language)
    if text.revision != revision:
        raise Refused(Refusal("site.changed-meanwhile", {"name": text.by_name, "at": text.at.astimezone().strftime("%H:%M")}))
    refuse_if(refusals_for_publishing(facts_of(row, text)))
    version = PublishedVersion.objects.create(
        id=id, piece=row, number=_next_number(row), from_at=max(from_at, at), read_by=one_line(read_by)[: pieces.LONGEST_LINE],
        by_id=by.id, by_name=by.name, at=at, **{name: getattr(row, name) for name in SAME_IN_ALL},
        **{name: getattr(text, name) for name in ("language", "title", "summary", "body", "alt")},
    )  # fmt: skip
    audit.record(
        by=by, at=at, what="site.publish", about=row,
        after={"language": language, "number": version.number, "from": version.from_at.isoformat()},
    )  # fmt: skip
    return str(version.id)


def facts_of(row: Piece, text: PieceText) -> PieceFacts:
    """As the rule wants it."""
    return PieceFacts(
        pieces.Kind(row.kind), text.title, text.summary, text.body, row.day is not None, row.picture_id is not None, text.alt, row.credit,
        row.shows_people, row.is_consented, tuple(row.related),
    )  # fmt: skip


def _next_number(row: Piece) -> int:
    return (row.versions.aggregate(most=Max("number"))["most"] or 0) + 1


@operation
def withdraw(*, id: UUID, by: Actor, at: datetime, piece_id: UUID, reason: str) -> str:
    """Take a piece off the site at once, in every language, also what was set for later. Returns the piece's id.

    Refused: `site.never-published`, `site.why-is-missing`.
    """
    require(by, "site.edit", by)
    row = Piece.objects.select_for_update().get(pk=piece_id)
    languages: Sequence[str] = sorted(set(row.versions.values_list("language", flat=True)))
    if not languages:
        raise Refused(Refusal("site.never-published"))
    if not reason.strip():
        raise Refused(Refusal("site.why-is-missing"))
    first = _next_number(row)
    PublishedVersion.objects.bulk_create(
        PublishedVersion(
            piece=row, number=first + place, language=language, from_at=at, is_withdrawal=True, reason=one_line(reason)[:300],
            by_id=by.id, by_name=by.name, at=at,
        )
        for place, language in enumerate(languages)
    )  # fmt: skip
    audit.record(by=by, at=at, what="site.withdraw", about=row, reason=reason.strip()[:300])
    return str(row.id)
