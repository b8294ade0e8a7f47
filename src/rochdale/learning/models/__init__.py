"""The tables of this context."""

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

__all__ = ["ActionItem", "ActivityRun", "Attendance", "Found", "Group", "GroupRun", "Origin", "RunDraft", "Visit"]
