"""Every change of the learning context."""

from rochdale.learning.operations.credentials import CredentialOrder, issue_credential, revoke_credential
from rochdale.learning.operations.groups import RunSheet, as_group, begin_draft, digest_of, keep_run, look_after, write_on_draft
from rochdale.learning.operations.projects import ProjectTold, begin_project, change_project
from rochdale.learning.operations.trainers import (
    certify_trainer,
    enrol_trainer,
    prepare,
    raise_level,
    record_outcome,
    say_who_brought,
    tie_group,
    withdraw_level,
)
from rochdale.learning.operations.workshops import (
    Plan,
    Told,
    add_picture,
    ask,
    at_the_door,
    call_off,
    change_workshop,
    correct_participant,
    evaluate,
    hand_out,
    keep_list,
    plan_workshop,
    set_agenda,
    sign_in,
    sign_up,
    take_back_picture,
    tick_off,
    write_answer,
)

__all__ = [
    "CredentialOrder", "Plan", "ProjectTold", "RunSheet", "Told", "add_picture", "as_group", "ask", "at_the_door", "begin_draft",
    "begin_project", "call_off", "certify_trainer", "change_project", "change_workshop", "correct_participant", "digest_of",
    "enrol_trainer", "evaluate", "hand_out", "issue_credential", "keep_list", "keep_run", "look_after", "plan_workshop", "prepare",
    "raise_level", "record_outcome", "revoke_credential", "say_who_brought", "set_agenda", "sign_in", "sign_up", "take_back_picture",
    "tick_off", "tie_group", "withdraw_level", "write_answer", "write_on_draft",
]  # fmt: skip
