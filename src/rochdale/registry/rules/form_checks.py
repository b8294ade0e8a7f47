"""Checks of a filing against its legal form: members, delegates, name, capital, organs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from rochdale.kernel.refusal import Refusal
from rochdale.registry.rules.filing_facts import FilingFacts
from rochdale.registry.rules.pack import Body, Form
from rochdale.registry.rules.verdicts import Row, judged

Unsaid = str
"""The name of a check for which the filing has no answer yet."""


def members_rows(form: Form, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    """At least so many founders, and of the allowed sorts."""
    least, count = form.min_members, filing.members if filing.members is not None else len(filing.founders) or None
    if count is None:
        yield "min-members"
    else:
        said = {"members": count, "least": least.number or 0, "form": form.code}
        yield judged(
            "min-members",
            least,
            is_kept=count >= (least.number or 0),
            broken=Refusal("registry.too-few-members", said),
            asked=Refusal("registry.least-members-unknown", said),
        )
    sorts = (
        ("member_rules.legal", "legal-persons", filing.members_with_legal, "registry.legal-persons-cannot-found"),
        ("member_rules.adult_or_emancipated", "adults", filing.members_with_minors, "registry.minors-cannot-found"),
        ("member_rules.no_ethnic_political_religious_bar", "no-bar", filing.has_bar, "registry.statutes-bar-people"),
    )
    for key, check, answer, code in sorts:
        fact = form.fact(key)
        if not form.has(key) or (key == "member_rules.legal" and fact.value is True):
            continue
        if answer is None:
            yield check
        else:
            yield judged(check, fact, is_kept=not answer, broken=Refusal(code, {"form": form.code}))


def union_rows(form: Form, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    """Founders of the allowed forms, of the same object, each with enough delegates."""
    allowed, least, same = form.fact("min_members.of"), form.fact("delegates_per_founder_min"), form.fact("min_members.same_object")
    for founder in filing.founders:
        if form.has("min_members.of") and founder.form:
            said = {"member": founder.name, "form": founder.form, "allowed": ", ".join(allowed.texts)}
            yield judged(
                "founder-form",
                allowed,
                is_kept=founder.form in allowed.texts,
                subject=founder.name,
                broken=Refusal("registry.form-cannot-join", said),
            )
        if form.has("delegates_per_founder_min"):
            if founder.delegates is None:
                yield "delegates"
                continue
            sent: dict[str, object] = {"member": founder.name, "delegates": founder.delegates, "least": least.number or 0}
            yield judged(
                "delegates",
                least,
                is_kept=founder.delegates >= (least.number or 0),
                subject=founder.name,
                broken=Refusal("registry.too-few-delegates", sent),
            )
    if form.has("delegates_per_founder_min") and not filing.founders:
        yield "delegates"
    if form.has("min_members.same_object"):
        if filing.has_same_object is None:
            yield "same-object"
        else:
            yield judged("same-object", same, is_kept=filing.has_same_object, broken=Refusal("registry.objects-differ"))


def name_rows(form: Form, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    """The name carries words of the form, whatever accents and capitals."""
    fact = form.fact("name_must_contain.any_of")
    if not form.has("name_must_contain.any_of"):
        return
    if not filing.name:
        yield "name-words"
        return
    name = f" {_folded(filing.name)} "
    said = {"name": filing.name, "words": " / ".join(fact.texts)}
    yield judged(
        "name-words",
        fact,
        is_kept=any(f" {_folded(text)} " in name for text in fact.texts),
        broken=Refusal("registry.name-lacks-words-of-form", said),
    )


def _folded(text: str) -> str:
    """Without accents and capitals, with single spaces between words: "Coop-CA" and "COOP CA" are one. Lao signs stay as they are."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not ("\u0300" <= letter <= "\u036f"))
    return " ".join(re.sub(r"[^\w\u0e80-\u0eff]+|_", " ", plain).split())


def capital_rows(form: Form, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    """All capital subscribed where the law says so, and the least share of it paid."""
    whole, share = form.fact("capital.fully_subscribed_before"), form.fact("capital.paid_up_min_pct")
    if form.has("capital.fully_subscribed_before"):
        if filing.capital is None or filing.subscribed is None:
            yield "capital-subscribed"
        else:
            said = {"subscribed": str(filing.subscribed), "capital": str(filing.capital)}
            yield judged(
                "capital-subscribed",
                whole,
                is_kept=filing.subscribed >= filing.capital,
                broken=Refusal("registry.capital-not-subscribed", said),
            )
    if form.has("capital.paid_up_min_pct"):
        if filing.subscribed is None or filing.paid is None:
            yield "capital-paid"
            return
        due = filing.subscribed * (Decimal(share.number or 0) / 100)
        owed: dict[str, object] = {
            "paid": str(filing.paid),
            "least": str(due),
            "percent": share.number or 0,
            "subscribed": str(filing.subscribed),
        }
        yield judged("capital-paid", share, is_kept=filing.paid >= due, broken=Refusal("registry.capital-not-paid", owed))


def bodies_rows(form: Form, filing: FilingFacts) -> Iterator[Row | Unsaid]:
    """Each organ within its sizes. An organ that the law merely names asks for nothing here."""
    for body in form.bodies:
        if not body.has("min") and not body.has("max"):
            continue
        seats = filing.bodies.get(body.code)
        if seats is None:
            yield f"body-{body.code}"
            continue
        if body.has("min"):
            least = body.fact("min")
            said = {"body": body.code, "seats": seats, "least": least.number or 0}
            yield judged(
                "body-least",
                least,
                is_kept=seats >= (least.number or 0),
                broken=Refusal("registry.body-too-small", said),
                subject=body.code,
            )
        if body.has("max"):
            yield _most(body, seats, filing)


def _most(body: Body, seats: int, filing: FilingFacts) -> Row:
    """The most seats, more of them from a number of members on, and after a merger."""
    most, members = body.fact("max"), filing.members or 0
    if body.has("max_if.max") and members >= (body.fact("max_if.members_gte").number or 0):
        most = body.fact("max_if.max")
    if body.has("max_after_merger") and filing.kind == "MERGE":
        most = body.fact("max_after_merger")
    said = {"body": body.code, "seats": seats, "most": most.number or 0}
    return judged(
        "body-most", most, is_kept=seats <= (most.number or 0), broken=Refusal("registry.body-too-large", said), subject=body.code
    )
