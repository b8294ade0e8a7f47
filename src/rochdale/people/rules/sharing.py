"""When an organization may let others see its data. The purpose is said in words that a person can read."""

from __future__ import annotations

from rochdale.kernel.refusal import Refusal

SHORTEST_PURPOSE, LONGEST_PURPOSE = 5, 300


def refusals_for_sharing(
    *, is_with_itself: bool, is_with_all: bool, may_be_public: bool, purpose: str, is_shared_already: bool
) -> list[Refusal]:
    """Why a consent cannot be given. Only what tells of no member may be shared with everybody."""
    refusals = []
    if is_with_itself:
        refusals.append(Refusal("people.shares-with-itself"))
    if is_with_all and not may_be_public:
        refusals.append(Refusal("people.not-for-everybody"))
    if not SHORTEST_PURPOSE <= len(" ".join(purpose.split())) <= LONGEST_PURPOSE:
        refusals.append(Refusal("people.sharing-needs-a-purpose", {"least": SHORTEST_PURPOSE, "most": LONGEST_PURPOSE}))
    if is_shared_already:
        refusals.append(Refusal("people.is-shared-already"))
    return refusals
