"""An editor writes, looks it over, publishes for tomorrow, translates, withdraws; others do not come in; readers see what is due."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from io import BytesIO
from uuid import UUID
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from rochdale.base.actor import SYSTEM, Actor
from rochdale.base.models import AuditEntry
from rochdale.kernel.ids import new_id
from rochdale.kernel.refusal import AlreadyDoneDifferently, NotAllowed, Refused
from rochdale.people import operations as people
from rochdale.people import queries
from rochdale.site import demo
from rochdale.site.models import Piece, PublishedVersion
from rochdale.site.operations import Circumstances, begin_piece, publish, withdraw, write_text
from rochdale.site.queries import all_standing
from rochdale.site.rules.pieces import Words
from tests.cast import SINCE, Cast, id_of
from tests.watchful import WatchfulClient

pytestmark = pytest.mark.django_db
Clock = Callable[[timedelta], None]
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def editor(cast: Cast) -> Actor:
    """Pao, whom the operator made an editor."""
    people.appoint(
        id=new_id(), by=SYSTEM, at=SINCE, person_id=id_of("pao"), organization_id=id_of("commons"), office="editor"
    )  # fmt: skip
    found = queries.actor(id_of("pao"), timezone.now(), organization_id=id_of("commons"))
    assert found is not None
    return found


@pytest.fixture
def desk(cast: Cast, editor: Actor) -> WatchfulClient:
    client = WatchfulClient()
    client.force_login(cast.people["pao"])
    return client


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Moves the clock of the pages."""
    began = timezone.now()

    def move(step: timedelta) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: began + step)

    return move


def written(by: Actor, at: datetime, language: str = "en", **words: str) -> UUID:
    """A piece of news with a text, as a draft."""
    id = new_id()
    begin_piece(id=id, by=by, at=at, kind="update", language=language, title=words.get("title", "A day in Ban Nong"))
    told = {"title": "A day in Ban Nong", "summary": "Six people met.", "body": "They drew a calendar.", **words}
    write_text(
        id=new_id(), by=by, at=at, piece_id=id, language=language, revision=0, words=Words(**told), circumstances=Circumstances(at.date())
    )  # fmt: skip
    return id


def published(by: Actor, at: datetime, **words: str) -> Piece:
    id = written(by, at, **words)
    publish(id=new_id(), by=by, at=at, piece_id=id, language="en", revision=1, from_at=at)
    return Piece.objects.get(pk=id)


def fields(response: object) -> dict[str, str]:
    """The hidden fields of the form on a page."""
    html = response.content.decode()  # type: ignore[attr-defined]  # an answer of Django's client
    return dict(re.findall(r'<input type="hidden" name="(operation_id|revision)" value="([^"]*)"', html))


