"""Who may do what in learning. Courses are everybody's, a group is its key's; who was at a workshop is seen by those who hold it."""

from __future__ import annotations

from rochdale.people.permissions import LEADERS, holds, officer_of_owner, permit

TEACHING = (*LEADERS, "facilitator", "trainer")

permit("learning.plan-workshop", holds(*TEACHING), "learning.may-not-hold-workshops")
permit("learning.hold-workshop", officer_of_owner(*TEACHING, "clerk"), "learning.may-not-hold-workshops")
permit("learning.keep-trainers", officer_of_owner(*LEADERS, "trainer"), "learning.may-not-keep-trainers")
permit("learning.see-cascade", officer_of_owner(*TEACHING, "board-member"), "learning.may-not-see-cascade")
permit("learning.keep-projects", officer_of_owner(*LEADERS), "learning.may-not-keep-projects")
permit("learning.tie-group", holds(*TEACHING), "learning.may-not-tie-groups")
permit("learning.issue-credential", officer_of_owner(*TEACHING), "learning.may-not-issue-certificates")
permit("learning.revoke-credential", officer_of_owner(*LEADERS, "trainer"), "learning.may-not-revoke-certificates")
