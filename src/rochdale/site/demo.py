"""What the editor of the demo world wrote: news, stories, one piece set for later, one draft. All of it is invented, and says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from rochdale.base.actor import Actor
from rochdale.people import queries
from rochdale.site.demo_pictures import cocoa, workshop
from rochdale.site.operations import Circumstances, begin_piece, publish, write_text
from rochdale.site.rules.pieces import Kind
from rochdale.site.shipped import read

FOLDER = Path(__file__).with_name("demo_pieces")


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of the demo: how many days ago it was and was published (less than none: to come; None: a draft)."""

    name: str
    kind: Kind
    source: str
    days_ago: int
    published_days_ago: int | None
    place: str = ""
    organization: str = ""
    related: tuple[str, ...] = ()
    picture: Callable[[], bytes] | None = None


PIECES = (
    Told("namsai", Kind.STORY, "en", 60, 55, "Champasak", "Namsai Women's Coffee Cooperative", ("think/t1", "start/s3")),
    Told("rivers", Kind.STORY, "fr", 34, 30, "Mbalmayo", "Union of the Rivers", ("think/t2", "manage/m2", "trade/x3"), cocoa),
    Told(
        "paksong", Kind.UPDATE, "en", 19, 16, "Paksong, Champasak", "Plateau Coffee Union", ("think/t1", "think/t3", "train/q1"), workshop
    ),
    Told("tadlo", Kind.UPDATE, "en", -20, -5, "Tadlo, Salavan", "Tadlo Natural Coffee", ("train/q1",)),
    Told("store", Kind.UPDATE, "en", 3, None, "Tadlo, Salavan", "Tadlo Natural Coffee"),
)


def seed(*, at: datetime, organization_id: Callable[[str], UUID], person_id: Callable[[str], UUID]) -> None:
    """Everything through the operations, in the editor's name, with ids derived from the names of the pieces."""
    editor = queries.actor(person_id("nadia"), at, organization_id=organization_id("commons"))
    assert editor is not None, "the demo has an editor"
    for told in PIECES:
        _write(told, editor, at)


def _write(told: Told, editor: Actor, at: datetime) -> None:
    def of(*words: str) -> UUID:
        return uuid5(editor.organization_id or UUID(int=0), "/".join(("piece", told.name, *words)))

    texts = {file.stem: read(file.read_text(encoding="utf-8")) for file in sorted((FOLDER / told.name).glob("*.md"))}
    begun = at - timedelta(days=max(told.published_days_ago or 0, 0), hours=2)
    begin_piece(
        id=of(), by=editor, at=begun, kind=told.kind.value, language=told.source, title=texts[told.source].title, is_example=True
    )  # fmt: skip
    for language in sorted(texts, key=lambda code: code != told.source):
        is_source = language == told.source
        circumstances = Circumstances(
            (at - timedelta(days=told.days_ago)).date(), told.place, told.organization, told.related,
            "Rochdale" if told.picture else "",
        )  # fmt: skip
        saved = write_text(
            id=of("text", language), by=editor, at=begun, piece_id=of(), language=language, revision=0, words=texts[language],
            circumstances=circumstances if is_source else None, picture=told.picture() if told.picture and is_source else None,
        )  # fmt: skip
        if told.published_days_ago is not None:
            publish(
                id=of("publish", language), by=editor, at=begun, piece_id=of(), language=language, revision=saved["revision"],
                from_at=at - timedelta(days=told.published_days_ago),
            )  # fmt: skip
