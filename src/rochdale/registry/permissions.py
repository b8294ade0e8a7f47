"""Who may do what in the register. Its content is public; what changes it is a registrar's."""

from __future__ import annotations

from rochdale.people.permissions import holds, permit

permit("registry.bring", holds("registrar"), "registry.may-not-bring")
permit("registry.issue-certificate", holds("registrar"), "registry.may-not-issue-certificate")
permit("registry.withdraw-key", holds("registrar"), "registry.may-not-withdraw-key")
permit("registry.correct", holds("registrar"), "registry.may-not-correct")
