"""Who may do what in supply. A grower's data is seen inside the cooperative only, unless its leaders share a kind of it."""

from __future__ import annotations

from django.db.models import Q

from rochdale.people.permissions import LEADERS, Grant, acts_for_owner, holds, is_market_operator, officer_of_owner, permit
from rochdale.people.rules.kinds import OfficeName

KEEPERS = (*LEADERS, "clerk", "facilitator")
READERS = (*KEEPERS, "treasurer", "board-member")
OFFICERS = tuple(office for office in OfficeName if office is not OfficeName.MEMBER)
"""Those who may fetch what another cooperative made for the organization."""

is_the_grower = Grant(
    "is the grower",
    lambda by, subject: by.id == str(getattr(subject, "person_id", "") or getattr(getattr(subject, "grower", None), "person_id", "")),
    lambda by, owner: Q(person_id=by.id),
)
"""The subject is the grower that the actor is. As a filter: over growers."""

permit("supply.see", officer_of_owner(*READERS), "supply.may-not-see")
permit("supply.see-grower", officer_of_owner(*READERS) | (acts_for_owner & is_the_grower), "supply.may-not-see")
permit("supply.keep-growers", officer_of_owner(*KEEPERS), "supply.may-not-keep-growers")
permit("supply.certify", officer_of_owner(*LEADERS, "facilitator"), "supply.may-not-certify")
permit("supply.inspect", officer_of_owner(*KEEPERS), "supply.may-not-inspect")
permit("supply.set-up", officer_of_owner(*LEADERS), "supply.may-not-set-up")
permit("supply.set-prices", officer_of_owner(*LEADERS), "supply.may-not-set-prices")
permit("supply.deliver", officer_of_owner(*LEADERS, "clerk"), "supply.may-not-deliver")
permit("supply.pay", officer_of_owner(*LEADERS, "clerk", "treasurer"), "supply.may-not-pay")
permit("supply.prepare-pay-run", officer_of_owner(*LEADERS, "treasurer"), "supply.may-not-prepare-pay-runs")
permit("supply.approve-pay-run", officer_of_owner("chair", "manager", "treasurer"), "supply.may-not-approve-pay-runs")
permit("supply.issue-cash", officer_of_owner(*LEADERS, "treasurer"), "supply.may-not-issue-cash")
permit("supply.work", officer_of_owner(*LEADERS, "clerk"), "supply.may-not-work")
permit("supply.record-onward", officer_of_owner(*LEADERS, "clerk", "treasurer", "buyer"), "supply.may-not-record-onward")
permit("supply.count-anew", officer_of_owner(*LEADERS), "supply.may-not-count-anew")
permit("supply.grade", officer_of_owner(*KEEPERS), "supply.may-not-grade")
permit("supply.issue-evidence", officer_of_owner(*LEADERS), "supply.may-not-issue-evidence")
permit("supply.read-pack", holds(*OFFICERS), "supply.may-not-see")
permit("supply.keep-proof-rules", is_market_operator, "supply.only-who-keeps-the-law")
permit("supply.capture-events", officer_of_owner(*LEADERS, "clerk"), "supply.may-not-capture-events")
permit("supply.leave-words", officer_of_owner(*LEADERS, "clerk", "treasurer", "buyer"), "supply.may-not-leave-words")
