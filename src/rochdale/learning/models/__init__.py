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

__all__ = [
    "ActionItem",
    "ActivityRun",
    "Attendance",
    "Credential",
    "CredentialKey",
    "CredentialKind",
    "Found",
    "Group",
    "GroupRun",
    "Origin",
    "Revocation",
    "RunDraft",
    "Visit",
]
