"""The tables of this context."""

from rochdale.learning.models.credentials import Credential, CredentialKey, CredentialKind, Revocation
from rochdale.learning.models.groups import (
    ActionItem,
    ActivityRun,
    Attendance,
    Found,
    Group,
    GroupRun,
    Origin,
    RunDraft,
    Visit,
)
from rochdale.learning.models.trainers import GroupTie, GroupTrainer, Outcome, Result, Trainer, TrainerLink, Withdrawal, as_link
from rochdale.learning.models.workshops import Asked, Came, Evaluation, Handed, Participant, Picture, Project, SignIn, Workshop

__all__ = [
    "ActionItem", "ActivityRun", "Asked", "Attendance", "Came", "Credential", "CredentialKey", "CredentialKind", "Evaluation", "Found",
    "Group", "GroupRun", "GroupTie", "GroupTrainer", "Handed", "Origin", "Outcome", "Participant", "Picture", "Project", "Result",
    "Revocation", "RunDraft", "SignIn", "Trainer", "TrainerLink", "Visit", "Withdrawal", "Workshop", "as_link",
]  # fmt: skip
