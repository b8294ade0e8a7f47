"""What is new on the site, as an Atom feed (RFC 4287), one for each language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from rochdale.site.queries import PieceSeen
from rochdale.site.written import html_of

MOST = 30
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def atom(pieces: Iterable[PieceSeen], *, title: str, language: str, absolute: Callable[[str], str], own: str, home: str) -> bytes:
    """The feed as XML in UTF-8. `absolute` makes a whole address of a path; `own` is that of the feed, `home` that of the list of news.

    An entry keeps its id when it is corrected, and says when it was.
    """
    feed = Atom1Feed(title, absolute(home), "", language=language, feed_url=absolute(own), feed_guid=absolute(own), author_name=title)
    for one in pieces:
        text = f"<p>{escape(one.words.summary)}</p>{html_of(one.words.body)}"
        feed.add_item(
            one.words.title, absolute(one.href), text, unique_id=absolute(one.href), pubdate=one.published_at, updateddate=one.published_at,
            author_name=one.organization or title,
        )  # fmt: skip
    return feed.writeString("utf-8").encode()
