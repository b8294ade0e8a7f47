"""How the demo world's organizations are found and trusted: profiles, certificates, views that were granted, introductions."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from rochdale.base import tenancy
from rochdale.base.paper import pdf
from rochdale.trade.demo import Row, Stall
from rochdale.trade.operations import (
    add_certificate_paper,
    answer_introduction,
    answer_request,
    ask_to_see,
    become_contact,
    describe_organization,
    grant_introducing,
    introduce,
    keep_certificate,
    put_goods_in_profile,
    set_level,
)
from rochdale.trade.rules.certificates import CertificateHeld
from rochdale.trade.rules.profiles import GoodsFacts

PROFILES = Path(__file__).with_name("demo_profiles.toml")
WRITTEN, GRANTED = -60, -50
"""Days from the market of the season before."""
ANSWERED_AFTER = timedelta(days=2)


def worlds_profiles() -> dict[str, Any]:
    """The rows."""
    return tomllib.loads(PROFILES.read_text(encoding="utf-8"))


def seed(stall: Stall) -> None:
    """Write all profiles, then play who asked to see what and who introduced whom. A second time nothing changes."""
    rows = worlds_profiles()
    with tenancy.everywhere("the demo world plays what each of its organizations does"):
        for row in rows["profiles"]:
            _describe(stall, row)
            _certify(stall, row)
        for row in rows["requests"]:
            _ask(stall, row)
        for row in rows["introducers"]:
            _grant(stall, row)
        for row in rows["introductions"]:
            _introduce(stall, row)


def _at(stall: Stall, day: int) -> datetime:
    return stall.called_at + timedelta(days=day)


def _id(stall: Stall, *words: str) -> UUID:
    return stall.id("profile", *words)


def _describe(stall: Stall, row: Row) -> None:
    at = _at(stall, WRITTEN)
    by, who = stall.actor(row["by"], at), row["by"]
    describe_organization(id=_id(stall, who, "words"), by=by, at=at, text=row["text"], languages=row["languages"])
    for place, goods in enumerate(_goods(row)):
        put_goods_in_profile(id=_id(stall, who, "goods", str(place)), by=by, at=at, goods=goods)
    for part, level in row["shown"].items():
        set_level(id=_id(stall, who, "level", part), by=by, at=at, part=part, level=level)
    if "contact" in row:
        about, reached, languages = row["contact"]
        become_contact(id=_id(stall, who, "contact"), by=by, at=at, about=about, reached=reached, languages=languages)


def _goods(row: Row) -> Iterator[GoodsFacts]:
    for is_bought, rows in ((False, row.get("goods", ())), (True, row.get("buys", ()))):
        for product, species, process, harvest, available, least, most, protocol, score in rows:
            yield GoodsFacts(
                is_bought, product, species, process, frozenset(harvest), frozenset(available), least, most, protocol,
                Decimal(score) if score else None,
            )  # fmt: skip


def _certify(stall: Stall, row: Row) -> None:
    """Each certificate with its paper, as the certifier would send it."""
    at = _at(stall, WRITTEN)
    by = stall.actor(row["by"], at)
    for scheme, number, certifier, products, first, last in row.get("certificates", ()):
        products, days = frozenset(products), (stall.day(first), stall.day(last))
        held = CertificateHeld(scheme, number, by.organization_name, certifier, products, frozenset(), *days)
        written = max(at, _at(stall, first))
        kept, paper = _id(stall, "certificate", number), _paper(held, written)
        keep_certificate(id=kept, by=by, at=written, certificate=held)
        add_certificate_paper(id=_id(stall, "paper", number), by=by, at=written, certificate_id=kept, name=f"{number}.pdf", content=paper)


def _paper(held: CertificateHeld, at: datetime) -> bytes:
    rows = [
        ["Number", held.number], ["Holder", held.holder], ["Certifier", held.certifier], ["Scope", ", ".join(sorted(held.products))],
        ["Valid", f"{held.valid_from.isoformat()} – {held.valid_until.isoformat()}"],
    ]  # fmt: skip
    return pdf("trade/paper/demo_paper.typ", {"title": f"Certificate: {held.scheme}", "rows": rows}, language="en", at=at)


def _ask(stall: Stall, row: Row) -> None:
    """One organization asks another; the answer names parts and a last day, or says why not, or is still to come."""
    at, words = _at(stall, row["day"]), ("request", row["by"], row["of"])
    request = ask_to_see(
        id=_id(stall, *words), by=stall.actor(row["by"], at), at=at, organization_id=stall.organization_id(row["of"]), parts=row["parts"],
        why=row["why"],
    )  # fmt: skip
    if "answered_by" not in row:
        return
    said_at = at + ANSWERED_AFTER
    answer_request(
        id=_id(stall, *words, "answer"), by=stall.actor(row["answered_by"], said_at), at=said_at, request_id=UUID(request),
        parts=row["shows"], until_on=stall.day(row["until"]) if row["shows"] else None, reason=row.get("reason", ""),
    )  # fmt: skip


def _grant(stall: Stall, row: Row) -> None:
    at = _at(stall, GRANTED)
    organization = stall.organization_id(row["organization"])
    grant_introducing(
        id=_id(stall, "introducer", row["organization"]), by=stall.actor(row["by"], at), at=at, organization_id=organization,
        reason=row["reason"],
    )  # fmt: skip


def _introduce(stall: Stall, row: Row) -> None:
    """A third party brings two together; the second yes connects them."""
    at, words = _at(stall, row["day"]), ("introduction", row["one"], row["other"])
    one, other = (stall.organization_id(row[side]) for side in ("one", "other"))
    introduction = introduce(
        id=_id(stall, *words), by=stall.actor(row["by"], at), at=at, one_id=one, other_id=other, text=row["text"],
        commission=row["commission"], parts=row["parts"],
    )  # fmt: skip
    for by in row["answers"]:
        said_at = at + ANSWERED_AFTER
        answer_introduction(
            id=_id(stall, *words, by), by=stall.actor(by, said_at), at=said_at, introduction_id=UUID(introduction), is_yes=True
        )
