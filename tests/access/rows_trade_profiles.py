"""What each role is answered about profiles, certificates, requests to see and introductions."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.trade.models import Connection
from rochdale.trade.operations import (
    add_certificate_paper,
    add_picture,
    answer_introduction,
    answer_request,
    ask_to_see,
    found_group,
    grant_introducing,
    introduce,
    keep_certificate,
    list_reader,
    put_goods_in_profile,
    set_level,
)
from tests.access.matrix import Row, World, open_to_all, row
from tests.trade.profiles import goods, held


def prepare(world: World) -> None:
    """A public profile of Noy's with all that belongs to it, two requests of Freja's, an introduction, a connection."""
    at = timezone.now()
    noy, jonas, ngozi = (world.cast.actor(name) for name in ("noy", "jonas", "ngozi"))
    how = {"by": noy, "at": at}
    for part in ("about", "goods", "certificates"):
        set_level(id=new_id(), **how, part=part, level="public")
    picture = add_picture(id=new_id(), **how, name="a.png", content=b"\x89PNG\r\n\x1a\n" + b"0" * 20, says="Drying tables")
    certificate = keep_certificate(id=new_id(), **how, certificate=held())
    add_certificate_paper(id=new_id(), **how, certificate_id=UUID(certificate), name="a.pdf", content=b"%PDF-1.7 scope")
    group = found_group(id=new_id(), **how, name="North", registration="LA-1", controller="Vilay")
    reader = list_reader(id=new_id(), **how, reader_id=world.cast.mungo.id)
    asked, shown = _requests(world)
    grant = grant_introducing(id=new_id(), by=world.cast.actor("sofia"), at=at, organization_id=world.cast.littoral.id, reason="Knows both")
    sides = {"one_id": world.cast.bolaven.id, "other_id": world.cast.faelles.id, "text": "They should meet", "commission": "nothing"}
    first = UUID(introduce(id=new_id(), by=ngozi, at=at, **sides))
    for side in (noy, jonas):
        answer_introduction(id=new_id(), by=side, at=at, introduction_id=first, is_yes=True)
    world.made |= {
        "profile_picture": picture, "held_certificate": certificate, "operators": group, "listed_reader": reader, "view_asked": asked,
        "view_shown": shown, "the_introducer": grant,
        "profile_goods": put_goods_in_profile(id=new_id(), **how, goods=goods()), "the_connection": Connection.objects.get().id,
        "the_introduction": introduce(id=new_id(), by=ngozi, at=at, **sides),
    }  # fmt: skip


def _requests(world: World) -> tuple[str, str]:
    """One that waits, and one that was answered with a yes."""
    at = timezone.now()
    how = {"at": at, "organization_id": world.cast.bolaven.id, "why": "For the autumn"}
    shown = ask_to_see(id=new_id(), by=world.cast.actor("freja"), parts=["quality"], **how)
    until = (at + timedelta(days=30)).date()
    answer_request(id=new_id(), by=world.cast.actor("noy"), at=at, request_id=UUID(shown), parts=["quality"], until_on=until)
    return ask_to_see(id=new_id(), by=world.cast.actor("freja"), parts=["papers"], **how), shown


def made(name: str) -> object:
    return lambda world: world.made[name]


def fresh(world: World) -> object:
    return new_id()


US = {"organization_id": "bolaven"}
SENT = {"operation_id": fresh}
LEADS = {"member": 403, "officer": 200, "others": 404}
TRADES = {"officer": 200, "other_officer": 200, "buyer": 200, "registrar": 200, "operator": 200, "others": 403}
LEADERS = {**TRADES, "buyer": 403}
"""Freja is a buyer, and no leader."""
KEEPS = LEADERS
GOODS, CERTIFICATE, GROUP = (
    {"goods_id": made("profile_goods")},
    {"certificate_id": made("held_certificate")},
    {"group_id": made("operators")},
)
ASKED, SHOWN = {"request_id": made("view_asked")}, {"request_id": made("view_shown")}
INTRODUCTION = {"introduction_id": made("the_introduction")}
BETWEEN = {"member": 403, "officer": 200, "buyer": 200, "others": 404}
ANSWERS = {"member": 403, "officer": 200, "buyer": 403, "others": 404}
SIDES = {"member": 403, "officer": 200, "buyer": 403, "others": 404}
GRANTS = {"operator": 200, "registrar": 200, "others": 403}

ROWS: list[Row] = [
    open_to_all("trade:find"),
    open_to_all("trade:profile", "GET", US),
    open_to_all("trade:profile", "GET", {"organization_id": "littoral"}, code=404),
    open_to_all("trade:profile-file", "GET", US),
    open_to_all("trade:profile-picture", "GET", {**US, "picture_id": made("profile_picture")}),
    row("trade:profile-part", "GET", {**US, "part": "quality"}, member=200, officer=200, buyer=200, others=404),
    row("trade:profile-part", "POST", {**US, "part": "quality"}, SENT, member=200, officer=200, buyer=200, others=404),
    row("trade:profile-part", "GET", {**US, "part": "prices"}, member=200, officer=200, others=404),
    row("trade:ask-to-see", "GET", US, member=403, no_office=403, officer=404, others=200),
    row("trade:ask-to-see", "POST", US, SENT, member=403, no_office=403, officer=404, others=200),
    row("trade:requests", **TRADES),
    row("trade:request", "GET", ASKED, **BETWEEN),
    row("trade:request", "GET", {"request_id": fresh}, others=404),
    row("trade:show-it", "GET", ASKED, **ANSWERS),
    row("trade:show-it", "POST", ASKED, SENT, **ANSWERS),
    row("trade:show-nothing", "GET", ASKED, **ANSWERS),
    row("trade:show-nothing", "POST", ASKED, SENT, **ANSWERS),
    row("trade:stop-showing", "POST", SHOWN, SENT, **{**ANSWERS, "officer": 302}),
    row("trade:my-profile", **TRADES),
    row("trade:ready", **TRADES),
    row("trade:describe", **TRADES),
    row("trade:describe", "POST", sends={}, **TRADES),
    row("trade:new-profile-goods", **TRADES),
    row("trade:new-profile-goods", "POST", sends={"step": 1}, **TRADES),
    row("trade:profile-goods", "GET", GOODS, **LEADS),
    row("trade:profile-goods", "POST", GOODS, {"step": 1}, **LEADS),
    row("trade:drop-profile-goods", "POST", GOODS, SENT, **{**LEADS, "officer": 302}),
    row("trade:level", "GET", {"part": "goods"}, **LEADERS),
    row("trade:level", "POST", {"part": "goods"}, SENT, **LEADERS),
    row("trade:our-list", **LEADERS),
    row("trade:our-list", "POST", sends=SENT, **LEADERS),
    row("trade:strike-reader", "POST", {"listed_id": made("listed_reader")}, SENT, **{**LEADS, "officer": 302}),
    row("trade:contact", no_office=403, others=200),
    row("trade:contact", "POST", sends=SENT, no_office=403, others=200),
    row("trade:no-contact", "POST", sends=SENT, no_office=403, others=302),
    row("trade:new-picture", **TRADES),
    row("trade:new-picture", "POST", sends=SENT, **TRADES),
    row("trade:drop-picture", "POST", {"picture_id": made("profile_picture")}, SENT, **{**LEADS, "officer": 302}),
    row("trade:certificates", **TRADES),
    row("trade:new-certificate", **KEEPS),
    row("trade:new-certificate", "POST", sends={"step": 1}, **KEEPS),
    row("trade:certificate", "GET", CERTIFICATE, **LEADS),
    row("trade:change-certificate-status", "GET", CERTIFICATE, **LEADS),
    row("trade:change-certificate-status", "POST", CERTIFICATE, SENT, **LEADS),
    row("trade:add-certificate-paper", "GET", CERTIFICATE, **LEADS),
    row("trade:add-certificate-paper", "POST", CERTIFICATE, SENT, **LEADS),
    row("trade:certificate-paper", "GET", CERTIFICATE, member=200, officer=200, others=404),
    row("trade:new-group", **KEEPS),
    row("trade:new-group", "POST", sends=SENT, **KEEPS),
    row("trade:group", "GET", GROUP, **LEADS),
    row("trade:join-group", "GET", GROUP, **LEADS),
    row("trade:join-group", "POST", GROUP, SENT, **LEADS),
    row("trade:leave-group", "GET", {"member_id": fresh}, others=404),
    row("trade:leave-group", "POST", {"member_id": fresh}, SENT, others=404),
    row("trade:introductions", **TRADES),
    row("trade:introduce", **LEADERS),
    row("trade:introduce", "POST", sends=SENT, **LEADERS),
    row("trade:introduction", "GET", INTRODUCTION, **SIDES),
    row("trade:introduction", "GET", {"introduction_id": fresh}, others=404),
    row("trade:say-yes-to-introduction", "POST", INTRODUCTION, SENT, **{**SIDES, "officer": 302}),
    row("trade:say-no-to-introduction", "GET", INTRODUCTION, **SIDES),
    row("trade:say-no-to-introduction", "POST", INTRODUCTION, SENT, **SIDES),
    row("trade:end-connection", "POST", {"connection_id": made("the_connection")}, SENT, **{**SIDES, "officer": 302}),
    row("trade:introducers", **GRANTS),
    row("trade:introducers", "POST", sends=SENT, **GRANTS),
    row("trade:end-introducer", "POST", {"introducer_id": made("the_introducer")}, SENT, operator=302, registrar=302, others=403),
]
