"""Who may do what in the site: its editors write and publish, and nobody else."""

from __future__ import annotations

from rochdale.people.permissions import holds, permit
from rochdale.people.rules.kinds import OfficeName

permit("site.edit", holds(OfficeName.EDITOR), "site.may-not-edit")
