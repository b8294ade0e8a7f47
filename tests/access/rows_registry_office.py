"""What each role is answered about applications and offices: the group sees its own, its office those that were handed in, nobody else."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.utils import timezone

from rochdale.kernel.ids import new_id
from rochdale.registry import operations
from rochdale.registry.judging_dossiers import judge_dossier
from rochdale.registry.models import Dossier
from rochdale.registry.operations.scans import Scan
from rochdale.registry.rules.dossiers import Ground, Item, asked_key
from rochdale.registry.rules.verdicts import Verdict
from tests.access.matrix import Row, World, open_to_all, row
from tests.cast import id_of
from tests.registry.offices import answers, begun, set_up


def prepare(world: World) -> None:
    """Dossiers of Bolaven with the office of its province: a draft, one handed in, one being looked at, one refused."""
    at = timezone.now()
    set_up(at.year)
    noy, bounmy = world.cast.actor("noy"), world.cast.actor("bounmy")
    for word in ("draft", "submitted", "review", "unanswered", "refused", "registered"):
        told = answers("COOP", "Tadlo Weavers" if word == "registered" else "Bolaven Growers", "LA", 3)
        made = begun(noy, "LA", told, word=f"matrix {word}", at=at)
        world.made[word] = made.id
        if word != "draft":
            operations.hand_in(id=new_id(), by=noy, at=at, dossier_id=made.id)
        if word in {"review", "unanswered", "refused", "registered"}:
            operations.take_up(id=new_id(), by=bounmy, at=at, dossier_id=made.id)
    operations.ask_for_changes(id=new_id(), by=bounmy, at=at, dossier_id=world.made["unanswered"], items=[Item("More")])
    for word in ("review", "registered"):
        asked = judge_dossier(Dossier.objects.get(pk=world.made[word]), today=at.date()).legal.of(Verdict.ASK)
        answered = {asked_key(one): "As ever." for one in asked}
        operations.settle(id=new_id(), by=bounmy, at=at, dossier_id=world.made[word], says={"asked": answered})
    done = operations.approve_dossier(id=new_id(), by=bounmy, at=at, dossier_id=world.made["registered"])
    world.made["registered"] = UUID(done)
    named = {"person_id": str(id_of("sone")), "role": "preparer", "order": "Order 1", "since_on": at.date()}
    world.made["office_role"] = UUID(operations.name_role(id=new_id(), by=bounmy, at=at, office_id=id_of("LA-CS"), **named))
    asked = operations.ask_for_official(id=new_id(), by=noy, at=at, dossier_id=world.made["draft"], meets_on=at.date(), place="Paksong")
    world.made["official"] = UUID(asked)
    world.made["name_kept"] = UUID(operations.ask_for_name(id=new_id(), by=noy, at=at, dossier_id=world.made["draft"]))
    operations.add_scans(id=new_id(), by=noy, at=at, dossier_id=world.made["draft"], what="STATUTES", files=[Scan("a.png", PNG)])
    world.made["scan"] = Dossier.objects.get(pk=world.made["draft"]).scans.get().id
    operations.refuse_dossier(
        id=new_id(), by=bounmy, at=at, dossier_id=world.made["refused"], grounds=[Ground(says="Not cooperative", cite="art. 1")]
    )


def of(word: str, **more: str) -> dict[str, object]:
    return {"dossier_id": lambda world: world.made[word], **more}


def fresh(_world: World) -> UUID:
    return new_id()


def office_id(word: str) -> Callable[[World], UUID]:
    return lambda _world: id_of(word)


PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20
SENT = {"operation_id": fresh}
GROUP = {"officer": 200, "others": 404}
BOTH = {"officer": 200, "registrar": 200, "others": 404}
DOES = {"officer": 302, "others": 404}
OFFICE = {"registrar": 200, "officer": 403, "others": 404}
DECIDES = {"registrar": 302, "officer": 403, "others": 404}
APPLIES = {"officer": 200, "other_officer": 200, "operator": 200, "registrar": 200, "others": 403}

ROWS: list[Row] = [
    row("registry:applications", others=200),
    row("registry:begin", **APPLIES),
    row("registry:begin", "POST", sends=SENT, **{role: 302 if code == 200 else code for role, code in APPLIES.items()}),
    row("registry:application", "GET", of("draft"), **GROUP),
    row("registry:application", "GET", of("submitted"), **BOTH),
    row("registry:application-part", "GET", of("draft", part="name"), **GROUP),
    row("registry:application-part", "POST", of("draft", part="name"), {**SENT, "name": "Another"}, **DOES),
    row("registry:hand-in", "GET", of("draft"), **GROUP),
    row("registry:hand-in", "POST", of("draft"), SENT, **DOES),
    row("registry:rounds", "GET", of("submitted"), **BOTH),
    row("registry:give-up", "GET", of("draft"), **GROUP),
    row("registry:give-up", "POST", of("draft"), {**SENT, "reason": "Later"}, **DOES),
    row("registry:answer-refusal", "POST", of("refused"), SENT, officer=302, registrar=403, others=404),
    row("registry:dossier-paper", "GET", of("submitted", paper="receipt"), **BOTH),
    row("registry:inbox", registrar=200, others=403),
    row("registry:key", registrar=200, others=403),
    row("registry:key", "POST", sends={**SENT, "office": office_id("LA-CS"), "received_on": "2026-11-02"}, registrar=302, others=403),
    row("registry:numbers", registrar=200, others=403),
    row("registry:numbers", "POST", sends=SENT, registrar=200, others=403),
    row("registry:review", "GET", of("submitted"), **OFFICE),
    row("registry:take-up", "POST", of("submitted"), SENT, **DECIDES),
    row("registry:settle", "GET", of("review"), **OFFICE),
    row("registry:settle", "POST", of("review"), SENT, **DECIDES),
    row("registry:ask", "GET", of("review"), **OFFICE),
    row("registry:ask", "POST", of("review"), {**SENT, "own_1": "Say more"}, **DECIDES),
    row("registry:refuse", "GET", of("review"), **OFFICE),
    row("registry:refuse", "POST", of("review"), {**SENT, "says": "No", "cite": "art. 1"}, **DECIDES),
    row("registry:approve", "GET", of("review"), **OFFICE),
    row("registry:approve", "POST", of("review"), SENT, **DECIDES),
    row("registry:lapse", "GET", of("unanswered"), **OFFICE),
    row("registry:lapse", "POST", of("unanswered"), {**SENT, "reason": "No answer in a year"}, **DECIDES),
    row("registry:transfer", "GET", of("submitted"), **OFFICE),
    row("registry:transfer", "POST", of("submitted"), {**SENT, "office": office_id("LA-SL"), "reason": "It moved"}, **DECIDES),
]
LAW = {"country": "LA", "pack": "la-2010", "form": "COOP"}
GIVES = {"officer": 200, "other_officer": 200, "operator": 200, "registrar": 200, "others": 403}
ROWS += [
    open_to_all("registry:laws"),
    open_to_all("registry:ask-law"),
    open_to_all("registry:count-term"),
    open_to_all("registry:law", "GET", LAW),
    open_to_all("registry:law-paper", "GET", {**LAW, "paper": "poster"}),
    row("registry:given", **GIVES),
    row("registry:given", "POST", sends=SENT, **GIVES),
]
ROWS += [
    row("registry:bring-register", registrar=200, others=403),
    row("registry:bring-register", "POST", sends=SENT, registrar=200, others=403),
]
CHANGE = {"entity_id": lambda world: world.made["registered"]}
ROWS += [
    row("registry:change", "GET", CHANGE, officer=200, registrar=200, others=404),
    row("registry:change", "POST", CHANGE, {**SENT, "kind": "change-seat"}, officer=302, registrar=302, others=404),
]
OFFICE_OF = {"office_id": office_id("LA-CS")}
ROLE = {"role_id": lambda world: world.made["office_role"]}
ROWS += [
    row("registry:propose", "GET", of("review"), **OFFICE),
    row("registry:propose", "POST", of("review"), {**SENT, "outcome": "approve", "note": "All is there."}, **DECIDES),
    row("registry:offices", registrar=200, others=403),
    row("registry:office-new", registrar=200, others=403),
    row("registry:office-new", "POST", sends=SENT, registrar=200, others=403),
    row("registry:office", "GET", OFFICE_OF, registrar=200, others=403),
    row("registry:office-close", "GET", OFFICE_OF, registrar=200, others=403),
    row("registry:office-close", "POST", OFFICE_OF, SENT, registrar=200, others=403),
    row("registry:role-new", "GET", OFFICE_OF, registrar=200, others=403),
    row("registry:role-new", "POST", OFFICE_OF, SENT, registrar=200, others=403),
    row("registry:role-end", "GET", ROLE, registrar=200, others=403),
    row("registry:role-end", "POST", ROLE, SENT, registrar=200, others=403),
]
OFFICIAL = {"attendance_id": lambda world: world.made["official"]}
ROWS += [
    row("registry:official-ask", "GET", of("draft"), **GROUP),
    row("registry:official-ask", "POST", of("draft"), SENT, **GROUP),
    row("registry:official-cancel", "GET", OFFICIAL, officer=200, member=403, others=404),
    row("registry:official-cancel", "POST", OFFICIAL, SENT, officer=200, member=403, others=404),
    row("registry:assemblies", registrar=200, others=403),
    row("registry:official-book", "GET", OFFICIAL, registrar=200, officer=403, member=403, others=404),
    row(
        "registry:official-book",
        "POST",
        OFFICIAL,
        {**SENT, "to": "declined", "reason": "No car"},
        registrar=302,
        officer=403,
        member=403,
        others=404,
    ),
]
KEPT_NAME = {"reservation_id": lambda world: world.made["name_kept"]}
ROWS += [
    row("registry:name-ask", "GET", of("draft"), **GROUP),
    row("registry:name-ask", "POST", of("draft"), SENT, **GROUP),
    row("registry:names-kept", registrar=200, others=403),
    row("registry:name-decide", "GET", KEPT_NAME, registrar=200, officer=403, member=403, others=404),
    row("registry:name-decide", "POST", KEPT_NAME, SENT, registrar=200, officer=403, member=403, others=404),
    row("registry:name-give-up", "POST", KEPT_NAME, SENT, officer=302, member=403, others=404),
]
SCAN = {"scan_id": lambda world: world.made["scan"]}
ROWS += [
    row("registry:scans", "GET", of("draft"), **GROUP),
    row("registry:scans", "POST", of("draft"), SENT, **GROUP),
    row("registry:scan", "GET", SCAN, **GROUP),
    row("registry:scan-out", "POST", SCAN, SENT, **DOES),
]
