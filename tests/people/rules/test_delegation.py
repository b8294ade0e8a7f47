"""Who deputizes for whom, how long: a table with a sentence per row."""

from __future__ import annotations

from datetime import timedelta

import pytest

from rochdale.people.rules.offices import LONGEST_DELEGATION, DeputyFacts, Term, refusals_for_delegation
from tests.cast import AT

DAY = timedelta(days=1)
TERM = Term(AT - 100 * DAY, AT + 200 * DAY)
A_WEEK = Term(AT, AT + 7 * DAY)
CLERK = DeputyFacts(is_the_officer=False, is_active=True, is_of_the_organization=True)


@pytest.mark.parametrize(
    ("says", "office", "period", "deputy", "expects"),
    [
        ("a manager lends the office for a week", "manager", A_WEEK, CLERK, []),
        ("for a quarter of a year at most", "manager", Term(AT, AT + LONGEST_DELEGATION), CLERK, []),
        ("not longer", "manager", Term(AT, AT + LONGEST_DELEGATION + DAY), CLERK, ["people.delegation-is-too-long"]),
        ("not without an end", "manager", Term(AT), CLERK, ["people.delegation-needs-an-end"]),
        ("not backwards", "manager", Term(AT, AT), CLERK, ["people.delegation-needs-an-end"]),
        ("not beyond the own term", "manager", Term(AT + 190 * DAY, AT + 210 * DAY), CLERK, ["people.delegation-outlasts-the-office"]),
        (
            "not before it",
            "manager",
            Term(AT - 101 * DAY, AT + DAY),
            CLERK,
            ["people.delegation-outlasts-the-office", "people.delegation-is-too-long"],
        ),
        ("not for days that are over", "manager", Term(AT - 3 * DAY, AT - DAY), CLERK, ["people.delegation-is-over-already"]),
        ("membership is not lent", "member", A_WEEK, CLERK, ["people.membership-is-not-delegated"]),
        ("nobody is the own deputy", "manager", A_WEEK, DeputyFacts(True, True, True), ["people.nobody-is-the-own-deputy"]),
        ("a closed account deputizes for nobody", "manager", A_WEEK, DeputyFacts(False, False, True), ["people.person-is-inactive"]),
        ("nor does a stranger", "manager", A_WEEK, DeputyFacts(False, True, False), ["people.deputy-is-a-stranger"]),
        (
            "nor the same one twice",
            "manager",
            A_WEEK,
            DeputyFacts(False, True, True, (Term(AT + DAY, AT + 2 * DAY),)),
            ["people.is-deputy-already"],
        ),
        ("but again later", "manager", A_WEEK, DeputyFacts(False, True, True, (Term(AT + 7 * DAY, AT + 9 * DAY),)), []),
    ],
)
def test_delegation(says: str, office: str, period: Term, deputy: DeputyFacts, expects: list[str]) -> None:
    found = refusals_for_delegation(TERM, office=office, period=period, at=AT, deputy=deputy)
    assert [refusal.code for refusal in found] == expects, says