def photo() -> bytes:
    """A large JPEG with a place in its EXIF."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "taken at 15.18, 106.23"
    Image.new("RGB", (2400, 1600), "#2a6535").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_from_an_idea_to_the_front_page(desk: WatchfulClient, clock: Clock) -> None:
    page = desk.get("/editor/new/")
    began = desk.post("/editor/new/", {**fields(page), "kind": "update", "language": "en", "title": "Rain came early"}, follow=True)
    here = began.redirect_chain[-1][0]
    typed = {
        **fields(began), "title": "Rain came early", "summary": "Two groups dried under the roof.", "day": "2026-11-20", "place": "Tadlo",
        "body": "They <script>alert(1)</script> shared **one** roof.", "related": ["think/t1"], "alt": "A roof", "credit": "Pao",
        "picture": SimpleUploadedFile("roof.jpg", photo(), "image/jpeg"), "look": "yes",
    }  # fmt: skip
    look = desk.post(here, typed, follow=True)
    html = look.content.decode()
    assert "Removed from your text" in html and "<strong>one</strong>" in html and "alert(1)</script>" not in html
    assert WatchfulClient().get("/updates/rain-came-early/").status_code == 404

    tomorrow = timezone.localdate() + timedelta(days=1)
    set_for = desk.post(look.redirect_chain[-1][0], {**fields(look), "from_on": tomorrow.isoformat()}, follow=True)
    assert "It will appear by itself" in set_for.content.decode()
    reader = WatchfulClient()
    assert reader.get("/updates/rain-came-early/").status_code == 404 and "Rain came" not in reader.get("/").content.decode()
    picture = PublishedVersion.objects.get().picture_id
    assert reader.get(f"/pictures/{picture}.jpg").status_code == 404

    clock(timedelta(days=1, hours=1))
    told = reader.get("/updates/rain-came-early/").content.decode()
    assert "shared <strong>one</strong> roof" in told and "What we already do together" in told and 'alt="A roof"' in told
    assert "Rain came early" in reader.get("/").content.decode() and "Rain came early" in reader.get("/updates/").content.decode()
    shown = reader.get(f"/pictures/{picture}.jpg")
    opened = Image.open(BytesIO(shown.content))
    assert max(opened.size) <= 1000 and not opened.getexif() and b"106.23" not in shown.content


def test_what_was_withdrawn_is_gone_and_its_address_says_so(desk: WatchfulClient, editor: Actor) -> None:
    row = published(editor, timezone.now())
    assert WatchfulClient().get("/updates/a-day-in-ban-nong/").status_code == 200
    page = desk.get(f"/editor/{row.id}/withdraw/")
    desk.post(f"/editor/{row.id}/withdraw/", {**fields(page), "reason": "The place was wrong."})
    gone = WatchfulClient().get("/updates/a-day-in-ban-nong/")
    assert gone.status_code == 410 and "This was withdrawn" in gone.content.decode()
    assert "The place was wrong." in desk.get(f"/editor/{row.id}/").content.decode()
    assert "Ban Nong" not in WatchfulClient().get("/updates/").content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedVersion.objects.update(title="Another day")


def test_two_editors_on_one_text_are_told_and_lose_nothing(desk: WatchfulClient, editor: Actor) -> None:
    id = written(editor, timezone.now())
    mine = desk.get(f"/editor/{id}/en/")
    write_text(
        id=new_id(), by=editor, at=timezone.now(), piece_id=id, language="en", revision=1,
        words=Words("Hers", "Her summary.", "Her own words."), circumstances=Circumstances(timezone.localdate()),
    )  # fmt: skip
    clash = desk.post(f"/editor/{id}/en/", {**fields(mine), "title": "Mine", "body": "My own words."})
    html = clash.content.decode()
    assert "after you had opened it" in html and "Her own words." in html and "My own words." in html
    again = desk.post(f"/editor/{id}/en/", {**fields(clash), "title": "Mine", "body": "My own words."}, follow=True)
    assert "Saved" in again.content.decode() and Piece.objects.get().texts.get().body == "My own words."


def test_what_lacks_is_told_and_nothing_typed_is_lost(desk: WatchfulClient, editor: Actor) -> None:
    id = written(editor, timezone.now(), summary="")
    look = desk.get(f"/editor/{id}/en/publish/")
    refused = desk.post(f"/editor/{id}/en/publish/", {**fields(look), "from_on": timezone.localdate().isoformat()})
    assert "It has no summary." in refused.content.decode() and not PublishedVersion.objects.exists()
    page = desk.get(f"/editor/{id}/en/")
    wrong = {**fields(page), "title": "Kept", "body": "Kept too", "picture": SimpleUploadedFile("a.jpg", b"no picture", "image/jpeg")}
    html = desk.post(f"/editor/{id}/en/", wrong).content.decode()
    assert "said-no" in html and 'value="Kept"' in html and "Kept too" in html


def test_a_translation_stands_beside_its_original_and_says_who_read_it(desk: WatchfulClient, editor: Actor) -> None:
    row = published(editor, timezone.now())
    french = WatchfulClient(headers={"accept-language": "fr"})
    assert "Pas encore traduit" in french.get("/updates/a-day-in-ban-nong/").content.decode()
    page = desk.get(f"/editor/{row.id}/fr/")
    assert "They drew a calendar." in page.content.decode()
    words = {"title": "Une journée", "summary": "Six personnes.", "body": "Elles ont dessiné."}
    look = desk.post(f"/editor/{row.id}/fr/", {**fields(page), **words, "look": "yes"}, follow=True)
    address, today = f"/editor/{row.id}/fr/publish/", timezone.localdate().isoformat()
    desk.post(address, {**fields(look), "from_on": today})
    unread = french.get("/updates/a-day-in-ban-nong/").content.decode()
    assert "Une journée" in unread and "Pas encore traduit" not in unread and 'lang="fr"' in unread
    assert "dont c’est la langue" in unread
    desk.post(address, {**fields(desk.get(address)), "from_on": today, "read_by": "Clarisse Ateba, treasurer"})
    assert "Clarisse Ateba" in desk.get(f"/editor/{row.id}/").content.decode()
    assert "dont c’est la langue" not in french.get("/updates/a-day-in-ban-nong/").content.decode()


def test_a_shipped_page_is_there_in_each_language_and_can_be_written_anew(desk: WatchfulClient) -> None:
    for language, word in (("en", "nobody teaches"), ("fr", "personne n’enseigne"), ("lo", "ບໍ່ມີໃຜສອນ")):
        html = WatchfulClient(headers={"accept-language": language}).get("/pages/approach/").content.decode()
        assert word in html and "<svg" in html
    desk.post("/editor/replace/page/approach/", {"operation_id": str(new_id())})
    row = Piece.objects.get()
    assert sorted(row.texts.values_list("language", flat=True)) == ["en", "fr", "lo"]
    assert "nobody teaches" in WatchfulClient().get("/pages/approach/").content.decode()
    by = queries.actor(id_of("pao"), timezone.now(), organization_id=id_of("commons"))
    assert by is not None
    write_text(id=new_id(), by=by, at=timezone.now(), piece_id=row.id, language="en", revision=0, words=Words("Ours", "Our way.", "So."))
    publish(id=new_id(), by=by, at=timezone.now(), piece_id=row.id, language="en", revision=1, from_at=timezone.now())
    assert "Our way." in WatchfulClient().get("/pages/approach/").content.decode()
    withdraw(id=new_id(), by=by, at=timezone.now(), piece_id=row.id, reason="Ours was worse.")
    assert "nobody teaches" in WatchfulClient().get("/pages/approach/").content.decode()


def test_only_editors_do_any_of_it_and_each_deed_is_recorded_once(cast: Cast, editor: Actor) -> None:
    at, id = timezone.now(), new_id()
    for other in (cast.actor("sofia"), cast.actor("noy"), cast.actor("bounmy")):
        with pytest.raises(NotAllowed):
            begin_piece(id=new_id(), by=other, at=at, kind="update", language="en", title="Mine")
    first = begin_piece(id=id, by=editor, at=at, kind="update", language="en", title="Mine")
    assert begin_piece(id=id, by=editor, at=at + timedelta(hours=1), kind="update", language="en", title="Mine") == first
    with pytest.raises(AlreadyDoneDifferently):
        begin_piece(id=id, by=editor, at=at, kind="update", language="en", title="Yours")
    assert AuditEntry.objects.filter(what="site.begin-piece", by_id=editor.id).count() == 1
    with pytest.raises(Refused, match="never-published"):
        withdraw(id=new_id(), by=editor, at=at, piece_id=UUID(first), reason="Why not")


def test_two_titles_alike_and_a_title_in_lao_get_addresses_of_their_own(editor: Actor) -> None:
    at = timezone.now()
    for title in ("Rain", "Rain", "ຝົນຕົກ"):
        begin_piece(id=new_id(), by=editor, at=at, kind="update", language="lo", title=title)
    slugs = sorted(Piece.objects.values_list("slug", flat=True))
    assert len(set(slugs)) == 3 and "rain" in slugs and all(slug.isascii() for slug in slugs)


@pytest.mark.parametrize("language", ["en", "fr", "lo"])
def test_the_feed_of_each_language_is_atom(editor: Actor, language: str) -> None:
    published(editor, timezone.now(), title="Rice & beans <3", body="## Ours\n\nOne **roof**.")
    feed = ElementTree.fromstring(WatchfulClient().get(f"/feeds/{language}.atom").content)
    assert feed.tag == f"{ATOM}feed" and feed.findtext(f"{ATOM}id") and feed.findtext(f"{ATOM}updated") and feed.find(f"{ATOM}author")
    entry = feed.find(f"{ATOM}entry")
    assert entry is not None and entry.findtext(f"{ATOM}title") == "Rice & beans <3" and entry.findtext(f"{ATOM}updated")
    assert "<strong>roof</strong>" in (entry.findtext(f"{ATOM}summary") or "")
    assert WatchfulClient().get("/feeds/xx.atom").status_code == 404


@pytest.mark.parametrize(
    ("typed", "language", "href"),
    [
        ("journee", "fr", "/updates/une-journee-a-mefou/"),
        ("market closes", "en", "/resources/when-the-market-closes/"),
        ("promise market", "en", "/learning/think/t3/t3-1/"),
        ("ສັນຍາເຈັດ", "lo", "/learning/think/t3/"),
        ("cameroon gic", "en", "/register/law/CM/"),
        ("reflechir", "fr", "/learning/think/"),
    ],
)
def test_one_search_over_news_modules_and_laws(editor: Actor, typed: str, language: str, href: str) -> None:
    published(editor, timezone.now(), title="Une journée à Mefou")
    html = WatchfulClient(headers={"accept-language": language}).get("/search/", {"q": typed}).content.decode()
    assert f'href="{href}' in html
    nothing = WatchfulClient().get("/search/", {"q": "zzz<script>"}).content.decode()
    assert "Nothing has these words." in nothing


def test_downloads_say_size_version_licence_and_hash(db: None) -> None:
    html = WatchfulClient().get("/downloads/?in=lo").content.decode()
    assert 'href="/learning/think/booklet.pdf?in=lo"' in html
    hashes = re.findall(r"<code>([0-9a-f]{64})</code>", html)
    assert len(hashes) == 7 * 4 and len(set(hashes)) == len(hashes) and "CC-BY-4.0" in html and "0.2.0" in html
    content = WatchfulClient().get("/learning/think/files/epub/?in=lo").content
    assert sha256(content).hexdigest() in hashes


def test_the_demo_has_news_and_stories_one_to_come_and_one_draft(editor: Actor) -> None:
    demo.seed(at=timezone.now(), organization_id=lambda _key: id_of("commons"), person_id=lambda _key: id_of("pao"))
    lao = WatchfulClient(headers={"accept-language": "lo"})
    html = lao.get("/").content.decode() + lao.get("/updates/").content.decode() + lao.get("/stories/").content.decode()
    assert "ຊາວແປດຄົນ" in html and "ໂມງແມ່ນຄູ" in html and "The Union of the Rivers" in html and "Tadlo" not in html
    states = {one.title: one.languages[0].state for one in all_standing(timezone.now())}
    assert sorted(states.values()) == ["draft", "published", "published", "published", "set"]
    one = WatchfulClient().get("/updates/twenty-eight-people-two-days-five-plans-a-workshop-in-paksong/").content.decode()
    assert "Example: invented" in one and "<blockquote>" in one
