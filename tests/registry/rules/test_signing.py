"""Who signs for an office on a day, and by what right."""

from __future__ import annotations

from datetime import date

import pytest

from rochdale.kernel.period import Period
from rochdale.registry.rules.signing import (
    Named,
    Role,
    Signature,
    refusals_for_naming,
    refusals_for_preparing,
    refusals_for_signing,
    signature,
)


def day(month: int, on: int = 1) -> date:
    return date(2026, month, on)


def named(person: str, role: Role, since: date, until: date | None = None, title: str = "") -> Named:
    return Named(person, person.title(), role, Period(since, until), title)


HEAD = named("sone", Role.SIGNATORY, day(1))
AWAY = named("khamla", Role.INTERIM, day(7), day(8))
CLERK = named("vilay", Role.PREPARER, day(1))

SIGNING = [
    ("nobody was ever named: every registrar signs", [], "mali", day(5), []),
    ("one who prepares only says nothing about who signs", [CLERK], "mali", day(5), []),
    ("the signatory signs", [HEAD], "sone", day(5), []),
    ("another registrar does not", [HEAD], "mali", day(5), ["registry.signs-another"]),
    ("before the day nobody does", [HEAD], "sone", date(2025, 12, 31), ["registry.nobody-signs"]),
    ("the interim signs on the days told", [HEAD, AWAY], "khamla", day(7, 31), []),
    ("and not on the first day after", [HEAD, AWAY], "khamla", day(8), ["registry.signs-another"]),
    ("whoever prepares does not sign", [HEAD, CLERK], "vilay", day(5), ["registry.signs-another"]),
    ("after the last signatory nobody does", [named("sone", Role.SIGNATORY, day(1), day(3))], "sone", day(3), ["registry.nobody-signs"]),
]


@pytest.mark.parametrize(("says", "roles", "person", "on", "expects"), SIGNING, ids=[row[0] for row in SIGNING])
def test_who_signs(says: str, roles: list[Named], person: str, on: date, expects: list[str]) -> None:
    assert [one.code for one in refusals_for_signing(roles, [person], on)] == expects


def test_a_deputy_signs_in_the_name_of_the_signatory() -> None:
    accounts = ["mali", "sone"]
    titled = named("sone", Role.SIGNATORY, day(1), title="Head of the department")
    assert not refusals_for_signing([titled], accounts, day(5))
    assert signature([titled], accounts, day(5), in_name_of="Sone") == Signature("signatory", "Head of the department", "Sone")


NAMING = [
    ("an interim without an end", named("mali", Role.INTERIM, day(3)), ["registry.interim-without-end"]),
    ("a second signatory", named("mali", Role.SIGNATORY, day(3)), ["registry.role-is-taken"]),
    ("a second interim on one of the days", named("mali", Role.INTERIM, day(7, 31), day(9)), ["registry.role-is-taken"]),
    ("an interim right after the first", named("mali", Role.INTERIM, day(8), day(9)), []),
    ("a second person who prepares", named("mali", Role.PREPARER, day(3)), []),
    ("the same person prepares twice", named("vilay", Role.PREPARER, day(3)), ["registry.role-is-taken"]),
]


@pytest.mark.parametrize(("says", "new", "expects"), NAMING, ids=[row[0] for row in NAMING])
def test_naming(says: str, new: Named, expects: list[str]) -> None:
    assert [one.code for one in refusals_for_naming(new, [HEAD, AWAY, CLERK])] == expects


@pytest.mark.parametrize(("person", "is_free"), [("vilay", True), ("sone", True), ("mali", False)])
def test_once_somebody_prepares_others_do_not(person: str, is_free: bool) -> None:
    assert (refusals_for_preparing([HEAD, CLERK], [person], day(5)) == []) is is_free
    assert refusals_for_preparing([HEAD], ["mali"], day(5)) == []
