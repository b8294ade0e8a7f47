"""Who may do what in the learning context beside a group itself, which acts by its key."""

from __future__ import annotations

from rochdale.people.permissions import LEADERS, officer_of_owner, permit

permit("learning.issue-credential", officer_of_owner(*LEADERS, "trainer", "facilitator"), "learning.may-not-issue-certificates")
permit("learning.revoke-credential", officer_of_owner(*LEADERS, "trainer"), "learning.may-not-revoke-certificates")
